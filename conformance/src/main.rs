//! `cal-conformance`: flags to command to exit code. The only reader of arguments and environment.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
