//! The pages of those who answer for a municipality.

pub mod answer;
pub mod confirm;
pub mod desk;
pub mod diff;
pub mod list;
pub mod log;
mod others;
pub mod own_data;
pub mod question;
mod question_form;
pub mod questions;
pub mod receipt;
pub mod review;
pub mod row;
pub mod start;
mod two_versions;
