//! A round: planned, under way, closed.

pub(crate) mod before;
pub mod end;
pub(crate) mod form;
pub mod plan;
pub mod rounds;
pub(crate) mod today;
pub(crate) mod today_chart;
