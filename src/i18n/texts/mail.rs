//! Letters, and the mailbox of the admin.

texts! {
    mail_regards: "Hilsen" | "Helsing";
    mail_questions(contact: &str): "Spørsmål? Svar på denne e-posten, eller skriv til {contact}." | "Spørsmål? Svar på denne e-posten, eller skriv til {contact}.";
}
