//! The rows behind refresh tokens: a refresh token counts as long as its `secret` claim has one (production-oauth B).

use std::collections::HashMap;

use jiff::Timestamp;

use super::shelf::Kept;
use crate::rules::refresh::Ended;
use crate::wire::{ClientId, Grant, Grantee, Hash};

/// Fewer rows than this are not worth a search for expired ones.
const FEW: usize = 1_000;

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

/// By holder, so that neither a lookup nor a rotation has to look at anybody else's: the hashes of the `secret`
/// claims, and when each token ends.
#[derive(Debug, Default)]
struct Rows {
    by_holder: HashMap<Holder, Vec<(String, Timestamp)>>,
    /// As many may still be issued before somebody looks for expired ones.
    until_tidied: usize,
}

impl RefreshTokens {
    /// Remembers that `secret` was issued at `now` and ends at `end`. A code exchange only adds; it ends nothing.
    pub fn issue(&self, secret: &str, holder: Holder, end: Timestamp, now: Timestamp) {
        let mut rows = self.0.lock();
        rows.tidy(now);
        rows.by_holder.entry(holder).or_default().push((Hash::of(secret).into_hex(), end));
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
        let own = holder.and_then(|holder| rows.by_holder.get(holder));
        let hash = Hash::of(secret).into_hex();
        let grant = judge(own.is_some_and(|own| own.iter().any(|(row, _)| *row == hash)))?;
        let holder = Holder { client: grant.client.clone(), grantee: grant.grantee };
        match ended {
            Ended::All => drop(rows.by_holder.remove(&holder)),
            Ended::TheUsedOne => rows.by_holder.entry(holder).or_default().retain(|(row, _)| *row != hash),
            Ended::None => {}
        }
        Ok(grant)
    }

    /// Forgets the rows for which `keep` is false: those of a user, team or client that is gone.
    pub fn retain(&self, keep: impl Fn(&ClientId, Grantee) -> bool) {
        self.0.lock().by_holder.retain(|holder, _| keep(&holder.client, holder.grantee));
    }
}

impl Rows {
    /// Forgets expired rows, each time as many were issued as there are: then it costs next to nothing.
    fn tidy(&mut self, now: Timestamp) {
        if let Some(left) = self.until_tidied.checked_sub(1) {
            self.until_tidied = left;
            return;
        }
        self.by_holder.retain(|_, own| {
            own.retain(|(_, end)| now < *end);
            !own.is_empty()
        });
        self.until_tidied = FEW.max(self.by_holder.len());
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
        for user in 0..1_500 {
            tokens.issue("x", holder(user), at(10), at(0));
        }
        for user in 2_000..4_000 {
            tokens.issue("x", holder(user), at(100), at(10));
        }
        let rows = tokens.0.lock();
        assert!(!rows.by_holder.contains_key(&holder(0)));
        assert!(rows.by_holder.contains_key(&holder(2_000)));
    }
}
