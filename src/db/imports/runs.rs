//! Imports in the browser: the file that waits, what was applied, and what each import changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::rows::Rows;
use crate::conn::connection::on_either;
use crate::imports;
use crate::register::write::{AT_ONCE, insert_all};
use crate::schema::{import_change, import_run, user_account};
use crate::{DbConn, bad_code};
use domain::coded;
use domain::people::access::UserId;
use domain::places::mapping::MappingId;

coded!(ImportState { Waiting = "waiting", Applied = "applied", Dropped = "dropped", Undone = "undone" });

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: i64,
    pub mapping: Option<MappingId>,
    pub what: String,
    pub file_name: String,
    pub sha256: String,
    pub state: ImportState,
    pub uploaded_at: NaiveDateTime,
    pub uploaded_by: UserId,
    pub counts: Counts,
    pub applied_at: Option<NaiveDateTime>,
    pub undone_at: Option<NaiveDateTime>,
    /// Who applied it, or uploaded it.
    pub by: String,
}

/// Rows of the file, by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub left_out: usize,
}

pub struct NewRun<'a> {
    pub mapping: Option<MappingId>,
    pub what: &'a str,
    pub file_name: &'a str,
    pub sha256: &'a str,
    pub sealed: &'a [u8],
    pub by: UserId,
}

pub fn receive(conn: &mut DbConn, new: &NewRun, now: NaiveDateTime) -> QueryResult<i64> {
    diesel::insert_into(import_run::table)
        .values((
            import_run::mapping_id.eq(new.mapping.map(|id| id.0)),
            import_run::what.eq(new.what),
            import_run::file_name.eq(new.file_name),
            import_run::sha256.eq(new.sha256),
            import_run::content.eq(Some(new.sealed)),
            import_run::uploaded_at.eq(now),
            import_run::uploaded_by.eq(new.by.0),
        ))
        .returning(import_run::id)
        .get_result(conn)
}

/// Those of a mapping, or of the portal itself, each with whoever uploaded it.
macro_rules! runs_of {
    ($of:ident) => {{
        let query = import_run::table
            .inner_join(user_account::table.on(user_account::id.eq(import_run::uploaded_by)))
            .into_boxed();
        match $of {
            Some(MappingId(id)) => query.filter(import_run::mapping_id.eq(id)),
            None => query.filter(import_run::mapping_id.is_null()),
        }
    }};
}

/// Of a mapping, or of the portal itself; the newest first, those that were dropped left out.
pub fn list(conn: &mut DbConn, of: Option<MappingId>) -> QueryResult<Vec<Run>> {
    let rows: Vec<(RunRow, String)> = runs_of!(of)
        .filter(import_run::state.ne(ImportState::Dropped.code()))
        .order(import_run::id.desc())
        .limit(100)
        .select((RunRow::as_select(), user_account::name))
        .load(conn)?;
    rows.into_iter().map(|(row, by)| row.into_run(by)).collect()
}

pub fn one(conn: &mut DbConn, of: Option<MappingId>, id: i64) -> QueryResult<Option<Run>> {
    let row: Option<(RunRow, String)> = runs_of!(of)
        .filter(import_run::id.eq(id))
        .select((RunRow::as_select(), user_account::name))
        .first(conn)
        .optional()?;
    row.map(|(row, by)| row.into_run(by)).transpose()
}

/// The sealed file, while it waits.
pub fn content(conn: &mut DbConn, id: i64) -> QueryResult<Option<Vec<u8>>> {
    import_run::table.find(id).select(import_run::content).first(conn)
}

pub fn applied(
    conn: &mut DbConn,
    id: i64,
    counts: Counts,
    by: UserId,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    diesel::update(import_run::table.find(id))
        .filter(import_run::state.eq(ImportState::Waiting.code()))
        .set((
            import_run::state.eq(ImportState::Applied.code()),
            import_run::content.eq(None::<Vec<u8>>),
            import_run::new_rows.eq(counts.new as i32),
            import_run::changed_rows.eq(counts.changed as i32),
            import_run::unchanged_rows.eq(counts.unchanged as i32),
            import_run::left_out_rows.eq(counts.left_out as i32),
            import_run::applied_at.eq(now),
            import_run::applied_by.eq(by.0),
        ))
        .execute(conn)
        .map(|applied| applied == 1)
}

pub fn drop_one(conn: &mut DbConn, id: i64) -> QueryResult<bool> {
    diesel::update(import_run::table.find(id))
        .filter(import_run::state.eq(ImportState::Waiting.code()))
        .set((
            import_run::state.eq(ImportState::Dropped.code()),
            import_run::content.eq(None::<Vec<u8>>),
        ))
        .execute(conn)
        .map(|dropped| dropped == 1)
}

/// Files that have waited longer than until `before` are forgotten.
pub fn drop_old(conn: &mut DbConn, before: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(import_run::table)
        .filter(import_run::state.eq(ImportState::Waiting.code()))
        .filter(import_run::uploaded_at.lt(before))
        .set((
            import_run::state.eq(ImportState::Dropped.code()),
            import_run::content.eq(None::<Vec<u8>>),
        ))
        .execute(conn)
}

pub fn undone(conn: &mut DbConn, id: i64, by: UserId, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(import_run::table.find(id))
        .filter(import_run::state.eq(ImportState::Applied.code()))
        .set((
            import_run::state.eq(ImportState::Undone.code()),
            import_run::undone_at.eq(now),
            import_run::undone_by.eq(by.0),
        ))
        .execute(conn)
        .map(|undone| undone == 1)
}

/// One row that an import touched.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_change, treat_none_as_default_value = false)]
pub struct Touched {
    pub import_id: i64,
    pub table_name: String,
    pub row_key: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Keeps in what the rows after an import differ from those before it.
pub fn keep_changes(conn: &mut DbConn, id: i64, before: &Rows, after: &Rows) -> QueryResult<()> {
    let touched = |(rank, key): &(usize, String)| {
        let (was, is) = (
            before.get(&(*rank, key.clone())),
            after.get(&(*rank, key.clone())),
        );
        (was != is).then(|| Touched {
            import_id: id,
            table_name: imports::rows::name(*rank).to_owned(),
            row_key: key.clone(),
            before: was.cloned(),
            after: is.cloned(),
        })
    };
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let rows: Vec<Touched> = after.keys().chain(gone).filter_map(touched).collect();
    insert_all!(conn, import_change::table, rows);
    Ok(())
}

pub fn changes(conn: &mut DbConn, id: i64) -> QueryResult<Vec<Touched>> {
    import_change::table
        .filter(import_change::import_id.eq(id))
        .order(import_change::id)
        .select(Touched::as_select())
        .load(conn)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = import_run)]
struct RunRow {
    id: i64,
    mapping_id: Option<i64>,
    what: String,
    file_name: String,
    sha256: String,
    state: String,
    uploaded_at: NaiveDateTime,
    uploaded_by: i64,
    new_rows: i32,
    changed_rows: i32,
    unchanged_rows: i32,
    left_out_rows: i32,
    applied_at: Option<NaiveDateTime>,
    undone_at: Option<NaiveDateTime>,
}

impl RunRow {
    fn into_run(self, by: String) -> QueryResult<Run> {
        let count = |rows: i32| usize::try_from(rows).unwrap_or_default();
        Ok(Run {
            id: self.id,
            mapping: self.mapping_id.map(MappingId),
            what: self.what,
            file_name: self.file_name,
            sha256: self.sha256,
            state: ImportState::try_from(self.state).map_err(bad_code)?,
            uploaded_at: self.uploaded_at,
            uploaded_by: UserId(self.uploaded_by),
            counts: Counts {
                new: count(self.new_rows),
                changed: count(self.changed_rows),
                unchanged: count(self.unchanged_rows),
                left_out: count(self.left_out_rows),
            },
            applied_at: self.applied_at,
            undone_at: self.undone_at,
            by,
        })
    }
}
