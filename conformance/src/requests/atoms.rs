//! What somebody brings to a refresh endpoint in place of the token that was given to a user.

use super::{
    endpoint::GARBLED,
    forgery::{self, Forgery, NO_JWT},
    phrases,
};
use crate::verdict::Halt;

/// What is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brought {
    /// No Authorization.
    Nothing,
    /// This.
    Text(&'static str),
    /// Bob's, tampered with.
    Forged(Forgery),
    /// That of a user of the same client, of whom the backend was not told.
    Untold,
}

phrases! {
    /// What somebody brings who is nobody's user.
    Presenting, "presenting", Brought {
        "without a token" => Brought::Nothing,
        "with an empty token" => Brought::Text(""),
        "with a garbled token" => Brought::Text(GARBLED),
        "with Bob's token, its payload changed" => Brought::Forged(Forgery::PayloadChanged),
        "with Bob's token, its signature changed" => Brought::Forged(Forgery::SignatureChanged),
        "with Bob's token, its signature cut away" => Brought::Forged(Forgery::SignatureCutAway),
        "with Bob's token, signed by somebody else" => Brought::Forged(Forgery::SignedByAnother),
        "with Bob's token, unsigned" => Brought::Forged(Forgery::Unsigned("none")),
        "with the token of a user of whom it was not told" => Brought::Untold,
    }
}

/// `token` after somebody tampered with it.
pub(crate) fn forged(token: &str, forgery: Forgery) -> Result<String, Halt> {
    forgery::forged(token, forgery).ok_or_else(|| Halt::Skip(NO_JWT.to_owned()))
}
