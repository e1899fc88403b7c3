//! A server that obeys every documented sentence in a way of its own conforms; what it does otherwise than production is
//! a warning, and decides only when that was asked for.

use serde_json::{Map, Value};

use crate::{
    another_process::start,
    proxy::{Passing, before},
    subjects::{cal_conformance, target_file},
};

/// The documents name errors and descriptions; statuses, page texts and the order of members are production's own.
fn in_its_own_way(passing: &mut Passing) {
    if passing.is_of_the_token_endpoint() && passing.status == 401 {
        passing.status = 400;
    }
    if let Ok(Value::Object(members)) = serde_json::from_str(&passing.body) {
        let reversed: Map<String, Value> = members.into_iter().rev().collect();
        passing.body = Value::Object(reversed).to_string();
    }
    // The one page text that the documents state is left as it is.
    for text in [
        "OAuth client with ID not found",
        "redirect_uri does not match any of the OAuth client&#39;s registered redirect URIs",
        "OAuth client has been rejected",
        "OAuth client is not approved",
        "redirect_uri is required",
        "Invalid input",
    ] {
        passing.body = passing.body.replace(text, "This application cannot be connected.");
    }
}

#[test]
fn a_server_that_is_right_in_its_own_way_conforms() {
    let mock = start(&["--fault", "used-refresh-token-works-again"]);
    let (_folder, target) = target_file(&before(&mock.url, in_its_own_way));
    let run = cal_conformance().args(["--target", &target, "--report", "json=-"]).assert().code(0);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let outcome = |id: &str| {
        let rules = report["rules"].as_array().unwrap();
        rules.iter().find(|rule| rule["id"] == id).unwrap()["outcome"].as_str().unwrap().to_owned()
    };
    // What it does otherwise is seen ...
    for observed in ["TOKEN-17", "AUTHZ-21", "REFRESH-13", "REFRESH-14", "REFRESH-15"] {
        assert_eq!(outcome(observed), "warn", "{observed}");
    }
    // ... and no documented rule is broken by it.
    for documented in report["rules"].as_array().unwrap().iter().filter(|it| it["authority"] == "documented")
    {
        assert_eq!(documented["outcome"], "pass", "{documented}");
    }
    cal_conformance().args(["--target", &target, "--authority", "observed"]).assert().code(1);
}
