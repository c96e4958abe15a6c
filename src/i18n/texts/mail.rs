//! Letters, and the mailbox of the admin.

use crate::domain::letter::Trouble;
use crate::i18n::Lang;

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
    mail_search: "Søk etter mottaker eller emne" | "Søk etter mottakar eller emne";
    mail_state_label: "Tilstand" | "Tilstand";
    mail_kind_label: "Slag" | "Slag";
    mail_filter_search(words: &str): "Søk: {words}" | "Søk: {words}";
    mail_filter_state(state: &str): "Tilstand: {state}" | "Tilstand: {state}";
    mail_filter_kind(kind: &str): "Slag: {kind}" | "Slag: {kind}";
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
    mail_delegated_all: "hele listen og spørsmålene" | "heile lista og spørsmåla";
    mail_delegated_sector(name: &str): "ordningene i sektoren {name}" | "ordningane i sektoren {name}";
    mail_delegated_questions: "spørsmålene" | "spørsmåla";
}

impl Lang {
    /// Why a letter did not leave: our own reasons in words, a server's as it gave them.
    pub fn mail_trouble(self, stored: &str) -> String {
        match Trouble::read(stored) {
            (None, said) => said.to_owned(),
            (Some(trouble), "") => format!("{}.", self.mail_trouble_label(trouble)),
            (Some(trouble), detail) => format!("{} ({detail}).", self.mail_trouble_label(trouble)),
        }
    }
}
