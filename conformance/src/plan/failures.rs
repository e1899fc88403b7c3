//! What did not pass in an earlier run, read from its JSON report.

use std::{collections::BTreeSet, fs, path::Path};

use serde::Deserialize;

use crate::{
    catalogue::{Rule, Scenario},
    handwritten::Unusable,
    stopping::Reason,
    verdict::Outcome,
};

/// The scenarios that did not pass, by rule and row or title: lines move when a book is edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failures(BTreeSet<(String, String)>);

#[derive(Deserialize)]
struct Document {
    rules: Vec<RuleEntry>,
}

#[derive(Deserialize)]
struct RuleEntry {
    id: String,
    outcome: Outcome,
    scenarios: Vec<ScenarioEntry>,
}

#[derive(Deserialize)]
struct ScenarioEntry {
    name: String,
    row: Option<String>,
    outcome: Outcome,
    reason: Option<String>,
}

impl ScenarioEntry {
    /// A run that ended early says nothing of what it did not come to.
    fn was_cut_off(&self) -> bool {
        self.outcome == Outcome::Skipped && self.reason.as_deref().is_some_and(Reason::is_behind)
    }
}

impl Failures {
    /// Reads a report.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is none.
    pub fn read(path: &Path) -> Result<Self, Unusable> {
        let unusable = |message| Unusable { place: path.display().to_string(), message };
        let text = fs::read_to_string(path).map_err(|error| unusable(format!("cannot be read: {error}")))?;
        Self::parse(&text).map_err(|error| {
            unusable(format!(
                "is no report of this program ({error}); one is written by `cal-conformance --report json=FILE`"
            ))
        })
    }

    fn parse(text: &str) -> serde_json::Result<Self> {
        let document: Document = serde_json::from_str(text)?;
        // What was skipped in a rule that failed may have been skipped because of that; other skips are no failures.
        let has_failed = |outcome: Outcome| !matches!(outcome, Outcome::Pass | Outcome::Skipped);
        let did_not_pass = |rule: Outcome, scenario: &ScenarioEntry| {
            scenario.was_cut_off() || (has_failed(rule) && scenario.outcome != Outcome::Pass)
        };
        let mut failures = BTreeSet::new();
        for RuleEntry { id, outcome, scenarios } in document.rules {
            let kept = scenarios.into_iter().filter(|scenario| did_not_pass(outcome, scenario));
            failures.extend(kept.map(|scenario| (id.clone(), scenario.row.unwrap_or(scenario.name))));
        }
        Ok(Self(failures))
    }

    /// Whether everything passed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn hold(&self, rule: &Rule, scenario: &Scenario) -> bool {
        self.0.contains(&(rule.id.clone(), scenario.label().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(rule: &str, rows: [&str; 3]) -> String {
        let [control, one, two] = rows;
        format!(
            r#"{{"rules":[{{"id":"TOKEN-05","outcome":"{rule}","scenarios":[
                {{"name":"It works","row":null,"outcome":"{control}"}},
                {{"name":"x","row":"one","outcome":"{one}"}},
                {{"name":"y","row":"two","outcome":"{two}"}}]}}]}}"#
        )
    }

    fn labels(text: &str) -> Vec<String> {
        Failures::parse(text).unwrap().0.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn whatever_did_not_pass_has_failed() {
        for word in ["fail", "warn", "waived", "inconclusive", "error"] {
            assert_eq!(labels(&report(word, ["pass", word, "pass"])), ["one"], "{word}");
        }
        assert_eq!(labels(&report("pass", ["pass", "pass", "pass"])), Vec::<String>::new());
    }

    #[test]
    fn what_a_run_that_ended_early_did_not_come_to_is_asked() {
        for reason in [Reason::Interrupted, Reason::InputEnded, Reason::FirstFailure] {
            let cut = report("skipped", ["skipped", "skipped", "pass"]).replace(
                r#""outcome":"skipped"}"#,
                &format!(r#""outcome":"skipped","reason":"{}"}}"#, reason.words()),
            );
            assert_eq!(labels(&cut), ["It works", "one"], "{reason:?}");
        }
    }

    #[test]
    fn a_row_that_was_skipped_behind_a_broken_control_is_asked_again() {
        assert_eq!(labels(&report("fail", ["fail", "skipped", "pass"])), ["It works", "one"]);
        assert_eq!(labels(&report("pass", ["pass", "skipped", "pass"])), Vec::<String>::new());
        assert_eq!(labels(&report("skipped", ["pass", "skipped", "skipped"])), Vec::<String>::new());
    }

    #[test]
    fn another_file_is_no_report() {
        for text in ["", "[]", "{}", "{\"rules\":[{}]}", &report("fail", ["pass", "green", "pass"])] {
            assert!(Failures::parse(text).is_err(), "{text}");
        }
    }
}
