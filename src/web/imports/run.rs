//! One import: what the file would do, row by row, while it waits; what it did, when it is done.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::reasons::noted;
use super::rows::{Row, rows};
use super::{Place, counted, kind, state as told_state};
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, Filters, Offer, Pages, asked};
use crate::page::{Page, html_with};
use crate::{State, with_db};
use db::imports::runs::{Counts, ImportState};
use domain::places::directory::Directory;
use i18n::Lang;
use tasks::importing::runs::{self, Looked, Preview};

const PER_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "pages/imports/run.html")]
struct RunPage {
    page: Page,
    title: String,
    state: &'static str,
    color: &'static str,
    told: String,
    who: String,
    address: String,
    shown: Option<Shown>,
    may_undo: bool,
    /// The register has moved under the file since it was looked at.
    moved: bool,
}

/// What a waiting file would do.
struct Shown {
    /// What is found of each outcome, and the filter that finds it.
    counts: Vec<(&'static str, String)>,
    filters: Filters<'static>,
    rows: Vec<Row>,
    found: String,
    pages: Pages,
    notes: Vec<String>,
    digest: String,
    problems: String,
    is_right: bool,
    has_effect: bool,
    can_leave_out: bool,
    right: String,
    left_out: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    render(&state, page, &request, asked(query)?, false).await
}

/// The page of the run, also as the answer to somebody whom the register has moved under.
pub(super) async fn render(
    state: &web::Data<State>,
    page: Page,
    request: &HttpRequest,
    form: Form,
    moved: bool,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(request);
    let (context, slug, id) = (state.context(&page), place.slug.clone(), place.id);
    let (looked, directory) = with_db(state, move |conn| -> Result<_, AppError> {
        let looked = runs::look(conn, &context, slug.as_deref(), id)?;
        let directory = match &looked.mapping {
            Some(mapping) => db::directory(conn, mapping)?,
            None => Arc::default(),
        };
        Ok((looked, directory))
    })
    .await?;
    let t = page.t;
    let Looked {
        run,
        what,
        mapping,
        preview,
    } = looked;
    let (state, color) = told_state(t, run.state);
    let status = if moved {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    html_with(
        status,
        &RunPage {
            title: t.import_run_title(kind(t, what, mapping.is_some()), &run.file_name),
            state,
            color,
            told: counted(t, run.counts),
            who: format!(
                "{}, {}",
                run.by,
                t.time(run.applied_at.unwrap_or(run.uploaded_at))
            ),
            address: place.run(),
            shown: preview.map(|preview| shown(t, form, &directory, preview)),
            may_undo: run.state == ImportState::Applied,
            moved,
            page: place.under_list(page),
        },
    )
}

fn shown(t: Lang, form: Form, directory: &Directory, preview: Preview) -> Shown {
    let mut rows = rows(t, directory, &preview);
    let of = |code: &str| rows.iter().filter(|row| row.code == code).count();
    let classes: Vec<(&'static str, &'static str, usize)> = [
        ("ny", t.import_class_new()),
        ("endret", t.import_class_changed()),
        ("uendret", t.import_class_unchanged()),
        ("tvilsom", t.import_class_doubtful()),
        ("avvist", t.import_class_refused()),
    ]
    .into_iter()
    .map(|(code, text)| (code, text, of(code)))
    .collect();
    let counts = classes
        .iter()
        .map(|(code, text, count)| (*code, format!("{text}: {}", t.count(*count as i64))))
        .collect();
    let all = rows.len();
    let mut filters = Filters::new(t, form);
    let offers = classes
        .iter()
        .map(|(code, text, _)| (*code, Offer::new(*code, *text)));
    let chosen = filters.choose("utfall", t.import_class(), offers);
    rows.retain(|row| !filters.nothing && chosen.is_none_or(|chosen| row.code == chosen));
    let found = t.import_rows_shown(&t.count(rows.len() as i64), &t.count(all as i64));
    let pages = Pages::of(rows.len(), PER_PAGE, filters.form.value("side"));
    let left_out: Vec<String> = preview.left_out.iter().map(u64::to_string).collect();
    let summary = &preview.summary;
    Shown {
        counts,
        filters,
        rows: rows.into_iter().skip(pages.offset()).take(PER_PAGE).collect(),
        found,
        pages,
        notes: summary.notes.iter().map(|note| noted(t, note)).collect(),
        problems: t.import_some_wrong(&t.count(preview.problems.len() as i64)),
        is_right: preview.problems.is_empty(),
        has_effect: summary.new + summary.changed > 0
            || summary.rows.iter().any(|row| !row.doubts.is_empty()),
        can_leave_out: preview.can_leave_out(),
        right: t.import_apply_right(&t.count(summary.rows.len() as i64)),
        left_out: t.import_left_out_lines(&left_out.join(", ")),
        digest: preview.digest,
    }
}

/// What is done, for the message after it.
pub(super) fn done(t: Lang, counts: Counts) -> String {
    t.import_done(&t.count(counts.new as i64), &t.count(counts.changed as i64))
}
