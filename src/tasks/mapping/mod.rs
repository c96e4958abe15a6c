//! What administrators do with a mapping and with the country's municipalities.

pub(crate) mod copy;
pub mod exporting;
pub mod lists;
pub mod mappings;
pub mod municipality_book;
pub mod planning;
pub mod regions;
pub mod seeding;
