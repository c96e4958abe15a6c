//! Imports in the browser, and how they are undone.

pub mod obstacles;
pub mod rows;
pub mod runs;
