//! `--behaviour`, `--quirk` and `--no-quirk` as they are typed.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;

use crate::running::{Running, cal_mock};

#[test]
fn a_quirk_that_does_not_exist_is_2_and_those_that_do_are_named() {
    for flag in ["--quirk", "--no-quirk"] {
        let refused = cal_mock().args([flag, "nope"]).assert().code(2);
        refused.stderr(contains("no such quirk").and(contains("state-required, ")));
        cal_mock().args([flag, "state-lost"]).assert().code(2).stderr(contains("take --fault"));
    }
    cal_mock().env("CAL_MOCK_QUIRK", "state-required,nope").assert().code(2).stderr(contains("--quirk nope"));
    cal_mock().args(["--behaviour", "odd"]).assert().code(2).stderr(contains("documented, production"));
}

#[test]
fn a_quirk_that_is_wanted_and_unwanted_is_2() {
    let both = ["--behaviour", "production", "--quirk", "state-required", "--no-quirk", "state-required"];
    cal_mock().args(both).assert().code(2).stderr(contains("contradict each other"));
    let fault = ["--fault", "state-required", "--no-quirk", "state-required"];
    let refused = cal_mock().args(fault).assert().code(2);
    refused.stderr(contains("--fault state-required and --no-quirk state-required"));
    let variables = [("CAL_MOCK_QUIRK", "state-required"), ("CAL_MOCK_NO_QUIRK", "state-required")];
    let refused = cal_mock().envs(variables).assert().code(2);
    refused.stderr(contains("--quirk state-required and --no-quirk state-required"));
}

#[test]
fn a_flag_beats_the_variable_that_says_the_opposite() {
    let name = "state-required";
    for (command, flag, variable, is_wrong) in [
        ("", "--no-quirk", "CAL_MOCK_QUIRK", false),
        ("serve", "--no-quirk", "CAL_MOCK_FAULT", false),
        ("", "--quirk", "CAL_MOCK_NO_QUIRK", true),
        ("serve", "--fault", "CAL_MOCK_NO_QUIRK", true),
    ] {
        let flags: Vec<_> = [command, flag, name].into_iter().filter(|word| !word.is_empty()).collect();
        let (program, _url) = Running::start_with(&flags, &[(variable, name)]);
        let (printed, _) = program.end();
        assert_eq!(
            printed.contains("Not as documented, quirk state-required"),
            is_wrong,
            "{flag} {variable}"
        );
    }
}

#[test]
fn a_server_with_the_manners_of_production_says_where_they_are_others() {
    let manners =
        ["--behaviour", "production", "--no-quirk", "state-required", "--quirk", "redirect-uri-not-bound"];
    let (program, _url) = Running::start(&manners);
    let (printed, complained) = program.end();
    assert!(printed.contains("Not as documented, quirk redirect-uri-not-bound:"), "{printed}");
    assert!(!printed.contains("state-required"), "{printed}");
    assert!(complained.contains("--quirk redirect-uri-not-bound changes nothing"), "{complained}");
}

#[test]
fn to_take_away_what_is_not_there_is_remarked_on() {
    let (program, _url) = Running::start(&["--no-quirk", "state-required"]);
    let (_printed, complained) = program.end();
    assert!(complained.contains("meant for --behaviour production"), "{complained}");
}

#[test]
fn quirks_are_listed_beside_the_faults_and_marked() {
    let listed = cal_mock().arg("faults").assert().success();
    listed.stdout(
        contains("state-required (a quirk: production is so)").and(contains("\ndenial-forgets-state\n")),
    );
    let output =
        cal_mock().args(["faults", "--format", "json"]).assert().success().get_output().stdout.clone();
    let list: Vec<Value> = serde_json::from_slice(&output).unwrap();
    let quirks = list.iter().filter(|fault| fault["kind"] == "quirk").count();
    assert_eq!(quirks, mock_server::Behaviour::Production.quirks().len());
    assert!(list.iter().all(|fault| fault["kind"] == "quirk" || fault["kind"] == "fault"));
}
