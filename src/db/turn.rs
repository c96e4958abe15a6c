//! One writer at a time, all on one connection: SQLite's own waiting writers starve each other for seconds, and what one
//! connection writes empties the page caches of all others, so that each of several would read the file anew.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::QueryResult;
use diesel::r2d2::R2D2Connection;
use diesel::result::{DatabaseErrorKind, Error};

use super::DbConn;
use super::connection::Shared;
use super::error::NO_TURN;

#[derive(Default)]
pub(super) struct Turn {
    line: Mutex<Line>,
    passed_on: Condvar,
    /// Opened by whoever writes first; locked by whoever has the turn.
    writing: Mutex<Option<DbConn>>,
}

#[derive(Default)]
struct Line {
    is_taken: bool,
    waiting: usize,
    /// Given back, and meant for one of those who wait: whoever comes new has to stand in line behind them.
    is_passed_on: bool,
}

pub(super) struct TurnTaken<'a> {
    turn: &'a Turn,
    writing: Option<MutexGuard<'a, Option<DbConn>>>,
}

impl Turn {
    /// None when the turn did not come within `patience`.
    pub(super) fn take(&self, patience: Duration) -> Option<TurnTaken<'_>> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.is_taken {
            line.waiting += 1;
            (line, _) = self
                .passed_on
                .wait_timeout_while(line, patience, |line| !line.is_passed_on)
                .unwrap_or_else(PoisonError::into_inner);
            line.waiting -= 1;
            if !line.is_passed_on {
                return None;
            }
            line.is_passed_on = false;
        }
        line.is_taken = true;
        drop(line);
        let writing = self.writing.lock().unwrap_or_else(|poisoned| {
            // Somebody panicked in the middle of a write: closing the connection takes it back.
            let mut writing = poisoned.into_inner();
            *writing = None;
            self.writing.clear_poison();
            writing
        });
        Some(TurnTaken {
            turn: self,
            writing: Some(writing),
        })
    }
}

impl TurnTaken<'_> {
    /// Does `work` on the connection that writes.
    pub(super) fn write<T, E: From<Error>>(
        &mut self,
        shared: &std::sync::Arc<Shared>,
        work: impl FnOnce(&mut DbConn) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(writing) = self.writing.as_deref_mut() else {
            return Err(no_turn().into());
        };
        let conn = match writing {
            Some(conn) => conn,
            None => writing.insert(open(shared)?),
        };
        let outcome = work(conn);
        if conn.is_broken() {
            *writing = None;
        }
        outcome
    }

    /// The next one opens a new connection.
    pub(super) fn close(&mut self) {
        if let Some(writing) = self.writing.as_deref_mut() {
            *writing = None;
        }
    }
}

fn open(shared: &std::sync::Arc<Shared>) -> QueryResult<DbConn> {
    shared.connect().map_err(|error| {
        Error::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new(error.to_string()))
    })
}

pub(super) fn no_turn() -> Error {
    Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(NO_TURN.to_owned()))
}

impl Drop for TurnTaken<'_> {
    fn drop(&mut self) {
        drop(self.writing.take());
        let mut line = self.turn.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.waiting > 0 {
            line.is_passed_on = true;
            self.turn.passed_on.notify_one();
        } else {
            line.is_taken = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_is_taken_by_one_at_a_time() {
        let turn = Turn::default();
        let first = turn.take(Duration::ZERO);
        assert!(first.is_some() && turn.take(Duration::from_millis(5)).is_none());
        drop(first);
        assert!(turn.take(Duration::ZERO).is_some());
    }

    #[test]
    fn whoever_waits_comes_before_whoever_takes_turn_after_turn() {
        let turn = Turn::default();
        let mut mine = turn.take(Duration::ZERO);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| turn.take(Duration::from_secs(20)).is_some());
            while turn.line.lock().unwrap().waiting == 0 {
                std::thread::yield_now();
            }
            drop(mine.take());
            assert!(turn.take(Duration::from_secs(20)).is_some());
            assert!(waiting.join().unwrap());
        });
    }
}
