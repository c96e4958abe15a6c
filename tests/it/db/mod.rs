//! The data layer's own promises, on both databases.

mod frozen;
mod opening;
mod writing;
