//! One binary of integration tests.

mod db;
mod house;
mod layers;
mod pages;
mod schema;
mod support;
