//! One arrangement with everything that is known of it: facts, participants, changes, other editions.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::rows::{ArrangementRow, DetailRow, PartyRow, parties};
use crate::DbConn;
use crate::schema::{
    arrangement, arrangement_change, arrangement_detail, arrangement_task_field, mapping, participant,
    user_account,
};
use domain::places::mapping::MappingId;
use domain::register::arrangement::TaskFieldId;
use domain::register::listing::{Change, Edition, Line};
use domain::register::whole::Arrangement;

/// What an arrangement's own page tells.
#[derive(Debug, Clone)]
pub struct One {
    pub arrangement: Arrangement,
    pub line: Line,
    /// It was merged into this one, by number: out of every list, but its address still answers.
    pub merged_into: Option<i32>,
    /// The newest first.
    pub changes: Vec<Change>,
    /// The same arrangement in other mappings, the newest first.
    pub editions: Vec<Edition>,
}

/// The arrangement that the mapping knows by this number.
pub fn one(conn: &mut DbConn, mapping: MappingId, number: i32) -> QueryResult<Option<One>> {
    let Some(mut one) = with_editions(conn, mapping, number)? else {
        return Ok(None);
    };
    let id = one.arrangement.id.0;
    let mut parties = parties(
        participant::table
            .filter(participant::arrangement_id.eq(id))
            .select(PartyRow::as_select())
            .load(conn)?,
    )?;
    let task_fields: Vec<i64> = arrangement_task_field::table
        .filter(arrangement_task_field::arrangement_id.eq(id))
        .select(arrangement_task_field::task_field_id)
        .load(conn)?;
    one.arrangement.participants = parties.remove(&id).unwrap_or_default();
    one.arrangement.facts.task_fields = task_fields.into_iter().map(TaskFieldId).collect();
    one.changes = changes(conn, id)?;
    Ok(Some(one))
}

/// Found through its lineage, so that the other editions come with the same statement.
fn with_editions(conn: &mut DbConn, mapping: MappingId, number: i32) -> QueryResult<Option<One>> {
    type Row = (
        ArrangementRow,
        Option<DetailRow>,
        Option<i32>,
        (i64, String, String, i32),
    );
    let (this, merged) = diesel::alias!(arrangement as this, arrangement as merged);
    let lineage = this
        .filter(this.field(arrangement::mapping_id).eq(mapping.0))
        .filter(this.field(arrangement::number).eq(number))
        .select(this.field(arrangement::lineage));
    let into = merged
        .field(arrangement::id)
        .nullable()
        .eq(arrangement::merged_into_id);
    let rows: Vec<Row> = arrangement::table
        .inner_join(mapping::table)
        .left_join(arrangement_detail::table)
        .left_join(merged.on(into))
        .filter(arrangement::lineage.eq_any(lineage))
        .select((
            ArrangementRow::as_select(),
            Option::<DetailRow>::as_select(),
            merged.field(arrangement::number).nullable(),
            (mapping::id, mapping::slug, mapping::name, mapping::year),
        ))
        .load(conn)?;
    let mut found = None;
    let mut editions = Vec::new();
    for (row, detail, merged_into, (id, slug, name, year)) in rows {
        let line = row.line()?;
        if id == mapping.0 {
            found = Some((row.whole(detail, Vec::new(), Vec::new())?, line, merged_into));
        } else {
            editions.push(Edition {
                slug,
                mapping: name,
                year,
                line,
            });
        }
    }
    editions.sort_by(|a, b| (b.year, &a.slug).cmp(&(a.year, &b.slug)));
    Ok(found.map(|(arrangement, line, merged_into)| One {
        arrangement,
        line,
        merged_into,
        changes: Vec::new(),
        editions,
    }))
}

fn changes(conn: &mut DbConn, arrangement: i64) -> QueryResult<Vec<Change>> {
    type Row = (
        String,
        Option<String>,
        Option<String>,
        String,
        NaiveDateTime,
        Option<String>,
    );
    let rows: Vec<Row> = arrangement_change::table
        .left_join(user_account::table)
        .filter(arrangement_change::arrangement_id.eq(arrangement))
        .select((
            arrangement_change::field,
            arrangement_change::from_value,
            arrangement_change::to_value,
            arrangement_change::source,
            arrangement_change::changed_at,
            user_account::name.nullable(),
        ))
        .order((
            arrangement_change::arrangement_version.desc(),
            arrangement_change::id.desc(),
        ))
        .load(conn)?;
    let changes = rows.into_iter().map(|(field, from, to, source, at, by)| Change {
        field,
        from,
        to,
        source,
        at,
        by,
    });
    Ok(changes.collect())
}
