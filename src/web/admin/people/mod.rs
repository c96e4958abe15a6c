//! People: invited, given roles, shut out.

pub mod acts;
pub mod invite;
pub mod roles;
pub mod user;
pub mod user_edit;
pub mod users;
