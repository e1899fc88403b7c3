//! The rows behind managed users' tokens: such a token is worth what its row says (production-api E3, E4).
//!
//! A refresh token is judged and used up under one lock, so that of two refreshes that race one alone gets new tokens.

use jiff::{SignedDuration, Timestamp};

use super::drawer::{Drawer, Ends};
use super::shelf::Kept;
use crate::rules::platform::tokens::{Aftermath, Mistaken};
use crate::wire::{ClientId, Hash};

/// As many tokens of each kind are remembered at most; then the oldest is worth nothing any more.
const MOST: usize = 100_000;
/// As many that were used up are remembered, so that the journal can say whose they were.
const MOST_OVER: usize = 10_000;
/// An access token that has expired is told from one that never was for so long, unless a refresh sweeps it away.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 365);

/// The tokens that managed users were given.
#[derive(Debug, Default)]
pub struct ManagedTokens(Kept<Rows>);

/// By the hash of the token.
#[derive(Debug, Default)]
struct Rows {
    access: Drawer<String, Row, MOST>,
    refresh: Drawer<String, Row, MOST>,
    over: Drawer<String, Row, MOST_OVER>,
}

#[derive(Debug, Clone)]
struct Row {
    client: ClientId,
    user: u64,
    end: Timestamp,
    was_used: bool,
    is_taken_back: bool,
}

impl Ends for Row {
    fn end(&self) -> Timestamp {
        self.end.checked_add(REMEMBERED).unwrap_or(self.end)
    }
}

/// A new pair of tokens, and whose it is.
#[derive(Clone)]
pub struct Pair {
    /// The platform client.
    pub client: ClientId,
    /// The managed user.
    pub user: u64,
    /// The access token and its end.
    pub access: (String, Timestamp),
    /// The refresh token and its end.
    pub refresh: (String, Timestamp),
}

impl std::fmt::Debug for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pair").field("client", &self.client).field("user", &self.user).finish_non_exhaustive()
    }
}

/// What is known of an access token.
#[derive(Debug, Clone)]
pub struct AccessRow {
    /// The platform client.
    pub client: ClientId,
    /// The managed user.
    pub user: u64,
    /// When it is worth nothing any more.
    pub end: Timestamp,
    /// Whether it was taken back since it was last used.
    pub is_taken_back: bool,
}

impl ManagedTokens {
    /// Remembers new tokens.
    pub fn issue(&self, pair: &Pair, now: Timestamp) {
        self.0.lock().issue(pair, now);
    }

    /// What is known of the access token `token`. From now on it counts as used.
    #[must_use]
    pub fn access(&self, token: &str, now: Timestamp) -> Option<AccessRow> {
        let mut rows = self.0.lock();
        // Most servers have none, and would hash each token for nothing.
        if rows.access.is_empty() {
            return None;
        }
        let row = rows.access.get_mut(&key(token))?;
        // One that was taken back is remembered as long as it would have lived: production keeps used ones in a cache.
        if row.is_taken_back && row.end <= now {
            return None;
        }
        row.was_used = true;
        let Row { client, user, end, is_taken_back, .. } = row.clone();
        Some(AccessRow { client, user, end, is_taken_back })
    }

    /// The managed user whose refresh token this is, or was.
    #[must_use]
    pub fn holder(&self, client: &ClientId, token: &str) -> Option<u64> {
        let (rows, key) = (self.0.lock(), key(token));
        let row = rows.refresh.get(&key).or_else(|| rows.over.get(&key));
        row.filter(|row| row.client == *client).map(|row| row.user)
    }

    /// Lets `judge` decide under the lock over a refresh; it is told whose the refresh token is, if it is one of
    /// `client`'s that still counts. The pair that it makes is remembered, and `aftermath` says what ends.
    ///
    /// # Errors
    ///
    /// What `judge` says.
    pub fn refresh<E>(
        &self,
        client: &ClientId,
        token: &str,
        now: Timestamp,
        (mistaken, aftermath): (Mistaken, Aftermath),
        judge: impl FnOnce(Option<u64>) -> Result<Pair, E>,
    ) -> Result<Pair, E> {
        let mut rows = self.0.lock();
        let key = key(token);
        let is_known = |row: &&Row| row.client == *client || mistaken.of_any_client;
        let access = || rows.access.get(&key).filter(|_| mistaken.access_tokens);
        let found = rows.refresh.get(&key).or_else(access).filter(is_known).cloned();
        let pair = judge(found.as_ref().map(|row| row.user))?;
        if let Some(row) = found.filter(|_| aftermath.the_used_one) {
            rows.refresh.remove(&key);
            rows.over.put(key, row, now);
        }
        if aftermath.expired_ones {
            rows.access.retain(|row| row.client != *client || row.end > now);
        }
        if aftermath.access_tokens {
            rows.access.retain(|row| row.client != *client || row.user != pair.user);
        }
        rows.issue(&pair, now);
        Ok(pair)
    }

    /// Whether the user has an access token that has not expired: only a faulty server asks.
    #[must_use]
    pub fn has_live_access(&self, user: u64, now: Timestamp) -> bool {
        self.0.lock().access.any(|row| row.user == user && row.end > now)
    }

    /// Takes back all that this user has of this client, and remembers `pair` instead.
    pub fn replace(&self, pair: &Pair, now: Timestamp) {
        let mut rows = self.0.lock();
        let is_theirs = |row: &Row| row.client == pair.client && row.user == pair.user;
        rows.refresh.retain(|row| !is_theirs(row));
        rows.access.retain(|row| !is_theirs(row) || row.was_used);
        rows.access.edit_all(|row| row.is_taken_back |= is_theirs(row));
        rows.issue(pair, now);
    }

    /// Forgets the tokens of the users for whom `keep` is false.
    pub fn retain(&self, keep: impl Fn(&ClientId, u64) -> bool) {
        let mut rows = self.0.lock();
        rows.access.retain(|row| keep(&row.client, row.user));
        rows.refresh.retain(|row| keep(&row.client, row.user));
        rows.over.retain(|row| keep(&row.client, row.user));
    }
}

impl Rows {
    fn issue(&mut self, pair: &Pair, now: Timestamp) {
        let row = |end| Row {
            client: pair.client.clone(),
            user: pair.user,
            end,
            was_used: false,
            is_taken_back: false,
        };
        let (access, refresh) = (&pair.access, &pair.refresh);
        self.access.put(key(&access.0), row(access.1), now);
        self.refresh.put(key(&refresh.0), row(refresh.1), now);
    }
}

fn key(token: &str) -> String {
    Hash::of(token).into_hex()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    const NOON: Timestamp = Timestamp::UNIX_EPOCH;
    const USUAL: Aftermath = Aftermath { the_used_one: true, access_tokens: false, expired_ones: true };

    fn acme() -> ClientId {
        ClientId("acme".to_owned())
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn pair(user: u64, name: &str) -> Pair {
        let token = |kind: &str| format!("{kind} {name}");
        Pair { client: acme(), user, access: (token("access"), at(60)), refresh: (token("refresh"), at(600)) }
    }

    fn refreshes(tokens: &ManagedTokens, client: &ClientId, token: &str, name: &str) -> bool {
        let judge = |user: Option<u64>| user.map(|user| pair(user, name)).ok_or(());
        tokens.refresh(client, token, at(90), (Mistaken::default(), USUAL), judge).is_ok()
    }

    #[test]
    fn a_refresh_token_is_good_once_and_for_its_own_client() {
        let tokens = ManagedTokens::default();
        tokens.issue(&pair(1, "a"), NOON);
        assert!(!refreshes(&tokens, &ClientId("other".to_owned()), "refresh a", "b"));
        assert!(!refreshes(&tokens, &acme(), "access a", "b"));
        assert!(refreshes(&tokens, &acme(), "refresh a", "b"));
        assert!(!refreshes(&tokens, &acme(), "refresh a", "c"));
        assert_eq!(tokens.holder(&acme(), "refresh a"), Some(1), "the journal says whose it was");
        assert_eq!(tokens.holder(&ClientId("other".to_owned()), "refresh a"), None);
    }

    #[test]
    fn a_refresh_sweeps_what_has_expired_and_nothing_else() {
        let tokens = ManagedTokens::default();
        tokens.issue(&pair(1, "a"), NOON);
        tokens.issue(&Pair { access: ("late".to_owned(), at(120)), ..pair(2, "b") }, NOON);
        assert!(tokens.access("access a", at(90)).is_some(), "expired, and still known");
        assert!(refreshes(&tokens, &acme(), "refresh b", "c"));
        assert!(tokens.access("access a", at(90)).is_none());
        assert!(tokens.access("late", at(90)).is_some());
    }

    #[test]
    fn what_is_taken_back_is_remembered_only_if_it_was_used() {
        let tokens = ManagedTokens::default();
        tokens.issue(&pair(1, "used"), NOON);
        tokens.issue(&pair(1, "unused"), NOON);
        tokens.issue(&pair(2, "others"), NOON);
        assert!(tokens.access("access used", NOON).is_some());
        tokens.replace(&pair(1, "new"), NOON);
        assert!(tokens.access("access used", at(59)).is_some_and(|row| row.is_taken_back));
        assert!(tokens.access("access used", at(60)).is_none());
        assert!(tokens.access("access unused", at(59)).is_none());
        assert!(tokens.access("access others", at(59)).is_some_and(|row| !row.is_taken_back));
        assert!(tokens.access("access new", at(59)).is_some_and(|row| !row.is_taken_back));
        assert!(!refreshes(&tokens, &acme(), "refresh unused", "b"));
    }

    #[test]
    fn of_refreshes_that_race_one_wins() {
        for _ in 0..200 {
            let tokens = ManagedTokens::default();
            tokens.issue(&pair(1, "a"), NOON);
            let barrier = Barrier::new(4);
            let won: usize = thread::scope(|scope| {
                let racers: Vec<_> = (0..4)
                    .map(|number| {
                        let (tokens, barrier) = (&tokens, &barrier);
                        scope.spawn(move || {
                            barrier.wait();
                            usize::from(refreshes(tokens, &acme(), "refresh a", &number.to_string()))
                        })
                    })
                    .collect();
                racers.into_iter().map(|racer| racer.join().unwrap()).sum()
            });
            assert_eq!(won, 1);
        }
    }
}
