//! Writes arrangements and who takes part in them, and keeps what is derived from that: participant count, level,
//! keys to sort and search by.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::inserted::{ChangeRow, FactsRow, NewRow, ParticipantRow, task_rows};
use super::rows::DetailRow;
use crate::DbConn;
use crate::conn::connection::on_either;
use crate::mapping::mappings;
use crate::schema::{
    arrangement, arrangement_change, arrangement_detail, arrangement_origin, arrangement_task_field,
    participant,
};
use domain::people::access::UserId;
use domain::places::mapping::MappingId;
use domain::register::arrangement::ArrangementId;
use domain::register::whole::{Arrangement, Facts, Party, municipalities};

/// Rows in one statement: 20 columns of 500 rows stay well under the 32 766 values that SQLite takes.
pub(crate) const AT_ONCE: usize = 500;

/// Inserts rows of one table, many at a time, on either database.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {
        for rows in $rows.chunks(AT_ONCE) {
            on_either!(&mut *$conn, c => diesel::insert_into($table).values(rows).execute(c))?;
        }
    };
}
pub(crate) use insert_all;

/// An arrangement that is new to its mapping.
#[derive(Debug, Clone)]
pub struct Entry {
    pub number: i32,
    pub facts: Facts,
    pub participants: Vec<Party>,
}

/// One field that changed, as «changed since» shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: &'static str,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Where a change came from.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    pub code: &'static str,
    pub by: Option<UserId>,
    pub at: NaiveDateTime,
}

/// Their keys, in the order of `entries`.
pub fn insert(
    conn: &mut DbConn,
    mapping: MappingId,
    entries: &[Entry],
    now: NaiveDateTime,
) -> QueryResult<Vec<ArrangementId>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<NewRow> = entries
        .iter()
        .map(|entry| NewRow {
            mapping_id: mapping.0,
            number: entry.number,
            facts: FactsRow::of(&entry.facts, &entry.participants, now),
        })
        .collect();
    insert_all!(conn, arrangement::table, rows);
    let ids: std::collections::HashMap<i32, i64> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .select((arrangement::number, arrangement::id))
        .load(conn)?
        .into_iter()
        .collect();
    let id_of = |entry: &Entry| {
        ids.get(&entry.number)
            .copied()
            .ok_or(diesel::result::Error::NotFound)
    };
    let (mut details, mut tasks, mut parties, mut keys) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        let id = id_of(entry)?;
        keys.push(ArrangementId(id));
        details.extend(DetailRow::of(id, &entry.facts));
        tasks.extend(task_rows(id, &entry.facts));
        parties.extend(
            entry
                .participants
                .iter()
                .map(|party| ParticipantRow::of(id, party)),
        );
    }
    insert_all!(conn, arrangement_detail::table, details);
    insert_all!(conn, arrangement_task_field::table, tasks);
    insert_all!(conn, participant::table, parties);
    mappings::register_changed(conn, mapping)?;
    Ok(keys)
}

/// Notes that each arrangement was copied from one of another mapping.
pub fn insert_origins(conn: &mut DbConn, copies: &[(ArrangementId, ArrangementId)]) -> QueryResult<()> {
    let rows: Vec<_> = copies
        .iter()
        .map(|(copy, origin)| {
            (
                arrangement_origin::arrangement_id.eq(copy.0),
                arrangement_origin::origin_id.eq(origin.0),
                arrangement_origin::kind.eq("copied"),
            )
        })
        .collect();
    insert_all!(conn, arrangement_origin::table, rows);
    Ok(())
}

/// Replaces what is said of an arrangement; who takes part stays.
pub fn update_facts(
    conn: &mut DbConn,
    mapping: MappingId,
    before: &Arrangement,
    facts: &Facts,
    changes: &[Change],
    source: Source,
) -> QueryResult<()> {
    let id = before.id.0;
    diesel::update(arrangement::table.find(id))
        .set((
            FactsRow::of(facts, &before.participants, source.at),
            arrangement::version.eq(arrangement::version + 1),
        ))
        .execute(conn)?;
    diesel::delete(arrangement_detail::table.find(id)).execute(conn)?;
    let details: Vec<DetailRow> = DetailRow::of(id, facts).into_iter().collect();
    insert_all!(conn, arrangement_detail::table, details);
    if before.facts.task_fields != facts.task_fields {
        diesel::delete(arrangement_task_field::table.filter(arrangement_task_field::arrangement_id.eq(id)))
            .execute(conn)?;
        let tasks: Vec<_> = task_rows(id, facts).collect();
        insert_all!(conn, arrangement_task_field::table, tasks);
    }
    insert_changes(conn, before, changes, source)?;
    mappings::register_changed(conn, mapping)
}

/// Replaces who takes part; count and level follow.
pub fn update_participants(
    conn: &mut DbConn,
    mapping: MappingId,
    before: &Arrangement,
    participants: &[Party],
    changes: &[Change],
    source: Source,
) -> QueryResult<()> {
    let id = before.id.0;
    diesel::delete(participant::table.filter(participant::arrangement_id.eq(id))).execute(conn)?;
    let rows: Vec<ParticipantRow> = participants
        .iter()
        .map(|party| ParticipantRow::of(id, party))
        .collect();
    insert_all!(conn, participant::table, rows);
    diesel::update(arrangement::table.find(id))
        .set((
            arrangement::participant_count.eq(municipalities(participants).count() as i32),
            arrangement::level.eq(before.facts.level(participants).code()),
            arrangement::changed_at.eq(source.at),
            arrangement::version.eq(arrangement::version + 1),
        ))
        .execute(conn)?;
    insert_changes(conn, before, changes, source)?;
    mappings::register_changed(conn, mapping)
}

fn insert_changes(
    conn: &mut DbConn,
    before: &Arrangement,
    changes: &[Change],
    source: Source,
) -> QueryResult<()> {
    let rows: Vec<ChangeRow> = changes
        .iter()
        .map(|change| ChangeRow {
            arrangement_id: before.id.0,
            arrangement_version: before.version + 1,
            field: change.field,
            from_value: change.from.as_deref(),
            to_value: change.to.as_deref(),
            source: source.code,
            changed_at: source.at,
            changed_by: source.by.map(|user| user.0),
        })
        .collect();
    insert_all!(conn, arrangement_change::table, rows);
    Ok(())
}
