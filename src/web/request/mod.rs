//! What every request passes, before and after its handler.

pub(crate) mod asked;
pub mod cookies;
pub(crate) mod door;
pub mod frame;
pub(crate) mod headers;
pub mod kept_forms;
pub(crate) mod limits;
pub(crate) mod origin;
pub(crate) mod posted;
pub(crate) mod router;
pub(crate) mod session_time;
pub mod span;
pub(crate) mod squeeze;
pub mod upload;
pub(crate) mod with_db;
pub(crate) mod writers;
