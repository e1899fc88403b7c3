//! `cal-mock`: flags to exit code. The only reader of arguments and environment.

// They panic when nobody reads: `cli/terminal.rs` prints.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
