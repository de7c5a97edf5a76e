//! The program; it has no commands yet.

fn main() {}
