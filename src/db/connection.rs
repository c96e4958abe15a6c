//! Connections to either database, and the pool that they are taken from.

mod recorded;

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};

use super::DbError;
use super::directory::Directories;
use super::patience::{PATIENCE, prepare};

/// `busy_timeout` first: switching the journal mode itself needs a lock. `synchronous` is FULL because receipts
/// are given for what is stored; `recursive_triggers` because REPLACE deletes behind the triggers without it;
/// `temp_store` because each transaction within another would open a file.
const SQLITE_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA journal_size_limit = 67108864; \
     PRAGMA temp_store = MEMORY;";

/// An instance that hangs in the middle of a write must not hold the turn of all the others for ever. What a page
/// reads lies in memory: with the price that PostgreSQL puts on a page elsewhere on the disk it would rather read
/// 20 000 participants in a row than 300 along an index.
const POSTGRES_SETTINGS: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'; \
     SET random_page_cost = 1.1;";

#[derive(diesel::MultiConnection)]
pub enum DbConn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs one statement that the enum cannot say (`on_conflict`, binds in `sql_query`) on whichever database it is.
macro_rules! on_either {
    ($conn:expr, $each:ident => $work:expr) => {
        match $conn {
            $crate::db::DbConn::Sqlite($each) => $work,
            $crate::db::DbConn::Postgres($each) => $work,
        }
    };
}
pub(crate) use on_either;

/// What the connection shares with the others of its pool.
pub(super) fn shared(conn: &mut DbConn) -> Option<Arc<Shared>> {
    on_either!(conn, each => each
        .instrumentation()
        .downcast_ref()
        .map(|Rider(shared)| Arc::clone(shared)))
}

/// Where a database is, as its URL says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Place {
    pub(super) fn parse(url: &str) -> Result<Self, DbError> {
        match url.split_once("://") {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(with_connect_timeout(url))),
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(path.into())),
            // Without a scheme it may be a mistyped URL, and a mistyped URL must not become a new, empty file.
            None if Path::new(url).is_file() => Ok(Self::Sqlite(url.into())),
            Some((scheme, _)) => Err(DbError::Scheme(scheme.to_owned())),
            None => Err(DbError::Missing(url.into())),
        }
    }

    /// A wrong URL to SQLite would make a new, empty database: only those who mean to may.
    pub(super) fn exists_or_is_made(&self, may_create: bool) -> Result<(), DbError> {
        let Self::Sqlite(path) = self else { return Ok(()) };
        if path.is_file() {
            return Ok(());
        }
        if !may_create {
            return Err(DbError::Missing(path.clone()));
        }
        let made = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| private_file(path));
        made.map_err(|error| DbError::File {
            path: path.clone(),
            error,
        })
    }
}

/// Makes an empty file that only its owner can read: the database holds people's addresses.
pub(super) fn private_file(path: &Path) -> std::io::Result<()> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .map(drop)
}

/// libpq by itself waits for minutes for a server that does not answer.
fn with_connect_timeout(url: &str) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}connect_timeout={}", PATIENCE.as_secs())
}

/// What the connections of one pool have in common.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) turn: Turn,
    statements: AtomicI64,
    recorded: recorded::Texts,
    pub(super) directories: Directories,
}

/// One writer at a time: SQLite's own waiting writers starve each other for seconds.
#[derive(Default)]
pub(super) struct Turn {
    taken: Mutex<bool>,
    freed: Condvar,
}

impl Turn {
    /// None when the turn did not come within `patience`.
    pub(super) fn take(&self, patience: Duration) -> Option<TurnTaken<'_>> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut taken, _) = self
            .freed
            .wait_timeout_while(taken, patience, |taken| *taken)
            .unwrap_or_else(PoisonError::into_inner);
        // Lazily: a TurnTaken that is dropped gives the turn back, and this one might be somebody else's.
        (!std::mem::replace(&mut *taken, true)).then(|| TurnTaken(self))
    }
}

pub(super) struct TurnTaken<'a>(&'a Turn);

impl Drop for TurnTaken<'_> {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.freed.notify_one();
    }
}

/// Rides on each connection, as diesel's instrumentation: it counts statements, and leads to what is shared.
pub(super) struct Rider(pub(super) Arc<Shared>);

impl Instrumentation for Rider {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let change = match event {
            InstrumentationEvent::StartQuery { query, .. } => self.0.recorded.note(query),
            // BEGIN and its like come as a query too: they are no statements of a page.
            InstrumentationEvent::BeginTransaction { .. }
            | InstrumentationEvent::CommitTransaction { .. }
            | InstrumentationEvent::RollbackTransaction { .. } => -1,
            _ => return,
        };
        self.0.statements.fetch_add(change, Ordering::Relaxed);
    }
}

/// Diesel's own manager tries each variant in turn, which hides the real error; this one decides by the URL.
pub struct DbManager {
    place: Place,
    shared: Arc<Shared>,
}

impl DbManager {
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            shared: Arc::default(),
        }
    }
}

impl ManageConnection for DbManager {
    type Connection = DbConn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<DbConn, Self::Error> {
        use diesel::r2d2::Error::{ConnectionError, QueryError};
        let (mut conn, settings) = match &self.place {
            Place::Postgres(url) => (
                DbConn::Postgres(PgConnection::establish(url).map_err(ConnectionError)?),
                POSTGRES_SETTINGS,
            ),
            Place::Sqlite(path) => {
                let path = path.to_string_lossy();
                (
                    DbConn::Sqlite(SqliteConnection::establish(&path).map_err(ConnectionError)?),
                    SQLITE_PRAGMAS,
                )
            }
        };
        prepare(&mut conn, settings).map_err(QueryError)?;
        conn.set_instrumentation(Rider(Arc::clone(&self.shared)));
        Ok(conn)
    }

    /// A PostgreSQL server may have gone and come back since; a file has not.
    fn is_valid(&self, conn: &mut DbConn) -> Result<(), Self::Error> {
        if matches!(conn, DbConn::Postgres(_)) {
            conn.ping().map_err(diesel::r2d2::Error::QueryError)?;
            self.shared.statements.fetch_sub(1, Ordering::Relaxed);
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
}

/// Opens the database at `url` with up to `size` connections. A missing file is made only if it may be.
pub fn open(url: &str, size: u32, may_create: bool) -> Result<DbPool, DbError> {
    let place = Place::parse(url)?;
    place.exists_or_is_made(may_create)?;
    let manager = DbManager::new(place);
    let shared = Arc::clone(&manager.shared);
    // The pool would try for five seconds and then say only that it timed out.
    drop(manager.connect().map_err(DbError::Unreachable)?);
    let pool = Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(PATIENCE)
        .build(manager)
        .map_err(DbError::Pool)?;
    Ok(DbPool { pool, shared })
}

impl DbPool {
    pub fn get(&self) -> Result<PooledConnection<DbManager>, DbError> {
        self.pool.get().map_err(DbError::Pool)
    }

    /// How many connections there may be.
    pub fn size(&self) -> usize {
        self.pool.max_size() as usize
    }

    /// Whether the database answers.
    pub fn ping(&self) -> Result<(), DbError> {
        Ok(self.get()?.ping()?)
    }

    /// How many statements have run on all connections of this pool, not counting BEGIN and COMMIT.
    pub fn statements(&self) -> i64 {
        self.shared.statements.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_found_by_the_scheme_of_its_url() {
        assert_eq!(
            Place::parse("sqlite://var/ordna.db").unwrap(),
            Place::Sqlite("var/ordna.db".into())
        );
        assert_eq!(
            Place::parse("postgres://ordna@db/ordna?sslmode=require").unwrap(),
            Place::Postgres("postgres://ordna@db/ordna?sslmode=require&connect_timeout=5".into())
        );
        assert!(
            matches!(Place::parse("mysql://secret@db/ordna"), Err(DbError::Scheme(scheme)) if scheme == "mysql")
        );
        assert!(matches!(
            Place::parse("var/mistyped.db"),
            Err(DbError::Missing(_))
        ));
    }

    #[test]
    fn the_turn_is_taken_by_one_at_a_time() {
        let turn = Turn::default();
        let first = turn.take(Duration::ZERO);
        assert!(first.is_some() && turn.take(Duration::from_millis(5)).is_none());
        drop(first);
        assert!(turn.take(Duration::ZERO).is_some());
    }
}
