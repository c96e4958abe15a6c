//! One mapping as the administration sees it: what it is, what it holds, and the way to change each of it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::{in_words, settings_form, told};

use super::list::{status_color, under_mappings};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, html_with, see_other_but, see_other_with, unprocessable};
use crate::{State, with_db};
use db::DbConn;
use db::mapping::settings::{Parts, Set};
use domain::places::mapping::{Mapping, MappingStatus};
use i18n::Lang;
use tasks::TaskError;
use tasks::mapping::planning;

pub(crate) fn address(mapping: &Mapping) -> String {
    format!("/admin/kartlegginger/{}", mapping.slug)
}

pub(crate) fn under_mapping(page: Page, mapping: &Mapping) -> Page {
    under_mappings(page).crumb(address(mapping), mapping.name.clone())
}

/// The mapping with its settings, or 404.
pub(crate) fn load(conn: &mut DbConn, slug: &str) -> Result<Set, AppError> {
    db::mapping::settings::of(conn, slug)?.ok_or(AppError::NotFound)
}

/// The same, when it is to be changed.
pub(crate) fn load_to_change(conn: &mut DbConn, slug: &str) -> Result<Set, AppError> {
    let set = load(conn, slug)?;
    if set.mapping.status == MappingStatus::Closed {
        return Err(AppError::Closed);
    }
    Ok(set)
}

#[derive(Template)]
#[template(path = "pages/admin/mapping.html")]
struct MappingPage {
    page: Page,
    name: String,
    year: i32,
    status: &'static str,
    color: &'static str,
    is_planned: bool,
    is_closed: bool,
    facts: Vec<(&'static str, String)>,
    origin: Option<(String, String)>,
    cards: Vec<(String, &'static str, String)>,
    definition: Vec<String>,
    address: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (set, parts) = with_db(&state, move |conn| -> Result<_, AppError> {
        let set = load(conn, &slug)?;
        let parts = db::mapping::settings::parts(conn, set.mapping.id)?;
        Ok((set, parts))
    })
    .await?;
    let t = page.t;
    let mut facts = told(t, &set.settings);
    facts.insert(1, (t.plan_slug(), set.mapping.slug.clone()));
    for (label, at) in [(t.plan_opened(), set.opened_at), (t.plan_closed(), set.closed_at)] {
        if let Some(at) = at {
            facts.push((label, t.time(at)));
        }
    }
    let definition = t.either(&set.settings.definition_nb, &set.settings.definition_nn);
    html(&MappingPage {
        year: set.mapping.year,
        status: t.mapping_status(set.mapping.status),
        color: status_color(set.mapping.status),
        is_planned: set.mapping.status == MappingStatus::Planned,
        is_closed: set.mapping.status == MappingStatus::Closed,
        facts,
        origin: set.origin,
        cards: cards(t, &set.mapping, parts),
        definition: definition
            .split("\n\n")
            .map(str::to_owned)
            .filter(|paragraph| !paragraph.is_empty())
            .collect(),
        address: address(&set.mapping),
        name: set.mapping.name.clone(),
        page: under_mappings(page),
    })
}

/// What the mapping holds: address, name, and how many.
fn cards(t: Lang, mapping: &Mapping, parts: Parts) -> Vec<(String, &'static str, String)> {
    let open = format!("/kartlegging/{}", mapping.slug);
    let own = address(mapping);
    let counted = |count: i64| t.arrange_count(&t.count(count));
    vec![
        (
            format!("{own}/omrade"),
            t.plan_area(),
            t.plan_municipalities(&t.count(parts.municipalities)),
        ),
        (
            format!("{own}/liste/sektorer"),
            t.sectors_title(),
            counted(parts.sectors),
        ),
        (
            format!("{own}/liste/oppgaver"),
            t.task_fields_title(),
            counted(parts.task_fields),
        ),
        (
            format!("{own}/regioner"),
            t.regions_title(),
            counted(parts.regions),
        ),
        (
            format!("{own}/sporsmal"),
            t.import_kind_questions(),
            counted(parts.questions),
        ),
        (
            format!("{open}/ordninger"),
            t.register(),
            t.plan_arrangements(&t.count(parts.arrangements)),
        ),
        (
            format!("{open}/runde"),
            t.rounds_title(),
            t.plan_rounds(&t.count(parts.rounds)),
        ),
        (
            format!("{open}/import"),
            t.import_title(),
            t.import_front().to_owned(),
        ),
    ]
}

#[derive(Template)]
#[template(path = "pages/admin/mapping_edit.html")]
struct EditPage {
    page: Page,
    form: Form,
    title: String,
    rules: Vec<Choice>,
    back: String,
}

fn edit_page(page: Page, set: &Set, form: Form) -> EditPage {
    let t = page.t;
    EditPage {
        title: t.plan_change_title(&set.mapping.name),
        rules: super::form::rules(t),
        back: address(&set.mapping),
        page: under_mapping(page, &set.mapping),
        form,
    }
}

pub async fn edit(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let set = with_db(&state, move |conn| load_to_change(conn, &slug)).await?;
    let form = settings_form(&set);
    html(&edit_page(page, &set, form))
}

pub async fn change(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let slug = slug.into_inner();
    let t = page.t;
    let new = super::form::read(t, &mut form);
    let version: i64 = form.take_seen()?;
    if form.is_right() {
        let (context, of) = (state.context(&page), slug.clone());
        let changed = with_db(&state, move |conn| -> Result<_, TaskError> {
            match planning::change(conn, &context, &of, version, &new) {
                Err(TaskError::Stale) => Ok(None),
                outcome => outcome.map(Some),
            }
        });
        let back = format!("/admin/kartlegginger/{slug}");
        match changed.await? {
            Some(true) => return Ok(see_other_with(&back, t.plan_changed())),
            Some(false) => return Ok(see_other_but(&back, t.plan_same())),
            None => {
                let set = with_db(&state, move |conn| load_to_change(conn, &slug)).await?;
                form.collide(&settings_form(&set), |form| in_words(t, form));
                return html_with(StatusCode::CONFLICT, &edit_page(page, &set, form));
            }
        }
    }
    let set = with_db(&state, move |conn| load_to_change(conn, &slug)).await?;
    unprocessable(&edit_page(page, &set, form))
}
