//! Where a faulty server lets two requests with one code or refresh token meet, so that the race is lost every time and
//! not by luck.

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
    /// Whether another request with `word` is under way: then both are to find it unused. Where nothing `races`, nobody
    /// waits.
    pub(super) async fn meet(&self, word: &str, races: bool) -> bool {
        if !races {
            return false;
        }
        let word = Hash::of(word).into_hex();
        let arrival = {
            let mut waiting = self.waiting();
            if let Some(first) = waiting.remove(&word) {
                first.notify_one();
                return true;
            }
            let arrival = Arc::new(Notify::new());
            waiting.insert(word.clone(), Arc::clone(&arrival));
            arrival
        };
        let has_met = tokio::time::timeout(WAITS, arrival.notified()).await.is_ok();
        if !has_met {
            self.waiting().remove(&word);
        }
        has_met
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<String, Arc<Notify>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
