//! The reports for programs: what they hold, and what is said where they cannot be written.

use std::{collections::BTreeSet, fs, path::Path};

use conformance::catalogue::Shelf;
use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use serde_json::{Value, json};

use crate::{
    another_process::start,
    subjects::{cal_conformance, server_that_always_says, server_that_breaks_off, target_file},
};

/// The reports of one run with these arguments: JSON, and XML for CI systems.
fn reports(args: &[&str]) -> (Value, String) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (json, junit) = (format!("json={}", path("r.json")), format!("junit={}", path("r.xml")));
    let ended = cal_conformance().args(args).args(["--report", &json, "--report", &junit]).assert();
    let json = fs::read(path("r.json")).unwrap_or_else(|_| panic!("no report was written: {ended}"));
    (serde_json::from_slice(&json).unwrap(), fs::read_to_string(path("r.xml")).unwrap())
}

/// Runs that together come to every outcome.
fn every_outcome() -> Vec<(Value, String)> {
    let production = start(&["--behaviour", "production", "--fault", "success-may-be-cached"]);
    let (_a, production) = target_file(&production.url);
    let (_b, broken) = target_file(&server_that_breaks_off());
    let empty = tempfile::TempDir::new().unwrap();
    let chosen = ["--rule", "TOKEN-16", "--rule", "TOKEN-18", "--rule", "PKCE-09", "--rule", "ME-01"];
    let run = |args: &[&str]| reports(&[&chosen[..], args].concat());
    vec![
        run(&[]),
        run(&["--target", &production]),
        run(&["--target", &production, "--waivers", "production"]),
        run(&["--target", &broken]),
        run(&["--snapshots", &empty.path().display().to_string()]),
        run(&["--require", "TOKEN-01"]),
    ]
}

#[test]
fn the_json_report_keeps_to_its_schema_whatever_the_outcome() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/report.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut seen = BTreeSet::new();
    for (report, _) in every_outcome() {
        let flaws: Vec<String> =
            schema.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(flaws, Vec::<String>::new());
        seen.extend(report["summary"].as_object().unwrap().keys().cloned());
        let mut strange = report.clone();
        strange["rules"][0]["scenarios"][0]["mood"] = json!("fine");
        assert!(!schema.is_valid(&strange), "a member that the schema does not know");
        strange = report;
        strange["rules"][0].as_object_mut().unwrap().remove("source");
        assert!(!schema.is_valid(&strange), "a member less");
    }
    let all = ["error", "fail", "inconclusive", "pass", "skipped", "waived", "warn"];
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), all);
}

#[test]
fn the_junit_report_has_a_case_for_every_row() {
    let mut seen = BTreeSet::new();
    for (report, xml) in every_outcome() {
        let junit = quick_junit::Report::deserialize_from_str(&xml).unwrap();
        let rules = report["rules"].as_array().unwrap();
        assert_eq!(junit.test_suites.len(), rules.len());
        for (suite, rule) in junit.test_suites.iter().zip(rules) {
            let scenarios = rule["scenarios"].as_array().unwrap();
            assert_eq!(suite.test_cases.len(), scenarios.len());
            for (case, scenario) in suite.test_cases.iter().zip(scenarios) {
                let word = scenario["outcome"].as_str().unwrap();
                let expected = match word {
                    "pass" => "pass",
                    "skipped" | "warn" | "waived" => "skipped",
                    "fail" => "failure",
                    _ => "error",
                };
                assert_eq!(kind(&case.status), expected, "{word}");
                assert_eq!(case.classname.as_ref().unwrap().as_str(), rule["id"].as_str().unwrap());
                seen.insert(word.to_owned());
            }
        }
    }
    assert_eq!(seen.len(), 7, "{seen:?}");
}

fn kind(status: &quick_junit::TestCaseStatus) -> &'static str {
    match status {
        quick_junit::TestCaseStatus::Success { .. } => "pass",
        quick_junit::TestCaseStatus::Skipped { message, .. } => {
            assert!(message.is_some(), "skipped without a reason");
            "skipped"
        }
        quick_junit::TestCaseStatus::NonSuccess { kind, message, description, .. } => {
            assert!(message.is_some() && description.is_some(), "failed without a reason");
            match kind {
                quick_junit::NonSuccessKind::Failure => "failure",
                quick_junit::NonSuccessKind::Error => "error",
            }
        }
    }
}

#[test]
fn a_failure_shows_its_diff_in_every_report() {
    let folder = tempfile::TempDir::new().unwrap();
    for (path, text) in Shelf::embedded_snapshots().texts {
        let name = path.rsplit('/').next().unwrap();
        let text = if name == "TOKEN-11.snap" { text.replace("HTTP 400", "HTTP 418") } else { text };
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut run = cal_conformance();
    run.args(["--rule", "TOKEN-17", "--report", "junit=-", "--snapshots"]).arg(folder.path());
    let ended = run.assert().code(1);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (xml, console) = (text(&ended.get_output().stdout), text(&ended.get_output().stderr));
    for told in [&xml, &console] {
        assert!(told.contains("-HTTP 418") && told.contains("+HTTP 400"), "{told}");
    }
}

#[test]
fn what_a_server_sends_is_shown_and_never_obeyed() {
    let hostile = "HTTP/1.1 200 OK\r\ncontent-length: 20\r\nconnection: close\r\n\r\n\u{1b}[2J\u{7}]]>\u{0}<a>&\u{202e}x\r\ny";
    let (_folder, target) = target_file(&server_that_always_says(hostile));
    let (_, xml) = reports(&["--target", &target, "--rule", "TOKEN-01"]);
    let console = cal_conformance().args(["--target", &target, "--rule", "TOKEN-01"]).assert().code(1);
    let console = String::from_utf8_lossy(&console.get_output().stdout).into_owned();
    quick_junit::Report::deserialize_from_str(&xml).unwrap();
    for told in [&xml, &console] {
        let obeyed = told.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(obeyed, None, "{told:?}");
        assert!(told.contains("\\u{1b}[2J"), "{told}");
    }
}

#[test]
fn no_report_holds_a_secret() {
    let mock = start(&["--fault", "any-secret", "--fault", "code-works-again", "--fault", "any-verifier"]);
    let (_folder, target) = target_file(&mock.url);
    let (json, xml) = reports(&["--target", &target, "--authority", "observed"]);
    let secret = regex::Regex::new(r"eyJ[A-Za-z0-9]{8}|[0-9a-f]{64}").unwrap();
    let json = json!([json["target"], json["rules"]]).to_string();
    for told in [&json, &xml] {
        assert!(told.contains("got"), "it holds failures");
        let shown: Vec<&str> =
            secret.find_iter(told).map(|it| it.as_str()).filter(|it| !it.contains("badc0de")).collect();
        assert_eq!(shown, Vec::<&str>::new());
    }
}

#[test]
fn one_report_may_go_to_stdout_and_others_to_files() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("r.json");
    let order = format!("json={}", file.display());
    let run = cal_conformance().args(["--rule", "ME-01", "--report", "junit=-", "--report", &order]).assert();
    let run = run.code(0).stderr(contains("mock conforms"));
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert_eq!(quick_junit::Report::deserialize_from_str(&out).unwrap().test_suites.len(), 1);
    assert_eq!(read(&file)["exit_code"], 0);
    let twice = ["--report", "junit=-", "--report", "json=-"];
    cal_conformance().args(twice).assert().code(2).stderr(contains("two reports go to stdout"));
    let twice = ["--report", order.as_str(), "--report", order.as_str()];
    cal_conformance().args(twice).assert().code(2).stderr(contains("two reports go to"));
}

fn read(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_is_told_and_is_no_verdict() {
    for order in ["json=/dev/full", "junit=/dev/full"] {
        let run = cal_conformance().args(["--rule", "ME-01", "--report", order]).assert().code(8);
        run.stderr(contains("the report /dev/full could not be written: No space left"))
            .stdout(contains("mock conforms"));
    }
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    for args in [
        &["--rule", "ME-01"][..],
        &["list"],
        &["explain", "ME-01"],
        &["--rule", "ME-01", "--report", "json=-"],
    ] {
        let mut run = std::process::Command::new(cal_conformance().get_program());
        let ended = run.args(args).stdout(full()).output().unwrap();
        assert_eq!(ended.status.code(), Some(8), "{args:?}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("No space left"), "{args:?}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_told_before_anything_is_asked() {
    let mut run = cal_conformance();
    let run = run.args(["--report", "json=/no/such/folder/report.json"]).assert().code(2);
    run.stderr(contains("/no/such/folder/report.json cannot be written").and(contains("No such file")));
}
