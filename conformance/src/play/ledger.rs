//! What was seen while the scenarios played.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    rc::Rc,
    time::{Duration, Instant},
};

use cucumber::{Event, cli, event, gherkin, parser, writer};

use super::{Played, Setting, Stop, patience::Patience, spot};
use crate::{
    catalogue::Spot,
    stage::{Notes, Stage},
    stopping::Reason,
    verdict::Halt,
};

/// Writes down where each scenario stopped.
pub(super) struct Ledger {
    pub(super) played: BTreeMap<Spot, Played>,
    began: BTreeMap<Spot, Instant>,
    /// What the stages left behind; a scenario's notes are there before it has finished.
    notes: Rc<RefCell<BTreeMap<Spot, Notes>>>,
    setting: Setting,
    patience: Rc<Patience>,
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
    pub(super) fn new(
        setting: &Setting,
        notes: Rc<RefCell<BTreeMap<Spot, Notes>>>,
        patience: &Rc<Patience>,
    ) -> Self {
        let (setting, patience) = (setting.clone(), Rc::clone(patience));
        Self { played: BTreeMap::new(), began: BTreeMap::new(), notes, setting, patience }
    }

    fn note(&mut self, spot: Spot, event: event::Scenario<Stage>) {
        match event {
            event::Scenario::Started => {
                let played = Played { stop: None, notes: Notes::default(), duration: Duration::ZERO };
                self.began.insert(spot.clone(), stopwatch());
                self.played.insert(spot, played);
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
            event::Scenario::Finished => self.finish(&spot),
            _ => {}
        }
    }

    /// The first stop is the reason; what follows from it is not.
    fn stop(&mut self, spot: &Spot, stop: Stop) {
        if let Some(played) = self.played.get_mut(spot) {
            played.stop.get_or_insert(stop);
        }
    }

    fn finish(&mut self, spot: &Spot) {
        let Some(played) = self.played.get_mut(spot) else { return };
        played.duration = self.began.get(spot).map(Instant::elapsed).unwrap_or_default();
        played.notes = self.notes.borrow_mut().remove(spot).unwrap_or_default();
        self.patience.saw(played.stop.as_ref().map(|stop| &stop.halt));
        if let Some(watch) = &self.setting.first_failure
            && watch.saw(spot, played)
        {
            self.setting.stopping.stop(Reason::FirstFailure);
        }
        if let Some(progress) = &self.setting.progress {
            progress.inc(1);
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
