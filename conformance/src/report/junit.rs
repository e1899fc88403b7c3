//! The report for CI systems: a suite a rule, a case a row.
//!
//! `JUnit` knows passed, failed, errors and skipped. What does not decide the verdict is skipped with its reason: a
//! broken rule that is waived, or that only warns. What leaves the verdict open is an error.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::{Report, failure::account};
use crate::{
    catalogue::{Rule, Scenario},
    judgement::{RuleVerdict, ScenarioVerdict},
    redaction::visible,
    verdict::Outcome,
};

/// The report as XML.
///
/// # Errors
///
/// Never in practice: it is written into a text.
pub fn text(report: &Report) -> Result<String, SerializeError> {
    let mut document = quick_junit::Report::new(format!("cal-conformance: {}", report.target));
    let took = report.ended.duration_since(report.started);
    document.set_time(Duration::try_from(took).unwrap_or_default());
    document.add_test_suites(report.rules.iter().map(|(rule, verdict)| suite(rule, verdict, report)));
    document.to_string()
}

fn suite(rule: &Rule, verdict: &RuleVerdict, report: &Report) -> TestSuite {
    let mut suite = TestSuite::new(format!("{} {}", rule.id, rule.title));
    suite.add_property(Property::new("authority", rule.authority.word()));
    suite.add_property(Property::new("source", &rule.source));
    suite.add_property(Property::new("outcome", verdict.outcome.word()));
    suite.add_test_cases(
        verdict.scenarios.iter().map(|(scenario, said)| case(rule, scenario, said, verdict, report)),
    );
    if !verdict.stale.is_empty() {
        let stale: Vec<String> = verdict.stale.iter().map(ToString::to_string).collect();
        suite.set_system_err(stale.join("\n"));
    }
    suite
}

fn case(
    rule: &Rule,
    scenario: &Scenario,
    said: &ScenarioVerdict,
    verdict: &RuleVerdict,
    report: &Report,
) -> TestCase {
    let row = scenario.row.as_ref().map(|row| format!(" [{row}]")).unwrap_or_default();
    let mut case = TestCase::new(format!("{}{row}", scenario.name), status(scenario, said, verdict, report));
    case.set_classname(rule.id.as_str());
    case.set_time(said.played.as_ref().map(|played| played.duration).unwrap_or_default());
    case
}

fn status(
    scenario: &Scenario,
    said: &ScenarioVerdict,
    verdict: &RuleVerdict,
    report: &Report,
) -> TestCaseStatus {
    let mut status = match said.outcome {
        Outcome::Pass => return TestCaseStatus::success(),
        Outcome::Skipped | Outcome::Warn | Outcome::Waived => TestCaseStatus::skipped(),
        Outcome::Fail => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Outcome::Inconclusive | Outcome::Error => TestCaseStatus::non_success(NonSuccessKind::Error),
    };
    let reason = in_one_line(said.reason.as_deref().unwrap_or("no reason is known"));
    status.set_type(said.outcome.word());
    status.set_message(match &said.waiver {
        Some(waiver) => format!("waived, {waiver}: {reason}"),
        None if said.outcome == Outcome::Warn => format!("warn, it does not decide: {reason}"),
        None => reason,
    });
    if said.outcome != Outcome::Skipped {
        status.set_description(account(scenario, said, verdict, report));
    }
    status
}

/// An attribute has one line.
fn in_one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
