//! What is known of a municipality apart from any hearing: its names, and what it has to do with the arrangements.

use askama::Template;

use super::front::under_municipalities;
use crate::own_list::{Counts, Group, by_sector, counts};
use crate::page::Page;
use crate::steer::root;
use domain::places::directory::{Directory, Entry};
use domain::places::mapping::Mapping;
use domain::register::listing::Line;
use domain::register::whole::Party;
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/steer/municipality_register.html")]
pub struct RegisterPage {
    page: Page,
    name: String,
    facts: Facts,
    /// A municipality outside the area gets no count of its own.
    counts: Option<Shown>,
    groups: Vec<Group>,
    /// What stands before an arrangement's number in its address.
    arrangements: String,
}

pub struct Facts {
    pub number: String,
    pub official_name: Option<String>,
    pub name_sami: Option<String>,
    pub name_kven: Option<String>,
    pub county: String,
    pub population: Option<(String, String)>,
    pub regions: Vec<String>,
    pub predecessors: Vec<(String, String)>,
}

struct Shown {
    participations: String,
    hostings: String,
    without_hosting: String,
}

pub fn register_page(
    page: Page,
    mapping: &Mapping,
    directory: &Directory,
    entry: &Entry,
    rows: Vec<(Line, Vec<Party>)>,
) -> RegisterPage {
    let (t, id) = (page.t, entry.municipality.id);
    RegisterPage {
        name: entry.municipality.name.clone(),
        facts: facts(t, directory, entry),
        counts: entry.in_area.then(|| shown(t, counts(&rows, id))),
        groups: by_sector(t, directory, id, rows),
        arrangements: format!("{}/ordninger", root(mapping)),
        page: under_municipalities(page, mapping),
    }
}

pub fn facts(t: Lang, directory: &Directory, entry: &Entry) -> Facts {
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
