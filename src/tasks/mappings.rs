//! Makes a mapping: empty with the usual lists, or copied from an earlier one with every row unconfirmed again.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::importing::{Places, Reason, Sheet};
use super::{Context, TaskError};
use crate::db::mapping_write::{self, Named, NewMapping};
use crate::db::municipality_write;
use crate::db::register_write::{self, Entry};
use crate::db::{self, DbConn, Retry, mappings, register_load};
use crate::domain::arrangement::{ParticipantKind, SectorId, TaskFieldId};
use crate::domain::event::{Event, Happening};
use crate::domain::mapping::{Mapping, is_slug};
use crate::domain::municipality::MunicipalityId;
use crate::domain::register::{Arrangement, Host, Party, Register};
use crate::i18n::Lang;

const SECTORS: &[u8] = include_bytes!("../demo/sectors.csv");
const TASK_FIELDS: &[u8] = include_bytes!("../demo/task_fields.csv");

/// What a new mapping is to be.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub year: i32,
    /// Municipality numbers and county numbers; none with a copy means the area of what it is copied from.
    pub area: &'a [String],
    pub copy_from: Option<&'a str>,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub municipalities: usize,
    pub sectors: usize,
    pub task_fields: usize,
    pub regions: usize,
    pub arrangements: usize,
    pub questions: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum NewMappingError {
    #[error("«{0}» cannot be a slug: it is made of small letters, digits and single hyphens")]
    Slug(String),
    #[error("there is already a mapping «{0}»: choose another slug")]
    Taken(String),
    #[error("there is no mapping «{0}» to copy from")]
    NoOrigin(String),
    #[error("the name is empty: give it one with --name")]
    NoName,
    #[error("the year {0} is not between 1990 and 2100")]
    Year(i32),
    #[error("say which municipalities with --area: their numbers, or those of counties, with commas")]
    NoArea,
    #[error("in the area, {0}")]
    Area(Reason),
    #[error("there is no county {0}")]
    NoCounty(String),
    #[error(transparent)]
    Task(#[from] TaskError),
}

impl From<diesel::result::Error> for NewMappingError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Task(error.into())
    }
}

impl Retry for NewMappingError {
    fn lost_the_race(&self) -> bool {
        matches!(self, Self::Task(error) if error.lost_the_race())
    }
}

pub fn create(conn: &mut DbConn, context: &Context, plan: &Plan) -> Result<Made, NewMappingError> {
    if !is_slug(plan.slug) {
        return Err(NewMappingError::Slug(plan.slug.to_owned()));
    }
    if plan.name.trim().is_empty() {
        return Err(NewMappingError::NoName);
    }
    let day = NaiveDate::from_ymd_opt(plan.year, 1, 1)
        .filter(|_| (1990..=2100).contains(&plan.year))
        .ok_or(NewMappingError::Year(plan.year))?;
    db::write(conn, |conn| {
        if mappings::by_slug(conn, plan.slug)?.is_some() {
            return Err(NewMappingError::Taken(plan.slug.to_owned()));
        }
        let origin = match plan.copy_from {
            None => None,
            Some(slug) => {
                let mapping = mappings::by_slug(conn, slug)?
                    .ok_or_else(|| NewMappingError::NoOrigin(slug.to_owned()))?;
                Some(register_load::load(conn, &mapping)?)
            }
        };
        let places = Places::on(conn, day, plan.year)?;
        let successors = Successors::of(conn, origin.as_ref(), &places, day)?;
        let area = match &origin {
            Some(origin) if plan.area.is_empty() => {
                successors.of_all(origin.area().map(|municipality| municipality.id))
            }
            _ => area(&places, plan.area)?,
        };
        let (definition_nb, definition_nn) = match &origin {
            Some(origin) => mapping_write::definition(conn, origin.mapping.id)?,
            None => (
                Lang::Nb.mapping_definition().to_owned(),
                Lang::Nn.mapping_definition().to_owned(),
            ),
        };
        let new = NewMapping {
            slug: plan.slug,
            name: plan.name.trim(),
            year: plan.year,
            reference_date: day,
            copied_from: origin.as_ref().map(|origin| origin.mapping.id),
            definition_nb: &definition_nb,
            definition_nn: &definition_nn,
        };
        let id = mapping_write::insert(conn, &new, context.now)?;
        mapping_write::set_area(conn, id, &area)?;
        let mapping = mappings::by_slug(conn, plan.slug)?.ok_or(TaskError::NotFound)?;
        let mut made = match &origin {
            None => usual_lists(conn, &mapping)?,
            Some(origin) => copy(conn, context, origin, &mapping, &successors)?,
        };
        made.municipalities = area.len();
        let event = Event::new(Happening::MappingCreated, "mapping", id.0)
            .in_mapping(id)
            .with("slug", plan.slug)
            .with("copied_from", plan.copy_from.unwrap_or_default());
        context.log(conn, &event)?;
        Ok(made)
    })
}

/// Four digits are a municipality, two are all of a county.
fn area(places: &Places, numbers: &[String]) -> Result<Vec<MunicipalityId>, NewMappingError> {
    let mut area = Vec::new();
    for number in numbers {
        if number.len() == 2 {
            let before = area.len();
            area.extend(places.of_county(number).map(|municipality| municipality.id));
            if area.len() == before {
                return Err(NewMappingError::NoCounty(number.clone()));
            }
        } else {
            let found = places.find(number, None, None).map_err(NewMappingError::Area)?;
            area.push(found.id);
        }
    }
    if area.is_empty() {
        return Err(NewMappingError::NoArea);
    }
    area.sort_unstable();
    area.dedup();
    Ok(area)
}

fn usual_lists(conn: &mut DbConn, mapping: &Mapping) -> Result<Made, NewMappingError> {
    let (sectors, task_fields) = (named(SECTORS)?, named(TASK_FIELDS)?);
    mapping_write::insert_sectors(conn, mapping.id, &sectors)?;
    mapping_write::insert_task_fields(conn, mapping.id, &task_fields)?;
    Ok(Made {
        municipalities: 0,
        sectors: sectors.len(),
        task_fields: task_fields.len(),
        regions: 0,
        arrangements: 0,
        questions: 0,
    })
}

/// The embedded lists: nr, name_nb, name_nn.
fn named(file: &[u8]) -> Result<Vec<Named>, TaskError> {
    let broken = |what: String| TaskError::Internal(format!("an embedded list is broken: {what}"));
    let sheet = Sheet::read(file).map_err(|reason| broken(reason.to_string()))?;
    sheet
        .rows
        .iter()
        .map(|row| match row.cells.as_slice() {
            [nr, name_nb, name_nn] => Ok(Named {
                nr: nr.parse().map_err(|_| broken(nr.clone()))?,
                name_nb: name_nb.clone(),
                name_nn: name_nn.clone(),
            }),
            _ => Err(broken(row.line.to_string())),
        })
        .collect()
}

/// Arrangements, participants, lists, regions and questions come along; answers do not, so every row is unconfirmed.
fn copy(
    conn: &mut DbConn,
    context: &Context,
    origin: &Register,
    mapping: &Mapping,
    successors: &Successors,
) -> Result<Made, NewMappingError> {
    let copied = |nr: i32, name_nb: &str, name_nn: &str| Named {
        nr,
        name_nb: name_nb.to_owned(),
        name_nn: name_nn.to_owned(),
    };
    let sectors: Vec<Named> = origin
        .sectors
        .iter()
        .map(|sector| copied(sector.nr, &sector.name_nb, &sector.name_nn))
        .collect();
    let task_fields: Vec<Named> = origin
        .task_fields
        .iter()
        .map(|field| copied(field.nr, &field.name_nb, &field.name_nn))
        .collect();
    mapping_write::insert_sectors(conn, mapping.id, &sectors)?;
    mapping_write::insert_task_fields(conn, mapping.id, &task_fields)?;
    // Both are loaded by number, so that they stand in the order of their originals.
    let sectors: HashMap<SectorId, SectorId> = origin
        .sectors
        .iter()
        .zip(register_load::sectors(conn, mapping.id)?)
        .map(|(old, new)| (old.id, new.id))
        .collect();
    let task_fields: HashMap<TaskFieldId, TaskFieldId> = origin
        .task_fields
        .iter()
        .zip(register_load::task_fields(conn, mapping.id)?)
        .map(|(old, new)| (old.id, new.id))
        .collect();
    for region in &origin.regions {
        let id = mapping_write::insert_region(conn, mapping.id, region.nr, &region.name)?;
        let members = successors.of_all(region.members.iter().copied());
        mapping_write::set_members(conn, mapping.id, id, &members)?;
    }
    let entries: Vec<Entry> = origin
        .arrangements
        .iter()
        .map(|arrangement| {
            let mut facts = arrangement.facts.clone();
            facts.sector = facts.sector.and_then(|id| sectors.get(&id).copied());
            facts.task_fields = facts
                .task_fields
                .iter()
                .filter_map(|id| task_fields.get(id).copied())
                .collect();
            if let Some(Host::Municipality(host)) = facts.host {
                // A host that was split is for a person to choose between.
                facts.host = match successors.of_all([host]).as_slice() {
                    [one] => Some(Host::Municipality(*one)),
                    _ => None,
                };
            }
            Entry {
                number: arrangement.number,
                facts,
                participants: participants(arrangement, successors),
            }
        })
        .collect();
    let ids = register_write::insert(conn, mapping.id, &entries, context.now)?;
    let copies: Vec<_> = ids
        .iter()
        .copied()
        .zip(origin.arrangements.iter().map(|arrangement| arrangement.id))
        .collect();
    register_write::insert_origins(conn, &copies)?;
    let questions = mapping_write::questions(conn, origin.mapping.id)?;
    for question in &questions {
        mapping_write::save_question(conn, mapping.id, question)?;
    }
    Ok(Made {
        municipalities: 0,
        sectors: sectors.len(),
        task_fields: task_fields.len(),
        regions: origin.regions.len(),
        arrangements: entries.len(),
        questions: questions.len(),
    })
}

/// Those that merged are one participant from then on.
fn participants(arrangement: &Arrangement, successors: &Successors) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for party in &arrangement.participants {
        let Some(municipality) = party.municipality else {
            parties.push(party.clone());
            continue;
        };
        for new in successors.of_all([municipality]) {
            let known = parties
                .iter_mut()
                .find(|known| known.kind == ParticipantKind::Municipality && known.municipality == Some(new));
            match known {
                Some(known) => {
                    let sum = known.share_hundredths.zip(party.share_hundredths);
                    known.share_hundredths = sum.map(|(one, other)| (one + other).min(10_000));
                }
                None => parties.push(Party {
                    municipality: Some(new),
                    ..party.clone()
                }),
            }
        }
    }
    parties
}

/// What each municipality of an older mapping has become on the day of a new one.
struct Successors(HashMap<MunicipalityId, Vec<MunicipalityId>>);

impl Successors {
    fn of(
        conn: &mut DbConn,
        origin: Option<&Register>,
        places: &Places,
        day: NaiveDate,
    ) -> Result<Self, NewMappingError> {
        let Some(origin) = origin else {
            return Ok(Self(HashMap::new()));
        };
        let changes = municipality_write::changes(conn)?;
        let since = origin.mapping.reference_date.unwrap_or(NaiveDate::MIN);
        let mut successors = HashMap::new();
        for place in &origin.places {
            let municipality = &place.municipality;
            if places.number_of(municipality.id).is_some() {
                continue;
            }
            // Follow it from change to change: Halsa became Heim, and Heim may become something else.
            let mut numbers = vec![municipality.number.clone()];
            for change in changes
                .iter()
                .filter(|change| change.valid_from > since && change.valid_from <= day)
            {
                if let Some(at) = numbers.iter().position(|number| *number == change.old_number) {
                    let another = changes.iter().any(|other| {
                        other.old_number == change.old_number
                            && other.valid_from == change.valid_from
                            && other.new_number > change.new_number
                    });
                    if !another {
                        numbers.remove(at);
                    }
                    numbers.push(change.new_number.clone());
                }
            }
            let now: Vec<MunicipalityId> = numbers
                .iter()
                .filter_map(|number| places.find(number, None, None).ok())
                .map(|municipality| municipality.id)
                .collect();
            successors.insert(municipality.id, now);
        }
        Ok(Self(successors))
    }

    fn of_all(&self, before: impl IntoIterator<Item = MunicipalityId>) -> Vec<MunicipalityId> {
        let mut now: Vec<MunicipalityId> = before
            .into_iter()
            .flat_map(|id| self.0.get(&id).cloned().unwrap_or_else(|| vec![id]))
            .collect();
        now.sort_unstable();
        now.dedup();
        now
    }
}
