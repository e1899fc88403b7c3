//! Answers that wait for review, and what the binary does with them where there is no cargo.

use std::fs;

use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use tempfile::TempDir;

use crate::subjects::cal_conformance;

/// A folder in which a run left two answers for review: a record of TOKEN-11 that is missing, and one of TOKEN-30.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut run = cal_conformance();
    run.args(["--rule", "TOKEN-11", "--rule", "TOKEN-30", "--snapshots"]).arg(folder.path());
    run.assert().code(6).stdout(contains("cal-conformance snapshots review"));
    folder
}

/// `snapshots ARGS` in such a folder, with these words of a person.
fn snapshots(folder: &TempDir, args: &[&str], words: &str) -> assert_cmd::assert::Assert {
    let mut run = cal_conformance();
    run.arg("snapshots").args(args).arg("--snapshots").arg(folder.path());
    run.write_stdin(words.to_owned()).assert()
}

fn files(folder: &TempDir) -> Vec<String> {
    let files = fs::read_dir(folder.path().join("token")).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_is_accepted_is_on_record() {
    let folder = folder();
    snapshots(&folder, &["accept", "TOKEN-11"], "").code(0).stdout("accepted TOKEN-11\n");
    assert_eq!(files(&folder), ["TOKEN-11.snap", "TOKEN-30.snap.new"]);
    snapshots(&folder, &["accept", "--all"], "").code(0).stdout("accepted TOKEN-30\n");
    let mut run = cal_conformance();
    run.args(["--rule", "TOKEN-11", "--rule", "TOKEN-30", "--snapshots"]).arg(folder.path());
    run.assert().code(0);
    snapshots(&folder, &["accept", "--all"], "").code(0).stdout(contains("nothing waits"));
}

#[test]
fn what_is_rejected_is_gone_and_its_record_stays() {
    let folder = folder();
    let record = folder.path().join("token/TOKEN-11.snap");
    fs::write(&record, "---\nsource: features\n---\nHTTP 418\n\nteapot\n").unwrap();
    snapshots(&folder, &["reject", "TOKEN-11"], "").code(0).stdout("rejected TOKEN-11\n");
    assert!(fs::read_to_string(&record).unwrap().contains("teapot"));
    snapshots(&folder, &["reject", "--all"], "").code(0).stdout("rejected TOKEN-30\n");
    assert_eq!(files(&folder), ["TOKEN-11.snap"]);
}

#[test]
fn a_review_shows_both_sides_whole_and_asks() {
    let folder = folder();
    let record = folder.path().join("token/TOKEN-11.snap");
    fs::write(&record, "---\nsource: features\n---\nHTTP 418\n\nteapot\n").unwrap();
    let review = snapshots(&folder, &["review"], "what?\nA\nreject\n").code(0);
    review
        .stdout(
            contains("1 of 2: TOKEN-11 (a changed record")
                .and(contains("-HTTP 418\n"))
                .and(contains("+HTTP 400\n"))
                .and(contains("+cache-control: no-store\n"))
                .and(contains("-teapot\n"))
                .and(contains("accepted TOKEN-11\n"))
                .and(contains("2 of 2: TOKEN-30 (a new record"))
                .and(contains("rejected TOKEN-30\n")),
        )
        .stderr(contains("[a/r/s/q] accept, reject, skip or quit? [a/r/s/q]"));
    assert_eq!(files(&folder), ["TOKEN-11.snap"]);
    snapshots(&folder, &["review"], "").code(0).stdout("nothing waits for review\n");
}

#[test]
fn what_is_left_undecided_still_waits() {
    for words in ["s\nskip\n", "q\n", "", "s\n"] {
        let folder = folder();
        snapshots(&folder, &["review"], words).code(6).stdout(contains("2 of 2 still wait for review"));
        assert_eq!(files(&folder), ["TOKEN-11.snap.new", "TOKEN-30.snap.new"], "{words:?}");
    }
}

#[test]
fn nothing_is_decided_by_a_wrong_word() {
    let folder = folder();
    let told = "these wait for review: TOKEN-11, TOKEN-30";
    snapshots(&folder, &["accept"], "").code(2).stderr(contains("say --all").and(contains(told)));
    snapshots(&folder, &["reject", "TOKEN-11", "TOKEN-12"], "").code(2).stderr(contains(told));
    snapshots(&folder, &["accept", "TOKEN-11", "--all"], "").code(2);
    assert_eq!(files(&folder), ["TOKEN-11.snap.new", "TOKEN-30.snap.new"]);
}

#[test]
fn the_folder_is_the_usual_one_unless_another_is_named() {
    let elsewhere = TempDir::new().unwrap();
    let mut run = cal_conformance();
    run.current_dir(elsewhere.path()).args(["snapshots", "review"]);
    run.assert().code(2).stderr(contains("snapshots cannot be read").and(contains("--snapshots DIR")));
    fs::create_dir(elsewhere.path().join("snapshots")).unwrap();
    let mut run = cal_conformance();
    run.current_dir(elsewhere.path()).args(["snapshots", "review"]).assert().code(0);
    let mut run = cal_conformance();
    run.args(["snapshots", "accept", "--all", "--snapshots", "/no/such"]).assert().code(2);
}
