//! A municipality answers its hearing, through the pages.

mod canary;
mod confirming;
mod questions;
mod reviewing;
