//! Pages for anyone: start, language, health, and what the portal says about itself.

pub mod about;
pub mod health;
pub mod language;
pub mod start;
