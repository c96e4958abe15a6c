//! The letters of a hearing: sent, reminded, extended, opened again.

use chrono::NaiveDateTime;

use super::letters::Letters;
use super::templates;
use crate::domain::letter::{Letter, LetterKind, Recipient};
use crate::domain::response::Progress;

/// What all of them say.
#[derive(Debug, Clone, Copy)]
pub struct HearingWords<'a> {
    pub municipality: &'a str,
    pub mapping: &'a str,
    pub deadline: NaiveDateTime,
    pub link: &'a str,
}

impl Letters<'_> {
    pub fn hearing(&self, to: &Recipient, about: &HearingWords, progress: Progress) -> Letter {
        let text = templates::hearing(
            self.lang,
            about.municipality,
            self.sender(),
            about.mapping,
            &self.lang.arrangements(progress.total),
            &self.lang.long_time(about.deadline),
            about.link,
            self.origin,
        );
        // A person sends it, and wants to hear of absence.
        Letter {
            auto_submitted: false,
            ..self.letter(LetterKind::Hearing, to, text)
        }
    }

    pub fn reminder(&self, to: &Recipient, about: &HearingWords, progress: Progress) -> Letter {
        let text = templates::reminder(
            self.lang,
            about.municipality,
            &self.lang.arrangements(progress.left()),
            &progress.total.to_string(),
            &progress.answered.to_string(),
            &self.lang.long_time(about.deadline),
            about.link,
        );
        self.letter(LetterKind::Reminder, to, text)
    }

    pub fn extended(&self, to: &Recipient, about: &HearingWords) -> Letter {
        let deadline = self.lang.long_time(about.deadline);
        let text = templates::extended(self.lang, about.municipality, &deadline, about.link);
        self.letter(LetterKind::Extended, to, text)
    }

    pub fn reopened(&self, to: &Recipient, about: &HearingWords, reason: &str) -> Letter {
        let deadline = self.lang.long_time(about.deadline);
        let text = templates::reopened(self.lang, about.municipality, reason, &deadline, about.link);
        self.letter(LetterKind::Reopened, to, text)
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
