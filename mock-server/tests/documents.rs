//! The quirks against `rules.md`: names, and the documented rules that each breaks.
//!
//! The documents are not in this repository. They are looked for where `CAL_DOCUMENTS` points, else beside the
//! repository's folder; where they are not, this test says so and skips.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use mock_server::Behaviour;

/// The chapters that are built.
const BUILT: [&str; 5] = ["AUTHZ", "TOKEN", "PKCE", "REFRESH", "ME"];

#[expect(clippy::disallowed_methods, reason = "where the documents are is not for a flag of the product")]
fn rules() -> Option<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/spec");
    let folder = std::env::var("CAL_DOCUMENTS").map_or_else(|_| beside(), PathBuf::from);
    if let Ok(rules) = fs::read_to_string(folder.join("rules.md")) {
        println!("documents: read");
        return Some(rules);
    }
    assert!(std::env::var("CAL_DOCUMENTS").is_err(), "CAL_DOCUMENTS points to {}", folder.display());
    println!("documents: skipped, {} is not there", folder.display());
    None
}

#[test]
fn every_quirk_of_the_built_chapters_is_there_and_breaks_what_the_documents_say_of_it() {
    let Some(rules) = rules() else { return };
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
    let here: BTreeMap<_, BTreeSet<_>> =
        quirks.map(|quirk| (quirk.name, quirk.breaks.iter().copied().collect())).collect();
    assert!(wanted.len() >= 5, "{wanted:?}");
    assert_eq!(here, wanted);
}

fn is_built(rule: &str) -> bool {
    rule.split_once('-').is_some_and(|(chapter, _)| BUILT.contains(&chapter))
}
