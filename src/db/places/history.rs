//! The numbers of mappings made before the portal, each with its source.

use diesel::prelude::*;

use crate::DbConn;
use crate::conn::connection::on_either;
use crate::register::write::{AT_ONCE, insert_all};
use crate::schema::{history_count, history_municipality_count};

/// A number from a mapping made before the portal, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = history_count, treat_none_as_default_value = false)]
pub struct HistoryCount {
    pub county: String,
    pub year: i32,
    pub dimension: String,
    pub code: String,
    pub count: Option<i32>,
    pub share_percent: Option<i32>,
    pub source: String,
    pub note: Option<String>,
}

pub fn history_counts(conn: &mut DbConn) -> QueryResult<Vec<(i64, HistoryCount)>> {
    history_count::table
        .order(history_count::id)
        .select((history_count::id, HistoryCount::as_select()))
        .load(conn)
}

pub fn insert_history_counts(conn: &mut DbConn, counts: &[HistoryCount]) -> QueryResult<()> {
    insert_all!(conn, history_count::table, counts);
    Ok(())
}

pub fn update_history_count(conn: &mut DbConn, id: i64, count: &HistoryCount) -> QueryResult<()> {
    diesel::update(history_count::table.find(id))
        .set((
            history_count::count.eq(count.count),
            history_count::share_percent.eq(count.share_percent),
            history_count::note.eq(&count.note),
        ))
        .execute(conn)
        .map(drop)
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = history_municipality_count, treat_none_as_default_value = false)]
pub struct HistoryMunicipalityCount {
    pub county: String,
    pub year: i32,
    pub municipality: String,
    pub higher: Option<i32>,
    pub regional: Option<i32>,
    pub local: Option<i32>,
    pub sum: Option<i32>,
    pub source: String,
}

pub fn history_municipality_counts(conn: &mut DbConn) -> QueryResult<Vec<(i64, HistoryMunicipalityCount)>> {
    history_municipality_count::table
        .order(history_municipality_count::id)
        .select((
            history_municipality_count::id,
            HistoryMunicipalityCount::as_select(),
        ))
        .load(conn)
}

pub fn insert_history_municipality_counts(
    conn: &mut DbConn,
    counts: &[HistoryMunicipalityCount],
) -> QueryResult<()> {
    insert_all!(conn, history_municipality_count::table, counts);
    Ok(())
}

pub fn update_history_municipality_count(
    conn: &mut DbConn,
    id: i64,
    count: &HistoryMunicipalityCount,
) -> QueryResult<()> {
    diesel::update(history_municipality_count::table.find(id))
        .set((
            history_municipality_count::higher.eq(count.higher),
            history_municipality_count::regional.eq(count.regional),
            history_municipality_count::local.eq(count.local),
            history_municipality_count::sum.eq(count.sum),
        ))
        .execute(conn)
        .map(drop)
}
