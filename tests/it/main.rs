//! One binary of integration tests.

mod db;
mod schema;
mod support;
