//! Letters: what they say, how they become messages, and how they leave the portal.

pub mod letters;
