//! Somebody else saved the row first, or the arrangement has changed: both versions, and a choice between them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::page::{Loaded, row_view};
use super::row::RowView;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html_with};
use crate::respond::desk::Head;
use crate::respond::diff::{Diff, diff};
use domain::answer::response::{Response, Seen};
use tasks::answer::hearing::Place;

#[derive(Template)]
#[template(path = "pages/respond/two_versions.html")]
struct TwoVersionsPage<'a> {
    page: Page,
    head: Head,
    row: RowView<'a>,
    /// Who saved the other version, and when.
    by: String,
    versions: [(&'static str, Version); 2],
    again: Again,
    seen: Seen,
}

struct Version {
    verdict: String,
    corrections: Vec<Diff>,
    comment: String,
}

/// How one's own answer is given once more, now that the other has been seen.
pub struct Again {
    action: String,
    /// What was typed; nothing when it was a button of the list.
    typed: Vec<(String, String)>,
    is_button: bool,
}

impl Again {
    /// «Stemmer», on the list.
    pub fn confirming(list: String) -> Self {
        Self {
            action: list,
            typed: Vec::new(),
            is_button: true,
        }
    }

    /// A form with all that was typed in it.
    pub fn of(page: &Page, form: &Form) -> Self {
        let own = ["skjema", "versjon", "bevart"];
        let typed = form.fields().filter(|(name, _)| !own.contains(name));
        Self {
            action: page.address.clone(),
            typed: typed
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            is_button: false,
        }
    }
}

/// For an answer without fields to compare. Where both have corrected, the choice is made field by field.
pub fn show(
    page: Page,
    place: &Place,
    loaded: &Loaded,
    mine: &Response,
    again: Again,
) -> Result<HttpResponse, AppError> {
    let row = loaded.rows.first().ok_or(AppError::NotFound)?;
    let t = page.t;
    let version = |response: &Response| Version {
        verdict: response
            .verdict
            .map_or(t.answer_begun(), |verdict| t.verdict(verdict))
            .to_owned(),
        corrections: response
            .corrections_in_force()
            .iter()
            .map(|correction| diff(t, &loaded.opened.directory, correction))
            .collect(),
        comment: response.comment.clone().unwrap_or_default(),
    };
    let theirs = row.draft.as_ref();
    let head = Head::of(t, place, &loaded.opened);
    html_with(
        StatusCode::CONFLICT,
        &TwoVersionsPage {
            by: theirs.map_or_else(
                || t.answer_changed_meanwhile().to_owned(),
                |draft| t.answer_collision(&draft.saved_by),
            ),
            versions: [
                (t.answer_mine(), version(mine)),
                (
                    t.answer_theirs(),
                    theirs.map_or_else(|| version(&Response::default()), |draft| version(&draft.response)),
                ),
            ],
            row: RowView {
                may_answer: false,
                ..row_view(t, loaded, row)
            },
            seen: row.seen(),
            again,
            page: page
                .crumb("/svar", t.our_arrangements())
                .crumb(&head.root, &head.municipality)
                .crumb(format!("{}/ordninger", head.root), t.answer_review()),
            head,
        },
    )
}

impl TwoVersionsPage<'_> {
    /// The list, at the row after this one.
    fn back(&self) -> String {
        format!("{}/ordninger?etter={}", self.head.root, self.row.number)
    }
}
