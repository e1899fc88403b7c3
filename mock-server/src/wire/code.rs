//! An authorization code and what it stands for (oauth.txt §2 and §3, production-oauth B).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::client::ClientId;
use super::scope::ScopeList;

/// In whose name a token acts: exactly one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grantee {
    /// The user who consented.
    User(u64),
    /// The team that was chosen in the account selector.
    Team(u64),
}

impl Grantee {
    /// The user, if it is one.
    #[must_use]
    pub const fn user(self) -> Option<u64> {
        match self {
            Self::User(id) => Some(id),
            Self::Team(_) => None,
        }
    }

    /// The team, if it is one.
    #[must_use]
    pub const fn team(self) -> Option<u64> {
        match self {
            Self::User(_) => None,
            Self::Team(id) => Some(id),
        }
    }
}

/// A PKCE challenge as it was sent to the authorization page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// `code_challenge`.
    pub challenge: String,
    /// `code_challenge_method`.
    pub method: String,
}

/// What a user allowed a client to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Grant {
    /// To whom.
    pub client: ClientId,
    /// In whose name.
    pub grantee: Grantee,
    /// What.
    pub scopes: ScopeList,
    /// The challenge, if one was sent.
    pub proof: Option<Proof>,
}

/// An authorization code that was issued.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Code {
    /// What it stands for.
    pub grant: Grant,
    /// The redirect URI of the authorization request, to which it is bound (oauth.txt §3.1).
    pub redirect_uri: String,
    /// The first moment at which it is worth nothing.
    pub expires_at: Timestamp,
    /// Whether an exchange used it up. It is remembered so that the log can say why it was refused.
    pub is_spent: bool,
}
