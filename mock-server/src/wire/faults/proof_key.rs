//! Servers that are wrong about PKCE: chapter PKCE.

use super::{Fault, fault};
use crate::wire::Check::VerifierMatches;
use crate::wire::Flaw::{At, Pardon, Reword};
use crate::wire::Place;
use crate::wire::Refusal;

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("forms-of-public-clients-fail", &["PKCE-01"], &[At(Place::FormsOfPublicClientsFail)],
        "A public client that sends a form gets no token."),
    fault("any-verifier", &["PKCE-02", "PKCE-07"], &[Pardon(VerifierMatches)],
        "The code verifier is not compared with the challenge."),
    fault("verifier-may-be-missing", &["PKCE-03", "TOKEN-17", "TOKEN-25"], &[At(Place::VerifierMayBeMissing)],
        "A public client may leave out the code verifier."),
    fault("standard-base64-challenge", &["PKCE-02", "PKCE-04"], &[At(Place::StandardBase64Challenge)],
        "The challenge is compared in the standard alphabet of base64, not the one for URLs."),
    fault("wrong-verifier-in-other-words", &["PKCE-05", "TOKEN-17"],
        &[Reword(VerifierMatches, Refusal::CodeInvalid)],
        "A wrong code verifier is reported as an invalid code."),
    fault("failed-verifier-keeps-the-code", &["PKCE-06"], &[At(Place::FailedVerifierKeepsTheCode)],
        "After a wrong code verifier the code can be tried again."),
    fault("padding-is-ignored", &["PKCE-07"], &[At(Place::PaddingIsIgnored)],
        "A challenge with padding matches."),
    fault("confidential-clients-skip-pkce", &["PKCE-08"], &[At(Place::ConfidentialClientsSkipPkce)],
        "A confidential client that sent a challenge exchanges with its secret alone."),
    fault("public-redirect-uri-is-unbound", &["PKCE-09"], &[At(Place::PublicRedirectUriIsUnbound)],
        "A public client may name another of its redirect URIs at the exchange."),
];
