//! Where a faulty server lets two exchanges of one code meet, so that the race is lost every time and not by luck.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::wire::{Hash, Place, Strictness};

/// The first waits this long for a second, then goes on alone.
const WAITS: Duration = Duration::from_millis(50);

/// Who waits for whom, by the hash of the code.
#[derive(Debug, Default)]
pub(in crate::http) struct Rendezvous(Mutex<HashMap<String, Arc<Notify>>>);

impl Rendezvous {
    /// Whether another exchange of `code` is under way: then both are to find the code unused. On an honest server nobody waits.
    pub(super) async fn meet(&self, code: &str, strictness: &Strictness) -> bool {
        if !strictness.at(Place::ExchangesRace) {
            return false;
        }
        let code = Hash::of(code).into_hex();
        let arrival = {
            let mut waiting = self.waiting();
            if let Some(first) = waiting.remove(&code) {
                first.notify_one();
                return true;
            }
            let arrival = Arc::new(Notify::new());
            waiting.insert(code.clone(), Arc::clone(&arrival));
            arrival
        };
        let has_met = tokio::time::timeout(WAITS, arrival.notified()).await.is_ok();
        if !has_met {
            self.waiting().remove(&code);
        }
        has_met
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<String, Arc<Notify>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
