//! One writer at a time, all on one connection: SQLite's own waiting writers starve each other for seconds, and what one
//! connection writes empties the page caches of all others, so that each of several would read the file anew.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::QueryResult;
use diesel::r2d2::R2D2Connection;
use diesel::result::{DatabaseErrorKind, Error};

use super::error::NO_TURN;
use crate::DbConn;

#[derive(Default)]
pub(crate) struct Turn {
    line: Mutex<Line>,
    passed_on: Condvar,
    /// Opened by whoever writes first; locked by whoever has the turn.
    writing: Mutex<Option<DbConn>>,
}

#[derive(Default)]
struct Line {
    /// Also while it is on its way to whoever is called.
    is_taken: bool,
    /// The tickets of those who wait, in the order in which they came.
    waiting: VecDeque<u64>,
    called: Option<u64>,
    next: u64,
}

pub(crate) struct TurnTaken<'a> {
    turn: &'a Turn,
    writing: Option<MutexGuard<'a, Option<DbConn>>>,
}

impl Turn {
    /// None when the turn did not come within `patience`.
    pub(crate) fn take(&self, patience: Duration) -> Option<TurnTaken<'_>> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.is_taken {
            let ticket = line.next;
            line.next += 1;
            line.waiting.push_back(ticket);
            (line, _) = self
                .passed_on
                .wait_timeout_while(line, patience, |line| line.called != Some(ticket))
                .unwrap_or_else(PoisonError::into_inner);
            if line.called != Some(ticket) {
                line.waiting.retain(|waiting| *waiting != ticket);
                return None;
            }
            line.called = None;
        }
        line.is_taken = true;
        drop(line);
        // Whoever panicked with it has closed it.
        let writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        Some(TurnTaken {
            turn: self,
            writing: Some(writing),
        })
    }
}

impl TurnTaken<'_> {
    /// Does `work` on the connection that writes; whoever comes first has to `open` it.
    pub(crate) fn write<T, E: From<Error>>(
        &mut self,
        open: impl FnOnce() -> QueryResult<DbConn>,
        work: impl FnOnce(&mut DbConn) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(writing) = self.writing.as_deref_mut() else {
            return Err(no_turn().into());
        };
        let conn = match writing {
            Some(conn) => conn,
            None => writing.insert(open()?),
        };
        let outcome = work(conn);
        if conn.is_broken() {
            *writing = None;
        }
        outcome
    }

    /// The next one opens a new connection.
    pub(crate) fn close(&mut self) {
        if let Some(writing) = self.writing.as_deref_mut() {
            *writing = None;
        }
    }
}

pub(crate) fn no_turn() -> Error {
    Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(NO_TURN.to_owned()))
}

impl Drop for TurnTaken<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // In the middle of a write: closing the connection takes it back, before others wait for its lock.
            self.close();
        }
        drop(self.writing.take());
        let mut line = self.turn.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.called = line.waiting.pop_front();
        line.is_taken = line.called.is_some();
        self.turn.passed_on.notify_all();
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
        let order = Mutex::new(Vec::new());
        let mut mine = turn.take(Duration::ZERO);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let taken = turn.take(Duration::from_secs(20));
                order.lock().unwrap().push("waited");
                drop(taken);
            });
            while turn.line.lock().unwrap().waiting.is_empty() {
                std::thread::yield_now();
            }
            drop(mine.take());
            let taken = turn.take(Duration::from_secs(20));
            order.lock().unwrap().push("came again");
            drop(taken);
        });
        assert_eq!(order.into_inner().unwrap(), ["waited", "came again"]);
    }

    #[test]
    fn whoever_waited_in_vain_is_not_called() {
        let turn = Turn::default();
        let mine = turn.take(Duration::ZERO);
        assert!(turn.take(Duration::from_millis(1)).is_none());
        drop(mine);
        assert!(turn.take(Duration::ZERO).is_some());
    }
}
