//! Undoing an import as a whole: every row becomes what it was, unless something has been built on it since.

use std::collections::BTreeSet;

use serde_json::Value;

use super::runs::{Place, find, scope};
use crate::{Context, TaskError};
use db::imports;
use db::imports::rows::{Scope, rank};
use db::imports::runs::{ImportState, Touched};
use db::mapping::{self, mappings};
use db::{DbConn, Retry};
use domain::event::{Event, Happening};
use domain::places::mapping::{Mapping, MappingStatus};

/// What stands on an import.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Built {
    /// A row is not any more as the import left it.
    Changed(String),
    /// A municipality, and the arrangement that it has answered about.
    Answered(String, String),
    /// The number of a question that has been answered.
    Question(i32),
    /// A municipality that is in a round.
    Heard(String),
    /// Something that only the database knows of leans on a row.
    InUse,
}

#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    #[error("something has been built on the import")]
    BuiltOn(BTreeSet<Built>),
    #[error(transparent)]
    Task(TaskError),
}

impl From<TaskError> for UndoError {
    fn from(error: TaskError) -> Self {
        Self::Task(error)
    }
}

impl From<db::QueryError> for UndoError {
    fn from(error: db::QueryError) -> Self {
        use db::DatabaseErrorKind::{ForeignKeyViolation, UniqueViolation};
        match error {
            db::QueryError::DatabaseError(ForeignKeyViolation | UniqueViolation, _) => {
                Self::BuiltOn(BTreeSet::from([Built::InUse]))
            }
            error => Self::Task(error.into()),
        }
    }
}

impl Retry for UndoError {
    fn lost_the_race(&self) -> bool {
        matches!(self, Self::Task(error) if error.lost_the_race())
    }
}

/// What keeps an import from being undone; nothing when it can be.
pub fn obstacles(
    conn: &mut DbConn,
    context: &Context,
    place: Place,
    id: i64,
) -> Result<BTreeSet<Built>, TaskError> {
    let (_, what, mapping) = find(conn, context, place, id)?;
    let changes = imports::runs::changes(conn, id)?;
    let scope = scope(what, mapping.as_ref());
    Ok(built_on(conn, mapping.as_ref(), scope, &changes)?)
}

pub fn undo(conn: &mut DbConn, context: &Context, place: Place, id: i64) -> Result<usize, UndoError> {
    let by = context.actor.as_ref().ok_or(TaskError::Forbidden)?.user;
    db::write(conn, |conn| {
        let (run, what, mapping) = find(conn, context, place, id)?;
        if run.state != ImportState::Applied {
            return Err(TaskError::Stale.into());
        }
        if mapping
            .as_ref()
            .is_some_and(|mapping| mapping.status == MappingStatus::Closed)
        {
            return Err(TaskError::Closed.into());
        }
        let mut changes = imports::runs::changes(conn, id)?;
        let built = built_on(conn, mapping.as_ref(), scope(what, mapping.as_ref()), &changes)?;
        if !built.is_empty() {
            return Err(UndoError::BuiltOn(built));
        }
        // What leans on others goes first, and comes back last.
        changes.sort_by_key(|touched| rank(&touched.table_name));
        for touched in changes.iter().rev() {
            if let (None, Some(after)) = (&touched.before, &touched.after) {
                imports::rows::take_away(conn, &touched.table_name, after)?;
            }
        }
        for touched in &changes {
            match (&touched.before, &touched.after) {
                (Some(before), Some(_)) => imports::rows::change_back(conn, &touched.table_name, before)?,
                (Some(before), None) => imports::rows::put_back(conn, &touched.table_name, before)?,
                (None, _) => {}
            }
        }
        if !imports::runs::undone(conn, id, by, context.now)? {
            return Err(TaskError::Stale.into());
        }
        if let Some(mapping) = &mapping {
            mapping::regions::remove_unsent(conn, mapping.id, &new_in_area(&changes))?;
            mappings::register_changed(conn, mapping.id)?;
        }
        let mut event = Event::new(Happening::ImportUndone, "import", id).with("what", what.name());
        event.mapping = mapping.map(|mapping| mapping.id);
        context.log(conn, &event)?;
        Ok(changes.len())
    })
}

fn built_on(
    conn: &mut DbConn,
    mapping: Option<&Mapping>,
    scope: Scope,
    changes: &[Touched],
) -> db::QueryResult<BTreeSet<Built>> {
    let mut built = BTreeSet::new();
    let now = imports::rows::all(conn, scope)?;
    for touched in changes {
        let Some(json) = touched.after.as_ref().or(touched.before.as_ref()) else {
            continue;
        };
        let key = (rank(&touched.table_name), touched.row_key.clone());
        if said(now.get(&key)) != said(touched.after.as_ref()) {
            built.insert(Built::Changed(called(json)));
        }
    }
    let of = |table: &str| -> Vec<Value> {
        changes
            .iter()
            .filter(|touched| touched.table_name == table)
            .filter_map(|touched| serde_json::from_str(touched.after.as_ref()?).ok())
            .collect()
    };
    let number = |row: &Value, field: &str| row.get(field).and_then(Value::as_i64);
    let versions: Vec<(i64, i64)> = of("arrangement")
        .iter()
        .filter_map(|row| Some((number(row, "id")?, number(row, "version")?)))
        .collect();
    for (municipality, arrangement) in imports::obstacles::answered_arrangements(conn, &versions)? {
        built.insert(Built::Answered(municipality, arrangement));
    }
    let questions: Vec<i64> = of("question")
        .iter()
        .filter_map(|row| number(row, "id"))
        .collect();
    for nr in imports::obstacles::answered_questions(conn, &questions)? {
        built.insert(Built::Question(nr));
    }
    if let Some(mapping) = mapping {
        let new = new_in_area(changes);
        for name in imports::obstacles::heard(conn, mapping.id, &new)? {
            built.insert(Built::Heard(name));
        }
    }
    Ok(built)
}

/// What a row says, whatever columns have come to its table since it was kept.
fn said(row: Option<&String>) -> Option<Value> {
    let mut row: Value = serde_json::from_str(row?).ok()?;
    row.as_object_mut()?.retain(|_, value| !value.is_null());
    Some(row)
}

/// The municipalities that came into the area.
fn new_in_area(changes: &[Touched]) -> Vec<i64> {
    changes
        .iter()
        .filter(|touched| touched.table_name == "mapping_area" && touched.before.is_none())
        .filter_map(|touched| serde_json::from_str::<Value>(touched.after.as_ref()?).ok())
        .filter_map(|row| row.get("municipality_id")?.as_i64())
        .collect()
}

/// What a person would call the row.
fn called(json: &str) -> String {
    let row: Value = serde_json::from_str(json).unwrap_or_default();
    let text = |field: &str| row.get(field).and_then(Value::as_str).map(str::to_owned);
    [
        "name",
        "email",
        "text_nb",
        "name_nb",
        "municipality",
        "code",
        "old_name",
    ]
    .into_iter()
    .find_map(text)
    .unwrap_or_default()
}
