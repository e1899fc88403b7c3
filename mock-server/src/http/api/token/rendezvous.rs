//! Where a server that loses races lets two requests with one code or refresh token meet, so that the race is lost every
//! time and not by luck.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::wire::Hash;

/// The first waits this long for a second, then goes on alone.
const WAITS: Duration = Duration::from_millis(50);

/// Who waits for whom, by the hash of the code or refresh token.
#[derive(Debug, Default)]
pub(in crate::http) struct Rendezvous(Mutex<HashMap<String, Arc<Notify>>>);

impl Rendezvous {
    /// Whether another request with `word` is under way: then both are to find it unused.
    pub(super) async fn meet(&self, word: &str) -> bool {
        let word = Hash::of(word).into_hex();
        let arrival = Arc::new(Notify::new());
        {
            let mut waiting = self.waiting();
            if let Some(first) = waiting.remove(&word) {
                first.notify_one();
                return true;
            }
            waiting.insert(word.clone(), Arc::clone(&arrival));
        }
        tokio::time::timeout(WAITS, arrival.notified()).await.is_ok() || !self.leave(&word, &arrival)
    }

    /// Whether `arrival` was still waiting. If it was not, somebody came in the last moment and counts on it.
    fn leave(&self, word: &str, arrival: &Arc<Notify>) -> bool {
        let mut waiting = self.waiting();
        let is_there = waiting.get(word).is_some_and(|own| Arc::ptr_eq(own, arrival));
        if is_there {
            waiting.remove(word);
        }
        is_there
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<String, Arc<Notify>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn two_that_meet_know_it_and_one_alone_goes_on() {
        let rendezvous = Rendezvous::default();
        assert_eq!(tokio::join!(rendezvous.meet("a"), rendezvous.meet("a")), (true, true));
        assert_eq!(tokio::join!(rendezvous.meet("a"), rendezvous.meet("b")), (false, false));
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_is_left_waiting() {
        let rendezvous = Rendezvous::default();
        tokio::join!(rendezvous.meet("a"), rendezvous.meet("a"), rendezvous.meet("a"));
        assert!(rendezvous.waiting().is_empty());
    }

    #[test]
    fn who_was_found_in_the_last_moment_does_not_send_away_the_next() {
        let rendezvous = Rendezvous::default();
        let (former, next) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        rendezvous.waiting().insert("a".to_owned(), next);
        assert!(!rendezvous.leave("a", &former));
        assert!(rendezvous.waiting().contains_key("a"));
    }
}
