//! The country's municipalities, and whom to write to there.

pub mod as_they_were;
pub mod book;
pub mod contacts;
pub(crate) mod directory;
pub mod history;
mod rows;
pub mod write;
