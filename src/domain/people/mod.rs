//! People: what they may do, how they prove who they are, and for how long.

pub mod access;
pub mod password;
pub mod person;
pub mod session;
pub mod softlock;
pub mod token;
