//! The pool that connections are taken from.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};

use super::connection::DbConn;
use super::patience::PATIENCE;
use super::place::Place;
use super::shared::Shared;
use super::together::Together;
use crate::DbError;

/// Diesel's own manager tries each variant in turn, which hides the real error; this one decides by the URL.
pub struct DbManager(Arc<Shared>);

impl ManageConnection for DbManager {
    type Connection = DbConn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<DbConn, Self::Error> {
        self.0.connect()
    }

    /// A PostgreSQL server may have gone and come back since; a file has not.
    fn is_valid(&self, conn: &mut DbConn) -> Result<(), Self::Error> {
        if matches!(conn, DbConn::Postgres(_)) {
            conn.ping().map_err(diesel::r2d2::Error::QueryError)?;
            self.0.statements.fetch_sub(1, Ordering::Relaxed);
        }
        Ok(())
    }

    fn has_broken(&self, conn: &mut DbConn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

#[derive(Clone)]
pub struct DbPool {
    pool: Pool<DbManager>,
    shared: Arc<Shared>,
    together: Together,
}

/// Opens the database at `url` with up to `size` connections. A missing file is made only if it may be.
pub fn open(url: &str, size: u32, may_create: bool) -> Result<DbPool, DbError> {
    let place = Place::parse(url)?;
    place.exists_or_is_made(may_create)?;
    let shared = Shared::new(place);
    // The pool would try for five seconds and then say only that it timed out.
    drop(shared.connect().map_err(DbError::Unreachable)?);
    let pool = Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(PATIENCE)
        .build(DbManager(Arc::clone(&shared)))
        .map_err(DbError::Pool)?;
    Ok(DbPool {
        pool,
        shared,
        together: Together::default(),
    })
}

impl DbPool {
    pub fn get(&self) -> Result<PooledConnection<DbManager>, DbError> {
        self.pool.get().map_err(DbError::Pool)
    }

    /// A connection that nobody uses just now, to a database that answers at once: SQLite is a part of this program,
    /// and its readers wait for nobody.
    pub fn at_hand(&self) -> Option<PooledConnection<DbManager>> {
        self.is_sqlite().then(|| self.pool.try_get()).flatten()
    }

    /// SQLite writes one after the other: short writes may share the wait for the disk.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.shared.place, Place::Sqlite(_))
    }

    /// Does `work`, a short write, together with others of the same moment; `answer` is called when it is on the disk.
    /// On SQLite only.
    pub fn write_together<T: Send + 'static, E: Send + 'static>(
        &self,
        work: impl FnOnce(&mut DbConn) -> Result<T, E> + Send + 'static,
        answer: impl FnOnce(diesel::QueryResult<Result<T, E>>) + Send + 'static,
    ) {
        self.together.write(&self.shared, work, answer);
    }

    /// How many connections there may be.
    pub fn size(&self) -> usize {
        self.pool.max_size() as usize
    }

    /// Whether the database answers.
    pub fn ping(&self) -> Result<(), DbError> {
        Ok(self.get()?.ping()?)
    }

    /// The statements on all connections of this pool since the last call; the first begins with it.
    pub fn recorded(&self) -> Vec<String> {
        self.shared.recorded.take()
    }

    /// How many statements have run on all connections of this pool, not counting BEGIN and COMMIT.
    pub fn statements(&self) -> i64 {
        self.shared.statements.load(Ordering::Relaxed)
    }
}
