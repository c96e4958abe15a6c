//! A round: its hearings, its times, and who may do what in one of them.

pub mod deputy;
pub mod desk;
pub mod hearing;
pub mod holidays;
pub mod plan;
pub mod rights;
