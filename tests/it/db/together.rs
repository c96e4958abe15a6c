//! Short writes that come at once share a commit, and nothing else.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use diesel::prelude::*;
use ordna::db::schema::setting;
use ordna::db::{self, DbConn, DbPool};

use crate::support::database::TestDatabase;

fn note(conn: &mut DbConn, key: &str) -> QueryResult<()> {
    db::write(conn, |conn| {
        diesel::insert_into(setting::table)
            .values((setting::key.eq(key), setting::value.eq("")))
            .execute(conn)
            .map(drop)
    })
}

fn noted(pool: &DbPool) -> i64 {
    let found = setting::table.filter(setting::key.like("short %")).count();
    found.get_result(&mut *pool.get().unwrap()).unwrap()
}

/// What becomes of a short write that notes `key`: the outer result is the commit's.
fn shortly(pool: &DbPool, key: &'static str) -> Receiver<QueryResult<QueryResult<()>>> {
    let (tell, told) = channel();
    pool.write_together(
        move |conn| note(conn, key),
        move |outcome| tell.send(outcome).unwrap(),
    );
    told
}

#[test]
fn r2_whoever_is_answered_is_stored_however_many_come_at_once() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(4);
    let (tell, told) = channel();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (pool, tell) = (&pool, tell.clone());
            scope.spawn(move || {
                for nr in 0..25 {
                    let (key, tell) = (format!("short {thread} {nr}"), tell.clone());
                    // What is answered can be read by anybody, at once.
                    let reader = pool.clone();
                    let asked = key.clone();
                    pool.write_together(
                        move |conn| note(conn, &key),
                        move |outcome| {
                            let is_there = setting::table.filter(setting::key.eq(asked)).count();
                            let is_there: i64 = is_there.get_result(&mut *reader.get().unwrap()).unwrap();
                            tell.send((outcome, is_there)).unwrap();
                        },
                    );
                }
            });
        }
    });
    drop(tell);
    let answers: Vec<_> = told.iter().collect();
    assert_eq!(answers.len(), 200);
    assert!(
        answers
            .iter()
            .all(|(outcome, is_there)| matches!(outcome, Ok(Ok(()))) && *is_there == 1)
    );
    assert_eq!(noted(&pool), 200);
}

#[test]
fn r2_one_that_fails_takes_nobody_with_it() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(2);
    note(&mut pool.get().unwrap(), "short taken").unwrap();
    // All wait for this one, and so come together.
    let (say_begun, begun) = channel::<()>();
    let (let_go, held) = channel::<()>();
    pool.write_together(
        move |_| {
            say_begun.send(()).unwrap();
            held.recv().unwrap();
            QueryResult::Ok(())
        },
        |outcome| outcome.unwrap().unwrap(),
    );
    begun.recv().unwrap();
    let (first, taken, last) = (
        shortly(&pool, "short first"),
        shortly(&pool, "short taken"),
        shortly(&pool, "short last"),
    );
    let_go.send(()).unwrap();
    assert!(matches!(first.recv().unwrap(), Ok(Ok(()))));
    assert!(matches!(taken.recv().unwrap(), Ok(Err(_))));
    assert!(matches!(last.recv().unwrap(), Ok(Ok(()))));
    assert_eq!(noted(&pool), 3);
}

#[test]
fn r2_a_panic_takes_back_its_own_half_and_nobody_elses() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(2);
    let (let_go, held) = channel::<()>();
    pool.write_together(
        move |_| {
            held.recv().unwrap();
            QueryResult::Ok(())
        },
        |outcome| outcome.unwrap().unwrap(),
    );
    let first = shortly(&pool, "short first");
    let (tell, told) = channel();
    pool.write_together(
        |conn| {
            db::write(conn, |conn| -> QueryResult<()> {
                note(conn, "short lost")?;
                panic!("on purpose");
            })
        },
        move |outcome| tell.send(outcome).unwrap(),
    );
    let last = shortly(&pool, "short last");
    let_go.send(()).unwrap();
    assert!(matches!(first.recv().unwrap(), Ok(Ok(()))));
    assert!(told.recv().unwrap().is_err());
    assert!(matches!(last.recv().unwrap(), Ok(Ok(()))));
    assert_eq!(noted(&pool), 2);
}

#[test]
fn r2_a_panic_is_no_answer_and_the_next_one_is_served() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(2);
    let (tell, told) = channel();
    pool.write_together(
        |conn| {
            note(conn, "short lost")?;
            panic!("on purpose");
        },
        move |outcome: QueryResult<QueryResult<()>>| tell.send(outcome).unwrap(),
    );
    assert!(told.recv().unwrap().is_err());
    assert!(matches!(shortly(&pool, "short next").recv().unwrap(), Ok(Ok(()))));
    assert_eq!(noted(&pool), 1);
}

#[test]
fn r15_long_and_short_writes_take_turns() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(2);
    let conn = &mut *pool.get().unwrap();
    let waiting = db::write(conn, |conn| {
        note(conn, "short long")?;
        let waiting = shortly(&pool, "short waiting");
        std::thread::sleep(Duration::from_millis(100));
        assert!(waiting.try_recv().is_err());
        QueryResult::Ok(waiting)
    });
    assert!(matches!(waiting.unwrap().recv().unwrap(), Ok(Ok(()))));
    assert_eq!(noted(&pool), 2);
}
