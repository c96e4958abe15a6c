//! The pages as people use them, a file for each part of the portal.

mod frame;
mod public;
