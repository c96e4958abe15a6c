//! Mailings, from their draft until the last letter has left.

pub mod addressees;
pub mod correspondents;
pub mod mailings;
pub mod steps;
pub mod templates;
pub mod undo;
