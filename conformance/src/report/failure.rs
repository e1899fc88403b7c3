//! A broken rule, told so that its reader can act: the sentence, the control, what was expected and what came, the
//! line of the feature file, and a curl.

use std::fmt::Write as _;

use super::{Report, style};
use crate::{
    catalogue::{Kind, Rule, Scenario},
    judgement::{RuleVerdict, ScenarioVerdict},
    redaction::visible,
    verdict::Outcome,
};

/// Everything there is to say about the scenarios of a rule that did not pass.
#[must_use]
pub fn tell(rule: &Rule, verdict: &RuleVerdict, report: &Report) -> String {
    let mut text = format!("{} {}\n", rule.id, rule.title);
    let _ = writeln!(text, "  {}", rule.source);
    for (scenario, said) in told(verdict) {
        let row = scenario.row.as_ref().map(|row| format!(" [{row}]")).unwrap_or_default();
        let style = style(said.outcome);
        let (on, off) = (style.render(), style.render_reset());
        let _ = writeln!(text, "\n  {on}{}{off}: {}{row}", said.outcome, scenario.name);
        for line in account(scenario, said, verdict, report).lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

/// What there is to say about one scenario that did not pass, line by line.
#[must_use]
pub fn account(
    scenario: &Scenario,
    said: &ScenarioVerdict,
    verdict: &RuleVerdict,
    report: &Report,
) -> String {
    let mut text = String::new();
    if let Some(waiver) = &said.waiver {
        let _ = writeln!(text, "forgiven: {waiver}");
    }
    if scenario.kind == Kind::Refusal {
        let _ = writeln!(text, "control: {}", control(verdict));
    }
    let _ = writeln!(text, "{}", said.failure());
    let Some(stop) = said.stop() else {
        let _ = writeln!(text, "at {}", scenario.spot);
        return text;
    };
    let _ = writeln!(text, "at {}:{}", scenario.spot.file, stop.line);
    for step in &scenario.steps {
        let written = format!("{} {}", step.keyword.trim(), step.value);
        let mark = if written == stop.step { '>' } else { ' ' };
        let _ = writeln!(text, "{mark} {written}");
    }
    let Some(curl) = said.played.as_ref().and_then(|played| played.notes.curl.as_ref()) else { return text };
    let _ = writeln!(text, "the last request:");
    if let Some(command) = &report.command {
        let _ = writeln!(text, "  {command} &");
    }
    for line in visible(curl).lines() {
        let _ = writeln!(text, "  {line}");
    }
    text
}

/// The scenarios that decided.
fn told(verdict: &RuleVerdict) -> impl Iterator<Item = &(Scenario, ScenarioVerdict)> {
    verdict.scenarios.iter().filter(|(_, said)| !matches!(said.outcome, Outcome::Pass | Outcome::Skipped))
}

fn control(verdict: &RuleVerdict) -> String {
    verdict.scenarios.iter().find(|(scenario, _)| scenario.kind == Kind::Control).map_or_else(
        || "none".to_owned(),
        |(scenario, said)| match said.outcome {
            Outcome::Pass => format!("passed ({})", scenario.name),
            other => format!("{other} ({})", scenario.name),
        },
    )
}
