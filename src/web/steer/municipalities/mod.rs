//! All municipalities of a mapping, and where each of them stands.

pub mod csv;
pub(crate) mod filter;
pub mod list;
pub(crate) mod map;
pub(crate) mod row;
pub mod saved_views;
