//! The tokens of managed users: JWTs whose worth is that of a row (production-api E3).

use serde::Serialize;

use super::client::ClientId;
use super::secret::SigningKey;
use super::token::sign;

/// The `type` claim: what a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ManagedUse {
    /// It opens the API.
    #[serde(rename = "access_token")]
    Access,
    /// It is exchanged for new tokens.
    #[serde(rename = "refresh_token")]
    Refresh,
}

/// What a managed user's token says of itself. Nobody at this server reads it again.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ManagedClaims {
    /// What it is for.
    #[serde(rename = "type")]
    pub used_for: ManagedUse,
    /// The platform client.
    pub client_id: ClientId,
    /// The managed user.
    pub owner_id: u64,
    /// When it is worth nothing any more, in milliseconds since 1970.
    pub expires_at: i64,
    /// The user once more, where it was born of a refresh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<u64>,
    /// What makes it unlike any other.
    pub jti: String,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
}

impl ManagedClaims {
    /// The token that says this, signed with `key`.
    ///
    /// # Errors
    ///
    /// None that can happen with HS256; the crate's signature wants one.
    pub fn sign(&self, key: &SigningKey) -> Result<String, jsonwebtoken::errors::Error> {
        sign(self, key)
    }
}
