//! How a request talks with the database. Diesel blocks, so each conversation is one closure, and where it runs is
//! decided here.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::web;
use tokio::sync::oneshot;

use super::writers::is_writer;
use crate::State;
use crate::error::AppError;
use db::DbConn;

/// A conversation whose type is forgotten.
type Work = Box<dyn FnOnce(&mut DbConn) -> Result<Answer, AppError> + Send>;
type Answer = Box<dyn Any + Send>;

/// The whole conversation on the blocking pool. That of a form may write, and waits for its turn before it takes a
/// thread.
pub async fn with_db<T, E, F>(state: &web::Data<State>, work: F) -> Result<T, AppError>
where
    F: FnOnce(&mut DbConn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: Into<AppError> + Send + 'static,
{
    let work: Work = Box::new(|conn| match work(conn) {
        Ok(answer) => Ok(Box::new(answer)),
        Err(error) => Err(error.into()),
    });
    let answer = on_a_thread(state, work).await?;
    let answer = answer
        .downcast()
        .map_err(|_| AppError::internal("another conversation's answer"))?;
    Ok(*answer)
}

/// Compiled once: the thread pool's task and its future are some twenty functions for each type that they are made for.
async fn on_a_thread(state: &web::Data<State>, work: Work) -> Result<Answer, AppError> {
    let _admitted = state.writers.admit().await?;
    let pool = state.pool.clone();
    web::block(move || work(&mut *pool.get()?)).await?
}

/// The same for a few reads along indexes, which take less time than another thread takes to wake up: where the
/// database is a part of this program and a connection lies at hand, they are done at once.
pub async fn with_db_at_hand<T, E, F>(state: &web::Data<State>, work: F) -> Result<T, AppError>
where
    F: FnOnce(&mut DbConn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: Into<AppError> + Send + 'static,
{
    if !is_writer()
        && let Some(mut conn) = state.pool.at_hand()
    {
        // A panic is an error page here too, as it is on the other thread.
        let done = catch_unwind(AssertUnwindSafe(|| work(&mut conn)));
        return done
            .map_err(|_| AppError::internal("it panicked"))?
            .map_err(Into::into);
    }
    with_db(state, work).await
}

/// The same for a short write that reads little and knows no directory: it shares its transaction, and the wait for
/// the disk, with others that come at the same time.
pub async fn with_db_together<T, E, F>(state: &web::Data<State>, work: F) -> Result<T, AppError>
where
    F: FnOnce(&mut DbConn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: Into<AppError> + Send + 'static,
{
    if !state.pool.is_sqlite() {
        return with_db(state, work).await;
    }
    let (tell, told) = oneshot::channel();
    state.pool.write_together(work, |outcome| {
        // Whoever asked may have gone away in the meantime.
        let _ = tell.send(outcome);
    });
    told.await.map_err(AppError::internal)??.map_err(Into::into)
}
