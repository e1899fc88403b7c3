//! Which scenarios are played, and why not the others.

mod failures;

use std::{collections::BTreeMap, fmt};

use cucumber::{gherkin::tagexpr::TagOperation, tag::Ext as _};
use sha2::{Digest as _, Sha256};

use crate::{
    catalogue::{Authority, Book, Kind, Rule, Scenario, Spot},
    target::{Venue, needs},
};

pub use failures::Failures;

/// What the user asked for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Any of these; all where there is none.
    pub rules: Vec<glob::Pattern>,
    /// And this.
    pub tags: Option<TagOperation>,
    /// And what did not pass in these earlier runs.
    pub failed: Option<Failures>,
    /// Rules that must be asked.
    pub required: Vec<glob::Pattern>,
}

/// Nothing to play, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NothingToPlay {
    /// A pattern that names no rule.
    #[error("no rule is called {0:?}; `cal-conformance list` shows them all")]
    NoSuchRule(String),
    /// No scenario is left.
    #[error("nothing is left to play: {0}")]
    Empty(&'static str),
}

impl Selection {
    /// The scenarios asked for.
    ///
    /// # Errors
    ///
    /// When a pattern names no rule, or nothing is left.
    pub fn apply(&self, book: &Book) -> Result<Vec<Spot>, NothingToPlay> {
        if book.scenarios().next().is_none() {
            return Err(NothingToPlay::Empty("the rule book holds no scenario"));
        }
        for pattern in self.rules.iter().chain(&self.required) {
            if !book.rules.iter().any(|rule| names(pattern, rule)) {
                return Err(NothingToPlay::NoSuchRule(pattern.to_string()));
            }
        }
        let chosen: Vec<Spot> = book
            .scenarios()
            .filter(|(rule, _)| self.rules.is_empty() || is_named(&self.rules, rule))
            .filter(|(rule, scenario)| self.failed.as_ref().is_none_or(|it| it.hold(rule, scenario)))
            .filter(|(_, scenario)| self.tags.as_ref().is_none_or(|tags| tags.eval(&scenario.tags)))
            .map(|(_, scenario)| scenario.spot.clone())
            .collect();
        if chosen.is_empty() {
            return Err(NothingToPlay::Empty(match (&self.tags, &self.failed) {
                (_, None) => "no scenario has these tags",
                (None, Some(_)) => "nothing that failed in the earlier run is among these rules",
                (Some(_), Some(_)) => "nothing that failed in the earlier run has these tags",
            }));
        }
        Ok(with_controls(book, &chosen))
    }

    /// Scenarios of rules that must be asked and of which nothing was chosen, with the reason.
    #[must_use]
    pub fn required_in_vain(&self, book: &Book, chosen: &[Spot]) -> BTreeMap<Spot, String> {
        let is_chosen = |rule: &Rule| rule.scenarios.iter().any(|scenario| chosen.contains(&scenario.spot));
        book.scenarios()
            .filter(|(rule, _)| self.requires(rule) && !is_chosen(rule))
            .map(|(_, scenario)| {
                let reason = "required, but not among the scenarios that were chosen";
                (scenario.spot.clone(), reason.to_owned())
            })
            .collect()
    }

    /// Whether a rule must be asked.
    #[must_use]
    pub fn requires(&self, rule: &Rule) -> bool {
        is_named(&self.required, rule)
    }
}

/// A refusal proves nothing without its control, so the controls of its rule come along.
fn with_controls(book: &Book, chosen: &[Spot]) -> Vec<Spot> {
    let is_chosen = |scenario: &Scenario| chosen.contains(&scenario.spot);
    let comes_along = |rule: &Rule, scenario: &Scenario| {
        let has_refusal = rule.scenarios.iter().any(|it| it.kind == Kind::Refusal && is_chosen(it));
        scenario.kind == Kind::Control && has_refusal
    };
    book.scenarios()
        .filter(|(rule, scenario)| is_chosen(scenario) || comes_along(rule, scenario))
        .map(|(_, scenario)| scenario.spot.clone())
        .collect()
}

fn is_named(patterns: &[glob::Pattern], rule: &Rule) -> bool {
    patterns.iter().any(|pattern| names(pattern, rule))
}

fn names(pattern: &glob::Pattern, rule: &Rule) -> bool {
    let options = glob::MatchOptions { case_sensitive: false, ..glob::MatchOptions::default() };
    pattern.matches_with(&rule.id, options)
}

/// Which rules decide the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Deciding {
    /// The documented ones; an observed one that is broken is a warning.
    Documented,
    /// All of them.
    Observed,
}

impl Deciding {
    /// Whether a rule of this authority decides.
    #[must_use]
    pub const fn includes(self, authority: Authority) -> bool {
        matches!((self, authority), (Self::Observed, _) | (_, Authority::Documented))
    }
}

impl fmt::Display for Deciding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
        })
    }
}

/// The scenarios in an order that depends on nothing but the seed.
#[must_use]
pub fn shuffled(spots: &[Spot], seed: u64) -> Vec<Spot> {
    let mut spots = spots.to_vec();
    spots.sort_by_cached_key(|spot| Sha256::digest(format!("{seed} {spot}")));
    spots
}

/// The chosen scenarios that a target cannot be asked, with the reasons.
#[must_use]
pub fn out_of_reach(book: &Book, chosen: &[Spot], venue: &Venue) -> BTreeMap<Spot, String> {
    book.scenarios()
        .filter(|(_, scenario)| chosen.contains(&scenario.spot))
        .filter_map(|(_, scenario)| {
            let reason = needs::lacks(venue, scenario)?;
            Some((scenario.spot.clone(), reason))
        })
        .collect()
}
