//! How the database is opened, read, written, brought up to date and looked after; no table is known here.

pub(crate) mod backup;
pub(crate) mod connection;
pub(crate) mod error;
pub(crate) mod kept;
pub(crate) mod migrate;
pub(crate) mod patience;
pub(crate) mod place;
pub(crate) mod pool;
pub(crate) mod recorded;
pub mod settings;
pub(crate) mod shared;
pub(crate) mod together;
pub(crate) mod turn;
pub mod upkeep;
pub(crate) mod write;
