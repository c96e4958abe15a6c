//! The pages of the administration: people, municipalities, the log.

pub mod mailbox;
