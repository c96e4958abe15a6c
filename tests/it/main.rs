//! One binary of integration tests.

mod db;
mod pages;
mod schema;
mod support;
