//! Writers wait for each other here, holding nothing: a thread and a connection each would leave none for readers.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::error::AppError;
use db::DbPool;

/// As long as a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

tokio::task_local! {
    static WRITES: ();
}

/// What `work` asks of the database may be to write.
pub async fn as_writer<F: Future>(work: F) -> F::Output {
    WRITES.scope((), work).await
}

pub fn is_writer() -> bool {
    WRITES.try_with(|()| ()).is_ok()
}

pub struct Writers(Semaphore);

impl Writers {
    /// Half of the connections: those that the database itself lets wait hold no more.
    pub fn of(pool: &DbPool) -> Self {
        Self(Semaphore::new((pool.size() / 2).max(1)))
    }

    /// To be held while the database works; none for a reader, who waits for nobody.
    pub async fn admit(&self) -> Result<Option<SemaphorePermit<'_>>, AppError> {
        if !is_writer() {
            return Ok(None);
        }
        match timeout(PATIENCE, self.0.acquire()).await {
            Ok(Ok(permit)) => Ok(Some(permit)),
            Ok(Err(closed)) => Err(AppError::internal(closed)),
            Err(_) => Err(AppError::Unavailable("too many others wait to write".into())),
        }
    }
}
