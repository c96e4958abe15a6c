//! How SQLite goes about the queries behind the pages (SPEED.md: three missing indexes turned 4 370 requests a second
//! into 600; one plan that only statistics mended cost a municipality's list four fifths of its time).

mod faults;
mod grown;
mod pages;
mod register;
mod walk;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use ordna::db::DbConn;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The steps by which SQLite would run the statement on this connection.
fn steps(conn: &mut DbConn, sql: &str) -> Vec<String> {
    let DbConn::Sqlite(conn) = conn else {
        unreachable!("plans are SQLite's here")
    };
    let steps: Vec<Step> = sql_query(format!("EXPLAIN QUERY PLAN {sql}"))
        .load(conn)
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    steps.into_iter().map(|step| step.detail).collect()
}

/// The statement as it is prepared, without what diesel tells of the values that were bound.
fn without_binds(text: &str) -> &str {
    text.split(" -- binds").next().unwrap_or_default()
}
