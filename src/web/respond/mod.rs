//! The pages of those who answer for a municipality, or for a regionråd.

pub mod confirm;
pub mod correct;
pub mod delegate;
pub mod desk;
pub mod diff;
mod fields;
mod list;
pub mod log;
pub mod nothing;
pub mod propose;
pub mod questions;
pub mod review;
pub mod start;
pub mod task_list;
mod task_state;
