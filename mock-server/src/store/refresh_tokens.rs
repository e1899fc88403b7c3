//! The rows behind refresh tokens: a refresh token counts as long as its `secret` claim has one (production-oauth B).
//!
//! All refresh tokens of one client and grantee end together at a refresh, and that is as fast for a million as for one.

use std::sync::Arc;

use jiff::Timestamp;

use super::drawer::{Drawer, Ends};
use super::generations::{Generation, Generations, Holder};
use super::shards::{Name, Shards};
use crate::rules::refresh::Ended;
use crate::wire::{ClientId, Grant, Grantee, Hash};

/// As many refresh tokens are remembered in one share at most, four million in all; then its oldest is worth nothing any
/// more.
const MOST: usize = 4_096;
/// Fewer than this many are not looked through for what is over.
const FEW: usize = 32;

/// The refresh tokens that were issued.
///
/// The share of a holder is asked before that of a row, and never two of a kind at once.
#[derive(Debug, Default)]
pub struct RefreshTokens {
    /// By the hash of the `secret` claim.
    rows: Shards<Drawer<Name, Row, MOST, FEW>>,
    generations: Generations,
}

#[derive(Debug)]
struct Row {
    generation: Arc<Generation>,
    end: Timestamp,
}

impl Ends for Row {
    fn end(&self) -> Timestamp {
        if self.generation.is_over() { Timestamp::MIN } else { self.end }
    }
}

impl RefreshTokens {
    /// Remembers that `secret` was issued at `now` and ends at `end`. A code exchange only adds; it ends nothing.
    pub fn issue(&self, secret: &str, holder: Holder, end: Timestamp, now: Timestamp) {
        let name = name(secret);
        let generation = self.generations.of(&holder).latest(holder);
        let gone = self.rows.of(&name).put(name, Row { generation, end }, now);
        // Outside the lock: it may be long.
        drop(gone);
    }

    /// Lets `judge` decide under the lock whether a refresh may be made; it is told whether the `secret` of `holder`
    /// still counts. If it may, those refresh tokens of that client and grantee are worth nothing from now on that
    /// `ended` says.
    ///
    /// # Errors
    ///
    /// What `judge` says.
    pub fn judge<E>(
        &self,
        secret: &str,
        holder: Option<&Holder>,
        ended: Ended,
        judge: impl FnOnce(bool) -> Result<Grant, E>,
    ) -> Result<Grant, E> {
        let name = name(secret);
        let mut holders = holder.map(|holder| self.generations.of(holder));
        let own = holder.zip(holders.as_deref()).and_then(|(holder, own)| own.find(holder));
        let grant = judge(own.is_some_and(|generation| self.is_of(&name, generation)))?;
        match ended {
            Ended::All => {
                let granted = Holder { client: grant.client.clone(), grantee: grant.grantee };
                if holder == Some(&granted)
                    && let Some(own) = &mut holders
                {
                    own.end(&granted);
                } else {
                    // Only where a faulty server takes somebody else's.
                    drop(holders);
                    self.generations.of(&granted).end(&granted);
                }
            }
            Ended::TheUsedOne => drop(self.rows.of(&name).remove(&name)),
            Ended::None => {}
        }
        Ok(grant)
    }

    fn is_of(&self, name: &Name, generation: &Arc<Generation>) -> bool {
        self.rows.of(name).get(name).is_some_and(|row| Arc::ptr_eq(&row.generation, generation))
    }

    /// Ends the refresh tokens of holders for whom `keep` is false: those of a user, team or client that is gone.
    pub fn retain(&self, keep: impl Fn(&ClientId, Grantee) -> bool) {
        self.generations.retain(keep);
    }

    /// Forgets them all.
    pub fn clear(&self) {
        self.generations.clear();
        self.rows.clear();
    }
}

fn name(secret: &str) -> Name {
    Hash::of(secret).into_bytes()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;
    use crate::wire::ScopeList;

    fn holder(user: u64) -> Holder {
        Holder { client: ClientId("acme".to_owned()), grantee: Grantee::User(user) }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn counts(tokens: &RefreshTokens, secret: &str, holder: &Holder) -> bool {
        let grant = || Grant {
            client: holder.client.clone(),
            grantee: holder.grantee,
            scopes: ScopeList::default(),
            proof: None,
        };
        let judge = |counts: bool| if counts { Ok(grant()) } else { Err(()) };
        tokens.judge(secret, Some(holder), Ended::All, judge).is_ok()
    }

    #[test]
    fn a_rotation_ends_every_token_of_its_holder_and_nobody_elses() {
        let tokens = RefreshTokens::default();
        for (secret, user) in [("a", 1), ("b", 1), ("c", 2)] {
            tokens.issue(secret, holder(user), at(10), at(0));
        }
        assert!(counts(&tokens, "a", &holder(1)));
        assert!(!counts(&tokens, "b", &holder(1)));
        assert!(!counts(&tokens, "c", &holder(1)));
        assert!(counts(&tokens, "c", &holder(2)));
    }

    fn counted(tokens: &RefreshTokens) -> (usize, usize) {
        let rows = tokens.rows.each().map(|rows| rows.len()).sum();
        (rows, tokens.generations.len())
    }

    #[test]
    fn expired_rows_and_their_holders_leave() {
        let tokens = RefreshTokens::default();
        for number in 0..20_000 {
            tokens.issue(&format!("old {number}"), holder(number), at(10), at(0));
        }
        for number in 100_000..200_000 {
            tokens.issue(&format!("new {number}"), holder(number), at(100), at(10));
        }
        let (rows, holders) = counted(&tokens);
        assert_eq!(rows, 100_000);
        assert!((100_000..121_000).contains(&holders), "{holders}");
        assert!(!counts(&tokens, "old 0", &holder(0)) && counts(&tokens, "new 100000", &holder(100_000)));
    }

    #[test]
    fn expired_rows_of_one_holder_leave_and_the_others_stay() {
        let tokens = RefreshTokens::default();
        for number in 0..20_000 {
            tokens.issue(&format!("old {number}"), holder(1), at(10), at(0));
        }
        for number in 0..100_000 {
            tokens.issue(&format!("new {number}"), holder(1), at(100), at(10));
        }
        assert_eq!(counted(&tokens), (100_000, 1));
        assert!(counts(&tokens, "new 0", &holder(1)));
        assert!(!counts(&tokens, "new 1", &holder(1)));
    }

    #[test]
    fn what_a_refresh_ended_does_not_pile_up() {
        let tokens = RefreshTokens::default();
        for round in 0..60_000 {
            let exchanged = format!("exchanged {round}");
            tokens.issue(&exchanged, holder(round % 3), at(100), at(0));
            assert!(counts(&tokens, &exchanged, &holder(round % 3)));
            tokens.issue(&format!("refreshed {round}"), holder(round % 3), at(100), at(0));
        }
        let (rows, holders) = counted(&tokens);
        assert!(rows <= 1024 * (FEW + 1), "{rows}");
        assert_eq!(holders, 3);
    }

    #[test]
    fn who_is_gone_takes_along_what_they_had() {
        let tokens = RefreshTokens::default();
        for (secret, user) in [("a", 1), ("b", 2)] {
            tokens.issue(secret, holder(user), at(10), at(0));
        }
        tokens.retain(|_, grantee| grantee != Grantee::User(1));
        assert!(!counts(&tokens, "a", &holder(1)) && counts(&tokens, "b", &holder(2)));
        tokens.issue("b", holder(2), at(10), at(0));
        tokens.clear();
        assert_eq!(counted(&tokens), (0, 0));
        assert!(!counts(&tokens, "b", &holder(2)));
    }

    #[test]
    fn of_refreshes_and_exchanges_that_race_one_refresh_wins() {
        for round in 0..200 {
            let (tokens, barrier) = (RefreshTokens::default(), Barrier::new(5));
            tokens.issue("old", holder(1), at(10), at(0));
            let won: usize = thread::scope(|scope| {
                scope.spawn(|| {
                    barrier.wait();
                    tokens.issue("new", holder(1), at(10), at(0));
                });
                let refresh = || {
                    barrier.wait();
                    usize::from(counts(&tokens, "old", &holder(1)))
                };
                let racers: Vec<_> = (0..4).map(|_| scope.spawn(refresh)).collect();
                racers.into_iter().map(|racer| racer.join().unwrap()).sum()
            });
            assert_eq!(won, 1, "round {round}");
        }
    }
}
