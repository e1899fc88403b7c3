//! The life of a grant, in whatever order things happen to it: played against the server and against a model of the
//! documents, which must agree about every answer. So no dead grant gives a token, and no live one is refused.

mod history;
mod house;
mod model;

use mock_server::wire::Fault;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Runtime;

use history::{Event, history};
use house::House;
use model::Model;

/// Plays a history; what the two disagree about, if they do.
async fn disagreement(house: &House, history: &[Event]) -> Option<String> {
    let mut grants = house.anew().await;
    let mut model = Model::new();
    for (place, event) in history.iter().enumerate() {
        let expected = model.expects(event);
        let answered = grants.answers(event).await;
        if expected != answered {
            let before = &history[..place];
            return Some(format!("{event:?} gives {answered:?} and not {expected:?}, after {before:#?}"));
        }
    }
    None
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn no_token_comes_from_a_dead_grant_and_no_live_grant_is_refused() {
    let runtime = runtime();
    let house = runtime.block_on(House::open(None));
    let outcome = TestRunner::new(super::cases(200)).run(&history(), |history| {
        let found = runtime.block_on(disagreement(&house, &history));
        found.map_or(Ok(()), |found| Err(TestCaseError::fail(found)))
    });
    outcome.unwrap();
}

/// Whoever weakens the model or the histories hears of it here: these faults concern the life of a grant. Each is found
/// within three hundred histories, which are the same every time.
const FAULTS: &[&str] = &[
    "any-redirect-uri-at-exchange",
    "any-secret",
    "any-secret-at-refresh",
    "any-verifier",
    "code-dies-early",
    "code-lives-eleven-minutes",
    "code-never-expires",
    "code-works-again",
    "codes-of-other-clients",
    "expired-refresh-token-passes",
    "expired-token-passes",
    "failed-verifier-keeps-the-code",
    "foreign-attempt-spends-the-code",
    "foreign-refresh-tokens",
    "generating-ends-refresh-tokens",
    "harmless-edits-reopen",
    "only-the-newest-secret-works",
    "only-the-oldest-secret-works",
    "owners-use-rejected-clients",
    "pending-client-passes",
    "public-redirect-uri-is-unbound",
    "refresh-keeps-its-end",
    "refresh-token-lives-a-week",
    "refresh-token-lives-a-year",
    "rejected-client-exchanges",
    "rejected-clients-authorize",
    "rejection-ends-access-tokens",
    "renaming-needs-no-review",
    "revoked-secrets-linger",
    "revoking-ends-refresh-tokens",
    "revoking-takes-the-oldest",
    "rotation-needs-review",
    "sibling-refresh-tokens-live",
    "third-secret",
    "two-secrets-close-the-api",
    "unapproved-client-exchanges",
    "unapproved-clients-refresh",
    "used-refresh-token-works-again",
    "wrong-redirect-uri-spends-the-code",
];

#[test]
fn servers_that_are_wrong_about_it_are_found_out() {
    let runtime = runtime();
    for name in FAULTS {
        let fault = Fault::named(name).unwrap_or_else(|| panic!("no such fault: {name}"));
        let house = runtime.block_on(House::open(Some(fault)));
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(super::cases(40), rng);
        let is_found = (0..300).any(|_| {
            let history = history().new_tree(&mut runner).unwrap().current();
            runtime.block_on(disagreement(&house, &history)).is_some()
        });
        assert!(is_found, "{name} was not found out");
    }
}
