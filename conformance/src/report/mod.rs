//! What a run found, and the ways to tell it.

pub mod console;
pub mod destination;
pub mod failure;
pub mod json;
pub mod junit;

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use jiff::Timestamp;

use crate::{
    catalogue::Rule,
    judgement::RuleVerdict,
    verdict::{Exit, Outcome},
};

/// What a run found.
#[derive(Debug)]
pub struct Report {
    /// Who was asked.
    pub target: String,
    /// How such a server is started by hand, where it is the embedded one.
    pub command: Option<String>,
    /// SHA-256 over the rule book and the answers on record.
    pub digest: String,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// The ids of rules that had to be asked and were not.
    pub missing: Vec<String>,
    /// What is said of each rule.
    pub rules: Vec<(Rule, RuleVerdict)>,
    /// What it exits with.
    pub exit: Exit,
}

impl Report {
    /// How many rules had each outcome.
    #[must_use]
    pub fn summary(&self) -> BTreeMap<Outcome, usize> {
        let mut counts = BTreeMap::new();
        for (_, verdict) in &self.rules {
            *counts.entry(verdict.outcome).or_insert(0) += 1;
        }
        counts
    }
}

/// The colour of an outcome.
fn style(outcome: Outcome) -> Style {
    let colour = match outcome {
        Outcome::Pass => AnsiColor::Green,
        Outcome::Fail | Outcome::Error => AnsiColor::Red,
        Outcome::Warn | Outcome::Waived | Outcome::Inconclusive => AnsiColor::Yellow,
        Outcome::Skipped => AnsiColor::BrightBlack,
    };
    Style::new().fg_color(Some(colour.into()))
}
