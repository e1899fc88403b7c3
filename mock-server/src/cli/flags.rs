//! The flags. Precedence: flag, then `CAL_MOCK_*`, then `PORT`, then the default.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::Resettable;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use mock_server::MailServer;
use mock_server::store::Rate;
use mock_server::wire::Origin;

use super::limits::Bounds;
use super::port;

/// A mock of Cal.com's OAuth 2 server and API, exact enough to test clients against.
#[derive(Debug, Parser)]
#[command(name = "cal-mock", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(super) struct Flags {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) serve: Serve,
}

const EXAMPLES: &str = "Examples:
  cal-mock                          serve on http://127.0.0.1:4225
  cal-mock --port 0 --ready-file r  serve on any free port, and write which one into r
  eval \"$(cal-mock env --format shell)\"   put ids and secrets into this shell
  cal-mock --world world.toml       serve clients, users and teams of your own
  cal-mock --behaviour production --no-quirk state-required
                                    behave as Cal.com's own server, but for one point
  cal-mock --fault state-lost       be wrong in one way (all of them: cal-mock faults)

Exit codes: 0 stopped by a signal, 2 usage or world file, 3 cannot listen, 8 internal error";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve; the default
    Serve(Box<Serve>),
    /// Print the environment variables for a server that runs
    #[command(after_help = "Example:\n  cal-mock env http://127.0.0.1:4225 --format dotenv > .env")]
    Env(Environment),
    /// Exit with 0 when a server answers
    #[command(after_help = "Example:\n  cal-mock health http://127.0.0.1:4225")]
    Health(Health),
    /// List every fault and quirk: name, what it does wrong, the rules that must notice
    #[command(after_help = "Example:\n  cal-mock faults --format json")]
    Faults(Faults),
    /// List the routes of the API: method, path, version, and the scope that a token must have
    #[command(after_help = "Example:\n  cal-mock routes --format json")]
    Routes(Routes),
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The address to listen at
    #[arg(long, env = "CAL_MOCK_HOST", default_value = "127.0.0.1", value_parser = port::host)]
    pub(super) host: IpAddr,
    /// The port to listen at; 0 is any free one [env: PORT= comes next] [default: 4225]
    #[arg(long, env = "CAL_MOCK_PORT", value_parser = port::number)]
    pub(super) port: Option<u16>,
    /// The address that is advertised, where it is not the one listened at
    #[arg(long, env = "CAL_MOCK_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub(super) public_url: Option<String>,
    /// Clients, users and teams to start with, instead of the default ones (TOML, or JSON as the control door tells it)
    #[arg(long, env = "CAL_MOCK_WORLD", value_name = "FILE")]
    pub(super) world: Option<PathBuf>,
    /// Whose manners it has: the documents', or production's with all its quirks
    #[arg(long, env = "CAL_MOCK_BEHAVIOUR", default_value = "documented")]
    pub(super) behaviour: Manners,
    /// Behave as production in this one point; repeatable (all of them: cal-mock faults)
    #[arg(long = "quirk", env = "CAL_MOCK_QUIRK", value_name = "NAME", value_delimiter = ',')]
    pub(super) quirks: Vec<String>,
    /// Leave out one quirk of production; repeatable
    #[arg(long = "no-quirk", env = "CAL_MOCK_NO_QUIRK", value_name = "NAME", value_delimiter = ',')]
    pub(super) no_quirks: Vec<String>,
    /// Be wrong in this one way; repeatable
    #[arg(long = "fault", env = "CAL_MOCK_FAULT", value_name = "NAME", value_delimiter = ',')]
    pub(super) faults: Vec<String>,
    /// Repeatable ids and codes
    #[arg(long, env = "CAL_MOCK_SEED", value_name = "N")]
    pub(super) seed: Option<u64>,
    /// How often one caller may ask the API, such as 120/m; beyond it 429 is answered [default: as often as they like]
    #[arg(long, env = "CAL_MOCK_RATE_LIMIT", value_name = "N/UNIT", value_parser = rate)]
    pub(super) rate_limit: Option<Rate>,
    #[command(flatten)]
    pub(super) bounds: Bounds,
    /// Really send the e-mails that otherwise only stand in the outbox, by this mail server (plain SMTP)
    #[arg(long, env = "CAL_MOCK_SMTP", value_name = "HOST:PORT", value_parser = mail_server)]
    pub(super) smtp: Option<MailServer>,
    /// Written when the server listens: JSON with url, pid and version
    #[arg(long, env = "CAL_MOCK_READY_FILE", value_name = "FILE")]
    pub(super) ready_file: Option<PathBuf>,
    /// How log lines look
    #[arg(long, env = "CAL_MOCK_LOG_FORMAT", default_value = "text")]
    pub(super) log_format: LogFormat,
    /// Log errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Log every request; twice: everything
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Manners {
    /// As the documents say
    Documented,
    /// As Cal.com's own server does it
    Production,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Environment {
    /// The server to ask [default: the one of this machine, at the port that `serve` would take]
    #[arg(value_parser = public_url)]
    pub(super) url: Option<String>,
    /// How the variables are written
    #[arg(long, default_value = "dotenv")]
    pub(super) format: EnvironmentFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EnvironmentFormat {
    /// NAME=value
    Dotenv,
    /// One object
    Json,
    /// export NAME='value'
    Shell,
}

#[derive(Debug, Args)]
pub(super) struct Health {
    /// The server to ask [default: the one of this machine, at the port that `serve` would take]
    #[arg(value_parser = public_url)]
    pub(super) url: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Faults {
    /// How the list is written
    #[arg(long, default_value = "text")]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct Routes {
    /// How the list is written
    #[arg(long, default_value = "text")]
    pub(super) format: ListFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListFormat {
    Text,
    Json,
}

/// Reads the arguments. What is wrong with them is said by clap, with exit code 2.
pub(super) fn parse() -> Flags {
    let command = without_empty_variables(Flags::command()).mut_subcommands(without_empty_variables);
    let matches = command.get_matches();
    let mut flags = Flags::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match (&mut flags.command, matches.subcommand()) {
        (None, _) => flags.serve.prefer_what_was_typed(&matches),
        (Some(Command::Serve(serve)), Some((_, matches))) => serve.prefer_what_was_typed(matches),
        _ => {}
    }
    flags
}

impl Serve {
    /// A flag beats a variable that wants the opposite. What contradicts itself within one source stays.
    fn prefer_what_was_typed(&mut self, matches: &ArgMatches) {
        let is_typed = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
        let Self { quirks, no_quirks, faults, .. } = self;
        for (id, wanted) in [("quirks", quirks), ("faults", faults)] {
            match (is_typed(id), is_typed("no_quirks")) {
                (true, false) => no_quirks.retain(|name| !wanted.contains(name)),
                (false, true) => wanted.retain(|name| !no_quirks.contains(name)),
                _ => {}
            }
        }
    }
}

/// An empty variable counts as unset: container files often name one without a value.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    let is_empty =
        |arg: &clap::Arg| arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
    command.mut_args(|arg| if is_empty(&arg) { arg.env(Resettable::Reset) } else { arg })
}

fn rate(text: &str) -> Result<Rate, String> {
    text.parse().map_err(str::to_owned)
}

fn mail_server(text: &str) -> Result<MailServer, String> {
    text.parse().map_err(str::to_owned)
}

/// An address with a scheme and a host, and nothing behind them.
fn public_url(text: &str) -> Result<String, String> {
    Origin::parse(text).map(|origin| origin.to_string()).map_err(|flaw| flaw.to_string())
}
