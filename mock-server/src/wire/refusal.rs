//! Every way the OAuth side of this server says no.
//!
//! The only file that may hold one of its error words, sentences or statuses: those of the authorization page
//! (oauth.txt §2, production-oauth C) and of the token endpoint (oauth.txt §3, production-oauth A). The API's own
//! envelope has its twin in `api_error.rs`. A snapshot prints the whole table.

/// Where a refusal is delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Its sentence stands on the authorization page; nothing is redirected.
    Page,
    /// The browser is sent to the redirect URI with this `error`.
    Redirect(&'static str),
    /// The token endpoint answers with this status and `error`.
    Token(u16, &'static str),
}

/// A reason to refuse an authorization or token request. `Display` is the sentence, or the `error_description`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumIter))]
pub enum Refusal {
    /// AUTHZ-16: no `redirect_uri`.
    #[error("redirect_uri is required")]
    RedirectUriMissing,
    /// AUTHZ-16: a `redirect_uri` that is not a URL.
    #[error("Invalid input")]
    RedirectUriUnreadable,
    /// AUTHZ-04.
    #[error("OAuth client with ID not found")]
    UnknownClientId,
    /// AUTHZ-06.
    #[error("redirect_uri does not match any of the OAuth client's registered redirect URIs")]
    UnregisteredRedirectUri,
    /// AUTHZ-21: the page was opened for a rejected client.
    #[error("OAuth client has been rejected")]
    RejectedClient,
    /// AUTHZ-05: the page was opened for a client that is not approved.
    #[error("OAuth client is not approved")]
    UnapprovedClient,
    /// AUTHZ-09.
    #[error("scope parameter is required for this OAuth client")]
    ScopeMissing,
    /// AUTHZ-10.
    #[error("Requested scope is not a recognized scope")]
    UnknownScope,
    /// AUTHZ-12.
    #[error("Requested scope exceeds the client's registered scopes")]
    ExceedingScope,
    /// The client was rejected between the page and Allow.
    #[error("OAuth client has been rejected")]
    RejectedMeanwhile,
    /// The client lost its approval between the page and Allow.
    #[error("OAuth client is not approved")]
    UnapprovedMeanwhile,
    /// AUTHZ-03, the other way round: the quirk `state-required`.
    #[error("Invalid input")]
    StateMissing,
    /// AUTHZ-20.
    #[error("code_challenge required for public clients")]
    ChallengeMissing,
    /// AUTHZ-20.
    #[error("code_challenge_method must be S256")]
    ChallengeMethodUnknown,
    /// AUTHZ-25: a team that the user does not run.
    #[error("Team not found or user is not an admin/owner")]
    TeamRefused,
    /// AUTHZ-13: the user clicked Deny. It has no description.
    #[error("")]
    Denied,
    /// What a faulty server says where nothing is wrong.
    #[error("Invalid input")]
    Unfounded,

    /// TOKEN-16, TOKEN-29: a body that is not JSON, or JSON but neither object nor list.
    #[error("Body should be an object")]
    UnreadableBody,
    /// A `Content-Encoding` that the body does not have.
    #[error("incorrect header check")]
    WronglyPacked,
    /// TOKEN-16: a charset other than the Unicode ones.
    #[error("unsupported charset \"{0}\"")]
    UnsupportedCharset(String),
    /// A `Content-Encoding` that cannot be undone.
    #[error("unsupported content encoding \"{0}\"")]
    UnsupportedEncoding(String),
    /// TOKEN-29: over 102,400 bytes.
    #[error("request entity too large")]
    BodyTooLarge,
    /// A form with over a thousand parameters.
    #[error("too many parameters")]
    TooManyParameters,
    /// A form nested deeper than 32 brackets.
    #[error("The input exceeded the depth")]
    FormTooDeep,
    /// The rest of the body never came.
    #[error("request aborted")]
    BodyIncomplete,
    /// TOKEN-11.
    #[error("client_id is required")]
    ClientIdMissing,
    /// TOKEN-12.
    #[error("grant_type must be 'authorization_code' or 'refresh_token'")]
    GrantTypeIllegal,
    /// TOKEN-25: what is missing or unexpected, in the words of production-oauth A.4.
    #[error("{0}")]
    WrongProperties(String),
    /// TOKEN-10.
    #[error("client_not_found")]
    ClientNotFound,
    /// TOKEN-22.
    #[error("redirect_uri_mismatch")]
    RedirectUriMismatch,
    /// TOKEN-09.
    #[error("invalid_client_credentials")]
    WrongSecret,
    /// TOKEN-05 to -07, TOKEN-30.
    #[error("code_invalid_or_expired")]
    CodeInvalid,
    /// TOKEN-27.
    #[error("client_rejected")]
    ClientRejected,
    /// TOKEN-27.
    #[error("client_not_approved")]
    ClientNotApproved,
    /// PKCE-05.
    #[error("pkce_missing_parameters_or_invalid_method")]
    PkceMissing,
    /// PKCE-05.
    #[error("pkce_verification_failed")]
    PkceFailed,
    /// REFRESH-04, REFRESH-05, REFRESH-18.
    #[error("invalid_refresh_token")]
    InvalidRefreshToken,
    /// REFRESH-12.
    #[error("client_id_mismatch")]
    ClientIdMismatch,
    /// REFRESH-13.
    #[error("refresh_token_revoked")]
    RefreshTokenRevoked,
}

impl Refusal {
    /// Where it is delivered, with which status and `error`.
    #[must_use]
    pub const fn delivery(&self) -> Delivery {
        match self {
            Self::RedirectUriMissing
            | Self::RedirectUriUnreadable
            | Self::UnknownClientId
            | Self::UnregisteredRedirectUri
            | Self::RejectedClient
            | Self::UnapprovedClient
            | Self::ScopeMissing => Delivery::Page,

            Self::UnknownScope => Delivery::Redirect("invalid_scope"),
            Self::ExceedingScope
            | Self::StateMissing
            | Self::ChallengeMissing
            | Self::ChallengeMethodUnknown
            | Self::Unfounded => Delivery::Redirect("invalid_request"),
            Self::RejectedMeanwhile | Self::UnapprovedMeanwhile | Self::TeamRefused => {
                Delivery::Redirect("unauthorized_client")
            }
            Self::Denied => Delivery::Redirect("access_denied"),

            Self::UnreadableBody
            | Self::WronglyPacked
            | Self::FormTooDeep
            | Self::BodyIncomplete
            | Self::ClientIdMissing
            | Self::GrantTypeIllegal
            | Self::WrongProperties(_)
            | Self::PkceMissing => Delivery::Token(400, "invalid_request"),
            Self::BodyTooLarge | Self::TooManyParameters => Delivery::Token(413, "invalid_request"),
            Self::UnsupportedCharset(_) | Self::UnsupportedEncoding(_) => {
                Delivery::Token(415, "invalid_request")
            }
            Self::ClientNotFound | Self::WrongSecret => Delivery::Token(401, "invalid_client"),
            Self::RedirectUriMismatch
            | Self::CodeInvalid
            | Self::PkceFailed
            | Self::InvalidRefreshToken
            | Self::ClientIdMismatch
            | Self::RefreshTokenRevoked => Delivery::Token(400, "invalid_grant"),
            Self::ClientRejected | Self::ClientNotApproved => Delivery::Token(401, "unauthorized_client"),
        }
    }

    /// Its `error` word; the page has none, so there it is that of its nearest relative on the wire.
    #[must_use]
    pub const fn error(&self) -> &'static str {
        match self.delivery() {
            Delivery::Page => "invalid_request",
            Delivery::Redirect(error) | Delivery::Token(_, error) => error,
        }
    }

    /// Its sentence, unless it has none.
    #[must_use]
    pub fn description(&self) -> Option<String> {
        Some(self.to_string()).filter(|sentence| !sentence.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use strum::IntoEnumIterator;

    use super::*;

    /// A one-word edit above turns into a one-line difference here.
    #[test]
    fn the_whole_table_is_on_record() {
        let mut table = String::new();
        for refusal in Refusal::iter() {
            let (place, error) = match refusal.delivery() {
                Delivery::Page => ("page".to_owned(), ""),
                Delivery::Redirect(error) => ("redirect".to_owned(), error),
                Delivery::Token(status, error) => (status.to_string(), error),
            };
            writeln!(table, "{place:<9} {error:<20} {refusal}").unwrap();
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
        insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("refusals", table);
        });
    }
}
