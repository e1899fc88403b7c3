//! Authorization codes. One is judged and used up under one lock, so that racing exchanges cannot both win
//! (TOKEN-08) and no handler has to remember that.

use std::collections::HashMap;

use jiff::Timestamp;

use super::shelf::Kept;
use crate::wire::{ClientId, Code, Hash};

/// As many codes are remembered. Beyond that those are forgotten that are worth nothing any more; where there are
/// none, the oldest.
const REMEMBERED: usize = 10_000;

/// The authorization codes that were issued, by hash.
#[derive(Debug, Default)]
pub struct Codes(Kept<Drawer>);

#[derive(Debug, Default)]
struct Drawer {
    issued: u64,
    codes: HashMap<String, (u64, Code)>,
}

impl Codes {
    /// Remembers that `word` was issued at `now`.
    pub fn issue(&self, word: &str, code: Code, now: Timestamp) {
        let mut drawer = self.0.lock();
        if drawer.codes.len() >= REMEMBERED {
            drawer.make_room(now);
        }
        drawer.issued += 1;
        let number = drawer.issued;
        drawer.codes.insert(key(word), (number, code));
    }

    /// Looks for the code `word` and lets `judge` decide over it under the lock: it may mark the code as spent.
    pub fn judge<T>(&self, word: &str, judge: impl FnOnce(Option<&mut Code>) -> T) -> T {
        judge(self.0.lock().codes.get_mut(&key(word)).map(|(_, code)| code))
    }

    /// The client to which `word` was issued.
    #[must_use]
    pub fn client_of(&self, word: &str) -> Option<ClientId> {
        self.0.lock().codes.get(&key(word)).map(|(_, code)| code.grant.client.clone())
    }

    /// Forgets the codes for which `keep` is false: those of a user, team or client that is gone.
    pub fn retain(&self, keep: impl Fn(&Code) -> bool) {
        self.0.lock().codes.retain(|_, (_, code)| keep(code));
    }
}

impl Drawer {
    fn make_room(&mut self, now: Timestamp) {
        self.codes.retain(|_, (_, code)| !code.is_spent && now < code.expires_at);
        if self.codes.len() >= REMEMBERED {
            let oldest = self.codes.iter().min_by_key(|(_, (number, _))| *number);
            let oldest = oldest.map(|(key, _)| key.clone());
            oldest.and_then(|key| self.codes.remove(&key));
        }
    }
}

fn key(word: &str) -> String {
    Hash::of(word).into_hex()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Grant, Grantee, ScopeList};

    const NOON: Timestamp = Timestamp::UNIX_EPOCH;

    fn code(seconds: i64) -> Code {
        let client = ClientId("acme".to_owned());
        let grant = Grant { client, grantee: Grantee::User(1), scopes: ScopeList::default(), proof: None };
        let expires_at = Timestamp::from_second(seconds).unwrap();
        Code { grant, redirect_uri: String::new(), expires_at, is_spent: false }
    }

    fn full() -> Codes {
        let codes = Codes::default();
        for number in 0..REMEMBERED {
            codes.issue(&number.to_string(), code(600), NOON);
        }
        codes
    }

    fn has(codes: &Codes, word: &str) -> bool {
        codes.judge(word, |code| code.is_some())
    }

    #[test]
    fn when_the_clock_stands_still_one_code_more_costs_the_oldest_alone() {
        let codes = full();
        codes.issue("new", code(600), NOON);
        assert!(!has(&codes, "0") && has(&codes, "1") && has(&codes, "9999") && has(&codes, "new"));
    }

    #[test]
    fn what_is_worth_nothing_any_more_is_forgotten_first() {
        let codes = full();
        codes.judge("7", |code| code.unwrap().is_spent = true);
        codes.issue("new", code(600), NOON);
        assert!(has(&codes, "0") && !has(&codes, "7"));
        codes.issue("late", code(1_200), Timestamp::from_second(600).unwrap());
        assert!(!has(&codes, "0") && !has(&codes, "new") && has(&codes, "late"));
    }
}
