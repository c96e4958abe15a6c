//! The pages of those who answer for a municipality.

mod alike;
pub mod answer;
pub mod confirm;
pub mod correct;
pub mod desk;
pub mod diff;
mod fields;
mod list;
pub mod log;
mod look_alikes;
pub mod not_participating;
pub mod nothing;
mod others;
pub mod own_data;
pub mod proposal;
mod proposal_form;
pub mod propose;
pub mod question;
mod question_form;
pub mod questions;
pub mod receipt;
pub mod review;
pub mod row;
pub mod start;
pub mod task_list;
mod task_state;
mod two_versions;
