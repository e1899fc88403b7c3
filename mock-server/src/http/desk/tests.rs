//! Several who stand at the desk at the same moment. Straight at it: by HTTP they hardly ever come within a microsecond.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tokio::time::Instant;

use super::*;
use crate::store::showcase::CONFIDENTIAL;
use crate::store::{ClockStart, Env, Settings, World};
use crate::wire::{Origin, Strictness};

/// So many rounds, or as many as fit into the time.
const ROUNDS: usize = 3_000;
const LONG_ENOUGH: Duration = Duration::from_secs(1);
const RACERS: usize = 2;

fn app() -> App {
    let settings = Settings {
        env: Env::new(ClockStart::Running, Some(7)),
        strictness: Strictness::default(),
        public_url: Origin::parse("http://localhost").unwrap(),
        rate: None,
    };
    App::new(settings, World::showcase())
}

/// Everybody does it at the same moment, round by round, after the first of them has prepared the round. How many got
/// what they wanted, in each.
fn raced(prepare: impl Fn() + Sync, does: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
    let (arrived, won) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let meet = |times: usize| {
        arrived.fetch_add(1, Ordering::SeqCst);
        let mut looked = 0_u32;
        while arrived.load(Ordering::SeqCst) < times * RACERS {
            looked += 1;
            // Whoever sleeps is woken too late; but the other may wait for this very core.
            if looked.is_multiple_of(2_000) {
                thread::yield_now();
            }
            std::hint::spin_loop();
        }
    };
    let (is_over, end) = (AtomicBool::new(false), Instant::now() + LONG_ENOUGH);
    let race = |racer: usize| {
        let mut winners = Vec::new();
        for round in 0..ROUNDS {
            if racer == 0 {
                winners.push(won.swap(0, Ordering::SeqCst));
                prepare();
                is_over.store(Instant::now() > end, Ordering::SeqCst);
            }
            meet(2 * round + 1);
            if is_over.load(Ordering::SeqCst) {
                return winners;
            }
            won.fetch_add(usize::from(does(racer)), Ordering::SeqCst);
            meet(2 * round + 2);
        }
        winners.push(won.load(Ordering::SeqCst));
        winners
    };
    let winners = thread::scope(|threads| {
        let others: Vec<_> = (1..RACERS).map(|racer| threads.spawn(move || race(racer))).collect();
        let winners = race(0);
        for other in others {
            other.join().unwrap();
        }
        winners
    });
    winners[1..].to_vec()
}

#[test]
fn of_those_who_want_the_second_secret_one_gets_it() {
    let app = app();
    let id = ClientId(CONFIDENTIAL.0.to_owned());
    let keeps_one = || {
        let secrets = app.clients.find(&id).unwrap().secrets;
        for secret in &secrets[1..] {
            revoke_secret(&app, &id, Who::Owner, &secret.id.to_string()).unwrap();
        }
    };
    let winners = raced(keeps_one, |_| add_secret(&app, &id, Who::Owner).is_ok());
    assert!(winners.iter().all(|winners| *winners == 1), "{winners:?}");
}

#[test]
fn of_those_who_revoke_one_of_two_secrets_one_does_and_one_secret_is_left() {
    let app = app();
    let id = ClientId(CONFIDENTIAL.0.to_owned());
    let has_two = || drop(add_secret(&app, &id, Who::Owner));
    let winners = raced(has_two, |racer| {
        let secrets = app.clients.find(&id).unwrap().secrets;
        let own = secrets.get(racer).map(|secret| secret.id.to_string());
        own.is_some_and(|own| revoke_secret(&app, &id, Who::Owner, &own).is_ok())
    });
    assert!(winners.iter().all(|winners| *winners == 1), "{winners:?}");
}

#[test]
fn of_edits_that_come_at_once_one_is_there_as_a_whole() {
    let app = app();
    let id = ClientId(CONFIDENTIAL.0.to_owned());
    let uris = |racer: usize| -> Vec<String> {
        (0..10).map(|at| format!("https://acme.example/{racer}/{at}")).collect()
    };
    let winners = raced(
        || (),
        |racer| {
            let edit = Edit { redirect_uris: Some(uris(racer)), ..Edit::default() };
            let edited = super::edit(&app, &id, Who::Admin, &edit).is_ok();
            let kept = app.clients.find(&id).unwrap().redirect_uris;
            edited && (0..RACERS).any(|racer| kept == uris(racer))
        },
    );
    assert!(winners.iter().all(|winners| *winners == RACERS), "{winners:?}");
}
