//! `cal-mock` as it is typed: exit codes, output, environment.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod connections;
mod limits;
mod manners;
mod routes;
mod running;
#[cfg(unix)]
mod stops;
mod world_file;

use std::io::{Read, Write};
use std::process::Stdio;

use assert_cmd::cargo::cargo_bin;
use mock_server::store::showcase;
use predicates::str::contains;
use serde_json::Value;

use running::{Running, cal_mock};

#[test]
fn a_bad_flag_is_2_and_names_the_mend() {
    cal_mock().args(["--port", "many"]).assert().code(2).stderr(contains("--port"));
    cal_mock().args(["--fault", "nope"]).assert().code(2).stderr(contains("cal-mock faults"));
    cal_mock().args(["--smtp", "mail"]).assert().code(2).stderr(contains("127.0.0.1:1025"));
    cal_mock().env("PORT", "x").assert().code(2).stderr(contains("PORT"));
    cal_mock().args(["--public-url", "here"]).assert().code(2).stderr(contains("http://127.0.0.1:4225"));
    for (url, mend) in [
        ("http://u:pw@mock.example", "leave out what stands before the @"),
        ("http://mock.example/base", "leave out path"),
        ("http://mock.example?x=1", "leave out path"),
    ] {
        cal_mock().args(["--public-url", url]).assert().code(2).stderr(contains(mend));
    }
}

#[test]
fn the_advertised_address_is_written_as_browsers_write_it() {
    let (_program, url) = Running::start(&["--public-url", "https://Mock.Example:443/"]);
    assert_eq!(url, "https://mock.example");
}

#[test]
fn a_host_or_port_that_makes_no_sense_is_2_and_says_what_to_write() {
    cal_mock().args(["--port", "x"]).assert().code(2).stderr(contains("0 takes any free port"));
    cal_mock().args(["--host", "mock.example"]).assert().code(2).stderr(contains("0.0.0.0"));
    cal_mock().args(["--smtp", "mail"]).assert().code(2).stderr(contains("127.0.0.1:1025"));
    cal_mock().env("PORT", "x").assert().code(2).stderr(contains("0 takes any free port"));
    cal_mock().arg("health").env("CAL_MOCK_HOST", "x").assert().code(2).stderr(contains("0.0.0.0"));
}

#[test]
fn who_asks_for_the_own_server_is_told_where_it_was_looked_for() {
    let health = || {
        let mut command = cal_mock();
        command.arg("health");
        command
    };
    let other = health().env("CAL_MOCK_HOST", "::1").env("CAL_MOCK_PORT", "1").assert().code(3);
    other.stderr(contains("http://[::1]:1"));
    health().env("CAL_MOCK_PORT", "0").assert().code(2).stderr(contains("ready file"));
    let tls = cal_mock().args(["env", "https://127.0.0.1:4225"]).assert().code(2);
    tls.stderr(contains("speaks http alone"));
}

#[test]
fn localhost_is_a_host_and_an_empty_variable_is_none() {
    let empty = &running::VARIABLES.map(|name| (name, ""));
    let (_program, url) = Running::start_with(&["--host", "localhost"], empty);
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    let (_program, url) = Running::start_with(&["serve"], empty);
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
}

#[test]
fn the_ready_file_is_there_whole_before_anything_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let ready = folder.path().join("ready.json");
    let mut command = std::process::Command::new(cargo_bin!("cal-mock"));
    command.args(["--port", "0", "--ready-file"]).arg(&ready).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut program = Running(command.spawn().unwrap());
    let mut first = [0];
    program.0.stdout.take().unwrap().read_exact(&mut first).unwrap();
    serde_json::from_str::<Value>(&std::fs::read_to_string(&ready).unwrap()).unwrap();
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1, "nothing is left beside it");
}

#[test]
fn a_ready_file_that_cannot_be_written_is_2() {
    let nowhere = ["--port", "0", "--ready-file", "/nonexistent/ready.json"];
    cal_mock().args(nowhere).assert().code(2).stderr(contains("/nonexistent/ready.json"));
}

#[test]
fn a_port_in_use_is_3_and_says_how_to_take_another() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    cal_mock().args(["--port", &port]).assert().code(3).stderr(contains("--port 0"));
    cal_mock().env("PORT", &port).assert().code(3).stderr(contains(&port));
}

#[test]
fn nobody_there_is_3() {
    cal_mock().args(["health", "http://127.0.0.1:1"]).assert().code(3).stderr(contains("http://127.0.0.1:1"));
}

#[test]
fn every_fault_is_listed() {
    let output =
        cal_mock().args(["faults", "--format", "json"]).assert().success().get_output().stdout.clone();
    let list: Vec<Value> = serde_json::from_slice(&output).unwrap();
    assert_eq!(list.len(), mock_server::faults().len());
    assert!(list.iter().all(|fault| fault["breaks"].as_array().is_some_and(|rules| !rules.is_empty())));
}

/// The status of `POST {url}{path}` without a body; nothing where no answer came.
fn post(url: &str, path: &str) -> Option<u16> {
    post_json(url, path, "")
}

/// The same with this body.
fn post_json(url: &str, path: &str, body: &str) -> Option<u16> {
    let address = url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer.split(' ').nth(1)?.parse().ok()
}

#[test]
fn a_mail_server_that_is_down_is_a_line_in_the_log() {
    // The listener is dropped at once: nobody answers there.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let (program, url) = Running::start(&["--smtp", &closed]);
    let review = format!("/_mock/v1/clients/{}/review", showcase::PENDING.0);
    assert_eq!(post_json(&url, &review, r#"{"decision": "approve"}"#), Some(200));
    // It ends when everything was handed over, or could not be.
    let (_printed, complained) = program.end();
    let line = complained.lines().find(|line| line.contains("e-mail 1")).unwrap_or_default();
    assert!(line.contains(&format!("could not be sent by {closed}")), "{complained}");
    assert!(line.ends_with("it stands in the outbox") && line.contains("refused"), "{line}");
}

#[test]
fn it_goes_on_when_nobody_reads_its_log() {
    let (mut program, url) = Running::start(&["-vv"]);
    drop(program.0.stderr.take());
    for _ in 0..3 {
        assert_eq!(post(&url, "/v2/auth/oauth2/token"), Some(400));
    }
    let known = cal_mock().args(["env", &url]).assert().success().get_output().stdout.clone();
    assert!(String::from_utf8(known).unwrap().contains("CAL_CLIENT_ID"));
    assert_eq!(program.0.try_wait().unwrap(), None);
}

/// What a server with these flags logs of a health check and a refusal.
fn logged(flags: &[&str]) -> Vec<String> {
    let (program, url) = Running::start(flags);
    cal_mock().args(["health", &url]).assert().success();
    assert_eq!(post(&url, "/v2/auth/oauth2/token"), Some(400));
    let (_printed, complained) = program.end();
    complained.lines().map(str::to_owned).collect()
}

#[test]
fn a_refusal_is_logged_with_its_check_its_rule_and_what_differed() {
    const REFUSED: &str =
        "POST /v2/auth/oauth2/token -> 400, refused by client-id-present (TOKEN-11): no client_id";
    let [line] = logged(&[]).try_into().unwrap();
    assert!(line.contains(REFUSED), "{line}");
    let [line] = logged(&["--log-format", "json"]).try_into().unwrap();
    let line: Value = serde_json::from_str(&line).unwrap();
    assert!(line["fields"]["message"].as_str().unwrap().starts_with(REFUSED), "{line}");
    assert_eq!(line["level"], "INFO");
    assert!(logged(&["-q"]).is_empty());
    let lines = logged(&["-v"]);
    assert!(lines.iter().any(|line| line.contains("GET /_mock/v1/health -> 200")), "{lines:?}");
}

#[test]
fn a_complaint_that_nobody_reads_keeps_its_exit_code() {
    let mut command = std::process::Command::new(cargo_bin!("cal-mock"));
    let mut child = command.args(["health", "http://127.0.0.1:1"]).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(3));
}

#[test]
fn it_serves_until_a_signal_and_ends_with_0() {
    let (mut program, url) = Running::start(&["--seed", "7"]);

    cal_mock().args(["health", &url]).assert().success();
    let known =
        cal_mock().args(["env", &url, "--format", "json"]).assert().success().get_output().stdout.clone();
    let known: Value = serde_json::from_slice(&known).unwrap();
    assert_eq!(known["CAL_APP_URL"], url.as_str());
    assert_eq!(known["CAL_CLIENT_SECRET"].as_str().unwrap().len(), 64);
    assert_eq!(known["CAL_REDIRECT_URI"], format!("{url}/_mock/callback"));

    program.stop();
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
    let mut printed = String::new();
    program.0.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    assert!(printed.contains(&url) && printed.contains("export CAL_CLIENT_ID="));
}
