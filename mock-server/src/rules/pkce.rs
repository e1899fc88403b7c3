//! Proof Key for Code Exchange, method S256 (oauth.txt §3.2, RFC 7636 §4.6).

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::wire::{Place, Strictness};

/// Whether `verifier` hashes to `challenge`. One with padding never matches (PKCE-07).
#[must_use]
pub fn verifies(verifier: &str, challenge: &str, strictness: &Strictness) -> bool {
    let digest = Sha256::digest(verifier.as_bytes());
    let expected = if strictness.at(Place::StandardBase64Challenge) {
        STANDARD_NO_PAD.encode(digest)
    } else {
        URL_SAFE_NO_PAD.encode(digest)
    };
    let challenge =
        if strictness.at(Place::PaddingIsIgnored) { challenge.trim_end_matches('=') } else { challenge };
    expected.as_bytes().ct_eq(challenge.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_vector_of_the_rfc_works() {
        assert!(verifies(VERIFIER, CHALLENGE, &Strictness::default()));
    }

    #[test]
    fn another_verifier_and_a_padded_challenge_do_not() {
        assert!(!verifies("another", CHALLENGE, &Strictness::default()));
        assert!(!verifies(VERIFIER, &format!("{CHALLENGE}="), &Strictness::default()));
    }
}
