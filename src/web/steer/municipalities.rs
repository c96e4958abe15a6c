//! The municipalities of a mapping's area with what they have to do with its arrangements; all of them on one page.

use std::cmp::Reverse;
use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{ground, root, under_mapping};
use crate::db::register;
use crate::domain::directory::{Directory, Entry};
use crate::domain::municipality::MunicipalityId;
use crate::domain::norwegian::search_words;
use crate::i18n::Lang;
use crate::report::csv::{Csv, Dialect};
use crate::web::error::AppError;
use crate::web::file::csv_file;
use crate::web::form::Form;
use crate::web::list::{Active, Asked, Choice, asked};
use crate::web::page::{Page, html};
use crate::web::{State, with_db};

/// As the address says it, because a region's name may change and its place in the list does not.
const WITHOUT: &str = "uten";

#[derive(Template)]
#[template(path = "pages/steer/municipalities.html")]
struct MunicipalitiesPage {
    page: Page,
    form: Form,
    root: String,
    regions: Vec<Choice>,
    active: Vec<Active>,
    found: String,
    population: String,
    rows: Vec<Shown>,
    sort: String,
}

struct Shown {
    number: String,
    name: String,
    regions: String,
    population: String,
    participations: String,
    hostings: String,
}

/// One municipality, before it becomes text.
struct Row<'a> {
    entry: &'a Entry,
    regions: Vec<&'a str>,
    participations: usize,
    hostings: usize,
}

type Counts = HashMap<MunicipalityId, usize>;

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let slug = path.into_inner();
    let t = page.t;
    let (mapping, directory, participations, hostings) = with_db(&state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let participations = register::participations(conn, mapping.id)?;
        let hostings = register::hostings(conn, mapping.id)?;
        Ok::<_, AppError>((mapping, directory, participations, hostings))
    })
    .await?;
    let mut rows = rows(&directory, &participations, &hostings);
    let all = rows.len();
    let active = filter(t, &form, &directory, &mut rows);
    let sort = sort(form.value("sorter"), &mut rows);
    let regions = directory
        .regions
        .iter()
        .map(|region| Choice::new(region.nr.to_string(), region.name.clone()));
    html(&MunicipalitiesPage {
        root: format!("{}/kommuner", root(&mapping)),
        regions: regions
            .chain([Choice::new(WITHOUT, t.register_without_region())])
            .collect(),
        found: found(t, rows.len(), all),
        population: population_label(t, &directory),
        rows: rows.iter().map(|row| shown(t, row)).collect(),
        active,
        sort,
        form,
        page: under_mapping(page, &mapping),
    })
}

/// What the page shows, as a file.
pub async fn file(
    state: web::Data<State>,
    path: web::Path<String>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let slug = path.into_inner();
    let (mapping, directory, participations, hostings) = with_db(&state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let participations = register::participations(conn, mapping.id)?;
        let hostings = register::hostings(conn, mapping.id)?;
        Ok::<_, AppError>((mapping, directory, participations, hostings))
    })
    .await?;
    let mut rows = rows(&directory, &participations, &hostings);
    filter(Lang::Nb, &form, &directory, &mut rows);
    sort(form.value("sorter"), &mut rows);
    let header = [
        "kommunenummer",
        "kommune",
        "population",
        "regions",
        "participations",
        "hosts",
    ];
    let mut csv = Csv::new(Dialect::from_name(form.value("dialekt")), header);
    for row in &rows {
        let municipality = &row.entry.municipality;
        csv.text(&municipality.number)
            .text(&municipality.name)
            .optional_whole(municipality.population)
            .text(&row.regions.join(";"))
            .whole(row.participations as i64)
            .whole(row.hostings as i64)
            .end_row();
    }
    Ok(csv_file(&format!("kommuner-{}.csv", mapping.slug), csv.finish()))
}

fn rows<'a>(directory: &'a Directory, participations: &Counts, hostings: &Counts) -> Vec<Row<'a>> {
    directory
        .area()
        .map(|entry| {
            let id = entry.municipality.id;
            Row {
                entry,
                regions: directory
                    .regions_of(id)
                    .map(|region| region.name.as_str())
                    .collect(),
                participations: participations.get(&id).copied().unwrap_or_default(),
                hostings: hostings.get(&id).copied().unwrap_or_default(),
            }
        })
        .collect()
}

/// Leaves what the address asks for, and tells which filters were in force. Names of predecessors lead to the
/// municipality of today.
fn filter(t: Lang, form: &Form, directory: &Directory, rows: &mut Vec<Row>) -> Vec<Active> {
    let mut active = Vec::new();
    let typed = form.value("q");
    if !typed.is_empty() {
        let words = search_words(typed);
        rows.retain(|row| !words.is_empty() && words.iter().all(|word| is_called(row.entry, word)));
        active.push(Active {
            name: "q",
            value: typed.to_owned(),
            text: t.register_searched(typed),
        });
    }
    let asked = form.value("region");
    if !asked.is_empty() {
        let region = directory
            .regions
            .iter()
            .find(|region| region.nr.to_string() == asked);
        rows.retain(|row| match region {
            Some(region) => region.members.contains(&row.entry.municipality.id),
            None => asked == WITHOUT && row.regions.is_empty(),
        });
        let name = match region {
            Some(region) => region.name.clone(),
            None if asked == WITHOUT => t.register_without_region().to_owned(),
            None => t.register_no_such(asked),
        };
        active.push(Active {
            name: "region",
            value: asked.to_owned(),
            text: t.register_filter(t.register_region(), &name),
        });
    }
    active
}

fn is_called(entry: &Entry, word: &str) -> bool {
    entry.search_key.contains(word)
        || entry.municipality.number.starts_with(word)
        || entry
            .predecessors
            .iter()
            .any(|old| crate::domain::norwegian::search_key(&old.name).contains(word) || old.number == word)
}

/// Sorted here: there are 357 at most. Stable, so that equals stay in Norwegian order.
fn sort(asked: &str, rows: &mut [Row]) -> String {
    let (backwards, name) = match asked.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, asked),
    };
    // Last in both directions.
    let unknown = if backwards { -1 } else { i64::MAX };
    let key = |row: &Row| match name {
        "innbyggere" => row.entry.municipality.population.map_or(unknown, i64::from),
        "ordninger" => row.participations as i64,
        "vert" => row.hostings as i64,
        "nummer" => row.entry.municipality.number.parse().unwrap_or_default(),
        _ => 0,
    };
    match (name, backwards) {
        ("innbyggere" | "ordninger" | "vert" | "nummer", true) => rows.sort_by_key(|row| Reverse(key(row))),
        ("innbyggere" | "ordninger" | "vert" | "nummer", false) => rows.sort_by_key(key),
        ("navn", true) => rows.reverse(),
        _ => return "navn".to_owned(),
    }
    asked.to_owned()
}

fn found(t: Lang, found: usize, all: usize) -> String {
    let (shown, all_text) = (t.count(found as i64), t.count(all as i64));
    if found == all {
        t.register_municipalities_all(&all_text)
    } else {
        t.register_municipalities_found(&shown, &all_text)
    }
}

/// With its year, where all of them have the same.
fn population_label(t: Lang, directory: &Directory) -> String {
    let mut years = directory.area().filter_map(|entry| entry.population_year);
    match years.next() {
        Some(year) if years.all(|other| other == year) => t.register_population_of(&year),
        _ => t.register_population().to_owned(),
    }
}

fn shown(t: Lang, row: &Row) -> Shown {
    let municipality = &row.entry.municipality;
    Shown {
        number: municipality.number.clone(),
        name: municipality.name.clone(),
        regions: row.regions.join(", "),
        population: municipality
            .population
            .map_or_else(|| t.unknown().to_owned(), |population| t.count(population)),
        participations: t.count(row.participations as i64),
        hostings: t.count(row.hostings as i64),
    }
}
