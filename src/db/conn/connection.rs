//! Connections to either database, and the pool that they are taken from.

mod recorded;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Weak};

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};

use super::kept::Kept;
use super::patience::{PATIENCE, prepare};
use super::place::Place;
use super::together::Together;
use super::turn::Turn;
use crate::DbError;
use crate::places::directory::MOST_DIRECTORIES;
use crate::register::counts::{MOST_WHOLES, Whole};
use crate::register::look_alikes::{Known, MOST_KNOWN};
use crate::register::registered::{MOST_LISTS, Registered};
use domain::places::directory::Directory;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;

/// `busy_timeout` first: switching the journal mode itself needs a lock. `synchronous` is FULL because receipts
/// are given for what is stored; `recursive_triggers` because REPLACE deletes behind the triggers without it;
/// `temp_store` because each transaction within another would open a file.
const SQLITE_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA journal_size_limit = 67108864; \
     PRAGMA temp_store = MEMORY;";

/// An instance that hangs in the middle of a write must not hold the turn of all the others for ever. What a page
/// reads lies in memory: with the price that PostgreSQL puts on a page elsewhere on the disk it would rather read
/// 20 000 participants in a row than 300 along an index, and compiling a statement takes longer than running it.
const POSTGRES_SETTINGS: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'; \
     SET random_page_cost = 1.1; SET jit = off;";

#[derive(diesel::MultiConnection)]
pub enum DbConn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs one statement that the enum cannot say (`on_conflict`, binds in `sql_query`) on whichever database it is.
macro_rules! on_either {
    ($conn:expr, $each:ident => $work:expr) => {
        match $conn {
            $crate::DbConn::Sqlite($each) => $work,
            $crate::DbConn::Postgres($each) => $work,
        }
    };
}
pub(crate) use on_either;

/// What the connection shares with the others of its pool.
pub(crate) fn shared(conn: &mut DbConn) -> Option<Arc<Shared>> {
    on_either!(conn, each => each
        .instrumentation()
        .downcast_ref()
        .and_then(|Rider(shared)| shared.upgrade()))
}

/// What the connections of one pool have in common.
pub(crate) struct Shared {
    place: Place,
    pub(crate) turn: Turn,
    statements: AtomicI64,
    recorded: recorded::Texts,
    pub(crate) directories: Kept<MappingId, Directory>,
    pub(crate) wholes: Kept<MappingId, Whole>,
    pub(crate) known: Kept<MappingId, Vec<Known>>,
    pub(crate) lists: Kept<(MappingId, MunicipalityId), Registered>,
}

impl Shared {
    pub(crate) fn new(place: Place) -> Arc<Self> {
        Arc::new(Self {
            place,
            turn: Turn::default(),
            statements: AtomicI64::default(),
            recorded: recorded::Texts::default(),
            directories: Kept::new(MOST_DIRECTORIES),
            wholes: Kept::new(MOST_WHOLES),
            known: Kept::new(MOST_KNOWN),
            lists: Kept::new(MOST_LISTS),
        })
    }

    pub(crate) fn connect(self: &Arc<Self>) -> Result<DbConn, diesel::r2d2::Error> {
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
        conn.set_instrumentation(Rider(Arc::downgrade(self)));
        Ok(conn)
    }
}

/// Rides on each connection, as diesel's instrumentation: it counts statements, and leads to what is shared.
/// Weakly: the connection that writes is itself shared, and must be closed with the last of the pool.
pub(crate) struct Rider(pub(crate) Weak<Shared>);

impl Instrumentation for Rider {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let Some(shared) = self.0.upgrade() else {
            return;
        };
        let change = match event {
            InstrumentationEvent::StartQuery { query, .. } => shared.recorded.note(query),
            // BEGIN and its like come as a query too: they are no statements of a page.
            InstrumentationEvent::BeginTransaction { .. }
            | InstrumentationEvent::CommitTransaction { .. }
            | InstrumentationEvent::RollbackTransaction { .. } => -1,
            _ => return,
        };
        shared.statements.fetch_add(change, Ordering::Relaxed);
    }
}

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

    /// How many statements have run on all connections of this pool, not counting BEGIN and COMMIT.
    pub fn statements(&self) -> i64 {
        self.shared.statements.load(Ordering::Relaxed)
    }
}
