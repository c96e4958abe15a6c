//! The server reads its box of reports every minute.

use std::path::PathBuf;
use std::time::Duration;

use tokio::time::sleep;

use super::boxes::{self, Found, Place};
use super::{Made, take};
use crate::worker::{Stopped, Worker, WorkerError, is_over};

const EVERY: Duration = Duration::from_mins(1);

impl Worker {
    pub(crate) async fn listen(&self, mut stopped: Stopped) {
        let Some(path) = &self.bounce_box else { return };
        let mut place = Place::default();
        loop {
            if let Err(error) = self.read_box(path.clone(), &mut place, &stopped).await {
                tracing::error!(%error, path = %path.display(), "the box of undeliverable mail cannot be read");
            }
            tokio::select! {
                _ = stopped.changed() => return,
                () = sleep(EVERY) => {}
            }
        }
    }

    async fn read_box(&self, path: PathBuf, place: &mut Place, stopped: &Stopped) -> Result<(), WorkerError> {
        let mut at = *place;
        let (found, at) = tokio::task::spawn_blocking(move || {
            let found = boxes::read(&path, &mut at);
            found.map(|found| (found, at))
        })
        .await??;
        for message in found {
            if is_over(stopped) {
                return Ok(());
            }
            self.hear(message).await?;
        }
        // Only now: what could not be stored is read again.
        *place = at;
        Ok(())
    }

    async fn hear(&self, message: Found) -> Result<(), WorkerError> {
        let (secret, clock) = (self.secret.clone(), self.clock.clone());
        let (made, message) = self
            .db(move |conn| Ok((take(conn, &secret, &clock, &message.bytes)?, message)))
            .await?;
        let what = made.sentence();
        if matches!(made, Made::Ignored(_)) {
            tracing::warn!(what, "a message about undeliverable mail");
        } else {
            tracing::info!(what, "a message about undeliverable mail");
        }
        Ok(message.put_away(made.is_done_with())?)
    }
}
