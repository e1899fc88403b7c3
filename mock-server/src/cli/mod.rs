//! Floor 4: what people type, and what the program ends with (INTERFACE, "cal-mock").

mod ask;
mod environment;
mod exposure;
mod faults;
mod flags;
mod health;
mod limits;
mod manners;
mod port;
mod ready_file;
mod routes;
mod serve;
mod terminal;
mod world_file;

use std::fmt::Display;
use std::io;
use std::os::unix::net::UnixStream;
use std::process::ExitCode;

use flags::Command;

/// Why the program ends badly. The numbers are public and never change.
#[derive(Debug)]
enum Failure {
    /// 2: what was typed makes no sense.
    Usage(String),
    /// 3: nobody can be listened to, or nobody answers.
    Unreachable(String),
    /// 8: our own mistake.
    Internal(String),
}

impl Failure {
    fn internal(error: impl Display) -> Self {
        Self::Internal(error.to_string())
    }

    fn text(&self) -> &str {
        let (Self::Usage(text) | Self::Unreachable(text) | Self::Internal(text)) = self;
        text
    }
}

/// Does what was typed.
pub(crate) fn run() -> ExitCode {
    // Where it was, and not what was said: that may hold what somebody sent.
    std::panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        terminal::complain(&format!("panicked at {place}"));
    }));
    let flags = flags::parse();
    let outcome = runtime().and_then(|runtime| match flags.command {
        None => runtime.block_on(serve::run(flags.serve)),
        Some(Command::Serve(serve)) => runtime.block_on(serve::run(*serve)),
        Some(Command::Env(environment)) => runtime.block_on(environment::run(environment)),
        Some(Command::Health(health)) => runtime.block_on(health::run(health)),
        Some(Command::Faults(faults)) => faults::run(&faults),
        Some(Command::Routes(routes)) => routes::run(&routes),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report(&failure),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    // tokio panics where it finds no file handles for itself; nobody is served with fewer.
    let spare: io::Result<Vec<_>> = (0..4).map(|_| UnixStream::pair()).collect();
    drop(spare.map_err(|error| Failure::Internal(format!("cannot begin: {error}; see ulimit -n")))?);
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::internal)
}

fn report(failure: &Failure) -> ExitCode {
    terminal::complain(failure.text());
    ExitCode::from(match failure {
        Failure::Usage(_) => 2,
        Failure::Unreachable(_) => 3,
        Failure::Internal(_) => 8,
    })
}
