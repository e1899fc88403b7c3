//! A reader that goes away, no file handles left, a server that is killed: patience or one clear message, never a panic.
#![cfg(target_os = "linux")]

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::{
    another_process::start,
    door::{ask, scenarios},
    subjects::{cal_conformance, target_file},
};

fn binary() -> Command {
    Command::new(cal_conformance().get_program())
}

#[test]
fn a_reader_that_has_read_enough_changes_no_verdict() {
    for args in [
        &["list"][..],
        &["list", "--format", "json"],
        &["explain", "TOKEN-01"],
        &["coverage"],
        &["--rule", "ME-01"],
        &["--rule", "ME-01", "--report", "json=-"],
        &["--help"],
    ] {
        let mut run = binary().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(run.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let mut complaints = String::new();
        run.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
        assert_eq!(run.wait().unwrap().code(), Some(0), "{args:?}: {complaints}");
        assert!(!first.is_empty() && !complaints.contains("panicked"), "{args:?}: {complaints}");
    }
}

/// The binary with at most so many open files.
fn with_files(most: usize, args: &[&str]) -> Output {
    let mut shell = Command::new("sh");
    shell
        .arg("-c")
        .arg(format!("ulimit -n {most}; exec \"$@\""))
        .arg("sh")
        .arg(cal_conformance().get_program());
    shell.args(args).output().unwrap()
}

#[test]
fn without_file_handles_it_says_so_and_judges_nobody() {
    let mock = start(&[]);
    let (_folder, target) = target_file(&mock.url);
    for (most, args, codes) in [
        // A mock of its own takes more than that.
        (24, &["--rule", "TOKEN-0*"][..], &[8][..]),
        (48, &["--rule", "TOKEN-0*"], &[0, 3]),
        (12, &["--target", &target, "--rule", "TOKEN-0*"], &[3]),
        (24, &["--target", &target, "--rule", "TOKEN-0*"], &[0, 3]),
    ] {
        let ended = with_files(most, args);
        let told = String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned();
        let code = ended.status.code().unwrap();
        assert!(codes.contains(&code), "{most} files: {code}\n{told}");
        assert_eq!(code == 0, !told.contains("Too many open files"), "{most} files: {code}\n{told}");
        assert!(!told.contains("panicked"), "{told}");
    }
}

#[test]
fn a_server_that_is_killed_in_the_middle_leaves_the_rest_inconclusive() {
    let mock = start(&[]);
    let (folder, target) = target_file(&mock.url);
    let report = folder.path().join("report.json");
    let mut run = binary()
        .args(["--target", &target, "--rule", "TOKEN-*", "--report", &format!("json={}", report.display())])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !ask(&mock.url, "GET", "requests", None).1.to_string().contains("/v2/auth/oauth2/token") {
        assert!(run.try_wait().unwrap().is_none(), "it is still at work");
        thread::sleep(Duration::from_millis(5));
    }
    // This is `kill -9`.
    drop(mock);
    let mut complaints = String::new();
    run.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(3), "{complaints}");
    assert!(!complaints.contains("panicked"), "{complaints}");
    let report: Value = serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap();
    assert_eq!(report["exit_code"], 3);
    let all = scenarios(&report);
    let outcomes = |wanted: &str| all.iter().filter(|(_, outcome, _)| outcome == wanted).count();
    assert!(outcomes("inconclusive") > 0, "{all:?}");
    assert_eq!(outcomes("fail") + outcomes("error"), 0, "a server that is gone has broken no rule: {all:?}");
}
