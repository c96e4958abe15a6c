//! The pages as people use them, a file for each part of the portal.

mod admin_log;
mod admin_municipalities;
mod admin_users;
mod admin_users_acts;
mod answering;
mod demo;
mod errors;
mod every_route;
mod frame;
mod given_back;
mod kept_forms;
mod log_lines;
mod mail_hold;
mod mailbox;
pub mod matrix;
mod people;
mod public;
mod register;
mod register_list;
mod register_municipalities;
mod register_paging;
mod seen;
mod seen_parts;
mod steering;
