//! The register: an arrangement, what is stated of it, how lists of them are narrowed, and who agrees on it.

pub mod agreement;
pub mod arrangement;
pub mod cost_key;
mod decimals;
pub mod fields;
mod kind;
pub mod listing;
pub mod similarity;
pub mod stated;
pub mod value;
pub mod whole;
