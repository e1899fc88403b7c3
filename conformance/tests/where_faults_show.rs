//! Where a fault could not show, the server with it does what the honest one does: selfcheck leaves out nothing that it
//! would have noticed.

use std::time::Duration;

use conformance::{
    catalogue::{Shelf, Spot},
    fault::{Fault, faults},
    run::Texts,
    selfcheck::{Honest, play_with},
    transport::Transport,
};
use tokio::task::LocalSet;

/// One for each way in which a fault acts, and of several chapters.
const SOME: &[&str] = &[
    "state-lost",                     // at a place
    "expired-token-passes",           // a check is pardoned
    "secret-before-redirect-uri",     // two checks change places
    "closed-endpoint-in-other-words", // a check answers otherwise
    "managed-tokens-live-two-hours",
];

/// Every so many scenarios are asked: all of them would take minutes here.
const STEP: usize = 23;

#[tokio::test]
async fn where_a_fault_could_not_show_nothing_changes() {
    let texts = Texts::read(&Shelf::embedded_features(), &Shelf::embedded_snapshots());
    let transport = Transport::new(Duration::from_secs(30)).unwrap();
    LocalSet::new()
        .run_until(async {
            let honest = Honest::play(&texts.book, &texts.records, &transport, 8).unwrap();
            let chosen: Vec<Fault> =
                faults().iter().filter(|fault| SOME.contains(&fault.name)).copied().collect();
            assert_eq!(chosen.len(), SOME.len());
            for fault in chosen {
                let could_show = |spot: &Spot| honest.could_show(fault, spot);
                let all: Vec<Spot> = texts
                    .book
                    .scenarios()
                    .filter(|(rule, _)| fault.whose.is_asked_by(rule))
                    .map(|(_, scenario)| scenario.spot.clone())
                    .collect();
                let (shows, hides): (Vec<Spot>, Vec<Spot>) = all.into_iter().partition(could_show);
                assert!(
                    !shows.is_empty() && hides.len() > 100,
                    "{}: {} {}",
                    fault.name,
                    shows.len(),
                    hides.len()
                );
                let some: Vec<Spot> = hides.into_iter().step_by(STEP).collect();
                let played = play_with(&texts.book, &texts.records, &some, Some(fault), &transport, 8).await;
                for spot in some {
                    let stop = played[&spot].stop.as_ref().map(|stop| stop.halt.message());
                    assert_eq!(stop, None, "{} shows at {spot}", fault.name);
                    assert!(honest.at(&spot).is_some_and(|played| played.stop.is_none()), "{spot}");
                }
            }
        })
        .await;
}
