//! The reference integrator under what no example shows: many calls at once, a token from long ago, a kill.

use std::thread;

use serde_json::{Value, json};

use crate::{
    another_process::Mock,
    backends::{Client, Integrator, bearer, call, call_whole, integrator, integrator_at, mock_with_client},
    subjects::server_that_always_says,
};

/// A managed user that the integrator made, and its access token.
fn user(backend: &Integrator) -> (Value, String) {
    let order = json!({ "email": "bob@example.com", "name": "Bob" });
    let (status, made) = call(&backend.url, "POST", "/users", &[], Some(&order));
    assert_eq!(status, 201, "{made}");
    let (status, token) = call(&backend.url, "GET", &format!("/token?user={}", made["id"]), &[], None);
    assert_eq!(status, 200, "{token}");
    (made["id"].clone(), token["accessToken"].as_str().unwrap().to_owned())
}

/// Who was cut off by a kill between Cal.com's answer to a refresh and its writing down: the number, and the token that has
/// expired.
fn cut_off(mock: &Mock, client: &Client, flags: &[&str]) -> (Value, String) {
    let mut dying = integrator(mock, client, flags, &[("INTEGRATOR_DIES_BEFORE_STORING", "tokens")]);
    let (id, token) = user(&dying);
    an_hour_passes(mock);
    assert_eq!(dying.refresh(&token).0, 0, "it was to die before it answers");
    assert!(!dying.end().success());
    (id, token)
}

fn an_hour_passes(mock: &Mock) {
    let (status, _) = call(&mock.url, "PATCH", "/_mock/v1/clock", &[], Some(&json!({ "advance": "61m" })));
    assert_eq!(status, 200);
}

/// Whom the API knows by a token.
fn who_is(mock: &Mock, token: &str) -> (u16, Value) {
    let (status, body) = call(&mock.url, "GET", "/v2/me", &[("Authorization", &bearer(token))], None);
    (status, body["data"]["id"].clone())
}

/// Statuses of the requests of the client to paths that end so.
fn asked(mock: &Mock, client: &Client, end: &str) -> Vec<u64> {
    let path = format!("/_mock/v1/requests?client={}", client.id);
    let (_, journal) = call(&mock.url, "GET", &path, &[], None);
    let entries = journal["requests"].as_array().unwrap();
    let wanted = entries.iter().filter(|entry| entry["path"].as_str().unwrap().ends_with(end));
    wanted.map(|entry| entry["status"].as_u64().unwrap()).collect()
}

#[test]
fn of_twenty_calls_at_once_one_refreshes_and_all_get_its_token() {
    let (mock, client) = mock_with_client();
    let backend = integrator(&mock, &client, &[], &[]);
    let (id, mut token) = user(&backend);
    for round in 1..=3 {
        an_hour_passes(&mock);
        let answers: Vec<(u16, String)> = thread::scope(|scope| {
            let calls: Vec<_> = (0..20).map(|_| scope.spawn(|| backend.refresh(&token))).collect();
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        });
        assert!(
            answers.iter().all(|(status, fresh)| *status == 200 && *fresh == answers[0].1),
            "{answers:?}"
        );
        assert_eq!(who_is(&mock, &answers[0].1), (200, id.clone()));
        assert_eq!(asked(&mock, &client, "/refresh"), vec![200; round], "one refresh a round");
        token.clone_from(&answers[0].1);
    }
}

#[test]
fn a_token_from_before_the_newest_gets_the_newest_while_that_is_good_and_a_fresh_one_after() {
    let (mock, client) = mock_with_client();
    let backend = integrator(&mock, &client, &[], &[]);
    let (id, oldest) = user(&backend);
    an_hour_passes(&mock);
    let (_, newest) = backend.refresh(&oldest);
    assert_eq!(backend.refresh(&oldest), (200, newest.clone()), "somebody who comes a minute later");
    an_hour_passes(&mock);
    assert_eq!(who_is(&mock, &newest).0, 498);
    let (status, fresh) = backend.refresh(&oldest);
    assert_eq!(status, 200);
    assert_eq!(who_is(&mock, &fresh), (200, id), "a tab that slept for hours gets no token that has expired");
    assert_eq!(asked(&mock, &client, "/refresh"), [200, 200]);
}

#[test]
fn a_token_that_is_still_good_is_refreshed_all_the_same() {
    let (mock, client) = mock_with_client();
    let backend = integrator(&mock, &client, &[], &[]);
    let (id, token) = user(&backend);
    let (status, fresh) = backend.refresh(&token);
    assert_eq!((status, fresh == token), (200, false));
    assert_eq!(who_is(&mock, &fresh), (200, id));
}

#[test]
fn a_kill_between_the_answer_and_the_writing_down_locks_nobody_out() {
    let (mock, client) = mock_with_client();
    let folder = tempfile::TempDir::new().unwrap();
    let database = folder.path().join("users.sqlite").display().to_string();
    let flags = ["--database", &database];
    let (id, token) = cut_off(&mock, &client, &flags);
    assert_eq!(asked(&mock, &client, "/refresh"), [200], "the refresh token is used up");
    assert!(asked(&mock, &client, "/force-refresh").is_empty());

    let living = integrator(&mock, &client, &flags, &[]);
    let (status, fresh) = living.refresh(&token);
    assert_eq!((status, who_is(&mock, &fresh)), (200, (200, id.clone())));
    assert_eq!(asked(&mock, &client, "/refresh"), [200, 400]);
    assert_eq!(asked(&mock, &client, "/force-refresh"), [200]);

    an_hour_passes(&mock);
    let (status, next) = living.refresh(&fresh);
    assert_eq!((status, who_is(&mock, &next)), (200, (200, id)), "all is as it was before the kill");
    assert_eq!(asked(&mock, &client, "/force-refresh"), [200], "and nothing more is forced");
}

#[test]
fn who_was_cut_off_is_not_given_up_for_a_refusal_that_is_about_something_else() {
    let (mock, client) = mock_with_client();
    let folder = tempfile::TempDir::new().unwrap();
    let database = folder.path().join("users.sqlite").display().to_string();
    let flags = ["--database", &database];
    let (id, token) = cut_off(&mock, &client, &flags);

    let busy = server_that_always_says(
        "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    );
    let mut hindered = integrator_at(&busy, &client, &flags, &[]);
    assert_eq!(hindered.refresh(&token), (502, String::new()), "nobody was heard, so nobody was refused");
    hindered.kill();

    let with_another_secret = Client { id: client.id.clone(), secret: "wrong-today".to_owned() };
    let mut mistaken = integrator(&mock, &with_another_secret, &flags, &[]);
    assert_eq!(mistaken.refresh(&token), (400, String::new()));
    assert_eq!(asked(&mock, &client, "/refresh"), [200, 401]);
    assert!(asked(&mock, &client, "/force-refresh").is_empty(), "401 says nothing of the refresh token");
    mistaken.kill();

    let living = integrator(&mock, &client, &flags, &[]);
    let (status, fresh) = living.refresh(&token);
    assert_eq!((status, who_is(&mock, &fresh)), (200, (200, id)));
    assert_eq!(asked(&mock, &client, "/force-refresh"), [200]);
}

#[test]
fn a_kill_while_a_user_is_made_leaves_one_who_can_be_made_once_more() {
    let (mock, client) = mock_with_client();
    let folder = tempfile::TempDir::new().unwrap();
    let database = folder.path().join("users.sqlite").display().to_string();
    let flags = ["--database", &database];
    let mut dying = integrator(&mock, &client, &flags, &[("INTEGRATOR_DIES_BEFORE_STORING", "user")]);
    let order = json!({ "email": "bob@example.com", "name": "Bob" });
    assert_eq!(call(&dying.url, "POST", "/users", &[], Some(&order)).0, 0, "it was to die before it answers");
    assert!(!dying.end().success());
    assert_eq!(asked(&mock, &client, "/users"), [201], "Cal.com has the user");

    let living = integrator(&mock, &client, &flags, &[]);
    let (id, token) = user(&living);
    assert_eq!(who_is(&mock, &token), (200, id.clone()));
    an_hour_passes(&mock);
    assert_eq!(who_is(&mock, &living.refresh(&token).1), (200, id.clone()));
    // Who is known already is left alone.
    let (status, known) = call(&living.url, "POST", "/users", &[], Some(&order));
    assert_eq!((status, &known["id"]), (409, &id));
    assert_eq!(asked(&mock, &client, "/force-refresh"), [200]);
}

#[test]
fn a_refresh_token_that_somebody_else_used_up_is_not_replaced_by_force() {
    let (mock, client) = mock_with_client();
    let backend = integrator(&mock, &client, &[], &[]);
    let (id, token) = user(&backend);
    let path = format!("/v2/oauth-clients/{}/users/{id}/force-refresh", client.id);
    let key = [("x-cal-secret-key", client.secret.as_str())];
    let (status, _) = call(&mock.url, "POST", &path, &key, None);
    assert_eq!(status, 200);
    assert_eq!(backend.refresh(&token), (400, String::new()), "whoever did that may be a thief");
    assert_eq!(backend.refresh(&token), (400, String::new()), "and it stays so");
    assert_eq!(asked(&mock, &client, "/force-refresh"), [200]);
}

#[test]
fn the_endpoint_answers_as_the_documents_example_does_and_a_page_elsewhere_may_ask() {
    let (mock, client) = mock_with_client();
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("index.html"), "<title>Orbit</title>").unwrap();
    let backend = integrator(&mock, &client, &["--public", &folder.path().display().to_string()], &[]);
    let none = (404, json!({ "accessToken": "" }));
    assert_eq!(call(&backend.url, "GET", "/refresh", &[], None), none);
    assert_eq!(call(&backend.url, "GET", "/refresh", &[("Authorization", "Bearer nobody")], None), none);
    let preflight = [
        ("Origin", "https://orbit.example"),
        ("Access-Control-Request-Method", "GET"),
        ("Access-Control-Request-Headers", "authorization,content-type"),
    ];
    let (status, head, _) = call_whole(&backend.url, "OPTIONS", "/refresh", &preflight, None);
    assert_eq!(status, 204);
    // `*` does not stand for it.
    assert!(head.contains("access-control-allow-headers: authorization, content-type"), "{head}");
    assert!(head.contains("access-control-allow-origin: *"), "{head}");
    // Who may not ask from elsewhere: pages that would read a user's token, or hand over one.
    for (method, path) in
        [("OPTIONS", "/token"), ("GET", "/token?user=1"), ("POST", "/users"), ("POST", "/handover")]
    {
        let (_, head, _) = call_whole(&backend.url, method, path, &preflight, None);
        assert!(!head.contains("access-control"), "{method} {path}: {head}");
    }
    let (_, _, page) = call_whole(&backend.url, "GET", "/", &[], None);
    assert_eq!(page, "<title>Orbit</title>");
}
