//! What people do with their accounts: come in, prove who they are, look after their own.

mod invite;
mod letters;

pub use invite::{Invited, invite, send_activation};
