//! The one-time tokens of forms: what is sent twice is done once. Bounded.

use jiff::{SignedDuration, Timestamp};

use super::drawer::{Drawer, Ends};
use super::shelf::Kept;

/// Nobody sends a form a second time after so long.
const LIFETIME: SignedDuration = SignedDuration::from_hours(24);
/// As many are remembered at most.
const MOST: usize = 10_000;

/// When a ticket that was spent may be forgotten.
#[derive(Debug)]
struct Spent(Timestamp);

impl Ends for Spent {
    fn end(&self) -> Timestamp {
        self.0
    }
}

/// The tickets that were spent.
#[derive(Debug, Default)]
pub struct Tickets(Kept<Drawer<String, Spent, MOST>>);

impl Tickets {
    /// Spends `ticket` at `now`. Whether it was still good.
    #[must_use]
    pub fn spend(&self, ticket: &str, now: Timestamp) -> bool {
        let mut spent = self.0.lock();
        let is_good = spent.get(&ticket.to_owned()).is_none();
        if is_good {
            let end = now.checked_add(LIFETIME).unwrap_or(Timestamp::MAX);
            spent.put(ticket.to_owned(), Spent(end), now);
        }
        is_good
    }

    /// Gives `ticket` back: nothing was done for it.
    pub fn give_back(&self, ticket: &str) {
        self.0.lock().remove(&ticket.to_owned());
    }

    /// Forgets them all.
    pub fn clear(&self) {
        self.0.lock().retain(|_| false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn a_ticket_is_good_once_unless_it_was_given_back() {
        let tickets = Tickets::default();
        assert!(tickets.spend("a", NOW));
        assert!(!tickets.spend("a", NOW) && tickets.spend("b", NOW));
        tickets.give_back("a");
        assert!(tickets.spend("a", NOW) && !tickets.spend("a", NOW));
    }

    #[test]
    fn there_are_never_more_than_so_many() {
        let tickets = Tickets::default();
        for number in 0..=MOST {
            assert!(tickets.spend(&number.to_string(), NOW));
        }
        assert_eq!(tickets.0.lock().len(), MOST);
    }
}
