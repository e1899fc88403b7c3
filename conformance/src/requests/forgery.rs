//! A token that was tampered with: the server's own, changed so that its signature no longer holds.
//!
//! A character is changed in the middle of a part, never the last: that one carries unused bits. Where tokens are no JWTs
//! there is no payload to change and no algorithm to name; then a character in the middle of the token is changed, and
//! what cannot be asked says so (`rules.md`, "Readings": ME-02, REFRESH-18).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::Value;

use super::{A_DAY, spoil};

/// A way to tamper with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forgery {
    /// A character of the payload.
    PayloadChanged,
    /// A character of the signature.
    SignatureChanged,
    /// An empty signature.
    SignatureEmptied,
    /// Two parts.
    SignatureCutAway,
    /// A payload that can be read and ends a year later.
    LifeProlonged,
    /// Signed with a key that is not the server's.
    SignedByAnother,
    /// A header that names this algorithm, and an empty signature.
    Unsigned(&'static str),
}

/// Why a token cannot be tampered with in some way.
pub(crate) const NO_JWT: &str = "the token is no JWT, whose parts could be changed";

const A_YEAR: i64 = 365 * A_DAY;

/// The key of somebody else.
const ANOTHER_KEY: &[u8] = b"a key that is not the server's own";

/// Tampers with `token`. `None` where it is no JWT and the forgery needs one.
pub(crate) fn forged(token: &str, forgery: Forgery) -> Option<String> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, payload, signature] = parts[..] else {
        return (forgery == Forgery::SignatureChanged).then(|| spoil::middle(token));
    };
    Some(match forgery {
        Forgery::PayloadChanged => format!("{header}.{}.{signature}", spoil::middle(payload)),
        Forgery::SignatureChanged => format!("{header}.{payload}.{}", spoil::middle(signature)),
        Forgery::SignatureEmptied => format!("{header}.{payload}."),
        Forgery::SignatureCutAway => format!("{header}.{payload}"),
        Forgery::LifeProlonged => {
            let mut claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
            let end = claims.get("exp").and_then(Value::as_i64)?;
            claims["exp"] = Value::from(end + A_YEAR);
            format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(claims.to_string()))
        }
        Forgery::SignedByAnother => {
            let message = format!("{header}.{payload}");
            let key = EncodingKey::from_secret(ANOTHER_KEY);
            let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::HS256).ok()?;
            format!("{message}.{signature}")
        }
        Forgery::Unsigned(algorithm) => {
            let header = format!(r#"{{"alg":"{algorithm}","typ":"JWT"}}"#);
            format!("{}.{payload}.", URL_SAFE_NO_PAD.encode(header))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "aaaa.bbbb.cccc";

    #[test]
    fn a_forgery_changes_one_thing() {
        for (forgery, forged_token) in [
            (Forgery::PayloadChanged, "aaaa.bbAb.cccc"),
            (Forgery::SignatureChanged, "aaaa.bbbb.ccAc"),
            (Forgery::SignatureEmptied, "aaaa.bbbb."),
            (Forgery::SignatureCutAway, "aaaa.bbbb"),
            (Forgery::Unsigned("none"), "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.bbbb."),
        ] {
            assert_eq!(forged(TOKEN, forgery).as_deref(), Some(forged_token), "{forgery:?}");
        }
        let claims = format!("aaaa.{}.cccc", URL_SAFE_NO_PAD.encode(r#"{"a":1,"exp":2,"z":3}"#));
        let prolonged = format!("aaaa.{}.cccc", URL_SAFE_NO_PAD.encode(r#"{"a":1,"exp":31536002,"z":3}"#));
        assert_eq!(forged(&claims, Forgery::LifeProlonged), Some(prolonged));
        let signed = forged(TOKEN, Forgery::SignedByAnother).unwrap();
        assert!(signed.starts_with("aaaa.bbbb.") && signed.len() == 10 + 43, "{signed}");
    }

    #[test]
    fn of_a_token_that_is_no_jwt_only_its_middle_can_be_changed() {
        assert_eq!(forged("opaque", Forgery::SignatureChanged).as_deref(), Some("opaAue"));
        assert_eq!(forged("opaque", Forgery::PayloadChanged), None);
        assert_eq!(forged("opaque", Forgery::Unsigned("none")), None);
    }
}
