//! Many who want at once what only one may have: exactly one gets it, or none, every time.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod crowd;
mod house;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crowd::Crowd;
use house::House;

const TOKEN: &str = "/v2/auth/oauth2/token";

/// So many rounds of so many. Few are enough to lose a race, if only they try often; a thousand wait for each other.
const ROUNDS: [(usize, usize); 3] = [(200, 8), (10, 50), (1, 1_000)];

/// Plays all rounds: what is at stake is made for each, and `request` asks for it. How many won, round by round.
fn played<S>(
    house: &House,
    stake: impl Fn(&House) -> S,
    request: impl Fn(&S) -> (String, Value),
) -> Vec<usize> {
    let mut winners = Vec::new();
    for (rounds, size) in ROUNDS {
        let mut crowd = Crowd::of(size, &house.address());
        for _ in 0..rounds {
            let (line, body) = request(&stake(house));
            let statuses = crowd.ask_at_once(&|_| (line.clone(), body.clone()));
            let refused = statuses.iter().filter(|status| (400..500).contains(*status)).count();
            let won = statuses.iter().filter(|status| (200..300).contains(*status)).count();
            assert_eq!(won + refused, size, "{line}: everybody is answered: {statuses:?}");
            winners.push(won);
        }
    }
    winners
}

#[track_caller]
fn assert_one_each(winners: &[usize]) {
    assert!(winners.iter().all(|won| *won == 1), "{winners:?}");
}

fn exchanges(house: &House) -> Vec<usize> {
    played(house, House::code, |code| (format!("POST {TOKEN}"), house.exchange_of(code)))
}

fn refreshes(house: &House) -> Vec<usize> {
    played(house, House::refresh_token, |token| (format!("POST {TOKEN}"), house.refresh_of(token)))
}

#[test]
fn of_a_thousand_exchanges_of_one_code_one_gets_tokens() {
    assert_one_each(&exchanges(&House::open(None)));
}

#[test]
fn of_a_thousand_refreshes_of_one_token_one_gets_tokens() {
    assert_one_each(&refreshes(&House::open(None)));
}

#[test]
fn a_server_that_loses_these_races_is_seen_here() {
    let house = House::open(Some("code-exchanges-can-race"));
    assert!(is_lost(&house, House::code, House::exchange_of));
    let house = House::open(Some("refreshes-race"));
    assert!(is_lost(&house, House::refresh_token, House::refresh_of));
}

/// Whether more than one of forty wins. Such a server loses where two meet in time; now and then nobody does.
fn is_lost(house: &House, stake: fn(&House) -> String, request: fn(&House, &str) -> Value) -> bool {
    (0..10).any(|_| {
        let stake = stake(house);
        let statuses = Crowd::of(40, &house.address())
            .ask_at_once(&|_| (format!("POST {TOKEN}"), request(house, &stake)));
        statuses.iter().filter(|status| **status == 200).count() > 1
    })
}

#[test]
fn a_client_never_gets_a_third_secret() {
    let house = House::open(None);
    let secrets = format!("/_mock/v1/clients/{}/secrets", house.client_id());
    let stake = |house: &House| {
        let all = house.ask("GET", &secrets, &Value::Null).1;
        let all = all["secrets"].as_array().unwrap_or_else(|| all.as_array().unwrap()).clone();
        assert!(all.len() <= 2, "{all:?}");
        for secret in &all[1..] {
            assert_eq!(house.ask("DELETE", &format!("{secrets}/{}", secret["id"]), &Value::Null).0, 204);
        }
    };
    assert_one_each(&played(&house, stake, |()| (format!("POST {secrets}"), json!({}))));
}

#[test]
fn a_client_never_gets_an_eleventh_redirect_uri() {
    let house = House::open(None);
    let path = format!("/_mock/v1/clients/{}", house.client_id());
    // Every other one asks for ten of its own, the rest for eleven.
    let uris = |number: usize| -> Vec<String> {
        (0..10 + number % 2).map(|at| format!("https://acme.example/{number}/{at}")).collect()
    };
    for (rounds, size) in [(50, 40), (1, 1_000)] {
        let mut crowd = Crowd::of(size, &house.address());
        for _ in 0..rounds {
            let statuses = crowd
                .ask_at_once(&|number| (format!("PATCH {path}"), json!({"redirect_uris": uris(number)})));
            let expected: Vec<u16> =
                (0..size).map(|number| if number % 2 == 0 { 200 } else { 400 }).collect();
            assert_eq!(statuses, expected);
            let kept: Vec<String> =
                serde_json::from_value(house.ask("GET", &path, &Value::Null).1["redirect_uris"].clone())
                    .unwrap();
            assert!((0..size).step_by(2).any(|number| kept == uris(number)), "one list as a whole: {kept:?}");
        }
    }
}

#[test]
fn an_email_address_becomes_one_user() {
    let house = House::open(None);
    let count = std::cell::Cell::new(0);
    let stake = |_: &House| {
        count.set(count.get() + 1);
        format!("dora{}@example.com", count.get())
    };
    assert_one_each(&played(&house, stake, |email| {
        ("POST /_mock/v1/users".to_owned(), json!({"email": email}))
    }));
}

#[test]
fn every_code_that_is_exchanged_at_once_gives_tokens_of_its_own() {
    let house = House::open(None);
    let codes: Vec<String> = (0..200).map(|_| house.code()).collect();
    let mut crowd = Crowd::of(codes.len(), &house.address());
    let answers =
        crowd.answers_at_once(&|number| (format!("POST {TOKEN}"), house.exchange_of(&codes[number])));
    let tokens: BTreeSet<String> =
        answers.iter().map(|(_, answer)| answer["refresh_token"].as_str().unwrap().to_owned()).collect();
    assert_eq!(tokens.len(), codes.len());
}
