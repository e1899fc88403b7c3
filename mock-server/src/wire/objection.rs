//! Every way a client is not registered or edited as asked (oauth.txt §1, production-oauth D).

/// Why a client is not registered as asked. `Display` is production's sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// Nothing to call it.
    #[error("Client name is required")]
    NameMissing,
    /// Nothing to review it by.
    #[error("Purpose is required")]
    PurposeMissing,
    /// CLIENT-02.
    #[error("At least one scope is required")]
    ScopeMissing,
    /// A scope that does not exist.
    #[error("Requested scope is not a recognized scope")]
    UnknownScope,
    /// Nowhere to send users back to.
    #[error("At least one redirect URI is required")]
    RedirectUriMissing,
    /// CLIENT-04.
    #[error("A maximum of 10 redirect URIs are allowed")]
    TooManyRedirectUris,
    /// Twice the same.
    #[error("Duplicate redirect URI: {0}")]
    DuplicateRedirectUri(String),
    /// No URL.
    #[error("Invalid URL: {0}")]
    UnreadableRedirectUri(String),
    /// With a fragment.
    #[error("URL fragments are not allowed in redirect URIs: {0}")]
    FragmentInRedirectUri(String),
    /// Neither https nor local.
    #[error(
        "HTTPS is required for redirect URIs (HTTP is only allowed for localhost, 127.0.0.1, [::1], and .local domains): {0}"
    )]
    InsecureRedirectUri(String),
    /// Only an admin may.
    #[error("Only admins can update OAuth client status")]
    StatusByOwner,
    /// Rejected without a reason.
    #[error("Rejection reason is required")]
    ReasonMissing,
}
