//! `cal-mock` as it is typed: exit codes, output, environment.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

use std::io::{Read, Write};
use std::process::{Child, Stdio};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use predicates::str::contains;
use serde_json::Value;

fn cal_mock() -> Command {
    let mut command = Command::new(cargo_bin!("cal-mock"));
    for name in ["CAL_MOCK_PORT", "CAL_MOCK_PUBLIC_URL", "CAL_MOCK_FAULT", "PORT"] {
        command.env_remove(name);
    }
    command
}

#[test]
fn a_bad_flag_is_2_and_names_the_mend() {
    cal_mock().args(["--port", "many"]).assert().code(2).stderr(contains("--port"));
    cal_mock().args(["--fault", "nope"]).assert().code(2).stderr(contains("cal-mock faults"));
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

/// The program, ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Starts it on a free port and waits until it listens: the program and its address.
    fn start(flags: &[&str]) -> (Self, String) {
        let folder = tempfile::tempdir().unwrap();
        let ready = folder.path().join("ready.json");
        let mut command = std::process::Command::new(cargo_bin!("cal-mock"));
        command.args(["--port", "0", "--ready-file"]).arg(&ready).args(flags);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = Self(command.spawn().unwrap());
        loop {
            let text = std::fs::read_to_string(&ready).unwrap_or_default();
            if let Ok(ready) = serde_json::from_str::<Value>(&text) {
                assert_eq!(ready["pid"], program.0.id());
                return (program, ready["url"].as_str().unwrap().to_owned());
            }
            assert!(program.0.try_wait().unwrap().is_none(), "it ended before it was ready");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}

/// The status of `POST {url}{path}` without a body; nothing where no answer came.
fn post(url: &str, path: &str) -> Option<u16> {
    let address = url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer.split(' ').nth(1)?.parse().ok()
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

    let pid = program.0.id().to_string();
    Command::new("kill").args(["-TERM", &pid]).assert().success();
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
    let mut printed = String::new();
    program.0.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    assert!(printed.contains(&url) && printed.contains("export CAL_CLIENT_ID="));
}
