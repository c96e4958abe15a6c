//! One constructor for each letter. Its text is `templates/mail/<letter>.{nb,nn}.txt`, whose first line is the subject;
//! the HTML is made from the text, so that both say the same.

use chrono::NaiveDateTime;

use super::{html, templates};
use domain::letters::letter::{Concerns, Letter, LetterKind, Recipient};
use i18n::Lang;

/// In which written form, and from whom.
#[derive(Debug, Clone, Copy)]
pub struct Letters<'a> {
    pub lang: Lang,
    /// The origin of every link: `https://ordna.example.no`.
    pub origin: &'a str,
    /// Who runs the portal; the portal's own name when that is not set.
    pub owner: &'a str,
    /// Where people can ask; may be empty.
    pub contact: &'a str,
    /// Whom to call, with the number; may be empty.
    pub contact_person: &'a str,
}

/// What happened to a person's second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    Set,
    Removed,
}

impl Letters<'_> {
    /// The first letter a person gets. `inviter` is who entered the address; C3 wants it said.
    pub fn activation(
        &self,
        to: &Recipient,
        link: &str,
        until: NaiveDateTime,
        inviter: Option<&str>,
    ) -> Letter {
        let inviter = inviter.unwrap_or(self.sender());
        let until = self.lang.long_time(until);
        let text = templates::activation(
            self.lang,
            to.name,
            self.sender(),
            link,
            &until,
            inviter,
            self.origin,
        );
        self.letter(LetterKind::Activation, to, text)
    }

    pub fn reset(&self, to: &Recipient, link: &str, until: NaiveDateTime) -> Letter {
        let text = templates::reset(self.lang, to.name, link, &self.lang.time(until));
        self.letter(LetterKind::Reset, to, text)
    }

    pub fn login_link(&self, to: &Recipient, link: &str, until: NaiveDateTime) -> Letter {
        let text = templates::login_link(self.lang, to.name, link, &self.lang.time(until));
        self.letter(LetterKind::LoginLink, to, text)
    }

    /// Six digits for a browser that is new to the account.
    pub fn code(&self, to: &Recipient, digits: &str, until: NaiveDateTime) -> Letter {
        let text = templates::code(self.lang, to.name, digits, &self.lang.time(until), self.origin);
        self.letter(LetterKind::Code, to, text)
    }

    /// To the address that the person wants to move to: `to.email`.
    pub fn email_confirm(&self, to: &Recipient, link: &str, until: NaiveDateTime) -> Letter {
        let text = templates::email_confirm(self.lang, to.name, to.email, link, &self.lang.time(until));
        self.letter(LetterKind::EmailConfirm, to, text)
    }

    pub fn password_changed(&self, to: &Recipient, at: NaiveDateTime) -> Letter {
        let text = templates::password_changed(self.lang, to.name, &self.lang.time(at), self.origin);
        self.letter(LetterKind::PasswordChanged, to, text)
    }

    /// To the old address, `to.email`: mail goes to `new` from now on.
    pub fn email_left(&self, to: &Recipient, new: &str, at: NaiveDateTime) -> Letter {
        let text = templates::email_left(self.lang, to.name, new, &self.lang.time(at));
        self.letter(LetterKind::EmailChanged, to, text)
    }

    /// To the new address, `to.email`.
    pub fn email_taken(&self, to: &Recipient, at: NaiveDateTime) -> Letter {
        let text = templates::email_taken(self.lang, to.name, to.email, &self.lang.time(at), self.origin);
        self.letter(LetterKind::EmailChanged, to, text)
    }

    pub fn second_factor_changed(&self, to: &Recipient, change: SecondFactor, at: NaiveDateTime) -> Letter {
        let at = self.lang.time(at);
        let text = match change {
            SecondFactor::Set => templates::second_factor_set(self.lang, to.name, &at, self.origin),
            SecondFactor::Removed => templates::second_factor_removed(self.lang, to.name, &at, self.origin),
        };
        self.letter(LetterKind::SecondFactorChanged, to, text)
    }

    /// Somebody got in after many failures.
    pub fn late_sign_in(&self, to: &Recipient, failures: i64, at: NaiveDateTime) -> Letter {
        let (failures, at) = (self.lang.count(failures), self.lang.time(at));
        let text = templates::late_sign_in(self.lang, to.name, &failures, &at, self.origin);
        self.letter(LetterKind::LateSignIn, to, text)
    }

    pub fn test(&self, to: &Recipient, at: NaiveDateTime) -> Letter {
        let text = templates::test(self.lang, to.name, &self.lang.time(at));
        self.letter(LetterKind::Test, to, text)
    }

    /// Who signs.
    pub fn sender(&self) -> &str {
        if self.owner.is_empty() {
            self.lang.product()
        } else {
            self.owner
        }
    }

    /// «Kari Nordmann, 73 19 90 00, samarbeid@example.no»
    pub(super) fn ask(&self) -> String {
        let parts = [self.contact_person, self.contact].into_iter();
        parts
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The letter with something below it that its receiver must know.
    pub fn with_note(&self, letter: Letter, note: &str) -> Letter {
        let text = format!("{}\n{note}\n", letter.text);
        let html = html::of(self.lang, &letter.subject, &text).expect("a template of plain words renders");
        Letter { text, html, ..letter }
    }

    pub(super) fn letter(&self, kind: LetterKind, to: &Recipient, written: askama::Result<String>) -> Letter {
        written
            .and_then(|written| self.signed(kind, to, &written))
            .expect("a template of plain words renders")
    }

    /// Puts the sender and the contact below what was written, and makes the HTML of it.
    fn signed(&self, kind: LetterKind, to: &Recipient, written: &str) -> askama::Result<Letter> {
        let (subject, body) = written.split_once("\n\n").unwrap_or((written, ""));
        let mut text = format!(
            "{}\n\n{}\n{}\n",
            body.trim_end(),
            self.lang.mail_regards(),
            self.sender()
        );
        let ask = self.ask();
        if !ask.is_empty() {
            text.push('\n');
            text.push_str(&self.lang.mail_questions(&ask));
            text.push('\n');
        }
        Ok(Letter {
            kind,
            to: to.email.to_owned(),
            to_name: to.name.to_owned(),
            user: to.user,
            language: self.lang.code(),
            subject: subject.to_owned(),
            html: html::of(self.lang, subject, &text)?,
            text,
            reply_to: Some(self.contact.to_owned()).filter(|contact| !contact.is_empty()),
            auto_submitted: true,
            priority: kind.priority(),
            dedupe_key: None,
            is_secret: kind.is_secret(),
            concerns: Concerns::default(),
            in_reply_to: None,
            not_before: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hearing_letters::tests::delegated;
    use crate::wording::tests::{every as every_worded, letters as some};

    fn every_letter(lang: Lang, origin: &str) -> Vec<Letter> {
        let letters = some(lang, origin);
        let to = Recipient {
            name: "Kari <Nordmann> & co",
            email: "kari@example.no",
            user: None,
        };
        let at = NaiveDateTime::parse_from_str("2026-11-20 09:05", "%Y-%m-%d %H:%M").unwrap();
        let link = format!("{origin}/aktiver/0123456789");
        vec![
            letters.activation(&to, &link, at, None),
            letters.reset(&to, &link, at),
            letters.login_link(&to, &link, at),
            letters.code(&to, "042317", at),
            letters.email_confirm(&to, &link, at),
            letters.password_changed(&to, at),
            letters.email_left(&to, "ny@example.no", at),
            letters.email_taken(&to, at),
            letters.second_factor_changed(&to, SecondFactor::Set, at),
            letters.second_factor_changed(&to, SecondFactor::Removed, at),
            letters.late_sign_in(&to, 12, at),
            letters.test(&to, at),
            letters.delegation_to_new(&to, &delegated(at), &link, at),
        ]
        .into_iter()
        .chain(every_worded(lang, origin))
        .collect()
    }

    fn addresses(text: &str) -> Vec<&str> {
        text.split([' ', '\n', '"', '<', '>'])
            .filter(|word| word.starts_with("http"))
            .collect()
    }

    #[test]
    fn every_letter_is_short_signed_and_has_at_most_one_link_to_act_on() {
        for &lang in Lang::ALL {
            for letter in every_letter(lang, "https://ordna.example.no") {
                let words = letter.text.split_whitespace().count();
                assert!(words <= 120, "{:?} has {words} words", letter.kind);
                assert!(
                    letter.text.contains("Statsforvalteren i Trøndelag"),
                    "{}",
                    letter.text
                );
                assert!(letter.text.contains("samarbeid@example.no"));
                assert!(!letter.subject.is_empty() && !letter.subject.contains('\n'));
                assert!(
                    !letter.text.contains("  ") && !letter.text.contains("\n\n\n"),
                    "{}",
                    letter.text
                );
                let acts = addresses(&letter.text)
                    .into_iter()
                    .filter(|address| !address.ends_with("/personvern"));
                assert!(acts.count() <= 1, "{}", letter.text);
            }
        }
    }

    #[test]
    fn s12_a_notice_carries_no_secret() {
        for letter in every_letter(Lang::Nb, "https://ordna.example.no") {
            let carries = letter.text.contains("0123456789") || letter.text.contains("042317");
            assert_eq!(carries, letter.kind.is_secret(), "{:?}", letter.kind);
            assert!(!letter.subject.contains("042317"));
        }
    }

    #[test]
    fn each_letter_is_written_in_one_form_of_norwegian() {
        let has = |letter: &Letter, word: &str| {
            letter
                .text
                .split(|c: char| !c.is_alphanumeric())
                .any(|part| part == word)
        };
        for &lang in Lang::ALL {
            for letter in every_letter(lang, "https://ordna.example.no") {
                let foreign = match lang {
                    Lang::Nb => "ikkje frå ein eit vart loggar lenkja nokon di",
                    Lang::Nn => "ikke fra en et ble logger lenken noen ei-posten",
                };
                for word in foreign.split(' ') {
                    assert!(!has(&letter, word), "{word} in {}", letter.text);
                }
            }
        }
    }

    #[test]
    fn an_owner_who_is_not_set_signs_with_the_portals_name() {
        let letters = Letters {
            owner: "",
            contact: "",
            contact_person: "",
            ..some(Lang::Nb, "https://ordna.example.no")
        };
        let to = Recipient {
            name: "Kari",
            email: "kari@example.no",
            user: None,
        };
        let letter = letters.test(&to, NaiveDateTime::default());
        assert!(letter.text.ends_with("Hilsen\nordna\n"), "{}", letter.text);
        assert_eq!(letter.reply_to, None);
    }
}
