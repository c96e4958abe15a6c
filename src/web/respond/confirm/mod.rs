//! The list is confirmed as a whole, and what was sent in is kept.

pub mod own_data;
pub mod page;
pub mod receipt;
