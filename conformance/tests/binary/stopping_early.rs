//! Runs that end early: after the first failure, by Ctrl-C, by SIGTERM; and the order in which scenarios come.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::{
    another_process::{Mock, start},
    door::{ask, scenarios},
    shared_server::{ahead, world},
    subjects::{book, cal_conformance, server, server_that_always_says, target_file},
};

/// Outcomes and reasons of a run.
fn played(args: &[&str], code: i32) -> Vec<(String, String, String)> {
    let run = cal_conformance().args(args).args(["--report", "json=-"]).assert().code(code);
    scenarios(&serde_json::from_slice(&run.get_output().stdout).unwrap())
}

#[test]
fn the_first_failure_ends_a_run_that_fails_fast() {
    let mock = start(&["--fault", "any-secret"]);
    let (_folder, target) = target_file(&mock.url);
    let args = [
        "--target",
        &target,
        "--rule",
        "TOKEN-09",
        "--rule",
        "TOKEN-1*",
        "--concurrency",
        "1",
        "--fail-fast",
    ];
    let all = played(&args, 1);
    let failed: Vec<_> = all.iter().filter(|(_, outcome, _)| outcome == "fail").collect();
    assert_eq!(failed.len(), 1, "{failed:?}");
    let unasked = all.iter().filter(|(_, _, reason)| reason.contains("--fail-fast")).count();
    assert!(unasked > 50, "{unasked} were not asked");
    let control = all.iter().find(|(label, _, _)| label.starts_with("TOKEN-09")).unwrap();
    assert_eq!(control.1, "pass", "a refusal decides only beside a control that passed");
}

#[test]
fn a_failure_that_does_not_decide_ends_nothing() {
    let mock = start(&["--fault", "success-may-be-cached"]);
    let (_folder, target) = target_file(&mock.url);
    let all = played(&["--target", &target, "--rule", "TOKEN-18", "--rule", "TOKEN-05", "--fail-fast"], 0);
    assert!(all.iter().any(|(_, outcome, _)| outcome == "warn"), "{all:?}");
    assert!(all.iter().all(|(_, outcome, _)| outcome != "skipped"), "{all:?}");
}

#[test]
fn a_failure_that_is_forgiven_ends_nothing() {
    let mock = start(&["--fault", "any-secret"]);
    let (folder, target) = target_file(&mock.url);
    let waivers = folder.path().join("waivers.toml");
    let rows = "[\"cut-short\", \"longer\", \"capitals\", \"blank-after\", \"hash\", \"last-four\", \"empty\", \
                \"another-client\", \"wrong\", \"form-wrong\", \"form-empty\", \
                \"two-secrets-wrong\", \"two-secrets-empty\", \"two-secrets-halves\", \"two-secrets-joined\"]";
    let text = format!(
        "[[waiver]]\nrule = \"TOKEN-09\"\nrows = {rows}\nshows = \"got: \"\nreason = \"it is known\"\nsometimes = true\n"
    );
    fs::write(&waivers, text).unwrap();
    let file = waivers.to_string_lossy().into_owned();
    let args =
        ["--target", &target, "--rule", "TOKEN-09", "--rule", "TOKEN-05", "--fail-fast", "--waivers", &file];
    let all = played(&args, 0);
    assert!(all.iter().any(|(_, outcome, _)| outcome == "waived"), "{all:?}");
    assert!(all.iter().all(|(_, _, reason)| !reason.contains("--fail-fast")), "{all:?}");
}

#[test]
fn a_seed_shuffles_the_scenarios_always_in_the_same_way() {
    let order = |seed: &[&str]| {
        let url =
            server_that_always_says("HTTP/1.1 500 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let (_folder, target) = target_file(&url);
        let args = ["--target", &target, "--rule", "AUTHZ-02", "--concurrency", "1", "--fail-fast"];
        let all = played(&args.iter().chain(seed).copied().collect::<Vec<_>>(), 1);
        let failed = all.into_iter().find(|(_, outcome, _)| outcome == "fail").unwrap();
        failed.0
    };
    assert_eq!(order(&[]), "AUTHZ-02 letters-and-digits", "without a seed it is the book's order");
    assert_eq!(order(&["--seed", "3"]), order(&["--seed", "3"]));
    let firsts: BTreeSet<String> = ["1", "2", "3", "4"].iter().map(|seed| order(&["--seed", seed])).collect();
    assert!(firsts.len() > 1, "{firsts:?}");
}

/// A run against `mock` that was told to stop by these signals once it had made something, and its report.
#[cfg(unix)]
fn interrupted(mock: &Mock, signals: &[&str]) -> (i32, Value, String) {
    let (folder, target) = target_file(&mock.url);
    let report = folder.path().join("report.json");
    let mut run = Command::new(assert_cmd::cargo::cargo_bin("cal-conformance"))
        .args(["--target", &target, "--authority", "observed", "--report"])
        .arg(format!("json={}", report.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for_tokens(mock);
    let mut told = BufReader::new(run.stderr.take().unwrap());
    let mut shown = String::new();
    for signal in signals {
        send(&run, signal);
        told.read_line(&mut shown).unwrap();
    }
    let code = run.wait().unwrap().code().unwrap();
    let report = fs::read(&report).ok().and_then(|text| serde_json::from_slice(&text).ok());
    (code, report.unwrap_or_default(), shown)
}

#[cfg(unix)]
fn send(run: &Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// Until somebody asked for tokens: then there are clients and users to remove.
#[cfg(unix)]
fn wait_for_tokens(mock: &Mock) {
    loop {
        let requests = ask(&mock.url, "GET", "requests", None).1;
        if requests.to_string().contains("/v2/auth/oauth2/token") {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_tidies_up_and_reports_what_there_is() {
    for signal in ["-INT", "-TERM"] {
        let mock = start(&[]);
        let world_before = world(&mock);
        let (code, report, shown) = interrupted(&mock, &[signal]);
        assert_eq!(code, 130, "{signal}: {shown}");
        assert!(shown.contains("interrupted"), "{shown}");
        assert_eq!(report["exit_code"], 130);
        let all = scenarios(&report);
        let unasked =
            all.iter().filter(|(_, outcome, reason)| outcome == "skipped" && reason == "interrupted").count();
        assert!(unasked > 50, "{signal}: {unasked} were not asked");
        let judged =
            all.iter().filter(|(_, outcome, _)| !["pass", "skipped"].contains(&outcome.as_str())).count();
        assert_eq!(judged, 0, "{signal}: an interruption is nobody's fault");
        assert_eq!(world(&mock), world_before);
        assert!(ahead(&mock).abs() < 60, "{signal}: the clock was put back");
    }
}

#[cfg(unix)]
#[test]
fn a_clock_that_was_moved_is_put_back_by_an_interrupted_run() {
    let mock = start(&[]);
    let text = crate::subjects::rule(
        "    @needs:clock @exclusive\n    Scenario: It waits\n      Given Alice allowed Acme\n      And ten minutes \
         passed\n      And Alice allowed Acme 2000 times\n      When Acme exchanges the code\n      Then Acme gets \
         tokens\n",
    );
    let (folder, (target_folder, target)) = (book(&text), target_file(&mock.url));
    let world_before = world(&mock);
    let mut run = Command::new(assert_cmd::cargo::cargo_bin("cal-conformance"))
        .args(["--target", &target, "--features"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while ahead(&mock) < 300 {
        assert!(run.try_wait().unwrap().is_none(), "it is still at work");
        thread::sleep(Duration::from_millis(5));
    }
    send(&run, "-INT");
    assert_eq!(run.wait().unwrap().code(), Some(130));
    assert!(ahead(&mock).abs() < 60, "{} s ahead", ahead(&mock));
    assert_eq!(world(&mock), world_before);
    drop(target_folder);
}

#[cfg(unix)]
#[test]
fn a_second_signal_ends_at_once() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let hangs = server(|stream| {
        // The greeting is answered; what is to be made is not.
        if ASKED.fetch_add(1, Ordering::Relaxed) < 2 {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
        } else {
            thread::park();
        }
    });
    let (_folder, target) = target_file(&hangs);
    let mut run = Command::new(assert_cmd::cargo::cargo_bin("cal-conformance"))
        .args(["--target", &target, "--timeout", "1h"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while ASKED.load(Ordering::Relaxed) < 3 {
        thread::sleep(Duration::from_millis(5));
    }
    send(&run, "-INT");
    let mut shown = String::new();
    BufReader::new(run.stderr.take().unwrap()).read_line(&mut shown).unwrap();
    assert!(shown.contains("interrupted"), "{shown}");
    assert!(run.try_wait().unwrap().is_none(), "it waits for the answer to what it asked for");
    send(&run, "-INT");
    assert_eq!(run.wait().unwrap().code(), Some(130));
}

#[test]
fn a_run_that_fails_fast_is_red_in_whatever_order() {
    let mock = start(&["--fault", "any-secret-at-refresh"]);
    let (_folder, target) = target_file(&mock.url);
    for seed in ["0", "1", "2", "3", "4", "5"] {
        let rules = ["--rule", "REFRESH-06", "--rule", "ME-01", "--rule", "TOKEN-0*"];
        let run = ["--target", &target, "--fail-fast", "--seed", seed];
        let all = played(&[&run[..], &rules[..]].concat(), 1);
        assert!(all.iter().any(|(_, outcome, _)| outcome == "fail"), "seed {seed}: {all:?}");
    }
}

#[test]
fn a_pace_keeps_no_race_from_being_one() {
    let mock = start(&["--quirk", "code-exchanges-can-race"]);
    let (_folder, target) = target_file(&mock.url);
    let args = ["--target", &target, "--rule", "TOKEN-08", "--rate-limit", "600/m"];
    let all = played(&args, 1);
    assert!(
        all.iter().any(|(label, outcome, _)| label.starts_with("TOKEN-08") && outcome == "fail"),
        "{all:?}"
    );
}
