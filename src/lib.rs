//! The commands, and what runs beside the pages. The layers are crates of their own in the folders beside this file:
//! `web → tasks → db → domain`, with `analysis`, `report`, `mail` and `i18n` beside them; they are named here for the
//! integration tests.

pub mod commands;
pub mod scheduler;

pub use base::{clock, config, passwords, secret, site, smtp_url, submission, totp};
pub use {analysis, db, demo, domain, i18n, mail, report, tasks, web};
