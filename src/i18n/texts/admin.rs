//! The front page of the administration, and the book of municipalities.

texts! {
    back: "Tilbake" | "Attende";
    admin_front_users: "Inviter folk, gi og avslutt roller, steng kontoer." | "Inviter folk, gi og avslutt roller, steng kontoar.";
    admin_front_users_count(all: &str, invited: &str, disabled: &str): "{all} kontoer: {invited} venter på aktivering, {disabled} er deaktivert." | "{all} kontoar: {invited} ventar på aktivering, {disabled} er deaktiverte.";
    admin_front_municipalities: "Navn, målform, kontakter og hva som ble av gamle kommuner." | "Namn, målform, kontaktar og kva det vart av gamle kommunar.";
    admin_front_municipalities_count(all: &str, lacking: &str): "{all} kommuner, {lacking} mangler kontakt." | "{all} kommunar, {lacking} manglar kontakt.";
    admin_front_mail: "Brev som venter, er sendt eller ikke kom fram." | "Brev som ventar, er sende eller ikkje kom fram.";
    admin_front_mail_count(waiting: &str, lost: &str): "{waiting} brev venter, {lost} kom ikke fram." | "{waiting} brev ventar, {lost} kom ikkje fram.";
    admin_front_log: "Hvem gjorde hva, når, og fra hva til hva." | "Kven gjorde kva, når, og frå kva til kva.";
    admin_front_log_count(n: &str): "Hendelser siste døgn: {n}." | "Hendingar siste døgnet: {n}.";
    admin_front_mappings: "Kartlegginger" | "Kartleggingar";
    admin_front_no_mappings: "Det er ingen kartlegginger ennå." | "Det er ingen kartleggingar enno.";

    book_search: "Navn eller nummer, også gamle" | "Namn eller nummer, også gamle";
    book_county: "Fylke" | "Fylke";
    book_written_form: "Språkvedtak" | "Språkvedtak";
    book_contact: "Kontakt" | "Kontakt";
    book_lacks_contact: "Mangler kontakt" | "Manglar kontakt";
    book_has_contact: "Registrert" | "Registrert";
    book_number: "Nummer" | "Nummer";
    book_users: "Brukere" | "Brukarar";
    book_found(shown: &str, all: &str): "{shown} av {all} kommuner" | "{shown} av {all} kommunar";
    book_none: "Det er ingen kommuner i registeret ennå. De kommer inn med «ordna import» eller «ordna demo»." | "Det er ingen kommunar i registeret enno. Dei kjem inn med «ordna import» eller «ordna demo».";
    book_no_hits: "Ingen kommuner passer med søket. Prøv en del av navnet, et gammelt navn eller nummeret." | "Ingen kommunar passar med søket. Prøv ein del av namnet, eit gammalt namn eller nummeret.";
    book_former(name: &str, number: &str): "{name} ({number}) er nå" | "{name} ({number}) er no";
    book_former_title: "Gamle kommuner" | "Gamle kommunar";

    book_names: "Navn" | "Namn";
    book_short_name: "Navn i bruk" | "Namn i bruk";
    book_official_name: "Fullt navn" | "Fullt namn";
    book_sami_name: "Samisk navn" | "Samisk namn";
    book_kven_name: "Kvensk navn" | "Kvensk namn";
    book_organisation: "Organisasjonsnummer" | "Organisasjonsnummer";
    book_valid: "Gjelder" | "Gjeld";
    book_valid_from(date: &str): "fra {date}" | "frå {date}";
    book_valid_to(date: &str): "til {date}" | "til {date}";
    book_valid_always: "så langt registeret går" | "så langt registeret går";
    book_population: "Folketall" | "Folketal";
    book_year: "År" | "År";
    book_inhabitants: "Innbyggere" | "Innbyggjarar";
    book_no_population: "Folketall er ikke registrert." | "Folketal er ikkje registrert.";
    book_became: "Hva kommunen har vært og blitt" | "Kva kommunen har vore og vorte";
    book_no_changes: "Ingen endringer er registrert." | "Ingen endringar er registrerte.";
    book_change_from(old: &str, number: &str): "Fra {old} ({number})" | "Frå {old} ({number})";
    book_change_to(new: &str, number: &str): "Til {new} ({number})" | "Til {new} ({number})";
    book_answers: "Svarer for kommunen" | "Svarar for kommunen";
    book_nobody_answers: "Ingen brukere svarer for kommunen." | "Ingen brukarar svarer for kommunen.";
    book_invite_for: "Inviter en bruker for kommunen" | "Inviter ein brukar for kommunen";
    book_log: "Hendelser om kommunen" | "Hendingar om kommunen";

    book_form_title(name: &str): "Språkvedtak for {name}" | "Språkvedtak for {name}";
    book_form_hint: "Avgjør om kommunen får brev på bokmål eller nynorsk. Har kommunen vedtatt nøytral, velger avsenderen." | "Avgjer om kommunen får brev på bokmål eller nynorsk. Har kommunen vedteke nøytral, vel avsendaren.";
    book_form_saved: "Språkvedtaket er lagret." | "Språkvedtaket er lagra.";

    contacts: "Kontakter" | "Kontaktar";
    contacts_none: "Ingen kontakter er registrert. Da kan ingen brev sendes til kommunen." | "Ingen kontaktar er registrerte. Då kan ingen brev sendast til kommunen.";
    contacts_former(n: &usize): "Tidligere kontakter ({n})" | "Tidlegare kontaktar ({n})";
    contact_add: "Legg til en kontakt" | "Legg til ein kontakt";
    contact_add_title(municipality: &str): "Ny kontakt for {municipality}" | "Ny kontakt for {municipality}";
    contact_change_title(municipality: &str): "Endre kontakten for {municipality}" | "Endre kontakten for {municipality}";
    contact_kind: "Hvem er det?" | "Kven er det?";
    contact_kind_short: "Type kontakt" | "Slag kontakt";
    contact_chief: "Kommunedirektør" | "Kommunedirektør";
    contact_mailroom: "Postmottak" | "Postmottak";
    contact_kind_hint: "Kommunedirektøren får brevene. Postmottaket får kopi, fordi journalføringen skjer der." | "Kommunedirektøren får breva. Postmottaket får kopi, fordi journalføringa skjer der.";
    contact_kind_missing: "Velg om det er kommunedirektøren eller postmottaket." | "Vel om det er kommunedirektøren eller postmottaket.";
    contact_title: "Tittel" | "Tittel";
    contact_phone: "Telefon" | "Telefon";
    contact_phone_hint: "For eksempel 74 31 21 00 eller +47 74 31 21 00." | "Til dømes 74 31 21 00 eller +47 74 31 21 00.";
    contact_phone_wrong: "Telefonnummeret må ha minst åtte siffer, for eksempel 74 31 21 00." | "Telefonnummeret må ha minst åtte siffer, til dømes 74 31 21 00.";
    contact_name_missing: "Navn må fylles ut for en kommunedirektør." | "Namn må fyllast ut for ein kommunedirektør.";
    contact_name_hint: "Må fylles ut for kommunedirektør, kan stå tomt for postmottak." | "Må fyllast ut for kommunedirektør, kan stå tomt for postmottak.";
    contact_period: "Gjaldt" | "Gjaldt";
    contact_change: "Endre" | "Endre";
    contact_end: "Avslutt" | "Avslutt";
    contact_end_button: "Avslutt kontakten" | "Avslutt kontakten";
    contact_end_title(name: &str, municipality: &str): "Avslutt kontakten {name} for {municipality}" | "Avslutt kontakten {name} for {municipality}";
    contact_end_stops: "Ingen nye brev går til denne kontakten." | "Ingen nye brev går til denne kontakten.";
    contact_end_keeps: "Kontakten blir stående under tidligere kontakter, med datoene." | "Kontakten blir ståande under tidlegare kontaktar, med datoane.";
    contact_end_user: "En brukerkonto med samme adresse blir ikke endret av dette." | "Ein brukarkonto med same adresse blir ikkje endra av dette.";
    contact_added: "Kontakten er lagt til." | "Kontakten er lagd til.";
    contact_changed: "Kontakten er endret. Slik den var, står under tidligere kontakter." | "Kontakten er endra. Slik han var, står under tidlegare kontaktar.";
    contact_same: "Ingenting var endret." | "Ingenting var endra.";
    contact_ended: "Kontakten er avsluttet." | "Kontakten er avslutta.";
    contact_bounced(when: &str): "Brev kom i retur {when}" | "Brev kom i retur {when}";
    contact_stale: "Kontakten ble endret eller avsluttet av noen andre mens du skrev. Det du skrev, er ikke lagret." | "Kontakten vart endra eller avslutta av andre medan du skreiv. Det du skreiv, er ikkje lagra.";
}
