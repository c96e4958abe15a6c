//! One constructor for each letter. Its text is `templates/mail/<letter>.{nb,nn}.txt`, whose first line is the subject;
//! the HTML is made from the text, so that both say the same.

use askama::Template;
use chrono::NaiveDateTime;

use crate::domain::letter::{Letter, LetterKind, Recipient};
use crate::i18n::Lang;

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
}

/// What happened to a person's second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    Set,
    Removed,
}

/// Each letter has the words that its template names.
macro_rules! templates {
    ($($letter:ident($($word:ident),*): $nb:tt | $nn:tt;)*) => {$(
        fn $letter(lang: Lang, $($word: &str),*) -> askama::Result<String> {
            #[derive(Template)]
            #[template(path = $nb)]
            struct Nb<'a> { $($word: &'a str),* }
            #[derive(Template)]
            #[template(path = $nn)]
            struct Nn<'a> { $($word: &'a str),* }
            match lang {
                Lang::Nb => Nb { $($word),* }.render(),
                Lang::Nn => Nn { $($word),* }.render(),
            }
        }
    )*};
}

templates! {
    activation(name, owner, link, until, inviter, origin): "mail/activation.nb.txt" | "mail/activation.nn.txt";
    reset(name, link, until): "mail/reset.nb.txt" | "mail/reset.nn.txt";
    login_link(name, link, until): "mail/login_link.nb.txt" | "mail/login_link.nn.txt";
    code(name, code, until, origin): "mail/code.nb.txt" | "mail/code.nn.txt";
    email_confirm(name, email, link, until): "mail/email_confirm.nb.txt" | "mail/email_confirm.nn.txt";
    password_changed(name, at, origin): "mail/password_changed.nb.txt" | "mail/password_changed.nn.txt";
    email_left(name, email, at): "mail/email_left.nb.txt" | "mail/email_left.nn.txt";
    email_taken(name, email, at, origin): "mail/email_taken.nb.txt" | "mail/email_taken.nn.txt";
    second_factor_set(name, at, origin): "mail/second_factor_set.nb.txt" | "mail/second_factor_set.nn.txt";
    second_factor_removed(name, at, origin):
        "mail/second_factor_removed.nb.txt" | "mail/second_factor_removed.nn.txt";
    late_sign_in(name, failures, at, origin): "mail/late_sign_in.nb.txt" | "mail/late_sign_in.nn.txt";
    test(name, at): "mail/test.nb.txt" | "mail/test.nn.txt";
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    lang: &'a str,
    subject: &'a str,
    blocks: Vec<Block<'a>>,
}

/// What stands between two blank lines of a text.
enum Block<'a> {
    Lines(Vec<&'a str>),
    /// A line that ends with a colon, and the address below it.
    Link {
        text: &'a str,
        href: &'a str,
    },
    /// A code to copy stands alone.
    Code(&'a str),
}

impl<'a> Block<'a> {
    fn read(block: &'a str) -> Self {
        let lines: Vec<&str> = block.lines().collect();
        match lines[..] {
            [text, href] if text.ends_with(':') && href.starts_with("http") => Self::Link {
                text: text.trim_end_matches(':'),
                href,
            },
            [code] if code.bytes().all(|byte| byte.is_ascii_digit()) => Self::Code(code),
            _ => Self::Lines(lines),
        }
    }
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
        let text = activation(
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
        let text = reset(self.lang, to.name, link, &self.lang.time(until));
        self.letter(LetterKind::Reset, to, text)
    }

    pub fn login_link(&self, to: &Recipient, link: &str, until: NaiveDateTime) -> Letter {
        let text = login_link(self.lang, to.name, link, &self.lang.time(until));
        self.letter(LetterKind::LoginLink, to, text)
    }

    /// Six digits for a browser that is new to the account.
    pub fn code(&self, to: &Recipient, digits: &str, until: NaiveDateTime) -> Letter {
        let text = code(self.lang, to.name, digits, &self.lang.time(until), self.origin);
        self.letter(LetterKind::Code, to, text)
    }

    /// To the address that the person wants to move to: `to.email`.
    pub fn email_confirm(&self, to: &Recipient, link: &str, until: NaiveDateTime) -> Letter {
        let text = email_confirm(self.lang, to.name, to.email, link, &self.lang.time(until));
        self.letter(LetterKind::EmailConfirm, to, text)
    }

    pub fn password_changed(&self, to: &Recipient, at: NaiveDateTime) -> Letter {
        let text = password_changed(self.lang, to.name, &self.lang.time(at), self.origin);
        self.letter(LetterKind::PasswordChanged, to, text)
    }

    /// To the old address, `to.email`: mail goes to `new` from now on.
    pub fn email_left(&self, to: &Recipient, new: &str, at: NaiveDateTime) -> Letter {
        let text = email_left(self.lang, to.name, new, &self.lang.time(at));
        self.letter(LetterKind::EmailChanged, to, text)
    }

    /// To the new address, `to.email`.
    pub fn email_taken(&self, to: &Recipient, at: NaiveDateTime) -> Letter {
        let text = email_taken(self.lang, to.name, to.email, &self.lang.time(at), self.origin);
        self.letter(LetterKind::EmailChanged, to, text)
    }

    pub fn second_factor_changed(&self, to: &Recipient, change: SecondFactor, at: NaiveDateTime) -> Letter {
        let at = self.lang.time(at);
        let text = match change {
            SecondFactor::Set => second_factor_set(self.lang, to.name, &at, self.origin),
            SecondFactor::Removed => second_factor_removed(self.lang, to.name, &at, self.origin),
        };
        self.letter(LetterKind::SecondFactorChanged, to, text)
    }

    /// Somebody got in after many failures.
    pub fn late_sign_in(&self, to: &Recipient, failures: i64, at: NaiveDateTime) -> Letter {
        let (failures, at) = (self.lang.count(failures), self.lang.time(at));
        let text = late_sign_in(self.lang, to.name, &failures, &at, self.origin);
        self.letter(LetterKind::LateSignIn, to, text)
    }

    pub fn test(&self, to: &Recipient, at: NaiveDateTime) -> Letter {
        let text = test(self.lang, to.name, &self.lang.time(at));
        self.letter(LetterKind::Test, to, text)
    }

    fn sender(&self) -> &str {
        if self.owner.is_empty() {
            self.lang.product()
        } else {
            self.owner
        }
    }

    /// Puts the sender and the contact below what was written, and makes the HTML of it.
    fn letter(&self, kind: LetterKind, to: &Recipient, written: askama::Result<String>) -> Letter {
        let written = written.expect("a template of plain words renders");
        let (subject, body) = written.split_once("\n\n").unwrap_or((&written, ""));
        let mut text = format!(
            "{}\n\n{}\n{}\n",
            body.trim_end(),
            self.lang.mail_regards(),
            self.sender()
        );
        if !self.contact.is_empty() {
            text.push('\n');
            text.push_str(&self.lang.mail_questions(self.contact));
            text.push('\n');
        }
        let html = Html {
            lang: self.lang.code(),
            subject,
            blocks: text.trim_end().split("\n\n").map(Block::read).collect(),
        };
        Letter {
            kind,
            to: to.email.to_owned(),
            to_name: to.name.to_owned(),
            user: to.user,
            language: self.lang.code(),
            subject: subject.to_owned(),
            html: html.render().expect("a template of plain words renders"),
            text,
            reply_to: Some(self.contact.to_owned()).filter(|contact| !contact.is_empty()),
            auto_submitted: true,
            priority: kind.priority(),
            dedupe_key: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_letter(lang: Lang, origin: &str) -> Vec<Letter> {
        let letters = Letters {
            lang,
            origin,
            owner: "Statsforvalteren i Trøndelag",
            contact: "samarbeid@example.no",
        };
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
        ]
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
    fn m3_the_html_has_the_same_addresses_as_the_text_and_no_others() {
        for letter in every_letter(Lang::Nn, "https://ordna.example.no") {
            assert_eq!(
                addresses(&letter.text),
                addresses(&letter.html),
                "{:?}",
                letter.kind
            );
            assert!(letter.html.contains("<html lang=\"nn\">"));
        }
    }

    #[test]
    fn s34_a_name_is_escaped_in_the_html_and_only_there() {
        for letter in every_letter(Lang::Nb, "https://ordna.example.no") {
            assert!(letter.text.contains("Kari <Nordmann> & co"), "{}", letter.text);
            assert!(!letter.html.contains("<Nordmann>"), "{}", letter.html);
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
                let foreign: &[&str] = match lang {
                    Lang::Nb => &[
                        "ikkje", "frå", "ein", "eit", "vart", "loggar", "lenkja", "nokon", "di",
                    ],
                    Lang::Nn => &[
                        "ikke",
                        "fra",
                        "en",
                        "et",
                        "ble",
                        "logger",
                        "lenken",
                        "noen",
                        "ei-posten",
                    ],
                };
                for word in foreign {
                    assert!(!has(&letter, word), "{word} in {}", letter.text);
                }
            }
        }
    }

    #[test]
    fn an_owner_who_is_not_set_signs_with_the_portals_name() {
        let letters = Letters {
            lang: Lang::Nb,
            origin: "https://ordna.example.no",
            owner: "",
            contact: "",
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
