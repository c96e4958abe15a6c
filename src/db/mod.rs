//! The only place with SQL; returns domain types.

mod backup;
mod connection;
mod error;
mod migrate;
pub mod schema;
mod write;

pub use backup::backup_to;
pub use connection::{DbConn, DbManager, DbPool, open};
pub use error::{DbError, Refused, is_unavailable};
pub use migrate::{Upgrade, is_up_to_date, migrate};
pub use write::{Retry, read, write};
