//! The content of every table, to see that nothing was written.

use std::collections::BTreeMap;

use diesel::sql_types::{Nullable, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use ordna::db::DbConn;

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Nullable<Text>)]
    word: Option<String>,
}

/// Each table's rows as one text. Sessions are left out: reading a page notes that the reader is still there.
pub fn of(conn: &mut DbConn) -> BTreeMap<String, String> {
    let tables = words(
        conn,
        "SELECT name AS word FROM sqlite_master WHERE type = 'table'",
        "SELECT tablename::text AS word FROM pg_tables WHERE schemaname = current_schema()",
    );
    let mut contents = BTreeMap::new();
    for table in tables {
        if table == "session" || table.starts_with("sqlite_") {
            continue;
        }
        let columns = format!("SELECT 'quote(\"' || name || '\")' AS word FROM pragma_table_info('{table}')");
        let columns = words(conn, &columns, "SELECT NULL::text AS word").join(" || '|' || ");
        let mut rows = words(
            conn,
            &format!("SELECT {columns} AS word FROM {table}"),
            &format!("SELECT t::text AS word FROM {table} t"),
        );
        rows.sort();
        contents.insert(table, rows.join("\n"));
    }
    contents
}

/// The tables in which the two differ.
pub fn changed(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    let differ = |table: &&String| before.get(*table) != after.get(*table);
    before.keys().filter(differ).cloned().collect()
}

fn words(conn: &mut DbConn, sqlite: &str, postgres: &str) -> Vec<String> {
    let rows: Vec<Word> = match conn {
        DbConn::Sqlite(conn) => sql_query(sqlite).load(conn),
        DbConn::Postgres(conn) => sql_query(postgres).load(conn),
    }
    .unwrap();
    rows.into_iter().filter_map(|row| row.word).collect()
}
