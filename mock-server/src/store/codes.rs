//! Authorization codes. One is judged and used up under one lock, so that racing exchanges cannot both win
//! (TOKEN-08) and no handler has to remember that.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::Timestamp;

use super::drawer::{Drawer, Ends};
use super::generations::{Generation, Generations, Holder};
use super::shards::{Name, Shards};
use crate::wire::{ClientId, Code, Grantee, Hash};

/// As many codes are remembered in one share at most: four million in all.
const MOST: usize = 4_096;
/// Fewer than this many are not looked through for what is over.
const FEW: usize = 32;
/// As many codes that were used up are remembered in one share at most. Of others the log says that they were never
/// issued; what is answered is the same.
const MOST_SPENT: usize = 16;

/// The authorization codes that were issued, by hash. One that was used up is remembered for a while, until it would
/// have expired at most, so that the log can say why it was refused.
#[derive(Debug, Default)]
pub struct Codes {
    shares: Shards<Share>,
    generations: Generations,
}

#[derive(Debug, Default)]
struct Share {
    codes: Drawer<Name, Issued, MOST, FEW>,
    /// Those that were used up, oldest first. Some may have left already.
    spent: VecDeque<Name>,
}

#[derive(Debug)]
struct Issued {
    code: Code,
    generation: Arc<Generation>,
}

impl Ends for Issued {
    fn end(&self) -> Timestamp {
        if self.generation.is_over() { Timestamp::MIN } else { self.code.expires_at }
    }
}

impl Codes {
    /// Remembers that `word` was issued at `now`.
    pub fn issue(&self, word: &str, code: Code, now: Timestamp) {
        self.put(name(word), code, now);
    }

    fn put(&self, name: Name, code: Code, now: Timestamp) {
        let holder = Holder { client: code.grant.client.clone(), grantee: code.grant.grantee };
        let generation = self.generations.of(&holder).latest(holder);
        let gone = self.shares.of(&name).codes.put(name, Issued { code, generation }, now);
        // Outside the lock: it may be long.
        drop(gone);
    }

    /// Looks for the code `word` and lets `judge` decide over it under the lock: it may mark the code as spent.
    pub fn judge<T>(&self, word: &str, judge: impl FnOnce(Option<&mut Code>) -> T) -> T {
        self.judge_named(name(word), judge)
    }

    fn judge_named<T>(&self, name: Name, judge: impl FnOnce(Option<&mut Code>) -> T) -> T {
        let mut share = self.shares.of(&name);
        let Some(code) = share.code(&name) else { return judge(None) };
        let was_spent = code.is_spent;
        let outcome = judge(Some(code));
        if code.is_spent && !was_spent {
            share.forget_the_first_spent_but(name);
        }
        outcome
    }

    /// The client to which `word` was issued.
    #[must_use]
    pub fn client_of(&self, word: &str) -> Option<ClientId> {
        let name = name(word);
        self.shares.of(&name).code(&name).map(|code| code.grant.client.clone())
    }

    /// Ends the codes of holders for whom `keep` is false: those of a user, team or client that is gone.
    pub fn retain(&self, keep: impl Fn(&ClientId, Grantee) -> bool) {
        self.generations.retain(keep);
    }

    /// Forgets them all.
    pub fn clear(&self) {
        self.generations.clear();
        self.shares.clear();
    }
}

impl Share {
    fn code(&mut self, name: &Name) -> Option<&mut Code> {
        self.codes.get_mut(name).filter(|issued| !issued.generation.is_over()).map(|issued| &mut issued.code)
    }

    fn forget_the_first_spent_but(&mut self, name: Name) {
        self.spent.push_back(name);
        if self.spent.len() > MOST_SPENT
            && let Some(first) = self.spent.pop_front()
        {
            self.codes.remove(&first);
        }
    }
}

fn name(word: &str) -> Name {
    Hash::of(word).into_bytes()
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

    fn count(codes: &Codes) -> usize {
        codes.shares.each().map(|share| share.codes.len()).sum()
    }

    /// As many names that all are in one share, so that it is full before long.
    fn names_of_one_share(count: usize) -> Vec<Name> {
        let name = |number: usize| {
            let mut name = [0; 32];
            name[24..].copy_from_slice(&u64::try_from(number).unwrap().to_le_bytes());
            name
        };
        (0..count).map(name).collect()
    }

    fn knows(codes: &Codes, name: Name) -> bool {
        codes.judge_named(name, |code| code.is_some())
    }

    #[test]
    fn an_expired_code_is_swept_and_a_fresh_one_is_not() {
        let codes = Codes::default();
        for number in 0..20_000 {
            codes.issue(&number.to_string(), code(600), NOON);
        }
        for number in 20_000..120_000 {
            codes.issue(&number.to_string(), code(1_200), Timestamp::from_second(600).unwrap());
        }
        assert_eq!(count(&codes), 100_000);
        assert!(codes.client_of("0").is_none() && codes.client_of("20000").is_some());
    }

    #[test]
    fn a_used_code_is_remembered_as_used() {
        let codes = Codes::default();
        codes.issue("used", code(600), NOON);
        codes.judge("used", |code| code.unwrap().is_spent = true);
        for number in 0..3_000 {
            codes.issue(&number.to_string(), code(600), NOON);
        }
        assert!(codes.judge("used", |code| code.unwrap().is_spent));
    }

    #[test]
    fn those_that_were_used_first_are_forgotten_and_none_that_was_not_used() {
        let codes = Codes::default();
        let names = names_of_one_share(MOST_SPENT + 2);
        let spend = |name: Name| codes.judge_named(name, |code| code.unwrap().is_spent = true);
        for name in &names {
            codes.put(*name, code(600), NOON);
        }
        names[1..].iter().for_each(|name| spend(*name));
        let known = [names[0], names[1], names[2]].map(|name| knows(&codes, name));
        assert_eq!(known, [true, false, true]);
        spend(names[2]);
        assert_eq!(count(&codes), MOST_SPENT + 1, "what was used already is not used again");
    }

    #[test]
    fn who_is_gone_takes_along_what_they_had() {
        let codes = Codes::default();
        codes.issue("a", code(600), NOON);
        codes.retain(|_, grantee| grantee == Grantee::User(1));
        assert!(codes.client_of("a").is_some());
        codes.retain(|_, grantee| grantee != Grantee::User(1));
        assert!(codes.client_of("a").is_none() && codes.judge("a", |code| code.is_none()));
        codes.issue("b", code(600), NOON);
        assert!(codes.client_of("b").is_some());
        codes.clear();
        assert_eq!((codes.client_of("b").is_none(), count(&codes)), (true, 0));
    }

    #[test]
    fn there_are_never_more_than_so_many_in_a_share_and_the_oldest_leaves() {
        let codes = Codes::default();
        let names = names_of_one_share(MOST + 1);
        for name in &names {
            codes.put(*name, code(600), NOON);
        }
        assert_eq!(count(&codes), MOST);
        assert!(!knows(&codes, names[0]) && knows(&codes, names[1]));
    }
}
