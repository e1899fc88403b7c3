//! Access and refresh tokens: JWTs signed with HS256, with the claims of production-oauth B.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Deserializer, Serialize};

use super::scope::ScopeList;

/// The `token_type` claim: what a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Use {
    /// It opens the API.
    #[serde(rename = "Access Token")]
    Access,
    /// It is exchanged for new tokens.
    #[serde(rename = "Refresh Token")]
    Refresh,
}

/// What a token says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claims {
    /// The user in whose name it acts; null where that is a team.
    pub user_id: Option<u64>,
    /// The team in whose name it acts; null where that is a user.
    pub team_id: Option<u64>,
    /// What was granted. A list, other than in the token response.
    #[serde(deserialize_with = "list_or_text")]
    pub scope: ScopeList,
    /// What it is for.
    #[serde(rename = "token_type")]
    pub token_type: Use,
    /// The client it was issued to.
    pub client_id: String,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
    /// The first second at which it is worth nothing.
    pub exp: i64,
    /// What ties a refresh token to its stored row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// Only on the refresh token of an exchange with PKCE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<String>,
    /// Only on the refresh token of an exchange with PKCE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_challenge_method: Option<String>,
}

impl Claims {
    /// The token that says this, signed with `key`.
    ///
    /// # Errors
    ///
    /// None that can happen with HS256; the crate's signature wants one.
    pub fn sign(&self, key: &[u8]) -> Result<String, jsonwebtoken::errors::Error> {
        sign(self, key)
    }

    /// What `token` says, if it was signed with `key`. Whether it still counts is a rule, not asked here.
    #[must_use]
    pub fn read(token: &str, key: &[u8]) -> Option<Self> {
        let decoded = jsonwebtoken::decode(token, &DecodingKey::from_secret(key), &signature_alone());
        decoded.ok().map(|data| data.claims)
    }

    /// What `token` says, whoever signed it.
    #[must_use]
    pub fn read_unsigned(token: &str) -> Option<Self> {
        jsonwebtoken::dangerous::insecure_decode(token).ok().map(|data| data.claims)
    }
}

/// Signs any claims: the honest ones above, and those of a fault.
///
/// # Errors
///
/// None that can happen with HS256; the crate's signature wants one.
pub(crate) fn sign(claims: &impl Serialize, key: &[u8]) -> Result<String, jsonwebtoken::errors::Error> {
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &EncodingKey::from_secret(key))
}

/// The time is the rules' business: the crate would ask the system's clock.
fn signature_alone() -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.set_required_spec_claims::<&str>(&[]);
    validation
}

/// A faulty server writes the claim as one text; it must still be able to read its own tokens.
fn list_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ScopeList, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        List(ScopeList),
        Text(String),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::List(list) => list,
        Written::Text(text) => ScopeList::parse(&text),
    })
}

/// The answer to a successful exchange: flat, in this order (production-oauth B).
#[derive(Debug, Clone, Serialize)]
pub struct Tokens {
    /// Opens the API.
    pub access_token: String,
    /// Always `bearer`.
    pub token_type: String,
    /// Exchanged for new tokens.
    pub refresh_token: String,
    /// Seconds until the access token is worth nothing.
    pub expires_in: i64,
    /// The granted scopes, separated by one blank.
    pub scope: String,
}
