//! One run: a book, a target, a selection in; a report out.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    catalogue::{Book, Records, Rule, Shelf, book::Flaw, lint, sentences},
    first_failure::FirstFailure,
    judgement::{RuleVerdict, exit, judge},
    plan::{Deciding, NothingToPlay, Selection, out_of_reach, shuffled},
    play::{Setting, play},
    report::Report,
    stopping::Stopping,
    target::{Target, mock},
    verdict::{Exit, Outcome},
    waivers::Waivers,
};

/// The texts of a run.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The rule book.
    pub book: Book,
    /// The answers on record.
    pub records: Arc<Records>,
    /// SHA-256 over both.
    pub digest: String,
    /// Whether all of it came with the binary, so that what is unused is a flaw.
    pub is_whole: bool,
}

impl Texts {
    /// Reads the shelves.
    #[must_use]
    pub fn read(features: &Shelf, snapshots: &Shelf) -> Self {
        Self {
            book: Book::read(features),
            records: Arc::new(Records::read(snapshots)),
            digest: Shelf::digest(&[features, snapshots]),
            is_whole: features.is_embedded(),
        }
    }

    /// What is wrong with them.
    #[must_use]
    pub fn lint(&self) -> Vec<Flaw> {
        let mut flaws = lint::lint(&self.book);
        if self.is_whole {
            flaws.extend(sentences::unused_steps(&self.book));
            flaws.extend(lint::unused_records(&self.book, &self.records));
        }
        flaws
    }
}

/// How a run is made.
#[derive(Debug)]
pub struct Order {
    /// Who is asked.
    pub target: Arc<Target>,
    /// Which rules.
    pub selection: Selection,
    /// Which of them decide.
    pub deciding: Deciding,
    /// What is known to be broken, and forgiven.
    pub waivers: Waivers,
    /// How many scenarios at once.
    pub concurrency: usize,
    /// Shuffles the scenarios; the book's order where there is none.
    pub seed: Option<u64>,
    /// Whether the first failure that decides is enough.
    pub is_content_with_one_failure: bool,
    /// Ends the run early.
    pub stopping: Stopping,
    /// Shown while it runs.
    pub progress: Option<indicatif::ProgressBar>,
}

/// Plays what was asked for and judges it.
///
/// # Errors
///
/// When nothing is left to play.
pub async fn run(texts: &Texts, order: &Order) -> Result<Report, NothingToPlay> {
    let started = now();
    let today = started.to_zoned(TimeZone::UTC).date();
    let mut chosen = order.selection.apply(&texts.book)?;
    let mut skipped = match order.target.venue() {
        Some(venue) => out_of_reach(&texts.book, &chosen, &venue),
        None => BTreeMap::new(),
    };
    let in_vain = order.selection.required_in_vain(&texts.book, &chosen);
    chosen.extend(in_vain.keys().cloned());
    skipped.extend(in_vain);
    let mut spots: Vec<_> = chosen.iter().filter(|spot| !skipped.contains_key(*spot)).cloned().collect();
    if let Some(seed) = order.seed {
        spots = shuffled(&spots, seed);
    }
    if let Some(progress) = &order.progress {
        progress.set_length(spots.len() as u64);
    }
    let setting = Setting {
        target: Arc::clone(&order.target),
        records: Arc::clone(&texts.records),
        concurrency: order.concurrency,
        progress: order.progress.clone(),
        stopping: order.stopping.clone(),
        first_failure: order
            .is_content_with_one_failure
            .then(|| Arc::new(FirstFailure::new(&texts.book, order.deciding, order.waivers.clone(), today))),
    };
    let played = play(&texts.book, &spots, &setting).await;
    if let Some(progress) = &order.progress {
        progress.finish_and_clear();
    }
    let mut rules = judge(&texts.book, &chosen, &skipped, &played, order.deciding);
    order.waivers.forgive(&mut rules, today);
    let missing = missing(&order.selection, &rules);
    Ok(Report {
        target: order.target.name().to_owned(),
        command: matches!(*order.target, Target::Mock(_)).then(|| mock::command_line(None)),
        digest: texts.digest.clone(),
        started,
        ended: now(),
        exit: Exit::gravest(
            (!missing.is_empty())
                .then_some(Exit::NothingRan)
                .into_iter()
                .chain(cut_off(&order.stopping))
                .chain([exit(&rules)]),
        ),
        missing,
        rules,
    })
}

/// Rules that had to be asked and were not.
fn missing(selection: &Selection, rules: &[(Rule, RuleVerdict)]) -> Vec<String> {
    let is_missing =
        |rule: &Rule, verdict: &RuleVerdict| verdict.outcome == Outcome::Skipped && selection.requires(rule);
    rules
        .iter()
        .filter(|(rule, verdict)| is_missing(rule, verdict))
        .map(|(rule, _)| rule.id.clone())
        .collect()
}

/// A run that was cut off says nothing of what it did not ask.
fn cut_off(stopping: &Stopping) -> Option<Exit> {
    stopping.reason().filter(|reason| reason.cuts()).map(|_| Exit::Interrupted)
}

#[expect(clippy::disallowed_methods, reason = "a report says when it was made")]
fn now() -> Timestamp {
    Timestamp::now()
}
