//! The rows behind refresh tokens: a refresh token counts as long as its `secret` claim has one (production-oauth B).

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::drawer::{Drawer, Ends};
use super::shelf::Kept;
use crate::rules::refresh::Ended;
use crate::wire::{ClientId, Grant, Grantee, Hash};

/// As many refresh tokens are remembered at most; then the oldest is worth nothing any more.
const MOST: usize = 100_000;

/// Whose a refresh token is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Holder {
    /// The client that may use it.
    pub client: ClientId,
    /// In whose name.
    pub grantee: Grantee,
}

/// The refresh tokens that were issued.
#[derive(Debug, Default)]
pub struct RefreshTokens(Kept<Rows>);

/// By the hash of the `secret` claim; and who has which, so that neither a lookup nor a rotation has to look at anybody
/// else's.
#[derive(Debug, Default)]
struct Rows {
    rows: Drawer<String, Row, MOST>,
    by_holder: HashMap<Holder, HashSet<String>>,
}

#[derive(Debug)]
struct Row {
    holder: Holder,
    end: Timestamp,
}

impl Ends for Row {
    fn end(&self) -> Timestamp {
        self.end
    }
}

impl RefreshTokens {
    /// Remembers that `secret` was issued at `now` and ends at `end`. A code exchange only adds; it ends nothing.
    pub fn issue(&self, secret: &str, holder: Holder, end: Timestamp, now: Timestamp) {
        let mut rows = self.0.lock();
        let secret = Hash::of(secret).into_hex();
        rows.by_holder.entry(holder.clone()).or_default().insert(secret.clone());
        let gone = rows.rows.put(secret, Row { holder, end }, now);
        rows.leave(gone);
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
        let mut rows = self.0.lock();
        let hash = Hash::of(secret).into_hex();
        let row = rows.rows.get(&hash);
        let grant = judge(row.is_some_and(|row| Some(&row.holder) == holder))?;
        match ended {
            Ended::All => rows.end(&Holder { client: grant.client.clone(), grantee: grant.grantee }),
            Ended::TheUsedOne => {
                let used = rows.rows.remove(&hash).map(|row| (hash, row));
                rows.leave(used.into_iter().collect());
            }
            Ended::None => {}
        }
        Ok(grant)
    }

    /// Forgets the rows for which `keep` is false: those of a user, team or client that is gone.
    pub fn retain(&self, keep: impl Fn(&ClientId, Grantee) -> bool) {
        let mut rows = self.0.lock();
        rows.rows.retain(|row| keep(&row.holder.client, row.holder.grantee));
        rows.by_holder.retain(|holder, _| keep(&holder.client, holder.grantee));
    }
}

impl Rows {
    /// Ends every refresh token of `holder`.
    fn end(&mut self, holder: &Holder) {
        for secret in self.by_holder.remove(holder).unwrap_or_default() {
            self.rows.remove(&secret);
        }
    }

    /// Some rows left by themselves.
    fn leave(&mut self, gone: Vec<(String, Row)>) {
        for (secret, Row { holder, .. }) in gone {
            let Some(own) = self.by_holder.get_mut(&holder) else { continue };
            own.remove(&secret);
            if own.is_empty() {
                self.by_holder.remove(&holder);
            }
        }
    }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn expired_rows_leave() {
        let tokens = RefreshTokens::default();
        for number in 0..1_500 {
            tokens.issue(&format!("old {number}"), holder(number), at(10), at(0));
        }
        for number in 2_000..4_000 {
            tokens.issue(&format!("new {number}"), holder(number), at(100), at(10));
        }
        let rows = tokens.0.lock();
        assert!(!rows.by_holder.contains_key(&holder(0)));
        assert!(rows.by_holder.contains_key(&holder(2_000)));
        assert_eq!((rows.rows.len(), rows.by_holder.len()), (2_000, 2_000));
    }

    #[test]
    fn expired_rows_of_one_holder_leave_and_the_others_stay() {
        let tokens = RefreshTokens::default();
        for number in 0..1_500 {
            tokens.issue(&format!("old {number}"), holder(1), at(10), at(0));
        }
        for number in 0..2_000 {
            tokens.issue(&format!("new {number}"), holder(1), at(100), at(10));
        }
        assert_eq!(tokens.0.lock().by_holder[&holder(1)].len(), 2_000);
        assert!(counts(&tokens, "new 0", &holder(1)));
        assert!(tokens.0.lock().by_holder.is_empty());
    }
}
