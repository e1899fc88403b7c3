//! The rows behind refresh tokens: a refresh token counts as long as its `secret` claim has one (production-oauth B).

use std::collections::HashMap;

use super::shelf::Kept;
use crate::wire::{ClientId, Grant, Grantee, Hash};

/// Whose a refresh token is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Holder {
    client: ClientId,
    grantee: Grantee,
}

/// The refresh tokens that were issued, by the hash of their `secret` claim.
#[derive(Debug, Default)]
pub struct RefreshTokens(Kept<HashMap<String, Holder>>);

impl RefreshTokens {
    /// Remembers that `secret` was issued. A code exchange only adds; it ends nothing.
    pub fn issue(&self, secret: &str, client: ClientId, grantee: Grantee) {
        self.0.lock().insert(Hash::of(secret).into_hex(), Holder { client, grantee });
    }

    /// Lets `judge` decide under the lock whether a refresh may be made; it is told whether `secret` still counts. If
    /// it may, every refresh token of that client and grantee is worth nothing from now on.
    ///
    /// # Errors
    ///
    /// What `judge` says.
    pub fn judge<E>(&self, secret: &str, judge: impl FnOnce(bool) -> Result<Grant, E>) -> Result<Grant, E> {
        let mut rows = self.0.lock();
        let grant = judge(rows.contains_key(&Hash::of(secret).into_hex()))?;
        rows.retain(|_, holder| holder.client != grant.client || holder.grantee != grant.grantee);
        Ok(grant)
    }

    /// Forgets the rows for which `keep` is false: those of a user, team or client that is gone.
    pub fn retain(&self, keep: impl Fn(&ClientId, Grantee) -> bool) {
        self.0.lock().retain(|_, holder| keep(&holder.client, holder.grantee));
    }
}
