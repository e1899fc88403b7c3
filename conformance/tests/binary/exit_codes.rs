//! Every exit code, and which one is told where there are several causes.
//!
//! The first of 130, 8, 2, 3 (unreachable), 4, 7, 1, 3 (inconclusive), 6, 5, 0.

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::{
    another_process::start,
    subjects::{book, cal_conformance, proxy_that_breaks_off, rule, server_that_breaks_off, target_file},
};

const A_SCENARIO: &str = "    Scenario: It holds\n      Given Alice allowed Acme\n      When Acme exchanges the code\n      \
                          Then Acme gets tokens\n";

/// A run of the binary, and the folders that it reads.
struct Run {
    command: Command,
    folder: TempDir,
}

impl Run {
    /// Against the embedded mock.
    fn of(args: &[&str]) -> Self {
        let mut command = cal_conformance();
        command.args(args);
        Self { command, folder: TempDir::new().unwrap() }
    }

    /// Against the server at `url`.
    fn at(url: &str, args: &[&str]) -> Self {
        let (folder, target) = target_file(url);
        let mut command = cal_conformance();
        command.args(["--target", &target]).args(args);
        Self { command, folder }
    }

    /// With a waiver of ME-01.
    fn waived(mut self, expires: &str) -> Self {
        let file = self.folder.path().join("known.toml");
        let text = format!("[[waiver]]\nrule = \"ME-01\"\nshows = \"x\"\nreason = \"y\"\n{expires}\n");
        fs::write(&file, text).unwrap();
        self.command.arg("--waivers").arg(file);
        self
    }

    /// With a folder of answers on record that is empty.
    fn unrecorded(mut self) -> Self {
        let empty = self.folder.path().join("snapshots");
        fs::create_dir(&empty).unwrap();
        self.command.arg("--snapshots").arg(empty);
        self
    }

    /// With a rule book of its own.
    fn with_book(mut self, text: &str) -> Self {
        self.command.arg("--features").arg(self.folder.path());
        fs::write(self.folder.path().join("rule.feature"), text).unwrap();
        self
    }

    #[track_caller]
    fn exits_with(mut self, code: i32) {
        self.command.assert().code(code);
    }
}

fn nobody_listens() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn zero_when_it_conforms() {
    Run::of(&["--rule", "ME-01"]).exits_with(0);
    for command in ["list", "lint", "coverage", "--help", "--version"] {
        Run::of(&[command]).exits_with(0);
    }
}

#[test]
fn one_when_a_rule_is_broken() {
    let broken = start(&["--fault", "code-works-again"]);
    Run::at(&broken.url, &["--rule", "TOKEN-05"]).exits_with(1);
}

#[test]
fn two_when_flags_files_or_the_rule_book_are_wrong() {
    Run::of(&["--no-such-flag"]).exits_with(2);
    Run::of(&["--rule", "ME-01"]).waived("expires = 1").exits_with(2);
    Run::of(&["--target", "/no/such/target.toml"]).exits_with(2);
    Run::of(&["--failed-from", "/no/such/report.json"]).exits_with(2);
    Run::of(&[]).with_book(&rule("")).exits_with(2);
    for command in ["run", "lint", "list", "coverage", "selfcheck"] {
        Run::of(&[command]).with_book(&rule("")).exits_with(2);
    }
}

#[test]
fn three_when_the_target_cannot_be_reached_or_connections_break() {
    Run::at(&nobody_listens(), &[]).exits_with(3);
    Run::at(&server_that_breaks_off(), &["--rule", "ME-01"]).exits_with(3);
}

#[test]
fn four_when_nothing_ran_or_a_required_rule_did_not() {
    Run::of(&["--tags", "@nobody"]).exits_with(4);
    Run::of(&["--rule", "NOPE-*"]).exits_with(4);
    Run::of(&["--require", "NOPE-*", "--rule", "ME-01"]).exits_with(4);
    Run::of(&["--require", "TOKEN-01", "--rule", "ME-01"]).exits_with(4);
    Run::of(&["--require", "ME-01", "--rule", "ME-*"]).exits_with(0);
}

#[test]
fn five_when_a_waiver_is_stale_or_expired() {
    Run::of(&["--rule", "ME-01"]).waived("").exits_with(5);
    Run::of(&["--rule", "ME-01"]).waived("sometimes = true\nexpires = 2020-01-01").exits_with(5);
    Run::of(&["--rule", "ME-01"]).waived("sometimes = true").exits_with(0);
}

#[test]
fn six_when_a_snapshot_is_missing_or_unreviewed() {
    Run::of(&["--rule", "TOKEN-11"]).unrecorded().exits_with(6);
    let waiting = TempDir::new().unwrap();
    fs::write(waiting.path().join("TOKEN-11.snap.new"), "---\nsource: x\n---\nHTTP 400\n\nx\n").unwrap();
    let folder = waiting.path().display().to_string();
    Run::of(&["--rule", "TOKEN-11", "--snapshots", &folder]).exits_with(6);
}

#[test]
fn seven_when_a_fault_was_not_caught() {
    let selfcheck = ["selfcheck", "--fault", "code-works-again"];
    Run::of(&selfcheck).with_book(&rule(A_SCENARIO)).exits_with(7);
    Run::of(&["selfcheck", "--fault", "no-such-fault"]).exits_with(2);
}

#[cfg(target_os = "linux")]
#[test]
fn eight_when_a_report_cannot_be_written() {
    Run::of(&["--rule", "ME-01", "--report", "json=/dev/full"]).exits_with(8);
}

#[test]
fn a_broken_rule_comes_before_a_broken_connection_a_snapshot_and_a_waiver() {
    let broken = start(&["--fault", "code-works-again", "--fault", "state-lost"]);
    Run::at(&broken.url, &["--rule", "TOKEN-05", "--rule", "ME-01"]).waived("").exits_with(1);
    Run::at(&broken.url, &["--rule", "TOKEN-05", "--rule", "TOKEN-11"]).unrecorded().exits_with(1);
    let torn = proxy_that_breaks_off(&broken.url, "POST /v2/auth/oauth2/token");
    Run::at(&torn, &["--rule", "ME-01"]).exits_with(3);
    Run::at(&torn, &["--rule", "ME-01", "--rule", "AUTHZ-01"]).exits_with(1);
}

#[test]
fn a_broken_connection_comes_before_a_snapshot_and_a_waiver() {
    let sound = start(&[]);
    let torn = proxy_that_breaks_off(&sound.url, "GET /v2/me");
    Run::at(&torn, &["--rule", "ME-02", "--rule", "TOKEN-11"]).unrecorded().exits_with(3);
    Run::at(&torn, &["--rule", "ME-02", "--rule", "TOKEN-05"]).waived("").exits_with(3);
}

#[test]
fn a_snapshot_comes_before_a_waiver() {
    Run::of(&["--rule", "ME-01", "--rule", "TOKEN-11"]).waived("").unrecorded().exits_with(6);
}

#[test]
fn a_required_rule_comes_before_a_broken_one() {
    let broken = start(&["--fault", "code-works-again"]);
    Run::at(&broken.url, &["--rule", "TOKEN-05", "--require", "ME-01"]).exits_with(4);
    Run::at(&broken.url, &["--rule", "TOKEN-05", "--require", "TOKEN-05"]).exits_with(1);
}

#[test]
fn what_was_typed_comes_before_the_target() {
    let broken = start(&["--fault", "code-works-again"]);
    Run::at(&broken.url, &["--rule", "TOKEN-05"]).waived("expires = 1").exits_with(2);
    Run::at(&broken.url, &[]).with_book(&rule("")).exits_with(2);
    Run::at(&nobody_listens(), &[]).waived("expires = 1").exits_with(2);
    Run::at(&nobody_listens(), &["--require", "NOPE"]).exits_with(3);
    Run::of(&["selfcheck", "--fault", "code-works-again"]).with_book(&rule("")).exits_with(2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_comes_before_everything_that_it_says() {
    let broken = start(&["--fault", "code-works-again"]);
    let full = ["--rule", "TOKEN-05", "--require", "ME-01", "--report", "json=/dev/full"];
    Run::at(&broken.url, &full).exits_with(8);
}

#[test]
fn a_book_is_read_from_the_folder_that_is_named() {
    let folder = book(&rule(A_SCENARIO));
    let folder = folder.path().display().to_string();
    Run::of(&["--features", &folder]).exits_with(0);
}
