//! Mappings: planned, opened, and the parts that an administrator arranges.

pub mod area;
pub(crate) mod form;
pub mod front;
pub mod list;
pub mod lists;
pub mod open;
pub(crate) mod parts;
pub mod questions;
pub mod region_end;
pub mod regions;
