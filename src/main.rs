//! The `chutri` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    chutri::cli::run()
}
