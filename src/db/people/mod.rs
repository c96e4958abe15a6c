//! People, their roles, and how they are signed in.

pub mod accounts;
pub mod change;
pub mod credentials;
pub mod kept_forms;
pub mod overview;
pub mod read;
pub mod recovery_codes;
pub mod sessions;
pub mod tokens;
pub mod trusted_browsers;
