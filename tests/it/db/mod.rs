//! The data layer's own promises, on both databases.

mod frozen;
mod frozen_municipalities;
mod opening;
mod writing;
