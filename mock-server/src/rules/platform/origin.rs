//! From which pages a browser may bring a managed user's token (platform-quickstart 2.2, production-api A4).

use url::Url;

use crate::wire::{Place, Strictness};

/// Whether `origin` is one of the pages' that are registered: its origin, or itself, or what a `*` in it stands for.
///
/// "Used to validate internal requests origin ... any URI of your company's domain". Production wants the entry itself.
#[must_use]
pub fn is_registered(origin: &str, redirect_uris: &[String], strictness: &Strictness) -> bool {
    let entire = strictness.at(Place::OriginMustEqualRedirectUri);
    redirect_uris.iter().any(|uri| fits(origin, uri) || (!entire && fits(origin, &origin_of(uri))))
}

/// Scheme, host and port of a redirect URI, which may hold a `*`.
fn origin_of(uri: &str) -> String {
    match Url::parse(uri) {
        Ok(url) if url.origin().is_tuple() && !uri.contains('*') => url.origin().ascii_serialization(),
        _ => {
            let host = uri.find("://").map_or(0, |place| place + 3);
            let end = uri[host..].find(['/', '?', '#']).map_or(uri.len(), |place| host + place);
            uri[..end].to_owned()
        }
    }
}

/// A `*` stands for any characters, also for none; the whole text counts.
fn fits(text: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(place) = rest.find(part) else { return false };
        rest = &rest[place + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(origin: &str, uri: &str) -> bool {
        is_registered(origin, &["https://other.example".to_owned(), uri.to_owned()], &Strictness::default())
    }

    #[test]
    fn the_origin_of_a_registered_uri_is_registered() {
        for uri in [
            "https://a.example",
            "https://a.example/",
            "https://a.example/cb?x=1",
            "https://A.example:443/cb",
        ] {
            assert!(registered("https://a.example", uri), "{uri}");
        }
        for (origin, uri) in [
            ("http://a.example", "https://a.example/cb"),
            ("https://a.example:8443", "https://a.example/cb"),
            ("https://b.a.example", "https://a.example/cb"),
            ("https://a.example.evil", "https://a.example/cb"),
            ("https://a.example", "https://evil.example/https://a.example"),
            ("null", "https://a.example/cb"),
            ("", "https://a.example/cb"),
        ] {
            assert!(!registered(origin, uri), "{origin} {uri}");
        }
    }

    #[test]
    fn a_star_stands_for_any_characters() {
        for (origin, uri) in [
            ("https://b.a.example", "https://*.a.example"),
            ("https://c.b.a.example", "https://*.a.example/cb"),
            ("https://x", "*"),
            ("https://a.example:3000", "https://a.example:*"),
            ("https://b.a.example:3000", "https://*.a.*:3000"),
            ("https://b.a.example", "https://*"),
        ] {
            assert!(registered(origin, uri), "{origin} {uri}");
        }
        for (origin, uri) in [
            ("https://a.example", "https://*.a.example"),
            ("http://b.a.example", "https://*.a.example"),
            ("https://b.a.example.evil", "https://*.a.example"),
            ("https://aXexample", "https://a.example*x"),
        ] {
            assert!(!registered(origin, uri), "{origin} {uri}");
        }
    }

    #[test]
    fn production_wants_the_entry_itself() {
        let quirk = crate::wire::Fault::named("origin-must-equal-redirect-uri").unwrap();
        let strictness = Strictness::with(&[quirk]);
        let allowed = |origin: &str, uri: &str| is_registered(origin, &[uri.to_owned()], &strictness);
        assert!(!allowed("https://a.example", "https://a.example/cb"));
        assert!(allowed("https://a.example", "https://a.example"));
        assert!(allowed("https://b.example", "https://*"));
    }
}
