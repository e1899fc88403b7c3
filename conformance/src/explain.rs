//! `list` and `explain`: the rule book for a reader.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{
    catalogue::{Book, Kind, Rule, book::Authority},
    claim, fault,
};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    authority: Authority,
    title: &'a str,
    source: &'a str,
    scenarios: usize,
    faults: Vec<&'static str>,
}

/// The names of the faults that a rule must notice.
pub(crate) fn faults(rule: &Rule) -> Vec<&'static str> {
    fault::faults().iter().filter(|fault| claim::names(fault, &rule.id)).map(|fault| fault.name).collect()
}

/// All rules, a line each.
#[must_use]
pub fn list(book: &Book) -> String {
    let mut text = String::new();
    for rule in &book.rules {
        let (scenarios, faults) = (rule.scenarios.len(), faults(rule).len());
        let _ = writeln!(
            text,
            "{:<10} {:<10} {:>3} scenarios {:>3} faults  {}",
            rule.id,
            rule.authority.word(),
            scenarios,
            faults,
            rule.title
        );
        let _ = writeln!(text, "{:<45} {}", "", rule.source);
    }
    text
}

/// All rules as JSON, with a newline at its end.
///
/// # Errors
///
/// Never in practice: every member is plain.
pub fn list_json(book: &Book) -> serde_json::Result<String> {
    let lines: Vec<Line<'_>> = book
        .rules
        .iter()
        .map(|rule| Line {
            id: &rule.id,
            authority: rule.authority,
            title: &rule.title,
            source: &rule.source,
            scenarios: rule.scenarios.len(),
            faults: faults(rule),
        })
        .collect();
    Ok(serde_json::to_string_pretty(&lines)? + "\n")
}

/// The sentence, where it stands, what is asked, and what proves it.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let mut text = format!("{} ({})\n{}\n\n{}\n", rule.id, rule.authority.word(), rule.title, rule.source);
    let _ = writeln!(text, "{}\n\nStands in {}. Asked:", rule.why, rule.spot);
    for scenario in &rule.scenarios {
        let kind = match scenario.kind {
            Kind::Control => "control",
            Kind::Refusal => "refusal",
            Kind::Assertion => "assertion",
        };
        let row = scenario.row.as_ref().map(|row| format!(" [{row}]")).unwrap_or_default();
        let _ = writeln!(text, "\n  {kind}: {}{row}", scenario.name);
        for step in &scenario.steps {
            let _ = writeln!(text, "    {} {}", step.keyword.trim(), step.value);
        }
    }
    for (what, why) in &rule.excuses {
        let _ = writeln!(text, "\nWithout a {what}: {why}");
    }
    let command = if fault::is_an_integrators(rule) {
        "cargo run -p conformance --example integrator -- --wrong NAME ..."
    } else {
        "cal-mock --fault NAME"
    };
    let _ = writeln!(text, "\nProved by the faults that it must notice (`{command}`):");
    for fault in fault::faults().iter().filter(|fault| claim::names(fault, &rule.id)) {
        let rows = claim::rows(fault, &rule.id).map(|rows| rows.into_iter().collect::<Vec<_>>().join(", "));
        let where_ = rows.map(|rows| format!(" [{rows}]")).unwrap_or_default();
        let _ = writeln!(text, "  {}: {}{where_}", fault.name, fault.wrong);
    }
    text
}
