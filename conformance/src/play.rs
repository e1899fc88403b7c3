//! Plays scenarios and says of each where it stopped.
//!
//! cucumber plays; it never decides. Every event goes to a ledger, and the verdict is made of what stands there.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    time::{Duration, Instant},
};

use cucumber::{
    Event, World as _, cli, event,
    gherkin::{self, StepType},
    parser, runner, writer,
};
use futures::{FutureExt as _, stream};

use crate::{
    catalogue::{Book, Records, Spot},
    stage::{Notes, Stage},
    target::Target,
    verdict::Halt,
};

/// What was seen of one scenario.
#[derive(Debug, Clone)]
pub struct Played {
    /// Where it stopped, unless it went through.
    pub stop: Option<Stop>,
    /// What the stage noted: assertions, exchanges, the last one for the report.
    pub notes: Notes,
    /// How long it took.
    pub duration: Duration,
}

/// The step at which a scenario stopped.
#[derive(Debug, Clone)]
pub struct Stop {
    /// Its text, with the keyword.
    pub step: String,
    /// `Given`, `When` or `Then`; `None` outside any step.
    pub kind: Option<StepType>,
    /// Its line.
    pub line: usize,
    /// Why.
    pub halt: Halt,
}

impl Stop {
    /// Whether the server was judged and found wrong, rather than unfit to be judged.
    #[must_use]
    pub fn is_judgement(&self) -> bool {
        self.kind == Some(StepType::Then) && matches!(self.halt, Halt::Mismatch(_))
    }
}

/// What a run needs beside the scenarios.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Who is asked.
    pub target: Rc<Target>,
    /// The answers on record.
    pub records: Rc<Records>,
    /// How many scenarios play at once.
    pub concurrency: usize,
    /// Shows how many scenarios have ended.
    pub progress: Option<indicatif::ProgressBar>,
}

/// Plays the scenarios at `spots`. A spot that the runner never came by is missing from the answer.
pub async fn play(book: &Book, spots: &BTreeSet<Spot>, setting: &Setting) -> BTreeMap<Spot, Played> {
    let notes: Rc<RefCell<BTreeMap<Spot, Notes>>> = Rc::default();
    // Looked up in the book, because the runner hands over a scenario without the tags of its rule.
    let cues: Rc<BTreeMap<Spot, Cue>> = Rc::new(
        book.scenarios()
            .map(|(rule, scenario)| {
                let record_name = scenario.record_name(&rule.id);
                (scenario.spot.clone(), Cue { record_name, is_exclusive: scenario.is_exclusive() })
            })
            .collect(),
    );
    let runner = runner::Basic::default()
        .steps(Stage::collection())
        .before({
            let setting = setting.clone();
            move |feature, _, scenario, stage: &mut Stage| {
                let (setting, cues) = (setting.clone(), Rc::clone(&cues));
                let spot = spot(feature, scenario);
                async move {
                    let cue = cues.get(&spot).ok_or_else(|| Halt::Ours(format!("{spot} is not in the book")));
                    let cue = stage.keep(cue);
                    let entered = setting.target.enter(cue.is_exclusive).await;
                    let visit = stage.keep(entered);
                    stage.enter(visit, Rc::clone(&setting.records), cue.record_name.clone());
                }
                .boxed_local()
            }
        })
        .after({
            let notes = Rc::clone(&notes);
            move |feature, _, scenario, _, stage: Option<&mut Stage>| {
                let (notes, spot) = (Rc::clone(&notes), spot(feature, scenario));
                async move {
                    if let Some(stage) = stage {
                        let left = stage.leave().await;
                        notes.borrow_mut().insert(spot, left);
                    }
                }
                .boxed_local()
            }
        });
    let ledger = Ledger { played: BTreeMap::new(), progress: setting.progress.clone() };
    let mut options = cli::Opts::<cli::Empty, runner::basic::Cli, cli::Empty, cli::Empty>::default();
    options.runner.concurrency = Some(setting.concurrency.max(1));
    let wanted = spots.clone();
    let ledger = cucumber::Cucumber::<Stage, _, Vec<gherkin::Feature>, _, _, cli::Empty>::custom(
        Pages, runner, ledger,
    )
    .with_cli(options)
    .filter_run(book.features.clone(), move |feature, _, scenario| wanted.contains(&spot(feature, scenario)))
    .await;
    let mut notes = notes.borrow_mut();
    ledger
        .played
        .into_iter()
        .map(|(spot, entry)| {
            let notes = notes.remove(&spot).unwrap_or_default();
            (spot, Played { stop: entry.stop, notes, duration: entry.duration })
        })
        .collect()
}

/// What a scenario is told before it begins.
struct Cue {
    record_name: String,
    is_exclusive: bool,
}

fn spot(feature: &gherkin::Feature, scenario: &gherkin::Scenario) -> Spot {
    let file = feature.path.as_ref().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    Spot { file, line: scenario.position.line }
}

/// Hands the runner features that were read before.
struct Pages;

impl parser::Parser<Vec<gherkin::Feature>> for Pages {
    type Cli = cli::Empty;
    type Output = stream::Iter<std::vec::IntoIter<parser::Result<gherkin::Feature>>>;

    fn parse(self, features: Vec<gherkin::Feature>, _: cli::Empty) -> Self::Output {
        stream::iter(features.into_iter().map(Ok).collect::<Vec<_>>())
    }
}

/// Writes down where each scenario stopped.
struct Ledger {
    played: BTreeMap<Spot, Entry>,
    progress: Option<indicatif::ProgressBar>,
}

struct Entry {
    began: Instant,
    duration: Duration,
    stop: Option<Stop>,
}

impl writer::Normalized for Ledger {}

impl cucumber::Writer<Stage> for Ledger {
    type Cli = cli::Empty;

    async fn handle_event(&mut self, event: parser::Result<Event<event::Cucumber<Stage>>>, _: &cli::Empty) {
        let Ok(event) = event else { return };
        let event::Cucumber::Feature(feature, event) = event.into_inner() else { return };
        let (scenario, event) = match event {
            event::Feature::Rule(_, event::Rule::Scenario(scenario, event))
            | event::Feature::Scenario(scenario, event) => (scenario, event.event),
            _ => return,
        };
        self.note(spot(&feature, &scenario), event);
    }
}

impl Ledger {
    fn note(&mut self, spot: Spot, event: event::Scenario<Stage>) {
        match event {
            event::Scenario::Started => {
                let entry = Entry { began: stopwatch(), duration: Duration::ZERO, stop: None };
                self.played.insert(spot, entry);
            }
            event::Scenario::Background(step, event::Step::Failed(_, _, _, error))
            | event::Scenario::Step(step, event::Step::Failed(_, _, _, error)) => {
                self.stop(&spot, stop_at(&step, halt_of(&error)));
            }
            event::Scenario::Background(step, event::Step::Skipped)
            | event::Scenario::Step(step, event::Step::Skipped) => {
                self.stop(&spot, stop_at(&step, Halt::Ours("this step has no definition".to_owned())));
            }
            event::Scenario::Hook(which, event::Hook::Failed(_, info)) => {
                let stop =
                    Stop { step: format!("{which} hook"), kind: None, line: spot.line, halt: thrown(&info) };
                self.stop(&spot, stop);
            }
            event::Scenario::Finished => {
                if let Some(entry) = self.played.get_mut(&spot) {
                    entry.duration = entry.began.elapsed();
                }
                if let Some(progress) = &self.progress {
                    progress.inc(1);
                }
            }
            _ => {}
        }
    }

    /// The first stop is the reason; what follows from it is not.
    fn stop(&mut self, spot: &Spot, stop: Stop) {
        if let Some(entry) = self.played.get_mut(spot) {
            entry.stop.get_or_insert(stop);
        }
    }
}

fn stop_at(step: &gherkin::Step, halt: Halt) -> Stop {
    let text = format!("{} {}", step.keyword.trim(), step.value);
    Stop { step: text, kind: Some(step.ty), line: step.position.line, halt }
}

fn halt_of(error: &event::StepError) -> Halt {
    match error {
        event::StepError::NotFound => Halt::Ours("this step has no definition".to_owned()),
        event::StepError::AmbiguousMatch(error) => Halt::Ours(error.to_string()),
        event::StepError::Panic(info) => thrown(info),
    }
}

/// The typed reason with which a step stopped; anything else that was thrown is a mistake of ours.
fn thrown(info: &event::Info) -> Halt {
    if let Some(halt) = info.downcast_ref::<Halt>() {
        return halt.clone();
    }
    // The message of a panic may hold what a server sent; its place is enough to find it.
    let place = Stage::panicked_at().unwrap_or_else(|| "a place that is not known".to_owned());
    Halt::Ours(format!("a panic at {place}"))
}

#[expect(clippy::disallowed_methods, reason = "how long a scenario took is shown, and decides nothing")]
fn stopwatch() -> Instant {
    Instant::now()
}
