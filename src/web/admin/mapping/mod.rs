//! Mappings: planned, opened, and the parts that an administrator arranges.

pub(crate) mod act;
pub mod area;
pub(crate) mod form;
pub mod front;
pub mod list;
pub(crate) mod lists;
pub mod open;
pub mod part_pages;
pub(crate) mod parts;
pub(crate) mod questions;
pub mod regions;
