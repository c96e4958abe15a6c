//! Letters, and the mailbox of the admin.

use crate::Lang;
use domain::letters::dispatch::HeldFor;
use domain::letters::letter::Trouble;

texts! {
    mail_regards: "Hilsen" | "Helsing";
    mail_questions(contact: &str): "Spørsmål? Svar på denne e-posten, eller kontakt {contact}." | "Spørsmål? Svar på denne e-posten, eller kontakt {contact}.";
    mail_link_activates(until: &str): "Lenken er personlig. Med den velger du passord, og den virker til {until}. Etterpå kan du be om en ny på innloggingssiden." | "Lenkja er personleg. Med ho vel du passord, og ho verkar til {until}. Etterpå kan du be om ei ny på innloggingssida.";
    mail_copy_note(names: &str): "Dette er en kopi til postmottaket. Brevet er sendt til {names}." | "Dette er ein kopi til postmottaket. Brevet er sendt til {names}.";
    mail_copy_of(subject: &str): "Kopi: {subject}" | "Kopi: {subject}";
    mail_test_of(subject: &str): "Prøve: {subject}" | "Prøve: {subject}";
    mail_reminder_of(subject: &str): "Påminnelse: {subject}" | "Påminning: {subject}";
    mail_send_test: "Send en prøve til meg" | "Send ei prøve til meg";
    mail_test_queued(email: &str): "Prøven er på vei til {email}." | "Prøva er på veg til {email}.";
    mail_retry: "Prøv igjen" | "Prøv igjen";
    mail_retry_queued: "E-posten blir prøvd på nytt nå." | "E-posten blir prøvd på nytt no.";
    mail_leaves_text: "All e-post som portalen har sendt eller skal sende. Lenker og koder som åpner en konto, vises ikke." | "All e-post som portalen har sendt eller skal sende. Lenkjer og kodar som opnar ein konto, blir ikkje viste.";
    mail_stays_title: "E-posten blir i portalen" | "E-posten blir i portalen";
    mail_stays_text(folder: &str): "Ingen e-post går ut herfra. Brevene leses på denne siden, med lenker og koder, fordi det er den eneste måten å få dem på. De ligger også som filer i {folder}." | "Ingen e-post går ut herifrå. Breva les ein på denne sida, med lenkjer og kodar, fordi det er den einaste måten å få dei på. Dei ligg òg som filer i {folder}.";
    mail_waiting(count: impl std::fmt::Display, since: impl std::fmt::Display): "I køen: {count}. Den som har ventet lengst, har ligget der siden {since}." | "I køen: {count}. Den som har venta lengst, har lege der sidan {since}.";
    mail_last_errors: "De siste feilene" | "Dei siste feila";
    mail_sent_last_hour(count: impl std::fmt::Display): "Sendt den siste timen: {count}." | "Sende den siste timen: {count}.";
    mail_log_csv: "Last ned hva som har skjedd med dem (CSV)" | "Last ned kva som har skjedd med dei (CSV)";
    mail_number: "Nummer" | "Nummer";
    mail_subject: "Emne" | "Emne";
    mail_said: "Det tjeneren sa" | "Det tenaren sa";
    mail_test_mode: "Prøvedrift" | "Prøvedrift";
    mail_test_banner(address: &str): "All e-post går til {address}, ikke til mottakerne." | "All e-post går til {address}, ikkje til mottakarane.";
    mail_test_text(address: &str): "All e-post går til {address}. Hvem den var til, står i brevhodet X-Original-To. Ta bort ORDNA_MAIL_TEST_TO når e-posten skal ut til mottakerne." | "All e-post går til {address}. Kven han var til, står i brevhovudet X-Original-To. Ta bort ORDNA_MAIL_TEST_TO når e-posten skal ut til mottakarane.";
    mail_held_title: "All e-post holdes tilbake" | "All e-post blir halden tilbake";
    mail_held_since(since: impl std::fmt::Display): "Siden {since} går ingen e-post ut." | "Sidan {since} går ingen e-post ut.";
    mail_paused_title: "E-posttjeneren tar ikke imot" | "E-posttenaren tek ikkje imot";
    mail_paused_text(since: impl std::fmt::Display, until: impl std::fmt::Display): "Siden {since} har flere brev på rad blitt avvist. Resten venter til {until}, og så prøver portalen igjen. Innloggingskoder og lenker for nytt passord blir prøvd hele tiden." | "Sidan {since} har fleire brev på rad vorte avviste. Resten ventar til {until}, og så prøver portalen igjen. Innloggingskodar og lenkjer for nytt passord blir prøvde heile tida.";
    mail_go_on: "Prøv nå" | "Prøv no";
    mail_go_on_done: "Portalen prøver igjen nå." | "Portalen prøver igjen no.";
    mail_held_restored: "Databasen er en sikkerhetskopi som er lagt inn igjen, og brev i den kan ha gått ut før." | "Databasen er ein tryggingskopi som er lagd inn att, og brev i han kan ha gått ut før.";
    mail_held_by_admin: "En administrator har bestemt det." | "Ein administrator har bestemt det.";
    mail_hold_title: "Hold tilbake all e-post" | "Hald tilbake all e-post";
    mail_hold_button: "Hold tilbake all e-post" | "Hald tilbake all e-post";
    mail_hold_nothing_leaves: "Ingen e-post går ut, heller ikke innloggingskoder og lenker for nytt passord. De som trenger det, kommer ikke inn." | "Ingen e-post går ut, heller ikkje innloggingskodar og lenkjer for nytt passord. Dei som treng det, kjem ikkje inn.";
    mail_hold_waiting(count: impl std::fmt::Display): "Brev som venter nå, og blir liggende: {count}." | "Brev som ventar no, og blir liggjande: {count}.";
    mail_hold_queue_grows: "Nye brev legges i køen, og går ut når du slipper dem fram." | "Nye brev blir lagde i køen, og går ut når du slepper dei fram.";
    mail_hold_done: "All e-post holdes tilbake til du slipper den fram." | "All e-post blir halden tilbake til du slepper han fram.";
    mail_held_already: "All e-post holdes allerede tilbake." | "All e-post blir alt halden tilbake.";
    mail_let_go_title: "Slipp fram e-posten" | "Slepp fram e-posten";
    mail_let_go_button: "Slipp fram e-posten" | "Slepp fram e-posten";
    mail_let_go_waiting(count: impl std::fmt::Display): "Brev som går ut: {count}." | "Brev som går ut: {count}.";
    mail_let_go_oldest(at: impl std::fmt::Display): "Det eldste ble lagt i køen {at}." | "Det eldste vart lagt i køen {at}.";
    mail_let_go_takes(minutes: impl std::fmt::Display): "Det tar omtrent {minutes} minutter." | "Det tek omtrent {minutes} minutt.";
    mail_let_go_restored: "Databasen er en kopi som er lagt inn igjen. Brev som venter i den, kan ha gått ut etter at kopien ble tatt, og kommer da to ganger. Se gjennom listen over dem som venter, først." | "Databasen er ein kopi som er lagd inn att. Brev som ventar i han, kan ha gått ut etter at kopien vart teken, og kjem då to gonger. Sjå gjennom lista over dei som ventar, først.";
    mail_let_go_done: "E-posten er sluppet fram." | "E-posten er sleppt fram.";
    mail_not_held: "E-posten holdes ikke tilbake." | "E-posten blir ikkje halden tilbake.";
    mail_search: "Søk etter mottaker eller emne" | "Søk etter mottakar eller emne";
    mail_state_label: "Tilstand" | "Tilstand";
    mail_kind_label: "Slag" | "Slag";
    mail_found(count: impl std::fmt::Display): "E-poster: {count}" | "E-postar: {count}";
    mail_none_yet: "Portalen har ikke sendt noen e-post ennå." | "Portalen har ikkje sendt nokon e-post enno.";
    mail_none_found: "Ingen e-post passer til søket." | "Ingen e-post passar til søket.";
    mail_open_label: "E-posten du leser" | "E-posten du les";
    mail_choose: "Velg en e-post i listen for å lese den." | "Vel ein e-post i lista for å lese han.";
    mail_back: "Tilbake til listen" | "Tilbake til lista";
    mail_to: "Til" | "Til";
    mail_attempts: "Forsøk" | "Forsøk";
    mail_next_attempt: "Neste forsøk" | "Neste forsøk";
    mail_last_error: "Siste feil" | "Siste feil";
    mail_server_reply: "E-posttjeneren svarte" | "E-posttenaren svara";
    mail_download: "Last ned (.eml)" | "Last ned (.eml)";
    mail_unknown_text: "E-posten kan ha kommet fram. Spør mottakeren før du prøver igjen, ellers kan den komme to ganger." | "E-posten kan ha kome fram. Spør mottakaren før du prøver igjen, elles kan han kome to gonger.";
    mail_hides_text: "Lenker og koder vises ikke, fordi den som har dem, kommer inn på kontoen til mottakeren." | "Lenkjer og kodar blir ikkje viste, fordi den som har dei, kjem inn på kontoen til mottakaren.";
    mail_secret_hidden: "(vises ikke)" | "(blir ikkje vist)";
    mail_history: "Hva som har skjedd" | "Kva som har skjedd";
    mail_setup_title: "Oppsett av e-post" | "Oppsett av e-post";
    mail_setup_text: "Andre stoler på e-post herfra når domenet sier hvem som får sende for det. Gi dette til den som styrer domenet." | "Andre stoler på e-post herifrå når domenet seier kven som får sende for det. Gi dette til den som styrer domenet.";
    mail_setup_now: "Slik er portalen satt opp" | "Slik er portalen sett opp";
    mail_setup_from: "Avsender" | "Avsendar";
    mail_setup_server: "E-posttjener" | "E-posttenar";
    mail_setup_no_server: "Ingen: e-posten blir i portalen" | "Ingen: e-posten blir i portalen";
    mail_setup_hello: "Portalen kaller seg" | "Portalen kallar seg";
    mail_setup_bounces: "E-post i retur går til" | "E-post i retur går til";
    mail_setup_bounces_unread: "Portalen leser den ikke. Sett ORDNA_MAIL_BOUNCES, så ser du her hvilke brev som ikke kom fram." | "Portalen les han ikkje. Set ORDNA_MAIL_BOUNCES, så ser du her kva brev som ikkje kom fram.";
    mail_setup_pace: "Fart" | "Fart";
    mail_setup_rate(count: impl std::fmt::Display): "høyst {count} brev i sekundet" | "høgst {count} brev i sekundet";
    mail_setup_no_limit: "uten grense" | "utan grense";
    mail_setup_connections(count: impl std::fmt::Display): "høyst {count} samtidig, og ett om gangen til hvert domene" | "høgst {count} samstundes, og eitt om gongen til kvart domene";
    mail_setup_domains: "Sender bare til" | "Sender berre til";
    mail_setup_records: "Dette må stå i DNS" | "Dette må stå i DNS";
    mail_setup_records_text: "Kopier linjene, og bytt ut navn og adresser som ikke er deres. Har domenet en slik linje fra før, må den endres: det kan bare være én av hver." | "Kopier linjene, og byt ut namn og adresser som ikkje er dykkar. Har domenet ei slik linje frå før, må ho endrast: det kan berre vere éi av kvar.";
    mail_setup_spf(domain: &str): "Sier hvilke tjenere som får sende for {domain}. Sender en annen for dere, for eksempel Microsoft 365, skal det stå «include:» med navnet de oppgir." | "Seier kva tenarar som får sende for {domain}. Sender ein annan for dykk, til dømes Microsoft 365, skal det stå «include:» med namnet dei oppgir.";
    mail_setup_dkim(domain: &str): "E-posttjeneren skriver under for {domain}. Den lager nøkkelen, og oppgir navnet og teksten som skal stå her." | "E-posttenaren skriv under for {domain}. Han lagar nøkkelen, og oppgir namnet og teksten som skal stå her.";
    mail_setup_dmarc: "Sier hva andre skal gjøre med e-post som ikke består SPF eller DKIM. Begynn med p=none, les rapportene, og gå så til p=quarantine og p=reject." | "Seier kva andre skal gjere med e-post som ikkje består SPF eller DKIM. Byrj med p=none, les rapportane, og gå så til p=quarantine og p=reject.";
    mail_setup_ptr: "Adressen til e-posttjeneren må peke på navnet, og navnet tilbake på adressen. Den som eier adressen, legger det inn." | "Adressa til e-posttenaren må peike på namnet, og namnet tilbake på adressa. Den som eig adressa, legg det inn.";
    mail_setup_mx(domain: &str): "Det som kommer i retur til {domain}, må komme til en tjener som legger det der portalen leser." | "Det som kjem i retur til {domain}, må kome til ein tenar som legg det der portalen les.";
    mail_setup_not_aligned_title: "Domenene passer ikke sammen" | "Domena passar ikkje saman";
    mail_setup_not_aligned(from: &str, bounces: &str): "Avsenderen er på {from}, og returadressen på {bounces}. DMARC godtar da ikke SPF, bare DKIM for {from}. La returadressen ligge på det samme domenet." | "Avsendaren er på {from}, og returadressa på {bounces}. DMARC godtek då ikkje SPF, berre DKIM for {from}. La returadressa liggje på det same domenet.";
    mail_setup_after: "Når det er gjort" | "Når det er gjort";
    mail_setup_after_test: "Send en prøve til deg selv, helst til en adresse hos noen andre." | "Send ei prøve til deg sjølv, helst til ei adresse hos nokon andre.";
    mail_setup_after_headers: "Se på brevhodet Authentication-Results i prøven: spf=pass, dkim=pass og dmarc=pass." | "Sjå på brevhovudet Authentication-Results i prøva: spf=pass, dkim=pass og dmarc=pass.";
    mail_setup_after_dmarc: "Vent en dag eller to med utsendinger: andre husker det gamle så lenge." | "Vent ein dag eller to med utsendingar: andre hugsar det gamle så lenge.";
    mail_delegated_all: "hele listen og spørsmålene" | "heile lista og spørsmåla";
    mail_delegated_sector(name: &str): "ordningene i sektoren {name}" | "ordningane i sektoren {name}";
    mail_delegated_questions: "spørsmålene" | "spørsmåla";
}

impl Lang {
    /// Why all mail is held, as a sentence.
    pub fn mail_held_for(self, why: HeldFor) -> &'static str {
        match why {
            HeldFor::Restored => self.mail_held_restored(),
            HeldFor::Admin => self.mail_held_by_admin(),
        }
    }

    /// Why a letter did not leave: our own reasons in words, a server's as it gave them.
    pub fn mail_trouble(self, stored: &str) -> String {
        match Trouble::read(stored) {
            (None, said) => said.to_owned(),
            (Some(trouble), "") => format!("{}.", self.mail_trouble_label(trouble)),
            (Some(trouble), detail) => format!("{} ({detail}).", self.mail_trouble_label(trouble)),
        }
    }
}
