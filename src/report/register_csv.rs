//! The three register files of an export, which import reads: CONTRACT.md, «Formats».

use std::cmp::Ordering;

use super::csv::{Csv, Dialect};
use analysis::Cell;
use domain::register::arrangement::{LegalForm, NameKind, ParticipantKind};
use domain::register::whole::{Arrangement, Host, Register};
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

pub const ARRANGEMENTS: [&str; 22] = [
    "id",
    "lineage",
    "name",
    "name_kind",
    "sector",
    "task_fields",
    "legal_form",
    "host_number",
    "host_name",
    "established_year",
    "fte",
    "level",
    "level_reason",
    "participant_count",
    "content",
    "definition_status",
    "definition_reason",
    "life",
    "cost_key",
    "agreement_date",
    "governor_notified",
    "note",
];

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
    let mut csv = Csv::new(dialect, ARRANGEMENTS);
    for arrangement in &register.arrangements {
        csv.row(&cells(register, arrangement));
    }
    csv.finish()
}

/// What the export says of one arrangement, a cell for each of its columns.
pub fn cells(register: &Register, arrangement: &Arrangement) -> [Cell; 22] {
    let facts = &arrangement.facts;
    let text = |text: Option<&str>| text.map_or(Cell::Empty, Cell::text);
    let number = |number: Option<i32>| number.map_or(Cell::Empty, |number| Cell::Whole(number.into()));
    let sector = facts.sector.and_then(|id| register.sector(id));
    let tasks = facts
        .task_fields
        .iter()
        .filter_map(|id| register.task_field(*id))
        .map(|task| task.name_nb.as_str());
    let (host_number, host_name) = match &facts.host {
        Some(Host::Municipality(id)) => match register.place(*id) {
            Some(place) => (
                Some(place.municipality.number.as_str()),
                Some(place.municipality.name.as_str()),
            ),
            None => (None, None),
        },
        Some(Host::Other(name)) => (None, Some(name.as_str())),
        None => (None, None),
    };
    [
        Cell::Whole(arrangement.number.into()),
        Cell::text(&facts.lineage),
        Cell::text(&facts.name),
        text(facts.name_kind.map(NameKind::code)),
        text(sector.map(|sector| sector.name_nb.as_str())),
        Cell::text(joined(tasks.collect())),
        text(facts.legal_form.map(LegalForm::code)),
        text(host_number),
        text(host_name),
        number(facts.established_year),
        facts
            .fte_tenths
            .map_or(Cell::Empty, |tenths| Cell::Tenths(tenths.into())),
        Cell::text(arrangement.level().code()),
        text(facts.level_reason.as_deref()),
        arrangement.municipalities().count().into(),
        text(facts.content.as_deref()),
        Cell::text(facts.definition_status.code()),
        text(facts.definition_reason.as_deref()),
        Cell::text(facts.life.code()),
        text(facts.cost_key.text().as_deref()),
        text(facts.agreement_date.map(|date| date.to_string()).as_deref()),
        text(facts.governor_notified.map(|yes| if yes { "yes" } else { "no" })),
        text(facts.note.as_deref()),
    ]
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
