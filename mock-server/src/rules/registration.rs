//! Registering a client: what its redirect URIs must be (oauth.txt §1, production-oauth D).

use url::{Host, Url};

use crate::wire::ScopeList;

/// A client may have this many redirect URIs.
const MOST_REDIRECT_URIS: usize = 10;

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

/// Whether a client may be called so, for this purpose.
///
/// # Errors
///
/// What is missing.
pub fn describes(name: &str, purpose: &str) -> Result<(), Objection> {
    match (name.trim(), purpose.trim()) {
        ("", _) => Err(Objection::NameMissing),
        (_, "") => Err(Objection::PurposeMissing),
        _ => Ok(()),
    }
}

/// Whether a client may have these scopes. `legacy` alone allows none.
///
/// # Errors
///
/// What is missing or unknown.
pub fn scopes(list: &ScopeList, legacy: bool) -> Result<(), Objection> {
    if list.is_empty() && !legacy {
        return Err(Objection::ScopeMissing);
    }
    super::scopes::unknown(list).map_or(Ok(()), |_| Err(Objection::UnknownScope))
}

/// Whether a client may have these redirect URIs.
///
/// # Errors
///
/// The first thing that is wrong with them.
pub fn redirect_uris(uris: &[String]) -> Result<(), Objection> {
    if uris.is_empty() {
        return Err(Objection::RedirectUriMissing);
    }
    if uris.len() > MOST_REDIRECT_URIS {
        return Err(Objection::TooManyRedirectUris);
    }
    for (place, uri) in uris.iter().enumerate() {
        redirect_uri(uri)?;
        if uris[..place].contains(uri) {
            return Err(Objection::DuplicateRedirectUri(uri.clone()));
        }
    }
    Ok(())
}

fn redirect_uri(uri: &str) -> Result<(), Objection> {
    let url = Url::parse(uri).map_err(|_| Objection::UnreadableRedirectUri(uri.to_owned()))?;
    if url.fragment().is_some_and(|fragment| !fragment.is_empty()) {
        return Err(Objection::FragmentInRedirectUri(uri.to_owned()));
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if url.host().is_some_and(|host| is_local(&host)) => Ok(()),
        _ => Err(Objection::InsecureRedirectUri(uri.to_owned())),
    }
}

fn is_local(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            *name == "localhost" || name.strip_suffix(".local").is_some_and(|rest| !rest.is_empty())
        }
        Host::Ipv4(address) => *address == std::net::Ipv4Addr::LOCALHOST,
        Host::Ipv6(address) => *address == std::net::Ipv6Addr::LOCALHOST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(uris: &[&str]) -> Result<(), Objection> {
        redirect_uris(&uris.iter().map(|uri| (*uri).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn https_and_local_http_are_fine() {
        for uri in
            ["https://acme.example/cb?x=1", "http://localhost:3000/", "http://[::1]/", "http://a.local/"]
        {
            assert_eq!(verdict(&[uri]), Ok(()), "{uri}");
        }
    }

    #[test]
    fn the_rest_is_refused_in_productions_words() {
        assert_eq!(
            verdict(&["http://acme.example/"]).unwrap_err().to_string().split(' ').next(),
            Some("HTTPS")
        );
        assert!(matches!(verdict(&["myapp://cb"]), Err(Objection::InsecureRedirectUri(_))));
        assert!(matches!(verdict(&["nonsense"]), Err(Objection::UnreadableRedirectUri(_))));
        assert!(matches!(verdict(&["https://a.example/#x"]), Err(Objection::FragmentInRedirectUri(_))));
        assert!(matches!(verdict(&["https://a/", "https://a/"]), Err(Objection::DuplicateRedirectUri(_))));
    }

    #[test]
    fn ten_redirect_uris_are_allowed_and_eleven_are_not() {
        let uris: Vec<String> = (0..11).map(|n| format!("https://acme.example/{n}")).collect();
        assert_eq!(redirect_uris(&uris[..10]), Ok(()));
        assert_eq!(redirect_uris(&uris), Err(Objection::TooManyRedirectUris));
        assert_eq!(redirect_uris(&[]), Err(Objection::RedirectUriMissing));
    }
}
