//! A closed mapping takes no write, and what was submitted or logged is never changed.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use ordna::db::{DbConn, Refused};

use crate::support::database::TestDatabase;

pub const ONE_OF_EACH: &str = include_str!("../support/one_of_each.sql");
pub const CLOSE: &str = "UPDATE mapping SET status = 'closed', closed_at = '2020-03-01 00:00:00'";
pub const REOPEN: &str = "UPDATE mapping SET status = 'open', closed_at = NULL";

/// They name a mapping, but live on after it is closed.
const NOT_OF_THE_REGISTER: [&str; 12] = [
    "saved_view",
    "publication",
    "mailing",
    "mailing_text",
    "mailing_recipient",
    "planned_reminder",
    "import_run",
    "import_change",
    "user_role",
    "audit_event",
    "outbox_mail",
    "outbox_event",
];
const FINAL: [&str; 5] = [
    "submission",
    "submitted_response",
    "submitted_correction",
    "submitted_proposal",
    "submitted_answer",
];

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Every table from which foreign keys lead to a mapping: a new one without triggers fails the tests below.
fn tables_of_a_mapping() -> BTreeSet<String> {
    let database = TestDatabase::sqlite();
    let mut conn = database.pool(1).get().unwrap();
    let DbConn::Sqlite(sqlite) = &mut *conn else {
        unreachable!()
    };
    let found = sql_query(
        "WITH RECURSIVE below(name) AS (SELECT 'mapping' UNION
             SELECT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f JOIN below b ON f.\"table\" = b.name
             WHERE m.type = 'table')
         SELECT name FROM below",
    );
    let all = found
        .load::<Name>(sqlite)
        .unwrap()
        .into_iter()
        .map(|row| row.name);
    all.filter(|name| name != "mapping" && !NOT_OF_THE_REGISTER.contains(&name.as_str()))
        .collect()
}

fn first_column(conn: &mut DbConn, table: &str) -> String {
    let row: Name = match conn {
        DbConn::Sqlite(c) => sql_query("SELECT name FROM pragma_table_info(?) WHERE cid = 0")
            .bind::<Text, _>(table)
            .get_result(c),
        DbConn::Postgres(c) => sql_query(
            "SELECT column_name::text AS name FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 AND ordinal_position = 1",
        )
        .bind::<Text, _>(table)
        .get_result(c),
    }
    .unwrap();
    row.name
}

fn count(conn: &mut DbConn, table: &str) -> i64 {
    sql_query(format!("SELECT COUNT(*) AS count FROM {table}"))
        .get_result::<Count>(conn)
        .unwrap()
        .count
}

pub fn refusal(conn: &mut DbConn, sql: &str) -> Option<Refused> {
    let error = conn.batch_execute(sql).expect_err(sql);
    Refused::from_error(&error)
}

#[test]
fn every_table_of_a_closed_mapping_refuses_every_write() {
    let tables = tables_of_a_mapping();
    assert!(tables.len() >= 29, "{tables:?}");
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        conn.batch_execute(CLOSE).unwrap();
        for table in &tables {
            assert!(count(conn, table) > 0, "one_of_each.sql has no row for {table}");
            let column = first_column(conn, table);
            for write in [
                format!("INSERT INTO {table} SELECT * FROM {table}"),
                format!("UPDATE {table} SET {column} = {column}"),
                format!("DELETE FROM {table}"),
            ] {
                let refused = refusal(conn, &write);
                let is_final = FINAL.contains(&table.as_str()) && !write.starts_with("INSERT");
                assert!(
                    refused == Some(Refused::MappingIsClosed)
                        || is_final && refused == Some(Refused::SubmissionIsFinal),
                    "{write}: {refused:?} in {}",
                    database.url()
                );
            }
        }
    }
}

#[test]
fn an_open_mapping_takes_writes_before_and_after_it_was_closed() {
    let tables = tables_of_a_mapping();
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        for act in [None, Some([CLOSE, REOPEN])] {
            for sql in act.into_iter().flatten() {
                conn.batch_execute(sql).unwrap();
            }
            for table in tables.iter().filter(|table| !FINAL.contains(&table.as_str())) {
                let column = first_column(conn, table);
                conn.batch_execute(&format!("UPDATE {table} SET {column} = {column}"))
                    .unwrap();
            }
        }
        let deletes = "DELETE FROM arrangement_change; DELETE FROM participant; DELETE FROM region_member";
        conn.batch_execute(deletes).unwrap();
    }
}

#[test]
fn nothing_is_moved_into_a_closed_mapping() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        conn.batch_execute(CLOSE).unwrap();
        conn.batch_execute(
            "INSERT INTO mapping (id, slug, name, year, status, created_at)
                 VALUES (2, 'fosen-2026', 'Fosen 2026', 2026, 'open', '2026-01-01 00:00:00');
             INSERT INTO arrangement (id, mapping_id, number, lineage, name, level, search_key, sort_key, changed_at)
                 VALUES (3, 2, 1, 'a', 'Fosen IKT', 'local', 'fosen ikt', '01', '2026-01-01 00:00:00');
             INSERT INTO participant (id, arrangement_id, kind, municipality_id) VALUES (2, 3, 'municipality', 2)",
        )
        .unwrap();
        for write in [
            "UPDATE arrangement SET mapping_id = 1, number = 9, lineage = 'z' WHERE id = 3",
            "UPDATE participant SET arrangement_id = 1 WHERE id = 2",
            "UPDATE participant SET arrangement_id = 3 WHERE id = 1",
        ] {
            assert_eq!(refusal(conn, write), Some(Refused::MappingIsClosed), "{write}");
        }
    }
}

#[test]
fn a_closed_mapping_itself_can_only_be_reopened() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        conn.batch_execute(CLOSE).unwrap();
        for write in [
            "UPDATE mapping SET name = 'Et annet navn'",
            "UPDATE mapping SET register_version = register_version + 1",
            "UPDATE mapping SET status = 'planned', closed_at = NULL",
            "DELETE FROM mapping",
        ] {
            assert_eq!(refusal(conn, write), Some(Refused::MappingIsClosed), "{write}");
        }
        conn.batch_execute(REOPEN).unwrap();
        conn.batch_execute("UPDATE mapping SET name = 'Et annet navn'")
            .unwrap();
    }
}

#[test]
fn a_submission_is_final_while_the_mapping_is_open() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        for table in FINAL {
            for write in [
                format!("UPDATE {table} SET id = id"),
                format!("DELETE FROM {table}"),
            ] {
                assert_eq!(refusal(conn, &write), Some(Refused::SubmissionIsFinal), "{write}");
            }
        }
        if database.is_postgres() {
            assert_eq!(
                refusal(conn, "TRUNCATE submission CASCADE"),
                Some(Refused::SubmissionIsFinal)
            );
        } else {
            let replace = "REPLACE INTO submission SELECT * FROM submission";
            assert_eq!(refusal(conn, replace), Some(Refused::SubmissionIsFinal));
        }
        conn.batch_execute("UPDATE response SET comment = 'Ny kladd'")
            .unwrap();
    }
}

#[test]
fn s46_the_audit_log_only_grows() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        let truncate = if database.is_postgres() {
            "TRUNCATE audit_event"
        } else {
            "REPLACE INTO audit_event SELECT * FROM audit_event"
        };
        for write in [
            "UPDATE audit_event SET action = 'nothing'",
            "DELETE FROM audit_event",
            truncate,
        ] {
            assert_eq!(refusal(conn, write), Some(Refused::AuditLogOnlyGrows), "{write}");
        }
    }
}
