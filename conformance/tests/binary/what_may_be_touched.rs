//! The endpoints of the API are asked with clients and users that were there before: what would change something only
//! where the target file allows it, and then nothing is left behind.

use serde_json::{Value, json};

use crate::{
    another_process::{Mock, start},
    door::{Standing, scenarios},
    shared_server::world,
};

/// The rules that ask endpoints.
const CHAPTER: [&str; 6] = ["--rule", "SCOPE-*", "--rule", "ME-04", "--rule", "ME-05"];

/// A user of the default world, by the first word of the e-mail.
fn user(name: &str) -> Value {
    json!({ "email": format!("{name}@example.com"), "password": "correct-horse-battery-staple" })
}

/// A client of the default world, whose id and secret are the same eight digits over and over.
fn client(mock: &Mock, id: &str, secret: &str) -> Value {
    let (id, secret) = (id.repeat(8), secret.repeat(8));
    let world = world(mock);
    let clients = world["clients"].as_array().unwrap();
    let found = clients.iter().find(|client| client["id"] == id).unwrap();
    json!({
        "client_id": id,
        "client_secret": secret,
        "redirect_uris": [format!("{}/_mock/callback", mock.url), "http://localhost:3000/callback"],
        "scopes": found["scopes"],
    })
}

/// The default world, asked as `user`.
fn standing(mock: &Mock, who: &str, sections: &str) -> Standing {
    Standing::at(&mock.url, sections)
        .user("owner", &user("owner"))
        .user("other", &user(who))
        .client("confidential", &client(mock, "ca1c0de1", "5ec2e701"))
        .client("legacy", &client(mock, "ca1c0de3", "5ec2e703"))
}

/// Every scenario of the chapter; none may fail.
fn asked(standing: &Standing, more: &[&str]) -> Vec<(String, String, String)> {
    let run = standing.run().args(CHAPTER).args(more).args(["--report", "json=-"]).assert();
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let all = scenarios(&report);
    for (label, outcome, reason) in &all {
        assert!(
            outcome == "pass" || outcome == "skipped" && !reason.is_empty(),
            "{label}: {outcome} {reason}"
        );
    }
    assert_eq!(report["exit_code"], 0);
    all
}

fn rows<'a>(all: &'a [(String, String, String)], rule: &str, outcome: &str) -> Vec<&'a str> {
    let of_rule = all.iter().filter(|(label, it, _)| label.starts_with(rule) && it == outcome);
    of_rule.map(|(label, ..)| label.rsplit(' ').next().unwrap()).collect()
}

#[test]
fn where_nothing_may_be_changed_what_is_read_is_asked_and_the_rest_says_why_not() {
    let mock = start(&[]);
    let before = world(&mock);
    let all = asked(&standing(&mock, "user", ""), &["--concurrency", "4"]);
    assert!(rows(&all, "SCOPE-02", "pass").len() >= 30, "{:?}", rows(&all, "SCOPE-02", "skipped"));
    assert!(rows(&all, "SCOPE-03", "pass").len() >= 60, "{:?}", rows(&all, "SCOPE-03", "skipped"));
    let why = "it creates, changes or deletes something ([limits] destructive = false)";
    for (label, outcome, reason) in &all {
        let row = label.rsplit(' ').next().unwrap();
        let writes = ["post-", "patch-", "delete-"].iter().any(|method| row.starts_with(method));
        if label.starts_with("SCOPE-0") && writes {
            assert_eq!((outcome.as_str(), reason.as_str()), ("skipped", why), "{label}");
        }
    }
    assert_eq!(world(&mock), before);
}

#[test]
fn where_things_may_be_changed_every_row_is_asked_and_nothing_is_left() {
    let mock = start(&[]);
    let before = world(&mock);
    let sections = "[limits]\ndestructive = true\n\n[fixtures]\nuser = 3\n";
    let all = asked(&standing(&mock, "admin", sections), &["--concurrency", "4"]);
    for rule in ["SCOPE-02", "SCOPE-03", "SCOPE-04", "SCOPE-05", "SCOPE-06", "SCOPE-07", "SCOPE-08"] {
        // There is no public client in this file.
        let left = all.iter().filter(|(label, outcome, reason)| {
            label.starts_with(rule) && outcome == "skipped" && !reason.contains("[clients.public]")
        });
        assert_eq!(left.collect::<Vec<_>>(), Vec::<&(String, String, String)>::new(), "{rule}");
    }
    let after = world(&mock);
    for kind in ["users", "teams", "clients", "schedules", "event_types"] {
        assert_eq!(after[kind], before[kind], "{kind}");
    }
    // A booking cannot be deleted through the API: it is called off.
    let on = |world: &Value| {
        let bookings = world["bookings"].as_array().unwrap().iter();
        bookings.filter(|it| it["status"] == "accepted" || it["status"] == "pending").count()
    };
    assert_eq!(on(&after), on(&before));
}

#[test]
fn one_token_for_each_set_of_scopes_is_enough() {
    let mock = start(&[]);
    let standing = standing(&mock, "user", "");
    let run = standing.run().args(["--rule", "SCOPE-08", "--report", "json=-"]).assert().code(0);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let requests = crate::door::ask(&mock.url, "GET", "requests", None).1;
    let exchanges = requests.to_string().matches("/v2/auth/oauth2/token").count();
    let asked = scenarios(&report).iter().filter(|(_, outcome, _)| outcome == "pass").count();
    assert!(asked > 30, "{asked} asked");
    // One for each scope that is missing, and one with every scope.
    assert!((2..=20).contains(&exchanges), "{exchanges} exchanges for {asked} rows");
}
