//! SQLite's planner has statistics to go by: from the start, after an import, and anew each night.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use ordna::db::DbConn;
use ordna::db::conn::upkeep;
use ordna::tasks::Context;
use ordna::tasks::round::duties;

use super::imports::{PORTAL, import};
use crate::support::data;
use crate::support::portal::Portal;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many indexes of a table SQLite knows something about; nothing when the database is PostgreSQL.
fn known_of(conn: &mut DbConn, table: &str) -> Option<i64> {
    let DbConn::Sqlite(conn) = conn else { return None };
    let there = "SELECT count(*) AS count FROM sqlite_schema WHERE name = 'sqlite_stat1'";
    if sql_query(there).get_result::<Count>(conn).unwrap().count == 0 {
        return Some(0);
    }
    let known = sql_query("SELECT count(*) AS count FROM sqlite_stat1 WHERE tbl = ?").bind::<Text, _>(table);
    Some(known.get_result::<Count>(conn).unwrap().count)
}

/// Killed, however the test ends.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_portal_that_starts_looks_at_its_tables() {
    let database = data::sample();
    if database.is_postgres() {
        return;
    }
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    assert_eq!(known_of(conn, "arrangement"), Some(0));
    let folder = tempfile::tempdir().unwrap();
    let served = Command::new(env!("CARGO_BIN_EXE_ordna"))
        .args(["serve", "--bind", "127.0.0.1:0"])
        .env("ORDNA_DATABASE_URL", database.url())
        .env("ORDNA_SECRET_FILE", folder.path().join("secret"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _served = Served(served.unwrap());
    for _ in 0..500 {
        if known_of(conn, "arrangement") > Some(0) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("nothing is known of the arrangements");
}

#[actix_web::test]
async fn the_tables_are_looked_at_anew_each_night() {
    let portal = Portal::new().await;
    let night = || {
        portal.advance(TimeDelta::days(1));
        let context = Context::portal(portal.now(), "http://127.0.0.1:8080", &portal.state.secret);
        duties::run_due(&mut portal.conn(), &context).unwrap();
    };
    let known = |table| known_of(&mut portal.conn(), table);
    if known("arrangement").is_none() {
        return;
    }
    night();
    assert!(known("arrangement") > Some(0));
    assert_eq!(known("municipality_note"), Some(0), "it is empty");
    let kari = portal.coordinator().await;
    let address = "/kartlegging/trondelag-2026/kommuner/5045";
    let page = kari.get(address).await;
    let form = format!("form[action='{address}/notater']");
    kari.submit(&page, &form, &[("tekst", "Ringte")]).await.is(303);
    night();
    assert!(known("municipality_note") > Some(0));
}

#[actix_web::test]
async fn the_tables_are_looked_at_after_an_import() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let contacts = "kommunenummer,kommune,name,email\n5045,Grong,Kari Grong,kari@grong.kommune.no\n";
    import(&admin, PORTAL, "contacts", contacts).await;
    let known = known_of(&mut portal.conn(), "municipality_contact");
    assert!(known.is_none_or(|known| known > 0));
}

#[test]
fn a_transaction_is_not_held_up_by_statistics() {
    let database = data::sample();
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    ordna::db::write(conn, |conn| {
        upkeep::refresh_statistics(conn);
        diesel::QueryResult::Ok(())
    })
    .unwrap();
    assert!(known_of(conn, "arrangement").is_none_or(|known| known == 0));
}
