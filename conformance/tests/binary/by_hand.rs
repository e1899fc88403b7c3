//! Consent by hand: what a person is told, and what becomes of what they paste.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
};

use reqwest::Url;
use serde_json::{Value, json};

use crate::{
    another_process::{Mock, start},
    door::{Standing, ask, client, scenarios, user},
};

const BY_HAND: &str = "[consent]\nstrategy = \"manual\"\n";

/// What the person does with the address that is printed.
enum Does {
    /// What they are told to.
    AsTold,
    /// Presses Enter, as if a page had stayed.
    Enter,
    /// Pastes the first address they were sent to, for ever.
    PastesTheFirst,
    /// Goes away.
    Leaves,
}

struct Told {
    code: i32,
    report: Value,
    shown: String,
}

fn play(mock: &Mock, does: &Does, rules: &[&str]) -> Told {
    let owner = user(&mock.url, "owner@standing.example");
    let standing = Standing::at(&mock.url, BY_HAND)
        .user("owner", &owner)
        .client("confidential", &client(&mock.url, &owner, &json!({})));
    let mut run = Command::new(assert_cmd::cargo::cargo_bin("cal-conformance"))
        .envs(standing.variables().to_vec())
        .args(["--target", &standing.file(), "--authority", "observed", "--report", "json=-"])
        .args(rules.iter().flat_map(|rule| ["--rule", rule]))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = run.stdin.take();
    let mut shown = String::new();
    let mut button = "allow";
    let mut first = None;
    for line in BufReader::new(run.stderr.take().unwrap()).lines() {
        let line = line.unwrap();
        shown.push_str(&line);
        shown.push('\n');
        if line.contains("press Deny") || line.contains("press Allow") {
            button = if line.contains("press Deny") { "deny" } else { "allow" };
        }
        let again = line.starts_with("That was pasted before");
        let Some(address) =
            line.strip_prefix("  http").map(|rest| format!("http{rest}")).or(again.then(String::new))
        else {
            continue;
        };
        let answer = match does {
            Does::Leaves => {
                typed = None;
                continue;
            }
            Does::Enter => String::new(),
            Does::AsTold => location(mock, &owner, &address, button),
            Does::PastesTheFirst if again => {
                typed = None;
                continue;
            }
            Does::PastesTheFirst => {
                first.get_or_insert_with(|| location(mock, &owner, &address, button)).clone()
            }
        };
        if let Some(typed) = &mut typed {
            // The run may have ended.
            let _ = writeln!(typed, "{answer}");
        }
    }
    let output = run.wait_with_output().unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or_default();
    Told { code: output.status.code().unwrap(), report, shown }
}

/// Where the browser ends.
fn location(mock: &Mock, owner: &Value, address: &str, decision: &str) -> String {
    let url = Url::parse(address).unwrap();
    let mut order = json!({ "user": owner["id"], "decision": decision });
    for (name, value) in url.query_pairs() {
        order[name.as_ref()] = json!(value);
    }
    let (_, answer) = ask(&mock.url, "POST", "authorize", Some(&order));
    answer["location"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn whoever_does_as_told_gets_a_verdict() {
    let mock = start(&[]);
    let told = play(&mock, &Does::AsTold, &["AUTHZ-01", "AUTHZ-06", "AUTHZ-13", "AUTHZ-17", "TOKEN-01"]);
    assert_eq!(told.code, 0, "{}", told.shown);
    let all = scenarios(&told.report);
    let outcome =
        |rule: &str| all.iter().find(|(it, _, _)| it.starts_with(rule)).map(|(_, it, _)| it.as_str());
    for (rule, expected) in
        [("AUTHZ-01", "pass"), ("AUTHZ-13", "pass"), ("TOKEN-01", "pass"), ("AUTHZ-17", "skipped")]
    {
        assert_eq!(outcome(rule), Some(expected), "{rule}");
    }
    let unseen =
        all.iter().find(|(it, outcome, _)| it.starts_with("AUTHZ-06") && outcome == "skipped").unwrap();
    assert!(unseen.2.contains("[consent] strategy = \"manual\""), "{}", unseen.2);
    assert!(told.shown.contains("sign in as owner@standing.example and press Deny"), "{}", told.shown);
    assert!(!told.shown.contains("code="), "{}", told.shown);
}

#[test]
fn a_page_that_stayed_where_a_code_was_wanted_is_a_failure() {
    let mock = start(&[]);
    let told = play(&mock, &Does::Enter, &["AUTHZ-01"]);
    assert_eq!(told.code, 1, "{}", told.shown);
    assert!(told.report.to_string().contains("whoever is at the browser"), "{}", told.report);
}

#[test]
fn an_address_that_was_pasted_before_is_asked_for_again() {
    let mock = start(&[]);
    let told = play(&mock, &Does::PastesTheFirst, &["AUTHZ-01", "AUTHZ-03"]);
    assert_eq!(told.code, 130, "{}", told.shown);
    assert!(told.shown.contains("That was pasted before"), "{}", told.shown);
}

#[test]
fn the_end_of_the_input_ends_the_run_and_is_no_success() {
    let mock = start(&[]);
    let told = play(&mock, &Does::Leaves, &["AUTHZ-01", "TOKEN-01"]);
    assert_eq!(told.code, 130, "{}", told.shown);
    assert_eq!(told.report["exit_code"], 130);
    for (label, outcome, reason) in scenarios(&told.report) {
        assert_eq!(outcome, "skipped", "{label}");
        assert!(reason.contains("the input ended"), "{label}: {reason}");
    }
}
