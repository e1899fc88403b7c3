//! Whatever a request breaks, it is told the first of it, in the order that the documents give.
//!
//! The orders below were written down from production-oauth (A.4 to A.6, C.1, D) and from rules.md, not from the tables of
//! the server.

mod authorization;
mod exchange;
mod refresh;
mod rotation;

use std::fmt::Debug;

use mock_server::wire::{Client, ClientId, ClientStatus, ClientType, KeptSecret, Refusal, ScopeList, Secret};
use mock_server::wire::{Delivery, Refused};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

const HOME: &str = "https://acme.example/callback";
const SECOND: &str = "https://acme.example/second";
const EVIL: &str = "https://evil.example/";
const SECRET: &str = "5ec2e7";
const OWNER: u64 = 1;
const USER: u64 = 2;

/// One thing that may be wrong with a request, and what is said to whoever has it wrong.
struct Wrong<C: 'static, S> {
    said: S,
    /// Each does it in another way.
    ways: &'static [fn(&mut C)],
}

const fn wrong<C: 'static, S>(said: S, ways: &'static [fn(&mut C)]) -> Wrong<C, S> {
    Wrong { said, ways }
}

/// Judges requests that break any of these things, in any of the ways.
fn the_first_is_told<C: Debug, S: Copy + PartialEq + Debug>(
    usual: fn() -> C,
    order: &[Wrong<C, S>],
    judge: fn(&mut C) -> Result<(), S>,
) {
    assert_eq!(judge(&mut usual()), Ok(()), "the usual request");
    for wrong in order {
        for way in wrong.ways {
            let mut request = usual();
            way(&mut request);
            assert_eq!(judge(&mut request), Err(wrong.said), "{request:?}");
        }
    }
    let broken = prop::collection::vec(prop::option::of(any::<Index>()), order.len());
    let outcome = TestRunner::new(super::cases(1_000)).run(&broken, |broken| {
        let mut request = usual();
        // The last word on what two of them change has the one that is judged first.
        for (wrong, way) in order.iter().zip(&broken).rev() {
            if let Some(way) = way {
                way.get(wrong.ways)(&mut request);
            }
        }
        let first = order.iter().zip(&broken).find(|(_, way)| way.is_some());
        let expected = first.map_or(Ok(()), |(wrong, _)| Err(wrong.said));
        prop_assert_eq!(judge(&mut request), expected, "{:?}", request);
        Ok(())
    });
    outcome.unwrap();
}

/// A refusal of the token endpoint, as a client reads it.
type Said = (u16, &'static str, &'static str);

/// Which of `order` was said. A refusal that none of them is has its own words printed.
fn at_the_token_endpoint<C>(refused: &Refused, order: &[Wrong<C, Said>]) -> Said {
    let Delivery::Token(status, error) = refused.refusal.delivery() else {
        panic!("no refusal of the token endpoint: {refused:?}")
    };
    let description = refused.refusal.to_string();
    let said =
        order.iter().map(|wrong| wrong.said).find(|said| *said == (status, error, description.as_str()));
    said.unwrap_or_else(|| panic!("nobody says {status} {error} {description}"))
}

/// The same for a refusal that was not planned.
fn unplanned(refusal: &Refusal) -> ! {
    panic!("nobody says {refusal}")
}

/// An approved client that may ask for two scopes.
fn client(kind: ClientType) -> Client {
    Client {
        id: ClientId("acme".to_owned()),
        name: "Acme".to_owned(),
        purpose: "tests".to_owned(),
        website_url: None,
        logo: None,
        kind,
        status: ClientStatus::Approved,
        rejection_reason: None,
        owner: Some(OWNER),
        redirect_uris: vec![HOME.to_owned(), SECOND.to_owned()],
        scopes: ScopeList::parse("BOOKING_READ PROFILE_READ"),
        secrets: match kind {
            ClientType::Confidential => vec![KeptSecret::of(&Secret::new(SECRET))],
            ClientType::Public => Vec::new(),
        },
    }
}
