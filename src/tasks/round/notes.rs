//! Coordinators note what they heard of a municipality; the writer of a note may mend it.

use crate::{Context, TaskError};
use db::DbConn;
use db::mapping::mappings;
use db::round::notes;
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject};
use domain::places::mapping::Mapping;
use domain::places::municipality::MunicipalityId;

pub fn add(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: &str,
    text: &str,
) -> Result<(), TaskError> {
    let user = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let (mapping, municipality) = place(conn, slug, number)?;
        let id = notes::add(conn, mapping.id, municipality, text, user, context.now)?;
        let event = Event::new(Happening::NoteWritten, "note", id)
            .in_mapping(mapping.id)
            .about_municipality(municipality);
        Ok(context.log(conn, &event)?)
    })
}

/// Only by its writer.
pub fn change(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: &str,
    (id, version): (i64, i64),
    text: &str,
) -> Result<(), TaskError> {
    let user = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let (mapping, municipality) = place(conn, slug, number)?;
        let note = notes::one(conn, mapping.id, municipality, id)?.ok_or(TaskError::NotFound)?;
        if !note.is_by(user) {
            return Err(TaskError::Forbidden);
        }
        if note.text == text {
            return Ok(());
        }
        if !notes::change(conn, id, version, text, context.now)? {
            return Err(TaskError::Stale);
        }
        let event = Event::new(Happening::NoteWritten, "note", id)
            .in_mapping(mapping.id)
            .about_municipality(municipality)
            .with("act", "changed");
        Ok(context.log(conn, &event)?)
    })
}

fn place(conn: &mut DbConn, slug: &str, number: &str) -> Result<(Mapping, MunicipalityId), TaskError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
    let directory = db::directory(conn, &mapping)?;
    let entry = directory
        .by_number(number)
        .filter(|entry| entry.in_area)
        .ok_or(TaskError::NotFound)?;
    Ok((mapping, entry.municipality.id))
}
