//! Letters that follow from what a coordinator does to one hearing, and who signs what is about a mapping.

use super::words;
use crate::{Context, TaskError};
use db::DbConn;
use db::mailing::templates;
use db::mapping::mappings;
use db::round::rounds;
use domain::letters::letter::{Concerns, Letter, LetterKind};
use domain::letters::mailing::Template;
use domain::places::mapping::{About, Mapping};
use domain::round::hearing::{Hearing, Round};
use mail::wording::Words;

impl Context {
    /// Letters about a mapping are signed by whoever has it made, not by whoever runs the portal.
    pub(crate) fn signing(&self, about: &About) -> Self {
        let person = [&about.contact_name, &about.contact_phone];
        let person: Vec<&str> = person.into_iter().flatten().map(String::as_str).collect();
        Self {
            owner: about.owner.clone().unwrap_or_else(|| self.owner.clone()),
            contact: about
                .contact_email
                .clone()
                .unwrap_or_else(|| self.contact.clone()),
            contact_person: person.join(", "),
            ..self.clone()
        }
    }
}

/// An automatic letter about one hearing, to each who answers for the municipality.
pub fn worded_to_all(
    conn: &mut DbConn,
    context: &Context,
    (mapping, round): (&Mapping, &Round),
    hearing: &Hearing,
    (number, municipality): (&str, &str),
    (kind, template): (LetterKind, Template),
    reason: &str,
) -> Result<(), TaskError> {
    let stored = templates::all(conn)?;
    let (_, about) = mappings::described(conn, &mapping.slug)?.ok_or(TaskError::NotFound)?;
    let context = context.signing(&about);
    let link = format!("{}/svar/{}/{number}", context.origin, mapping.slug);
    for account in rounds::respondents(conn, mapping.id, hearing.municipality)? {
        context.write_to(conn, &account, |letters, to| {
            let text = words(&stored, template, letters.lang);
            let about = Words {
                municipality,
                mapping: &mapping.name,
                deadline: hearing.deadline(round),
                link: &link,
                reason,
                ..Words::default()
            };
            Letter {
                concerns: Concerns {
                    municipality: Some(hearing.municipality),
                    hearing: Some(hearing.id),
                    ..Concerns::default()
                },
                ..letters.worded(kind, to, &text, &about)
            }
        })?;
    }
    Ok(())
}
