//! One municipality in a mapping: its names, what it has to do with the counted arrangements, and all of them by sector.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{ground, root, under_mapping};
use crate::db::register;
use crate::domain::directory::{Directory, Entry};
use crate::domain::mapping::Mapping;
use crate::i18n::Lang;
use crate::web::error::AppError;
use crate::web::own_list::{Counts, Group, by_sector, counts};
use crate::web::page::{Page, html};
use crate::web::{State, with_db};

#[derive(Template)]
#[template(path = "pages/steer/municipality.html")]
struct MunicipalityPage {
    page: Page,
    name: String,
    facts: Facts,
    /// A municipality outside the area gets no count of its own.
    counts: Option<Shown>,
    groups: Vec<Group>,
    /// What stands before an arrangement's number in its address.
    arrangements: String,
}

struct Facts {
    number: String,
    official_name: Option<String>,
    name_sami: Option<String>,
    name_kven: Option<String>,
    county: String,
    population: Option<(String, String)>,
    regions: Vec<String>,
    predecessors: Vec<(String, String)>,
}

struct Shown {
    participations: String,
    hostings: String,
    without_hosting: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let t = page.t;
    let (mapping, directory, id, rows) = with_db(&state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let id = directory
            .by_number(&number)
            .ok_or(AppError::NotFound)?
            .municipality
            .id;
        let rows = register::of_municipality(conn, mapping.id, id)?;
        Ok::<_, AppError>((mapping, directory, id, rows))
    })
    .await?;
    let entry = directory.entry(id).ok_or(AppError::NotFound)?;
    html(&MunicipalityPage {
        name: entry.municipality.name.clone(),
        facts: facts(t, &directory, entry),
        counts: entry.in_area.then(|| shown(t, counts(&rows, id))),
        groups: by_sector(t, &directory, id, rows),
        arrangements: format!("{}/ordninger", root(&mapping)),
        page: under_municipalities(page, &mapping),
    })
}

fn under_municipalities(page: Page, mapping: &Mapping) -> Page {
    let name = page.t.municipalities();
    under_mapping(page, mapping).crumb(format!("{}/kommuner", root(mapping)), name)
}

fn facts(t: Lang, directory: &Directory, entry: &Entry) -> Facts {
    let municipality = &entry.municipality;
    let population = municipality.population.map(|population| {
        let label = entry.population_year.map_or_else(
            || t.register_population().to_owned(),
            |year| t.register_population_of(&year),
        );
        (label, t.count(population))
    });
    Facts {
        number: municipality.number.clone(),
        official_name: Some(municipality.official_name.clone()).filter(|name| *name != municipality.name),
        name_sami: entry.name_sami.clone(),
        name_kven: entry.name_kven.clone(),
        county: municipality.county.clone(),
        population,
        regions: directory
            .regions_of(municipality.id)
            .map(|region| region.name.clone())
            .collect(),
        predecessors: entry
            .predecessors
            .iter()
            .map(|old| {
                let name = t.register_predecessor(&old.number, &old.name);
                (name, t.register_until(&t.date(old.until)))
            })
            .collect(),
    }
}

fn shown(t: Lang, counts: Counts) -> Shown {
    Shown {
        participations: t.count(counts.participations as i64),
        hostings: t.count(counts.hostings as i64),
        without_hosting: t.count(counts.without_hosting() as i64),
    }
}
