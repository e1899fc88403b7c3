//! Authorization codes. One is judged and used up under one lock, so that racing exchanges cannot both win
//! (TOKEN-08) and no handler has to remember that.

use jiff::Timestamp;

use super::drawer::{Drawer, Ends};
use super::shelf::Kept;
use crate::wire::{ClientId, Code, Hash};

/// As many codes are remembered at most.
const MOST: usize = 10_000;

/// The authorization codes that were issued, by hash. One that was used up is remembered until it would have expired,
/// so that the log can say why it was refused.
#[derive(Debug, Default)]
pub struct Codes(Kept<Drawer<String, Code, MOST>>);

impl Ends for Code {
    fn end(&self) -> Timestamp {
        self.expires_at
    }
}

impl Codes {
    /// Remembers that `word` was issued at `now`.
    pub fn issue(&self, word: &str, code: Code, now: Timestamp) {
        self.0.lock().put(key(word), code, now);
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
        self.0.lock().retain(keep);
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

    #[test]
    fn an_expired_code_is_swept_and_a_fresh_one_is_not() {
        let codes = Codes::default();
        for number in 0..2_000 {
            codes.issue(&number.to_string(), code(600), NOON);
        }
        for number in 2_000..4_100 {
            codes.issue(&number.to_string(), code(1_200), Timestamp::from_second(600).unwrap());
        }
        assert_eq!(codes.0.lock().len(), 2_100);
        assert!(codes.client_of("0").is_none() && codes.client_of("2000").is_some());
    }

    #[test]
    fn a_used_code_is_remembered_as_used_as_long_as_it_would_have_lived() {
        let codes = Codes::default();
        codes.issue("used", code(600), NOON);
        codes.judge("used", |code| code.unwrap().is_spent = true);
        for number in 0..3_000 {
            codes.issue(&number.to_string(), code(600), NOON);
        }
        assert!(codes.judge("used", |code| code.unwrap().is_spent));
    }

    #[test]
    fn there_are_never_more_than_so_many() {
        let codes = Codes::default();
        for number in 0..=MOST {
            codes.issue(&number.to_string(), code(600), NOON);
        }
        assert_eq!(codes.0.lock().len(), MOST);
        assert!(codes.client_of("0").is_none() && codes.client_of("1").is_some());
    }
}
