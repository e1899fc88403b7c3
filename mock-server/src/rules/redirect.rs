//! Where the browser is sent after the page (oauth.txt §2, production-oauth C.2).

use form_urlencoded::Serializer;
use url::Url;

use crate::wire::{Place, Refusal, Strictness};

/// The redirect URI with `code` and `state`; its own query is kept (AUTHZ-24).
#[must_use]
pub fn success(redirect_uri: &str, code: &str, state: Option<&str>, strictness: &Strictness) -> String {
    let state = state.filter(|_| !strictness.at(Place::StateLost));
    let state = state.map(|state| sent_back(state, strictness));
    let Ok(mut url) = Url::parse(redirect_uri) else { return redirect_uri.to_owned() };
    let keeps_its_query = !strictness.at(Place::RedirectUriLosesItsQuery);
    let own = url.query_pairs().into_owned().filter(|_| keeps_its_query);
    let mut parameters: Vec<(String, String)> = own.collect();
    set(&mut parameters, "code", code);
    if let Some(state) = &state {
        set(&mut parameters, "state", state);
    }
    let mut query = Serializer::new(String::new());
    query.extend_pairs(parameters);
    url.set_query(Some(&query.finish()));
    url.into()
}

/// As `URLSearchParams.set` does it: the first parameter of that name is changed where it stands, others leave.
fn set(parameters: &mut Vec<(String, String)>, name: &str, value: &str) {
    let Some(first) = parameters.iter().position(|(own, _)| own == name) else {
        parameters.push((name.to_owned(), value.to_owned()));
        return;
    };
    value.clone_into(&mut parameters[first].1);
    let mut is_first = true;
    parameters.retain(|(own, _)| own != name || std::mem::take(&mut is_first));
}

/// The redirect URI with `error`, `error_description` and `state`, in this order, form-encoded (AUTHZ-29).
#[must_use]
pub fn failure(
    redirect_uri: &str,
    refusal: &Refusal,
    state: Option<&str>,
    strictness: &Strictness,
) -> String {
    let is_denial = *refusal == Refusal::Denied;
    let explained = || Some("The user denied access".to_owned());
    let description = match refusal.description() {
        None if is_denial && strictness.at(Place::DenialIsExplained) => explained(),
        description => description,
    };
    // On an error an empty state is left out, other than on success (production-oauth C.2).
    let state = state.filter(|state| !state.is_empty());
    let state = state.filter(|_| !(is_denial && strictness.at(Place::DenialForgetsState)));
    let mut query = Serializer::new(String::new());
    query.append_pair("error", refusal.error());
    if let Some(description) = description {
        query.append_pair("error_description", &description);
    }
    if let Some(state) = state {
        query.append_pair("state", state);
    }
    let query = query.finish();
    let query = if strictness.at(Place::BlanksAsPercentTwenty) { query.replace('+', "%20") } else { query };
    let joint = if redirect_uri.contains('?') { '&' } else { '?' };
    format!("{redirect_uri}{joint}{query}")
}

/// oauth.txt §2: `state` comes back as it was sent (AUTHZ-02).
fn sent_back(state: &str, strictness: &Strictness) -> String {
    if strictness.at(Place::StatePlusBecomesBlank) { state.replace('+', " ") } else { state.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: fn() -> Strictness = Strictness::default;

    #[test]
    fn code_and_state_are_added_to_the_redirect_uri() {
        let url = success("https://acme.example/cb", "C", Some("a b&c=d"), &STRICT());
        assert_eq!(url, "https://acme.example/cb?code=C&state=a+b%26c%3Dd");
        assert_eq!(success("https://acme.example", "C", None, &STRICT()), "https://acme.example/?code=C");
    }

    #[test]
    fn its_own_query_is_kept_and_an_own_code_is_set_where_it_stands() {
        let url = success("https://acme.example/cb?code=old&x=a%20b&code=older#f", "C", Some("s"), &STRICT());
        assert_eq!(url, "https://acme.example/cb?code=C&x=a+b&state=s#f");
    }

    #[test]
    fn an_empty_state_comes_back_on_success_alone() {
        let url = success("https://acme.example/cb", "C", Some(""), &STRICT());
        assert_eq!(url, "https://acme.example/cb?code=C&state=");
        let url = failure("https://acme.example/cb", &Refusal::Denied, Some(""), &STRICT());
        assert_eq!(url, "https://acme.example/cb?error=access_denied");
    }

    #[test]
    fn an_error_is_written_as_the_documents_show_it() {
        let url =
            failure("https://your-app.com/callback", &Refusal::ExceedingScope, Some("YOUR_STATE"), &STRICT());
        assert_eq!(
            url,
            "https://your-app.com/callback?error=invalid_request&error_description=Requested+scope+exceeds+the+client%27s+registered+scopes&state=YOUR_STATE"
        );
    }

    #[test]
    fn a_denial_has_no_description_and_the_uri_is_not_normalized() {
        let url = failure("https://acme.example?x=1", &Refusal::Denied, None, &STRICT());
        assert_eq!(url, "https://acme.example?x=1&error=access_denied");
    }
}
