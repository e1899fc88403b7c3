//! `cal-conformance refresh-url`, as the author of a refresh endpoint runs it.

use std::io::Write as _;

use assert_cmd::{Command, assert::Assert};
use conformance::{fault::INTEGRATORS, integrator::Wrong};
use predicates::str::contains;
use serde_json::Value;

use crate::{
    another_process::Mock,
    backends::{Client, Integrator, integrator, integrator_path, mock_with_client},
    door::scenarios,
    subjects::{cal_conformance, server, server_that_always_says},
};

/// The chapter alone: with it the rule book is linted in no time.
const FEATURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../features/refurl");

/// `refresh-url` for the endpoint at `url`, all rules deciding.
fn refresh_url(url: &str) -> Command {
    let mut command = cal_conformance();
    command.args(["refresh-url", "--url", url, "--features", FEATURES]);
    command.env("CAL_CONFORMANCE_AUTHORITY", "observed");
    command
}

/// The same beside a mock that runs already.
fn beside(mock: &Mock, client: &Client, url: &str) -> Command {
    let mut command = refresh_url(url);
    command.args(["--mock", &mock.url, "--client-id", &client.id]);
    command.env("CAL_PLATFORM_CLIENT_SECRET", &client.secret);
    command
}

fn told_by_webhook(mock: &Mock, client: &Client, backend: &Integrator) -> Command {
    let mut command = beside(mock, client, &backend.refresh_url());
    command.args(["--handover-webhook", &format!("{}/handover", backend.url)]);
    command
}

fn text(assert: &Assert) -> String {
    String::from_utf8_lossy(&assert.get_output().stdout).into_owned()
}

/// A port at which nobody listens.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The rules of a JSON report with these outcomes.
fn rules(report: &Value, outcome: &str) -> Vec<String> {
    let all = report["rules"].as_array().unwrap().iter();
    let those = all.filter(|rule| rule["outcome"] == outcome);
    those.map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_reference_integrator_conforms_told_by_a_webhook() {
    let (mock, client) = mock_with_client();
    let backend = integrator(&mock, &client, &[], &[]);
    let run = told_by_webhook(&mock, &client, &backend).args(["--report", "json=-"]).assert().code(0);
    let report: Value = serde_json::from_str(&text(&run)).unwrap();
    assert_eq!(rules(&report, "pass").len(), 9, "{report}");
    assert!(rules(&report, "pass").iter().all(|id| id.starts_with(INTEGRATORS)));
    // The mock is left as it was found.
    let path = format!("/v2/oauth-clients/{}/users", client.id);
    let key = [("x-cal-secret-key", client.secret.as_str())];
    let (status, list) = crate::backends::call(&mock.url, "GET", &path, &key, None);
    assert_eq!((status, list["data"].as_array().unwrap().len()), (200, 0), "{list}");
}

#[test]
fn it_conforms_told_by_a_command() {
    let (mock, client) = mock_with_client();
    let backend = integrator(&mock, &client, &[], &[]);
    let command = format!(
        // By the clock of this machine the token has expired as well.
        "test -n \"$CAL_ACCESS_TOKEN\" && test \"$CAL_ACCESS_TOKEN_EXPIRES_AT\" -lt \"$(date +%s)000\" && curl -fsS -H 'Content-Type: application/json' --data-binary @- {}/handover",
        backend.url
    );
    let mut run = beside(&mock, &client, &backend.refresh_url());
    run.args(["--handover-command", &command]).assert().code(0).stdout(contains("conforms (9 pass)"));
}

#[test]
fn it_conforms_started_for_each_scenario_by_a_command_with_a_mock_of_our_own() {
    let port = free_port();
    let serve = format!(
        "exec {} --api-url $CAL_API_URL --client-id $CAL_PLATFORM_CLIENT_ID --port {port} >&2",
        integrator_path()
    );
    let mut run = refresh_url(&format!("http://127.0.0.1:{port}/refresh"));
    run.args(["--mock-port", "0", "--serve-command", &serve]);
    run.assert().code(0).stdout(contains("conforms (9 pass)"));
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err(), "it was to be ended");
}

#[test]
fn it_conforms_started_once_and_told_with_a_client_made_for_it() {
    let (mock, _) = mock_with_client();
    let port = free_port();
    let serve = format!(
        "{} --api-url $CAL_API_URL --client-id $CAL_PLATFORM_CLIENT_ID --port {port} >&2 & wait",
        integrator_path()
    );
    let mut run = refresh_url(&format!("http://127.0.0.1:{port}/refresh"));
    run.args(["--mock", &mock.url, "--serve-command", &serve]);
    run.args(["--handover-webhook", &format!("http://127.0.0.1:{port}/handover")]);
    run.assert().code(0).stdout(contains("conforms (9 pass)"));
    assert!(
        std::net::TcpStream::connect(("127.0.0.1", port)).is_err(),
        "what it started was to be ended, too"
    );
}

#[test]
fn wrong_variants_in_another_process_break_what_they_name_and_show_no_secret() {
    let (mock, client) = mock_with_client();
    // The others are like one of these; `selfcheck` plays all of them.
    for wrong in [
        Wrong::Hangs,
        Wrong::TurnsExpiredTokensAway,
        Wrong::AnswersHtml,
        Wrong::AnotherUsersToken,
        Wrong::SetsTheRefreshTokenAsACookie,
        Wrong::ReturnsTheUsedRefreshToken,
        Wrong::LeaksTheClientSecret,
        Wrong::DoesNotStore,
        Wrong::ForcesTheRefresh,
        Wrong::IgnoresWhoAsks,
        Wrong::RefreshesTwiceAtOnce,
    ] {
        let backend = integrator(&mock, &client, &["--wrong", wrong.name()], &[]);
        let mut run = told_by_webhook(&mock, &client, &backend);
        if wrong == Wrong::Hangs {
            // Each of the others would wait as long, and could not be set up.
            run.args(["--rule", "REFURL-01", "--rule", "REFURL-02"]);
        }
        let run = run.args(["--timeout", "1s", "--report", "json=-"]).assert().code(1);
        let report: Value = serde_json::from_str(&text(&run)).unwrap();
        let judged = scenarios(&report).into_iter().filter(|(_, outcome, reason)| {
            outcome == "fail"
                && !reason.contains("could not be set up")
                && !reason.contains("GET, so nothing")
        });
        let mut broken: Vec<String> =
            judged.map(|(name, ..)| name.split(' ').next().unwrap().to_owned()).collect();
        broken.dedup();
        // A control that fails breaks its rule as well, and is no judgement of what the rule refuses.
        broken.retain(|id| id != "REFURL-08" || wrong.breaks().iter().any(|it| it.starts_with("REFURL-08")));
        let mut named: Vec<&str> = wrong.breaks().iter().map(|it| conformance::claim::rule_of(it)).collect();
        named.dedup();
        assert_eq!(broken, named, "{}", wrong.name());
        let all = String::from_utf8_lossy(&run.get_output().stderr).into_owned() + &text(&run);
        assert!(!all.contains(&client.secret) && !all.contains("eyJ"), "{}: {all}", wrong.name());
    }
}

#[test]
fn an_endpoint_that_is_no_such_thing_tells_its_author_what_to_do_next() {
    for (answer, next) in [
        (
            "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\nconnection: close\r\n\r\n<html>",
            "answer in JSON",
        ),
        (
            "HTTP/1.1 302 Found\r\nlocation: /login\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            "answer at this address",
        ),
        ("HTTP/1.1 500 Oh\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", "the backend's own log"),
        ("HTTP/1.1 404 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", "route it"),
        ("HTTP/1.1 405 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", "make it a GET endpoint"),
        ("HTTP/1.1 401 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", "do not verify the token"),
    ] {
        let mut run = refresh_url(&server_that_always_says(answer));
        run.args(["--mock-port", "0", "--handover-command", "true"]);
        run.assert().code(1).stdout(contains(next)).stdout(contains("could not be set up"));
    }
}

#[test]
fn an_endpoint_that_never_asked_cal_com_is_told_so() {
    let fixed =
        "HTTP/1.1 200 OK\r\ncontent-length: 23\r\nconnection: close\r\n\r\n{\"accessToken\":\"fixed\"}";
    let mut run = refresh_url(&server_that_always_says(fixed));
    run.args(["--mock-port", "0", "--handover-command", "true"]);
    let run = run.assert().code(1).stdout(contains("the API was not asked for anything"));
    let told = text(&run);
    for broken in ["REFURL-04", "REFURL-07", "REFURL-08"] {
        assert!(told.contains(&format!("fail         {broken}")), "{told}");
    }
    for kept in ["REFURL-01", "REFURL-02", "REFURL-03", "REFURL-05"] {
        assert!(told.contains(&format!("pass         {kept}")), "{told}");
    }
}

#[test]
fn silence_is_a_failure_and_a_broken_connection_is_not() {
    let silent = server(|_| {
        loop {
            std::thread::park();
        }
    });
    let mut run = refresh_url(&silent);
    run.args(["--mock-port", "0", "--handover-command", "true", "--timeout", "500ms", "--rule", "REFURL-01"]);
    run.assert()
        .code(1)
        .stdout(contains("nothing within 0.5 s"))
        .stdout(contains("find out where the endpoint waits"));

    let breaking = server(|stream| drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{")));
    let mut run = refresh_url(&breaking);
    run.args(["--mock-port", "0", "--handover-command", "true", "--rule", "REFURL-01"]);
    run.assert().code(3).stdout(contains("inconclusive"));
}

#[test]
fn nobody_at_the_address_is_unreachable() {
    let url = format!("http://127.0.0.1:{}/refresh", free_port());
    let mut run = refresh_url(&url);
    run.args(["--mock-port", "0", "--handover-command", "true"]);
    run.assert().code(3).stderr(contains("your backend: the connection failed"));
    let mut run = refresh_url(&url);
    run.args(["--mock", &format!("http://127.0.0.1:{}", free_port()), "--handover-command", "true"]);
    run.assert().code(3).stderr(contains("Cal.com: the connection failed"));
}

#[test]
fn a_handover_that_fails_is_told_with_the_words_of_the_command() {
    let fixed =
        "HTTP/1.1 200 OK\r\ncontent-length: 23\r\nconnection: close\r\n\r\n{\"accessToken\":\"fixed\"}";
    let mut run = refresh_url(&server_that_always_says(fixed));
    run.args(["--mock-port", "0", "--rule", "REFURL-01", "--handover-command"]);
    run.arg("echo $CAL_REFRESH_TOKEN: no such table >&2; exit 3");
    let run = run.assert().code(1).stdout(contains("no such table")).stdout(contains("could not be set up"));
    assert!(!text(&run).contains("eyJ"), "{}", text(&run));

    let mut run = refresh_url(&format!("http://127.0.0.1:{}/refresh", free_port()));
    run.args(["--mock-port", "0", "--rule", "REFURL-01", "--serve-command", "exit 4"]);
    run.assert().code(1).stdout(contains("exit status: 4"));
}

#[test]
#[cfg(unix)]
fn an_interruption_ends_what_was_started_and_does_not_wait_for_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("pid");
    let serve = format!("echo $$ > {}; exec sleep 600", file.display());
    let url = format!("http://127.0.0.1:{}/refresh", free_port());
    let mut run = std::process::Command::new(assert_cmd::cargo::cargo_bin!("cal-conformance"))
        .args(["refresh-url", "--url", &url, "--mock-port", "0", "--features", FEATURES])
        .args(["--serve-command", &serve])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let pid = loop {
        match std::fs::read_to_string(&file) {
            Ok(pid) if pid.ends_with('\n') => break pid.trim().to_owned(),
            _ => std::thread::sleep(std::time::Duration::from_millis(10)),
        }
    };
    let kill = |args: &[&str]| {
        let mut kill = std::process::Command::new("kill");
        kill.args(args).stderr(std::process::Stdio::null()).status().unwrap().success()
    };
    assert!(kill(&["-0", &pid]) && kill(&["-INT", &run.id().to_string()]));
    assert_eq!(run.wait().unwrap().code(), Some(130));
    assert!(!kill(&["-0", &pid]), "the backend was to be ended");
}

#[test]
fn what_cannot_be_meant_is_told_before_anybody_is_asked() {
    let url = "http://127.0.0.1:1/refresh";
    for (args, told) in [
        (vec![], "--handover-webhook URL, --handover-command CMD or --serve-command CMD"),
        (
            vec!["--handover-command", "true", "--handover-webhook", "http://127.0.0.1:1"],
            "cannot be used with",
        ),
        (vec!["--handover-command", "true", "--client-id", "x", "--mock-port", "0"], "--mock and --target"),
        (vec!["--handover-command", "true", "--mock", "nonsense"], "--mock"),
        (
            vec!["--handover-command", "true", "--mock", "http://127.0.0.1:1", "--mock-port", "7"],
            "cannot be used with",
        ),
    ] {
        refresh_url(url).args(&args).assert().code(2).stderr(contains(told));
    }
    let whole_book = concat!(env!("CARGO_MANIFEST_DIR"), "/../features");
    let others = ["refresh-url", "--url", url, "--handover-command", "true", "--rule", "TOKEN-05"];
    let run = cal_conformance().args(others).args(["--features", whole_book]).assert();
    run.code(2).stderr(contains("asks no integrator's backend"));
    let silent = cal_conformance().args(["refresh-url", "--help"]).assert().code(0);
    for way in ["--handover-webhook", "--handover-command", "--serve-command", "CAL_MANAGED_USERS"] {
        assert!(text(&silent).contains(way), "{way}");
    }
}

#[test]
fn it_can_be_waived_and_required_like_any_rule() {
    let (mock, client) = mock_with_client();
    let backend = integrator(&mock, &client, &["--wrong", "refreshes-twice-at-once"], &[]);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let rows =
        r#"["two", "three", "five", "ten", "Each of them is known by its token when that has expired"]"#;
    write!(
        file,
        "[[waiver]]\nrule = \"REFURL-09\"\nrows = {rows}\nshows = \"400\"\nreason = \"one page at a time\"\n"
    )
    .unwrap();
    let waivers = file.path().display().to_string();
    let mut run = told_by_webhook(&mock, &client, &backend);
    run.args(["--require", "REFURL-09", "--waivers", &waivers]).assert().code(0).stdout(contains("waived"));
    // Observed: without being asked to, it only warns.
    let mut run = told_by_webhook(&mock, &client, &backend);
    run.env("CAL_CONFORMANCE_AUTHORITY", "documented");
    run.assert().code(0).stdout(contains("warn         REFURL-09"));
}
