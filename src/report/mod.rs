//! Tables in, bytes out.

pub mod csv;
pub mod export;
pub mod register_csv;
pub mod sheet;
pub mod xlsx;
