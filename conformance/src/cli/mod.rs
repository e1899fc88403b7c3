//! What people type, and what the program ends with (INTERFACE, "cal-conformance").

mod coverage;
mod explain;
mod flags;
mod lint;
mod list;
mod refresh_url;
mod run;
mod selfcheck;
mod signals;
mod snapshots;
mod target;
mod terminal;
mod texts;

use std::{fmt::Display, process::ExitCode};

use conformance::verdict::Exit;
use tokio::{runtime, task::LocalSet};

use flags::{Command, Flags};

/// A reason to end, told on stderr, and the exit code that goes with it.
#[derive(Debug)]
struct Ended {
    exit: Exit,
    message: String,
}

impl Ended {
    fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into() }
    }

    fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    fn internal(message: impl Display) -> Self {
        Self::new(Exit::Internal, message.to_string())
    }
}

/// Does what was typed.
pub(crate) fn run() -> ExitCode {
    let flags = flags::parse();
    let ended = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Ended::internal)
        .and_then(|runtime| runtime.block_on(LocalSet::new().run_until(command(flags))));
    let exit = ended.unwrap_or_else(|ended| {
        terminal::complain(&ended.message);
        ended.exit
    });
    ExitCode::from(exit.code())
}

async fn command(flags: Flags) -> Result<Exit, Ended> {
    match flags.command.unwrap_or(Command::Run(flags.run)) {
        Command::Run(run) => run::run(run).await,
        Command::RefreshUrl(refresh_url) => refresh_url::run(*refresh_url).await,
        Command::List(list) => list::run(&list),
        Command::Explain(explain) => explain::run(&explain),
        Command::Coverage(coverage) => coverage::run(&coverage),
        Command::Lint(lint) => lint::run(&lint),
        Command::Snapshots { command } => snapshots::run(&command),
        Command::Selfcheck(selfcheck) => selfcheck::run(&selfcheck),
    }
}
