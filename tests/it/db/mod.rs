//! The data layer's own promises, on both databases.

mod compiled;
mod concerns;
mod frozen;
mod frozen_municipalities;
mod opening;
mod together;
mod writing;
