//! The three register files of an export, which import reads: CONTRACT.md, «Formats».

use std::cmp::Ordering;
use std::sync::LazyLock;

use super::csv::{Csv, Dialect};
use analysis::Cell;
use domain::register::arrangement::ParticipantKind;
use domain::register::fields::{Field, HOST_NAME, HOST_NUMBER, IN_REGISTER_FILE, Kind};
use domain::register::value::parse_tenths;
use domain::register::whole::{Arrangement, Facts, Host, Register};
use domain::text::norwegian::sort_key;

pub const MUNICIPALITIES: [&str; 7] = [
    "kommunenummer",
    "name",
    "county_number",
    "county",
    "population",
    "regions",
    "in_area",
];

/// Number and lineage, then a column for each field; the host has two.
pub static ARRANGEMENTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut columns = vec!["id", "lineage"];
    for field in IN_REGISTER_FILE {
        match field {
            Field::Host => columns.extend([HOST_NUMBER, HOST_NAME]),
            field => columns.push(field.code()),
        }
    }
    columns
});

pub const PARTICIPANTS: [&str; 7] = [
    "arrangement_id",
    "kind",
    "kommunenummer",
    "name",
    "county_number",
    "share",
    "in_area",
];

pub fn municipalities(register: &Register, dialect: Dialect) -> String {
    let mut csv = Csv::new(dialect, MUNICIPALITIES);
    for place in &register.places {
        let municipality = &place.municipality;
        let regions = register
            .regions_of(municipality.id)
            .map(|region| region.name.as_str());
        csv.row(&[
            (&municipality.number).into(),
            (&municipality.name).into(),
            (&municipality.county_number).into(),
            (&municipality.county).into(),
            municipality.population.into(),
            joined(regions.collect()).into(),
            place.in_area.into(),
        ]);
    }
    csv.finish()
}

pub fn arrangements(register: &Register, dialect: Dialect) -> String {
    let mut csv = Csv::new(dialect, ARRANGEMENTS.iter().copied());
    for arrangement in &register.arrangements {
        csv.row(&cells(register, arrangement));
    }
    csv.finish()
}

/// What the export says of one arrangement, a cell for each of its columns.
pub fn cells(register: &Register, arrangement: &Arrangement) -> Vec<Cell> {
    let facts = &arrangement.facts;
    let mut cells = vec![arrangement.number.into(), Cell::text(&facts.lineage)];
    for field in IN_REGISTER_FILE {
        match field {
            Field::Sector => {
                let sector = facts.sector.and_then(|id| register.sector(id));
                cells.push(sector.map_or(Cell::Empty, |sector| Cell::text(&sector.name_nb)));
            }
            Field::TaskFields => {
                let tasks = facts.task_fields.iter();
                let tasks = tasks.filter_map(|id| register.task_field(*id));
                cells.push(Cell::text(joined(
                    tasks.map(|task| task.name_nb.as_str()).collect(),
                )));
            }
            Field::Host => cells.extend(host(register, facts)),
            Field::Level => cells.push(Cell::text(arrangement.level().code())),
            Field::ParticipantCount => cells.push(arrangement.municipalities().count().into()),
            field => {
                let spec = field.spec();
                cells.push(cell(spec.kind, spec.get(facts)));
            }
        }
    }
    cells
}

fn cell(kind: Kind, value: Option<String>) -> Cell {
    let Some(value) = value else {
        return Cell::Empty;
    };
    match kind {
        Kind::Year => value.parse().map_or(Cell::Empty, Cell::Whole),
        Kind::Tenths => parse_tenths(&value).map_or(Cell::Empty, |tenths| Cell::Tenths(tenths.into())),
        _ => Cell::Text(value),
    }
}

/// A municipality's number with its name, or the name of a host that is none.
fn host(register: &Register, facts: &Facts) -> [Cell; 2] {
    match &facts.host {
        Some(Host::Municipality(id)) => match register.place(*id).map(|place| &place.municipality) {
            Some(municipality) => [&municipality.number, &municipality.name].map(Cell::text),
            None => [Cell::Empty, Cell::Empty],
        },
        Some(Host::Other(name)) => [Cell::Empty, Cell::text(name)],
        None => [Cell::Empty, Cell::Empty],
    }
}

pub fn participants(register: &Register, dialect: Dialect) -> String {
    let mut csv = Csv::new(dialect, PARTICIPANTS);
    for arrangement in &register.arrangements {
        for party in &arrangement.participants {
            let place = party.municipality.and_then(|id| register.place(id));
            let (number, name, county) = match place {
                Some(place) => {
                    let municipality = &place.municipality;
                    (
                        municipality.number.as_str(),
                        municipality.name.as_str(),
                        municipality.county_number.as_str(),
                    )
                }
                None => (
                    "",
                    party.name.as_deref().unwrap_or_default(),
                    party.county_number.as_deref().unwrap_or_default(),
                ),
            };
            let in_area =
                party.kind == ParticipantKind::Municipality && place.is_some_and(|place| place.in_area);
            let share = party.share_hundredths.map(i64::from);
            csv.row(&[
                arrangement.number.into(),
                party.kind.code().into(),
                number.into(),
                name.into(),
                county.into(),
                share.map(Cell::Hundredths).into(),
                in_area.into(),
            ]);
        }
    }
    csv.finish()
}

/// Names in a cell stand in Norwegian order: an order that does not depend on how a list came to be.
fn joined(mut names: Vec<&str>) -> String {
    names.sort_by(|a, b| by_name(a, b));
    names.join(";")
}

fn by_name(a: &str, b: &str) -> Ordering {
    sort_key(a).cmp(&sort_key(b)).then_with(|| a.cmp(b))
}
