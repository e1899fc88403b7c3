//! Production departs from the documents in known points: they are forgiven, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    another_process::start,
    subjects::{cal_conformance, target_file},
};

/// The quirks that show every time.
const CERTAIN: [&str; 8] = [
    "redirect-uri-not-bound",
    "code-challenge-method-required",
    "state-required",
    "unreadable-body-is-not-oauth-shaped",
    "event-type-lists-are-public",
    "managed-user-name-required",
    "managed-user-week-start-unchecked",
    "origin-must-equal-redirect-uri",
];

const CHANCE: &str = "code-exchanges-can-race";

/// The exit code of a run against a server that behaves as production, and what came of each rule.
fn run(mock: &[&str], args: &[&str]) -> (i32, BTreeMap<String, String>) {
    let mock = start(&[&["--behaviour", "production"], mock].concat());
    let (_folder, target) = target_file(&mock.url);
    let run = cal_conformance().args(["--target", &target, "--report", "json=-"]).args(args).assert();
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rules = report["rules"].as_array().unwrap();
    let outcomes = rules.iter().map(|rule| (text(&rule["id"]), text(&rule["outcome"]))).collect();
    (run.get_output().status.code().unwrap(), outcomes)
}

/// The same of the rules that the waivers name alone: no other has a waiver that could be stale.
fn run_waived(mock: &[&str], args: &[&str]) -> (i32, BTreeMap<String, String>) {
    let lines = include_str!("../../../waivers/production.toml").lines();
    let named: BTreeSet<&str> =
        lines.filter_map(|line| line.strip_prefix("rule = ")).map(|rule| rule.trim_matches('"')).collect();
    assert!(named.len() > 15, "{named:?}");
    let rules = named.into_iter().flat_map(|rule| ["--rule", rule]);
    run(mock, &rules.chain(args.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn it_breaks_rules_that_its_waivers_forgive() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../waivers/production.toml");
    for (authority, waivers) in [("documented", shipped), ("observed", "production")] {
        let (code, without) = run_waived(&[], &["--authority", authority]);
        assert_eq!(code, 1, "{authority}");
        let (code, with) = run(&[], &["--authority", authority, "--waivers", waivers]);
        assert_eq!(code, 0, "{authority}, {waivers}: {with:?}");
        for id in [
            "TOKEN-08",
            "TOKEN-14",
            "TOKEN-16",
            "PKCE-09",
            "AUTHZ-03",
            "AUTHZ-28",
            "SCOPE-03",
            "MANAGED-01",
            "MANAGED-03",
            "MANAGED-05",
            "MANAGED-19",
        ] {
            assert_eq!((without[id].as_str(), with[id].as_str()), ("fail", "waived"), "{id}");
        }
    }
}

#[test]
fn a_quirk_that_it_has_no_more_leaves_its_waivers_stale() {
    for quirk in CERTAIN {
        let (code, outcomes) = run_waived(&["--no-quirk", quirk], &["--waivers", "production"]);
        assert_eq!(code, 5, "{quirk}: {outcomes:?}");
    }
}

#[test]
fn a_quirk_of_chance_may_be_absent() {
    let (code, outcomes) = run_waived(&["--no-quirk", CHANCE], &["--waivers", "production"]);
    assert_eq!((code, outcomes["TOKEN-08"].as_str()), (0, "pass"));
}

#[test]
fn a_further_broken_row_of_a_waived_rule_decides() {
    let args = ["--waivers", "production", "--rule", "PKCE-09"];
    let (code, outcomes) = run(&["--fault", "any-redirect-uri-at-exchange"], &args);
    assert_eq!((code, outcomes["PKCE-09"].as_str()), (1, "fail"));
    assert_eq!(run(&[], &args).0, 0);
}

#[test]
fn a_waived_row_that_fails_in_another_way_decides() {
    let args = ["--waivers", "production", "--rule", "TOKEN-16"];
    let quirk = "unreadable-body-is-not-oauth-shaped";
    let mock = ["--no-quirk", quirk, "--fault", "unreadable-body-is-unexplained"];
    let (code, outcomes) = run(&mock, &args);
    assert_eq!((code, outcomes["TOKEN-16"].as_str()), (1, "fail"));
    assert_eq!(run(&[], &args).0, 0);
}
