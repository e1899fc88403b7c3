//! Known departures: what is broken and forgiven, row by row.
//!
//! A waived rule still stands as broken in the report; only the exit code forgives it. Strict both ways: a failure that
//! no waiver names decides, and so does one that shows something else; a waiver whose row passes is stale, and one past
//! its date has expired. What was not asked in this run is left alone.

mod file;

use jiff::civil::Date;

use crate::{
    catalogue::{Kind, Rule, Scenario},
    judgement::{Forgiveness, RuleVerdict, ScenarioVerdict, StaleWaiver},
    verdict::Outcome,
};

/// The file that ships with the program: where production departs from the documents.
pub const PRODUCTION: &str = include_str!("../../waivers/production.toml");

/// The known departures of a target.
#[derive(Debug, Clone, Default)]
pub struct Waivers(Vec<Waiver>);

/// One known departure.
#[derive(Debug, Clone)]
struct Waiver {
    /// `TOKEN-14`.
    rule: String,
    /// The rows, or plain scenarios by their titles; all of the rule where there is none.
    rows: Option<Vec<Row>>,
    /// A text in the failure as reported.
    shows: String,
    /// Why it is forgiven.
    reason: String,
    /// Where more is said of it.
    link: Option<String>,
    /// The last day on which it holds.
    expires: Option<Date>,
    /// Whether it depends on chance, so that passing is not stale.
    sometimes: bool,
    /// Where it stands.
    place: String,
}

#[derive(Debug, Clone)]
struct Row {
    label: String,
    place: String,
}

impl Waivers {
    /// Marks what is forgiven, and the waivers that are not needed any more. `today` is the day in UTC.
    pub fn forgive(&self, rules: &mut [(Rule, RuleVerdict)], today: Date) {
        for waiver in &self.0 {
            let Some((rule, verdict)) = rules.iter_mut().find(|(rule, _)| rule.id == waiver.rule) else {
                continue;
            };
            let leaves_unjudged = waiver.leaves_unjudged(verdict);
            for (scenario, said) in &mut verdict.scenarios {
                // A control that fails hides the refusals of its rule: whoever forgives it forgives them, by name.
                if waiver.names(scenario) && !(scenario.kind == Kind::Control && leaves_unjudged) {
                    waiver.forgive(said);
                }
            }
            verdict.stale.extend(waiver.stale(rule, verdict, today));
            verdict.conclude();
        }
    }
}

impl Waiver {
    fn names(&self, scenario: &Scenario) -> bool {
        self.rows.as_ref().is_none_or(|rows| rows.iter().any(|row| row.label == scenario.label()))
    }

    /// Whether refusals of its rule were not judged, and it does not name them.
    fn leaves_unjudged(&self, verdict: &RuleVerdict) -> bool {
        let names = |scenario: &Scenario| self.rows.is_some() && self.names(scenario);
        verdict.scenarios.iter().any(|(scenario, said)| said.is_not_judged() && !names(scenario))
    }

    fn forgive(&self, said: &mut ScenarioVerdict) {
        let is_broken = matches!(said.outcome, Outcome::Fail | Outcome::Warn);
        if is_broken && in_one_line(&said.failure()).contains(&in_one_line(&self.shows)) {
            said.outcome = Outcome::Waived;
            said.waiver = Some(Forgiveness { reason: self.reason.clone(), link: self.link.clone() });
        }
    }

    /// What of it is not needed any more.
    fn stale(&self, rule: &Rule, verdict: &RuleVerdict, today: Date) -> Vec<StaleWaiver> {
        let named: Vec<_> = verdict.scenarios.iter().filter(|(scenario, _)| self.names(scenario)).collect();
        let was_asked = named.iter().any(|(_, said)| said.outcome != Outcome::Skipped);
        let mut stale = Vec::new();
        if let Some(day) = self.expires.filter(|day| *day < today && was_asked) {
            let why = format!("expired on {day}: renew it, or take it out");
            stale.push(StaleWaiver { place: self.place.clone(), why });
        }
        if self.sometimes {
            return stale;
        }
        let Some(rows) = &self.rows else {
            let passes = |said: &ScenarioVerdict| said.outcome == Outcome::Pass;
            if named.len() == rule.scenarios.len() && named.iter().all(|(_, said)| passes(said)) {
                let why = format!("is stale: {} passes: take it out", rule.id);
                stale.push(StaleWaiver { place: self.place.clone(), why });
            }
            return stale;
        };
        let passes = |row: &&Row| {
            let mut of_row = named.iter().filter(|(scenario, _)| scenario.label() == row.label).peekable();
            of_row.peek().is_some() && of_row.all(|(_, said)| said.outcome == Outcome::Pass)
        };
        stale.extend(rows.iter().filter(passes).map(|row| StaleWaiver {
            place: row.place.clone(),
            why: format!("is stale: {} of {} passes: take the row out", row.label, rule.id),
        }));
        stale
    }
}

/// A report breaks and indents its lines; what it shows is the words.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
