//! A server that obeys every documented sentence in a way of its own conforms; what it does otherwise than production is
//! a warning, and decides only when that was asked for.

use serde_json::{Map, Value, json};

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
    let otherwise = ["TOKEN-17", "AUTHZ-21", "REFRESH-13", "REFRESH-14", "REFRESH-15"];
    for observed in otherwise {
        assert_eq!(outcome(observed), "warn", "{observed}");
    }
    // ... and no documented rule is broken by it.
    for documented in report["rules"].as_array().unwrap().iter().filter(|it| it["authority"] == "documented")
    {
        assert_eq!(documented["outcome"], "pass", "{documented}");
    }
    let rules = otherwise.iter().flat_map(|rule| ["--rule", rule]);
    cal_conformance().args(["--target", &target, "--authority", "observed"]).args(rules).assert().code(1);
}

/// The documents name id, e-mail, user name and two tokens; statuses, words, the marked e-mail, when tokens end and the
/// list of users are production's own.
fn platform_in_its_own_way(passing: &mut Passing) {
    let is_of_a_platform =
        passing.asked.contains("/v2/oauth-clients/") || passing.asked.contains("/v2/oauth/");
    let is_of_an_origin = passing.body.contains("Invalid request origin");
    if passing.status == 498 || is_of_an_origin || (is_of_a_platform && passing.status >= 400) {
        passing.status = 403;
        r#"{"status":"error","error":{"message":"No."}}"#.clone_into(&mut passing.body);
    }
    if !is_of_a_platform || passing.status >= 400 {
        return;
    }
    if passing.asked.starts_with("GET ") {
        passing.status = 404;
        r#"{"status":"error","error":{"message":"There is no such list."}}"#.clone_into(&mut passing.body);
        return;
    }
    let Ok(whole) = serde_json::from_str::<Value>(&passing.body) else { return };
    let data = &whole["data"];
    let mut told = json!({ "accessToken": data["accessToken"], "refreshToken": data["refreshToken"] });
    if let Some(email) = data["user"]["email"].as_str() {
        passing.status = 200;
        let (local, domain) = email.split_once('@').unwrap();
        let local = local.rsplit_once("+cl").map_or(local, |(local, _)| local);
        told["user"] = json!({
            "id": data["user"]["id"],
            "email": format!("{local}@{domain}"),
            "username": data["user"]["username"],
        });
    }
    passing.body = json!({ "status": "success", "data": told }).to_string();
}

#[test]
fn a_platform_that_is_right_in_its_own_way_conforms() {
    let mock = start(&["--fault", "managed-refresh-ends-access-tokens"]);
    let (_folder, target) = target_file(&before(&mock.url, platform_in_its_own_way));
    let run =
        cal_conformance().args(["--target", &target, "--rule", "MANAGED-*", "--report", "json=-"]).assert();
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    for rule in report["rules"].as_array().unwrap() {
        let expected = if rule["authority"] == "documented" { "pass" } else { "warn" };
        assert_eq!(rule["outcome"], expected, "{rule:#}");
    }
    assert_eq!(run.get_output().status.code(), Some(0));
}
