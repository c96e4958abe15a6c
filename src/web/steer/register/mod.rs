//! The register of a mapping: its arrangements, one by one and in figures.

pub mod arrangement;
pub mod arrangements;
pub mod csv;
pub mod figures;
pub(crate) mod history;
pub(crate) mod participants;
pub(crate) mod selection;
