//! Letters before they leave: what they say, to whom, and what becomes of them.

pub mod dispatch;
pub mod fate;
pub mod letter;
pub mod mailing;
pub mod merge;
