//! What municipalities answer: drafts, steps, and what has been sent in.

pub mod draft_steps;
pub mod drafts;
pub mod others;
pub mod own_list;
pub(crate) mod proposal_json;
pub mod proposals;
pub mod questions;
pub mod responses;
pub mod submissions;
