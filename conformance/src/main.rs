//! Flags to exit code.

fn main() {}
