//! The sentences of a book, and which step definition each of them has.
//!
//! A book says most of its sentences many times, and each is tried with every definition of its kind: here once, however
//! often it stands there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cucumber::{
    World as _,
    codegen::{StepConstructor, WorldInventory},
    gherkin::{self, StepType},
    step::Collection,
};

use super::{
    Book,
    book::{Flaw, Spot},
};
use crate::stage::Stage;

/// Every sentence of a book, outlines expanded.
#[derive(Debug)]
pub struct Sentences<'a> {
    /// Where each stands, file and step.
    spoken: Vec<(&'a str, &'a gherkin::Step)>,
    /// The place of its definition, if there is one, or why there is more than one.
    defined: HashMap<(StepType, &'a str), Result<Option<String>, String>>,
}

impl<'a> Sentences<'a> {
    /// Looks up the definitions of the harness.
    #[must_use]
    pub fn of(book: &'a Book) -> Self {
        Self::defined_in(book, &Stage::collection())
    }

    fn defined_in(book: &'a Book, collection: &Collection<Stage>) -> Self {
        let spoken: Vec<_> = book
            .scenarios()
            .flat_map(|(_, scenario)| scenario.steps.iter().map(|step| (scenario.spot.file.as_str(), step)))
            .collect();
        let mut defined = HashMap::new();
        for (_, step) in &spoken {
            defined.entry((step.ty, step.value.as_str())).or_insert_with(|| match collection.find(step) {
                Ok(Some((_, _, location, _))) => {
                    Ok(Some(location.map_or_else(String::new, |it| it.to_string())))
                }
                Ok(None) => Ok(None),
                Err(error) => Err(error.to_string()),
            });
        }
        Self { spoken, defined }
    }

    /// Sentences without a definition, or with more than one.
    pub(super) fn flaws(&self) -> Vec<Flaw> {
        let message = |step: &gherkin::Step| match self.defined.get(&(step.ty, step.value.as_str()))? {
            Ok(Some(_)) => None,
            Ok(None) => Some(format!("no step is defined for: {} {}", step.keyword.trim(), step.value)),
            Err(error) => Some(format!("{} {} is ambiguous: {error}", step.keyword.trim(), step.value)),
        };
        self.spoken
            .iter()
            .filter_map(|(file, step)| {
                let spot = Spot { file: (*file).to_owned(), line: step.position.line };
                Some(Flaw { spot, message: message(step)? })
            })
            .collect()
    }

    /// Step definitions that no scenario uses. Only a whole book can say so.
    #[must_use]
    pub fn unused_definitions(&self) -> Vec<Flaw> {
        let used: BTreeSet<&String> = self.defined.values().flatten().flatten().collect();
        definitions()
            .into_iter()
            .filter(|(location, _)| !used.contains(location))
            .map(|(location, (file, pattern))| Flaw {
                spot: Spot { file, line: line_of(&location) },
                message: format!("no scenario uses the step {pattern}"),
            })
            .collect()
    }
}

/// File and pattern of every step definition, by its place.
fn definitions() -> BTreeMap<String, (String, String)> {
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
    use futures::FutureExt as _;

    use super::*;
    use crate::catalogue::Shelf;

    fn book(steps: &str) -> Book {
        let text = format!(
            "Feature: f\n  @TOKEN-05 @documented\n  Rule: r\n    \"s\" (p)\n    w\n    Scenario: x\n{steps}"
        );
        Book::read(&Shelf { texts: vec![("f.feature".to_owned(), text)], folder: None })
    }

    fn collection(patterns: &[&str]) -> Collection<Stage> {
        patterns.iter().fold(Collection::new(), |collection, pattern| {
            let pattern = cucumber::codegen::Regex::new(pattern).unwrap();
            collection.then(None, pattern, |_, _| async {}.boxed_local())
        })
    }

    #[test]
    fn a_step_with_two_definitions_is_a_flaw() {
        let book = book("      Then a b\n");
        let flaws = Sentences::defined_in(&book, &collection(&["^a b$", "^a .*$"])).flaws();
        assert_eq!(flaws.len(), 1);
        assert!(flaws[0].message.contains("ambiguous"), "{}", flaws[0]);
        assert_eq!(flaws[0].spot.line, 7);
    }

    #[test]
    fn a_sentence_is_a_flaw_wherever_it_stands() {
        let book = book("      Then a b\n      Then c\n      Then a b\n      When c\n");
        let flaws = Sentences::defined_in(&book, &collection(&["^c$"])).flaws();
        let told: Vec<(usize, &str)> =
            flaws.iter().map(|flaw| (flaw.spot.line, flaw.message.as_str())).collect();
        let undefined = "no step is defined for: Then a b";
        assert_eq!(told, [(7, undefined), (9, undefined), (10, "no step is defined for: When c")]);
    }

    #[test]
    fn a_definition_that_nobody_uses_is_a_flaw() {
        let book = book("      Then the answer forbids caching\n");
        let unused = Sentences::of(&book).unused_definitions();
        let is_unused = |text: &str| unused.iter().any(|flaw| flaw.message.contains(text));
        assert!(is_unused("no tokens are given and the server is not broken"));
        assert!(!is_unused("the answer forbids caching"));
    }
}
