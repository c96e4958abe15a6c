//! Letters to many: their words, who gets them, and how far they have come.

use crate::Lang;

texts! {
    mailings: "Utsendinger" | "Utsendingar";
    mailings_none: "Ingenting er sendt ut ennå." | "Ingenting er sendt ut enno.";
    mailings_none_hint: "Lag en utsending, se hva hver kommune får, og send en prøve til deg selv først." | "Lag ei utsending, sjå kva kvar kommune får, og send ei prøve til deg sjølv først.";
    mailing_new: "Ny utsending" | "Ny utsending";
    mailing_new_lead: "Ingenting blir sendt ennå. På neste side ser du hvem som får brevet, og hva det står i det." | "Ingenting blir sendt enno. På neste side ser du kven som får brevet, og kva det står i det.";
    mailing_letter: "Brev" | "Brev";
    mailing_to_whom: "Kommuner" | "Kommunar";
    mailing_to_whom_hint: "Kryss ikke av noen om brevet gjelder alle. De som ikke skal ha det, for eksempel fordi de har bekreftet, blir utelatt." | "Kryss ikkje av nokon om brevet gjeld alle. Dei som ikkje skal ha det, til dømes fordi dei har stadfesta, blir utelatne.";
    mailing_go_on: "Lag utkast" | "Lag utkast";
    mailing_by_plan: "påminnelsesplanen" | "påminningsplanen";
    mailing_goes_at(at: &str): "Går {at}." | "Går {at}.";
    mailing_went_at(at: &str, by: &str): "Sendt {at} av {by}" | "Sendt {at} av {by}";
    mailing_made_at(at: &str, by: &str): "Laget {at} av {by}" | "Laga {at} av {by}";
    mailing_to_count(count: &str): "På listen: {count}" | "På lista: {count}";
    mailing_left_of(left: &str, all: &str): "{left} av {all} brev har gått" | "{left} av {all} brev har gått";
    mailing_lost(count: &str): "{count} kom ikke fram" | "{count} kom ikkje fram";
    mailing_who: "Hvem får brevet" | "Kven får brevet";
    mailing_preview: "Slik blir brevet" | "Slik blir brevet";
    mailing_was: "Slik ble brevet" | "Slik vart brevet";
    mailing_preview_for: "Vis brevet til" | "Vis brevet til";
    mailing_show: "Vis" | "Vis";
    mailing_other_form: "På den andre målformen" | "På den andre målforma";
    mailing_edit_text: "Endre teksten" | "Endre teksten";
    mailing_test: "Send prøve til meg" | "Send prøve til meg";
    mailing_send_title: "Send" | "Send";
    mailing_when: "Når skal brevene gå?" | "Når skal breva gå?";
    mailing_in_ten_minutes: "Om ti minutter, så du kan angre" | "Om ti minutt, så du kan angre";
    mailing_at_once: "Med en gang" | "Med ein gong";
    mailing_at_a_time: "På et tidspunkt du velger under" | "På eit tidspunkt du vel under";
    mailing_hosts_first(first: &str, second: &str): "Vertskommunene først, {first}, de andre {second}" | "Vertskommunane først, {first}, dei andre {second}";
    mailing_date: "Dato" | "Dato";
    mailing_date_hint: "For eksempel 1.12.2026" | "Til dømes 1.12.2026";
    mailing_time: "Klokkeslett" | "Klokkeslett";
    mailing_time_hint: "For eksempel 9.00" | "Til dømes 9.00";
    mailing_wrong_date: "Dato må skrives som 1.12.2026." | "Dato må skrivast som 1.12.2026.";
    mailing_wrong_time: "Klokkeslett må skrives som 9.00." | "Klokkeslett må skrivast som 9.00.";
    mailing_past: "Tidspunktet har vært. Velg ett som kommer." | "Tidspunktet har vore. Vel eitt som kjem.";
    mailing_send: "Send" | "Send";
    mailing_propose: "Be en kollega si ja" | "Be ein kollega seie ja";
    mailing_second_person: "I denne kartleggingen går brev først når en annen koordinator har sagt ja." | "I denne kartlegginga går brev først når ein annan koordinator har sagt ja.";
    mailing_say_yes: "Si ja og send" | "Sei ja og send";
    mailing_waits_for_second: "Utsendingen venter på at en annen koordinator sier ja." | "Utsendinga ventar på at ein annan koordinator seier ja.";
    mailing_discard: "Kast utkastet" | "Kast utkastet";
    mailing_discarded: "Utkastet er kastet." | "Utkastet er kasta.";
    mailing_sent: "Brevene ligger i køen og går nå." | "Breva ligg i køen og går no.";
    mailing_sent_with_regret: "Brevene ligger i køen. De går om ti minutter, og til da kan du trekke dem tilbake." | "Breva ligg i køen. Dei går om ti minutt, og til då kan du trekkje dei tilbake.";
    mailing_planned: "Utsendingen er planlagt." | "Utsendinga er planlagd.";
    mailing_has_gone: "Denne utsendingen er alt sendt. Ingenting ble sendt to ganger." | "Denne utsendinga er alt send. Ingenting vart sendt to gonger.";
    mailing_regret_until(at: &str): "Brevene går kl. {at}. Til da kan du trekke dem tilbake." | "Breva går kl. {at}. Til då kan du trekkje dei tilbake.";
    mailing_is_paused: "Det som ikke har gått, venter til du setter det i gang igjen." | "Det som ikkje har gått, ventar til du set det i gang att.";
    mailing_no_round: "Runden tar ikke imot svar nå, eller den har ingen frist. Se på runden før du sender." | "Runden tek ikkje imot svar no, eller han har ingen frist. Sjå på runden før du sender.";
    mailing_unwritten: "Skriv meldingen først, på begge målformer: «Endre teksten» over." | "Skriv meldinga først, på begge målformer: «Endre teksten» over.";
    mailing_for_nobody: "Ingen på listen skal ha dette brevet nå. Grunnen står over." | "Ingen på lista skal ha dette brevet no. Grunnen står over.";
    mailing_pause: "Stans inntil videre" | "Stans inntil vidare";
    mailing_resume: "Sett i gang igjen" | "Set i gang att";
    mailing_waits: "Går snart" | "Går snart";
    mailing_has_paused: "Det som ikke har gått, venter." | "Det som ikkje har gått, ventar.";
    mailing_goes_on: "Brevene går igjen." | "Breva går att.";
    mailing_regret: "Angre utsendingen" | "Angre utsendinga";
    mailing_take_back: "Trekk tilbake" | "Trekk tilbake";
    mailing_cancel_title: "Trekk utsendingen tilbake" | "Trekk utsendinga tilbake";
    mailing_cancel_before: "Ingen brev har gått, og ingen vil gå." | "Ingen brev har gått, og ingen vil gå.";
    mailing_cancel_waiting(letters: &str): "{letters} som ligger i køen, blir ikke sendt." | "{letters} som ligg i køen, blir ikkje sendt.";
    mailing_cancel_left(letters: &str): "{letters} har alt gått. De kommunene blir stående som sendt." | "{letters} har alt gått. Dei kommunane blir ståande som sende.";
    mailing_cancel_hearings: "Kommuner som ikke har fått brevet og ikke har begynt å svare, blir som før utsendingen." | "Kommunar som ikkje har fått brevet og ikkje har byrja å svare, blir som før utsendinga.";
    mailing_taken_back(letters: &str): "Trukket tilbake: {letters}." | "Trekt tilbake: {letters}.";
    mailing_put_back(municipalities: &str): "{municipalities} er som før utsendingen." | "{municipalities} er som før utsendinga.";
    mailing_log: "Brevene" | "Breva";
    mailing_receiver: "Mottaker" | "Mottakar";
    mailing_left_at: "Gikk" | "Gjekk";
    mailing_leaves_at(at: &str): "går tidligst kl. {at}" | "går tidlegast kl. {at}";
    mailing_download: "Last ned loggen (CSV)" | "Last ned loggen (CSV)";
    mailing_subject: "Emne" | "Emne";
    mailing_body: "Tekst" | "Tekst";
    mailing_text_lead: "Endringene gjelder bare denne utsendingen. Hver kommune får brevet på sin målform." | "Endringane gjeld berre denne utsendinga. Kvar kommune får brevet på si målform.";
    mailing_text_saved: "Teksten er lagret." | "Teksten er lagra.";
    mailing_send_stale: "Utsendingen ble endret mens du så på den. Se gjennom den på nytt før du sender." | "Utsendinga vart endra medan du såg på henne. Sjå gjennom henne på nytt før du sender.";
    mailing_sender: "Avsender" | "Avsendar";
    mailing_sender_hint(owner: &str): "Står under brevet. Uten noe her står det «{owner}»." | "Står under brevet. Utan noko her står det «{owner}».";
    mailing_reply_to: "Svar går til" | "Svar går til";
    mailing_reply_to_hint: "Uten noe her går svar til kontaktpersonen for kartleggingen." | "Utan noko her går svar til kontaktpersonen for kartlegginga.";
    mailing_neutral: "Målform til kommuner som er nøytrale" | "Målform til kommunar som er nøytrale";
    mailing_neutral_hint: "De andre får brevet på målformen kommunen eller mottakeren har valgt." | "Dei andre får brevet på målforma kommunen eller mottakaren har valt.";
    mailing_copy: "Send kopi til postmottaket i hver kommune" | "Send kopi til postmottaket i kvar kommune";
    mailing_copy_hint: "Kopien har samme tekst, men ingen personlig lenke." | "Kopien har same tekst, men inga personleg lenkje.";
    merge_places: "Felt du kan sette inn" | "Felt du kan setje inn";
    merge_hint: "Skriv feltet med klammer, så blir det byttet ut for hver mottaker. Eksemplene er fra den første mottakeren." | "Skriv feltet med klammer, så blir det bytt ut for kvar mottakar. Døma er frå den første mottakaren.";
    merge_unknown(name: &str): "Feltet «{name}» finnes ikke i dette brevet. Se listen over felt." | "Feltet «{name}» finst ikkje i dette brevet. Sjå lista over felt.";
    merge_brace: "En klamme mangler. Felt skrives som i listen, med klamme foran og bak." | "Ei klamme manglar. Felt skriv ein som i lista, med klamme framfor og bak.";
    merge_missing(name: &str): "Brevet må ha feltet «{name}», ellers er det ikke til nytte for mottakeren." | "Brevet må ha feltet «{name}», elles er det ikkje til nytte for mottakaren.";
    example_mapping: "Interkommunalt samarbeid i Trøndelag" | "Interkommunalt samarbeid i Trøndelag";
    example_reason: "Ørland oppgir andre deltakere i Fosen IKT." | "Ørland oppgir andre deltakarar i Fosen IKT.";
    example_name: "Kari Nordmann" | "Kari Nordmann";
    templates: "Brevmaler" | "Brevmalar";
    templates_lead: "Det nye utsendinger og brev som går av seg selv, begynner med. Teksten kan endres igjen i hver utsending." | "Det nye utsendingar og brev som går av seg sjølve, byrjar med. Teksten kan endrast att i kvar utsending.";
    template_standard: "Standardtekst" | "Standardtekst";
    template_changed(at: &str, by: &str): "Egen tekst, endret {at} av {by}" | "Eigen tekst, endra {at} av {by}";
    template_saved(name: &str): "Malen «{name}» er lagret." | "Malen «{name}» er lagra.";
    template_forgotten(name: &str): "Malen «{name}» har standardteksten igjen." | "Malen «{name}» har standardteksten att.";
    template_use_standard: "Gå tilbake til standardteksten" | "Gå tilbake til standardteksten";
    template_subject_of_reminder: "De som har fått brevet, får samme emne som i det, med «Påminnelse:» («Påminning:» på nynorsk) foran. Emnet her brukes når fristen er endret siden." | "Dei som har fått brevet, får same emne som i det, med «Påminning:» («Påminnelse:» på bokmål) framfor. Emnet her blir brukt når fristen er endra sidan.";
}

impl Lang {
    /// «1 brev», «14 brev»
    pub fn letters(self, count: usize) -> String {
        format!("{} brev", self.count(count as i64))
    }

    /// «Du sender til 14 kommuner. 2 får ikke brevet, og under står hvorfor.»
    pub fn mailing_dry_run(self, written: usize, without: usize, is_to_regions: bool) -> String {
        let to = if is_to_regions {
            self.mailing_councils(written)
        } else {
            self.municipalities_counted(written)
        };
        let missing = self.count(without as i64);
        match (self, without) {
            (Self::Nb | Self::Nn, 0) => format!("Du sender til {to}."),
            (Self::Nb, _) => format!("Du sender til {to}. {missing} får ikke brevet, og under står hvorfor."),
            (Self::Nn, _) => format!("Du sender til {to}. {missing} får ikkje brevet, og under står kvifor."),
        }
    }

    fn mailing_councils(self, count: usize) -> String {
        format!("{} regionråd", self.count(count as i64))
    }
}
