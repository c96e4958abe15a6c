//! A municipality answers its hearing, through the pages.

mod canary;
mod confirming;
mod nothing_to_report;
mod others_proposals;
mod proposing;
mod questions;
mod reviewing;
mod task_list;
