//! What the tests are made with.

pub mod answer;
pub mod browser;
pub mod checks;
pub mod data;
pub mod database;
pub mod form;
pub mod letters;
pub mod people;
pub mod portal;
pub mod register;
pub mod sample;
pub mod sign_in;
pub mod snapshot;
pub mod sources;
