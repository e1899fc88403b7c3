//! Every way in which a run could pass without having asked anything, and the exit code it gets instead.

use crate::subjects::{book, cal_conformance, rule, server_that_always_says, target_file};
use conformance::catalogue::Shelf;
use predicates::str::contains;

const A_SCENARIO: &str = "    Scenario: It holds\n      Given Alice allowed Acme\n      When Acme exchanges the code\n      \
                          Then Acme gets tokens\n";

/// Runs `cal-conformance ARGS --features BOOK` and expects an exit code and a text on stderr.
fn expect(book_text: &str, code: i32, text: &str) {
    let folder = book(book_text);
    cal_conformance().arg("--features").arg(folder.path()).assert().code(code).stderr(contains(text));
    cal_conformance().arg("lint").arg("--features").arg(folder.path()).assert().code(code);
}

#[test]
fn a_book_without_a_rule_runs_nothing() {
    let folder = tempfile::TempDir::new().unwrap();
    for command in ["run", "lint"] {
        cal_conformance().arg(command).arg("--features").arg(folder.path()).assert().code(4);
    }
}

#[test]
fn a_rule_without_scenarios_is_a_flaw() {
    expect(&rule(""), 2, "TOKEN-05 has no scenario");
}

#[test]
fn a_pattern_that_names_no_rule_runs_nothing() {
    cal_conformance().args(["--rule", "NOPE-*"]).assert().code(4).stderr(contains("NOPE-*"));
    cal_conformance().args(["--rule", "TOKEN-05", "--rule", "TOKEN-99"]).assert().code(4);
    cal_conformance().args(["--tags", "@nobody"]).assert().code(4);
}

#[test]
fn a_scenario_without_steps_is_a_flaw() {
    expect(&rule("    Scenario: Empty\n"), 2, "without steps");
}

#[test]
fn a_scenario_that_asserts_nothing_is_a_flaw() {
    let text =
        rule("    Scenario: Blind\n      Given Alice allowed Acme\n      When Acme exchanges the code\n");
    expect(&text, 2, "asserts nothing");
}

#[test]
fn an_undefined_step_is_a_flaw() {
    expect(
        &rule(&A_SCENARIO.replace("gets tokens", "gets rich")),
        2,
        "no step is defined for: Then Acme gets rich",
    );
}

#[test]
fn a_detail_that_is_in_no_list_is_an_undefined_step() {
    let text = rule(&A_SCENARIO.replace("the code\n", "the code, but with a smile\n"));
    expect(&text, 2, "no step is defined for: When Acme exchanges the code, but with a smile");
}

#[test]
fn a_feature_that_does_not_parse_is_a_flaw_with_its_line() {
    let text = rule(&format!("{A_SCENARIO}      nonsense\n"));
    expect(&text, 2, "rule.feature:13");
}

#[test]
fn an_outline_without_rows_is_a_flaw() {
    let text = rule(&A_SCENARIO.replace("Scenario:", "Scenario Outline:"));
    expect(&(text.clone() + "\n      Examples:\n        | id |\n"), 2, "never played");
    expect(&text, 2, "never played");
}

#[test]
fn an_outline_whose_rows_have_no_id_is_a_flaw() {
    let text = rule(&A_SCENARIO.replace("Scenario:", "Scenario Outline:"));
    expect(&(text.clone() + "\n      Examples:\n        | name |\n        | x |\n"), 2, "first column");
    expect(
        &(text + "\n      Examples:\n        | id |\n        | x |\n        | x |\n"),
        2,
        "two rows called x",
    );
}

#[test]
fn a_refusal_without_a_control_is_a_flaw() {
    expect(&rule(&format!("    @refusal\n{A_SCENARIO}")), 2, "without a @control");
}

#[test]
fn a_tag_that_switches_scenarios_off_is_a_flaw() {
    for tag in ["@allow.skipped", "@retry(3)", "@serial", "@wip"] {
        expect(&rule(&format!("    {tag}\n{A_SCENARIO}")), 2, "is no tag of this book");
    }
}

#[test]
fn a_rule_that_stands_twice_is_a_flaw() {
    let twice = rule(A_SCENARIO) + "\n" + rule(A_SCENARIO).split_once("\n\n").unwrap().1;
    expect(&twice, 2, "stands in the book already");
}

#[test]
fn a_record_that_is_missing_or_unreviewed_cannot_pass() {
    let folder = tempfile::TempDir::new().unwrap();
    let run = || {
        let mut command = cal_conformance();
        command.args(["--rule", "TOKEN-11", "--snapshots"]).arg(folder.path());
        command
    };
    run().assert().code(6);
    let pending = folder.path().join("token/TOKEN-11.snap.new");
    assert!(crate::subjects::is_written(&pending), "the answer waits for review");
    run().assert().code(6);
    std::fs::rename(&pending, folder.path().join("token/TOKEN-11.snap")).unwrap();
    run().assert().code(0);
}

#[test]
fn rows_that_ask_the_same_are_a_flaw() {
    let text = rule(&A_SCENARIO.replace("Scenario:", "Scenario Outline:"));
    let rows = "\n      Examples:\n        | id | mistake |\n        | a | x |\n        | b | y |\n";
    expect(&(text + rows), 2, "asks the same");
}

#[test]
fn a_then_before_anything_was_asked_is_a_flaw() {
    expect(&rule("    Scenario: Early\n      Then Acme gets tokens\n"), 2, "before anything was asked");
}

#[test]
fn a_misspelt_keyword_is_not_taken_for_prose() {
    expect(&rule(&A_SCENARIO.replace("Scenario:", "Scenaro:")), 2, "looks like Gherkin");
    expect(&rule(&A_SCENARIO.replace("    Scenario: It holds\n", "")), 2, "looks like Gherkin");
}

#[test]
fn no_variable_of_the_runner_or_of_insta_changes_the_verdict() {
    let variables = [
        ("INSTA_FORCE_PASS", "1"),
        ("INSTA_UPDATE", "always"),
        ("INSTA_OUTPUT", "none"),
        ("INSTA_WORKSPACE_ROOT", "/nowhere"),
        ("CUCUMBER_FILTER_TAGS", "@nobody"),
    ];
    for (name, value) in variables {
        let folder = tempfile::TempDir::new().unwrap();
        for (path, text) in Shelf::embedded_snapshots().texts {
            std::fs::write(folder.path().join(path.rsplit('/').next().unwrap()), text).unwrap();
        }
        let record = folder.path().join("TOKEN-11.snap");
        let wrong = std::fs::read_to_string(&record).unwrap().replace("400", "418");
        std::fs::write(&record, &wrong).unwrap();
        let mut run = cal_conformance();
        run.args(["--rule", "TOKEN-17", "--snapshots"]).arg(folder.path()).env(name, value);
        run.assert().code(1).stdout(contains("418"));
        assert_eq!(std::fs::read_to_string(&record).unwrap(), wrong, "no record is ever overwritten");
        let run = cal_conformance().args(["--rule", "TOKEN-11"]).env(name, value).assert();
        run.code(0).stdout(contains("1 pass"));
    }
}

#[test]
fn a_server_that_says_the_same_to_everything_does_not_conform() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: 51\r\nconnection: close\r\n\r\n\
         {\"error\":\"invalid_grant\",\"error_description\":\"nope\"}",
        "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 4\r\nconnection: close\r\n\r\noops",
    ] {
        let (_folder, target) = target_file(&server_that_always_says(answer));
        let run = cal_conformance().args(["--target", &target]).assert().code(1);
        let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(!out.contains("\n  pass "), "{answer} passed a rule:\n{out}");
        // Nor where the observed rules have to say so alone.
        let observed = ["--authority", "observed", "--tags", "@observed"];
        cal_conformance().args(["--target", &target]).args(observed).assert().code(1);
    }
}

#[test]
fn a_control_alone_is_no_rule() {
    let args = ["--rule", "TOKEN-05", "--tags", "@control", "--require", "TOKEN-05"];
    cal_conformance().args(args).assert().code(4).stdout(contains("nothing but its controls"));
}

#[test]
fn a_target_without_a_name_is_not_the_mock() {
    cal_conformance().args(["--target", ""]).assert().code(2).stderr(contains("names nothing"));
}
