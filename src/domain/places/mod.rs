//! Municipalities, what became of them, and the mapping that they are a part of.

pub mod directory;
pub mod mapping;
pub mod municipality;
pub mod succession;
