//! A mapping's arrangements, and who takes part in them.

pub(crate) mod changes;
pub(crate) mod counts;
pub(crate) mod filter;
pub(crate) mod inserted;
pub mod list;
pub mod load;
pub mod look_alikes;
pub(crate) mod one;
pub mod registered;
pub(crate) mod rows;
pub mod write;
