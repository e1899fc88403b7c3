//! Registering a client: what its redirect URIs must be (oauth.txt §1, production-oauth D).

use url::{Host, Url};

use crate::wire::{Objection, ScopeList};

/// A client may have this many redirect URIs.
const MOST_REDIRECT_URIS: usize = 10;

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
    super::scopes::unknown(list).map_or(Ok(()), |word| Err(Objection::UnknownScope(word.to_owned())))
}

/// Whether a client may have these redirect URIs.
///
/// # Errors
///
/// The first thing that is wrong with them.
pub fn redirect_uris(uris: &[String]) -> Result<(), Objection> {
    redirect_uris_at(uris, "")
}

/// The same, where one that begins with `/` is a page of the server `home`.
///
/// # Errors
///
/// The first thing that is wrong with them.
pub fn redirect_uris_at(uris: &[String], home: &str) -> Result<(), Objection> {
    if uris.is_empty() {
        return Err(Objection::RedirectUriMissing);
    }
    if uris.len() > MOST_REDIRECT_URIS {
        return Err(Objection::TooManyRedirectUris);
    }
    for (place, uri) in uris.iter().enumerate() {
        let home = if uri.starts_with('/') { home } else { "" };
        redirect_uri(uri, &format!("{home}{uri}"))?;
        if uris[..place].contains(uri) {
            return Err(Objection::DuplicateRedirectUri(uri.clone()));
        }
    }
    Ok(())
}

/// `uri` as it is written, and the whole of it.
fn redirect_uri(uri: &str, whole: &str) -> Result<(), Objection> {
    let url = Url::parse(whole).map_err(|_| Objection::UnreadableRedirectUri(uri.to_owned()))?;
    // The parser drops line breaks and tabs; a redirect to what was registered could not be sent.
    if uri.contains(char::is_control) {
        return Err(Objection::UnreadableRedirectUri(uri.to_owned()));
    }
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
    fn a_redirect_uri_with_a_line_break_or_a_tab_is_no_url() {
        for uri in [
            "https://a.example/\nx",
            "https://a.example/\tx",
            "https://a.example/\u{7f}",
            "\rhttps://a.example/",
        ] {
            let said = verdict(&[uri]).unwrap_err().to_string();
            assert_eq!(said, format!("Invalid URL: {uri}"));
        }
    }

    #[test]
    fn ten_redirect_uris_are_allowed_and_eleven_are_not() {
        let uris: Vec<String> = (0..11).map(|n| format!("https://acme.example/{n}")).collect();
        assert_eq!(redirect_uris(&uris[..10]), Ok(()));
        assert_eq!(redirect_uris(&uris), Err(Objection::TooManyRedirectUris));
        assert_eq!(redirect_uris(&[]), Err(Objection::RedirectUriMissing));
    }
}
