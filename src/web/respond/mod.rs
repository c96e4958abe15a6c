//! The pages of those who answer for a municipality.

pub mod list;
pub mod start;
