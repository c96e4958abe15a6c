//! The demo: Trøndelag 2020 as it was mapped, and the mapping of 2026 copied from it, with accounts to try it by.

mod accounts;
mod desk;
mod hearing;
mod national;
mod national_kinds;

use chrono::NaiveDateTime;

use db::DbConn;
use db::conn::settings;
use db::mapping::{self, mappings};
use domain::event::{Event, Happening};
use domain::places::mapping::MappingStatus;
use tasks::importing::{self, ImportError, Sheet, What};
use tasks::mapping::mappings::{NewMappingError, Plan, create};
use tasks::{Context, TaskError};

pub use accounts::{PASSWORD, account_of, staff};

pub const CLOSED: &str = "trondelag-2020";
pub const OPEN: &str = "trondelag-2026";
pub const NATIONAL: &str = "norge-2026";

/// Who made a database, and the value that says demo did: only such a one is ever served as a demo, or emptied.
const MADE_BY: &str = "made_by";
const DEMO: &str = "demo";

/// Raised when what the demo holds has changed in a way that an older database does not follow.
const EDITION: &str = "3";
const EDITION_OF: &str = "demo_edition";

const MUNICIPALITIES: &[u8] = include_bytes!("municipalities.csv");
const ARRANGEMENTS: &[u8] = include_bytes!("arrangements.csv");
const PARTICIPANTS: &[u8] = include_bytes!("participants.csv");
const QUESTIONS: &[u8] = include_bytes!("questions.csv");
const HISTORY: &[u8] = include_bytes!("history_counts.csv");
const HISTORY_BY_MUNICIPALITY: &[u8] = include_bytes!("history_municipality_counts.csv");

pub fn is_demo(conn: &mut DbConn) -> db::QueryResult<bool> {
    Ok(settings::get(conn, MADE_BY)?.as_deref() == Some(DEMO))
}

/// Whether the demo in this database is the one that this program makes.
pub fn is_current(conn: &mut DbConn) -> db::QueryResult<bool> {
    Ok(settings::get(conn, EDITION_OF)?.as_deref() == Some(EDITION))
}

/// Makes a new database the demo's own, before there is anything in it.
pub fn claim(conn: &mut DbConn) -> db::QueryResult<()> {
    db::write(conn, |conn| {
        settings::set(conn, MADE_BY, DEMO)?;
        settings::set(conn, EDITION_OF, EDITION)
    })
}

/// Whether there is nothing left to load: one look, so that the second start is at once.
pub fn is_complete(conn: &mut DbConn, national: bool) -> db::QueryResult<bool> {
    let last = if national { NATIONAL } else { OPEN };
    Ok(mappings::by_slug(conn, last)?.is_some())
}

/// Loads what is missing, all or nothing: into an empty database everything, the second time nothing.
pub fn load(
    conn: &mut DbConn,
    context: &Context,
    password_hash: &str,
    national: bool,
) -> Result<(), TaskError> {
    db::write(conn, |conn| {
        if mappings::by_slug(conn, OPEN)?.is_none() {
            trondelag(conn, context)?;
            accounts::for_trondelag(conn, password_hash, context.now)?;
            hearing::round(conn, context)?;
            settings::set(conn, MADE_BY, DEMO)?;
        }
        if national && mappings::by_slug(conn, NATIONAL)?.is_none() {
            national::load(conn, context)?;
            accounts::for_the_country(conn, password_hash, context.now)?;
        }
        Ok(())
    })
}

fn trondelag(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    let area = ["50".to_owned()];
    let plan = Plan {
        slug: CLOSED,
        name: "Trøndelag 2020",
        year: 2020,
        area: &area,
        copy_from: None,
        status: MappingStatus::Open,
        settings: None,
    };
    create(conn, context, &plan).map_err(not_made)?;
    for (what, file) in [
        (What::Municipalities, MUNICIPALITIES),
        (What::Arrangements, ARRANGEMENTS),
        (What::Participants, PARTICIPANTS),
        (What::Questions, QUESTIONS),
    ] {
        import(conn, context, what, Some(CLOSED), file)?;
    }
    for file in [HISTORY, HISTORY_BY_MUNICIPALITY] {
        import(conn, context, What::History, None, file)?;
    }
    close(conn, context, context.now)?;
    let plan = Plan {
        slug: OPEN,
        name: "Trøndelag 2026",
        year: 2026,
        area: &[],
        copy_from: Some(CLOSED),
        status: MappingStatus::Open,
        settings: None,
    };
    create(conn, context, &plan).map_err(not_made)?;
    Ok(())
}

fn close(conn: &mut DbConn, context: &Context, now: NaiveDateTime) -> Result<(), TaskError> {
    let mapping = mappings::by_slug(conn, CLOSED)?.ok_or(TaskError::NotFound)?;
    mapping::write::close(conn, mapping.id, now)?;
    let event = Event::new(Happening::MappingClosed, "mapping", mapping.id.0).in_mapping(mapping.id);
    Ok(context.log(conn, &event)?)
}

fn import(
    conn: &mut DbConn,
    context: &Context,
    what: What,
    mapping: Option<&str>,
    file: &[u8],
) -> Result<(), TaskError> {
    let sheet = Sheet::read(file).map_err(|reason| TaskError::Internal(reason.to_string()))?;
    match importing::import(conn, context, what, mapping, &sheet, true) {
        Ok(_) => Ok(()),
        Err(ImportError::Task(error)) => Err(error),
        Err(ImportError::Problems(problems)) => Err(TaskError::Internal(format!(
            "the embedded {} are wrong: {}",
            what.name(),
            problems
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; ")
        ))),
        Err(error) => Err(TaskError::Internal(error.to_string())),
    }
}

fn not_made(error: NewMappingError) -> TaskError {
    match error {
        NewMappingError::Task(error) => error,
        error => TaskError::Internal(error.to_string()),
    }
}
