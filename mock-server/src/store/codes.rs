//! Authorization codes. One is judged and used up under one lock, so that racing exchanges cannot both win
//! (TOKEN-08) and no handler has to remember that.

use std::collections::HashMap;

use super::shelf::Kept;
use crate::wire::{ClientId, Code, Hash};

/// As many codes are remembered; beyond that the ones that ended first are forgotten.
const REMEMBERED: usize = 10_000;

/// The authorization codes that were issued, by hash.
#[derive(Debug, Default)]
pub struct Codes(Kept<HashMap<String, Code>>);

impl Codes {
    /// Remembers that `word` was issued.
    pub fn issue(&self, word: &str, code: Code) {
        let mut codes = self.0.lock();
        if codes.len() >= REMEMBERED {
            let mut ends: Vec<_> = codes.values().map(|code| code.expires_at).collect();
            ends.sort_unstable();
            let middle = ends[ends.len() / 2];
            codes.retain(|_, code| code.expires_at > middle);
        }
        codes.insert(key(word), code);
    }

    /// Looks for the code `word` and lets `judge` decide over it under the lock: it may mark the code as spent.
    pub fn judge<T>(&self, word: &str, judge: impl FnOnce(Option<&mut Code>) -> T) -> T {
        judge(self.0.lock().get_mut(&key(word)))
    }

    /// The client to which `word` was issued.
    #[must_use]
    pub fn client_of(&self, word: &str) -> Option<ClientId> {
        self.0.lock().get(&key(word)).map(|code| code.grant.client.clone())
    }

    /// Forgets the codes for which `keep` is false: those of a user, team or client that is gone.
    pub fn retain(&self, keep: impl Fn(&Code) -> bool) {
        self.0.lock().retain(|_, code| keep(code));
    }
}

fn key(word: &str) -> String {
    Hash::of(word).into_hex()
}
