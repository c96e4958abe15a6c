//! The portal in a real browser: accessibility, valid HTML, keyboard, narrow screens, life without JavaScript.
//! These tests are left out unless asked for (`cargo test --test it -- --ignored`) and want the address of a running
//! chromedriver in `CHROMEDRIVER`; `tests/run` sees to both.

mod autosave;
mod chromium;
mod desk;
mod everywhere;
mod journeys;
mod keeping;
mod keyboard;
mod limits;
mod list;
mod person;
mod reading;
mod round;
mod server;
mod states;
mod tour;
mod unsaved;
mod validity;
mod whole;
