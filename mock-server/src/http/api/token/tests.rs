//! Exchanges and refreshes beside whatever else happens at the same time.

use std::sync::{Arc, Barrier};
use std::thread;

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::http::Limits;
use crate::store::{ClockStart, Env, Settings, World, showcase};
use crate::wire::{Fault, Grantee, Origin, ScopeList, Strictness};

/// As often two threads are let loose on each other.
const ROUNDS: usize = 3_000;
const USER: u64 = 3;
const CODE: &str = "code";

fn app(wrongs: &[&'static Fault]) -> App {
    let settings = Settings {
        env: Env::new(ClockStart::FrozenAt(Timestamp::UNIX_EPOCH), Some(7)),
        strictness: Strictness::with(wrongs),
        public_url: Origin::parse("http://localhost").unwrap(),
        rate: None,
    };
    App::new(settings, World::showcase())
}

/// An exchange of a code that was just issued.
fn exchange(app: &App) -> Exchange {
    let client = app.clients.find(&ClientId(showcase::CONFIDENTIAL.0.to_owned())).unwrap();
    let now = app.env.clock.now();
    let grant = Grant {
        client: client.id.clone(),
        grantee: Grantee::User(USER),
        scopes: ScopeList::default(),
        proof: None,
    };
    let redirect_uri = client.redirect_uris[0].clone();
    let expires_at = now + SignedDuration::from_mins(10);
    app.codes.issue(
        CODE,
        Code { grant, redirect_uri: redirect_uri.clone(), expires_at, is_spent: false },
        now,
    );
    Exchange {
        client_id: client.id.0,
        code: CODE.to_owned(),
        redirect_uri: Some(redirect_uri),
        client_secret: Some(showcase::CONFIDENTIAL.1.to_owned()),
        code_verifier: None,
    }
}

fn refresh(token: &str) -> Refresh {
    Refresh {
        client_id: showcase::CONFIDENTIAL.0.to_owned(),
        refresh_token: token.to_owned(),
        client_secret: Some(showcase::CONFIDENTIAL.1.to_owned()),
    }
}

/// What `app` is left with when `one` and `other` happen at the same moment.
fn at_once<T: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() + Send) -> T {
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        let one = scope.spawn(|| {
            barrier.wait();
            one()
        });
        barrier.wait();
        other();
        one.join().unwrap()
    })
}

fn is_worthless(app: &App, tokens: &Tokens) -> bool {
    Claims::read(&tokens.access_token, &app.signing_key()).is_none()
        && renew(app, &refresh(&tokens.refresh_token), Written::Json, false).is_err()
}

#[test]
fn what_is_exchanged_while_another_world_comes_is_worthless_there() {
    let app = app(&[]);
    for round in 0..ROUNDS {
        let request = exchange(&app);
        let tokens =
            at_once(|| redeem(&app, &request, Written::Json, false), || drop(app.replace(World::showcase())));
        assert!(tokens.map_or(true, |tokens| is_worthless(&app, &tokens)), "round {round}");
    }
}

#[test]
fn what_is_renewed_while_another_world_comes_is_worthless_there() {
    let app = app(&[]);
    for round in 0..ROUNDS {
        let tokens = redeem(&app, &exchange(&app), Written::Json, false).unwrap();
        let request = refresh(&tokens.refresh_token);
        let tokens =
            at_once(|| renew(&app, &request, Written::Json, false), || drop(app.replace(World::showcase())));
        assert!(tokens.map_or(true, |tokens| is_worthless(&app, &tokens)), "round {round}");
    }
}

#[test]
fn an_exchange_while_its_user_is_removed_leaves_no_refresh_token() {
    let app = app(&[]);
    for round in 0..ROUNDS {
        app.replace(World::showcase());
        let request = exchange(&app);
        let tokens = at_once(|| redeem(&app, &request, Written::Json, false), || drop(app.remove_user(USER)));
        let left = tokens
            .is_ok_and(|tokens| renew(&app, &refresh(&tokens.refresh_token), Written::Json, false).is_ok());
        assert!(!left, "round {round}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_another_exchange_loses_to_none_that_fails() {
    let race = Fault::named("code-exchanges-can-race").unwrap();
    let burns = Fault::named("wrong-secret-spends-the-code").unwrap();
    let site = Site::new(Arc::new(app(&[race, burns])), Limits::default());
    let right = exchange(&site.app);
    let wrong = Exchange { client_secret: Some("wrong".to_owned()), ..exchange(&site.app) };
    let (won, lost) = tokio::join!(
        exchange_code(&site, &right, Written::Json),
        exchange_code(&site, &wrong, Written::Json)
    );
    assert!(won.is_ok() && lost.is_err(), "{won:?}");
    assert!(exchange_code(&site, &right, Written::Json).await.is_err(), "it is used up");
}
