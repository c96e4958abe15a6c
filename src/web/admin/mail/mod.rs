//! The mailbox, and the words of letters.

pub mod hold;
pub mod mailbox;
pub mod mailbox_csv;
pub mod setup;
pub mod templates;
