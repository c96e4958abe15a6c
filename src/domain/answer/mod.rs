//! What a municipality answers: to its list, to the questions, and what it misses.

pub mod proposal;
pub mod question;
pub mod response;
