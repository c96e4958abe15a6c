//! What people do with their accounts: come in, prove who they are, look after their own.

pub mod administering;
mod entry;
mod first;
pub(crate) mod invite;
pub(crate) mod letters;
pub mod own;
pub mod recover;
pub mod second_factor;
pub mod sign_in;

pub use entry::{Browser, Entry};
pub use first::{admin_link, first_admin, first_link, is_first_link};
pub use invite::{Invited, invite, send_activation};
