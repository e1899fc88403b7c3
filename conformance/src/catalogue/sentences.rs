//! The sentences of a book: each has one step definition, and a whole book uses all of them.

use std::collections::{BTreeMap, BTreeSet};

use cucumber::{
    codegen::{StepConstructor, WorldInventory},
    gherkin,
};

use super::{
    Book,
    book::{Flaw, Spot},
};
use crate::{
    stage::Stage,
    steps::definitions::{Definitions, Found},
};

/// Sentences without a definition, or with more than one.
pub(super) fn undefined(book: &Book, definitions: &Definitions) -> Vec<Flaw> {
    let message = |step: &gherkin::Step| match &*definitions.find(step) {
        Found::One(..) => None,
        Found::None => Some(format!("no step is defined for: {} {}", step.keyword.trim(), step.value)),
        Found::Many(which) => Some(format!("{} {} is ambiguous: {which}", step.keyword.trim(), step.value)),
    };
    let flaw = |(file, step): (&str, &gherkin::Step)| {
        let message = message(step)?;
        Some(Flaw { spot: Spot { file: file.to_owned(), line: step.position.line }, message })
    };
    spoken(book).filter_map(flaw).collect()
}

/// Step definitions that no scenario uses. Only a whole book can say so.
#[must_use]
pub fn unused_steps(book: &Book) -> Vec<Flaw> {
    let place = |step: &gherkin::Step| match &*Definitions::all().find(step) {
        Found::One(_, _, location) => location.as_ref().map(ToString::to_string),
        Found::None | Found::Many(_) => None,
    };
    let used: BTreeSet<String> = spoken(book).filter_map(|(_, step)| place(step)).collect();
    written()
        .into_iter()
        .filter(|(location, _)| !used.contains(location))
        .map(|(location, (file, pattern))| Flaw {
            spot: Spot { file, line: line_of(&location) },
            message: format!("no scenario uses the step {pattern}"),
        })
        .collect()
}

/// Every step of the book with its file, outlines expanded.
fn spoken(book: &Book) -> impl Iterator<Item = (&str, &gherkin::Step)> {
    book.scenarios()
        .flat_map(|(_, scenario)| scenario.steps.iter().map(|step| (scenario.spot.file.as_str(), step)))
}

/// File and pattern of every step definition, by its place.
fn written() -> BTreeMap<String, (String, String)> {
    fn each<S: StepConstructor<Stage> + inventory::Collect>(out: &mut BTreeMap<String, (String, String)>) {
        for definition in inventory::iter::<S> {
            let (location, pattern, _) = definition.inner();
            out.insert(location.to_string(), (location.path.to_owned(), pattern().to_string()));
        }
    }
    let mut all = BTreeMap::new();
    each::<<Stage as WorldInventory>::Given>(&mut all);
    each::<<Stage as WorldInventory>::When>(&mut all);
    each::<<Stage as WorldInventory>::Then>(&mut all);
    all
}

fn line_of(location: &str) -> usize {
    location.rsplit(':').nth(1).and_then(|line| line.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use cucumber::step::Collection;
    use futures::FutureExt as _;

    use super::*;
    use crate::catalogue::Shelf;

    fn book(steps: &str) -> Book {
        let text = format!(
            "Feature: f\n  @TOKEN-05 @documented\n  Rule: r\n    \"s\" (p)\n    w\n    Scenario: x\n{steps}"
        );
        Book::read(&Shelf { texts: vec![("f.feature".to_owned(), text)], folder: None })
    }

    fn flaws(steps: &str, patterns: &[&str]) -> Vec<(usize, String)> {
        let collection = patterns.iter().fold(Collection::new(), |collection, pattern| {
            let pattern = cucumber::codegen::Regex::new(pattern).unwrap();
            collection.then(None, pattern, |_, _| async {}.boxed_local())
        });
        let flaws = undefined(&book(steps), &Definitions::of(collection));
        flaws.into_iter().map(|flaw| (flaw.spot.line, flaw.message)).collect()
    }

    #[test]
    fn a_step_with_two_definitions_is_a_flaw() {
        let flaws = flaws("      Then a b\n", &["^a b$", "^a .*$"]);
        assert_eq!(flaws.len(), 1);
        assert!(flaws[0].1.contains("ambiguous"), "{flaws:?}");
        assert_eq!(flaws[0].0, 7);
    }

    #[test]
    fn a_sentence_is_a_flaw_wherever_it_stands() {
        let undefined = |line, step: &str| (line, format!("no step is defined for: {step}"));
        assert_eq!(
            flaws("      When c\n      Then a b\n      Then c\n      Then a b\n", &["^c$"]),
            [undefined(7, "When c"), undefined(8, "Then a b"), undefined(10, "Then a b")]
        );
    }

    #[test]
    fn a_definition_that_nobody_uses_is_a_flaw() {
        let unused = unused_steps(&book("      Then the answer forbids caching\n"));
        let is_unused = |text: &str| unused.iter().any(|flaw| flaw.message.contains(text));
        assert!(is_unused("no tokens are given and the server is not broken"));
        assert!(!is_unused("the answer forbids caching"));
    }
}
