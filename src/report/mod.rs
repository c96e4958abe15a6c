//! Tables in, bytes out.

pub mod csv;
