//! `cal-conformance run`: plays the rules and tells what came of it.

use std::{io, path::Path, sync::Arc};

use conformance::{
    catalogue::Book,
    handwritten::Handwritten,
    plan::{Deciding, Failures, Selection},
    play::Played,
    report::{
        Report, console,
        destination::{Destination, Format, Place},
        json, junit,
    },
    run::{Order, Texts, run as play},
    stopping::Stopping,
    target::Target,
    verdict::Exit,
    waivers::{PRODUCTION, Waivers},
};

use super::{
    Ended,
    flags::{Asked, Run},
    signals,
    target::{self, Found},
    terminal, texts,
};

/// Plays the rules that were asked for and says whether the target conforms.
pub(super) async fn run(flags: Run) -> Result<Exit, Ended> {
    let begun = Begun::new(flags.asked, |_| Ok(()))?;
    let Found { target, concurrency, talks } =
        target::find(&flags.target, &begun.asked.pace, &begun.stopping).await?;
    let is_mock = matches!(target, Target::Mock(_));
    let deciding = if is_mock { Deciding::Observed } else { Deciding::Documented };
    begun.play(target, concurrency, deciding, !talks).await
}

/// A run of which everything that was typed has been looked at, before anybody is asked.
pub(super) struct Begun {
    pub(super) asked: Asked,
    pub(super) stopping: Stopping,
    texts: Texts,
    waivers: Waivers,
    failed: Option<Failures>,
    reports: Vec<Place>,
}

impl Begun {
    /// Looks at it. `narrow` may leave out what is not for this run.
    pub(super) fn new(
        mut asked: Asked,
        narrow: impl FnOnce(&mut Book) -> Result<(), Ended>,
    ) -> Result<Self, Ended> {
        let mut texts = texts::sound(&asked.texts)?;
        let waivers = asked.waivers.take().map(|name| read_waivers(&name, &texts.book)).transpose()?;
        narrow(&mut texts.book)?;
        let failed = asked.failed_from.take().map(|path| read_failures(&path)).transpose()?;
        let stopping = Stopping::default();
        signals::heed(&stopping);
        let reports = Destination::open_all(&asked.reports).map_err(Ended::usage)?;
        Ok(Self { asked, stopping, texts, waivers: waivers.unwrap_or_default(), failed, reports })
    }

    /// Plays, and tells what came of it.
    pub(super) async fn play(
        self,
        target: Target,
        concurrency: usize,
        deciding: Deciding,
        shows_progress: bool,
    ) -> Result<Exit, Ended> {
        let Self { asked, stopping, texts, waivers, failed, reports } = self;
        let order = Order {
            target: Arc::new(target),
            selection: Selection { rules: asked.rules, tags: asked.tags, failed, required: asked.required },
            deciding: asked.authority.unwrap_or(deciding),
            waivers,
            concurrency,
            seed: asked.pace.seed,
            is_content_with_one_failure: asked.pace.fail_fast,
            stopping,
            progress: if shows_progress { terminal::progress("scenarios") } else { None },
        };
        let report = play(&texts, &order)
            .await
            .map_err(|nothing| Ended::new(Exit::NothingRan, nothing.to_string()))?;
        for left in left_behind(&report) {
            terminal::complain(&format!("{left} was made on the target and could not be removed"));
        }
        for trouble in troubles(&report) {
            terminal::complain(&format!("the target's clock could not be put back: {trouble}"));
        }
        tell(&report, reports)
    }
}

fn read_failures(path: &Path) -> Result<Failures, Ended> {
    let failures = Failures::read(path).map_err(|unusable| Ended::usage(unusable.to_string()))?;
    if failures.is_empty() {
        let message = format!("nothing is left to play: {} holds no failure", path.display());
        return Err(Ended::new(Exit::NothingRan, message));
    }
    Ok(failures)
}

fn read_waivers(name: &str, book: &Book) -> Result<Waivers, Ended> {
    let file = match name {
        "production" => Ok(Handwritten::new("waivers/production.toml", PRODUCTION)),
        path => Handwritten::read(path.as_ref()),
    };
    file.and_then(|file| Waivers::read(&file, book)).map_err(|unusable| Ended::usage(unusable.to_string()))
}

/// What a scenario made, and nobody removed.
fn left_behind(report: &Report) -> impl Iterator<Item = &String> {
    played(report).flat_map(|played| &played.notes.left)
}

/// Why a clock that was moved stands elsewhere than it was found.
fn troubles(report: &Report) -> impl Iterator<Item = &String> {
    played(report).filter_map(|played| played.notes.trouble.as_ref())
}

fn played(report: &Report) -> impl Iterator<Item = &Played> {
    let scenarios = report.rules.iter().flat_map(|(_, rule)| &rule.scenarios);
    scenarios.filter_map(|(_, it)| it.played.as_ref())
}

/// The console report goes to stdout, unless another report was ordered there.
fn tell(report: &Report, reports: Vec<Place>) -> Result<Exit, Ended> {
    let stdout_is_taken = reports.iter().any(Place::is_stdout);
    let told = if stdout_is_taken {
        console::write(report, &mut anstream::stderr())
    } else {
        console::write(report, &mut anstream::stdout())
    };
    let mut exits = vec![report.exit];
    if let Err(error) = told
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        terminal::complain(&format!("the report could not be printed: {error}"));
        exits.push(Exit::Internal);
    }
    for place in reports {
        let text = match place.format {
            Format::Json => json::text(report).map_err(Ended::internal),
            Format::Junit => junit::text(report).map_err(Ended::internal),
        }?;
        if let Err(message) = place.write(&text) {
            terminal::complain(&message);
            exits.push(Exit::Internal);
        }
    }
    Ok(Exit::gravest(exits))
}
