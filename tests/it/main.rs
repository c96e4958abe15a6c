//! One binary of integration tests.

mod browser;
mod db;
mod exchange;
mod house;
mod layers;
mod look_alikes;
mod mail;
mod pages;
mod plans;
mod schema;
mod support;
mod texts;
mod two_instances;
mod two_people;
