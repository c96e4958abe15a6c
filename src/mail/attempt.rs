//! One attempt to get one letter out: every way in which it can end, told apart by how far it had come.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use tokio::time::sleep;

use super::message::{Composed, compose};
use super::smtp::{Connection, RefusalKind};
use super::worker::{Stopped, Way, Worker, WorkerError};
use base::smtp_url::Server;
use db::outbox::{self, Due, Lane};
use domain::letters::letter::{MailId, Outcome, Trouble};

/// How long an attempt may go on after the portal has been told to stop.
const GRACE: Duration = Duration::from_secs(8);

/// How far an attempt has come.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Stage {
    Connecting,
    Offering,
    Giving,
}

pub(super) enum Step {
    Done(Outcome),
    /// The server cannot be talked to: this is no letter's fault.
    NoServer(String),
    /// Stopped before anything was said, or another worker has the letter now.
    LeftAlone,
}

impl Worker {
    pub(super) async fn attempt(
        &self,
        held: &mut Option<Connection>,
        letter: &Due,
        lane: Lane,
        worker: &str,
        stopped: &Stopped,
    ) -> Result<Step, WorkerError> {
        let composed = match compose(letter, &self.route) {
            Ok(composed) => composed,
            Err(reason) => return Ok(Step::Done(Outcome::Failed(reason))),
        };
        let (server, throttle) = match &self.way {
            Way::Server { server, throttle, .. } => (server, throttle),
            Way::Folder(folder) => {
                self.keep(folder.clone(), letter, composed).await;
                return Ok(Step::Done(Outcome::Kept));
            }
        };
        tokio::select! {
            () = throttle.turn(lane) => {}
            () = over(stopped, Duration::ZERO) => return Ok(Step::LeftAlone),
        }
        let stage = AtomicU8::new(Stage::Connecting as u8);
        tokio::select! {
            step = self.talk(server, held, letter, &composed, worker, &stage) => return step,
            () = sleep(self.patience) => {}
            () = over(stopped, GRACE) => {}
        }
        let silence = Trouble::NoAnswer.code().to_owned();
        Ok(match stage.into_inner() {
            stage if stage == Stage::Giving as u8 => {
                Step::Done(Outcome::Unknown(Trouble::Lost.code().to_owned()))
            }
            stage if stage == Stage::Offering as u8 => Step::Done(Outcome::Deferred(silence)),
            _ => Step::NoServer(silence),
        })
    }

    /// The whole talk about one letter. It may be dropped at any point: `stage` says how far it had come.
    async fn talk(
        &self,
        server: &Server,
        held: &mut Option<Connection>,
        letter: &Due,
        composed: &Composed,
        worker: &str,
        stage: &AtomicU8,
    ) -> Result<Step, WorkerError> {
        let from = self.route.envelope(&self.secret, letter);
        let mut is_begun = false;
        let mut connection = loop {
            let mut connection = match held.take() {
                Some(connection) => connection,
                None => match Connection::open(server, &self.hello).await {
                    Ok(connection) => connection,
                    Err(reason) => return Ok(Step::NoServer(reason)),
                },
            };
            let is_fresh = !connection.is_used;
            stage.store(Stage::Offering as u8, Ordering::Relaxed);
            // While the server thinks, the database marks: both are waited for before the letter itself is given.
            let (offered, begun) = tokio::join!(
                connection.offer(&from, &composed.to),
                self.begin(letter.id, worker, is_begun)
            );
            is_begun = begun?;
            if !is_begun {
                return Ok(Step::LeftAlone);
            }
            match offered {
                Ok(()) => break connection,
                // Servers close a line that was idle or has carried enough: once more on a new one.
                Err(refusal) if refusal.kind == RefusalKind::Broken && !is_fresh => {
                    stage.store(Stage::Connecting as u8, Ordering::Relaxed);
                }
                Err(refusal) => {
                    if refusal.kind != RefusalKind::Broken && connection.reset().await {
                        *held = Some(connection);
                    }
                    return Ok(Step::Done(match refusal.kind {
                        RefusalKind::Permanent => Outcome::Failed(refusal.text),
                        RefusalKind::Transient => Outcome::Deferred(refusal.text),
                        RefusalKind::Broken => Outcome::Deferred(Trouble::LineDied.with(refusal.text)),
                    }));
                }
            }
        };
        stage.store(Stage::Giving as u8, Ordering::Relaxed);
        let outcome = match connection.give(&composed.bytes).await {
            Ok(reply) => Outcome::Sent(reply),
            Err(refusal) => match refusal.kind {
                RefusalKind::Permanent => Outcome::Failed(refusal.text),
                RefusalKind::Transient => Outcome::Deferred(refusal.text),
                RefusalKind::Broken => {
                    return Ok(Step::Done(Outcome::Unknown(Trouble::Lost.with(refusal.text))));
                }
            },
        };
        *held = Some(connection);
        Ok(Step::Done(outcome))
    }

    /// Marks that the server is about to be given the letter. False when it is another worker's by now.
    async fn begin(&self, mail: MailId, worker: &str, is_begun: bool) -> Result<bool, WorkerError> {
        if is_begun {
            return Ok(true);
        }
        let (name, now) = (worker.to_owned(), self.clock.now());
        self.db(move |conn| outbox::begin(conn, mail, &name, now)).await
    }

    /// The file is a convenience: the letter itself is in the outbox, whether there is room for the file or not.
    async fn keep(&self, folder: PathBuf, letter: &Due, composed: Composed) {
        let name = format!(
            "{}-{}.eml",
            letter.created_at.format("%Y%m%dT%H%M%S"),
            letter.uuid
        );
        let written =
            tokio::task::spawn_blocking(move || write_private(&folder, &name, &composed.bytes)).await;
        match written {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a letter could not be written to the mail folder"),
            Err(error) => tracing::warn!(%error, "a letter could not be written to the mail folder"),
        }
    }
}

/// Ends when the portal has been told to stop, and `grace` has gone by after it.
async fn over(stopped: &Stopped, grace: Duration) {
    let mut stopped = stopped.clone();
    while stopped.changed().await.is_ok() {}
    sleep(grace).await;
}

/// For the owner's eyes only: letters carry links that open accounts.
fn write_private(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    std::fs::create_dir_all(folder)?;
    std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(folder.join(name))?
        .write_all(bytes)
}
