//! A mock in another process that others use too: the same outcomes as the embedded one, and nothing left behind.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use serde_json::{Value, json};

use crate::{
    another_process::{Mock, embedded, outcomes, start},
    door::{ask, client, user},
    proxy,
    subjects::{cal_conformance, target_file},
};

/// Users, teams and clients of a mock.
pub(crate) fn world(mock: &Mock) -> Value {
    ask(&mock.url, "GET", "world", None).1
}

/// By how much the mock's clock is ahead of ours, in seconds.
pub(crate) fn ahead(mock: &Mock) -> i64 {
    let now =
        ask(&mock.url, "GET", "clock", None).1["now"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    #[expect(clippy::disallowed_methods, reason = "the mock's clock is compared with ours")]
    let ours = jiff::Timestamp::now();
    now.as_second() - ours.as_second()
}

#[test]
fn the_outcomes_are_the_embedded_ones_one_at_a_time_and_eight_at_once_and_again() {
    let mock = start(&[]);
    let (_folder, target) = target_file(&mock.url);
    let world_before = world(&mock);
    for more in [&["--concurrency", "1"][..], &["--concurrency", "8"], &["--concurrency", "8", "--seed", "7"]]
    {
        let args: Vec<&str> =
            ["--target", &target, "--authority", "observed"].iter().chain(more).copied().collect();
        assert_eq!(outcomes(&args), embedded(), "{more:?}");
    }
    assert_eq!(world(&mock), world_before);
    assert!(ahead(&mock).abs() < 60, "the clock was put back: {} s ahead", ahead(&mock));
}

#[test]
fn somebody_else_may_use_the_server_meanwhile() {
    let mock = start(&[]);
    let (_folder, target) = target_file(&mock.url);
    let done = Arc::new(AtomicBool::new(false));
    let neighbour = thread::spawn({
        let (url, done) = (mock.url.clone(), Arc::clone(&done));
        move || {
            let mut turns = 0;
            while !done.load(Ordering::Relaxed) {
                turns += 1;
                let somebody = user(&url, &format!("neighbour-{turns}@elsewhere.example"));
                let theirs = client(&url, &somebody, &json!({}));
                let order = json!({
                    "client_id": theirs["client_id"],
                    "redirect_uri": theirs["redirect_uris"][0],
                    "scope": "PROFILE_READ",
                    "state": "s",
                    "user": somebody["id"],
                    "decision": "allow",
                });
                let (status, allowed) = ask(&url, "POST", "authorize", Some(&order));
                assert_eq!(status, 200, "{allowed}");
                assert!(allowed["location"].as_str().unwrap().contains("code="), "{allowed}");
                ask(&url, "DELETE", &format!("clients/{}", theirs["client_id"].as_str().unwrap()), None);
                ask(&url, "DELETE", &format!("users/{}", somebody["id"]), None);
            }
            turns
        }
    });
    let there = outcomes(&["--target", &target, "--authority", "observed"]);
    done.store(true, Ordering::Relaxed);
    assert!(neighbour.join().unwrap() > 10, "the neighbour was busy");
    assert_eq!(there, embedded());
}

#[test]
fn what_a_scenario_made_is_removed_when_it_fails_too() {
    let mock = start(&["--fault", "any-secret", "--fault", "code-works-again"]);
    let (_folder, target) = target_file(&mock.url);
    let world_before = world(&mock);
    cal_conformance().args(["--target", &target, "--rule", "TOKEN-*"]).assert().code(1);
    assert_eq!(world(&mock), world_before);
}

#[test]
fn what_could_not_be_removed_is_told() {
    let mock = start(&[]);
    let keeps_all = proxy::before(&mock.url, |passing| {
        if passing.asked.starts_with("DELETE ") {
            passing.status = 500;
        }
    });
    let (_folder, target) = target_file(&keeps_all);
    let run = cal_conformance().args(["--target", &target, "--rule", "TOKEN-01"]).assert().code(0);
    run.stderr(contains("clients/").and(contains("was made on the target and could not be removed")));
}
