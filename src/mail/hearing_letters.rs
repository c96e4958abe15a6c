//! The letters of a hearing that follow from what somebody did: a colleague invited, a list confirmed.

use chrono::NaiveDateTime;

use super::letters::Letters;
use super::templates;
use domain::letters::letter::{Letter, LetterKind, Recipient};
use domain::round::rights::Scope;
use i18n::Lang;

/// What a colleague is asked to do.
#[derive(Debug, Clone, Copy)]
pub struct Delegated<'a> {
    pub municipality: &'a str,
    pub mapping: &'a str,
    pub inviter: &'a str,
    pub scope: Scope,
    /// Its name in both written forms, where one sector was left to them.
    pub sector: Option<(&'a str, &'a str)>,
    pub until: NaiveDateTime,
}

impl Delegated<'_> {
    fn what(&self, t: Lang) -> String {
        match (self.scope, self.sector) {
            (Scope::Sector(_), Some((nb, nn))) => t.mail_delegated_sector(t.either(nb, nn)),
            (Scope::Questions, _) => t.mail_delegated_questions().to_owned(),
            (Scope::All | Scope::Sector(_), _) => t.mail_delegated_all().to_owned(),
        }
    }
}

impl Letters<'_> {
    /// To a colleague who has an account.
    pub fn delegation(&self, to: &Recipient, about: &Delegated, link: &str) -> Letter {
        let text = templates::delegation(
            self.lang,
            to.name,
            about.inviter,
            &about.what(self.lang),
            about.municipality,
            about.mapping,
            &self.lang.long_time(about.until),
            link,
            self.origin,
        );
        self.letter(LetterKind::Delegation, to, text)
    }

    /// To a colleague who has none: `link` lets whoever reads it in, once and until then.
    pub fn delegation_to_new(
        &self,
        to: &Recipient,
        about: &Delegated,
        link: &str,
        works_until: NaiveDateTime,
    ) -> Letter {
        let text = templates::delegation_to_new(
            self.lang,
            to.name,
            about.inviter,
            &about.what(self.lang),
            about.municipality,
            about.mapping,
            &self.lang.long_time(about.until),
            link,
            &self.lang.long_time(works_until),
            self.origin,
        );
        self.letter(LetterKind::Delegation, to, text)
    }
}

/// What a receipt says.
#[derive(Debug, Clone, Copy)]
pub struct ReceiptWords<'a> {
    pub municipality: &'a str,
    pub reference: &'a str,
    pub signed_by: &'a str,
    pub at: NaiveDateTime,
    /// «31 stemmer, 2 rettet»
    pub counts: &'a str,
    pub deadline: NaiveDateTime,
    pub link: &'a str,
    pub sha256: &'a str,
    /// The whole answer as plain text.
    pub answer: &'a str,
}

impl Letters<'_> {
    pub fn receipt(&self, to: &Recipient, words: &ReceiptWords) -> Letter {
        let text = templates::receipt(
            self.lang,
            words.municipality,
            words.reference,
            words.signed_by,
            &self.lang.time(words.at),
            words.counts,
            &self.lang.long_time(words.deadline),
            words.link,
            words.sha256,
            words.answer,
        );
        self.letter(LetterKind::Receipt, to, text)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use domain::register::arrangement::SectorId;

    pub(crate) fn delegated(until: NaiveDateTime) -> Delegated<'static> {
        Delegated {
            municipality: "Indre Fosen",
            mapping: "Trøndelag 2026",
            inviter: "Ola <Hansen>",
            scope: Scope::Sector(SectorId(1)),
            sector: Some(("Skoler og barnehager", "Skular og barnehagar")),
            until,
        }
    }

    #[test]
    fn s12_a_colleague_who_has_an_account_gets_no_link_that_lets_anybody_in() {
        for &lang in Lang::ALL {
            let letters = Letters {
                lang,
                origin: "https://ordna.example.no",
                owner: "Statsforvalteren i Trøndelag",
                contact: "samarbeid@example.no",
                contact_person: "",
            };
            let to = Recipient {
                name: "Kari",
                email: "kari@example.no",
                user: None,
            };
            let list = "https://ordna.example.no/svar/trondelag-2026/5054";
            let letter = letters.delegation(&to, &delegated(NaiveDateTime::default()), list);
            assert!(letter.text.contains(list) && !letter.text.contains("/aktiver"));
            assert!(letter.text.split_whitespace().count() <= 120);
        }
    }
}
