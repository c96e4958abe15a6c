//! What coordinators do with a round, and what the clock does.

pub mod deputies;
pub mod duties;
pub mod notes;
pub mod planning;
pub mod rounds;
pub mod saved_views;
