//! An OAuth client: an application somebody registered (oauth.txt §1, production-oauth D).

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::scope::ScopeList;
use super::secret::{Hash, Secret};

/// What a client is called on the wire: 64 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(pub String);

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a client can keep a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientType {
    /// It has a client secret.
    Confidential,
    /// It has none and proves itself by PKCE.
    Public,
}

/// Where the review of a client stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientStatus {
    /// Not reviewed yet: only its owner can use it.
    Pending,
    /// Ready to be used by anyone.
    Approved,
    /// Refused to everybody.
    Rejected,
}

/// When whatever stands in a world without a date was made: 2026-01-01.
pub(crate) const BEGINNING: Timestamp = Timestamp::constant(1_767_225_600, 0);

/// Of a secret that is shorter than this, which only a person writes, the last four digits would give too much away.
const LONG_ENOUGH_FOR_A_HINT: usize = 16;

/// What is kept of a client secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptSecret {
    /// By which it is revoked.
    pub id: u64,
    /// Its SHA-256.
    pub hash: Hash,
    /// Its last four digits, by which a person recognizes it.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
}

impl KeptSecret {
    /// What is kept of `secret`: the first of its client, made when worlds begin.
    #[must_use]
    pub fn of(secret: &Secret) -> Self {
        let plain = secret.reveal();
        let hint =
            plain.get(plain.len().saturating_sub(4)..).filter(|_| plain.len() >= LONG_ENOUGH_FOR_A_HINT);
        let hint = hint.unwrap_or_default().to_owned();
        Self { id: 1, hash: secret.hash(), hint, created_at: BEGINNING }
    }
}

/// An OAuth client.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Client {
    /// What it is called on the wire.
    pub id: ClientId,
    /// What the consent page calls it.
    pub name: String,
    /// What it is for, for the reviewer.
    pub purpose: String,
    /// Its website, if it has one.
    #[serde(default)]
    pub website_url: Option<String>,
    /// Where its logo is, if it has one: an address, or a `data:` URI with the image in it.
    #[serde(default)]
    pub logo: Option<String>,
    /// Whether it can keep a secret.
    #[serde(rename = "type")]
    pub kind: ClientType,
    /// Where its review stands.
    pub status: ClientStatus,
    /// Why it was rejected.
    #[serde(default)]
    pub rejection_reason: Option<String>,
    /// The user who registered it.
    pub owner: Option<u64>,
    /// Where users may be sent back to. One that begins with `/` is a page of the mock itself.
    pub redirect_uris: Vec<String>,
    /// What it may ask for. Empty for a client from before scopes.
    pub scopes: ScopeList,
    /// What is kept of its secrets.
    pub secrets: Vec<KeptSecret>,
}

impl Client {
    /// Whether it is from before scopes: it has none, or only the two old ones.
    #[must_use]
    pub fn is_legacy(&self) -> bool {
        self.scopes.words().all(|word| {
            super::Scope::named(word).is_some_and(|scope| scope.family() == super::Family::Legacy)
        })
    }

    /// Whether `secret` is one of its secrets.
    #[must_use]
    pub fn knows(&self, secret: &str) -> bool {
        self.secrets.iter().fold(false, |known, kept| kept.hash.matches(secret) | known)
    }

    /// Whether `user` registered it.
    #[must_use]
    pub fn is_owned_by(&self, user: Option<u64>) -> bool {
        user.is_some() && self.owner == user
    }
}
