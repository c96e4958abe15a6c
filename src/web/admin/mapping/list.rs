//! The list of mappings, and planning a new one: from nothing, or from an earlier one.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::filled;
use crate::admin::{mapping_choices, under_admin};
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, Choice, Filters, asked};
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::{State, with_db};
use db::mapping::mappings;
use db::mapping::settings::Listed;
use db::{DbConn, places};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::text::norwegian::search_key;
use i18n::Lang;
use tasks::TaskError;
use tasks::mapping::mappings::{Made, NewMappingError, Plan};
use tasks::mapping::planning;

pub(crate) fn under_mappings(page: Page) -> Page {
    let name = page.t.mappings();
    under_admin(page).crumb("/admin/kartlegginger", name)
}

#[derive(Template)]
#[template(path = "pages/admin/mappings.html")]
struct MappingsPage {
    page: Page,
    filters: Filters<'static>,
    rows: Vec<Row>,
    found: String,
    is_empty: bool,
}

struct Row {
    slug: String,
    name: String,
    year: i32,
    status: &'static str,
    color: &'static str,
    municipalities: String,
    arrangements: String,
    round: String,
}

pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let mut filters = Filters::new(page.t, asked(query)?).leniently();
    let all = with_db(&state, db::mapping::settings::list).await?;
    let t = page.t;
    let is_empty = all.is_empty();
    let words = filters.words(t.search());
    let status = filters.code(
        "status",
        t.plan_status(),
        MappingStatus::ALL,
        MappingStatus::code,
        Lang::mapping_status,
    );
    let fits = |listed: &Listed| {
        let key = search_key(&format!("{} {}", listed.mapping.name, listed.mapping.year));
        words.iter().all(|word| key.contains(word.as_str()))
            && status.is_none_or(|status| listed.mapping.status == status)
    };
    let rows: Vec<Row> = all.into_iter().filter(fits).map(|one| row(t, one)).collect();
    html(&MappingsPage {
        found: t.plan_found(&t.count(rows.len() as i64)),
        rows,
        is_empty,
        filters,
        page: under_admin(page),
    })
}

pub(crate) const fn status_color(status: MappingStatus) -> &'static str {
    match status {
        MappingStatus::Planned => "neutral",
        MappingStatus::Open => "success",
        MappingStatus::Closed => "info",
    }
}

fn row(t: Lang, listed: Listed) -> Row {
    let mapping = listed.mapping;
    Row {
        status: t.mapping_status(mapping.status),
        color: status_color(mapping.status),
        municipalities: t.count(listed.counts.municipalities),
        arrangements: t.count(listed.counts.arrangements),
        round: listed.round.map_or_else(
            || t.plan_no_round().to_owned(),
            |(number, state)| {
                t.plan_round_state(&t.round_name(&number), &t.round_state(state).to_lowercase())
            },
        ),
        slug: mapping.slug,
        name: mapping.name,
        year: mapping.year,
    }
}

#[derive(Template)]
#[template(path = "pages/admin/mapping_new.html")]
struct NewPage {
    page: Page,
    form: Form,
    origins: Vec<Choice>,
    area: Vec<Choice>,
    rules: Vec<Choice>,
}

struct Offers {
    mappings: Vec<Mapping>,
    counties: Vec<(String, String, i64)>,
    municipalities: Vec<(i64, String, String)>,
}

fn offers(conn: &mut DbConn) -> db::QueryResult<Offers> {
    Ok(Offers {
        mappings: mappings::list(conn)?,
        counties: places::book::counties(conn)?,
        municipalities: places::book::choices(conn)?,
    })
}

/// Each county as a whole, and then its municipalities.
pub(crate) fn area_choices(
    t: Lang,
    counties: &[(String, String, i64)],
    municipalities: &[(i64, String, String)],
    with_counties: bool,
) -> Vec<Choice> {
    let mut choices = Vec::with_capacity(counties.len() + municipalities.len());
    for (number, county, count) in counties {
        if with_counties {
            choices.push(Choice::new(number, t.plan_whole_county(county, count)));
        }
        let own = municipalities
            .iter()
            .filter(|(_, code, _)| code.starts_with(number.as_str()));
        choices.extend(own.map(|(_, code, name)| Choice::new(code, format!("{name}, {county}"))));
    }
    choices
}

fn new_page(page: Page, offers: &Offers, form: Form) -> NewPage {
    let t = page.t;
    NewPage {
        origins: mapping_choices(&offers.mappings),
        area: area_choices(t, &offers.counties, &offers.municipalities, true),
        rules: super::form::rules(t),
        page: under_mappings(page),
        form,
    }
}

pub async fn new(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let offers = with_db(&state, offers).await?;
    let form = filled(&super::form::usual());
    html(&new_page(page, &offers, form))
}

/// What an address can carry of a name: «Trøndelag 2026» is `trondelag-2026`.
fn suggested(name: &str, year: i32) -> String {
    let key = search_key(name);
    let mut words: Vec<&str> = key.split_whitespace().collect();
    let digits = year.to_string();
    words.retain(|word| *word != digits && word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    words.push(&digits);
    let mut slug = words.join("-");
    while slug.len() > 60 {
        words.remove(0);
        slug = words.join("-");
    }
    slug
}

pub async fn create(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let settings = super::form::read(t, &mut form);
    let year: Option<i32> = form.value("ar").parse().ok();
    if year.is_none_or(|year| !(1990..=2100).contains(&year)) {
        form.wrong("ar", t.plan_year_wrong());
    }
    let slug = match form.value("adresse") {
        "" => suggested(&settings.name, year.unwrap_or_default()),
        typed => typed.to_owned(),
    };
    let area: Vec<String> = form.values("omrade").map(str::to_owned).collect();
    let copy_from = Some(form.value("kopi").to_owned()).filter(|slug| !slug.is_empty());
    if area.is_empty() && copy_from.is_none() {
        form.wrong("omrade", t.plan_area_missing());
    }
    if form.is_right() {
        let context = state.context(&page);
        let (asked, name, given) = (slug.clone(), settings.name.clone(), settings.clone());
        let made = with_db(&state, move |conn| -> Result<_, TaskError> {
            let plan = Plan {
                slug: &asked,
                name: &name,
                year: year.unwrap_or_default(),
                area: &area,
                copy_from: copy_from.as_deref(),
                status: MappingStatus::Planned,
                settings: Some(&given),
            };
            match planning::create(conn, &context, &plan) {
                Err(NewMappingError::Task(error)) => Err(error),
                outcome => Ok(outcome),
            }
        });
        match made.await? {
            Ok(made) => return Ok(created(t, &slug, &settings.name, made)),
            Err(error) => refuse(t, &mut form, &error),
        }
    }
    let offers = with_db(&state, offers).await?;
    unprocessable(&new_page(page, &offers, form))
}

fn created(t: Lang, slug: &str, name: &str, made: Made) -> HttpResponse {
    see_other_with(
        &format!("/admin/kartlegginger/{slug}"),
        t.plan_created(name, &made.municipalities, &made.arrangements),
    )
}

fn refuse(t: Lang, form: &mut Form, error: &NewMappingError) {
    match error {
        NewMappingError::Taken(slug) => form.wrong("adresse", t.plan_slug_taken(slug)),
        NewMappingError::Slug(_) => form.wrong("adresse", t.plan_slug_wrong()),
        error => form.wrong("omrade", t.plan_area_wrong(&error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::places::mapping::is_slug;

    #[test]
    fn an_address_is_made_of_name_and_year() {
        assert_eq!(suggested("Trøndelag 2026", 2026), "trondelag-2026");
        assert_eq!(
            suggested("Kárášjohka – Karasjok", 2027),
            "karasjohka-karasjok-2027"
        );
        let long = suggested(&"interkommunalt samarbeid ".repeat(9), 2026);
        assert!(is_slug(&long) && long.ends_with("-2026"), "{long}");
        assert!(is_slug(&suggested("???", 2026)));
    }
}
