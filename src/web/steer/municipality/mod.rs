//! One municipality, and what may be done with its hearing.

pub(crate) mod acts;
pub mod answer;
pub mod deadline;
pub mod deputy;
pub(crate) mod facts;
pub mod front;
pub mod notes;
pub mod reopen;
pub(crate) mod story;
