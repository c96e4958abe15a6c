//! What has been imported, and the form for the next file.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::reasons::refused;
use super::{Place, counted, kind, state as told_state};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other, unprocessable};
use crate::request::upload::Upload;
use crate::{State, with_db};
use db::DbConn;
use db::imports;
use db::imports::runs::{ImportState, Run};
use db::mapping::mappings;
use domain::places::mapping::{Mapping, MappingStatus};
use i18n::Lang;
use tasks::Context;
use tasks::importing::{Sheet, What, runs};

#[derive(Template)]
#[template(path = "pages/imports/list.html")]
struct ListPage {
    page: Page,
    form: Form,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    /// Where registers are imported, on the page of the portal's own imports.
    mappings: Vec<(String, String)>,
    is_closed: bool,
}

struct Row {
    href: String,
    name: String,
    when: String,
    who: String,
    counts: String,
    state: &'static str,
    color: &'static str,
}

struct Found {
    mapping: Option<Mapping>,
    runs: Vec<Run>,
    mappings: Vec<Mapping>,
}

fn load(conn: &mut DbConn, slug: Option<&str>) -> Result<Found, AppError> {
    let mapping = match slug {
        None => None,
        Some(slug) => Some(mappings::by_slug(conn, slug)?.ok_or(AppError::NotFound)?),
    };
    let runs = imports::runs::list(conn, mapping.as_ref().map(|mapping| mapping.id))?;
    let mappings = if mapping.is_none() {
        mappings::list(conn)?
    } else {
        Vec::new()
    };
    Ok(Found {
        mapping,
        runs,
        mappings,
    })
}

fn list_page(page: Page, context: &Context, place: &Place, found: Found, form: Form) -> ListPage {
    let t = page.t;
    let is_of_mapping = found.mapping.is_some();
    let open = |mapping: &&Mapping| mapping.status != MappingStatus::Closed;
    ListPage {
        kinds: runs::kinds(context, place.slug.as_deref())
            .into_iter()
            .map(|what| Choice::new(what.name(), kind(t, what, is_of_mapping)))
            .collect(),
        rows: found
            .runs
            .into_iter()
            .filter(|run| {
                run.state != ImportState::Waiting || run.uploaded_at > page.now - chrono::TimeDelta::days(1)
            })
            .map(|run| row(t, place, run, is_of_mapping))
            .collect(),
        mappings: found
            .mappings
            .iter()
            .filter(open)
            .map(|mapping| {
                (
                    format!("/kartlegging/{}/import", mapping.slug),
                    mapping.name.clone(),
                )
            })
            .collect(),
        is_closed: found
            .mapping
            .as_ref()
            .is_some_and(|mapping| mapping.status == MappingStatus::Closed),
        page: match &found.mapping {
            Some(mapping) => page.crumb(format!("/kartlegging/{}", mapping.slug), mapping.name.clone()),
            None => place.under(page),
        },
        form,
    }
}

fn row(t: Lang, place: &Place, run: Run, is_of_mapping: bool) -> Row {
    let what = What::named(&run.what).map_or("", |what| kind(t, what, is_of_mapping));
    let (state, color) = told_state(t, run.state);
    Row {
        href: format!("{}/{}", place.root, run.id),
        name: t.import_run_title(what, &run.file_name),
        when: t.time(run.applied_at.unwrap_or(run.uploaded_at)),
        counts: if run.state == ImportState::Waiting {
            String::new()
        } else {
            counted(t, run.counts)
        },
        who: run.by,
        state,
        color,
    }
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request);
    let context = state.context(&page);
    let slug = place.slug.clone();
    let found = with_db(&state, move |conn| load(conn, slug.as_deref())).await?;
    html(&list_page(page, &context, &place, found, Form::default()))
}

pub async fn receive(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    mut form: Form,
    upload: Upload,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let place = Place::of(&request);
    let context = state.context(&page);
    let may = runs::kinds(&context, place.slug.as_deref());
    let what = What::named(form.value("hva")).filter(|what| may.contains(what));
    if what.is_none() {
        form.wrong("hva", t.import_what_missing());
    }
    if upload.bytes.is_empty() {
        form.wrong("fil", t.import_file_missing());
    }
    if let Some(what) = what.filter(|_| form.is_right()) {
        let (context, slug) = (context.clone(), place.slug.clone());
        let received = with_db(&state, move |conn| -> Result<_, AppError> {
            // What cannot be read as a table is not kept.
            if let Err(reason) = Sheet::read(&upload.bytes) {
                return Ok(Err(reason));
            }
            let (name, bytes) = (upload.name.as_str(), &upload.bytes);
            let id = runs::receive(conn, &context, slug.as_deref(), what, name, bytes)?;
            Ok(Ok(id))
        });
        match received.await? {
            Ok(id) => return Ok(see_other(&format!("{}/{id}", place.root))),
            Err(reason) => form.wrong("fil", refused(t, &reason)),
        }
    }
    let slug = place.slug.clone();
    let found = with_db(&state, move |conn| load(conn, slug.as_deref())).await?;
    unprocessable(&list_page(page, &context, &place, found, form))
}
