//! What the tests are made with.

pub mod database;
