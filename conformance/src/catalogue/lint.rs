//! What a rule book may not be: undefined or ambiguous steps, scenarios that assert nothing, outlines without rows,
//! refusals without a control, ids that clash.
//!
//! cucumber skips an undefined step, drops an outline without rows and plays a scenario without steps, all with exit
//! code 0. Every run therefore lints its book first.

use std::collections::{BTreeMap, BTreeSet};

use cucumber::gherkin::{self, StepType};

use super::{
    Book, Records,
    book::{Flaw, Kind, Rule, Spot, is_id},
    sentences,
};
use crate::steps::definitions::Definitions;

/// Tags that a scenario may carry beside its rule's.
const SCENARIO_TAGS: [&str; 4] = ["control", "refusal", "exclusive", "destructive"];

/// What a scenario may need of a target (`features/README.md`, "Tags").
const NEEDS: [&str; 12] = [
    "clock",
    "control",
    "teams",
    "second-client",
    "public-client",
    "legacy-client",
    "pending-client",
    "rejected-client",
    "owner",
    "mock",
    "review",
    "outbox",
];

/// The Then that looks at no answer, only for a record.
const ON_RECORD: &str = "the refusal is on record";

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
    flaws.extend(lint_records(book));
    flaws.extend(sentences::undefined(book, Definitions::all()));
    flaws.sort_by(|a, b| (&a.spot, &a.message).cmp(&(&b.spot, &b.message)));
    flaws.dedup();
    flaws
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
    let mut asked: BTreeMap<(Option<String>, Vec<&str>), &Spot> = BTreeMap::new();
    for scenario in &rule.scenarios {
        let spot = &scenario.spot;
        if scenario.steps.is_empty() {
            flaws.push(flaw(spot, "a scenario without steps proves nothing"));
        } else if !scenario.steps.iter().any(|step| step.ty == StepType::Then && step.value != ON_RECORD) {
            flaws.push(flaw(spot, "a scenario without a Then asserts nothing"));
        }
        if ["control", "refusal"].iter().all(|kind| scenario.tags.iter().any(|tag| tag == kind)) {
            flaws.push(flaw(spot, "a scenario is a @control or a @refusal, not both"));
        }
        if !scenario.is_destructive() && scenario.steps.iter().any(|step| writes(&step.value)) {
            flaws.push(flaw(spot, "a scenario that writes carries @destructive"));
        }
        if scenario.steps.first().is_some_and(|step| step.ty == StepType::Then) {
            flaws.push(flaw(spot, "a Then before anything was asked"));
        }
        let steps = scenario.steps.iter().map(|step| step.value.as_str()).collect();
        // The same request may be compared with two answers on record.
        let record = Some(scenario.record_name(id)).filter(|name| scenario.row.as_ref() == Some(name));
        if let Some(first) = asked.insert((record, steps), spot) {
            flaws.push(flaw(spot, format!("{id} asks the same at {first}: is a column unused?")));
        }
        if let Some(row) = &scenario.row
            && !rows.insert(row.clone())
        {
            flaws.push(flaw(spot, format!("{id} has two rows called {row}")));
        }
    }
    flaws
}

/// Whether a sentence asks an endpoint that may change something.
fn writes(step: &str) -> bool {
    ["POST", "PATCH", "DELETE"].iter().any(|method| step.contains(&format!(" {method} /v2/")))
}

/// Rows that share an answer on record must provoke it in the same way, or one of them compares another's answer.
fn lint_records(book: &Book) -> Vec<Flaw> {
    let mut provoked: BTreeMap<String, (&str, &Spot)> = BTreeMap::new();
    let mut flaws = Vec::new();
    for (rule, scenario) in book.scenarios().filter(|(_, scenario)| scenario.kind != Kind::Control) {
        let Some(mistake) = scenario.steps.iter().find_map(|step| mistake(&step.value)) else { continue };
        let name = scenario.record_name(&rule.id);
        if scenario.row.is_none() && !scenario.steps.iter().any(|step| step.value == ON_RECORD) {
            continue;
        }
        match provoked.get(&name) {
            Some((first, at)) if *first != mistake => flaws.push(flaw(
                &scenario.spot,
                format!("{name} is provoked {mistake:?} here and {first:?} at {at}"),
            )),
            Some(_) => {}
            None => drop(provoked.insert(name, (mistake, &scenario.spot))),
        }
    }
    flaws
}

/// What stands behind "but" in a sentence, or what an endpoint is asked.
fn mistake(step: &str) -> Option<&str> {
    if let Some((_, asked)) = step.split_once(" asks ").or_else(|| step.split_once(" asked ")) {
        let ends = [", watched at ", ", and was ", ", and looks at "];
        if asked.contains(" /v2/") {
            return Some(ends.iter().fold(asked, |asked, end| before(asked, end)));
        }
    }
    let (_, mistake) = step.split_once(", but ")?;
    Some(mistake.split_once(", and was ").map_or(mistake, |(mistake, _)| mistake))
}

fn before<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or(text, |(before, _)| before)
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
        || tag.strip_prefix("needs:").is_some_and(|need| NEEDS.contains(&need))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Shelf;

    fn flaws_of(text: &str) -> Vec<String> {
        let book =
            Book::read(&Shelf { texts: vec![("f.feature".to_owned(), text.to_owned())], folder: None });
        lint(&book).into_iter().map(|flaw| flaw.message).collect()
    }

    #[test]
    fn a_scenario_that_writes_says_so() {
        let text = "Feature: f\n  @SCOPE-02 @documented\n  Rule: r\n    \"s\" (p)\n    w\n    @destructive\n    Scenario: x\n      \
                    When Omni asks DELETE /v2/me in version any, sending nothing\n      Then the endpoint answers\n";
        assert_eq!(flaws_of(text), Vec::<String>::new());
        let untagged = flaws_of(&text.replace("    @destructive\n", ""));
        assert_eq!(untagged, ["a scenario that writes carries @destructive"]);
        assert_eq!(
            flaws_of(&text.replace("DELETE", "GET").replace("    @destructive\n", "")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_an_endpoint_is_asked_provokes_its_answer() {
        let asked = "GET /v2/me in version any, sending nothing";
        for step in ["Omni asks", "Omni asked"] {
            assert_eq!(mistake(&format!("{step} {asked}")), Some(asked));
            assert_eq!(mistake(&format!("{step} {asked}, watched at /v2/me")), Some(asked));
            assert_eq!(mistake(&format!("{step} {asked}, and was refused")), Some(asked));
        }
        assert_eq!(mistake("Acme asks for the profile"), None);
        assert_eq!(mistake("Acme asks for the profile, but without a token"), Some("without a token"));
    }
}
