//! Somebody else saved the same arrangement first: both versions field by field, and what is chosen is sent as the
//! form itself would be.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::fill::{self, ALIKE, COMMENT, PARTIES};
use super::read::Wished;
use super::view::parties_text;
use super::{Base, crumbs, row_of};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html_with};
use crate::respond::desk::Head;
use crate::respond::review::page::Loaded;
use domain::answer::response::{Field, Seen};
use i18n::told;
use tasks::answer::hearing::Place;

#[derive(Template)]
#[template(path = "pages/respond/versions.html")]
struct VersionsPage {
    page: Page,
    head: Head,
    name: String,
    /// Who was first.
    by: String,
    choices: Vec<Choice>,
    /// What the two agree on, and what the form carries besides.
    hidden: Vec<(String, String)>,
    seen: String,
    back: String,
}

/// A field on which they differ: what the form would send for each, and how it reads.
struct Choice {
    name: &'static str,
    label: String,
    versions: [Version; 2],
}

struct Version {
    whose: String,
    value: String,
    text: String,
}

pub fn show(
    page: Page,
    place: &Place,
    loaded: &Loaded,
    wished: &Wished,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let row = row_of(loaded)?;
    let directory = &*loaded.opened.directory;
    let theirs = Base::of(loaded, row);
    let given: Seen = form.take_seen()?;
    let first = row.draft.as_ref().filter(|draft| draft.version != given.response);
    let whose = match first {
        Some(draft) => t.correct_theirs(&draft.saved_by),
        None => t.correct_the_list_now().to_owned(),
    };
    let both = |mine: (String, String), theirs: (String, String)| {
        [(t.correct_mine().to_owned(), mine), (whose.clone(), theirs)].map(|(whose, (value, text))| Version {
            whose,
            text: if text.is_empty() {
                t.unknown().to_owned()
            } else {
                text
            },
            value,
        })
    };
    let mut choices = Vec::new();
    let mut hidden: Vec<(String, String)> = Vec::new();
    for field in Field::stated() {
        let name = field.spec().name;
        let said = |value: Option<&str>| {
            let text = value.map(|value| told::value(t, directory, field.code(), value));
            (fill::shown(directory, field, value), text.unwrap_or_default())
        };
        let (mine, other) = (wished.stated.value(field), theirs.shown.value(field));
        if mine == other {
            hidden.push((name.to_owned(), said(mine).0));
        } else {
            choices.push(Choice {
                name,
                label: t.field(field).to_owned(),
                versions: both(said(mine), said(other)),
            });
        }
    }
    let parties = |stated| {
        (
            fill::compact(directory, stated),
            parties_text(t, directory, stated),
        )
    };
    let (mine, other) = (parties(&wished.stated), parties(&theirs.shown));
    if wished.stated.parties == theirs.shown.parties {
        hidden.push((PARTIES.to_owned(), mine.0));
    } else {
        choices.push(Choice {
            name: PARTIES,
            label: t.register_participants().to_owned(),
            versions: both(mine, other),
        });
    }
    match (&wished.comment, &theirs.comment) {
        (Some(mine), Some(other)) if mine != other => choices.push(Choice {
            name: COMMENT,
            label: t.correct_comment().to_owned(),
            versions: both((mine.clone(), mine.clone()), (other.clone(), other.clone())),
        }),
        (mine, other) => {
            let comment = mine.as_ref().or(other.as_ref()).cloned();
            hidden.push((COMMENT.to_owned(), comment.unwrap_or_default()));
        }
    }
    let carried = form.fields().filter(|(name, _)| [ALIKE, "kladd"].contains(name));
    hidden.extend(carried.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let head = Head::of(t, place, &loaded.opened);
    html_with(
        StatusCode::CONFLICT,
        &VersionsPage {
            by: first.map_or_else(
                || t.correct_changed_meanwhile().to_owned(),
                |draft| t.answer_collision(&draft.saved_by),
            ),
            name: row.arrangement.facts.name.clone(),
            seen: row.seen().to_string(),
            back: format!("{}/ordninger", head.root),
            page: crumbs(page, &head),
            choices,
            hidden,
            head,
        },
    )
}
