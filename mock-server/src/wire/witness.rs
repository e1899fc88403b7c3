//! What a server asked of its strictness: where a fault could have shown, and where it could not.
//!
//! A fault acts through [`Strictness`](super::Strictness) alone. A server that never asked about what a fault changes
//! would have done the same with it; so whoever tries many faults need not ask such a server everything.

use std::sync::atomic::{AtomicU64, Ordering};

use super::strictness::Flaw;
use super::{Check, Fault, Place};

/// As many places and checks can be told apart, 64 to a word. A test counts them.
const WORDS: usize = 16;

/// Some of the places, or of the checks, by their numbers.
type Numbers = [u64; WORDS];

/// Notes what is asked, from whatever thread.
#[derive(Debug, Default)]
pub struct Witness {
    /// Places that were asked about.
    places: [AtomicU64; WORDS],
    /// Checks that did not hold.
    refused: [AtomicU64; WORDS],
    /// Checks of a table of which one did not hold: in another order another might have refused.
    beside: [AtomicU64; WORDS],
}

/// What a witness saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    places: Numbers,
    refused: Numbers,
    beside: Numbers,
}

impl Witness {
    /// Forgets everything.
    pub fn clear(&self) {
        let all = self.places.iter().chain(&self.refused).chain(&self.beside);
        all.for_each(|word| word.store(0, Ordering::SeqCst));
    }

    /// What was asked since it forgot.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let read = |words: &[AtomicU64; WORDS]| words.each_ref().map(|word| word.load(Ordering::SeqCst));
        Seen { places: read(&self.places), refused: read(&self.refused), beside: read(&self.beside) }
    }

    pub(super) fn asks(&self, place: Place) {
        note(&self.places, place as usize);
    }

    pub(super) fn refuses(&self, check: Check, table: impl Iterator<Item = Check>) {
        note(&self.refused, check as usize);
        table.for_each(|check| note(&self.beside, check as usize));
    }
}

fn note(words: &[AtomicU64; WORDS], number: usize) {
    if let Some(word) = words.get(number / 64) {
        word.fetch_or(1 << (number % 64), Ordering::SeqCst);
    }
}

fn holds(words: &Numbers, number: usize) -> bool {
    words.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
}

impl Fault {
    /// Whether it could have changed anything where this was seen of a server without it.
    #[must_use]
    pub fn could_show(&self, seen: &Seen) -> bool {
        self.flaws.iter().any(|flaw| match flaw {
            Flaw::At(place) => holds(&seen.places, *place as usize),
            Flaw::Move(one, other) => [one, other].iter().all(|check| holds(&seen.beside, **check as usize)),
            Flaw::Pardon(check)
            | Flaw::Reword(check, _)
            | Flaw::RewordApi(check, _)
            | Flaw::RewordObjection(check, _) => holds(&seen.refused, *check as usize),
        })
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;
    use crate::wire::faults::faults;

    fn could_show(name: &str, seen: &Seen) -> bool {
        Fault::named(name).unwrap().could_show(seen)
    }

    #[test]
    fn there_is_room_for_every_place_and_check() {
        assert!(Place::iter().all(|place| (place as usize) < WORDS * 64));
        let checks = faults().iter().flat_map(|fault| fault.flaws).filter_map(|flaw| match flaw {
            Flaw::At(_) => None,
            Flaw::Move(check, _)
            | Flaw::Pardon(check)
            | Flaw::Reword(check, _)
            | Flaw::RewordApi(check, _)
            | Flaw::RewordObjection(check, _) => Some(*check as usize),
        });
        assert!(checks.max().is_some_and(|last| last < WORDS * 64));
    }

    #[test]
    fn a_fault_shows_only_where_it_was_asked_about() {
        let witness = Witness::default();
        assert!(faults().iter().all(|fault| !fault.could_show(&witness.seen())));
        witness.asks(Place::StateLost);
        assert!(could_show("state-lost", &witness.seen()));
        assert!(!could_show("denial-forgets-state", &witness.seen()));
        witness.clear();
        assert!(!could_show("state-lost", &witness.seen()));
        witness.refuses(Check::TokenInTime, [Check::TokenGenuine, Check::TokenInTime].into_iter());
        assert!(could_show("expired-token-passes", &witness.seen()));
        assert!(!could_show("missing-token-in-other-words", &witness.seen()));
    }
}
