//! The quirks against `rules.md`: names, and the documented rules that each breaks.

use std::collections::{BTreeMap, BTreeSet};

use mock_server::Behaviour;

use crate::read;

/// The chapters that are built.
const BUILT: [&str; 11] =
    ["CLIENT", "REVIEW", "AUTHZ", "TOKEN", "PKCE", "REFRESH", "ROTATE", "LEGACY", "SCOPE", "ME", "MANAGED"];

#[test]
fn every_quirk_of_the_built_chapters_is_there_and_breaks_what_the_documents_say_of_it() {
    let Some(rules) = read("rules.md") else { return };
    let (_, quirks) = rules.split_once("| quirk |").unwrap();
    let wanted: BTreeMap<&str, BTreeSet<&str>> = quirks
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let (name, broken) = (cells.next()?, cells.next()?);
            // Where it names rows beside the rule, they follow it.
            let broken: BTreeSet<_> = broken.split(", ").filter(|rule| is_built(rule)).collect();
            (!broken.is_empty()).then_some((name, broken))
        })
        .collect();
    let quirks = Behaviour::Production.quirks().iter();
    let here: BTreeMap<_, BTreeSet<_>> = quirks
        .map(|quirk| (quirk.name, quirk.breaks.iter().map(|rule| without_row(rule)).collect()))
        .collect();
    assert!(wanted.len() >= 5, "{wanted:?}");
    assert_eq!(here, wanted);
}

fn is_built(rule: &str) -> bool {
    rule.split_once('-').is_some_and(|(chapter, _)| BUILT.contains(&chapter))
}

/// A quirk that breaks rows of a rule names each of them behind it.
fn without_row(rule: &str) -> &str {
    rule.split('/').next().unwrap_or(rule)
}
