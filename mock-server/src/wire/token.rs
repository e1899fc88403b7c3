//! Access and refresh tokens: JWTs signed with HS256, with the claims of production-oauth B.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Validation};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::code::Grantee;
use super::scope::ScopeList;
use super::secret::SigningKey;

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
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
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

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { token_type, client_id, user_id, team_id, scope, exp, .. } = self;
        let mut shown = f.debug_struct("Claims");
        shown.field("token_type", token_type).field("client_id", client_id).field("user_id", user_id);
        shown.field("team_id", team_id).field("scope", scope).field("exp", exp).finish_non_exhaustive()
    }
}

impl Claims {
    /// In whose name the token acts.
    #[must_use]
    pub fn grantee(&self) -> Option<Grantee> {
        self.user_id.map(Grantee::User).or(self.team_id.map(Grantee::Team))
    }

    /// Whether it still counts at `now`: up to the last second before `exp`.
    #[must_use]
    pub fn is_in_time(&self, now: Timestamp) -> bool {
        now.as_second() < self.exp
    }

    /// The token that says this, signed with `key`.
    ///
    /// # Errors
    ///
    /// None that can happen with HS256; the crate's signature wants one.
    pub fn sign(&self, key: &SigningKey) -> Result<String, jsonwebtoken::errors::Error> {
        sign(self, key)
    }

    /// What `token` says, if it was signed with `key`. Whether it still counts is a rule, not asked here.
    #[must_use]
    pub fn read(token: &str, key: &SigningKey) -> Option<Self> {
        let key = DecodingKey::from_secret(key.reveal());
        let Some((message, payload, signature)) = parts_of_our_own(token) else {
            return jsonwebtoken::decode(token, &key, &signature_alone()).ok().map(|data| data.claims);
        };
        let is_genuine = jsonwebtoken::crypto::verify(signature, message.as_bytes(), &key, Algorithm::HS256);
        let payload = is_genuine.is_ok_and(|is_genuine| is_genuine).then(|| URL_SAFE_NO_PAD.decode(payload));
        serde_json::from_slice(&payload?.ok()?).ok()
    }

    /// Whether `token` says of itself that nobody signed it. Only a faulty server asks.
    #[must_use]
    pub fn is_unsigned(token: &str) -> bool {
        let header = token.split('.').next().and_then(|header| URL_SAFE_NO_PAD.decode(header).ok());
        let header = header.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
        header
            .is_some_and(|header| header["alg"].as_str().is_some_and(|alg| alg.eq_ignore_ascii_case("none")))
    }

    /// What `token` says, whoever signed it.
    #[must_use]
    pub fn read_unsigned(token: &str) -> Option<Self> {
        // By hand: the crate knows no token without a signature.
        let parts: Vec<&str> = token.split('.').collect();
        let [_, payload, _] = parts[..] else { return None };
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }
}

/// Whether `token` was signed with `key`, whatever it says.
#[must_use]
pub(crate) fn is_signed(token: &str, key: &SigningKey) -> bool {
    let key = DecodingKey::from_secret(key.reveal());
    jsonwebtoken::decode::<serde_json::Value>(token, &key, &signature_alone()).is_ok()
}

/// Signs any claims: the honest ones above, and those of a fault.
///
/// # Errors
///
/// None that can happen with HS256; the crate's signature wants one.
pub(crate) fn sign(claims: &impl Serialize, key: &SigningKey) -> Result<String, jsonwebtoken::errors::Error> {
    let mut token = String::with_capacity(USUAL);
    URL_SAFE_NO_PAD.encode_string(HEADER, &mut token);
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(serde_json::to_vec(claims)?, &mut token);
    let key = EncodingKey::from_secret(key.reveal());
    let signature = jsonwebtoken::crypto::sign(token.as_bytes(), &key, Algorithm::HS256)?;
    token.push('.');
    token.push_str(&signature);
    Ok(token)
}

/// Most tokens fit into as many bytes.
const USUAL: usize = 768;

/// To the byte as production writes it; the crate would write `typ` first.
const HEADER: &[u8] = br#"{"alg":"HS256","typ":"JWT"}"#;

/// [`HEADER`] as it stands in a token, and the point behind it.
const ENCODED_HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";

/// What is signed, what of it is said, and the signature of a token with this server's header. Reading any other header
/// costs as much as the rest.
fn parts_of_our_own(token: &str) -> Option<(&str, &str, &str)> {
    let (message, signature) = token.rsplit_once('.')?;
    Some((message, message.strip_prefix(ENCODED_HEADER)?, signature))
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
    deserializer.deserialize_any(Scopes)
}

struct Scopes;

impl<'de> Visitor<'de> for Scopes {
    type Value = ScopeList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("scopes, as a list or a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<ScopeList, E> {
        Ok(ScopeList::parse(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ScopeList, A::Error> {
        let mut scopes = ScopeList::default();
        while let Some(scope) = list.next_element()? {
            scopes.0.push(scope);
        }
        Ok(scopes)
    }
}

/// The answer to a successful exchange: flat, in this order (production-oauth B).
#[derive(Clone, Serialize)]
pub struct Tokens {
    /// Opens the API.
    pub access_token: String,
    /// Always `bearer`.
    pub token_type: String,
    /// Exchanged for new tokens.
    pub refresh_token: String,
    /// Seconds until the access token is worth nothing.
    pub expires_in: i64,
    /// The granted scopes, separated by one blank. Always there, be it empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("scope", &self.scope).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            user_id: Some(1),
            team_id: None,
            scope: ScopeList::default(),
            token_type: Use::Refresh,
            client_id: "acme".to_owned(),
            iat: 0,
            exp: 1,
            secret: Some("5ec2e7".to_owned()),
            code_challenge: Some("5ec2e7".to_owned()),
            code_challenge_method: None,
        }
    }

    #[test]
    fn the_header_is_productions_to_the_byte() {
        let token = claims().sign(&SigningKey::new([7; 32])).unwrap();
        assert!(token.starts_with(ENCODED_HEADER));
        assert_eq!(URL_SAFE_NO_PAD.encode(HEADER), ENCODED_HEADER.trim_end_matches('.'));
    }

    /// Whether it has this server's header or another one.
    #[test]
    fn a_token_is_read_with_the_key_that_signed_it_and_with_no_other() {
        let key = SigningKey::new([7; 32]);
        let header = jsonwebtoken::Header { kid: Some("1".to_owned()), ..jsonwebtoken::Header::default() };
        let other = EncodingKey::from_secret(key.reveal());
        let other = jsonwebtoken::encode(&header, &claims(), &other).unwrap();
        assert!(!other.starts_with(ENCODED_HEADER));
        for token in [claims().sign(&key).unwrap(), other] {
            assert_eq!(Claims::read(&token, &key), Some(claims()), "{token}");
            assert_eq!(Claims::read(&token, &SigningKey::new([8; 32])), None, "{token}");
            let (message, signature) = token.rsplit_once('.').unwrap();
            for garbled in
                [message.to_owned(), format!("{message}."), format!("{message}.{}", &signature[1..])]
            {
                assert_eq!(Claims::read(&garbled, &key), None, "{garbled}");
            }
            assert_eq!(Claims::read(&token.replacen('.', "..", 1), &key), None);
            assert_eq!(Claims::read(&format!("{token}.{signature}"), &key), None);
        }
    }

    #[test]
    fn scopes_are_a_list_or_a_text() {
        let read = |scope: &str| {
            let claims = format!(
                r#"{{"userId":1,"teamId":null,"scope":{scope},"token_type":"Access Token","clientId":"acme","iat":0,"exp":1}}"#
            );
            serde_json::from_str::<Claims>(&claims).ok().map(|claims| claims.scope.0)
        };
        assert_eq!(read(r#"["A","B"]"#), Some(vec!["A".to_owned(), "B".to_owned()]));
        assert_eq!(read(r#""A B""#), read(r#"["A","B"]"#));
        assert_eq!((read("[]"), read("1"), read("[1]"), read("null")), (Some(vec![]), None, None, None));
    }

    #[test]
    fn claims_and_tokens_do_not_print_what_opens_doors() {
        let tokens = Tokens {
            access_token: "5ec2e7".to_owned(),
            token_type: "bearer".to_owned(),
            refresh_token: "5ec2e7".to_owned(),
            expires_in: 1800,
            scope: Some("BOOKING_READ".to_owned()),
        };
        let printed = format!("{tokens:?} {:?}", claims());
        assert!(!printed.contains("5ec2e7") && printed.contains("acme"), "{printed}");
    }
}
