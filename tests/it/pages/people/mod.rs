//! People coming in, and looking after their own accounts.

mod account;
mod first;
mod letters;
mod log_in;
mod nobody;
mod passwords;
mod roles;
mod second_step;
mod sessions;
