//! What those who answer do: answer, propose, delegate, confirm.

pub mod answering;
pub mod answering_alike;
pub mod confirming;
pub mod delegating;
pub mod hearing;
pub mod inquiries;
pub mod proposing;
pub mod questioning;
pub(crate) mod submitting;
