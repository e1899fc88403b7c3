//! From what was played to what is said of each rule (`rules.md`, "Readings").

use std::{collections::BTreeMap, fmt};

use cucumber::gherkin::StepType;

use crate::{
    catalogue::{Book, Kind, Rule, Scenario, Spot},
    plan::Deciding,
    play::{Played, Stop},
    redaction,
    verdict::{Exit, Halt, Outcome},
};

/// What is said of one scenario.
#[derive(Debug, Clone)]
pub struct ScenarioVerdict {
    /// What came of it.
    pub outcome: Outcome,
    /// Why, where it did not pass.
    pub reason: Option<String>,
    /// What was played, unless it was skipped before.
    pub played: Option<Played>,
    /// What forgives it, where it is waived.
    pub waiver: Option<Forgiveness>,
}

/// Why a failure does not decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgiveness {
    /// Why it is forgiven.
    pub reason: String,
    /// Where more is said of it.
    pub link: Option<String>,
}

impl fmt::Display for Forgiveness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.link {
            Some(link) => write!(f, "{} ({link})", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// A waiver that is not needed any more, or that is past its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleWaiver {
    /// Where it stands, with line and column.
    pub place: String,
    /// What is wrong with it, and the mend.
    pub why: String,
}

impl fmt::Display for StaleWaiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: this waiver {}", self.place, self.why)
    }
}

impl ScenarioVerdict {
    fn of(outcome: Outcome, reason: Option<String>, played: Option<Played>) -> Self {
        Self { outcome, reason, played, waiver: None }
    }

    /// Where it stopped, unless it went through or was never played.
    #[must_use]
    pub fn stop(&self) -> Option<&Stop> {
        self.played.as_ref()?.stop.as_ref()
    }

    /// Whether it was played, and not judged because of the controls of its rule.
    #[must_use]
    pub fn is_not_judged(&self) -> bool {
        let skips = |stop: &Stop| matches!(stop.halt, Halt::Skip(_));
        self.outcome == Outcome::Skipped && self.played.is_some() && !self.stop().is_some_and(skips)
    }

    /// The failure as reported: one text for every report, and the one in which a waiver's `shows` must stand. What a
    /// terminal or an XML reader would obey is written out.
    #[must_use]
    pub fn failure(&self) -> String {
        let text = match self.stop() {
            Some(stop) => match &stop.halt {
                Halt::Mismatch(mismatch) if stop.is_judgement() => mismatch.to_string(),
                Halt::Mismatch(mismatch) => format!("could not be set up:\n{mismatch}"),
                other => other.message(),
            },
            None => self.reason.clone().unwrap_or_else(|| "no reason is known".to_owned()),
        };
        redaction::visible(&text)
    }
}

/// What is said of one rule.
#[derive(Debug, Clone)]
pub struct RuleVerdict {
    /// What came of it.
    pub outcome: Outcome,
    /// Why, where it did not pass.
    pub reason: Option<String>,
    /// Of each of its scenarios that was chosen, in their order.
    pub scenarios: Vec<(Scenario, ScenarioVerdict)>,
    /// Waivers of it that are not needed any more.
    pub stale: Vec<StaleWaiver>,
    /// Whether it decides the verdict.
    pub decides: bool,
    /// Whether the rule asks more than its controls, asked or not.
    has_more_than_controls: bool,
}

/// Judges every rule of which something was chosen.
#[must_use]
pub fn judge(
    book: &Book,
    chosen: &[Spot],
    skipped: &BTreeMap<Spot, String>,
    played: &BTreeMap<Spot, Played>,
    deciding: Deciding,
) -> Vec<(Rule, RuleVerdict)> {
    book.rules
        .iter()
        .filter_map(|rule| {
            let scenarios: Vec<_> = rule
                .scenarios
                .iter()
                .filter(|scenario| chosen.contains(&scenario.spot))
                .map(|scenario| {
                    let verdict = skipped.get(&scenario.spot).map_or_else(
                        || judge_scenario(played.get(&scenario.spot)),
                        |reason| ScenarioVerdict::of(Outcome::Skipped, Some(reason.clone()), None),
                    );
                    (scenario.clone(), verdict)
                })
                .collect();
            if scenarios.is_empty() {
                return None;
            }
            Some((rule.clone(), judge_rule(rule, scenarios, deciding)))
        })
        .collect()
}

fn judge_scenario(played: Option<&Played>) -> ScenarioVerdict {
    let Some(played) = played else {
        let reason = Some("the runner never came by it".to_owned());
        return ScenarioVerdict::of(Outcome::Error, reason, None);
    };
    let (outcome, reason) = match &played.stop {
        None if played.notes.asserted == 0 => (Outcome::Error, Some("it asserted nothing".to_owned())),
        None => (Outcome::Pass, None),
        Some(stop) => judge_stop(stop),
    };
    let (outcome, reason) = match (&played.notes.trouble, outcome) {
        // Nobody knows what holds on a server whose time is another.
        (Some(why), Outcome::Pass | Outcome::Skipped) => {
            (Outcome::Inconclusive, Some(format!("the clock could not be put back: {why}")))
        }
        _ => (outcome, reason),
    };
    ScenarioVerdict::of(outcome, reason, Some(played.clone()))
}

fn judge_stop(stop: &Stop) -> (Outcome, Option<String>) {
    let message = stop.halt.message();
    match &stop.halt {
        Halt::Mismatch(_) if stop.kind == Some(StepType::Then) => (Outcome::Fail, Some(message)),
        Halt::Mismatch(_) => (Outcome::Fail, Some(format!("could not be set up: {message}"))),
        Halt::Skip(_) => (Outcome::Skipped, Some(message)),
        Halt::Transport(_) => (Outcome::Inconclusive, Some(message)),
        Halt::Unrecorded { .. } | Halt::Ours(_) => (Outcome::Error, Some(message)),
    }
}

/// The worst scenario decides. Without a control that passed, no refusal is judged.
fn judge_rule(
    rule: &Rule,
    mut scenarios: Vec<(Scenario, ScenarioVerdict)>,
    deciding: Deciding,
) -> RuleVerdict {
    if let Some(reason) = unfit_control(&scenarios) {
        for (scenario, verdict) in &mut scenarios {
            let is_judged = matches!(verdict.outcome, Outcome::Pass | Outcome::Fail);
            if scenario.kind == Kind::Refusal && is_judged {
                verdict.outcome = Outcome::Skipped;
                verdict.reason = Some(format!("not judged: the control of its rule {reason}"));
            }
        }
    }
    if !deciding.includes(rule.authority) {
        for (_, verdict) in &mut scenarios {
            if verdict.outcome == Outcome::Fail {
                verdict.outcome = Outcome::Warn;
            }
        }
    }
    let mut verdict = RuleVerdict {
        outcome: Outcome::Skipped,
        reason: None,
        scenarios,
        stale: Vec::new(),
        decides: deciding.includes(rule.authority),
        has_more_than_controls: rule.scenarios.iter().any(|scenario| scenario.kind != Kind::Control),
    };
    verdict.conclude();
    verdict
}

/// Why no refusal can be judged: a control failed, or none passed.
fn unfit_control(scenarios: &[(Scenario, ScenarioVerdict)]) -> Option<&'static str> {
    let mut controls = scenarios.iter().filter(|(scenario, _)| scenario.kind == Kind::Control).peekable();
    controls.peek()?;
    let outcomes: Vec<Outcome> = controls.map(|(_, verdict)| verdict.outcome).collect();
    if outcomes.contains(&Outcome::Fail) {
        Some("failed")
    } else if !outcomes.contains(&Outcome::Pass) {
        Some("did not pass")
    } else {
        None
    }
}

/// A rule whose refusals were all skipped did not pass, though its control may have.
fn worst(scenarios: &[(Scenario, ScenarioVerdict)], has_more_than_controls: bool) -> Outcome {
    let counts = |(scenario, verdict): &&(Scenario, ScenarioVerdict)| {
        scenario.kind != Kind::Control || verdict.outcome != Outcome::Pass
    };
    [Outcome::Error, Outcome::Fail, Outcome::Warn, Outcome::Waived, Outcome::Inconclusive, Outcome::Pass]
        .into_iter()
        .find(|outcome| {
            let mut deciding = scenarios.iter().filter(|it| !has_more_than_controls || counts(it));
            deciding.any(|(_, verdict)| verdict.outcome == *outcome)
        })
        .unwrap_or(Outcome::Skipped)
}

impl RuleVerdict {
    /// Makes the rule's outcome of those of its scenarios.
    pub(crate) fn conclude(&mut self) {
        self.outcome = worst(&self.scenarios, self.has_more_than_controls);
        let asks_controls_alone = self.scenarios.iter().all(|(scenario, _)| scenario.kind == Kind::Control);
        self.reason = match self.outcome {
            Outcome::Pass => None,
            Outcome::Skipped if asks_controls_alone && self.has_more_than_controls => {
                Some("nothing but its controls was asked, which proves nothing".to_owned())
            }
            _ => self.scenarios.iter().find_map(|(scenario, verdict)| {
                let reason = verdict.reason.as_ref().filter(|_| verdict.outcome == self.outcome)?;
                Some(scenario.row.as_ref().map_or_else(|| reason.clone(), |row| format!("{row}: {reason}")))
            }),
        };
    }

    /// How many scenarios were not asked, of how many, and why the first was not; nothing where all were.
    #[must_use]
    pub fn skips(&self) -> Option<(usize, usize, &str)> {
        let mut skipped = self.scenarios.iter().filter(|(_, verdict)| verdict.outcome == Outcome::Skipped);
        let first = skipped.next()?;
        let reason = first.1.reason.as_deref().unwrap_or("no reason is known");
        Some((1 + skipped.count(), self.scenarios.len(), reason))
    }
}

/// What a run exits with.
#[must_use]
pub fn exit(rules: &[(Rule, RuleVerdict)]) -> Exit {
    let mut causes = Vec::new();
    let asked = |outcome: Outcome| outcome != Outcome::Skipped;
    if !rules.iter().any(|(_, verdict)| asked(verdict.outcome)) {
        causes.push(Exit::NothingRan);
    }
    for (_, rule) in rules {
        if !rule.stale.is_empty() {
            causes.push(Exit::StaleWaiver);
        }
        // A connection that breaks in a rule that decides nothing leaves the verdict as it is.
        let counts = |exit: &Exit| rule.decides || *exit != Exit::Inconclusive;
        causes.extend(rule.scenarios.iter().filter_map(|(_, scenario)| cause(scenario)).filter(counts));
    }
    Exit::gravest(causes)
}

fn cause(scenario: &ScenarioVerdict) -> Option<Exit> {
    match scenario.outcome {
        Outcome::Fail => Some(Exit::Broken),
        Outcome::Inconclusive => Some(Exit::Inconclusive),
        Outcome::Error => {
            let halt = scenario.stop().map(|stop| &stop.halt);
            Some(match halt {
                Some(Halt::Unrecorded { .. }) => Exit::Unrecorded,
                _ => Exit::Internal,
            })
        }
        Outcome::Pass | Outcome::Skipped | Outcome::Warn | Outcome::Waived => None,
    }
}

#[cfg(test)]
mod tests;
