//! `cal-mock`: flags to exit code. The only reader of arguments and environment.

// They panic when nobody reads: `cli/terminal.rs` prints.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// The system's allocator gets slower the more live tokens there are, and keeps what was given back.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
