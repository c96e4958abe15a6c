//! What comes back: from an address of our own to a letter, from a message to what it says, from a box to messages.

pub mod address;
