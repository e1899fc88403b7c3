//! Every way the API says no, in its own envelope (production-api A2 to A4, B1).
//!
//! The twin of `refusal.rs`: status, class name and sentence of each stand here and nowhere else.

/// A reason to refuse a request at the API. `Display` is the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumIter))]
pub enum ApiError {
    /// No such path, or not with this method.
    #[error("Cannot {method} {path}")]
    NoSuchRoute {
        /// The method that was tried.
        method: String,
        /// The path that was tried, with its query.
        path: String,
    },
    /// No credentials at all.
    #[error(
        "ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer' header or OAuth client credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers"
    )]
    NoCredentials,
    /// A client id and nothing to prove it with.
    #[error(
        "ApiAuthStrategy - Only 'x-cal-client-id' header provided. Please also provide 'x-cal-secret-key' header or Auth bearer token as 'Authentication' header"
    )]
    OnlyClientId,
    /// A client secret and nobody whose it is.
    #[error(
        "ApiAuthStrategy - Only 'x-cal-secret-key' header provided. Please also provide 'x-cal-client-id' header or Auth bearer token as 'Authentication' header"
    )]
    OnlySecretKey,
    /// Both, of a platform client that does not exist.
    #[error("ApiAuthStrategy - oAuth client - Client with ID {0} not found")]
    PlatformClientNotFound(String),
    /// Garbled, forged, expired, or not an access token.
    #[error("Invalid Access Token.")]
    InvalidAccessToken,
    /// It looks like an API key, and there is none.
    #[error("CustomThrottlerGuard - Invalid API Key")]
    InvalidApiKey,
    /// The token's user was deleted.
    #[error("ApiAuthStrategy - third-party token - No user or team owner associated with the token.")]
    NobodyBehindToken,
    /// The token lacks the scope of the endpoint.
    #[error(
        "insufficient_scope: token does not have the required scopes. Required: {required}. Token has: {held}"
    )]
    InsufficientScope {
        /// What is missing.
        required: String,
        /// What the token has, in its order.
        held: String,
    },
    /// A JSON body that cannot be parsed. Production's words are its engine's and change with it.
    #[error("Unexpected token in JSON")]
    UnreadableBody,
    /// The rest of the body never came.
    #[error("request aborted")]
    BodyIncomplete,
}

/// What is answered when a handler panicked, without the envelope (production-api A2).
pub const LAST_RESORT: &str = "Internal server error";

impl ApiError {
    /// Status, class name (`error.code`) and the HTTP reason in `details`.
    #[must_use]
    pub const fn wire(&self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NoSuchRoute { .. } => (404, "NotFoundException", "Not Found"),
            Self::NoCredentials
            | Self::OnlyClientId
            | Self::OnlySecretKey
            | Self::PlatformClientNotFound(_)
            | Self::InvalidAccessToken
            | Self::InvalidApiKey
            | Self::NobodyBehindToken => (401, "UnauthorizedException", "Unauthorized"),
            Self::InsufficientScope { .. } => (403, "ForbiddenException", "Forbidden"),
            Self::UnreadableBody | Self::BodyIncomplete => (400, "BadRequestException", "Bad Request"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn the_whole_table_is_on_record() {
        let mut table = String::new();
        for error in ApiError::iter() {
            let (status, code, reason) = error.wire();
            writeln!(table, "{status}  {code:<29} {reason:<22} {error}").unwrap();
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
        insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("api_errors", table);
        });
    }
}
