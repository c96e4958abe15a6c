//! Rounds and their hearings, and what coordinators see and decide of them.

pub mod delegations;
pub mod deputies;
pub mod desk;
pub mod desk_municipality;
pub mod duties;
pub mod hearing;
pub mod hearing_list;
pub mod inquiries;
pub mod notes;
pub mod progress;
pub mod rounds;
pub mod saved_views;
pub mod settings;
