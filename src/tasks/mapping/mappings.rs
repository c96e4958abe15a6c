//! Makes a mapping: empty with the usual lists, or copied from an earlier one with every row unconfirmed again.

use chrono::NaiveDate;

use super::copy::{Successors, copy};
use crate::importing::{Places, Reason, Sheet};
use crate::{Context, TaskError, passes_on};
use db::mapping;
use db::mapping::mappings;
use db::mapping::settings::Settings;
use db::mapping::write::{Named, NewMapping};
use db::{DbConn, register};
use domain::event::{Event, Happening};
use domain::places::mapping::{Mapping, MappingStatus, is_slug};
use domain::places::municipality::MunicipalityId;
use i18n::Lang;

const SECTORS: &[u8] = include_bytes!("../../demo/sectors.csv");
const TASK_FIELDS: &[u8] = include_bytes!("../../demo/task_fields.csv");

/// What a new mapping is to be.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub year: i32,
    /// Municipality numbers and county numbers; none with a copy means the area of what it is copied from.
    pub area: &'a [String],
    pub copy_from: Option<&'a str>,
    /// Planned, or open at once.
    pub status: MappingStatus,
    /// What it says of itself, when that is decided already. An empty definition stands for the usual one.
    pub settings: Option<&'a Settings>,
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
    #[error("there is no county {number} any more: its municipalities are now in {now}")]
    FormerCounty { number: String, now: String },
    #[error(transparent)]
    Task(#[from] TaskError),
}

passes_on!(NewMappingError::Task);

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
                Some(register::load::load(conn, &mapping)?)
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
        let definition = match &origin {
            Some(origin) => mapping::write::definition(conn, origin.mapping.id)?,
            None => (
                Lang::Nb.mapping_definition().to_owned(),
                Lang::Nn.mapping_definition().to_owned(),
            ),
        };
        let new = NewMapping {
            slug: plan.slug,
            name: plan.name.trim(),
            year: plan.year,
            status: plan.status,
            reference_date: day,
            copied_from: origin.as_ref().map(|origin| origin.mapping.id),
            definition_nb: &definition.0,
            definition_nn: &definition.1,
        };
        let id = mapping::write::insert(conn, &new, context.now)?;
        if let Some(settings) = plan.settings {
            let mut settings = settings.clone();
            if settings.definition_nb.is_empty() && settings.definition_nn.is_empty() {
                (settings.definition_nb, settings.definition_nn) = definition;
            }
            mapping::settings::save(conn, id, 1, &settings)?;
        }
        mapping::write::set_area(conn, id, &area)?;
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
                let number = number.clone();
                return Err(match places.counties_after(&number).join(", ") {
                    now if now.is_empty() => NewMappingError::NoCounty(number),
                    now => NewMappingError::FormerCounty { number, now },
                });
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
    mapping::write::insert_sectors(conn, mapping.id, &sectors)?;
    mapping::write::insert_task_fields(conn, mapping.id, &task_fields)?;
    Ok(Made {
        municipalities: 0,
        sectors: sectors.len(),
        task_fields: task_fields.len(),
        regions: 0,
        arrangements: 0,
        questions: 0,
    })
}

/// The embedded lists: a number, and a name in each written form.
fn named(file: &[u8]) -> Result<Vec<Named>, TaskError> {
    let broken = |what: String| TaskError::Internal(format!("an embedded list is broken: {what}"));
    let sheet = Sheet::read(file).map_err(|reason| broken(reason.to_string()))?;
    sheet
        .rows
        .iter()
        .map(|row| match row.cells.as_slice() {
            [nr, nb, nn] => Ok(Named {
                nr: nr.parse().map_err(|_| broken(nr.clone()))?,
                name_nb: nb.clone(),
                name_nn: nn.clone(),
            }),
            _ => Err(broken(row.line.to_string())),
        })
        .collect()
}
