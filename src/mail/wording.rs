//! The letters that coordinators may word themselves: the words they begin with, and what is put in their places.

use chrono::NaiveDateTime;

use super::letters::Letters;
use domain::answer::response::Progress;
use domain::letters::letter::{Letter, LetterKind, Recipient};
use domain::letters::mailing::{Template, Wording};
use domain::letters::merge::{MergeField, merge};
use i18n::Lang;

macro_rules! standard {
    ($($template:ident $file:literal),+ $(,)?) => {
        /// What the letter says when nobody has worded it otherwise.
        pub fn standard(template: Template, lang: Lang) -> Wording {
            let text = match (template, lang) {
                $((Template::$template, Lang::Nb) => include_str!(concat!("../../templates/mail/", $file, ".nb.txt")),
                (Template::$template, Lang::Nn) => include_str!(concat!("../../templates/mail/", $file, ".nn.txt")),)+
            };
            let (subject, body) = text.split_once("\n\n").unwrap_or((text, ""));
            Wording {
                subject: subject.to_owned(),
                body: body.trim_end().to_owned(),
            }
        }
    };
}

standard! {
    Hearing "hearing",
    Reminder "reminder",
    ReminderBegun "reminder_begun",
    LastReminder "last_reminder",
    Inquiry "inquiry",
    Questions "questions",
    Results "results",
    Notice "notice",
    Extended "extended",
    Reopened "reopened",
}

/// What a letter is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words<'a> {
    pub municipality: &'a str,
    pub region: &'a str,
    pub mapping: &'a str,
    pub deadline: Option<NaiveDateTime>,
    pub progress: Option<Progress>,
    pub link: &'a str,
    pub reason: &'a str,
}

/// Each place with what stands in it for one receiver.
pub struct Values(Vec<(MergeField, String)>);

impl Values {
    pub fn of(&self, field: MergeField) -> &str {
        self.0
            .iter()
            .find(|(known, _)| *known == field)
            .map_or("", |(_, value)| value)
    }
}

impl Letters<'_> {
    pub fn values(&self, to: &str, words: &Words) -> Values {
        let t = self.lang;
        let progress = words.progress.unwrap_or(Progress {
            answered: 0,
            total: 0,
        });
        let value = |field| match field {
            MergeField::Municipality => words.municipality.to_owned(),
            MergeField::Region => words.region.to_owned(),
            MergeField::Name => to.to_owned(),
            MergeField::Mapping => words.mapping.to_owned(),
            MergeField::Arrangements => t.arrangements(progress.total),
            MergeField::Total => progress.total.to_string(),
            MergeField::Answered => progress.answered.to_string(),
            MergeField::Left => t.arrangements(progress.left()),
            MergeField::Deadline => words.deadline.map(|at| t.long_time(at)).unwrap_or_default(),
            MergeField::Link => words.link.to_owned(),
            MergeField::Reason => words.reason.to_owned(),
            MergeField::Sender => self.sender().to_owned(),
            MergeField::Contact => self.ask(),
            MergeField::Privacy => format!("{}/personvern", self.origin),
        };
        Values(
            MergeField::ALL
                .iter()
                .map(|&field| (field, value(field)))
                .collect(),
        )
    }

    /// The letter as its receiver gets it.
    pub fn worded(&self, kind: LetterKind, to: &Recipient, wording: &Wording, words: &Words) -> Letter {
        let values = self.values(to.name, words);
        // A line break in a name would become a header of somebody else's making.
        let subject = merge(&wording.subject, |field| values.of(field)).replace(['\n', '\r'], " ");
        let body = merge(&wording.body, |field| values.of(field));
        Letter {
            // People send these, and want to hear of absence; reminders and what follows from an act do not ask.
            auto_submitted: !matches!(
                kind,
                LetterKind::Hearing | LetterKind::Inquiry | LetterKind::Notice
            ),
            ..self.letter(kind, to, Ok(format!("{subject}\n\n{body}")))
        }
    }
}

/// What stands in each place where there is no receiver yet.
pub fn example(letters: &Letters, now: NaiveDateTime) -> Values {
    let t = letters.lang;
    let words = Words {
        municipality: "Indre Fosen",
        region: "Fosen",
        mapping: t.example_mapping(),
        deadline: Some(now + chrono::TimeDelta::days(21)),
        progress: Some(Progress {
            answered: 22,
            total: 35,
        }),
        link: &format!("{}/svar/kartlegging/5054", letters.origin),
        reason: t.example_reason(),
    };
    letters.values(t.example_name(), &words)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use domain::letters::merge::mistakes;

    pub(crate) fn letters(lang: Lang, origin: &str) -> Letters<'_> {
        Letters {
            lang,
            origin,
            owner: "Statsforvalteren i Trøndelag",
            contact: "samarbeid@example.no",
            contact_person: "Kari Nordmann, 73 19 90 00",
        }
    }

    pub(crate) fn every(lang: Lang, origin: &str) -> Vec<Letter> {
        let to = Recipient {
            name: "Kari <Nordmann> & co",
            email: "kari@example.no",
            user: None,
        };
        let words = Words {
            municipality: "Indre Fosen",
            region: "Fosen",
            mapping: "Trøndelag 2026",
            deadline: NaiveDateTime::parse_from_str("2026-12-01 15:00", "%Y-%m-%d %H:%M").ok(),
            progress: Some(Progress {
                answered: 22,
                total: 35,
            }),
            link: "https://ordna.example.no/svar/trondelag-2026/5054",
            reason: "Ørland oppgir andre deltakere i Fosen IKT.",
        };
        Template::ALL
            .iter()
            .map(|&template| {
                letters(lang, origin).worded(LetterKind::Notice, &to, &standard(template, lang), &words)
            })
            .collect()
    }

    #[test]
    fn our_own_words_have_no_mistake_and_say_what_they_must() {
        for &template in Template::ALL {
            for &lang in Lang::ALL {
                let wording = standard(template, lang);
                let text = format!("{}\n{}", wording.subject, wording.body);
                assert_eq!(
                    mistakes(&text, template.fields(), template.needs()),
                    [],
                    "{template:?}"
                );
            }
        }
    }

    #[test]
    fn no_place_is_left_open_in_a_letter() {
        for &lang in Lang::ALL {
            for letter in every(lang, "https://ordna.example.no") {
                assert!(!letter.text.contains(['{', '}']), "{}", letter.text);
                assert!(!letter.subject.contains(['{', '}', '\n']), "{}", letter.subject);
            }
        }
    }
}
