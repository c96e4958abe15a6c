//! The country's municipalities, and whom to write to there.

pub mod contacts;
pub mod list;
pub mod municipality;
pub mod written_form;
