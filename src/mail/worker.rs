//! Sends what lies in the outbox: `send_due()` does all that is due, `run()` does it for ever beside the server.

use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::attempt::Step;
use super::throttle::Throttle;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::DbConn;
use crate::db::DbError;
use crate::db::DbPool;
use crate::db::outbox::{self, Due, LEASE, Lane};
use crate::domain::letter::{MailId, Outcome};
use crate::secret::{self, Secret};
use crate::site::mail_domain;
use crate::smtp_url::Server;

/// How soon a new letter is seen.
const POLL: Duration = Duration::from_secs(1);
/// How long to leave a database in peace that does not answer.
const POLL_AFTER_ERROR: Duration = Duration::from_secs(5);
/// One letter's attempt, with connection and all: the library's own timeout does not hold a silent server.
const PATIENCE: Duration = Duration::from_mins(1);
/// Letters claimed at once, at most: what a killed worker held waits for its lease to run out.
const BATCH: i64 = 20;

pub struct Worker {
    /// Of this process, so that two instances on one database do not mistake each other's letters for their own.
    name: String,
    pool: DbPool,
    pub(super) clock: Clock,
    secret: Secret,
    pub(super) from: Mailbox,
    /// What the portal calls itself to the mail server.
    pub(super) hello: String,
    pub(super) way: Way,
    pub(super) patience: Duration,
}

/// Where letters go.
pub(super) enum Way {
    Server {
        server: Server,
        throttle: Throttle,
        batch: i64,
    },
    /// They stay in the portal, and lie in this folder as files.
    Folder(PathBuf),
}

#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    #[error("the database's thread stopped: {0}")]
    Thread(#[from] tokio::task::JoinError),
}

/// Told when the portal stops: the sender is dropped.
pub(super) type Stopped = watch::Receiver<()>;

impl Worker {
    /// In demo mode nothing leaves, whatever the settings say.
    pub fn new(config: &Config, pool: DbPool, clock: Clock, secret: Secret) -> Result<Self, String> {
        let way = match &config.smtp {
            Some(server) if super::leaves(config) => Way::Server {
                server: server.clone(),
                throttle: Throttle::new(config.mail_rate),
                // Two seconds' worth.
                batch: ((config.mail_rate * 2.0).ceil() as i64).clamp(1, BATCH),
            },
            _ => Way::Folder(super::folder(config)),
        };
        Ok(Self {
            name: secret::hex(&secret::random::<4>()),
            pool,
            clock,
            secret,
            from: config
                .mail_from
                .parse()
                .map_err(|error| format!("ORDNA_MAIL_FROM is no e-mail address: {error}"))?,
            hello: mail_domain(&config.site).to_owned(),
            way,
            patience: PATIENCE,
        })
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
            self.run_lane(Lane::Ordinary, stopped)
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

    /// All that is due in a lane, on one connection.
    async fn drain(&self, lane: Lane, stopped: &Stopped) -> Result<usize, WorkerError> {
        let worker = format!("{}-{lane:?}", self.name);
        let mut connection = None;
        let mut handled = 0;
        while !is_over(stopped) {
            let claimed_at = Instant::now();
            let batch = self.claim(&worker, lane).await?;
            if batch.is_empty() {
                break;
            }
            let mut left = batch.iter();
            let mut trouble = None;
            while let Some(letter) = left.as_slice().first() {
                // An attempt that outlived the lease would let another worker send the same letter.
                if is_over(stopped)
                    || claimed_at.elapsed() + self.patience >= LEASE.to_std().unwrap_or_default()
                {
                    break;
                }
                match self.attempt(&mut connection, letter, &worker, stopped).await? {
                    Step::Done(outcome) => self.settle(letter, &worker, outcome).await?,
                    Step::NoServer(reason) => {
                        trouble = Some(reason);
                        break;
                    }
                    Step::LeftAlone => {
                        if is_over(stopped) {
                            break;
                        }
                    }
                }
                handled += 1;
                left.next();
            }
            if let Some(reason) = trouble {
                for letter in left {
                    handled += 1;
                    self.settle(letter, &worker, Outcome::Deferred(reason.clone()))
                        .await?;
                }
                break;
            }
            let unsent: Vec<MailId> = left.map(|letter| letter.id).collect();
            if !unsent.is_empty() {
                let worker = worker.clone();
                self.db(move |conn| outbox::release(conn, &unsent, &worker))
                    .await?;
            }
        }
        if let Some(connection) = connection {
            let _ = timeout(Duration::from_secs(2), connection.close()).await;
        }
        Ok(handled)
    }

    async fn claim(&self, worker: &str, lane: Lane) -> Result<Vec<Due>, WorkerError> {
        let (secret, worker, now) = (self.secret.clone(), worker.to_owned(), self.clock.now());
        let batch = match &self.way {
            Way::Server { batch, .. } => *batch,
            Way::Folder(_) => BATCH,
        };
        self.db(move |conn| outbox::claim(conn, &secret, &worker, lane, now, batch))
            .await
    }

    /// A letter that has left and is not marked so would leave again: the database gets a few chances.
    async fn settle(&self, letter: &Due, worker: &str, outcome: Outcome) -> Result<(), WorkerError> {
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
        F: FnOnce(&mut DbConn) -> diesel::QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.pool.clone();
        tokio::task::spawn_blocking(move || Ok(work(&mut *pool.get()?)?)).await?
    }
}

fn is_over(stopped: &Stopped) -> bool {
    stopped.has_changed().is_err()
}
