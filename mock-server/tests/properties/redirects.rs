//! Where the browser is sent: whatever the redirect URI and the state, both are still there.

use mock_server::rules::redirect::{failure, success};
use mock_server::wire::{Refusal, ScopeList, Strictness};
use proptest::prelude::*;
use url::Url;

/// An address as somebody may have registered it.
fn registered() -> impl Strategy<Value = String> {
    "(https://acme\\.example|http://localhost:3000)(/[a-z0-9%._~-]{0,8}){0,3}(\\?[a-z]{1,4}=[a-zA-Z0-9%+&=]{0,12})?"
}

fn pairs(url: &str) -> Vec<(String, String)> {
    Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

fn values<'a>(pairs: &'a [(String, String)], wanted: &str) -> Vec<&'a str> {
    pairs.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).collect()
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn a_code_goes_home_with_the_state_that_was_sent(home in registered(), state in ".*", code in "[A-Za-z0-9_-]{54}") {
        let location = success(&home, &code, Some(&state), &Strictness::default());
        let (own, sent) = (pairs(&home), pairs(&location));
        prop_assert_eq!(values(&sent, "code"), [code.as_str()]);
        prop_assert_eq!(values(&sent, "state"), [state.as_str()]);
        let others = |pairs: &[(String, String)]| -> Vec<_> {
            pairs.iter().filter(|(name, _)| !["code", "state"].contains(&name.as_str())).cloned().collect()
        };
        prop_assert_eq!(others(&sent), others(&own), "its own query is kept");
        let place = |url: &str| { let mut url = Url::parse(url).unwrap(); url.set_query(None); url };
        prop_assert_eq!(place(&location), place(&home));
        prop_assert!(location.chars().all(|c| c.is_ascii_graphic()), "{}", location);
    }

    #[test]
    fn an_error_is_put_behind_the_redirect_uri_as_it_was_registered(home in registered(), state in ".+") {
        for refusal in [Refusal::Denied, Refusal::ExceedingScope] {
            let location = failure(&home, &refusal, Some(&state), &Strictness::default());
            let added = location.strip_prefix(&home).unwrap();
            prop_assert!(added.starts_with(['?', '&']) && added.chars().all(|c| c.is_ascii_graphic()), "{}", location);
            let sent: Vec<_> = form_urlencoded::parse(&added.as_bytes()[1..]).into_owned().collect();
            prop_assert_eq!(values(&sent, "error"), [refusal.error()]);
            prop_assert_eq!(values(&sent, "state"), [state.as_str()]);
            let description = refusal.description();
            prop_assert_eq!(values(&sent, "error_description").into_iter().next(), description.as_deref());
        }
    }

    #[test]
    fn scopes_are_split_at_runs_of_commas_and_blanks_alone(
        words in prop::collection::vec("[A-Za-z_\t\u{e4}]{1,8}", 0..6), joints in prop::collection::vec("[ ,]{1,3}", 7),
    ) {
        let mut written = joints[6].clone();
        for (word, joint) in words.iter().zip(&joints) {
            written += word;
            written += joint;
        }
        let list = ScopeList::parse(&written);
        prop_assert_eq!(&list.0, &words);
        prop_assert_eq!(ScopeList::parse(&list.joined()), list);
    }
}
