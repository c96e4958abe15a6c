//! An administrator plans a mapping, changes what it says of itself, and opens it.

use super::mappings::{self as making, Made, NewMappingError, Plan};
use crate::{Context, TaskError};
use db::DbConn;
use db::mapping;
use db::mapping::settings::{Set, Settings};
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject};
use domain::places::mapping::MappingStatus;

pub fn create(conn: &mut DbConn, context: &Context, plan: &Plan) -> Result<Made, NewMappingError> {
    context.require(Action::Administer, Subject::Portal)?;
    making::create(conn, context, plan)
}

/// Changes what stands in the settings, if they are still those of `version`. False when nothing differs.
pub fn change(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    version: i64,
    new: &Settings,
) -> Result<bool, TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        let Set {
            mapping, settings, ..
        } = not_closed(conn, slug)?;
        let fields = settings.differs_in(new);
        if fields.is_empty() {
            return Ok(false);
        }
        if !mapping::settings::save(conn, mapping.id, version, new)? {
            return Err(TaskError::Stale);
        }
        let event = Event::new(Happening::MappingChanged, "mapping", mapping.id.0)
            .in_mapping(mapping.id)
            .with("fields", fields.join(", "));
        context.log(conn, &event)?;
        Ok(true)
    })
}

/// From here on rounds can be sent, and municipalities see the mapping.
pub fn open(conn: &mut DbConn, context: &Context, slug: &str) -> Result<(), TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        let Set { mapping, .. } = not_closed(conn, slug)?;
        if !mapping::settings::open(conn, mapping.id, context.now)? {
            return Err(TaskError::Stale);
        }
        let event = Event::new(Happening::MappingOpened, "mapping", mapping.id.0).in_mapping(mapping.id);
        Ok(context.log(conn, &event)?)
    })
}

pub(crate) fn not_closed(conn: &mut DbConn, slug: &str) -> Result<Set, TaskError> {
    let set = mapping::settings::of(conn, slug)?.ok_or(TaskError::NotFound)?;
    if set.mapping.status == MappingStatus::Closed {
        return Err(TaskError::Closed);
    }
    Ok(set)
}
