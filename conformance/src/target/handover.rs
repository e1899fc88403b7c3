//! What an integrator's backend would have stored of a managed user, and the ways to tell it.

use serde::{Deserialize, Serialize};

/// A managed user as it was made, and as which client.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Handed {
    /// The user's number at Cal.com.
    pub user_id: i64,
    /// As Cal.com stores it.
    pub email: String,
    /// The first access token.
    pub access_token: String,
    /// The first refresh token.
    pub refresh_token: String,
    /// In milliseconds, where it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_token_expires_at: Option<i64>,
    /// In milliseconds, where it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token_expires_at: Option<i64>,
    /// The platform client that made it.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
    /// Where the API is, without `/v2`.
    pub api_url: String,
}

crate::redaction::opaque!(Handed);
