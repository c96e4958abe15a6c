//! Sends what lies in the outbox: `send_due()` does all that is due, `run()` does it for ever beside the server.

use std::path::PathBuf;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::sleep;

use super::route::Route;
use super::throttle::Throttle;
use base::clock::Clock;
use base::config::Config;
use base::secret::{self, Secret};
use base::smtp_url::Server;
use db::DbConn;
use db::DbError;
use db::DbPool;
use db::outbox::{self, Due, Lane};
use domain::letters::letter::Outcome;

/// How soon a new letter is seen.
pub(super) const POLL: Duration = Duration::from_secs(1);
/// How long to leave a database in peace that does not answer.
const POLL_AFTER_ERROR: Duration = Duration::from_secs(5);
/// One letter's attempt, with connection and all: the library's own timeout does not hold a silent server.
const PATIENCE: Duration = Duration::from_mins(1);
/// Letters claimed at once, at most: what a killed worker held waits for its lease to run out.
const BATCH: usize = 20;
/// Conversations with the database at once: pages need connections too.
const CONVERSATIONS: usize = 2;

pub struct Worker {
    /// Of this process, so that two instances on one database do not mistake each other's letters for their own.
    pub(super) name: String,
    pool: DbPool,
    conversations: Semaphore,
    pub(super) clock: Clock,
    pub(super) secret: Secret,
    pub(super) route: Route,
    /// What the portal calls itself to the mail server.
    pub(super) hello: String,
    pub(super) way: Way,
    /// Where letters that could not be delivered lie.
    pub(super) bounce_box: Option<PathBuf>,
    pub(super) batch: usize,
    pub(super) patience: Duration,
    /// Ordinary letters in a row that failed for a reason that is not their own.
    pub(super) strikes: AtomicU32,
}

/// Where letters go.
pub(super) enum Way {
    Server {
        server: Server,
        throttle: Throttle,
        /// How many ordinary letters may be on their way at once.
        connections: usize,
    },
    /// They stay in the portal, and lie in this folder as files.
    Folder(PathBuf),
}

#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Query(#[from] db::QueryError),
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error("the database's thread stopped: {0}")]
    Thread(#[from] tokio::task::JoinError),
}

/// Told when the portal stops: the sender is dropped.
pub(super) type Stopped = watch::Receiver<()>;

impl Worker {
    /// In demo mode nothing leaves, whatever the settings say.
    pub fn new(config: &Config, pool: DbPool, clock: Clock, secret: Secret) -> Self {
        let rate = config.mail.rate;
        let (way, batch) = match &config.smtp {
            Some(server) if super::leaves(config) => (
                Way::Server {
                    server: server.clone(),
                    throttle: Throttle::new(rate),
                    connections: config.mail.connections,
                },
                // Two seconds' worth.
                if rate > 0.0 {
                    usize::try_from((rate * 2.0).ceil() as i64).unwrap_or(BATCH)
                } else {
                    BATCH
                },
            ),
            _ => (Way::Folder(super::folder(config)), BATCH),
        };
        Self {
            name: secret::hex(&secret::random::<4>()),
            pool,
            conversations: Semaphore::new(CONVERSATIONS),
            clock,
            secret,
            route: Route::of(config),
            hello: super::hello(config).to_owned(),
            way,
            bounce_box: config.mail.bounce_box.clone(),
            batch: batch.clamp(1, BATCH),
            patience: PATIENCE,
            strikes: AtomicU32::new(0),
        }
    }

    /// Waits less for a server that says nothing.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sends all that is due now, and says how many letters that was.
    pub async fn send_due(&self) -> Result<usize, WorkerError> {
        let (_running, stopped) = watch::channel(());
        let mut sent = 0;
        for &lane in Lane::ALL {
            sent += self.drain(lane, &stopped).await?;
        }
        Ok(sent)
    }

    /// Until the sender of `stopped` is dropped. It must end before the runtime does.
    pub async fn run(self, stopped: Stopped) {
        tokio::join!(
            self.run_lane(Lane::Urgent, stopped.clone()),
            self.run_lane(Lane::Ordinary, stopped.clone()),
            self.listen(stopped)
        );
    }

    async fn run_lane(&self, lane: Lane, mut stopped: Stopped) {
        loop {
            let pause = match self.drain(lane, &stopped).await {
                Ok(_) => POLL,
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be read");
                    POLL_AFTER_ERROR
                }
            };
            tokio::select! {
                _ = stopped.changed() => return,
                () = sleep(pause) => {}
            }
        }
    }

    /// A letter that has left and is not marked so would leave again: the database gets a few chances.
    pub(super) async fn settle(
        &self,
        letter: &Due,
        worker: &str,
        outcome: Outcome,
    ) -> Result<(), WorkerError> {
        match &outcome {
            Outcome::Sent(_) | Outcome::Kept => {}
            Outcome::Deferred(reason) | Outcome::Failed(reason) | Outcome::Unknown(reason) => {
                tracing::warn!(mail = letter.id.0, reason, "a letter did not leave");
            }
        }
        let mut attempt = 0;
        loop {
            let (letter, worker, outcome) = (letter.clone(), worker.to_owned(), outcome.clone());
            let now = self.clock.now();
            let stored = self
                .db(move |conn| outbox::settle(conn, &letter, &worker, &outcome, now))
                .await;
            attempt += 1;
            if stored.is_ok() || attempt == 3 {
                return stored;
            }
            sleep(POLL).await;
        }
    }

    pub(super) async fn db<T, F>(&self, work: F) -> Result<T, WorkerError>
    where
        F: FnOnce(&mut DbConn) -> db::QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let _admitted = self.conversations.acquire().await;
        let pool = self.pool.clone();
        tokio::task::spawn_blocking(move || Ok(work(&mut *pool.get()?)?)).await?
    }
}

pub(super) fn is_over(stopped: &Stopped) -> bool {
    stopped.has_changed().is_err()
}
