//! Flags to command to exit code: the only reader of argv and environment.

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal as _, Write as _},
    path::PathBuf,
    process::ExitCode,
    rc::Rc,
    str::FromStr,
    time::Duration,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use conformance::{
    catalogue::Shelf,
    explain,
    plan::{Deciding, Selection},
    report::{
        Report, console,
        destination::{Destination, Place},
        json,
    },
    run::{Order, Texts, run},
    selfcheck,
    target::{Target, mock, profile::Profile, remote::Remote},
    transport::Transport,
    verdict::Exit,
};
use cucumber::gherkin::tagexpr::TagOperation;

const EXAMPLES: &str = "\
Examples:
  cal-conformance                                 every rule, against the embedded mock
  cal-conformance --rule 'TOKEN-*' --rule PKCE-02
  cal-conformance --target staging.toml --report json=report.json
  cal-conformance explain TOKEN-05
  cal-conformance selfcheck --fault state-lost

Exit codes: 0 conforms, 1 a rule is broken, 2 usage, configuration or lint, 3 target unreachable or inconclusive,
4 nothing ran, 6 a snapshot is missing or unreviewed, 7 selfcheck failed, 8 internal error.";

/// How long an answer may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// Asks any server whether it behaves as the Cal.com OAuth documents say.
#[derive(Debug, Parser)]
#[command(name = "cal-conformance", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Plays the rules and says whether the target conforms (the default)
    #[command(after_help = EXAMPLES)]
    Run(RunArgs),
    /// Shows the rules with authority, source, scenarios and faults
    List {
        /// How
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        #[command(flatten)]
        texts: TextArgs,
    },
    /// Shows the sentence of a rule, where it stands, what is asked and what proves it
    Explain {
        /// Its id, such as TOKEN-05
        rule: String,
        #[command(flatten)]
        texts: TextArgs,
    },
    /// Finds what a rule book may not be: undefined, ambiguous or unused steps, missing controls
    Lint {
        #[command(flatten)]
        texts: TextArgs,
    },
    /// Asks faulty mocks: every fault must be caught by the rules that name it, and by no other
    Selfcheck {
        /// Only this fault (repeatable)
        #[arg(long = "fault", value_name = "NAME")]
        faults: Vec<String>,
        /// Scenarios at once
        #[arg(long, default_value_t = 4, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
        concurrency: u16,
        #[command(flatten)]
        texts: TextArgs,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// For a program
    Json,
}

#[derive(Debug, Args)]
struct TextArgs {
    /// A folder of feature files instead of the embedded ones
    #[arg(long, value_name = "DIR", env = "CAL_CONFORMANCE_FEATURES")]
    features: Option<PathBuf>,
    /// A folder of answers on record instead of the embedded ones
    #[arg(long, value_name = "DIR", env = "CAL_CONFORMANCE_SNAPSHOTS")]
    snapshots: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct RunArgs {
    /// Who is asked: a target file, or `mock`
    #[arg(long, value_name = "FILE|mock", default_value = "mock", env = "CAL_CONFORMANCE_TARGET")]
    target: String,
    /// Only rules with this id, `*` for any characters (repeatable: any of them)
    #[arg(long = "rule", value_name = "PATTERN", value_parser = pattern)]
    rules: Vec<glob::Pattern>,
    /// Only scenarios whose tags fit, such as '@documented and not @exclusive'
    #[arg(long, value_name = "EXPR", value_parser = tags)]
    tags: Option<TagOperation>,
    /// Which rules decide the verdict [default: observed for the mock, documented for a target file]
    #[arg(long, value_enum, env = "CAL_CONFORMANCE_AUTHORITY")]
    authority: Option<Deciding>,
    /// Writes a report, `json=FILE`; `-` is stdout (repeatable)
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = Destination::from_str)]
    reports: Vec<Destination>,
    /// Scenarios at once
    #[arg(long, value_name = "N", default_value_t = 4, env = "CAL_CONFORMANCE_CONCURRENCY",
          value_parser = clap::value_parser!(u16).range(1..=64))]
    concurrency: u16,
    #[command(flatten)]
    texts: TextArgs,
}

fn pattern(text: &str) -> Result<glob::Pattern, String> {
    glob::Pattern::new(text).map_err(|e| e.to_string())
}

fn tags(text: &str) -> Result<TagOperation, String> {
    TagOperation::from_str(text).map_err(|e| format!("not a tag expression: {e}"))
}

/// A reason to end, told on stderr, and the exit code that goes with it.
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

    fn internal(message: impl std::fmt::Display) -> Self {
        Self::new(Exit::Internal, message.to_string())
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Ended::internal)
        .and_then(|runtime| runtime.block_on(tokio::task::LocalSet::new().run_until(command(cli))));
    let exit = ended.unwrap_or_else(|ended| {
        let _ = writeln!(io::stderr(), "cal-conformance: {}", ended.message);
        ended.exit
    });
    ExitCode::from(exit.code())
}

async fn command(cli: Cli) -> Result<Exit, Ended> {
    match cli.command.unwrap_or(Command::Run(cli.run)) {
        Command::Run(args) => play_rules(args).await,
        Command::List { format, texts } => {
            let book = sound(&texts)?.book;
            let text = match format {
                Format::Text => explain::list(&book),
                Format::Json => explain::list_json(&book).map_err(Ended::internal)?,
            };
            print(&text)
        }
        Command::Explain { rule, texts } => {
            let book = sound(&texts)?.book;
            let found = book.rule(&rule).ok_or_else(|| {
                Ended::usage(format!("no rule is called {rule:?}; `cal-conformance list` shows them all"))
            })?;
            print(&explain::explain(found))
        }
        Command::Lint { texts } => lint(&sound(&texts)?),
        Command::Selfcheck { faults, concurrency, texts } => check_faults(&faults, concurrency, &texts).await,
    }
}

async fn play_rules(args: RunArgs) -> Result<Exit, Ended> {
    let texts = sound(&args.texts)?;
    let transport = Transport::new(DEADLINE).map_err(Ended::internal)?;
    let concurrency = usize::from(args.concurrency);
    let target = target(&args.target, &transport, concurrency).await?;
    let is_mock = matches!(target, Target::Mock(_));
    let mut reports = Vec::new();
    for destination in &args.reports {
        reports.push(destination.open().map_err(Ended::usage)?);
    }
    let order = Order {
        target: Rc::new(target),
        selection: Selection { rules: args.rules, tags: args.tags },
        deciding: args.authority.unwrap_or(if is_mock { Deciding::Observed } else { Deciding::Documented }),
        concurrency,
        progress: io::stderr().is_terminal().then(|| progress("scenarios")),
    };
    let report =
        run(&texts, &order).await.map_err(|nothing| Ended::new(Exit::NothingRan, nothing.to_string()))?;
    tell(&report, reports)
}

/// The console report goes to stdout, unless another report was ordered there.
fn tell(report: &Report, reports: Vec<Place>) -> Result<Exit, Ended> {
    let stdout_is_taken = reports.iter().any(Place::is_stdout);
    let told = if stdout_is_taken {
        console::write(report, &mut anstream::stderr())
    } else {
        console::write(report, &mut anstream::stdout())
    };
    let mut exit = match told {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Exit::gravest([Exit::Internal, report.exit])
        }
        _ => report.exit,
    };
    let text = json::text(report).map_err(Ended::internal)?;
    for place in reports {
        if let Err(error) = place.write(&text) {
            let _ = writeln!(io::stderr(), "cal-conformance: the report could not be written: {error}");
            exit = Exit::gravest([exit, Exit::Internal]);
        }
    }
    Ok(exit)
}

async fn check_faults(names: &[String], concurrency: u16, args: &TextArgs) -> Result<Exit, Ended> {
    let texts = sound(args)?;
    let known: BTreeSet<&str> = mock::faults().iter().map(|fault| fault.name).collect();
    if let Some(stranger) = names.iter().find(|name| !known.contains(name.as_str())) {
        return Err(Ended::usage(format!(
            "no fault is called {stranger:?}; `cal-mock faults` shows them all"
        )));
    }
    let chosen: Vec<_> = mock::faults()
        .iter()
        .filter(|fault| names.is_empty() || names.iter().any(|name| name == fault.name))
        .collect();
    let unproven = if names.is_empty() { selfcheck::unproven(&texts.book) } else { Vec::new() };
    let transport = Transport::new(DEADLINE).map_err(Ended::internal)?;
    let progress = io::stderr().is_terminal().then(|| progress("faults"));
    if let Some(progress) = &progress {
        progress.set_length(chosen.len() as u64);
    }
    let mut trials = Vec::new();
    for fault in chosen {
        let trial =
            selfcheck::try_fault(&texts.book, &texts.records, fault, &transport, usize::from(concurrency));
        trials.push(trial.await.map_err(Ended::internal)?);
        if let Some(progress) = &progress {
            progress.inc(1);
        }
    }
    if let Some(progress) = &progress {
        progress.finish_and_clear();
    }
    print(&selfcheck::matrix(&trials, &unproven))?;
    Ok(selfcheck::exit(&trials, &unproven))
}

fn lint(texts: &Texts) -> Result<Exit, Ended> {
    let scenarios = texts.book.scenarios().count();
    if scenarios == 0 {
        return Err(Ended::new(Exit::NothingRan, "the rule book holds no scenario"));
    }
    print(&format!("{} rules, {scenarios} scenarios: nothing to mend\n", texts.book.rules.len()))
}

/// The texts, unless something is wrong with them.
fn sound(args: &TextArgs) -> Result<Texts, Ended> {
    let texts = read(args)?;
    let flaws = texts.lint();
    if flaws.is_empty() {
        return Ok(texts);
    }
    let lines: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    Err(Ended::usage(format!("the rule book has {} flaws:\n{}", flaws.len(), lines.join("\n"))))
}

fn read(args: &TextArgs) -> Result<Texts, Ended> {
    let unreadable = |folder: &PathBuf, error: io::Error| {
        Ended::usage(format!("{} cannot be read: {error}", folder.display()))
    };
    let given = |folder: &Option<PathBuf>| folder.clone().filter(|folder| !folder.as_os_str().is_empty());
    let features = match &given(&args.features) {
        Some(folder) => Shelf::features_in(folder).map_err(|e| unreadable(folder, e))?,
        None => Shelf::embedded_features(),
    };
    let snapshots = match &given(&args.snapshots) {
        Some(folder) => Shelf::snapshots_in(folder).map_err(|e| unreadable(folder, e))?,
        None => Shelf::embedded_snapshots(),
    };
    Ok(Texts::read(&features, &snapshots))
}

async fn target(name: &str, transport: &Transport, concurrency: usize) -> Result<Target, Ended> {
    if matches!(name, "mock" | "") {
        return mock::Lanes::start(concurrency, None, transport).map(Target::Mock).map_err(Ended::internal);
    }
    let profile = Profile::read(name.as_ref()).map_err(|e| Ended::usage(e.to_string()))?;
    let remote = Remote::new(&profile, transport, concurrency);
    remote
        .greet()
        .await
        .map_err(|halt| Ended::new(Exit::Unreachable, format!("{}: {}", remote.name, halt.message())))?;
    Ok(Target::Remote(remote))
}

/// The line that a person sees while it runs; `what` is counted.
fn progress(what: &'static str) -> indicatif::ProgressBar {
    let line = indicatif::ProgressStyle::with_template("{pos} of {len} {msg} {wide_bar} {elapsed}");
    let bar = indicatif::ProgressBar::new(0).with_message(what);
    match line {
        Ok(line) => bar.with_style(line),
        Err(_) => bar,
    }
}

fn print(text: &str) -> Result<Exit, Ended> {
    match anstream::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Ended::internal(error)),
        _ => Ok(Exit::Conforms),
    }
}
