//! A platform client that a target file names is asked what can be asked of it, and its users are gone afterwards.

use std::collections::BTreeSet;

use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use serde_json::{Value, json};

use crate::{
    another_process::{Mock, start},
    door::{Standing, ask, client, scenarios, user},
    shared_server::world,
    subjects::proxy_that_breaks_off,
};

const CHAPTER: [&str; 2] = ["--rule", "MANAGED-*"];

const DESTRUCTIVE: &str = "[clock]\nstrategy = \"control\"\n\n[limits]\ndestructive = true\n";

/// A platform client of the mock, with a client and a user beside it.
fn standing(mock: &Mock, sections: &str) -> Standing {
    let owner = user(&mock.url, "owner@standing.example");
    let other = user(&mock.url, "other@standing.example");
    // What Alice is asked about is made with her own token.
    let scopes = ["PROFILE_READ", "EVENT_TYPE_READ", "EVENT_TYPE_WRITE", "SCHEDULE_READ", "SCHEDULE_WRITE"];
    let order = json!({ "name": "Standing", "redirect_uris": ["https://standing.example/cb"] });
    let (status, platform) = ask(&mock.url, "POST", "platform-clients", Some(&order));
    assert_eq!(status, 201, "{platform}");
    Standing::at(&mock.url, sections)
        .user("owner", &owner)
        .user("other", &other)
        .client("confidential", &client(&mock.url, &owner, &json!({ "scopes": scopes })))
        .platform(&platform)
}

fn asked(standing: &Standing, more: &[&str]) -> Vec<(String, String, String)> {
    let run = standing.run().args(CHAPTER).args(more).args(["--report", "json=-"]).assert().code(0);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    scenarios(&report)
}

#[test]
fn it_is_asked_what_needs_no_door_and_nobody_is_left() {
    let mock = start(&[]);
    let standing = standing(&mock, DESTRUCTIVE);
    let before = world(&mock);
    for more in [&["--concurrency", "1"][..], &["--concurrency", "8"]] {
        let all = asked(&standing, more);
        let passed = all.iter().filter(|(_, outcome, _)| outcome == "pass").count();
        assert!(passed > 300, "{passed} asked");
        let left: BTreeSet<&str> = all
            .iter()
            .filter(|(_, outcome, _)| outcome != "pass")
            .map(|(_, _, reason)| reason.as_str())
            .collect();
        let expected = [
            "it takes a second platform client, and a target file names one",
            "nothing is made or changed there ([provision] strategy = \"static\")",
        ];
        assert!(left.is_subset(&expected.into_iter().collect()), "{left:?}");
        assert_eq!(world(&mock), before);
    }
}

#[test]
fn what_it_cannot_be_asked_says_why() {
    let mock = start(&[]);
    let unsaid = Standing::at(&mock.url, DESTRUCTIVE);
    let absent = "\n[capabilities]\nmanaged_users = { present = false, reason = \"no platform here\" }\n";
    let absent = Standing::at(&mock.url, &format!("{DESTRUCTIVE}{absent}"));
    for (standing, told) in [
        (standing(&mock, ""), "it creates, changes or deletes something ([limits] destructive = false)"),
        (unsaid, "the target file names no [platform]"),
        (absent, "no platform here ([capabilities] managed_users)"),
    ] {
        let before = world(&mock);
        standing.run().args(["--rule", "MANAGED-01"]).assert().code(4).stdout(contains(told));
        assert_eq!(world(&mock), before);
    }
}

#[test]
fn a_fault_is_seen_there_too_and_no_secret_shows() {
    for (fault, rule) in [
        ("managed-email-may-be-missing", "MANAGED-02"),
        ("platform-secret-is-unchecked", "MANAGED-07"),
        ("managed-emails-must-be-no-accounts", "MANAGED-08"),
        ("managed-tokens-never-expire", "MANAGED-11"),
        ("used-managed-refresh-token-lives", "MANAGED-17"),
        ("origins-are-unchecked", "MANAGED-19"),
    ] {
        let mock = start(&["--fault", fault]);
        let standing = standing(&mock, DESTRUCTIVE);
        let run = standing.run().args(["--rule", rule]).assert().code(1);
        let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(out.contains(&format!("fail         {rule}")), "{fault}: {out}");
        for (_, secret) in standing.variables() {
            assert!(!out.contains(secret), "{fault}: {out}");
        }
        assert!(!out.contains("eyJ"), "{fault}: {out}");
    }
}

#[test]
fn a_user_who_cannot_be_deleted_is_told() {
    let mock = start(&[]);
    let proxy = proxy_that_breaks_off(&mock.url, "DELETE /v2/oauth-clients/");
    let standing = standing(&mock, DESTRUCTIVE).behind(&mock.url, &proxy);
    let run = standing.run().args(["--rule", "MANAGED-03"]).assert();
    run.stderr(contains("the managed user").and(contains("DELETE was not answered")));
}
