//! `concern` says whose list an arrangement is on, and triggers keep it: whatever is written to the register, it is what
//! the register's own tables say.

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use ordna::db::DbConn;

use super::frozen::ONE_OF_EACH;
use crate::support::data;
use crate::support::database::TestDatabase;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(conn: &mut DbConn, from: &str) -> i64 {
    let asks = format!("SELECT COUNT(*) AS count FROM ({from}) AS found");
    sql_query(asks).get_result::<Count>(conn).unwrap().count
}

/// Rows too many and rows too few.
fn differences(conn: &mut DbConn) -> (i64, i64) {
    let kept = "SELECT mapping_id, municipality_id, arrangement_id FROM concern";
    let meant = "SELECT * FROM (SELECT a.mapping_id, p.municipality_id, a.id FROM arrangement a
                     JOIN participant p ON p.arrangement_id = a.id
                     WHERE p.municipality_id IS NOT NULL AND a.merged_into_id IS NULL
                 UNION SELECT mapping_id, host_municipality_id, id FROM arrangement
                     WHERE host_municipality_id IS NOT NULL AND merged_into_id IS NULL) AS meant";
    (
        count(conn, &format!("{kept} EXCEPT {meant}")),
        count(conn, &format!("{meant} EXCEPT {kept}")),
    )
}

#[test]
fn whatever_is_written_to_the_register_each_list_has_its_arrangements() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        assert_eq!(differences(conn), (0, 0));
        for (write, lines) in [
            ("UPDATE arrangement SET host_municipality_id = 1 WHERE id = 2", 2),
            ("UPDATE arrangement SET host_municipality_id = 1 WHERE id = 1", 2),
            ("INSERT INTO participant (id, arrangement_id, kind, municipality_id) VALUES (2, 1, 'municipality', 2), (3, 2, 'municipality', 1), (4, 2, 'municipality', 2)", 4),
            ("INSERT INTO participant (id, arrangement_id, kind, name) VALUES (5, 1, 'state', 'NAV')", 4),
            // Still host for it.
            ("DELETE FROM participant WHERE id IN (1, 5)", 4),
            ("UPDATE arrangement SET host_municipality_id = NULL WHERE id = 1", 3),
            ("UPDATE participant SET municipality_id = 1 WHERE id = 2", 3),
            ("UPDATE participant SET arrangement_id = 1 WHERE id = 4", 3),
            ("UPDATE participant SET kind = 'other', municipality_id = NULL, name = 'Ukjent' WHERE id = 2", 2),
            ("UPDATE arrangement SET name = 'Fosen løn', version = version + 1", 2),
            ("UPDATE arrangement SET merged_into_id = 1 WHERE id = 2", 1),
            ("INSERT INTO participant (id, arrangement_id, kind, municipality_id) VALUES (6, 2, 'municipality', 2)", 1),
            ("UPDATE arrangement SET merged_into_id = NULL WHERE id = 2", 3),
            ("INSERT INTO arrangement (id, mapping_id, number, lineage, name, host_municipality_id, level, search_key, sort_key, changed_at)
              VALUES (3, 1, 3, 'c', 'Fosen brann', 2, 'local', 'fosen brann', '03', '2020-01-01 00:00:00')", 4),
            ("DELETE FROM arrangement WHERE id = 3", 3),
            ("DELETE FROM participant", 1),
        ] {
            conn.batch_execute(write).unwrap();
            assert_eq!(differences(conn), (0, 0), "{write}");
            assert_eq!(count(conn, "SELECT * FROM concern"), lines, "{write}");
        }
    }
}

#[test]
fn the_lists_of_the_demo_are_those_of_its_register() {
    let database = data::demo();
    let conn = &mut *database.pool(1).get().unwrap();
    assert_eq!(differences(conn), (0, 0));
    assert!(count(conn, "SELECT * FROM concern") > 2000);
}
