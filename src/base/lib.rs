//! Small things that several layers share: the clock, settings, secrets and passwords.

pub mod clock;
pub mod config;
pub mod passwords;
pub mod secret;
pub mod site;
pub mod smtp_url;
pub mod submission;
pub mod totp;
