//! What a municipality misses on its list.

pub(crate) mod form;
pub(crate) mod look_alikes;
pub mod proposal;
pub mod start;
