//! What is done with an import: applied as it was shown, dropped, undone.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::reasons::built;
use super::run::{done, render};
use super::{Place, kind};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_but, see_other_with};
use crate::{State, with_db};
use db::imports::runs::ImportState;
use tasks::TaskError;
use tasks::importing::runs;
use tasks::importing::undoing::{self, UndoError};

pub async fn apply(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let place = Place::of(&request);
    let (context, slug, id) = (state.context(&page), place.slug.clone(), place.id);
    let digest = form.value("vist").to_owned();
    let leave_out = form.value("utelat") == "ja";
    let applied = with_db(&state, move |conn| -> Result<_, TaskError> {
        match runs::apply(conn, &context, slug.as_deref(), id, &digest, leave_out) {
            Err(TaskError::Stale) => Ok(None),
            outcome => outcome.map(Some),
        }
    });
    match applied.await? {
        Some(counts) => Ok(see_other_with(&place.run(), done(t, counts))),
        None => render(&state, page, &request, Form::default(), true).await,
    }
}

pub async fn drop_file(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request);
    let (context, slug, id) = (state.context(&page), place.slug.clone(), place.id);
    with_db(&state, move |conn| {
        runs::drop_file(conn, &context, slug.as_deref(), id)
    })
    .await?;
    Ok(see_other_with(&place.root, page.t.import_was_dropped()))
}

#[derive(Template)]
#[template(path = "pages/imports/undo.html")]
struct UndoPage {
    page: Page,
    title: String,
    consequences: Vec<String>,
    /// What has been built on the import; with anything of that there is no button.
    built: Vec<String>,
    back: String,
}

pub async fn undo_page(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request);
    let (context, slug, id) = (state.context(&page), place.slug.clone(), place.id);
    let (looked, obstacles, rows) = with_db(&state, move |conn| -> Result<_, AppError> {
        let looked = runs::look(conn, &context, slug.as_deref(), id)?;
        if looked.run.state != ImportState::Applied {
            return Err(AppError::NotFound);
        }
        let obstacles = undoing::obstacles(conn, &context, slug.as_deref(), id)?;
        let rows = db::imports::runs::changes(conn, id)?.len();
        Ok((looked, obstacles, rows))
    })
    .await?;
    let t = page.t;
    let what = kind(t, looked.what, looked.mapping.is_some());
    html(&UndoPage {
        title: t.import_undo_title(&t.import_run_title(what, &looked.run.file_name)),
        consequences: vec![
            t.import_undo_rows(&t.count(rows as i64)),
            t.import_undo_again().to_owned(),
        ],
        built: obstacles.iter().map(|obstacle| built(t, obstacle)).collect(),
        back: place.run(),
        page: place.under_list(page),
    })
}

pub async fn undo(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let place = Place::of(&request);
    let (context, slug, id) = (state.context(&page), place.slug.clone(), place.id);
    let undone = with_db(&state, move |conn| -> Result<_, TaskError> {
        match undoing::undo(conn, &context, slug.as_deref(), id) {
            Ok(_) => Ok(None),
            Err(UndoError::BuiltOn(obstacles)) => Ok(Some(obstacles)),
            Err(UndoError::Task(error)) => Err(error),
        }
    });
    Ok(match undone.await? {
        None => see_other_with(&place.run(), t.import_undone_done()),
        Some(obstacles) => {
            let told: Vec<String> = obstacles
                .iter()
                .take(5)
                .map(|obstacle| built(t, obstacle))
                .collect();
            let text = format!("{}: {}", t.import_undo_refused(), told.join(" "));
            see_other_but(&place.run(), text)
        }
    })
}
