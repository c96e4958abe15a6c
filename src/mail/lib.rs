//! Letters: what they say, how they become messages, and how they leave the portal.

mod address;
mod attempt;
pub mod bounces;
pub mod hearing_letters;
pub mod html;
mod lane;
pub mod letters;
pub mod message;
pub mod route;
pub mod smtp;
mod strikes;
mod templates;
mod throttle;
pub mod wording;
pub mod worker;

use std::path::{Path, PathBuf};

use base::config::Config;
use base::site::mail_domain;
use db::outbox::Due;

/// Whether mail leaves the portal: never in a demo.
pub fn leaves(config: &Config) -> bool {
    config.smtp.is_some() && !config.demo
}

/// The address that all mail goes to while the portal is being tried, when any leaves it.
pub fn test_box(config: &Config) -> Option<String> {
    let to = config.mail.test_to.as_ref().filter(|_| leaves(config));
    to.map(ToString::to_string)
}

/// What the portal calls itself to the mail server.
pub fn hello(config: &Config) -> &str {
    mail_domain(&config.site)
}

/// Where mail that stays in the portal lies as files: beside the database.
pub fn folder(config: &Config) -> PathBuf {
    let database = config.database_url.strip_prefix("sqlite://").map(Path::new);
    database
        .and_then(Path::parent)
        .unwrap_or(Path::new("var"))
        .join("mail")
}

/// The whole message as it was or will be sent; none when no message can be made of the letter.
pub fn as_file(config: &Config, letter: &Due) -> Option<Vec<u8>> {
    message::compose(letter, &route::Route::of(config))
        .ok()
        .map(|composed| composed.bytes)
}
