//! The one way to write, and the way to read several things as of one moment.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::result::{DatabaseErrorKind, Error};
use diesel::{Connection, QueryResult};

use super::connection::is_in_transaction;
use super::patience::PATIENCE;
use super::shared::{Shared, shared};
use super::turn::no_turn;
use crate::DbConn;

const ATTEMPTS: u32 = 20;

pub(crate) type Transactions = <DbConn as Connection>::TransactionManager;

/// Errors that tell whether the work may be tried again from the start.
pub trait Retry {
    /// True when the only thing wrong is that somebody else wrote at the same time.
    fn lost_the_race(&self) -> bool;
}

impl Retry for Error {
    fn lost_the_race(&self) -> bool {
        match self {
            Self::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
            Self::DatabaseError(_, info) => info.message() == "deadlock detected",
            _ => false,
        }
    }
}

/// Runs `work` as if no one else wrote at the same time, on both databases.
///
/// SQLite takes its write lock at once: a deferred transaction that reads first and writes later fails with
/// "database is locked" without waiting; and before that the writers of this process stand in line for the one
/// connection that writes, which is what `work` gets. PostgreSQL
/// runs serialisable, since its default level silently overwrites what it read, and its writers stand in line
/// too: each extends the chain of the audit log, so two at once would always have to start over.
///
/// `work` may run several times: what it does besides the database must bear that. Inside a transaction that is
/// already open it becomes a part of that one.
pub fn write<T, E>(conn: &mut DbConn, work: impl FnMut(&mut DbConn) -> Result<T, E>) -> Result<T, E>
where
    E: From<Error> + Retry,
{
    if is_in_transaction(conn)? {
        return conn.transaction(work);
    }
    match shared_by_writers(conn) {
        None => attempts(conn, begin_writing, work),
        Some(shared) => {
            let mut turn = shared.turn.take(PATIENCE).ok_or_else(no_turn)?;
            turn.write(|| shared.open(), |conn| attempts(conn, begin_writing, work))
        }
    }
}

/// The same, but it does not wait for the disk: what it wrote outlives this program, however that ends, and is lost
/// only when the machine goes down before the next `write`. For marks whose loss costs nothing but work done twice.
pub fn write_lightly<T, E>(conn: &mut DbConn, work: impl FnMut(&mut DbConn) -> Result<T, E>) -> Result<T, E>
where
    E: From<Error> + Retry,
{
    if is_in_transaction(conn)? {
        return conn.transaction(work);
    }
    match shared_by_writers(conn) {
        None => attempts(conn, begin_writing_lightly, work),
        Some(shared) => {
            let mut turn = shared.turn.take(PATIENCE).ok_or_else(no_turn)?;
            let mut waits_again = Ok(());
            let outcome = turn.write(
                || shared.open(),
                |conn| {
                    conn.batch_execute("PRAGMA synchronous = NORMAL")?;
                    let outcome = attempts(conn, begin_writing, work);
                    waits_again = conn.batch_execute("PRAGMA synchronous = FULL");
                    outcome
                },
            );
            if waits_again.is_err() {
                // Whoever writes next promises people that what they wrote is kept.
                turn.close();
            }
            outcome
        }
    }
}

/// Runs what is no transaction but writes all the same, when its turn has come. The connection is opened anew after it:
/// one that is open does not notice that the planner's statistics are others.
pub(crate) fn on_the_writing_connection(conn: &mut DbConn, sql: &str) -> QueryResult<()> {
    let Some(shared) = shared_by_writers(conn) else {
        return conn.batch_execute(sql);
    };
    let mut turn = shared.turn.take(PATIENCE).ok_or_else(no_turn)?;
    let outcome = turn.write(|| shared.open(), |conn| conn.batch_execute(sql));
    turn.close();
    outcome
}

/// What was written lightly is on the disk after this. PostgreSQL does it by itself within a second.
pub fn to_disk(conn: &mut DbConn) -> QueryResult<()> {
    match conn {
        DbConn::Sqlite(c) => c.batch_execute("PRAGMA wal_checkpoint(PASSIVE)"),
        DbConn::Postgres(_) => Ok(()),
    }
}

/// What SQLite's writers share: their turn, and the connection that they write on.
fn shared_by_writers(conn: &mut DbConn) -> Option<Arc<Shared>> {
    matches!(conn, DbConn::Sqlite(_)).then(|| shared(conn)).flatten()
}

fn attempts<T, E>(
    conn: &mut DbConn,
    begin: fn(&mut DbConn) -> QueryResult<()>,
    mut work: impl FnMut(&mut DbConn) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<Error> + Retry,
{
    let mut attempt = 1;
    loop {
        match once(conn, begin, &mut work) {
            Err(error) if attempt < ATTEMPTS && error.lost_the_race() => pause(attempt),
            outcome => return outcome,
        }
        attempt += 1;
    }
}

/// Runs `work` on the database as it is at one moment, whatever others write meanwhile: for exports and tables.
pub fn read<T, E>(conn: &mut DbConn, mut work: impl FnMut(&mut DbConn) -> Result<T, E>) -> Result<T, E>
where
    E: From<Error>,
{
    if is_in_transaction(conn)? {
        return work(conn);
    }
    once(conn, begin_reading, &mut work)
}

pub(crate) fn begin_writing(conn: &mut DbConn) -> QueryResult<()> {
    match conn {
        DbConn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        // The lock must come first: after it the transaction sees all that the writer before it has done.
        DbConn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE setting IN EXCLUSIVE MODE",
        )
        .inspect_err(|_| {
            // The lock may have failed after BEGIN, which diesel does not know of. If this fails as well, the
            // connection is dead and its next use says so.
            let _ = c.batch_execute("ROLLBACK");
        }),
    }
}

fn begin_writing_lightly(conn: &mut DbConn) -> QueryResult<()> {
    begin_writing(conn)?;
    if matches!(conn, DbConn::Sqlite(_)) {
        return Ok(());
    }
    conn.batch_execute("SET LOCAL synchronous_commit = off")
        .inspect_err(|_| {
            let _ = Transactions::rollback_transaction(conn);
        })
}

fn begin_reading(conn: &mut DbConn) -> QueryResult<()> {
    match conn {
        DbConn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN"),
        DbConn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
    }
}

fn once<T, E: From<Error>>(
    conn: &mut DbConn,
    begin: fn(&mut DbConn) -> QueryResult<()>,
    work: &mut impl FnMut(&mut DbConn) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn)?;
    match work(conn) {
        Ok(value) => {
            Transactions::commit_transaction(conn)?;
            Ok(value)
        }
        Err(error) => {
            // What went wrong first is what matters; a connection that cannot even roll back leaves the pool.
            if let Err(second) = Transactions::rollback_transaction(conn) {
                tracing::warn!(error = %second, "a transaction could not be rolled back");
            }
            Err(error)
        }
    }
}

/// Longer after each attempt, and never equally long for two.
fn pause(attempt: u32) {
    let longest = 1 << attempt.min(6);
    let micros = u64::from(getrandom::u32().unwrap_or_default()) % (longest * 1000);
    std::thread::sleep(Duration::from_micros(micros));
}
