//! The modules of ordna, from the inside out. Who may import whom is tested in `tests/it/layers.rs`:
//! `web → tasks → db → domain`, with `analysis`, `report`, `mail` and `i18n` beside them.

pub mod analysis;
pub mod clock;
pub mod commands;
pub mod config;
pub mod db;
pub mod demo;
pub mod domain;
pub mod i18n;
pub mod mail;
pub mod passwords;
pub mod report;
pub mod scheduler;
pub mod secret;
pub mod site;
pub mod smtp_url;
pub mod submission;
pub mod tasks;
pub mod totp;
pub mod web;
