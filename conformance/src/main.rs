//! `cal-conformance`: flags to command to exit code. The only reader of arguments and environment.

mod cli;

use std::process::ExitCode;

/// A run makes and forgets many small texts: a fifth of its time went to the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
