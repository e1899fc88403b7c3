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
    /// Bob's refresh token, which nobody has but the backend.
    RefreshToken,
    /// The secret of the platform client.
    ClientSecret,
}

impl Brought {
    /// Whether nobody was ever given it: reports know what was given by a name of its own.
    pub(crate) const fn is_made_up(self) -> bool {
        !matches!(self, Self::RefreshToken | Self::ClientSecret)
    }
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
        "with Bob's refresh token" => Brought::RefreshToken,
        "with the client secret" => Brought::ClientSecret,
    }
}

/// `token` after somebody tampered with it.
pub(crate) fn forged(token: &str, forgery: Forgery) -> Result<String, Halt> {
    forgery::forged(token, forgery).ok_or_else(|| Halt::Skip(NO_JWT.to_owned()))
}
