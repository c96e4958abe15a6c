//! A connection to either database, and which transaction it is in.

use std::num::NonZeroU32;

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::{PgConnection, QueryResult, SqliteConnection};

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

pub(crate) fn is_in_transaction(conn: &mut DbConn) -> QueryResult<bool> {
    Ok(depth(conn)? > 0)
}

/// How many transactions the connection is in, one within the other.
pub(crate) fn depth(conn: &mut DbConn) -> QueryResult<u32> {
    let depth = match conn {
        DbConn::Sqlite(c) => AnsiTransactionManager::transaction_manager_status_mut(c).transaction_depth()?,
        DbConn::Postgres(c) => {
            AnsiTransactionManager::transaction_manager_status_mut(c).transaction_depth()?
        }
    };
    Ok(depth.map_or(0, NonZeroU32::get))
}
