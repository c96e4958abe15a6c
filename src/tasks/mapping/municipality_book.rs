//! What administrators keep of a municipality: its written form and whom to write to. What was, stays on record.

use crate::{Context, TaskError};
use base::clock;
use db::DbConn;
use db::places::contacts::{Contact, NewContact};
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject};
use domain::places::municipality::{MunicipalityId, WrittenForm};

fn require(context: &Context) -> Result<(), TaskError> {
    context.require(Action::Administer, Subject::Portal).map(drop)
}

/// Which written form letters to the municipality have, if it is still `from`.
pub fn decide_written_form(
    conn: &mut DbConn,
    context: &Context,
    municipality: MunicipalityId,
    from: WrittenForm,
    to: WrittenForm,
) -> Result<(), TaskError> {
    require(context)?;
    db::write(conn, |conn| {
        if !db::places::book::set_written_form(conn, municipality.0, from, to)? {
            return Err(TaskError::Stale);
        }
        if from == to {
            return Ok(());
        }
        let event = Event::new(Happening::MunicipalityChanged, "municipality", municipality.0)
            .about_municipality(municipality)
            .with("fields", "written_form")
            .with("from", from.code())
            .with("to", to.code());
        context.log(conn, &event).map_err(Into::into)
    })
}

pub fn add_contact(
    conn: &mut DbConn,
    context: &Context,
    municipality: MunicipalityId,
    new: &NewContact,
) -> Result<(), TaskError> {
    require(context)?;
    db::write(conn, |conn| {
        let id = db::places::contacts::add(conn, municipality.0, new, clock::today(context.now))?;
        let event = told(municipality, id, "added", new.is_postmottak);
        context.log(conn, &event).map_err(Into::into)
    })
}

/// Ends the contact as it was and adds it as it is now, so that what was known when stays on record.
/// False when nothing differs.
pub fn change_contact(
    conn: &mut DbConn,
    context: &Context,
    municipality: MunicipalityId,
    contact: i64,
    version: i64,
    new: &NewContact,
) -> Result<bool, TaskError> {
    require(context)?;
    db::write(conn, |conn| {
        let before = in_force(conn, municipality, contact)?;
        let fields = before.differs_in(new);
        if fields.is_empty() {
            return Ok(false);
        }
        let today = clock::today(context.now);
        if !db::places::contacts::end(conn, contact, version, today)? {
            return Err(TaskError::Stale);
        }
        let id = db::places::contacts::add(conn, municipality.0, new, today)?;
        let event = told(municipality, id, "changed", new.is_postmottak)
            .with("fields", fields.join(", "))
            .with("before", contact);
        context.log(conn, &event)?;
        Ok(true)
    })
}

pub fn end_contact(
    conn: &mut DbConn,
    context: &Context,
    municipality: MunicipalityId,
    contact: i64,
    version: i64,
) -> Result<(), TaskError> {
    require(context)?;
    db::write(conn, |conn| {
        let before = in_force(conn, municipality, contact)?;
        if !db::places::contacts::end(conn, contact, version, clock::today(context.now))? {
            return Err(TaskError::Stale);
        }
        let event = told(municipality, contact, "ended", before.is_postmottak);
        context.log(conn, &event).map_err(Into::into)
    })
}

/// One that was ended meanwhile is stale, not missing.
fn in_force(conn: &mut DbConn, municipality: MunicipalityId, contact: i64) -> Result<Contact, TaskError> {
    let found = db::places::contacts::one(conn, municipality.0, contact)?.ok_or(TaskError::NotFound)?;
    Some(found).filter(Contact::in_force).ok_or(TaskError::Stale)
}

fn told(municipality: MunicipalityId, contact: i64, act: &str, is_postmottak: bool) -> Event {
    Event::new(Happening::ContactChanged, "contact", contact)
        .about_municipality(municipality)
        .with("act", act)
        .with("kind", if is_postmottak { "mailroom" } else { "chief" })
}
