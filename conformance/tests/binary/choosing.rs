//! Which rules are asked: `--require`, and `--failed-from` an earlier report.

use std::fs;

use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    another_process::start,
    subjects::{cal_conformance, target_file},
};

/// The ids of the rules in the JSON report of a run, with their outcomes and reasons.
fn rules(args: &[&str], code: i32) -> Vec<(String, String, String)> {
    let run = cal_conformance().args(args).args(["--report", "json=-"]).assert().code(code);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rules = report["rules"].as_array().unwrap().iter();
    rules.map(|rule| (text(&rule["id"]), text(&rule["outcome"]), text(&rule["reason"]))).collect()
}

#[test]
fn a_required_rule_that_is_not_asked_stands_in_the_report_with_its_reason() {
    let rules = rules(&["--rule", "ME-01", "--require", "TOKEN-0[12]", "--require", "ME-*1"], 4);
    let outcomes: Vec<(&str, &str)> = rules.iter().map(|(id, it, _)| (id.as_str(), it.as_str())).collect();
    assert_eq!(outcomes, [("TOKEN-01", "skipped"), ("TOKEN-02", "skipped"), ("ME-01", "pass")]);
    assert!(rules[0].2.contains("required, but not among the scenarios that were chosen"), "{rules:?}");
    let run = cal_conformance().args(["--rule", "ME-01", "--require", "TOKEN-01"]).assert().code(4);
    run.stdout(
        contains("TOKEN-01 is required and was not asked")
            .and(contains("mock was not asked all that is required (1 pass, 1 skipped")),
    );
}

#[test]
fn a_required_rule_that_the_target_cannot_be_asked_is_told_with_the_reason() {
    let mock = start(&[]);
    let (folder, target) = target_file(&mock.url);
    let text = fs::read_to_string(&target).unwrap() + "\n[clock]\nstrategy = \"none\"\n";
    fs::write(folder.path().join("target.toml"), text).unwrap();
    let rules = rules(&["--target", &target, "--rule", "TOKEN-0*", "--require", "TOKEN-06"], 4);
    let (_, outcome, reason) = rules.iter().find(|(id, ..)| id == "TOKEN-06").unwrap();
    assert!(outcome == "skipped" && reason.contains("clock"), "{reason}");
    let asked = ["--target", &target, "--rule", "TOKEN-0*", "--require", "TOKEN-05"];
    cal_conformance().args(asked).assert().code(0);
}

#[test]
fn a_required_pattern_that_names_no_rule_is_told() {
    let run = cal_conformance().args(["--require", "TOKEN-77"]).assert().code(4);
    run.stderr(contains("no rule is called \"TOKEN-77\""));
}

#[test]
fn what_failed_before_is_asked_again_and_nothing_else() {
    let mock = start(&["--fault", "code-works-again"]);
    let (folder, target) = target_file(&mock.url);
    let report = folder.path().join("before.json");
    let order = format!("json={}", report.display());
    let first = ["--target", &target, "--rule", "TOKEN-*", "--rule", "PKCE-*", "--report", &order];
    cal_conformance().args(first).assert().code(1);
    let report = report.display().to_string();
    let failed = |args: &[&str], code| {
        let again = [&["--failed-from", report.as_str()][..], args].concat();
        rules(&again, code).into_iter().map(|(id, ..)| id).collect::<Vec<_>>()
    };
    let again = failed(&["--target", &target], 1);
    assert!(again.contains(&"TOKEN-05".to_owned()) && !again.contains(&"TOKEN-01".to_owned()), "{again:?}");
    assert_eq!(failed(&[], 0), again, "the embedded mock has the fault no more");
    assert_eq!(failed(&["--rule", "TOKEN-05"], 0), ["TOKEN-05"]);
    let nothing = ["--failed-from", report.as_str(), "--rule", "TOKEN-01"];
    cal_conformance().args(nothing).assert().code(4).stderr(contains("nothing that failed"));
    let nothing = ["--failed-from", report.as_str(), "--tags", "@nobody"];
    cal_conformance().args(nothing).assert().code(4).stderr(contains("has these tags"));
}

#[test]
fn a_report_without_failures_or_none_at_all_is_told() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("r.json").display().to_string();
    let order = format!("json={file}");
    cal_conformance().args(["--rule", "ME-01", "--report", &order]).assert().code(0);
    let again = || cal_conformance().args(["--failed-from", file.as_str()]).assert();
    again().code(4).stderr(contains("r.json holds no failure"));
    fs::write(&file, "{\"rules\": 1}").unwrap();
    again().code(2).stderr(contains("r.json: is no report of this program (invalid type"));
    fs::remove_file(&file).unwrap();
    again().code(2).stderr(contains("r.json: cannot be read: No such file"));
}
