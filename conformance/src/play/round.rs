//! Each scenario once, in the order asked for.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    sync::Arc,
};

use cucumber::{
    cli, event,
    gherkin::{Feature, Rule, Scenario, Step},
    parser, runner,
};
use futures::{FutureExt as _, stream};

use super::{Played, Setting, ledger::Ledger, patience::Patience, spot};
use crate::{
    catalogue::{Book, Spot},
    stage::{Notes, Stage},
    steps::definitions::Definitions,
    target::Call,
    verdict::Halt,
};

/// What a scenario is told before it begins.
struct Cue {
    record_name: String,
    call: Call,
    steps: Vec<Step>,
}

pub(super) async fn play(
    book: &Book,
    spots: &[Spot],
    setting: &Setting,
    patience: &Rc<Patience>,
) -> BTreeMap<Spot, Played> {
    let notes: Rc<RefCell<BTreeMap<Spot, Notes>>> = Rc::default();
    let chosen: BTreeSet<&Spot> = spots.iter().collect();
    // Looked up in the book, because the runner hands over a scenario without the tags of its rule.
    let cues: Rc<BTreeMap<Spot, Cue>> = Rc::new(
        book.scenarios()
            .filter(|(_, scenario)| chosen.contains(&scenario.spot))
            .map(|(rule, scenario)| {
                let cue = Cue {
                    record_name: scenario.record_name(&rule.id),
                    call: Call::of(scenario),
                    steps: scenario.steps.clone(),
                };
                (scenario.spot.clone(), cue)
            })
            .collect(),
    );
    // Without it every step is one that nothing is defined for.
    let steps = Definitions::for_the_runner().unwrap_or_default();
    let runner = runner::Basic::default()
        .steps(steps)
        .before({
            let (setting, patience) = (setting.clone(), Rc::clone(patience));
            move |feature, _, scenario, stage: &mut Stage| {
                let (setting, patience, cues) = (setting.clone(), Rc::clone(&patience), Rc::clone(&cues));
                let spot = spot(feature, scenario);
                async move {
                    // Lets the ledger hear how the scenario before ended, which may end the run.
                    tokio::task::yield_now().await;
                    let cue = cues.get(&spot).ok_or_else(|| Halt::Ours(format!("{spot} is not in the book")));
                    let cue = stage.keep(cue);
                    stage.keep(may_begin(&setting, &patience));
                    let entered = setting.target.enter(&cue.call).await;
                    let visit = stage.keep(entered);
                    // It may have waited for long.
                    stage.keep(may_begin(&setting, &patience));
                    stage.atoms.expect(&cue.steps);
                    stage.enter(visit, Arc::clone(&setting.records), cue.record_name.clone());
                }
                .boxed_local()
            }
        })
        .after({
            let notes = Rc::clone(&notes);
            move |feature, _, scenario, finished, stage: Option<&mut Stage>| {
                let (notes, spot) = (Rc::clone(&notes), spot(feature, scenario));
                async move {
                    if let Some(stage) = stage {
                        let went_through = matches!(finished, event::ScenarioFinished::StepPassed);
                        let left = stage.leave(went_through).await;
                        notes.borrow_mut().insert(spot, left);
                    }
                }
                .boxed_local()
            }
        });
    let ledger = Ledger::new(setting, notes, patience);
    let mut options = cli::Opts::<cli::Empty, runner::basic::Cli, cli::Empty, cli::Empty>::default();
    options.runner.concurrency = Some(setting.concurrency.max(1));
    let ledger =
        cucumber::Cucumber::<Stage, _, Vec<Feature>, _, _, cli::Empty>::custom(Pages, runner, ledger)
            .with_cli(options)
            .run(pages(book, spots, &chosen))
            .await;
    ledger.played
}

/// Whether the next scenario is asked at all.
fn may_begin(setting: &Setting, patience: &Patience) -> Result<(), Halt> {
    if let Some(reason) = setting.stopping.reason() {
        return Err(Halt::Skip(reason.words().to_owned()));
    }
    patience.check()
}

/// Each scenario on a page of its own: the runner keeps to the order of the pages, and copies each a few times, so that
/// nothing stands there that it does not play.
fn pages(book: &Book, spots: &[Spot], chosen: &BTreeSet<&Spot>) -> Vec<Feature> {
    let mut pages: BTreeMap<Spot, Feature> = BTreeMap::new();
    for feature in &book.features {
        for rule in &feature.rules {
            for scenario in &rule.scenarios {
                let spot = spot(feature, scenario);
                if chosen.contains(&spot) {
                    pages.insert(spot, page(feature, rule, scenario));
                }
            }
        }
    }
    spots.iter().filter_map(|spot| pages.remove(spot)).collect()
}

fn page(feature: &Feature, rule: &Rule, scenario: &Scenario) -> Feature {
    let scenario = Scenario {
        keyword: scenario.keyword.clone(),
        name: scenario.name.clone(),
        description: None,
        steps: scenario.steps.clone(),
        examples: Vec::new(),
        tags: Vec::new(),
        span: scenario.span,
        position: scenario.position,
    };
    let rule = Rule {
        keyword: rule.keyword.clone(),
        name: rule.name.clone(),
        description: None,
        background: rule.background.clone(),
        scenarios: vec![scenario],
        tags: Vec::new(),
        span: rule.span,
        position: rule.position,
    };
    Feature {
        keyword: feature.keyword.clone(),
        name: feature.name.clone(),
        description: None,
        background: feature.background.clone(),
        scenarios: Vec::new(),
        rules: vec![rule],
        tags: Vec::new(),
        span: feature.span,
        position: feature.position,
        path: feature.path.clone(),
    }
}

/// Hands the runner features that were read before.
struct Pages;

impl parser::Parser<Vec<Feature>> for Pages {
    type Cli = cli::Empty;
    type Output = stream::Iter<std::vec::IntoIter<parser::Result<Feature>>>;

    fn parse(self, features: Vec<Feature>, _: cli::Empty) -> Self::Output {
        stream::iter(features.into_iter().map(Ok).collect::<Vec<_>>())
    }
}
