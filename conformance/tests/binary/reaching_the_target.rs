//! How a target is found, and what is said when it is not.

use std::{fs, net::TcpListener};

use crate::subjects::{cal_conformance, server_that_always_says, target_file};
use predicates::{prelude::PredicateBooleanExt as _, str::contains};

#[test]
fn a_target_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (_folder, target) = target_file(&url);
    cal_conformance().args(["--target", &target]).assert().code(3).stderr(contains("refused"));
}

#[test]
fn no_proxy_stands_before_a_loopback_address() {
    let proxy = server_that_always_says("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
    let mut run = cal_conformance();
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] {
        run.env(name, &proxy);
    }
    run.args(["--rule", "TOKEN-01", "--rule", "AUTHZ-01"]).assert().code(0);
}

#[test]
fn a_target_file_that_is_wrong_is_named_with_line_and_column() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("target.toml");
    fs::write(&file, "[target]\nname = \"x\"\nurl = \"y\"\n").unwrap();
    let file = file.to_string_lossy().into_owned();
    cal_conformance().args(["--target", &file]).assert().code(2).stderr(contains("target.toml:3:1"));
    cal_conformance()
        .args(["--target", "no-such-file.toml"])
        .assert()
        .code(2)
        .stderr(contains("cannot be read"));
}

#[test]
fn a_wrong_flag_is_told_in_one_message() {
    for (args, text) in [
        (["--report", "pdf=x"], "no report is called \"pdf\""),
        (["--report", "json"], "FORMAT=FILE"),
        (["--rule", "["], "--rule"),
        (["--tags", "and and"], "tag expression"),
        (["--concurrency", "0"], "1..=64"),
        (["--colour", "blue"], "--colour"),
        (["selfcheck", "--fault=nope"], "no fault is called \"nope\""),
        (["explain", "TOKEN-99"], "no rule is called \"TOKEN-99\""),
    ] {
        cal_conformance().args(args).assert().code(2).stderr(contains(text));
    }
    let unwritable = ["--report", "json=/no/such/folder/report.json"];
    cal_conformance().args(unwritable).assert().code(2).stderr(contains("cannot be written"));
}

#[test]
fn the_binary_works_from_any_folder() {
    let folder = tempfile::TempDir::new().unwrap();
    let run = cal_conformance().current_dir(folder.path()).args(["--rule", "TOKEN-05"]).assert().code(0);
    run.stdout(contains("conforms").and(contains("TOKEN-05")));
}

#[test]
fn the_json_report_says_what_the_exit_code_says() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("report.json");
    let order = format!("json={}", file.display());
    cal_conformance().args(["--rule", "ME-*", "--report", &order]).assert().code(0);
    let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(report["exit_code"], 0);
    assert_eq!(report["summary"], serde_json::json!({ "pass": 5 }));
    assert_eq!(report["rules"].as_array().unwrap().len(), 5);
    assert_eq!(report["rules"][0]["id"], "ME-01");
    assert_eq!(report["target"]["name"], "mock");
    for scenario in report["rules"][1]["scenarios"].as_array().unwrap() {
        assert_eq!(scenario["outcome"], "pass");
        assert!(scenario["exchanges"].as_u64().unwrap() > 0, "{scenario}");
    }
    let run = cal_conformance().args(["--rule", "ME-01", "--report", "json=-"]).assert().code(0);
    assert!(serde_json::from_slice::<serde_json::Value>(&run.get_output().stdout).is_ok());
}
