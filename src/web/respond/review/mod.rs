//! A municipality's own list, answered row by row.

pub(crate) mod alike;
pub mod answer;
pub mod not_participating;
pub(crate) mod others;
pub mod page;
pub mod row;
pub(crate) mod two_versions;
pub(crate) mod undo;
