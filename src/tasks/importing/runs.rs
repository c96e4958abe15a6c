//! An import in steps: the file is received and kept sealed, shown row by row, and applied exactly as it was shown.

use chrono::TimeDelta;
use sha2::{Digest as _, Sha256};

pub use super::preview::Preview;
use super::preview::{digest, preview, target, within};
use super::{ImportError, Sheet, What, rows};
use crate::{Context, TaskError};
use base::secret::hex;
use db::DbConn;
use db::imports;
use db::imports::rows::Scope;
use db::imports::runs::{Counts, ImportState, NewRun, Run};
use db::mapping::mappings;
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject};
use domain::places::mapping::{Mapping, MappingStatus};

/// A file that nobody has applied is forgotten after this long.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(1);

/// Where an import goes: into a mapping by its slug, or into what all mappings share.
pub type Place<'a> = Option<&'a str>;

/// What may be imported there by whoever asks.
pub fn kinds(context: &Context, place: Place) -> Vec<What> {
    let may = |action, subject| context.require(action, subject).is_ok();
    let is_admin = may(Action::Administer, Subject::Portal);
    match place {
        None if is_admin => vec![What::Contacts, What::Municipalities, What::Changes, What::History],
        Some(slug) if may(Action::SteerMapping, Subject::Mapping(slug)) => {
            let mut kinds = vec![
                What::Arrangements,
                What::Participants,
                What::Questions,
                What::Contacts,
            ];
            if is_admin {
                kinds.push(What::Municipalities);
            }
            kinds
        }
        _ => Vec::new(),
    }
}

fn require(context: &Context, place: Place, what: What) -> Result<(), TaskError> {
    if kinds(context, place).contains(&what) {
        Ok(())
    } else {
        Err(TaskError::Forbidden)
    }
}

/// The mapping of the place, when it can be written to.
fn open_mapping(conn: &mut DbConn, place: Place) -> Result<Option<Mapping>, TaskError> {
    let Some(slug) = place else { return Ok(None) };
    let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
    if mapping.status == MappingStatus::Closed {
        return Err(TaskError::Closed);
    }
    Ok(Some(mapping))
}

fn purpose(sha256: &str) -> String {
    format!("import:{sha256}")
}

/// Keeps a file that has been read as a table, sealed until somebody decides about it.
pub fn receive(
    conn: &mut DbConn,
    context: &Context,
    place: Place,
    what: What,
    file_name: &str,
    bytes: &[u8],
) -> Result<i64, TaskError> {
    require(context, place, what)?;
    let by = context.actor.as_ref().ok_or(TaskError::Forbidden)?.user;
    let sha256 = hex(&Sha256::digest(bytes));
    let sealed = context.secret.seal(&purpose(&sha256), bytes);
    db::write(conn, |conn| {
        let mapping = open_mapping(conn, place)?;
        imports::runs::drop_old(conn, context.now - LONGEST_WAIT)?;
        let new = NewRun {
            mapping: mapping.map(|mapping| mapping.id),
            what: what.name(),
            file_name,
            sha256: &sha256,
            sealed: &sealed,
            by,
        };
        Ok(imports::runs::receive(conn, &new, context.now)?)
    })
}

/// A run that the person may see, with what it would do while it waits.
pub struct Looked {
    pub run: Run,
    pub what: What,
    pub mapping: Option<Mapping>,
    pub preview: Option<Preview>,
}

pub fn look(conn: &mut DbConn, context: &Context, place: Place, id: i64) -> Result<Looked, TaskError> {
    let (run, what, mapping) = find(conn, context, place, id)?;
    let preview = if run.state == ImportState::Waiting {
        let sheet = sheet(conn, context, &run)?;
        Some(preview(conn, context, what, mapping.as_ref(), &sheet)?.0)
    } else {
        None
    };
    Ok(Looked {
        run,
        what,
        mapping,
        preview,
    })
}

pub(super) fn find(
    conn: &mut DbConn,
    context: &Context,
    place: Place,
    id: i64,
) -> Result<(Run, What, Option<Mapping>), TaskError> {
    let mapping = match place {
        None => None,
        Some(slug) => Some(mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?),
    };
    let run = imports::runs::one(conn, mapping.as_ref().map(|mapping| mapping.id), id)?;
    let run = run.ok_or(TaskError::NotFound)?;
    let what = What::named(&run.what).ok_or(TaskError::NotFound)?;
    require(context, place, what)?;
    if run.state == ImportState::Waiting && run.uploaded_at < context.now - LONGEST_WAIT {
        return Err(TaskError::NotFound);
    }
    Ok((run, what, mapping))
}

fn sheet(conn: &mut DbConn, context: &Context, run: &Run) -> Result<Sheet, TaskError> {
    let sealed = imports::runs::content(conn, run.id)?.ok_or(TaskError::Stale)?;
    let bytes = context
        .secret
        .open(&purpose(&run.sha256), &sealed)
        .ok_or_else(|| TaskError::Internal("a kept file cannot be opened with this secret".to_owned()))?;
    Sheet::read(&bytes).map_err(|reason| TaskError::Internal(reason.to_string()))
}

/// Applies the file as it was shown: `digest` stands for that. When the register has changed since so that it would
/// do something else, nothing is done (`Stale`). Rows that are wrong are left out only when that was chosen.
pub fn apply(
    conn: &mut DbConn,
    context: &Context,
    place: Place,
    id: i64,
    shown: &str,
    leave_out: bool,
) -> Result<Counts, TaskError> {
    let (run, what, _) = find(conn, context, place, id)?;
    let by = context.actor.as_ref().ok_or(TaskError::Forbidden)?.user;
    if run.state != ImportState::Waiting {
        return Err(TaskError::Stale);
    }
    let mapping = open_mapping(conn, place)?;
    let sheet = sheet(conn, context, &run)?;
    let (preview, right) = preview(conn, context, what, mapping.as_ref(), &sheet)?;
    if preview.digest != shown || preview.summary.rows.is_empty() || preview.problems.is_empty() == leave_out
    {
        return Err(TaskError::Stale);
    }
    let within = within(conn, what, mapping.as_ref())?;
    let scope = scope(what, mapping.as_ref());
    let outcome = db::write(conn, |conn| {
        let before = imports::rows::all(conn, scope)?;
        let target = target(what, mapping.as_ref());
        let summary = rows(conn, context, what, target, within.as_ref(), &right)?;
        if digest(&summary, &preview.left_out) != shown {
            return Err(TaskError::Stale.into());
        }
        let counts = Counts {
            new: summary.new,
            changed: summary.changed,
            unchanged: summary.unchanged,
            left_out: preview.left_out.len(),
        };
        if !imports::runs::applied(conn, id, counts, by, context.now)? {
            return Err(TaskError::Stale.into());
        }
        let after = imports::rows::all(conn, scope)?;
        imports::runs::keep_changes(conn, id, &before, &after)?;
        let mut event = Event::new(Happening::RegisterImported, "import", id)
            .with("what", what.name())
            .with("new", counts.new)
            .with("changed", counts.changed);
        if counts.left_out > 0 {
            event = event.with("left_out", counts.left_out);
        }
        event.mapping = mapping.as_ref().map(|mapping| mapping.id);
        context.log(conn, &event)?;
        Ok(counts)
    });
    let outcome = outcome.inspect(|_| db::conn::upkeep::refresh_statistics(conn));
    outcome.map_err(|error| match error {
        ImportError::Task(error) => error,
        // The rows were right a moment ago: the register has changed under them.
        ImportError::Problems(_) => TaskError::Stale,
        error => TaskError::Internal(error.to_string()),
    })
}

pub(super) fn scope(what: What, mapping: Option<&Mapping>) -> Scope {
    match (what, mapping) {
        (What::Contacts, _) => Scope::Contacts,
        (What::History, _) => Scope::History,
        (What::Municipalities, Some(mapping)) => Scope::Area(mapping.id),
        (What::Questions, Some(mapping)) => Scope::Questions(mapping.id),
        (What::Arrangements | What::Participants, Some(mapping)) => Scope::Register(mapping.id),
        _ => Scope::Municipalities,
    }
}

/// The file is forgotten, and nothing has happened.
pub fn drop_file(conn: &mut DbConn, context: &Context, place: Place, id: i64) -> Result<(), TaskError> {
    find(conn, context, place, id)?;
    db::write(conn, |conn| {
        if imports::runs::drop_one(conn, id)? {
            Ok(())
        } else {
            Err(TaskError::Stale)
        }
    })
}
