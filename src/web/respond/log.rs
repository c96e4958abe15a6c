//! Who in the municipality has changed what: every step of the draft, for its own people only.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::desk::{Head, Opened, opened};
use super::diff::diff;
use super::review::page::place;
use crate::error::AppError;
use crate::page::{Page, html};
use crate::{State, with_db};
use db::answer::draft_steps::{self, Step, Subject};
use db::answer::own_list::{self, Row, Which};
use db::answer::responses::from_json;
use db::round::deputies::{self, Entered};
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/respond/log.html")]
struct LogPage {
    page: Page,
    head: Head,
    lines: Vec<LogLine>,
    /// What coordinators have entered in the municipality's name.
    entered: Vec<String>,
}

struct LogLine {
    at: String,
    by: String,
    what: String,
    said: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let place = place(path);
    let (context, wanted) = (state.context(&page), place.clone());
    let (opened, rows, steps, entered) = with_db(&state, move |conn| {
        let opened = opened(conn, &context, &wanted)?;
        let rows = own_list::rows(conn, &opened.desk.own, Which::All)?;
        let steps = draft_steps::all(conn, opened.desk.own.hearing.id)?;
        let entered = deputies::of_hearing(conn, opened.desk.own.hearing.id)?;
        Ok::<_, AppError>((opened, rows, steps, entered))
    })
    .await?;
    let t = page.t;
    let head = Head::of(t, &place, &opened);
    html(&LogPage {
        entered: entered.iter().map(|one| told(t, one)).collect(),
        lines: steps
            .iter()
            .filter(|step| {
                !opened.desk.rights.is_deputy || page.actor().is_some_and(|own| own.name == step.by)
            })
            .map(|step| line(t, &opened, &rows, step))
            .collect(),
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality),
        head,
    })
}

/// «20. november 2026 kl. 10: Kari Koordinator, etter telefon fra Ola Nordmann. Hun hadde ikke nett.»
fn told(t: Lang, one: &Entered) -> String {
    let how = t.deputy_after(one.source, &one.told_by);
    let mut text = t.deputy_log_line(&t.time(one.from), &one.by, &how, &one.reason);
    if one.was_asked {
        text.push(' ');
        text.push_str(t.deputy_log_asked());
    }
    text
}

fn line(t: Lang, opened: &Opened, rows: &[Row], step: &Step) -> LogLine {
    let by = match &step.on_behalf_of {
        Some(principal) => t.own_on_behalf(&step.by, principal),
        None => step.by.clone(),
    };
    let (what, said) = match step.subject {
        Subject::Response(id) => {
            let row = rows.iter().find(|row| row.arrangement.id.0 == id);
            let name = row.map_or_else(String::new, |row| row.arrangement.facts.name.clone());
            (name, said(t, opened, step))
        }
        Subject::Proposal(_) => (t.own_proposals().to_owned(), step.name().unwrap_or_default()),
        Subject::Answer(_) => (t.confirm_questions().to_owned(), String::new()),
        Subject::NilReturn => (t.answer_nil_return().to_owned(), String::new()),
    };
    LogLine {
        at: t.time(step.at),
        by,
        what,
        said,
    }
}

/// «Rettet: årsverk 10 → 12,5»
fn said(t: Lang, opened: &Opened, step: &Step) -> String {
    let Some(response) = step.after.as_deref().and_then(from_json) else {
        return String::new();
    };
    let verdict = match response.verdict {
        Some(verdict) => t.verdict(verdict),
        None if response.corrections.is_empty() && response.comment.is_none() => t.own_unanswered(),
        None => t.answer_begun(),
    };
    let corrections: Vec<String> = response
        .corrections
        .iter()
        .map(|correction| {
            let diff = diff(t, &opened.directory, correction);
            let ends: Vec<&str> = [diff.from.as_str(), diff.to.as_str()]
                .into_iter()
                .filter(|end| !end.is_empty())
                .collect();
            format!("{} {}", diff.label.to_lowercase(), ends.join(" → "))
        })
        .collect();
    let told = [Some(corrections.join(", ")), response.comment];
    let told: Vec<String> = told
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if told.is_empty() {
        verdict.to_owned()
    } else {
        format!("{verdict}: {}", told.join(". "))
    }
}
