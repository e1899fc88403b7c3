//! A waiver file on the command line: what it forgives, and what is said of one that is wrong.
//!
//! The subject breaks TOKEN-05: a code can be exchanged again.

use std::fs;

use predicates::{prelude::PredicateBooleanExt as _, str::contains};

use crate::{
    another_process::{Mock, start},
    subjects::{cal_conformance, target_file},
};

const WAIVER: &str =
    "[[waiver]]\nrule = \"TOKEN-05\"\nshows = \"got: 200 with\"\nreason = \"known since May\"\n";

/// Runs TOKEN-05 and ME-01 with a waiver file of this text.
fn run(mock: &Mock, waivers: &str) -> assert_cmd::assert::Assert {
    let (folder, target) = target_file(&mock.url);
    let file = folder.path().join("known.toml");
    fs::write(&file, waivers).unwrap();
    let args = ["--target", &target, "--rule", "TOKEN-05", "--rule", "ME-01", "--waivers"];
    cal_conformance().args(args).arg(&file).assert()
}

#[test]
fn a_waived_rule_stands_as_broken_and_is_forgiven() {
    let mock = start(&["--fault", "code-works-again"]);
    run(&mock, "").code(1).stdout(contains("fail         TOKEN-05"));
    let run = run(&mock, WAIVER).code(0);
    run.stdout(
        contains("waived       TOKEN-05")
            .and(contains("forgiven: known since May"))
            .and(contains("got:      200 with"))
            .and(contains("subject conforms (1 pass, 1 waived)")),
    );
}

#[test]
fn a_waiver_that_is_stale_or_expired_is_told_with_its_place() {
    let sound = start(&[]);
    run(&sound, WAIVER).code(5).stdout(
        contains("known.toml:1:1: this waiver is stale")
            .and(contains("subject conforms, but a waiver is stale or expired")),
    );
    run(&sound, &format!("{WAIVER}sometimes = true\n")).code(0);
    let elsewhere = WAIVER.replace("TOKEN-05", "TOKEN-09").replace("shows", "rows = [\"wrong\"]\nshows");
    run(&sound, &elsewhere).code(0);
    let mock = start(&["--fault", "code-works-again"]);
    let expired = format!("{WAIVER}expires = 2020-02-29\n");
    run(&mock, &expired).code(5).stdout(contains("this waiver expired on 2020-02-29"));
    run(&mock, &format!("{WAIVER}expires = 9999-12-31\n")).code(0);
}

#[test]
fn a_waiver_of_another_failure_forgives_nothing() {
    let mock = start(&["--fault", "code-works-again"]);
    run(&mock, &WAIVER.replace("200", "500")).code(1).stdout(contains("fail         TOKEN-05"));
}

#[test]
fn a_waiver_file_that_is_wrong_is_told_with_line_and_column() {
    let told = |waivers: &str, text: &str| {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("known.toml");
        fs::write(&file, waivers).unwrap();
        cal_conformance().arg("--waivers").arg(&file).assert().code(2).stderr(contains(text));
    };
    told(&WAIVER.replace("TOKEN-05", "TOKEN-99"), "known.toml:2:8: no rule is called \"TOKEN-99\"");
    told(&WAIVER.replace("reason", "why"), "known.toml:4:1: unknown field `why`");
    told(&WAIVER.replace("TOKEN-05", "TOKEN-09"), "known.toml:1:1: rows is missing: TOKEN-09 is an outline");
    told(&WAIVER.replace("shows", "rows = [\"x\"]\nshows"), "known.toml:3:9: TOKEN-05 has no row \"x\"");
    told(&WAIVER.repeat(2), "known.toml:5:1: the same waiver stands at");
    cal_conformance().args(["--waivers", "nowhere.toml"]).assert().code(2).stderr(contains("cannot be read"));
}

#[test]
fn the_environment_may_name_the_file() {
    let mut run = cal_conformance();
    run.env("CAL_CONFORMANCE_WAIVERS", "nowhere.toml").assert().code(2).stderr(contains("nowhere.toml"));
    let mut run = cal_conformance();
    run.env("CAL_CONFORMANCE_WAIVERS", "").args(["--rule", "ME-01"]).assert().code(0);
}

#[test]
fn the_waiver_file_that_the_help_shows_can_be_used() {
    let help = cal_conformance().arg("--help").assert().code(0);
    let help = String::from_utf8_lossy(&help.get_output().stdout).into_owned();
    let (_, rest) = help.split_once("A waiver file:\n").unwrap();
    let (example, _) = rest.split_once("\n\n").unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("known.toml");
    fs::write(&file, example).unwrap();
    let run = |args: &[&str]| cal_conformance().args(args).arg("--waivers").arg(&file).assert();
    run(&["--rule", "ME-01"]).code(0);
    fs::write(&file, example.replace("\"empty\"", "\"full\"")).unwrap();
    run(&["--rule", "ME-01"]).code(2);
}
