//! The questions beside the list.

pub(crate) mod form;
pub mod list;
pub mod question;
pub mod region;
