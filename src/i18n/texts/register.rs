//! The register: lists of arrangements and municipalities, one of each, and a municipality's own list.

use super::super::Lang;

texts! {
    register_year(year: &i32): "Kartleggingsår {year}" | "Kartleggingsår {year}";
    register_closed_note: "Kartleggingen er avsluttet. Registeret kan leses, men ikke endres." | "Kartlegginga er avslutta. Registeret kan lesast, men ikkje endrast.";
    register_planned_note: "Kartleggingen er planlagt. Kommunene ser den når den åpner." | "Kartlegginga er planlagd. Kommunane ser ho når ho opnar.";
    register_key_figures: "Nøkkeltall" | "Nøkkeltal";
    register_arrangements_1: "1 ordning" | "1 ordning";
    register_arrangements_n(count: &str): "{count} ordninger" | "{count} ordningar";
    register_municipalities_1: "1 kommune" | "1 kommune";
    register_municipalities_n(count: &str): "{count} kommuner" | "{count} kommunar";
    register_participations_1: "1 deltakelse" | "1 deltaking";
    register_participations_n(count: &str): "{count} deltakelser" | "{count} deltakingar";
    register_mean(mean: &str): "{mean} ordninger per kommune" | "{mean} ordningar per kommune";
    register_counted_base(all: &str): "Regnes med, av {all} i registeret." | "Rekna med, av {all} i registeret.";
    register_area_base: "I området som kartlegges." | "I området som blir kartlagt.";
    register_participations_base: "Kommunene i området, i ordninger som regnes med." | "Kommunane i området, i ordningar som er rekna med.";
    register_mean_base(sum: &str, count: &str): "Gjennomsnitt: {sum} deltakelser delt på {count} kommuner." | "Gjennomsnitt: {sum} deltakingar delte på {count} kommunar.";
    register_distribution: "Sektor og nivå" | "Sektor og nivå";
    register_by_level: "Ordninger etter geografisk nivå" | "Ordningar etter geografisk nivå";
    register_by_sector: "Ordninger etter sektor" | "Ordningar etter sektor";
    register_tables_base(count: &str): "Tabellene omfatter de {count} ordningene som regnes med. Prosentene er rundet av til hele tall." | "Tabellane omfattar dei {count} ordningane som er rekna med. Prosentane er runda av til heile tal.";
    register_level: "Nivå" | "Nivå";
    register_count: "Antall" | "Tal";
    register_share: "Andel" | "Del";
    register_percent(percent: &str): "{percent} %" | "{percent} %";
    register_sum: "Sum" | "Sum";
    register_definition: "Hva som regnes som formelt samarbeid" | "Kva som er rekna som formelt samarbeid";
    register_owner: "Oppdragsgiver" | "Oppdragsgivar";
    register_contact: "Kontakt" | "Kontakt";

    register_search: "Søk i navn, innhold og vertskommune" | "Søk i namn, innhald og vertskommune";
    register_more_filters: "Flere filtre" | "Fleire filter";
    register_sector: "Sektor" | "Sektor";
    register_task_field: "Oppgave" | "Oppgåve";
    register_form: "Juridisk form" | "Juridisk form";
    register_host: "Vertskommune" | "Vertskommune";
    register_host_short: "Vert" | "Vert";
    register_participant: "Deltakerkommune" | "Deltakarkommune";
    municipality_written(label: &str): "{label} (navn eller nummer)" | "{label} (namn eller nummer)";
    register_life: "Tilstand" | "Tilstand";
    register_definition_status: "Definisjon" | "Definisjon";
    register_counted: "Regnes med i tabellene" | "Rekna med i tabellane";
    register_without_sector: "Uten sektor" | "Utan sektor";
    register_without_task_field: "Uten oppgave" | "Utan oppgåve";
    register_without_host: "Uten vertskommune" | "Utan vertskommune";
    register_unknown_form: "Ukjent" | "Ukjend";
    register_participants: "Deltakere" | "Deltakarar";
    register_all_counted(found: &str): "{found}. Alle regnes med i tabellene." | "{found}. Alle er rekna med i tabellane.";
    register_some_counted(found: &str, counted: &str): "{found}, {counted} regnes med i tabellene." | "{found}, {counted} er rekna med i tabellane.";
    register_shown(first: &str, last: &str): "Viser {first}–{last}." | "Viser {first}–{last}.";
    register_show_all: "Vis alle på én side" | "Vis alle på éi side";
    register_show_pages: "Del opp i sider" | "Del opp i sider";
    register_no_hits: "Ingen ordninger passer med søket og filtrene." | "Ingen ordningar passar med søket og filtera.";
    register_no_hits_hint: "Prøv et kortere ord eller deler av ordet. Store og små bokstaver, aksenter og æ, ø, å spiller ingen rolle." | "Prøv eit kortare ord eller delar av ordet. Store og små bokstavar, aksentar og æ, ø, å spelar inga rolle.";
    register_download_excel: "Last ned for Excel" | "Last ned for Excel";

    register_facts: "Opplysninger" | "Opplysningar";
    register_number: "Nummer i registeret" | "Nummer i registeret";
    register_content: "Innhold" | "Innhald";
    register_established: "Etableringsår" | "Etableringsår";
    register_fte: "Årsverk" | "Årsverk";
    register_task_fields: "Oppgaver" | "Oppgåver";
    register_no_host: "Ingen kjent" | "Ingen kjend";
    register_level_counted(level: &str, count: &str): "{level}. Følger av at {count} deltar." | "{level}. Følgjer av at {count} deltek.";
    register_level_overridden(level: &str, derived: &str): "{level}. Satt av koordinator; antallet deltakere tilsier {derived}." | "{level}. Sett av koordinator; talet på deltakarar tilseier {derived}.";
    register_reason(reason: &str): "Begrunnelse: {reason}" | "Grunngiving: {reason}";
    register_reason_missing: "Begrunnelse mangler." | "Grunngiving manglar.";
    register_ended(year: &i32): "Nedlagt i {year}." | "Nedlagd i {year}.";
    register_cost_parts(fixed: &str, population: &str): "{fixed} fast andel, {population} etter folketall" | "{fixed} fast del, {population} etter folketal";
    register_open_agreement: "Åpne avtalen" | "Opne avtalen";
    register_cost_fixed(fixed: &str): "{fixed} fast andel" | "{fixed} fast del";
    register_cost_population(population: &str): "{population} etter folketall" | "{population} etter folketal";
    register_by_import: "Import" | "Import";
    register_by_edit: "Retting i registeret" | "Retting i registeret";
    register_by_decision: "Avgjørelse i høringen" | "Avgjerd i høyringa";
    register_by_copy: "Kopiert fra forrige kartlegging" | "Kopiert frå førre kartlegging";
    register_by_merge: "Slått sammen" | "Slått saman";
    register_by_split: "Delt i to" | "Delt i to";
    register_outside: "Utenfor området" | "Utanfor området";
    register_other_owners: "Andre eiere" | "Andre eigarar";
    register_share_of(share: &str): "{share} %" | "{share} %";
    register_no_participants: "Ingen deltakere er kjent." | "Ingen deltakarar er kjende.";
    register_is_host: "vert" | "vert";
    register_merged_title: "Slått sammen med en annen ordning" | "Slått saman med ei anna ordning";
    register_merged_text: "Ordningen er ikke lenger med i listene." | "Ordninga er ikkje lenger med i listene.";
    register_merged_link(number: &i32): "Se ordning {number}" | "Sjå ordning {number}";
    register_not_counted_title: "Regnes ikke med" | "Ikkje rekna med";
    register_not_counted_text: "Ordningen står i registeret, men er holdt utenfor alle tabeller." | "Ordninga står i registeret, men er halden utanfor alle tabellar.";
    register_history: "Historikk" | "Historikk";
    register_no_changes: "Ingen endringer er registrert i denne kartleggingen." | "Ingen endringar er registrerte i denne kartlegginga.";
    register_changes: "Endringer i denne kartleggingen" | "Endringar i denne kartlegginga";
    register_editions: "I andre kartlegginger" | "I andre kartleggingar";
    register_no_editions: "Ordningen finnes ikke i andre kartlegginger som du kan lese." | "Ordninga finst ikkje i andre kartleggingar som du kan lese.";
    register_when: "Når" | "Når";
    register_field: "Felt" | "Felt";
    register_before: "Før" | "Før";
    register_after: "Etter" | "Etter";
    register_by: "Av" | "Av";

    register_municipality_search: "Søk etter kommune" | "Søk etter kommune";
    register_region: "Kommuneregion" | "Kommuneregion";
    register_regions: "Kommuneregioner" | "Kommuneregionar";
    register_without_region: "Uten region" | "Utan region";
    register_population: "Innbyggere" | "Innbyggjarar";
    register_population_of(year: &i32): "Innbyggere ({year})" | "Innbyggjarar ({year})";
    register_municipality_number: "Kommunenummer" | "Kommunenummer";
    register_number_short: "Nummer" | "Nummer";
    register_hostings: "Vert for" | "Vert for";
    register_without_hosting: "Uten å være vert" | "Utan å vere vert";
    register_participates: "Deltar i" | "Deltek i";
    register_counting: "Hva som telles" | "Kva som er talt";
    register_municipalities_base: "Antall ordninger gjelder dem som regnes med i tabellene." | "Talet på ordningar gjeld dei som er rekna med i tabellane.";
    register_municipalities_found(found: &str, all: &str): "{found} av {all} kommuner." | "{found} av {all} kommunar.";
    register_municipalities_all(all: &str): "Alle {all} kommuner i området." | "Alle {all} kommunar i området.";
    register_no_municipality: "Ingen kommuner passer med søket og filteret." | "Ingen kommunar passar med søket og filteret.";
    register_no_municipality_hint: "Søk etter navn eller kommunenummer. Navn på kommuner som er slått sammen, finnes under den nye kommunen." | "Søk etter namn eller kommunenummer. Namn på kommunar som er slått saman, står under den nye kommunen.";

    register_official_name: "Fullt navn" | "Fullt namn";
    register_name_sami: "Samisk navn" | "Samisk namn";
    register_name_kven: "Kvensk navn" | "Kvensk namn";
    register_county: "Fylke" | "Fylke";
    register_predecessors: "Tidligere kommuner" | "Tidlegare kommunar";
    register_predecessor(number: &str, name: &str): "{number} {name}" | "{number} {name}";
    register_until(date: &str): "til {date}" | "til {date}";
    register_outside_note: "Kommunen ligger utenfor området som kartlegges. Den står med ordningene som den deltar i sammen med kommuner i området, og får ikke noe eget antall i tabellene." | "Kommunen ligg utanfor området som blir kartlagt. Han står med ordningane som han deltek i saman med kommunar i området, og får ikkje noko eige tal i tabellane.";
    register_no_arrangements(name: &str): "{name} deltar ikke i noen ordning i registeret." | "{name} deltek ikkje i noka ordning i registeret.";
    register_from_year(year: &i32): "fra {year}" | "frå {year}";
    register_fte_short(fte: &str): "{fte} årsverk" | "{fte} årsverk";
    register_host_is(host: &str): "Vert: {host}" | "Vert: {host}";
    register_take_part: "Deltakere:" | "Deltakarar:";
    register_hosts_only: "Vert uten å delta" | "Vert utan å delta";

    respond_title: "Kommunene du svarer for" | "Kommunane du svarer for";
    respond_lead: "Velg kartleggingen som du vil se ordningene i." | "Vel kartlegginga som du vil sjå ordningane i.";
    respond_none: "Du svarer ikke for noen kommune. Administratoren av portalen kan gi deg tilgang." | "Du svarer ikkje for nokon kommune. Administratoren av portalen kan gi deg tilgang.";
    respond_no_mapping(name: &str): "{name} er ikke med i noen kartlegging ennå. Du får e-post når høringen åpner." | "{name} er ikkje med i noka kartlegging enno. Du får e-post når høyringa opnar.";
    respond_list_of(name: &str): "Ordninger som {name} deltar i" | "Ordningar som {name} deltek i";
    respond_not_open: "Høringen er ikke åpnet ennå" | "Høyringa er ikkje opna enno";
    respond_not_open_text: "Dette er listen slik den står i registeret. Du får e-post når den kan rettes og bekreftes." | "Dette er lista slik ho står i registeret. Du får e-post når ho kan rettast og stadfestast.";
    respond_closed: "Kartleggingen er avsluttet" | "Kartlegginga er avslutta";
    respond_closed_text: "Listen kan leses, men ikke lenger rettes." | "Lista kan lesast, men ikkje lenger rettast.";
}

/// «1 ordning», «289 ordninger»: one is said in another way than many.
impl Lang {
    pub fn arrangements(self, count: usize) -> String {
        match count {
            1 => self.register_arrangements_1().to_owned(),
            _ => self.register_arrangements_n(&self.count(count as i64)),
        }
    }

    pub fn municipalities_counted(self, count: usize) -> String {
        match count {
            1 => self.register_municipalities_1().to_owned(),
            _ => self.register_municipalities_n(&self.count(count as i64)),
        }
    }

    pub fn participations(self, count: usize) -> String {
        match count {
            1 => self.register_participations_1().to_owned(),
            _ => self.register_participations_n(&self.count(count as i64)),
        }
    }

    /// The name in the reader's written form; bokmål where the other is missing.
    pub fn either<'a>(self, nb: &'a str, nn: &'a str) -> &'a str {
        if self == Self::Nn && !nn.is_empty() {
            nn
        } else {
            nb
        }
    }
}
