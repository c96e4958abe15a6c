//! The audit log.

pub mod csv;
pub(crate) mod details;
pub(crate) mod line;
pub mod list;
