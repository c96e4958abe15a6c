//! The commands; wires the parts together.

fn main() {}
