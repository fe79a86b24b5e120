//! The `chutri` command.

fn main() {}
