//! When one letter after the other fails for a reason that is not its own, the rest is left alone for a while: three
//! hundred letters to a server that refuses us would only make three hundred errors.

use std::sync::atomic::Ordering;

use super::worker::{Worker, WorkerError};
use base::secret;
use db::outbox::{self, Lane};
use domain::letters::dispatch::{Pause, STRIKES, Standing, is_about_the_receiver};
use domain::letters::letter::{Outcome, Trouble};

impl Worker {
    /// What stands in a lane's way, when nothing keeps it from being emptied now. What a person waits for is tried also
    /// while the rest is paused.
    pub(super) async fn may_send(&self, lane: Lane) -> Result<Option<Standing>, WorkerError> {
        let now = self.clock.now();
        let standing = self.db(outbox::standing).await?;
        if standing.is_held() || lane == Lane::Ordinary && standing.is_paused(now) {
            return Ok(None);
        }
        if standing.pause.is_some() {
            // The pause is over and nothing has left since: the next failure begins another.
            self.strikes.fetch_max(STRIKES - 1, Ordering::Relaxed);
        }
        Ok(Some(standing))
    }

    /// Hears what became of a letter. True when ordinary letters are paused because of it.
    pub(super) async fn tell(
        &self,
        lane: Lane,
        standing: &Standing,
        outcome: &Outcome,
        no_server: bool,
    ) -> Result<bool, WorkerError> {
        let said = match outcome {
            Outcome::Sent(_) => {
                self.has_left(lane, standing).await?;
                return Ok(false);
            }
            Outcome::Kept => return Ok(false),
            Outcome::Deferred(said) | Outcome::Failed(said) | Outcome::Unknown(said) => said.clone(),
        };
        if lane == Lane::Urgent || is_its_own(&said) {
            return Ok(false);
        }
        let strikes = self.strikes.fetch_add(1, Ordering::Relaxed) + 1;
        if strikes < STRIKES && !no_server {
            return Ok(false);
        }
        self.strikes.fetch_max(STRIKES, Ordering::Relaxed);
        let now = self.clock.now();
        let random = u32::from_le_bytes(secret::random());
        let pause = self
            .db(move |conn| {
                let Standing { pause: before, .. } = outbox::standing(conn)?;
                // Another connection met the same trouble at the same time.
                if let Some(pause) = before.as_ref().filter(|pause| now < pause.until) {
                    return Ok(pause.clone());
                }
                let pause = Pause::after(before.as_ref(), &said, now, random);
                outbox::pause(conn, &pause)?;
                Ok(pause)
            })
            .await?;
        tracing::warn!(until = %pause.until, times = pause.times, said = pause.said, "ordinary letters are paused");
        Ok(true)
    }
}

impl Worker {
    /// An ordinary letter that leaves shows that they leave. An urgent one shows only that the server is there again.
    async fn has_left(&self, lane: Lane, standing: &Standing) -> Result<(), WorkerError> {
        let is_over = match lane {
            Lane::Ordinary => self.strikes.swap(0, Ordering::Relaxed) >= STRIKES - 1,
            Lane::Urgent => standing
                .pause
                .as_ref()
                .is_some_and(|pause| Trouble::read(&pause.said).0.is_some()),
        };
        if is_over {
            self.strikes.store(0, Ordering::Relaxed);
            self.db(outbox::go_on).await?;
        }
        Ok(())
    }
}

/// Whether a failure is the letter's own, or its receiver's.
fn is_its_own(said: &str) -> bool {
    match Trouble::read(said).0 {
        None => is_about_the_receiver(said),
        Some(
            Trouble::NoConnection
            | Trouble::NoStartTls
            | Trouble::TlsFailed
            | Trouble::LoginRefused
            | Trouble::NoAnswer
            | Trouble::LineDied
            | Trouble::Lost,
        ) => false,
        Some(
            Trouble::NoSmtpUtf8
            | Trouble::LineBreak
            | Trouble::BadAddress
            | Trouble::DomainNotAllowed
            | Trouble::OtherSecret
            | Trouble::CannotBuild,
        ) => true,
    }
}
