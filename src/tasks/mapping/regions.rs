//! An administrator says who is in a mapping: the municipalities of its area, its regions, and who leads the regionråd.

use std::collections::HashSet;

use super::lists::{Kept, PartError, administrator, in_short, log, mapping};
use crate::accounts::invite::{create, grant_role};
use crate::{Context, TaskError};
use base::clock;
use db::mapping::regions as parts;
use db::people::accounts::NewGrant;
use db::{DbConn, places, register};
use domain::event::{Event, Happening};
use domain::places::mapping::Mapping;
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::register::whole::Region;

/// Municipalities and whole counties come into the area; where a round is not closed they get a draft hearing in it.
/// How many came.
pub fn add_to_area(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    numbers: &[String],
) -> Result<usize, TaskError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        let day = mapping
            .reference_date
            .unwrap_or_else(|| clock::today(context.now));
        let known = places::as_they_were::on(conn, day, mapping.year)?;
        let directory = db::directory(conn, &mapping)?;
        let area: HashSet<MunicipalityId> = directory.area().map(|entry| entry.municipality.id).collect();
        let round = parts::current_round(conn, mapping.id)?;
        let mut came: Vec<MunicipalityId> = known
            .values()
            .filter(|place| {
                numbers
                    .iter()
                    .any(|number| *number == place.number || *number == place.county_number)
            })
            .map(|place| place.id)
            .filter(|id| !area.contains(id))
            .collect();
        came.sort_unstable();
        for id in &came {
            parts::add_to_area(conn, mapping.id, *id)?;
            if let Some((round, _)) = round {
                parts::add_hearing(conn, round, *id)?;
            }
            let event = Event::new(Happening::MappingChanged, "mapping", mapping.id.0)
                .in_mapping(mapping.id)
                .about_municipality(*id)
                .with("fields", "area")
                .with("act", "added");
            context.log(conn, &event)?;
        }
        Ok(came.len())
    })
}

pub fn remove_from_area(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    id: MunicipalityId,
) -> Result<(), PartError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        if let Some(number) = parts::weight(conn, mapping.id, id)?.sent_in {
            return Err(PartError::Kept(Kept::Sent(number)));
        }
        parts::remove_from_area(conn, mapping.id, id)?;
        let event = Event::new(Happening::MappingChanged, "mapping", mapping.id.0)
            .in_mapping(mapping.id)
            .about_municipality(id)
            .with("fields", "area")
            .with("act", "removed");
        Ok(context.log(conn, &event)?)
    })
}

/// What a form was shown of a region.
pub fn stamp(region: &Region) -> String {
    let mut members = region.members.clone();
    members.sort_unstable();
    in_short(region.id.0, &(&region.name, members))
}

/// Makes a region, or gives the one with this number, if it is as it was seen, its name and members. Its number.
pub fn save_region(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    before: Option<(i32, &str)>,
    name: &str,
    members: &[MunicipalityId],
) -> Result<i32, PartError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        let regions = register::load::load(conn, &mapping)?.regions;
        let nr = before.map(|(nr, _)| nr);
        if regions
            .iter()
            .any(|region| Some(region.nr) != nr && region.name == name)
        {
            return Err(PartError::Kept(Kept::Taken));
        }
        let (id, nr, act) = match before {
            None => {
                let nr = regions.iter().map(|region| region.nr).max().unwrap_or_default() + 1;
                let id = db::mapping::write::insert_region(conn, mapping.id, nr, name)?;
                if let Some((round, _)) = parts::current_round(conn, mapping.id)? {
                    parts::add_inquiry(conn, round, id)?;
                }
                (id, nr, "added")
            }
            Some((nr, seen)) => {
                let known = regions.iter().find(|region| region.nr == nr);
                let known = known.ok_or(TaskError::NotFound)?;
                if stamp(known) != seen {
                    return Err(PartError::Kept(Kept::Changed));
                }
                parts::rename_region(conn, mapping.id, known.id, name)?;
                (known.id, nr, "changed")
            }
        };
        db::mapping::write::set_members(conn, mapping.id, id, members)?;
        log(conn, context, &mapping, "regions", act)?;
        Ok(nr)
    })
}

fn region(conn: &mut DbConn, mapping: &Mapping, nr: i32) -> Result<RegionId, TaskError> {
    let regions = register::load::load(conn, mapping)?.regions;
    let found = regions.iter().find(|region| region.nr == nr);
    Ok(found.ok_or(TaskError::NotFound)?.id)
}

pub fn remove_region(conn: &mut DbConn, context: &Context, slug: &str, nr: i32) -> Result<(), PartError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        let id = region(conn, &mapping, nr)?;
        if parts::region_is_used(conn, id)? {
            return Err(PartError::Kept(Kept::Led));
        }
        parts::delete_region(conn, mapping.id, id)?;
        Ok(log(conn, context, &mapping, "regions", "removed")?)
    })
}

/// Names the leader of a regionråd. No letter goes out: the one with the questions brings the link that activates the
/// account. False when the person leads it already.
pub fn add_leader(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    nr: i32,
    name: &str,
    email: &str,
) -> Result<bool, TaskError> {
    let by = administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        let id = region(conn, &mapping, nr)?;
        let known = db::people::accounts::by_email(conn, email)?;
        let user = match &known {
            Some(account) => account.user(),
            None => create(conn, context, email, name)?,
        };
        grant_role(conn, context, user, &NewGrant::for_region(id), Some(by))
    })
}
