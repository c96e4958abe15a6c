//! The only place with SQL; returns domain types.

pub mod answer;
pub mod audit;
pub mod conn;
pub mod imports;
pub mod mailing;
pub mod mapping;
pub mod outbox;
pub mod people;
pub mod places;
pub mod register;
pub mod round;
pub mod schema;

pub use conn::backup::backup_to;
pub use conn::connection::DbConn;
pub use conn::error::{DbError, Refused, is_unavailable};
pub use conn::migrate::{Upgrade, is_up_to_date, migrate};
pub use conn::pool::{DbManager, DbPool, open};
pub use conn::write::{Retry, read, to_disk, write, write_lightly};
pub use diesel::QueryResult;
pub use diesel::result::{DatabaseErrorKind, Error as QueryError};
pub use places::directory::directory;

use conn::connection::MultiBackend;

/// As many connections as may work at once; a write waits for its turn, a read for a core.
pub const POOL_SIZE: u32 = 8;

/// A stored code that this program does not know: an error of the data, which no page can mend.
fn bad_code(message: String) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(message.into())
}
