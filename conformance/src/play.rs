//! Plays scenarios and says of each where it stopped.
//!
//! cucumber plays; it never decides. Every event goes to a ledger, and the verdict is made of what stands there. A
//! scenario whose connection broke is played again from the beginning, three times in all, with a cast of its own: a request alone is
//! never sent again, for the lost answer may have used up its code.
//!
//! A server at an address is asked by one thread. Lanes of the embedded mock are dealt out among troupes.

mod ledger;
mod patience;
mod round;

use std::{collections::BTreeMap, rc::Rc, sync::Arc, time::Duration};

use cucumber::gherkin::{self, StepType};

use crate::{
    catalogue::{Book, Records, Spot},
    first_failure::FirstFailure,
    stage::Notes,
    stopping::Stopping,
    target::{Target, mock::Lanes},
    troupe,
    verdict::Halt,
};

use patience::Patience;

/// How often a scenario is played whose connection breaks.
const MOST_PLAYS: usize = 3;

/// So many shares of the scenarios for each troupe: whoever is done sooner takes another.
const SHARES: usize = 4;

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

impl Played {
    /// One that could not even begin.
    fn unplayed(spot: &Spot, why: String) -> Self {
        let stop = Stop { step: String::new(), kind: None, line: spot.line, halt: Halt::Ours(why) };
        Self { stop: Some(stop), notes: Notes::default(), duration: Duration::ZERO }
    }

    /// Whether the connection broke.
    fn broke_off(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| matches!(stop.halt, Halt::Transport(_)))
    }
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
    pub target: Arc<Target>,
    /// The answers on record.
    pub records: Arc<Records>,
    /// How many scenarios play at once.
    pub concurrency: usize,
    /// Shows how many scenarios have ended.
    pub progress: Option<indicatif::ProgressBar>,
    /// Heard before each scenario begins.
    pub stopping: Stopping,
    /// Looks out for the failure that is enough.
    pub first_failure: Option<Arc<FirstFailure>>,
}

/// Plays the scenarios at `spots`, one after the other in this order where there is one place. One that the runner never
/// came by is missing from the answer.
pub async fn play(book: &Book, spots: &[Spot], setting: &Setting) -> BTreeMap<Spot, Played> {
    match &*setting.target {
        Target::Mock(lanes) => play_side_by_side(book, spots, setting, lanes),
        Target::Remote(_) => play_here(book, spots, setting).await,
    }
}

/// Waits for the troupes: the thread that asks for this has nothing else to do.
fn play_side_by_side(
    book: &Book,
    spots: &[Spot],
    setting: &Setting,
    lanes: &Lanes,
) -> BTreeMap<Spot, Played> {
    let troupes = troupe::troupes().min(lanes.count());
    let count = if troupes == 1 { 1 } else { troupes * SHARES };
    let shares: Vec<Vec<Spot>> =
        (0..count).map(|first| spots.iter().skip(first).step_by(count).cloned().collect()).collect();
    let played = troupe::side_by_side(troupes, &shares, lanes.transport(), async |share, transport| {
        let lanes = lanes.for_one_of(troupes, transport);
        let setting =
            Setting { concurrency: lanes.count(), target: Arc::new(Target::Mock(lanes)), ..setting.clone() };
        play_here(book, share, &setting).await
    });
    match played {
        Ok(played) => played.into_iter().flatten().collect(),
        Err(why) => spots.iter().map(|spot| (spot.clone(), Played::unplayed(spot, why.clone()))).collect(),
    }
}

/// The same on this thread alone.
pub(crate) async fn play_here(book: &Book, spots: &[Spot], setting: &Setting) -> BTreeMap<Spot, Played> {
    let mut played = BTreeMap::new();
    let mut left = spots.to_vec();
    let patience = Rc::new(Patience::default());
    for _ in 0..MOST_PLAYS {
        let round = round::play(book, &left, setting, &patience).await;
        left.retain(|spot| round.get(spot).is_some_and(Played::broke_off));
        played.extend(round);
        if left.is_empty() || setting.stopping.reason().is_some() || patience.is_lost() {
            break;
        }
        if let Some(progress) = &setting.progress {
            progress.inc_length(left.len() as u64);
        }
    }
    played
}

fn spot(feature: &gherkin::Feature, scenario: &gherkin::Scenario) -> Spot {
    let file = feature.path.as_ref().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    Spot { file, line: scenario.position.line }
}
