//! The flags. Precedence: flag, then `CAL_CONFORMANCE_*`, then the default.

use std::{path::PathBuf, str::FromStr, time::Duration};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, builder::Resettable};
use conformance::{plan::Deciding, rate::Rate, report::destination::Destination};
use cucumber::gherkin::tagexpr::TagOperation;

use super::refresh_url;

const EXAMPLES: &str = "\
Examples:
  cal-conformance                                 every rule, against the embedded mock
  cal-conformance --rule 'TOKEN-*' --rule PKCE-02
  cal-conformance --target staging.toml --report json=report.json --report junit=report.xml
  cal-conformance --target staging.toml --waivers known.toml --require 'TOKEN-*'
  cal-conformance --target staging.toml --failed-from report.json
  cal-conformance --target staging.toml --rate-limit 60/m --fail-fast
  cal-conformance explain TOKEN-05
  cal-conformance coverage --check
  cal-conformance selfcheck --fault state-lost
  cal-conformance refresh-url --help              how your own refresh endpoint is verified

Exit codes, the first of those that apply: 130 interrupted, 8 internal error, 2 usage, configuration
or lint, 3 target unreachable, 4 nothing ran or a required rule did not, 7 selfcheck failed, 1 a rule
is broken, 3 inconclusive, 6 a snapshot is missing or unreviewed, 5 a waiver is stale or expired,
0 conforms.";

const WAIVERS: &str = "\
A waiver file:
  [[waiver]]
  rule = \"TOKEN-14\"
  rows = [\"other\", \"empty\"]  # required where the rule has rows; what is no row, by its title
  shows = \"got: 200\"         # a text in the failure as reported; without it the row decides
  reason = \"any registered one is accepted\"
  link = \"https://...\"       # if there is one
  expires = 2027-06-30         # its last day, in UTC, if it has one
  sometimes = true             # if it depends on chance: passing is not stale";

/// Asks any server whether it behaves as the Cal.com OAuth documents say.
#[derive(Debug, Parser)]
#[command(name = "cal-conformance", version, after_help = EXAMPLES, after_long_help = long_help(),
          args_conflicts_with_subcommands = true)]
pub(super) struct Flags {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) run: Run,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Plays the rules and says whether the target conforms (the default)
    #[command(after_help = EXAMPLES, after_long_help = long_help())]
    Run(Run),
    /// Is *your* refresh endpoint right? Plays atoms against it, with a mock as Cal.com (REFURL)
    #[command(name = "refresh-url", after_long_help = refresh_url::HELP,
              after_help = "`--help` says how your backend comes to know the managed users, with an example of each way")]
    RefreshUrl(Box<refresh_url::RefreshUrl>),
    /// Shows the rules with authority, source, scenarios and faults
    List(List),
    /// Shows the sentence of a rule, where it stands, what is asked and what proves it
    Explain(Explain),
    /// Finds what a rule book may not be: undefined, ambiguous or unused steps, missing controls
    Lint(Lint),
    /// Shows rule by rule what proves it: scenarios, controls, records, faults; and what is missing
    #[command(
        after_help = "The reason for a gap stands in the description of its rule: `Without a record: ...`"
    )]
    Coverage(Coverage),
    /// Shows answers that wait for review, and puts them on record or throws them away
    #[command(after_help = "Examples:\n  cal-conformance snapshots review --snapshots snapshots\n  \
                            cal-conformance snapshots accept TOKEN-12.password\n\n\
                            Exit code 6: some still wait")]
    Snapshots {
        #[command(subcommand)]
        command: Snapshots,
    },
    /// Asks faulty mocks and a faulty integrator: every fault must be caught by the rules that name it, and by no other
    Selfcheck(Selfcheck),
}

#[derive(Debug, Args)]
pub(super) struct Run {
    /// Who is asked: a target file, or `mock`
    #[arg(long, value_name = "FILE|mock", default_value = "mock", env = "CAL_CONFORMANCE_TARGET")]
    pub(super) target: String,
    #[command(flatten)]
    pub(super) asked: Asked,
}

/// What is asked, what decides, and who hears of it.
#[derive(Debug, Clone, Args)]
pub(super) struct Asked {
    /// Only rules with this id, `*` for any characters (repeatable: any of them)
    #[arg(long = "rule", value_name = "PATTERN", value_parser = pattern)]
    pub(super) rules: Vec<glob::Pattern>,
    /// Only scenarios whose tags fit, such as '@documented and not @exclusive'
    #[arg(long, value_name = "EXPR", value_parser = tags)]
    pub(super) tags: Option<TagOperation>,
    /// Only what did not pass in the run of this JSON report
    #[arg(long, value_name = "REPORT")]
    pub(super) failed_from: Option<PathBuf>,
    /// These rules must be asked: if one of them is skipped, the exit code is 4 (repeatable)
    #[arg(long = "require", value_name = "PATTERN", value_parser = pattern)]
    pub(super) required: Vec<glob::Pattern>,
    /// Which rules decide the verdict [default: observed for the mock, else documented]
    #[arg(long, value_enum, env = "CAL_CONFORMANCE_AUTHORITY")]
    pub(super) authority: Option<Deciding>,
    /// Known departures: a waiver file, or `production` for the one that ships with the program
    #[arg(long, value_name = "FILE|production", env = "CAL_CONFORMANCE_WAIVERS")]
    pub(super) waivers: Option<String>,
    /// Writes a report, `json=FILE` or `junit=FILE`; `-` is stdout (repeatable)
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = Destination::from_str)]
    pub(super) reports: Vec<Destination>,
    #[command(flatten)]
    pub(super) pace: Pace,
    #[command(flatten)]
    pub(super) texts: Texts,
}

/// How fast the target is asked.
#[derive(Debug, Clone, Args)]
pub(super) struct Pace {
    /// Scenarios at once
    #[arg(long, value_name = "N", default_value_t = 4, env = "CAL_CONFORMANCE_CONCURRENCY",
          value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(super) concurrency: u16,
    /// How long an answer may take; a scenario as a whole, twelve times as long
    #[arg(long, value_name = "TIME", default_value = "10s", env = "CAL_CONFORMANCE_TIMEOUT", value_parser = time)]
    pub(super) timeout: Duration,
    /// At most so many requests, such as 60/m [default: that of the target file]
    #[arg(long, value_name = "RATE", env = "CAL_CONFORMANCE_RATE_LIMIT", value_parser = Rate::from_str)]
    pub(super) rate_limit: Option<Rate>,
    /// Shuffles the scenarios, for the same number in the same way [default: the book's order]
    #[arg(long, value_name = "N", env = "CAL_CONFORMANCE_SEED")]
    pub(super) seed: Option<u64>,
    /// Stops after the first failure that decides
    #[arg(long)]
    pub(super) fail_fast: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// How
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) texts: Texts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a person
    Text,
    /// For a program
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Its id, such as TOKEN-05
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) texts: Texts,
}

#[derive(Debug, Args)]
pub(super) struct Lint {
    #[command(flatten)]
    pub(super) texts: Texts,
}

#[derive(Debug, Args)]
pub(super) struct Coverage {
    /// Exit with 1 where something is missing without a reason
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) texts: Texts,
}

#[derive(Debug, Args)]
pub(super) struct Selfcheck {
    /// Only this fault (repeatable)
    #[arg(long = "fault", value_name = "NAME")]
    pub(super) faults: Vec<String>,
    /// Prints the names of all faults, the mock's and the reference integrator's, and asks nobody
    #[arg(long, conflicts_with = "faults")]
    pub(super) list: bool,
    /// Scenarios at once, of as many faults as there are cores
    #[arg(long, default_value_t = 16, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(super) concurrency: u16,
    #[command(flatten)]
    pub(super) texts: Texts,
}

#[derive(Debug, Subcommand)]
pub(super) enum Snapshots {
    /// Shows each answer that waits beside the one on record, and asks
    Review(Folder),
    /// Puts answers on record
    Accept(Chosen),
    /// Throws answers away; what stands on record stays
    Reject(Chosen),
}

#[derive(Debug, Args)]
pub(super) struct Folder {
    /// The folder of answers on record [default: snapshots]
    #[arg(long, value_name = "DIR", env = "CAL_CONFORMANCE_SNAPSHOTS")]
    pub(super) snapshots: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// Names of answers, such as TOKEN-12.password
    #[arg(value_name = "NAME", conflicts_with = "all")]
    pub(super) names: Vec<String>,
    /// All that wait
    #[arg(long)]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) folder: Folder,
}

/// The rule book and the answers on record.
#[derive(Debug, Clone, Args)]
pub(super) struct Texts {
    /// A folder of feature files instead of the embedded ones
    #[arg(long, value_name = "DIR", env = "CAL_CONFORMANCE_FEATURES")]
    pub(super) features: Option<PathBuf>,
    /// A folder of answers on record instead of the embedded ones
    #[arg(long, value_name = "DIR", env = "CAL_CONFORMANCE_SNAPSHOTS")]
    pub(super) snapshots: Option<PathBuf>,
}

fn long_help() -> String {
    format!("{WAIVERS}\n\n{EXAMPLES}")
}

/// Reads the arguments. What is wrong with them is said by clap, with exit code 2.
pub(super) fn parse() -> Flags {
    let command = without_empty_variables(Flags::command()).mut_subcommands(without_empty_variables);
    let command = command.mut_subcommand("snapshots", |it| it.mut_subcommands(without_empty_variables));
    Flags::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
}

/// An empty variable counts as unset: container files often name one without a value.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    let is_empty =
        |arg: &clap::Arg| arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
    command.mut_args(|arg| if is_empty(&arg) { arg.env(Resettable::Reset) } else { arg })
}

fn time(text: &str) -> Result<Duration, String> {
    let wrong = || "not a time; write it like 10s, 500ms or 1m".to_owned();
    let time: jiff::SignedDuration = text.parse().map_err(|_| wrong())?;
    Duration::try_from(time).ok().filter(|time| !time.is_zero()).ok_or_else(wrong)
}

fn pattern(text: &str) -> Result<glob::Pattern, String> {
    glob::Pattern::new(text).map_err(|e| e.to_string())
}

fn tags(text: &str) -> Result<TagOperation, String> {
    TagOperation::from_str(text).map_err(|e| format!("not a tag expression: {e}"))
}
