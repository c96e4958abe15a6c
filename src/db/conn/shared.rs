//! What the connections of one pool have in common: where they lead, whose turn it is to write, what is kept.

use std::hash::Hash;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Weak};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::result::{DatabaseErrorKind, Error};
use diesel::{Connection, PgConnection, QueryResult, SqliteConnection};

use super::connection::{DbConn, is_in_transaction, on_either};
use super::kept::Shelves;
use super::patience::prepare;
use super::place::Place;
use super::recorded::Texts;
use super::turn::Turn;
use domain::places::mapping::Mapping;

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

/// What the connection shares with the others of its pool.
pub(crate) fn shared(conn: &mut DbConn) -> Option<Arc<Shared>> {
    on_either!(conn, each => each
        .instrumentation()
        .downcast_ref()
        .and_then(|Rider(shared)| shared.upgrade()))
}

/// What the connections of one pool have in common.
pub(crate) struct Shared {
    pub(crate) place: Place,
    pub(crate) turn: Turn,
    pub(crate) statements: AtomicI64,
    pub(crate) recorded: Texts,
    shelves: Shelves,
}

impl Shared {
    pub(crate) fn new(place: Place) -> Arc<Self> {
        Arc::new(Self {
            place,
            turn: Turn::default(),
            statements: AtomicI64::default(),
            recorded: Texts::default(),
            shelves: Shelves::default(),
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

    /// The connection that writes.
    pub(crate) fn open(self: &Arc<Self>) -> QueryResult<DbConn> {
        self.connect().map_err(|error| {
            Error::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new(error.to_string()))
        })
    }
}

/// What is kept for a mapping that was just read, or what `read` finds now. `most` of its kind are kept at once.
pub(crate) fn kept_or_read<K, T>(
    conn: &mut DbConn,
    most: usize,
    key: K,
    mapping: &Mapping,
    read: impl FnOnce(&mut DbConn) -> QueryResult<T>,
) -> QueryResult<Arc<T>>
where
    K: Eq + Hash + Send + 'static,
    T: Send + Sync + 'static,
{
    let versions = (mapping.register_version, mapping.municipalities_version);
    // Inside a transaction the version may be one that is rolled back, and then given to other contents.
    let shelf = if is_in_transaction(conn)? {
        None
    } else {
        shared(conn).and_then(|shared| shared.shelves.of(most))
    };
    if let Some(kept) = shelf.as_ref().and_then(|shelf| shelf.get(&key, versions)) {
        return Ok(kept);
    }
    let value = Arc::new(read(conn)?);
    if let Some(shelf) = shelf {
        shelf.keep(key, versions, &value);
    }
    Ok(value)
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
