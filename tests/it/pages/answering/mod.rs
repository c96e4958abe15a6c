//! A municipality answers its hearing, through the pages.

mod confirming;
mod reviewing;
