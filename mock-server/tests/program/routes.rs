//! `cal-mock routes` and `--rate-limit`: what may be asked, and how often.

use predicates::str::contains;
use serde_json::Value;

use crate::running::{Running, cal_mock};

#[test]
fn the_permission_matrix_is_printed_for_people_and_for_programs() {
    let text = cal_mock().arg("routes").assert().success();
    let text = String::from_utf8(text.get_output().stdout.clone()).unwrap();
    let row = text.lines().find(|line| line.contains(" /v2/schedules/default ")).unwrap();
    let words: Vec<_> = row.split_whitespace().collect();
    assert_eq!(words, ["GET", "/v2/schedules/default", "2024-06-11,2024-06-14", "SCHEDULE_READ"]);
    let json = cal_mock().args(["routes", "--format", "json"]).assert().success();
    let json: Vec<Value> = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(json.len(), text.lines().count());
    let scoped = json.iter().filter(|row| row["access"] == "scope" && row["scope"].is_string()).count();
    assert_eq!(scoped, 80);
    let with = |access: &str| {
        json.iter().filter(|row| row["access"] == access).map(|row| &row["path"]).collect::<Vec<_>>()
    };
    let provider = ["/v2/provider/{clientId}", "/v2/provider/{clientId}/access-token"];
    assert_eq!(with("closed"), [&provider[..], &["/v2/calendars", "/v2/calendars/ics-feed/save"]].concat());
    assert_eq!(with("platform").len(), 7);
}

#[test]
fn a_rate_that_makes_no_sense_is_2_and_says_how_one_is_written() {
    for rate in ["fast", "0/m", "12/d", "12"] {
        let assert = cal_mock().args(["--rate-limit", rate]).assert().code(2);
        assert.stderr(contains("such as 120/m"));
    }
}

#[tokio::test]
async fn with_a_rate_the_api_counts() {
    let (_program, url) = Running::start(&["--rate-limit", "1/h"]);
    // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut statuses = Vec::new();
    for _ in 0..2 {
        let answer = client.get(format!("{url}/v2/me")).send().await.unwrap();
        assert_eq!(answer.headers()["x-ratelimit-limit-default"], "1");
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses, [401, 429]);
}
