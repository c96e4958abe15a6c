//! Tables in, bytes out.

pub mod csv;
pub mod export;
pub mod register_csv;
