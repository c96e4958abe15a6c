//! Every text that a user sees, a file for each part of the portal: `name: "bokmål" | "nynorsk";`

pub mod account;
pub mod admin;
pub mod answering;
pub mod arranging;
pub mod audit;
pub mod common;
pub mod confirming;
pub mod correcting;
pub mod delegating;
pub mod deputy;
pub mod desk;
pub mod errors;
pub mod import_reasons;
pub mod importing;
pub mod mail;
pub mod mailings;
pub mod mappings;
pub mod planning;
pub mod privacy;
pub mod proposing;
pub mod public;
pub mod questions;
pub mod register;
pub mod rounds;
pub mod sign_in;
pub mod tables;
pub mod users;

/// All of them, for the tests that read every text.
pub fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    let files = [
        account::ALL,
        admin::ALL,
        answering::ALL,
        arranging::ALL,
        audit::ALL,
        common::ALL,
        confirming::ALL,
        correcting::ALL,
        delegating::ALL,
        deputy::ALL,
        desk::ALL,
        errors::ALL,
        import_reasons::ALL,
        importing::ALL,
        mail::ALL,
        mailings::ALL,
        mappings::ALL,
        planning::ALL,
        privacy::ALL,
        proposing::ALL,
        public::ALL,
        questions::ALL,
        register::ALL,
        rounds::ALL,
        sign_in::ALL,
        tables::ALL,
        users::ALL,
        super::labels::ALL,
        super::mail_labels::ALL,
        super::labels_desk::ALL,
        super::people_labels::ALL,
        super::round_labels::ALL,
    ];
    files.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::all;

    /// `{name}` and `{name:format}` alike.
    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split(['}', ':']).next())
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn no_text_is_empty_or_has_doubled_spaces() {
        for (name, nb, nn) in all() {
            for text in [nb, nn] {
                assert!(!text.trim().is_empty(), "{name} is empty");
                assert!(!text.contains("  "), "{name} has a doubled space: {text}");
            }
        }
    }

    #[test]
    fn both_written_forms_have_the_same_placeholders() {
        for (name, nb, nn) in all() {
            assert_eq!(placeholders(nb), placeholders(nn), "{name}");
        }
    }

    #[test]
    fn no_text_uses_a_forbidden_word() {
        // PAGES.md, «Texts»: no padding, no system words, one verb per concept.
        const NEITHER: &[&str] = &[
            "vennligst",
            "venlegst",
            "sesjon",
            "token",
            "validér",
            "validere",
            "godkjenn",
            "les mer",
            "klikk her",
            "obligatorisk",
            "påkrevd",
        ];
        const NOT_NYNORSK: &[&str] = &[
            "ikke",
            "fra",
            "hvis",
            "hva",
            "noen",
            "noe",
            "jeg",
            "kommuner",
            "kommunene",
            "ordninger",
            "ordningene",
            "bekreft",
            "eller flere",
            "navn",
            "være",
            "blir sendt til deg fra",
            "hvilke",
            "hvordan",
            "tilbake til siden",
        ];
        const NOT_BOKMAL: &[&str] = &[
            "ikkje",
            "frå",
            "kva",
            "nokon",
            "noko",
            "eg",
            "kommunar",
            "ordningar",
            "stadfest",
            "namn",
            "vere",
            "korleis",
        ];
        let words = |text: &str| {
            format!(
                " {} ",
                text.to_lowercase()
                    .replace(['.', ',', ':', '?', '!', '«', '»', '(', ')', '\n'], " ")
            )
        };
        for (name, nb, nn) in all() {
            for word in NEITHER {
                assert!(
                    !words(nb).contains(word) && !words(nn).contains(word),
                    "{name} uses «{word}»"
                );
            }
            for word in NOT_NYNORSK {
                assert!(
                    !words(nn).contains(&format!(" {word} ")),
                    "{name} has bokmål «{word}» in its nynorsk: {nn}"
                );
            }
            for word in NOT_BOKMAL {
                assert!(
                    !words(nb).contains(&format!(" {word} ")),
                    "{name} has nynorsk «{word}» in its bokmål: {nb}"
                );
            }
        }
    }
}
