//! The municipalities of a mapping's area: more of them, and one less with what follows from it.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::act::{outcome, removal, told};
use super::front::{address, load, under_mapping};
use super::list::area_choices;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other_but, see_other_with, unprocessable};
use crate::{State, with_db};
use ::tasks::mapping::lists::Kept;
use ::tasks::mapping::regions as tasks;
use db::mapping;
use db::mapping::regions::Weight;
use db::{DbConn, places};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::places::municipality::{Municipality, MunicipalityId};

#[derive(Template)]
#[template(path = "pages/admin/mapping_area.html")]
struct AreaPage {
    page: Page,
    form: Form,
    rows: Vec<Municipality>,
    found: String,
    choices: Vec<Choice>,
    is_open: bool,
    root: String,
}

struct Found {
    mapping: Mapping,
    area: Vec<Municipality>,
    counties: Vec<(String, String, i64)>,
    municipalities: Vec<(i64, String, String)>,
}

fn find(conn: &mut DbConn, slug: &str) -> Result<Found, AppError> {
    let mapping = load(conn, slug)?.mapping;
    let directory = db::directory(conn, &mapping)?;
    Ok(Found {
        area: directory.area().map(|entry| entry.municipality.clone()).collect(),
        counties: places::book::counties(conn)?,
        municipalities: places::book::choices(conn)?,
        mapping,
    })
}

fn area_page(page: Page, found: Found, form: Form) -> AreaPage {
    let t = page.t;
    let outside: Vec<(i64, String, String)> = found
        .municipalities
        .into_iter()
        .filter(|(id, ..)| !found.area.iter().any(|place| place.id.0 == *id))
        .collect();
    let counties: Vec<(String, String, i64)> = found
        .counties
        .into_iter()
        .filter(|(number, ..)| {
            outside
                .iter()
                .any(|(_, code, _)| code.starts_with(number.as_str()))
        })
        .collect();
    AreaPage {
        found: t.plan_municipalities(&t.count(found.area.len() as i64)),
        rows: found.area,
        choices: area_choices(t, &counties, &outside, true),
        is_open: found.mapping.status != MappingStatus::Closed,
        root: root(&found.mapping.slug),
        page: under_mapping(page, &found.mapping),
        form,
    }
}

fn root(slug: &str) -> String {
    format!("/admin/kartlegginger/{slug}/omrade")
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let found = with_db(&state, move |conn| find(conn, &slug)).await?;
    html(&area_page(page, found, Form::default()))
}

pub async fn add(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let numbers: Vec<String> = form.values("omrade").map(str::to_owned).collect();
    let (context, of) = (state.context(&page), slug.clone());
    let came = with_db(&state, move |conn| {
        tasks::add_to_area(conn, &context, &of, &numbers)
    })
    .await?;
    if came > 0 {
        return Ok(see_other_with(&root(&slug), t.area_added(&came)));
    }
    form.wrong("omrade", t.area_add_none());
    let found = with_db(&state, move |conn| find(conn, &slug)).await?;
    unprocessable(&area_page(page, found, form))
}

fn one(conn: &mut DbConn, slug: &str, number: &str) -> Result<(Mapping, Municipality, Weight), AppError> {
    let mapping = load(conn, slug)?.mapping;
    let directory = db::directory(conn, &mapping)?;
    let entry = directory.area().find(|entry| entry.municipality.number == number);
    let municipality = entry.ok_or(AppError::NotFound)?.municipality.clone();
    let weight = mapping::regions::weight(conn, mapping.id, municipality.id)?;
    Ok((mapping, municipality, weight))
}

pub async fn remove_page(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let (mapping, municipality, weight) = with_db(&state, move |conn| one(conn, &slug, &number)).await?;
    let t = page.t;
    let mut consequences = vec![
        t.area_remove_stays(&weight.participations, &weight.hostings),
        t.area_remove_tables().to_owned(),
    ];
    if weight.regions > 0 {
        consequences.push(t.area_remove_regions(&weight.regions));
    }
    consequences.push(t.area_remove_list().to_owned());
    let name = t.plan_area();
    removal(
        under_mapping(page, &mapping).crumb(root(&mapping.slug), name),
        t.area_remove_title(&municipality.name),
        consequences,
        weight.sent_in.map(Kept::Sent),
        t.area_remove_button(),
        format!("{}/omrade", address(&mapping)),
    )
}

pub async fn remove(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let t = page.t;
    let (context, of) = (state.context(&page), slug.clone());
    let (name, removed) = with_db(&state, move |conn| -> Result<_, AppError> {
        let (_, municipality, _) = one(conn, &of, &number)?;
        let id: MunicipalityId = municipality.id;
        let removed = outcome(tasks::remove_from_area(conn, &context, &of, id)).map_err(AppError::from)?;
        Ok((municipality.name, removed))
    })
    .await?;
    Ok(match removed {
        Ok(()) => see_other_with(&root(&slug), t.area_removed(&name)),
        Err(why) => see_other_but(&root(&slug), told(t, why)),
    })
}
