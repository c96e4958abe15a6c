//! An administrator arranges the lists of a mapping: its sectors and task fields, its questions. What arrangements have
//! or municipalities have answered stays.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::BuildHasher;

use super::planning::not_closed;
use crate::{Context, TaskError, passes_on};
use base::submission;
use db::DbConn;
use db::mapping;
use db::mapping::lists as parts;
use db::mapping::lists::{Entry, List};
use db::mapping::write::{Named, Question};
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject, UserId};
use domain::places::mapping::Mapping;

/// Why a part of a mapping stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// So many arrangements have it.
    InUse(i64),
    /// Another one has the name.
    Taken,
    /// The municipality got its list in this round.
    Sent(i32),
    /// So many have answered it.
    Answered(i64),
    /// Somebody leads the regionråd, or has been asked.
    Led,
    /// Somebody has changed it since it was looked at.
    Changed,
}

#[derive(Debug, thiserror::Error)]
pub enum PartError {
    #[error("it stays as it is: {0:?}")]
    Kept(Kept),
    #[error(transparent)]
    Task(#[from] TaskError),
}

passes_on!(PartError::Task);

pub(crate) fn mapping(conn: &mut DbConn, slug: &str) -> Result<Mapping, TaskError> {
    Ok(not_closed(conn, slug)?.mapping)
}

pub(crate) fn administrator(context: &Context) -> Result<UserId, TaskError> {
    Ok(context.require(Action::Administer, Subject::Portal)?.user)
}

pub(crate) fn log(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    fields: &str,
    act: &str,
) -> db::QueryResult<()> {
    let event = Event::new(Happening::MappingChanged, "mapping", mapping.id.0)
        .in_mapping(mapping.id)
        .with("fields", fields)
        .with("act", act);
    context.log(conn, &event)
}

/// What is to stand in a list, and where in it, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub nb: String,
    pub nn: String,
    pub place: usize,
}

const fn list_name(list: List) -> &'static str {
    match list {
        List::Sectors => "sectors",
        List::TaskFields => "task_fields",
    }
}

/// Adds an entry, or changes the one with this key if it still has these names.
pub fn save_entry(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    list: List,
    before: Option<(i64, &str)>,
    wanted: &Wanted,
) -> Result<(), PartError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        let known = parts::entries(conn, mapping.id, list)?;
        let is_taken = known.iter().any(|entry| {
            Some(entry.id) != before.map(|(id, _)| id)
                && (entry.name_nb == wanted.nb || entry.name_nn == wanted.nn)
        });
        if is_taken {
            return Err(PartError::Kept(Kept::Taken));
        }
        let id = match before {
            None => {
                let nr = known.iter().map(|entry| entry.nr).max().unwrap_or_default() + 1;
                let new = [Named {
                    nr,
                    name_nb: wanted.nb.clone(),
                    name_nn: wanted.nn.clone(),
                }];
                match list {
                    List::Sectors => mapping::write::insert_sectors(conn, mapping.id, &new)?,
                    List::TaskFields => mapping::write::insert_task_fields(conn, mapping.id, &new)?,
                }
                let now = parts::entries(conn, mapping.id, list)?;
                now.last().ok_or(TaskError::NotFound)?.id
            }
            Some((id, seen)) => {
                let entry = known.iter().find(|entry| entry.id == id);
                let entry = entry.ok_or(TaskError::NotFound)?;
                if stamp(entry) != seen {
                    return Err(PartError::Kept(Kept::Changed));
                }
                parts::rename(conn, mapping.id, list, id, &wanted.nb, &wanted.nn)?;
                id
            }
        };
        let mut order: Vec<i64> = known
            .iter()
            .map(|entry| entry.id)
            .filter(|known| *known != id)
            .collect();
        order.insert(wanted.place.saturating_sub(1).min(order.len()), id);
        parts::renumber(conn, mapping.id, list, &order)?;
        let act = if before.is_some() { "changed" } else { "added" };
        Ok(log(conn, context, &mapping, list_name(list), act)?)
    })
}

/// What a form was shown of an entry. Parts have no version of their own: they are changed once or twice in a mapping's
/// life, and what stands in them says it as well.
pub fn stamp(entry: &Entry) -> String {
    in_short(entry.id, &(entry.nr, &entry.name_nb, &entry.name_nn))
}

pub fn question_stamp(ids: &HashMap<i32, i64, impl BuildHasher>, question: &Question) -> String {
    in_short(ids.get(&question.nr).copied().unwrap_or_default(), question)
}

pub(crate) fn in_short(id: i64, shown: &impl Debug) -> String {
    format!("{id}.{}", &submission::sha256(&format!("{shown:?}"))[..16])
}

/// Whether two stamps are of one part: another may have taken its number.
pub fn is_same_part(one: &str, other: &str) -> bool {
    let id = |stamp: &str| stamp.split_once('.').map(|(id, _)| id.to_owned());
    id(one) == id(other)
}

/// Only what no arrangement has.
pub fn remove_entry(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    list: List,
    id: i64,
) -> Result<(), PartError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        let known = parts::entries(conn, mapping.id, list)?;
        let entry = known.iter().find(|entry| entry.id == id);
        let entry = entry.ok_or(TaskError::NotFound)?;
        if entry.uses > 0 {
            return Err(PartError::Kept(Kept::InUse(entry.uses)));
        }
        parts::delete(conn, mapping.id, list, id)?;
        let order: Vec<i64> = known
            .iter()
            .map(|entry| entry.id)
            .filter(|known| *known != id)
            .collect();
        parts::renumber(conn, mapping.id, list, &order)?;
        Ok(log(conn, context, &mapping, list_name(list), "removed")?)
    })
}

/// Adds a question, or changes the one with this number, which nobody may have answered and which is as it was seen;
/// and where it stands.
pub fn save_question(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    before: Option<(i32, &str)>,
    new: &Question,
) -> Result<(), PartError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        let stored = mapping::write::questions(conn, mapping.id)?;
        if let Some((nr, seen)) = before {
            let question = stored.iter().find(|question| question.nr == nr);
            let ids = parts::question_ids(conn, mapping.id)?;
            if question_stamp(&ids, question.ok_or(TaskError::NotFound)?) != seen {
                return Err(PartError::Kept(Kept::Changed));
            }
        }
        let nr = before.map(|(nr, _)| nr);
        let known: Vec<i32> = stored.iter().map(|question| question.nr).collect();
        unanswered(conn, &mapping, nr)?;
        let own = nr.unwrap_or_else(|| known.iter().max().copied().unwrap_or_default() + 1);
        let stored = Question {
            nr: own,
            ..new.clone()
        };
        mapping::write::save_question(conn, mapping.id, &stored)?;
        let mut order: Vec<i32> = known.into_iter().filter(|known| *known != own).collect();
        let place = usize::try_from(new.nr).unwrap_or_default();
        order.insert(place.saturating_sub(1).min(order.len()), own);
        parts::reorder_questions(conn, mapping.id, &order)?;
        let act = if nr.is_some() { "changed" } else { "added" };
        Ok(log(conn, context, &mapping, "questions", act)?)
    })
}

fn unanswered(conn: &mut DbConn, mapping: &Mapping, nr: Option<i32>) -> Result<(), PartError> {
    let answered = parts::answers(conn, mapping.id)?;
    match nr.and_then(|nr| answered.get(&nr)) {
        Some(count) => Err(PartError::Kept(Kept::Answered(*count))),
        None => Ok(()),
    }
}

pub fn remove_question(conn: &mut DbConn, context: &Context, slug: &str, nr: i32) -> Result<(), PartError> {
    administrator(context)?;
    db::write(conn, |conn| {
        let mapping = mapping(conn, slug)?;
        if !mapping::write::questions(conn, mapping.id)?
            .iter()
            .any(|question| question.nr == nr)
        {
            return Err(TaskError::NotFound.into());
        }
        unanswered(conn, &mapping, Some(nr))?;
        parts::delete_question(conn, mapping.id, nr)?;
        let order: Vec<i32> = mapping::write::questions(conn, mapping.id)?
            .iter()
            .map(|question| question.nr)
            .collect();
        parts::reorder_questions(conn, mapping.id, &order)?;
        Ok(log(conn, context, &mapping, "questions", "removed")?)
    })
}
