//! Short writes that come at once share one commit: the wait for the disk is most of what a saved answer costs. Each
//! sees what those before it have done, as if it came after them; nobody is answered before the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::connection::TransactionManager;
use diesel::result::{DatabaseErrorKind, Error};

use super::connection::{depth, is_in_transaction};
use super::patience::PATIENCE;
use super::shared::Shared;
use super::turn::no_turn;
use super::write::{Transactions, begin_writing};
use crate::DbConn;

/// As many share a commit at the most, so that the first of them does not wait for ever.
const MOST: usize = 64;
/// So many may wait. More than all municipalities of the country that save in the same moment.
const LONGEST_LINE: usize = 1024;

/// Where short writes stand in line; the thread that does them starts with the first.
#[derive(Clone, Default)]
pub(crate) struct Together(Arc<OnceLock<SyncSender<Box<dyn Job>>>>);

trait Job: Send {
    fn until(&self) -> Instant;
    fn run(&mut self, conn: &mut DbConn);
    /// Tells whoever waits what came of it, now that it is on the disk or has failed. Why one failed that takes the
    /// transaction with it says more than what became of that.
    fn end(self: Box<Self>, stored: QueryResult<()>, is_to_blame: bool);
}

struct Short<T, E, W, A> {
    until: Instant,
    work: Option<W>,
    outcome: Option<Result<T, E>>,
    answer: A,
}

impl<T, E, W, A> Job for Short<T, E, W, A>
where
    T: Send,
    E: Send,
    W: FnOnce(&mut DbConn) -> Result<T, E> + Send,
    A: FnOnce(QueryResult<Result<T, E>>) + Send,
{
    fn until(&self) -> Instant {
        self.until
    }

    fn run(&mut self, conn: &mut DbConn) {
        self.outcome = self.work.take().map(|work| work(conn));
    }

    fn end(self: Box<Self>, stored: QueryResult<()>, is_to_blame: bool) {
        let Self { outcome, answer, .. } = *self;
        answer(match (stored, outcome) {
            (Err(_), Some(Err(error))) if is_to_blame => Ok(Err(error)),
            (Err(error), _) => Err(error),
            (Ok(()), Some(outcome)) => Ok(outcome),
            (Ok(()), None) => Err(panicked()),
        });
    }
}

impl Together {
    /// Does `work` in a transaction that it shares with others, and calls `answer` after the commit. What fails in
    /// `work` must undo itself, as everything does that is written with `db::write`.
    pub(crate) fn write<T: Send + 'static, E: Send + 'static>(
        &self,
        shared: &Arc<Shared>,
        work: impl FnOnce(&mut DbConn) -> Result<T, E> + Send + 'static,
        answer: impl FnOnce(QueryResult<Result<T, E>>) + Send + 'static,
    ) {
        let job = Box::new(Short {
            until: Instant::now() + PATIENCE,
            work: Some(work),
            outcome: None,
            answer,
        });
        let line = self.0.get_or_init(|| start(Arc::clone(shared)));
        match line.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(job)) => job.end(Err(no_turn()), false),
            // There was no thread to be had for it: then each waits for the disk by itself.
            Err(TrySendError::Disconnected(job)) => one_commit(shared, &sync_channel(0).1, job),
        }
    }
}

fn start(shared: Arc<Shared>) -> SyncSender<Box<dyn Job>> {
    let (sender, line) = sync_channel(LONGEST_LINE);
    let working = move || {
        // Until the last pool is dropped.
        while let Ok(first) = line.recv() {
            one_commit(&shared, &line, first);
        }
    };
    if let Err(error) = std::thread::Builder::new()
        .name("short writes".into())
        .spawn(working)
    {
        tracing::error!(%error, "the thread of short writes could not be started");
    }
    sender
}

fn one_commit(shared: &Arc<Shared>, line: &Receiver<Box<dyn Job>>, first: Box<dyn Job>) {
    let patience = first.until().saturating_duration_since(Instant::now());
    let mut jobs = vec![first];
    let stored = store(shared, line, patience, &mut jobs);
    let last = jobs.len() - 1;
    for (at, job) in jobs.into_iter().enumerate() {
        let outcome = stored.as_ref().copied().map_err(twin);
        job.end(outcome, at == last);
    }
}

fn store(
    shared: &Arc<Shared>,
    line: &Receiver<Box<dyn Job>>,
    patience: Duration,
    jobs: &mut Vec<Box<dyn Job>>,
) -> QueryResult<()> {
    let mut turn = shared.turn.take(patience).ok_or_else(no_turn)?;
    let mut is_whole = false;
    let stored = turn.write(
        || shared.open(),
        |conn| {
            begin_writing(conn)?;
            while let Some(job) = jobs.last_mut() {
                if catch_unwind(AssertUnwindSafe(|| job.run(conn))).is_err() {
                    undo_half(conn)?;
                }
                // A full disk takes the whole transaction back by itself.
                if !is_in_transaction(conn)? {
                    return Err(Error::BrokenTransactionManager);
                }
                let next = (jobs.len() < MOST).then(|| line.try_recv().ok()).flatten();
                let Some(next) = next else { break };
                jobs.push(next);
            }
            Transactions::commit_transaction(conn)?;
            is_whole = true;
            Ok(())
        },
    );
    if !is_whole {
        turn.close();
    }
    stored
}

/// Takes back what a panic has left in the middle, and nothing of those before it. What it has written outside of any
/// part cannot be told from theirs: then all is taken back.
fn undo_half(conn: &mut DbConn) -> QueryResult<()> {
    if depth(conn)? <= 1 {
        return Err(Error::BrokenTransactionManager);
    }
    while depth(conn)? > 1 {
        Transactions::rollback_transaction(conn)?;
    }
    Ok(())
}

fn panicked() -> Error {
    Error::DatabaseError(
        DatabaseErrorKind::Unknown,
        Box::new("a short write panicked".to_owned()),
    )
}

/// The same error for each of those who shared the commit: one of the database cannot be copied.
fn twin(error: &Error) -> Error {
    match error {
        Error::DatabaseError(kind, info) => Error::DatabaseError(*kind, Box::new(info.message().to_owned())),
        Error::RollbackErrorOnCommit { commit_error, .. } => twin(commit_error),
        _ => Error::BrokenTransactionManager,
    }
}
