//! Every way a client is not registered or edited as asked (oauth.txt §1, production-oauth D).

use super::shown;

/// Why a client is not registered as asked. `Display` is production's sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumIter))]
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
    /// No address of the web. Ours: production's form says only that it is invalid.
    #[error("Website URL must begin with https:// or http://")]
    UnreadableWebsite,
    /// Nothing that a browser could draw. Ours.
    #[error("Logo must be an https:// address, or an image of at most 100 kB as data:image/...")]
    UnreadableLogo,
    /// A scope that does not exist.
    #[error("Requested scope is not a recognized scope")]
    UnknownScope(String),
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
    /// A page where browsers are to land that is none. Ours, as the next one.
    #[error("The {0} URL must begin with https:// or http://")]
    UnreadableLanding(&'static str),
    /// A platform client that may do nothing.
    #[error("At least one permission is required")]
    PermissionMissing,
    /// CLIENT-14.
    #[error("Only admins can update OAuth client status")]
    StatusByOthers,
    /// CLIENT-14.
    #[error("Only admins can set a rejection reason")]
    ReasonByOthers,
    /// CLIENT-11.
    #[error("You do not have permission to update this OAuth client")]
    EditByStranger,
    /// Rejected without a reason.
    #[error("Rejection reason is required")]
    ReasonMissing,
    /// No such client.
    #[error("OAuth Client not found")]
    ClientNotFound,
    /// ROTATE-07.
    #[error("Public clients do not use client secrets")]
    SecretOfPublicClient,
    /// ROTATE-03.
    #[error("Maximum of 2 secrets allowed. Delete an existing secret first.")]
    TooManySecrets,
    /// ROTATE-10.
    #[error("Cannot delete the last secret of a confidential client.")]
    LastSecret,
    /// No such secret, or another client's.
    #[error("Secret not found or does not belong to this client.")]
    SecretNotFound,
}

impl Objection {
    /// The HTTP status and the `error` member at the control door.
    #[must_use]
    pub const fn wire(&self) -> (u16, &'static str) {
        match self {
            Self::StatusByOthers | Self::ReasonByOthers | Self::EditByStranger => (403, "forbidden"),
            Self::ClientNotFound | Self::SecretNotFound => (404, "not_found"),
            _ => (400, "invalid_request"),
        }
    }

    /// What the log may show of it: people paste secrets into addresses.
    #[must_use]
    pub fn shown(&self) -> String {
        let shown = match self {
            Self::DuplicateRedirectUri(uri) => Self::DuplicateRedirectUri(shown::uri(uri)),
            Self::UnreadableRedirectUri(uri) => Self::UnreadableRedirectUri(shown::uri(uri)),
            Self::FragmentInRedirectUri(uri) => Self::FragmentInRedirectUri(shown::uri(uri)),
            Self::InsecureRedirectUri(uri) => Self::InsecureRedirectUri(shown::uri(uri)),
            Self::UnknownScope(word) => return format!("{self}: {}", shown::scope(word)),
            other => other.clone(),
        };
        shown.to_string()
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;
    use crate::wire::on_record::on_record;

    #[test]
    fn the_whole_table_is_on_record() {
        let rows = Objection::iter().map(|objection| {
            let (status, error) = objection.wire();
            ((status, error, ""), objection.to_string())
        });
        on_record("objections", rows);
    }
}
