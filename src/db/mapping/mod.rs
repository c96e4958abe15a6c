//! Mappings, and the lists that an administrator arranges for each.

pub mod lists;
pub mod mappings;
pub mod publications;
pub mod regions;
pub mod settings;
pub mod write;
