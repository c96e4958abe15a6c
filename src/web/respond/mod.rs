//! The pages of those who answer for a municipality.

pub mod answer;
pub mod desk;
pub mod diff;
pub mod list;
mod others;
pub mod review;
pub mod row;
pub mod start;
mod two_versions;
