//! What people write: what may stand in it, how it is sorted and searched, and times as they are typed.

pub mod allowed;
pub mod norwegian;
pub mod written_time;
