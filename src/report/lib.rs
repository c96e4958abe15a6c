//! Tables in, bytes out.

pub mod csv;
pub mod export;
pub mod own_data;
pub mod receipt;
pub mod register_csv;
pub mod sheet;
pub mod tile_map;
pub mod xlsx;
