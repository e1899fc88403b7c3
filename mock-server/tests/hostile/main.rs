//! Clients that mean harm, as many requests of them as fit into a few seconds, beside one that means none.
//!
//! `CAL_HOSTILE_SECONDS` says how long (10), `CAL_HOSTILE_SEED` plays again what another run has sent.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod dice;
mod good_client;
mod hostility;
mod idlers;
mod patience;
mod program;
mod requests;

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use good_client::GoodClient;
use hostility::{Attacker, Campaign};
use idlers::Idlers;
use program::Program;
use requests::Templates;

/// Whoever set a longer time should still come to an end.
const MOST: u64 = 10_000_000;
/// Few: the server beside them wants a core of its own.
const ATTACKERS: u64 = 3;

#[test]
fn ten_million_hostile_requests_or_as_many_as_fit_do_no_harm() {
    let seconds = number("CAL_HOSTILE_SECONDS").unwrap_or(10);
    let seed =
        number("CAL_HOSTILE_SEED").unwrap_or_else(|| RandomState::new().hash_one("hostile") % 1_000_000);
    println!("hostile: CAL_HOSTILE_SEED={seed}");

    // As many as the limit of open files allows, and half of them more than the server wants to hold.
    let idle = (program::open_files_limit() / 2).saturating_sub(150).clamp(50, 3_000);
    let program = Program::start(&["--idle-timeout", "1h", "--max-connections", &(idle / 2).to_string()]);
    let files_before = program.open_files();
    let mut good = GoodClient::new(&program.url);
    let templates = Templates::of(&program.url, &good);
    let idlers = Idlers::new(&program.address(), idle);
    let campaign = Campaign::new(&program.address(), Duration::from_secs(seconds), MOST);
    let (well_served, resident_early) = (AtomicU64::new(0), AtomicU64::new(0));

    thread::scope(|threads| {
        for number in 0..ATTACKERS {
            let (campaign, templates) = (&campaign, &templates);
            threads.spawn(move || Attacker::new(campaign, templates, seed, number).attack());
        }
        threads.spawn(|| idlers.come_and_go(&campaign));
        threads.spawn(|| {
            while !campaign.is_over() {
                good.asks();
                well_served.fetch_add(1, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(10));
            }
        });
        threads.spawn(|| {
            campaign.wait_for_the_first_part();
            resident_early.store(program.resident_kib(), Ordering::Relaxed);
        });
    });
    let resident_late = program.resident_kib();
    drop((idlers, good));

    let (early, served) = (resident_early.into_inner(), well_served.into_inner());
    println!(
        "hostile: {} requests on {} connections, {idle} idle ones; {served} rounds of the good client; {early} KiB early, \
         {resident_late} KiB late; answers {:?}",
        campaign.requests(),
        campaign.connections(),
        campaign.answers(),
    );
    assert!(campaign.faults().is_empty(), "seed {seed}: {:#?}", campaign.faults());
    assert!(served > 0, "the good client was served");
    assert!(campaign.answers().len() > 3, "the requests were of many kinds: {:?}", campaign.answers());
    assert!(
        resident_late < early + early / 5 + 8 * 1024,
        "seed {seed}: {early} KiB after the first part, {resident_late} KiB at the end"
    );
    program.waits_until_open_files_are(files_before);
    let log = program.end();
    assert!(!log.contains("panicked"), "seed {seed}: {log}");
}

/// The number in a variable of the environment.
fn number(name: &str) -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "a run is told how long, and with what seed, from outside")]
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")))
}
