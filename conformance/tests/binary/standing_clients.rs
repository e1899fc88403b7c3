//! Clients and users that a target file names are asked what can be asked of them, and rightly.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    another_process::start,
    door::{Standing, client, rotating_client, scenarios, user},
};

/// Outcomes of a run that must conform, with the reasons of what was skipped.
fn asked(standing: &Standing, args: &[&str]) -> Vec<(String, String, String)> {
    let run = standing.run().args(args).args(["--report", "json=-"]).assert().code(0);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let all = scenarios(&report);
    for (label, outcome, reason) in &all {
        assert!(
            outcome == "pass" || outcome == "skipped" && !reason.is_empty(),
            "{label}: {outcome} {reason}"
        );
    }
    all
}

fn passed(all: &[(String, String, String)]) -> usize {
    all.iter().filter(|(_, outcome, _)| outcome == "pass").count()
}

fn reason<'a>(all: &'a [(String, String, String)], label: &str) -> &'a str {
    let it = all.iter().find(|(it, _, _)| it == label);
    &it.unwrap_or_else(|| panic!("{label} is not in the report")).2
}

#[test]
fn one_client_and_one_user_are_asked_what_they_can_be() {
    let mock = start(&[]);
    let owner = user(&mock.url, "owner@standing.example");
    let standing = Standing::at(&mock.url, "")
        .user("owner", &owner)
        .client("confidential", &client(&mock.url, &owner, &json!({})));
    let all = asked(&standing, &[]);
    assert!(passed(&all) > 450, "{} asked", passed(&all));
    for (label, told) in [
        ("PKCE-04 The usual exchange of a public client gets tokens", "[clients.public]"),
        ("AUTHZ-18 The owner is sent back with a code", "[clients.pending]"),
        ("TOKEN-06 After a day a code is refused", "[clock] strategy = \"none\""),
    ] {
        let rule = label.split(' ').next().unwrap();
        let told_of_rule = all.iter().any(|(it, _, reason)| it.starts_with(rule) && reason.contains(told));
        assert!(told_of_rule, "{rule}: {told}");
    }
}

#[test]
fn a_whole_cast_is_asked_nearly_everything() {
    let mock = start(&[]);
    let (owner, other) =
        (user(&mock.url, "owner@standing.example"), user(&mock.url, "other@standing.example"));
    let made = |more: &Value| client(&mock.url, &owner, more);
    let standing = Standing::at(&mock.url, "[clock]\nstrategy = \"control\"\n")
        .user("owner", &owner)
        .user("other", &other)
        .client("confidential", &made(&json!({})))
        .client("public", &made(&json!({ "type": "public" })))
        .client("other", &made(&json!({})))
        .client("legacy", &made(&json!({ "scopes": [], "legacy": true })))
        .client("pending", &made(&json!({ "status": "pending" })))
        .client("rejected", &made(&json!({ "status": "rejected" })))
        .client("rotating", &rotating_client(&mock.url, &owner, &json!({})));
    let all = asked(&standing, &["--concurrency", "8"]);
    // What may be asked about endpoints goes by the scopes of a client and by what stands there; a platform client has
    // a test of its own.
    let is_of_an_endpoint = |label: &str| {
        ["SCOPE-", "ME-03", "ME-04", "ME-05", "LEGACY-04", "LEGACY-10", "MANAGED-", "REFURL-"]
            .iter()
            .any(|rule| label.starts_with(rule))
    };
    let left: BTreeSet<&str> = all
        .iter()
        .filter(|(label, outcome, _)| outcome == "skipped" && !is_of_an_endpoint(label))
        .map(|(_, _, reason)| reason.as_str())
        .collect();
    let expected = [
        "a target file does not say by which number a user goes",
        "asked of the embedded mock alone: the wording is ours",
        "nothing is made or changed there ([provision] strategy = \"static\")",
    ];
    assert_eq!(left, expected.into_iter().collect());
}

#[test]
fn the_shape_of_a_client_is_never_taken_for_a_fault_of_the_server() {
    let mock = start(&[]);
    let owner = user(&mock.url, "owner@standing.example");
    let own_page = format!("{}/_mock/callback", mock.url);
    for (number, more) in [
        json!({ "redirect_uris": ["https://a.example/cb"] }),
        json!({ "redirect_uris": ["https://a.example:8443/cb?tenant=7&to=/home"] }),
        json!({ "redirect_uris": ["http://127.0.0.1:3000/"] }),
        json!({ "redirect_uris": ["http://[::1]:3000/1/2"] }),
        json!({ "redirect_uris": ["https://a.example/CB", "https://a.example/CB/", "https://a.example/elsewhere"] }),
        json!({ "redirect_uris": [own_page, format!("{own_page}/more")] }),
        json!({ "scopes": ["SCHEDULE_READ", "APPS_READ"] }),
        json!({ "scopes": ["BOOKING_WRITE"] }),
        json!({ "scopes": ["EVENT_TYPE_READ", "APPS_READ", "TEAM_BOOKING_WRITE"] }),
    ]
    .into_iter()
    .enumerate()
    {
        let standing = Standing::at(&mock.url, "")
            .user("owner", &owner)
            .client("confidential", &client(&mock.url, &owner, &more));
        let all = asked(&standing, &["--rule", "AUTHZ-*", "--rule", "TOKEN-0*", "--rule", "TOKEN-14", "--rule", "REFRESH-03"]);
        assert!(passed(&all) > 150, "{number}: {} asked of {more}", passed(&all));
    }
}

#[test]
fn what_a_client_cannot_be_asked_says_why() {
    let mock = start(&[]);
    let owner = user(&mock.url, "owner@standing.example");
    let made = client(
        &mock.url,
        &owner,
        &json!({ "redirect_uris": ["https://a.example/cb"], "scopes": ["BOOKING_WRITE"] }),
    );
    let standing = Standing::at(
        &mock.url,
        "[capabilities]\nreview = { present = false, reason = \"no reviews here\" }\n",
    )
    .user("owner", &owner)
    .client("confidential", &made);
    let all = asked(&standing, &["--rule", "AUTHZ-*", "--rule", "ME-01", "--rule", "TOKEN-03"]);
    assert_eq!(reason(&all, "AUTHZ-08 second"), "[clients.confidential] has one redirect URI alone");
    assert_eq!(reason(&all, "TOKEN-03 blanks"), "[clients.confidential] may ask for one scope alone");
    assert_eq!(reason(&all, "TOKEN-03 one"), "[clients.confidential] may not ask for PROFILE_READ");
    assert_eq!(
        reason(&all, "AUTHZ-18 The owner is sent back with a code"),
        "no reviews here ([capabilities] review)"
    );
    let none = standing.run().args(["--rule", "ME-01"]).assert().code(4);
    let told = String::from_utf8_lossy(&none.get_output().stdout).into_owned();
    assert!(told.contains("[clients.confidential] may not ask for PROFILE_READ"), "{told}");
}

/// The outcomes of a rule.
fn outcomes<'a>(all: &'a [(String, String, String)], rule: &str) -> BTreeSet<&'a str> {
    let of_rule = all.iter().filter(|(label, _, _)| label.starts_with(&format!("{rule} ")));
    of_rule.map(|(_, outcome, _)| outcome.as_str()).collect()
}

#[test]
fn a_standing_client_is_asked_about_the_secrets_that_the_file_names() {
    let mock = start(&[]);
    let owner = user(&mock.url, "owner@standing.example");
    let rotating = rotating_client(&mock.url, &owner, &json!({}));
    let without = |member: &str| {
        let mut rotating = rotating.clone();
        rotating[member] = Value::Null;
        let standing = Standing::at(&mock.url, "").user("owner", &owner).client("rotating", &rotating);
        asked(&standing, &["--rule", "ROTATE-*"])
    };
    let all = without("nothing");
    for rule in ["ROTATE-01", "ROTATE-02", "ROTATE-04", "ROTATE-08", "ROTATE-09"] {
        assert!(outcomes(&all, rule).contains("pass"), "{rule}");
    }
    for rule in ["ROTATE-03", "ROTATE-05", "ROTATE-06", "ROTATE-07", "ROTATE-10"] {
        assert_eq!(outcomes(&all, rule), BTreeSet::from(["skipped"]), "{rule}");
        let why = "nothing is made or changed there ([provision] strategy = \"static\")";
        assert!(all.iter().filter(|(label, ..)| label.starts_with(rule)).all(|(.., reason)| reason == why));
    }
    let all = without("revoked_secret");
    assert_eq!(reason(&all, "ROTATE-04 exchange"), "[clients.rotating] names no revoked_secret");
    let all = without("second_secret");
    assert_eq!(reason(&all, "ROTATE-01 second"), "[clients.rotating] names no second_secret");
    let two = "With two secrets a user is sent back with a code";
    assert_eq!(reason(&all, &format!("ROTATE-08 {two}")), "[clients.rotating] names no second_secret");
    assert!(outcomes(&all, "ROTATE-04").contains("pass"));
}

#[test]
fn the_default_world_has_a_client_with_two_secrets_and_a_legacy_one() {
    let mock = start(&[]);
    let families = ["", "TEAM_", "ORG_"];
    let resources = ["EVENT_TYPE_READ", "BOOKING_READ", "SCHEDULE_READ", "PROFILE_READ"];
    let scopes: Vec<String> = families
        .iter()
        .flat_map(|family| resources.map(|it| format!("{family}{it}")))
        .chain(["TEAM_MEMBERSHIP_READ".to_owned(), "APPS_READ".to_owned()])
        .collect();
    let person = |email: &str| json!({ "email": email, "password": "correct-horse-battery-staple" });
    let client = |id: &str, secret: &str| {
        let callback = format!("{}/_mock/callback", mock.url);
        json!({
            "client_id": id.repeat(8),
            "client_secret": secret.repeat(8),
            "redirect_uris": [callback],
            "scopes": scopes,
        })
    };
    let mut rotating = client("ca1c0de6", "5ec2e706");
    rotating["second_secret"] = json!("5ec2e766".repeat(8));
    let standing = Standing::at(&mock.url, "")
        .user("owner", &person("owner@example.com"))
        .user("other", &person("admin@example.com"))
        .client("confidential", &client("ca1c0de1", "5ec2e701"))
        .client("legacy", &client("ca1c0de3", "5ec2e703"))
        .client("rotating", &rotating);
    let all = asked(&standing, &["--rule", "ROTATE-*", "--rule", "LEGACY-*"]);
    for rule in [
        "ROTATE-01",
        "ROTATE-02",
        "ROTATE-08",
        "ROTATE-09",
        "LEGACY-03",
        "LEGACY-05",
        "LEGACY-09",
        "LEGACY-10",
    ] {
        assert!(outcomes(&all, rule).contains("pass"), "{rule}");
    }
    let answered =
        all.iter().filter(|(label, outcome, _)| label.starts_with("LEGACY-04 ") && outcome == "pass").count();
    assert!(answered > 30, "{answered} rows of LEGACY-04");
}

#[test]
fn a_fault_of_the_server_is_seen_through_standing_clients_too() {
    for (fault, rule) in
        [("any-secret", "TOKEN-09"), ("code-works-again", "TOKEN-05"), ("state-lost", "AUTHZ-02")]
    {
        let mock = start(&["--fault", fault]);
        let owner = user(&mock.url, "owner@standing.example");
        let made = client(&mock.url, &owner, &json!({ "scopes": ["SCHEDULE_READ", "PROFILE_READ"] }));
        let standing = Standing::at(&mock.url, "").user("owner", &owner).client("confidential", &made);
        let run = standing.run().args(["--rule", rule]).assert().code(1);
        let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(out.contains(&format!("fail         {rule}")), "{out}");
        for (_, secret) in standing.variables() {
            assert!(!out.contains(secret), "{out}");
        }
    }
    for (fault, rule) in [
        ("only-the-newest-secret-works", "ROTATE-01"),
        ("only-the-oldest-secret-works", "ROTATE-02"),
        ("revoked-secrets-linger", "ROTATE-04"),
    ] {
        let mock = start(&["--fault", fault]);
        let owner = user(&mock.url, "owner@standing.example");
        let rotating = rotating_client(&mock.url, &owner, &json!({}));
        let standing = Standing::at(&mock.url, "").user("owner", &owner).client("rotating", &rotating);
        let run = standing.run().args(["--rule", rule]).assert().code(1);
        let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(out.contains(&format!("fail         {rule}")), "{out}");
        for (_, secret) in standing.variables() {
            assert!(!out.contains(secret), "{out}");
        }
    }
}
