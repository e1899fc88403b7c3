//! How the server ends, and what it does where nothing can be written or opened any more.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use predicates::str::contains;

use crate::connections::{HEALTH, Line};
use crate::running::{Running, cal_mock};

const HALF: &str =
    "POST /v2/auth/oauth2/token HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\nexpect: 100-continue\r\n\r\n";

/// A request of which the server waits for the body.
fn held(url: &str) -> Line {
    let mut line = Line::saying(url, HALF);
    assert_eq!(line.hears(), Some(100));
    line
}

fn signal(program: &Running, signal: &str) {
    assert!(Command::new("kill").args([signal, &program.0.id().to_string()]).status().unwrap().success());
}

/// Sends the signal, and waits until the server takes nobody any more.
fn told_to_stop(program: &Running, url: &str, by: &str) {
    signal(program, by);
    while TcpStream::connect(url.trim_start_matches("http://")).is_ok() {
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn requests_under_way_are_answered_after_a_signal() {
    for by in ["-TERM", "-INT"] {
        let (mut program, url) = Running::start(&["--grace", "1h"]);
        let (head, rest) = HEALTH.split_at(30);
        let (mut with_half_a_body, mut with_half_a_header) = (held(&url), Line::saying(&url, head));
        // An answered request later on the same connection: the half header has been read.
        assert_eq!(Line::to(&url).asks(HEALTH), Some(200));
        told_to_stop(&program, &url, by);
        assert_eq!(
            (with_half_a_body.asks("x"), with_half_a_header.asks(rest)),
            (Some(400), Some(200)),
            "{by}"
        );
        drop(with_half_a_body);
        assert_eq!(program.0.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn a_request_that_had_arrived_before_the_signal_is_answered() {
    // On one thread nobody has looked at what the last of them sent when they are told that it ends.
    let (mut program, url) = Running::start_with(&["--grace", "1h"], &[("TOKIO_WORKER_THREADS", "1")]);
    let mut known = Line::to(&url);
    assert_eq!(known.asks(HEALTH), Some(200));
    signal(&program, "-STOP");
    known.says(HEALTH);
    // So many that some of them are not accepted before the signal is noticed.
    let mut new: Vec<_> = (0..200).map(|_| Line::saying(&url, HEALTH)).collect();
    signal(&program, "-TERM");
    signal(&program, "-CONT");
    assert_eq!(known.hears(), Some(200));
    for line in &mut new {
        assert_eq!(line.hears(), Some(200));
    }
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
}

#[test]
fn idle_connections_hold_nobody_up() {
    let (mut program, url) = Running::start(&["--grace", "1h"]);
    let (mut asked, mut never_asked) = (Line::to(&url), Line::to(&url));
    assert_eq!(asked.asks(HEALTH), Some(200));
    program.stop();
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
    assert_eq!((asked.hears(), never_asked.hears()), (None, None));
}

#[test]
fn a_request_that_takes_too_long_is_not_waited_for() {
    let (program, url) = Running::start(&["--grace", "100ms"]);
    let mut held = held(&url);
    let complaints = program.end().1;
    assert_eq!(held.hears(), None, "it was not answered");
    assert!(complaints.contains("1 connection is busy"), "{complaints}");
    assert!(complaints.contains("still under way"), "{complaints}");
}

#[test]
fn a_second_signal_ends_at_once() {
    for second in ["-TERM", "-INT"] {
        let (mut program, url) = Running::start(&["--grace", "1h"]);
        let mut held = held(&url);
        told_to_stop(&program, &url, "-TERM");
        signal(&program, second);
        assert_eq!(program.0.wait().unwrap().code(), Some(0));
        assert_eq!(held.hears(), None, "it was not answered");
    }
}

/// `cal-mock` with at most so many open files.
fn with_files(most: usize) -> (Running, String) {
    let folder = tempfile::tempdir().unwrap();
    let ready = folder.path().join("ready.json");
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("ulimit -n {most}; exec \"$@\"")).arg("sh").arg(cargo_bin!("cal-mock"));
    command.args(["--port", "0", "--ready-file"]).arg(&ready).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = Running(command.spawn().unwrap());
    loop {
        let text = fs::read_to_string(&ready).unwrap_or_default();
        if let Ok(ready) = serde_json::from_str::<serde_json::Value>(&text) {
            return (program, ready["url"].as_str().unwrap().to_owned());
        }
        assert!(program.0.try_wait().unwrap().is_none(), "it ended before it was ready");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn without_file_handles_idle_clients_make_room_and_nobody_is_refused() {
    let (program, url) = with_files(32);
    // More than it can hold, each idle afterwards.
    let mut lines: Vec<_> = (0..60).map(|_| Line::to(&url)).collect();
    let mut last = lines.split_off(40);
    for line in &mut last {
        assert_eq!(line.asks(HEALTH), Some(200));
    }
    let complaints = program.end().1;
    let told = complaints.lines().filter(|line| line.contains("cannot accept a connection")).count();
    assert_eq!(told, 1, "{complaints}");
    assert!(complaints.contains("Too many open files") && !complaints.contains("panicked"), "{complaints}");
}

#[test]
fn with_too_few_file_handles_to_begin_it_says_so() {
    // From hardly more than the three it is born with to as many as it takes.
    for most in 4..16 {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("ulimit -n {most}; exec \"$@\"")).arg("sh").arg(cargo_bin!("cal-mock"));
        let ended = shell.args(["routes", "--format", "json"]).output().unwrap();
        let complaints = String::from_utf8(ended.stderr).unwrap();
        let is_told = complaints.contains("ulimit -n") && ended.status.code() == Some(8);
        assert!(is_told || ended.status.success(), "{most}: {complaints}");
    }
}

#[test]
fn without_file_handles_whoever_comes_waits_until_a_busy_client_leaves() {
    let (program, url) = with_files(32);
    let mut busy: Vec<_> = (0..15).map(|_| held(&url)).collect();
    let mut more: Vec<_> = (0..15).map(|_| Line::saying(&url, HALF)).collect();
    let waiting = Line::saying(&url, HEALTH);
    for line in &mut busy {
        assert_eq!(line.asks("x"), Some(400));
    }
    drop(busy);
    for line in &mut more {
        // Of those who come where no handle is left, one that was not looked at yet may make room for another.
        if line.hears() == Some(100) {
            assert_eq!(line.asks("x"), Some(400));
        }
    }
    drop(waiting);
    assert_eq!(Line::to(&url).asks(HEALTH), Some(200));
    assert!(!program.end().1.contains("panicked"));
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    for command in [&["faults"][..], &["routes"], &["faults", "--format", "json"], &["--help"]] {
        let mut program = Command::new(cargo_bin!("cal-mock"));
        let mut child = program.args(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let mut complaints = String::new();
        child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
        assert_eq!((child.wait().unwrap().code(), complaints.as_str()), (Some(0), ""), "{command:?}");
        assert!(!first.is_empty());
    }
}

#[test]
fn a_server_of_which_nobody_reads_on_goes_on() {
    let (mut program, url) = Running::start(&[]);
    let mut first = [0];
    program.0.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(Line::to(&url).asks(HEALTH), Some(200));
    program.stop();
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_is_told_and_ends_no_server() {
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for command in [&["faults"][..], &["routes", "--format", "json"]] {
        let mut program = Command::new(cargo_bin!("cal-mock"));
        let ended = program.args(command).stdout(full()).output().unwrap();
        let complaints = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(8), "{command:?}");
        let told = "cal-mock: cannot write to stdout: No space left on device (os error 28)\n";
        assert_eq!(complaints, told, "{command:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let ready = folder.path().join("ready.json");
    let mut command = Command::new(cargo_bin!("cal-mock"));
    command.args(["--port", "0", "-vv", "--ready-file"]).arg(&ready).stdout(full()).stderr(full());
    let mut program = Running(command.spawn().unwrap());
    let url = loop {
        let text = fs::read_to_string(&ready).unwrap_or_default();
        if let Ok(ready) = serde_json::from_str::<serde_json::Value>(&text) {
            break ready["url"].as_str().unwrap().to_owned();
        }
        assert!(program.0.try_wait().unwrap().is_none(), "it ended before it was ready");
        thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(Line::to(&url).asks(HEALTH), Some(200));
    program.stop();
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_ready_file_that_is_no_file_is_written_to_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let full = folder.path().join("full");
    symlink("/dev/full", &full).unwrap();
    let refused = cal_mock().args(["--port", "0", "--ready-file"]).arg(&full).assert().code(2);
    refused.stderr(contains("cannot write --ready-file")).stderr(contains("No space left on device"));
    assert!(fs::symlink_metadata(&full).unwrap().is_symlink(), "it is still what it was");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    // Where nobody may write, not even root.
    let forbidden = cal_mock().args(["--port", "0", "--ready-file", "/proc/ready.json"]).assert().code(2);
    forbidden.stderr(contains("cannot write --ready-file /proc/ready.json"));
}
