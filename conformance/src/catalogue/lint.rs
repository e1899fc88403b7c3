//! What a rule book may not be: undefined or ambiguous steps, scenarios that assert nothing, outlines without rows,
//! refusals without a control, ids that clash.
//!
//! cucumber skips an undefined step, drops an outline without rows and plays a scenario without steps, all with exit
//! code 0. Every run therefore lints its book first.

use std::collections::{BTreeMap, BTreeSet};

use cucumber::{
    World as _,
    codegen::{StepConstructor, WorldInventory},
    gherkin::{self, StepType},
};

use super::{
    Book, Records,
    book::{Flaw, Kind, Rule, Spot, is_id},
};
use crate::stage::Stage;

/// Tags that a scenario may carry beside its rule's.
const SCENARIO_TAGS: [&str; 3] = ["control", "refusal", "exclusive"];

/// Everything that is wrong with a book, in the order of files and lines.
#[must_use]
pub fn lint(book: &Book) -> Vec<Flaw> {
    let mut flaws = book.flaws.clone();
    let mut seen = BTreeMap::new();
    for rule in &book.rules {
        if let Some(first) = seen.insert(&rule.id, &rule.spot) {
            flaws.push(flaw(&rule.spot, format!("{} stands in the book already, at {first}", rule.id)));
        }
        flaws.extend(lint_rule(rule));
    }
    for feature in &book.written {
        flaws.extend(lint_feature(feature));
    }
    flaws.extend(lint_steps(book));
    flaws.sort_by(|a, b| (&a.spot, &a.message).cmp(&(&b.spot, &b.message)));
    flaws.dedup();
    flaws
}

/// Step definitions that no scenario uses. Only a whole book can say so.
#[must_use]
pub fn unused_steps(book: &Book) -> Vec<Flaw> {
    let collection = Stage::collection();
    let used: BTreeSet<String> = steps(book)
        .filter_map(|(_, step)| collection.find(step).ok().flatten())
        .filter_map(|(_, _, location, _)| location.map(|location| location.to_string()))
        .collect();
    definitions()
        .into_iter()
        .filter(|(_, location, _)| !used.contains(location))
        .map(|(file, location, pattern)| Flaw {
            spot: Spot { file, line: line_of(&location) },
            message: format!("no scenario uses the step {pattern}"),
        })
        .collect()
}

/// Answers on record that belong to no scenario.
#[must_use]
pub fn unused_records(book: &Book, records: &Records) -> Vec<Flaw> {
    let names: BTreeSet<String> =
        book.scenarios().map(|(rule, scenario)| scenario.record_name(&rule.id)).collect();
    records
        .names()
        .filter(|name| !names.contains(*name))
        .map(|name| Flaw {
            spot: Spot { file: format!("snapshots/{name}.snap"), line: 1 },
            message: "this answer on record belongs to no scenario: remove it".to_owned(),
        })
        .collect()
}

fn flaw(spot: &Spot, message: impl Into<String>) -> Flaw {
    Flaw { spot: spot.clone(), message: message.into() }
}

fn lint_rule(rule: &Rule) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let id = &rule.id;
    if rule.scenarios.is_empty() {
        flaws.push(flaw(&rule.spot, format!("{id} has no scenario, so it cannot fail")));
    }
    if !(rule.source.contains('(') && rule.source.ends_with(')')) {
        let message =
            format!("{id} must begin its description with the sentence it rests on and its (place)");
        flaws.push(flaw(&rule.spot, message));
    }
    if rule.why.is_empty() {
        flaws.push(flaw(&rule.spot, format!("{id} does not say why it matters, below its source")));
    }
    let has = |kind: Kind| rule.scenarios.iter().any(|scenario| scenario.kind == kind);
    if has(Kind::Refusal) && !has(Kind::Control) {
        let message =
            format!("{id} refuses without a @control: a second mistake in the request would go unseen");
        flaws.push(flaw(&rule.spot, message));
    }
    let mut rows = BTreeSet::new();
    for scenario in &rule.scenarios {
        let spot = &scenario.spot;
        if scenario.steps.is_empty() {
            flaws.push(flaw(spot, "a scenario without steps proves nothing"));
        } else if !scenario.steps.iter().any(|step| step.ty == StepType::Then) {
            flaws.push(flaw(spot, "a scenario without a Then asserts nothing"));
        }
        if let Some(row) = &scenario.row
            && !rows.insert(row.clone())
        {
            flaws.push(flaw(spot, format!("{id} has two rows called {row}")));
        }
    }
    flaws
}

fn lint_feature(feature: &gherkin::Feature) -> Vec<Flaw> {
    let file = feature.path.as_ref().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    let at = |line: usize, message: String| Flaw { spot: Spot { file: file.clone(), line }, message };
    let mut flaws = Vec::new();
    if feature.rules.is_empty() {
        flaws.push(at(feature.position.line, "a feature needs at least one Rule:".to_owned()));
    }
    for scenario in &feature.scenarios {
        flaws.push(at(scenario.position.line, "a scenario outside a Rule: belongs to no rule".to_owned()));
    }
    let prose = std::iter::once((&feature.description, feature.position.line))
        .chain(feature.rules.iter().map(|rule| (&rule.description, rule.position.line)))
        .chain(feature.rules.iter().flat_map(|rule| {
            rule.scenarios.iter().map(|scenario| (&scenario.description, scenario.position.line))
        }));
    for (description, line) in prose {
        let lines = description.as_deref().unwrap_or_default().lines().map(str::trim);
        flaws.extend(lines.filter(|text| looks_like_gherkin(text)).map(|text| {
            at(
                line,
                format!("{text:?} stands in a description but looks like Gherkin: is a keyword misspelt?"),
            )
        }));
    }
    let mut tagged = vec![(&feature.tags, feature.position.line)];
    for rule in &feature.rules {
        tagged.push((&rule.tags, rule.position.line));
        for scenario in &rule.scenarios {
            tagged.push((&scenario.tags, scenario.position.line));
            tagged.extend(scenario.examples.iter().map(|examples| (&examples.tags, examples.position.line)));
            flaws.extend(lint_outline(scenario).map(|(line, message)| at(line, message)));
        }
    }
    for (tags, line) in tagged {
        for tag in tags.iter().filter(|tag| !is_known(tag)) {
            flaws.push(at(line, format!("@{tag} is no tag of this book")));
        }
    }
    flaws
}

/// Whether a line of prose would be lost as a step, a heading, a tag or a row.
fn looks_like_gherkin(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    matches!(first, "Given" | "When" | "Then" | "And" | "But" | "*")
        || line.starts_with(['@', '|', '#'])
        || line.split_once(':').is_some_and(|(heading, _)| {
            heading.split(' ').count() <= 2 && heading.starts_with(char::is_uppercase)
        })
}

fn is_known(tag: &str) -> bool {
    is_id(tag)
        || SCENARIO_TAGS.contains(&tag)
        || matches!(tag, "documented" | "observed")
        || tag.strip_prefix("needs:").is_some_and(|need| !need.is_empty())
}

/// Outlines whose rows would vanish or could not be named.
fn lint_outline(scenario: &gherkin::Scenario) -> impl Iterator<Item = (usize, String)> {
    let is_outline = scenario.keyword.contains("Outline") || scenario.keyword.contains("Template");
    let mut flaws = Vec::new();
    if is_outline && scenario.examples.is_empty() {
        flaws.push((scenario.position.line, "an outline without examples is never played".to_owned()));
    }
    for examples in &scenario.examples {
        let line = examples.position.line;
        let rows = examples.table.as_ref().map(|table| table.rows.as_slice()).unwrap_or_default();
        match rows {
            [] | [_] => flaws.push((line, "an outline without rows is never played".to_owned())),
            [header, ..] if header.first().is_none_or(|name| name != "id") => {
                flaws
                    .push((line, "the first column of an outline is called id and names the row".to_owned()));
            }
            [_, rows @ ..] => {
                let unnamed = rows.iter().filter(|row| row.first().is_none_or(|id| !is_row_id(id)));
                flaws.extend(unnamed.map(|row| {
                    let id = row.first().cloned().unwrap_or_default();
                    (line, format!("{id:?} is no row id: letters, digits, hyphens and dots"))
                }));
            }
        }
    }
    flaws.into_iter()
}

fn is_row_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
}

fn lint_steps(book: &Book) -> Vec<Flaw> {
    let collection = Stage::collection();
    steps(book)
        .filter_map(|(file, step)| {
            let message = match collection.find(step) {
                Ok(Some(_)) => return None,
                Ok(None) => format!("no step is defined for: {} {}", step.keyword.trim(), step.value),
                Err(error) => format!("{} {} is ambiguous: {error}", step.keyword.trim(), step.value),
            };
            Some(Flaw { spot: Spot { file, line: step.position.line }, message })
        })
        .collect()
}

/// Every step of the book with its file, outlines expanded.
fn steps(book: &Book) -> impl Iterator<Item = (String, &gherkin::Step)> {
    book.scenarios()
        .flat_map(|(_, scenario)| scenario.steps.iter().map(|step| (scenario.spot.file.clone(), step)))
}

/// File, location and pattern of every step definition.
fn definitions() -> Vec<(String, String, String)> {
    fn each<S: StepConstructor<Stage> + inventory::Collect>(out: &mut Vec<(String, String, String)>) {
        for definition in inventory::iter::<S> {
            let (location, pattern, _) = definition.inner();
            out.push((location.path.to_owned(), location.to_string(), pattern().to_string()));
        }
    }
    let mut all = Vec::new();
    each::<<Stage as WorldInventory>::Given>(&mut all);
    each::<<Stage as WorldInventory>::When>(&mut all);
    each::<<Stage as WorldInventory>::Then>(&mut all);
    all
}

fn line_of(location: &str) -> usize {
    location.rsplit(':').nth(1).and_then(|line| line.parse().ok()).unwrap_or(1)
}
