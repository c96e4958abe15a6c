//! The letter that the page of a mailing shows: as one on its list would get it, or as it was sent.

use crate::list::Choice;
use db::mailing::steps::Sent;
use db::outbox::Mail;
use domain::letters::letter::{Letter, MailId};
use i18n::Lang;
use mail::html::{Block, secrets};
use tasks::mailings::{Planned, Prepared, Preview};

/// The letter that the page shows.
pub(super) struct Shown {
    pub to: String,
    pub own: Read,
    /// In the other written form, while it is only a draft.
    pub other: Option<Read>,
}

/// A letter to be read.
pub(super) struct Read {
    pub subject: String,
    pub language: String,
    pub text: String,
}

impl Shown {
    pub(super) fn of(preview: Preview) -> Self {
        let read = |letter: Letter| Read {
            subject: letter.subject,
            language: letter.language.to_owned(),
            text: letter.text,
        };
        Self {
            to: preview.to,
            own: read(preview.own),
            other: Some(read(preview.other)),
        }
    }

    /// As it lies in the outbox. What opens an account is for its receiver's eyes only.
    pub(super) fn stored(t: Lang, to: &str, mail: Mail) -> Option<Self> {
        let letter = mail.letter;
        let mut text = letter.body?.text;
        let links: Vec<String> = secrets(&text)
            .into_iter()
            .filter(|secret| secret.contains("/aktiver/"))
            .map(str::to_owned)
            .collect();
        for link in links {
            text = text.replace(&link, t.mail_secret_hidden());
        }
        Some(Self {
            to: to.to_owned(),
            own: Read {
                subject: letter.subject,
                language: letter.language,
                text,
            },
            other: None,
        })
    }
}

pub(super) fn blocks(letter: &Read) -> Vec<Block<'_>> {
    Block::all(&letter.text)
}

/// The letter to whoever was asked for, or the first.
pub(super) fn one_of(prepared: &Prepared, sent: &[Sent], asked: &str) -> Option<(String, MailId)> {
    let number = |one: &Sent| {
        let of = |planned: &&Planned| Some(planned.addressee.id.0) == one.municipality;
        let planned = prepared.municipalities.iter().find(of);
        planned.map_or(String::new(), |planned| planned.addressee.number.clone())
    };
    let wanted = sent.iter().find(|one| number(one) == asked);
    let one = wanted.or(sent.first())?;
    Some((number(one), one.mail))
}

/// Those to whom a letter was written.
pub(super) fn got(prepared: &Prepared, sent: &[Sent]) -> Vec<Choice> {
    let is_written = |planned: &&Planned| {
        sent.iter()
            .any(|one| one.municipality == Some(planned.addressee.id.0))
    };
    prepared
        .municipalities
        .iter()
        .filter(is_written)
        .map(|planned| Choice::new(planned.addressee.number.clone(), planned.addressee.name.clone()))
        .collect()
}

pub(super) fn getting(prepared: &Prepared) -> Vec<Choice> {
    let municipalities = prepared
        .written_to()
        .map(|planned| Choice::new(planned.addressee.number.clone(), planned.addressee.name.clone()));
    let councils = prepared
        .councils
        .iter()
        .filter(|(_, fate)| fate.is_ok())
        .map(|(council, _)| Choice::new(council.nr.to_string(), council.name.clone()));
    municipalities.chain(councils).collect()
}
