//! What `db::write`, `db::read` and the count of statements promise.

use std::time::Duration;

use diesel::prelude::*;
use diesel::result::Error;
use ordna::db::schema::setting;
use ordna::db::{self, DbConn, DbPool};

use crate::support::database::TestDatabase;

fn set(conn: &mut DbConn, key: &str, value: i64) -> QueryResult<usize> {
    diesel::insert_into(setting::table)
        .values((setting::key.eq(key), setting::value.eq(value.to_string())))
        .execute(conn)
}

fn get(conn: &mut DbConn, key: &str) -> i64 {
    let value: String = setting::table
        .find(key)
        .select(setting::value)
        .first(conn)
        .unwrap();
    value.parse().unwrap()
}

fn add_one(conn: &mut DbConn) -> QueryResult<()> {
    let before = get(conn, "count");
    std::thread::sleep(Duration::from_micros(200));
    let after = (before + 1).to_string();
    diesel::update(setting::table.find("count"))
        .set(setting::value.eq(after))
        .execute(conn)
        .map(drop)
}

/// Eight threads, 25 read-then-write transactions each, half of them through each pool.
fn contend(pools: [&DbPool; 2]) -> i64 {
    set(&mut pools[0].get().unwrap(), "count", 0).unwrap();
    std::thread::scope(|scope| {
        for pool in pools.iter().cycle().take(8) {
            scope.spawn(move || {
                for _ in 0..25 {
                    db::write(&mut pool.get().unwrap(), add_one).unwrap();
                }
            });
        }
    });
    get(&mut pools[0].get().unwrap(), "count")
}

#[test]
fn nothing_is_lost_when_eight_write_at_once() {
    for database in TestDatabase::each() {
        let pool = database.pool(8);
        assert_eq!(contend([&pool, &pool]), 200, "in {}", database.url());
    }
}

#[test]
fn nothing_is_lost_when_two_instances_write_at_once() {
    for database in TestDatabase::each() {
        assert_eq!(
            contend([&database.pool(4), &database.pool(4)]),
            200,
            "in {}",
            database.url()
        );
    }
}

#[test]
fn what_fails_is_rolled_back_and_the_next_may_write() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        let outcome: QueryResult<()> = db::write(conn, |conn| {
            set(conn, "half", 1)?;
            Err(Error::NotFound)
        });
        assert_eq!(outcome, Err(Error::NotFound));
        assert_eq!(db::write(conn, |conn| set(conn, "half", 2)), Ok(1));
    }
}

fn set_and_panic(conn: &mut DbConn) -> QueryResult<()> {
    set(conn, "half", 1)?;
    panic!("on purpose, in a test")
}

#[test]
fn a_panic_gives_up_the_turn_and_the_connection() {
    for database in TestDatabase::each() {
        let pool = database.pool(2);
        let panicked = std::thread::scope(|scope| {
            let panics = || db::write(&mut pool.get().unwrap(), set_and_panic);
            scope.spawn(panics).join()
        });
        assert!(panicked.is_err());
        assert_eq!(
            db::write(&mut pool.get().unwrap(), |conn| set(conn, "half", 2)),
            Ok(1)
        );
    }
}

#[test]
fn a_write_within_a_write_is_a_part_of_it() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        let outcome: QueryResult<()> = db::write(conn, |conn| {
            set(conn, "outer", 1)?;
            // The inner one fails alone, as long as the outer one bears it.
            let inner: QueryResult<()> =
                db::write(conn, |conn| set(conn, "inner", 1).and(Err(Error::NotFound)));
            assert_eq!(inner, Err(Error::NotFound));
            db::write(conn, |conn| set(conn, "second", 2).map(drop))
        });
        assert_eq!(outcome, Ok(()));
        let stored: Vec<String> = setting::table
            .select(setting::key)
            .order(setting::key)
            .load(conn)
            .unwrap();
        assert_eq!(stored, ["outer", "second"]);
    }
}

#[test]
fn a_writer_waits_five_seconds_for_its_turn_and_no_longer() {
    let databases = TestDatabase::each();
    std::thread::scope(|scope| {
        for database in &databases {
            scope.spawn(|| wait_for_a_turn_in_vain(&database.pool(2)));
        }
    });
}

fn wait_for_a_turn_in_vain(pool: &DbPool) {
    let (begun, has_begun) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            db::write(&mut pool.get().unwrap(), |_| {
                begun.send(()).unwrap();
                std::thread::sleep(Duration::from_millis(5600));
                Ok::<_, Error>(())
            })
        });
        has_begun.recv().unwrap();
        let refused = db::write(&mut pool.get().unwrap(), |conn| set(conn, "late", 1)).unwrap_err();
        assert!(db::is_unavailable(&refused), "{refused:?}");
    });
    assert_eq!(
        db::write(&mut pool.get().unwrap(), |conn| set(conn, "late", 1)),
        Ok(1)
    );
}

#[test]
fn a_read_sees_one_moment() {
    for database in TestDatabase::each() {
        let pool = database.pool(2);
        let conn = &mut *pool.get().unwrap();
        set(conn, "count", 1).unwrap();
        let seen = db::read(conn, |conn| {
            let first = get(conn, "count");
            let mut other = pool.get().unwrap();
            diesel::update(setting::table)
                .set(setting::value.eq("2"))
                .execute(&mut *other)?;
            Ok::<_, Error>((first, get(conn, "count")))
        });
        assert_eq!(seen, Ok((1, 1)));
        assert_eq!(get(conn, "count"), 2);
    }
}

#[test]
fn statements_are_counted_without_begin_and_commit() {
    for database in TestDatabase::each() {
        let pool = database.pool(2);
        let counted = |work: fn(&mut DbConn)| {
            let before = pool.statements();
            work(&mut pool.get().unwrap());
            pool.statements() - before
        };
        assert_eq!(counted(|_| ()), 0, "a connection by itself");
        assert_eq!(counted(|conn| assert!(set(conn, "a", 1).is_ok())), 1);
        assert_eq!(counted(|conn| assert_eq!(get(conn, "a"), 1)), 1);
        let two = counted(|conn| {
            let both = |conn: &mut DbConn| set(conn, "b", 1).and_then(|_| set(conn, "c", 1));
            assert!(db::write(conn, both).is_ok());
        });
        assert_eq!(two, 2);
    }
}
