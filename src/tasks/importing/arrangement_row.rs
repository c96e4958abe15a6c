//! One row of `arrangements.csv`: what it says, laid over what is known already.

use std::collections::HashMap;

use super::places::Places;
use super::reason::Reason;
use super::row::Row;
use domain::places::mapping::Mapping;
use domain::register::arrangement::{DefinitionStatus, Level, SectorId, TaskFieldId};
use domain::register::fields::{Field, HOST_NAME, HOST_NUMBER, IN_REGISTER_FILE};
use domain::register::whole::{Arrangement, Facts, Host, Sector, TaskField};

const LINE: usize = 300;
const TEXT: usize = 20_000;

/// The mapping's sectors and task fields by name, in either written form.
pub struct Lists {
    sectors: HashMap<String, SectorId>,
    task_fields: HashMap<String, TaskFieldId>,
    order: HashMap<TaskFieldId, i32>,
}

impl Lists {
    pub fn new(sectors: Vec<Sector>, task_fields: Vec<TaskField>) -> Self {
        let order = task_fields.iter().map(|field| (field.id, field.nr)).collect();
        Self {
            sectors: sectors
                .into_iter()
                .flat_map(|sector| [(sector.name_nn, sector.id), (sector.name_nb, sector.id)])
                .collect(),
            task_fields: task_fields
                .into_iter()
                .flat_map(|field| [(field.name_nn, field.id), (field.name_nb, field.id)])
                .collect(),
            order,
        }
    }
}

/// What a row is read against.
pub struct Known<'a> {
    pub mapping: &'a Mapping,
    pub number: i32,
    pub before: Option<&'a Arrangement>,
    pub places: &'a Places,
    pub lists: &'a Lists,
}

/// None when something that everything else hangs on is wrong; the row has said what.
pub fn facts(row: &mut Row, known: &Known) -> Option<Facts> {
    let name = row.text("name", LINE);
    let mut facts = match (known.before, name) {
        (_, Some(None)) | (None, None) => {
            row.wrong(Reason::Missing("name"));
            return None;
        }
        (None, Some(Some(name))) => {
            // Unique in the whole portal, so that nothing is tied together by chance.
            let lineage = format!("{}-{}", known.mapping.slug, known.number);
            Facts::named(&name, &lineage)
        }
        (Some(before), Some(Some(name))) => Facts {
            name,
            ..before.facts.clone()
        },
        (Some(before), None) => before.facts.clone(),
    };
    if let Some(Some(lineage)) = row.text("lineage", 100) {
        facts.lineage = lineage;
    }
    for field in IN_REGISTER_FILE {
        match field {
            Field::Sector => read_sector(row, known.lists, &mut facts),
            Field::TaskFields => read_task_fields(row, known.lists, &mut facts),
            Field::Host => read_host(row, known.places, &mut facts),
            Field::Level => read_level(row, known, &mut facts),
            // They have been read: the name as what all hangs on, the others with the level.
            Field::Name | Field::LevelReason | Field::ParticipantCount => {}
            field => {
                if let Some(value) = row.field(*field, known.mapping.year) {
                    field.spec().set(&mut facts, value);
                }
            }
        }
    }
    if facts.definition_status != DefinitionStatus::Included && facts.definition_reason.is_none() {
        row.wrong(Reason::DefinitionNeedsReason(facts.definition_status.code()));
    }
    Some(facts)
}

fn read_sector(row: &mut Row, lists: &Lists, facts: &mut Facts) {
    if let Some(sector) = row.text("sector", LINE) {
        facts.sector = sector.and_then(|name| {
            let found = lists.sectors.get(&name).copied();
            if found.is_none() {
                row.wrong(Reason::UnknownName {
                    column: "sector",
                    name,
                });
            }
            found
        });
    }
}

fn read_task_fields(row: &mut Row, lists: &Lists, facts: &mut Facts) {
    let Some(names) = row.names("task_fields") else {
        return;
    };
    facts.task_fields.clear();
    for name in names {
        match lists.task_fields.get(name) {
            Some(id) if facts.task_fields.contains(id) => {
                row.wrong(Reason::TwiceInCell {
                    column: "task_fields",
                    name: name.to_owned(),
                });
            }
            Some(id) => facts.task_fields.push(*id),
            None => row.wrong(Reason::UnknownName {
                column: "task_fields",
                name: name.to_owned(),
            }),
        }
    }
    facts.task_fields.sort_by_key(|id| lists.order.get(id));
}

/// A host by number is a municipality; one by name alone is somebody else.
fn read_host(row: &mut Row, places: &Places, facts: &mut Facts) {
    let number = row.text(HOST_NUMBER, 10);
    let name = row.text(HOST_NAME, LINE);
    match (number, name) {
        (Some(Some(number)), name) => match places.find(&number, name.flatten().as_deref(), None) {
            Ok(municipality) => facts.host = Some(Host::Municipality(municipality.id)),
            Err(reason) => row.wrong(reason),
        },
        (_, Some(Some(name))) => facts.host = Some(Host::Other(name)),
        (None, None) => {}
        (Some(None), _) | (None, Some(None)) => facts.host = None,
    }
}

/// Empty, «derived», or what the participants make it anyway: derived. Anything else is an override, with a reason.
fn read_level(row: &mut Row, known: &Known, facts: &mut Facts) {
    const DERIVED: &str = "derived";
    // The participants come in a file of their own, later: until then the count beside the level tells.
    let count = row.whole("participant_count", 0, 100_000).flatten();
    let reason = row.text("level_reason", TEXT);
    let mut codes: Vec<Option<Level>> = Level::ALL.iter().copied().map(Some).collect();
    codes.push(None);
    let level = row.code("level", &codes, |level| level.map_or(DERIVED, Level::code));
    let participants = known.before.map_or(0, |before| before.municipalities().count());
    let by_count = count.and_then(|count| usize::try_from(count).ok()).map(Level::of);
    let by_participants = Level::of(participants);
    match level {
        None => {
            if let Some(reason) = reason
                && facts.level_override.is_some()
            {
                facts.level_reason = reason;
            }
        }
        Some(None | Some(None)) => {
            facts.level_override = None;
            facts.level_reason = None;
            if reason.flatten().is_some() && row.is_right() {
                row.wrong(Reason::ReasonWithoutLevel);
            }
        }
        Some(Some(Some(level))) => {
            let kept = facts
                .level_reason
                .take()
                .filter(|_| facts.level_override == Some(level));
            facts.level_reason = reason.unwrap_or(kept);
            if facts.level_reason.is_some() {
                facts.level_override = Some(level);
            } else if by_count == Some(level) || by_participants == level {
                facts.level_override = None;
            } else {
                let derived = by_count.unwrap_or(by_participants);
                row.wrong(Reason::LevelNeedsReason {
                    level: level.code(),
                    derived: derived.code(),
                });
            }
        }
    }
}
