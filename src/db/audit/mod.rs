//! The audit log.

pub mod read;
pub mod write;
