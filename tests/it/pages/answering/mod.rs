//! A municipality answers its hearing, through the pages.

mod confirming;
mod questions;
mod reviewing;
