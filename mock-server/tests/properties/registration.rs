//! Redirect URIs that may be registered, in any number and order (production-oauth D, "Redirect URI rules"; CLIENT-03, -04,
//! -09).

use mock_server::rules::registration::{Registration, judge};
use mock_server::wire::{Objection, ScopeList, Strictness};
use proptest::prelude::*;

/// A redirect URI, and the sentence that refuses it if it may not stand there.
fn written() -> impl Strategy<Value = (String, Option<&'static str>)> {
    let path = "(/[a-z0-9%~._-]{0,6}){0,2}(\\?[a-z]=[a-z0-9+%]{0,4})?";
    prop_oneof![
        // Now and then the same again.
        2 => Just(("https://acme.example/callback".to_owned(), None)),
        4 => ("[a-z]{1,8}\\.example(:[1-9][0-9]{0,3})?", path)
            .prop_map(|(host, path)| (format!("https://{host}{path}"), None)),
        2 => (prop::sample::select(vec!["localhost", "127.0.0.1", "[::1]", "acme.local"]), path)
            .prop_map(|(host, path)| (format!("http://{host}:3000{path}"), None)),
        1 => "[a-z]{1,8}\\.example".prop_map(|host| (format!("https://{host}/#top"), Some("URL fragments are not allowed"))),
        // An empty fragment passes.
        1 => "[a-z]{1,8}\\.example".prop_map(|host| (format!("https://{host}/#"), None)),
        1 => "[a-z]{1,8}\\.example".prop_map(|host| (format!("http://{host}/"), Some("HTTPS is required"))),
        1 => "[a-z]{2,6}".prop_map(|scheme| (format!("x{scheme}://callback"), Some("HTTPS is required"))),
        1 => "[a-z ]{0,8}".prop_map(|text| (text, Some("Invalid URL"))),
    ]
}

fn sentence(redirect_uris: &[String]) -> Result<(), String> {
    let (scopes, strictness) = (ScopeList::parse("PROFILE_READ"), Strictness::default());
    let case = Registration {
        name: "Acme",
        purpose: "tests",
        website_url: None,
        logo: None,
        scopes: &scopes,
        is_legacy: false,
        redirect_uris,
        home: "",
        strictness: &strictness,
    };
    judge(&case).map_err(|refused| refused.refusal.to_string())
}

proptest! {
    #![proptest_config(super::cases(512))]

    #[test]
    fn the_first_redirect_uri_that_may_not_be_is_named(uris in prop::collection::vec(written(), 0..12)) {
        let written: Vec<_> = uris.iter().map(|(uri, _)| uri.clone()).collect();
        let said = sentence(&written);
        let expected = match written.len() {
            0 => Some(("At least one redirect URI is required", "")),
            11.. => Some(("A maximum of 10 redirect URIs are allowed", "")),
            _ => uris.iter().enumerate().find_map(|(place, (uri, wrong))| {
                let again = written[..place].contains(uri).then_some("Duplicate redirect URI");
                wrong.or(again).map(|wrong| (wrong, uri.as_str()))
            }),
        };
        match (said, expected) {
            (Ok(()), None) => {}
            (Err(said), Some((start, uri))) => {
                prop_assert!(said.starts_with(start) && said.ends_with(uri), "{} and not {} {}", said, start, uri);
            }
            (said, expected) => prop_assert!(false, "{:?} and not {:?}", said, expected),
        }
    }

    #[test]
    fn whatever_is_written_there_is_taken_or_refused_in_words(uri in "\\PC{0,24}|https?://\\PC{0,12}") {
        if let Err(said) = sentence(std::slice::from_ref(&uri)) {
            let known = [
                Objection::UnreadableRedirectUri(uri.clone()),
                Objection::FragmentInRedirectUri(uri.clone()),
                Objection::InsecureRedirectUri(uri),
            ];
            prop_assert!(known.iter().any(|known| known.to_string() == said), "{}", said);
        }
    }
}
