//! The authorization request, and every detail in which one may differ from the usual.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::Url;
use sha2::{Digest as _, Sha256};

use super::{phrases, redirect_uri as uri};
use crate::{
    cast::{Client, ClientRole, REDIRECT_URI_WITH_QUERY},
    target::consent::form::Decision,
};

/// The state of a usual request.
const STATE: &str = "kQ7xAcme0189vTz";

/// The verifier of a usual request of a public client.
const VERIFIER: &str = "conformance-verifier_0123456789.abcdefghijklmnopqrstuvwxyz";

/// A scope that will never exist.
const UNKNOWN_SCOPE: &str = "NO_SUCH_SCOPE_EVER";

/// A documented scope that no client of the cast has.
const SCOPE_NOT_ENABLED: &str = "SCHEDULE_WRITE";

/// An id of the right form that no client has.
pub(crate) const UNKNOWN_CLIENT_ID: &str = "0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de";

/// RFC 7636, appendix B.
pub(crate) const PUBLISHED_VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const PUBLISHED_CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// In what relation the user stands to the team that the consent names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TeamRelation {
    /// An admin of it.
    Runs,
    /// A member.
    Member,
    /// None.
    Stranger,
}

/// An authorization request, as it will be sent.
#[derive(Clone)]
pub struct AuthorizationRequest {
    /// The parameters in their order.
    pub(crate) parameters: Vec<(&'static str, String)>,
    /// The button that is pressed, if any.
    pub(crate) decision: Option<Decision>,
    /// Another client of the cast asks with the same parameters.
    pub(crate) instead: Option<ClientRole>,
    /// The consent names a team.
    pub(crate) team: Option<TeamRelation>,
    /// This redirect URI is registered before.
    pub(crate) registers: Option<&'static str>,
    /// What the challenge was made of.
    pub(crate) verifier: Option<String>,
    /// Scopes put around the usual ones.
    around: (Vec<&'static str>, Vec<&'static str>),
    /// The registered redirect URIs of the client.
    registered: Vec<String>,
}

impl AuthorizationRequest {
    /// A request that would succeed.
    #[must_use]
    pub fn usual(client: &Client) -> Self {
        let mut request = Self {
            parameters: Vec::new(),
            decision: Some(Decision::Allow),
            instead: None,
            team: None,
            registers: None,
            verifier: None,
            around: (Vec::new(), Vec::new()),
            registered: client.redirect_uris.clone(),
        };
        request.set("client_id", &client.id);
        request.set("redirect_uri", &request.registered_uri(0));
        if let Some(scope) = client.role.usual_scope() {
            request.set("scope", scope);
        }
        request.set("state", STATE);
        if client.role.is_public() {
            request.set_challenge(VERIFIER, "S256");
        }
        request
    }

    /// The value of a parameter, if it is sent.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// The address that the user opens.
    ///
    /// # Errors
    ///
    /// Never in practice: a query is added to a parsed address.
    pub fn url(&self, app_url: &Url) -> Result<Url, url::ParseError> {
        let base = app_url.as_str().trim_end_matches('/');
        let mut url = Url::parse(&format!("{base}/auth/oauth2/authorize"))?;
        let query =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.parameters).finish();
        url.set_query(Some(&query));
        Ok(url)
    }

    /// Sets a parameter, in its old place where it has one.
    pub(crate) fn set(&mut self, name: &'static str, value: &str) {
        match self.parameters.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.parameters.push((name, value.to_owned())),
        }
    }

    /// Sends the challenge of `verifier`, by `method`.
    pub(crate) fn set_challenge(&mut self, verifier: &str, method: &str) {
        self.set("code_challenge", &challenge(verifier));
        self.set("code_challenge_method", method);
        self.verifier = Some(verifier.to_owned());
    }

    fn without(&mut self, name: &str) {
        self.parameters.retain(|(key, _)| *key != name);
    }

    fn change_client_id(&mut self, change: fn(&str) -> String) {
        let changed = change(self.parameter("client_id").unwrap_or_default());
        self.set("client_id", &changed);
    }

    fn registered_uri(&self, place: usize) -> String {
        self.registered.get(place).or(self.registered.first()).cloned().unwrap_or_default()
    }

    fn change_uri(&mut self, change: fn(&str) -> String) {
        let changed = change(&self.registered_uri(0));
        self.set("redirect_uri", &changed);
    }

    fn put_scope_before(&mut self, scope: &'static str) {
        self.around.0.push(scope);
        self.set_scopes_around();
    }

    fn put_scope_after(&mut self, scope: &'static str) {
        self.around.1.push(scope);
        self.set_scopes_around();
    }

    fn set_scopes_around(&mut self) {
        let usual = ["BOOKING_READ", "PROFILE_READ"];
        let all: Vec<&str> = self.around.0.iter().chain(&usual).chain(&self.around.1).copied().collect();
        self.set("scope", &all.join(" "));
    }
}

/// The S256 challenge of a verifier (RFC 7636, 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// 128 characters, the most of RFC 7636, 4.1. Its challenge is the same in every alphabet of Base64, so that only its
/// length is tried.
fn longest_verifier() -> String {
    let verifiers = (0..1_000).map(|number| format!("{number:0>128}"));
    verifiers.into_iter().find(|it| !challenge(it).contains(['-', '_'])).unwrap_or_else(|| "v".repeat(128))
}

type Change = fn(&mut AuthorizationRequest);

phrases! {
    /// A detail of an authorization request.
    RequestDetail, "request", Change {
        "she denies it" => |r| r.decision = Some(Decision::Deny),
        "she denies it, and no state was sent" => |r| {
            r.decision = Some(Decision::Deny);
            r.without("state");
        },
        "for a client that is pending" => |r| r.instead = Some(ClientRole::Novice),
        "for a client that is rejected" => |r| r.instead = Some(ClientRole::Outcast),
        "for a team that she runs" => |r| r.team = Some(TeamRelation::Runs),
        "for a team in which she is a mere member" => |r| r.team = Some(TeamRelation::Member),
        "for a team to which she does not belong" => |r| r.team = Some(TeamRelation::Stranger),
        "with an unknown client id" => |r| r.set("client_id", UNKNOWN_CLIENT_ID),
        "without the client id" => |r| r.without("client_id"),
        "with the client id in capitals" => |r| r.change_client_id(str::to_ascii_uppercase),
        "with a blank after the client id" => |r| r.change_client_id(|id| format!("{id} ")),
        "with an empty client id" => |r| r.set("client_id", ""),
        "without the redirect URI" => |r| r.without("redirect_uri"),
        "with an empty redirect URI" => |r| r.set("redirect_uri", ""),
        "with a redirect URI that is no web address" => |r| r.set("redirect_uri", "not a web address"),
        "with its first redirect URI" => |r| r.set("redirect_uri", &r.registered_uri(0)),
        "with its other redirect URI" => |r| r.set("redirect_uri", &r.registered_uri(1)),
        "with a redirect URI that has a query" => |r| {
            r.registers = Some(REDIRECT_URI_WITH_QUERY);
            r.set("redirect_uri", REDIRECT_URI_WITH_QUERY);
        },
        "with an unregistered redirect URI" => |r| r.set("redirect_uri", uri::UNREGISTERED),
        "with the redirect URI under another scheme" => |r| r.change_uri(uri::other_scheme),
        "with the redirect URI on another host" => |r| r.change_uri(uri::other_host),
        "with the redirect URI on a subdomain" => |r| r.change_uri(uri::subdomain),
        "with the redirect URI on another port" => |r| r.change_uri(uri::other_port),
        "with a registered loopback address on another port" => |r| {
            r.registers = Some("http://127.0.0.1:3000/callback");
            r.set("redirect_uri", "http://127.0.0.1:3001/callback");
        },
        "with a registered redirect URI without its query" => |r| {
            r.registers = Some("https://acme.example/tenants?tenant=7");
            r.set("redirect_uri", "https://acme.example/tenants");
        },
        "with the redirect URI's default port written out" => |r| r.change_uri(uri::default_port),
        "with the redirect URI's scheme in capitals" => |r| r.change_uri(uri::scheme_in_capitals),
        "with the redirect URI's host in capitals" => |r| r.change_uri(uri::host_in_capitals),
        "with the redirect URI's path in capitals" => |r| r.change_uri(uri::path_in_capitals),
        "with the redirect URI on another path" => |r| r.change_uri(uri::other_path),
        "with the redirect URI one folder deeper" => |r| r.change_uri(|uri| format!("{uri}/deeper")),
        "with dot segments in the redirect URI" => |r| r.change_uri(uri::dot_segments),
        "with a letter of the redirect URI percent-encoded" => |r| r.change_uri(uri::percent_encoded_letter),
        "with a slash after the redirect URI" => |r| r.change_uri(|uri| format!("{uri}/")),
        "with a query after the redirect URI" => |r| r.change_uri(|uri| format!("{uri}?x=1")),
        "with a question mark after the redirect URI" => |r| r.change_uri(|uri| format!("{uri}?")),
        "with a fragment after the redirect URI" => |r| r.change_uri(|uri| format!("{uri}#x")),
        "with more letters after the redirect URI" => |r| r.change_uri(|uri| format!("{uri}evil")),
        "with only the start of the redirect URI" => |r| r.change_uri(uri::start),
        "with a user name in the redirect URI" => |r| r.change_uri(uri::with_user_name),
        "with a blank after the redirect URI" => |r| r.change_uri(|uri| format!("{uri} ")),
        "without a scope" => |r| r.without("scope"),
        "with an empty scope" => |r| r.set("scope", ""),
        "with only separators for a scope" => |r| r.set("scope", ", ,"),
        "with the scope EVENT_TYPE_READ alone" => |r| r.set("scope", "EVENT_TYPE_READ"),
        "with the scope BOOKING_READ alone" => |r| r.set("scope", "BOOKING_READ"),
        "with the scope SCHEDULE_READ alone" => |r| r.set("scope", "SCHEDULE_READ"),
        "with the scope APPS_READ alone" => |r| r.set("scope", "APPS_READ"),
        "with the scope PROFILE_READ alone" => |r| r.set("scope", "PROFILE_READ"),
        "with the scope TEAM_EVENT_TYPE_READ alone" => |r| r.set("scope", "TEAM_EVENT_TYPE_READ"),
        "with the scope TEAM_BOOKING_READ alone" => |r| r.set("scope", "TEAM_BOOKING_READ"),
        "with the scope TEAM_SCHEDULE_READ alone" => |r| r.set("scope", "TEAM_SCHEDULE_READ"),
        "with the scope TEAM_PROFILE_READ alone" => |r| r.set("scope", "TEAM_PROFILE_READ"),
        "with the scope TEAM_MEMBERSHIP_READ alone" => |r| r.set("scope", "TEAM_MEMBERSHIP_READ"),
        "with the scope ORG_EVENT_TYPE_READ alone" => |r| r.set("scope", "ORG_EVENT_TYPE_READ"),
        "with the scope ORG_BOOKING_READ alone" => |r| r.set("scope", "ORG_BOOKING_READ"),
        "with the scope ORG_SCHEDULE_READ alone" => |r| r.set("scope", "ORG_SCHEDULE_READ"),
        "with the scope TEAM_BOOKING_WRITE alone" => |r| r.set("scope", "TEAM_BOOKING_WRITE"),
        "with the scope ORG_BOOKING_WRITE alone" => |r| r.set("scope", "ORG_BOOKING_WRITE"),
        "with the scope READ_BOOKING alone" => |r| r.set("scope", "READ_BOOKING"),
        "with the scope ORG_PROFILE_READ alone" => |r| r.set("scope", "ORG_PROFILE_READ"),
        "with a scope that does not exist" => |r| r.set("scope", UNKNOWN_SCOPE),
        "with a scope that does not exist before the others" => |r| r.put_scope_before(UNKNOWN_SCOPE),
        "with a scope that does not exist after the others" => |r| r.put_scope_after(UNKNOWN_SCOPE),
        "with a scope that is not enabled" => |r| r.set("scope", SCOPE_NOT_ENABLED),
        "with a scope that is not enabled before the others" => |r| r.put_scope_before(SCOPE_NOT_ENABLED),
        "with a scope that is not enabled after the others" => |r| r.put_scope_after(SCOPE_NOT_ENABLED),
        "with a blank between the scopes" => |r| r.set("scope", "BOOKING_READ PROFILE_READ"),
        "with a comma between the scopes" => |r| r.set("scope", "BOOKING_READ,PROFILE_READ"),
        "with a comma and a blank between the scopes" => |r| r.set("scope", "BOOKING_READ, PROFILE_READ"),
        "with many blanks between the scopes" => |r| r.set("scope", "BOOKING_READ   PROFILE_READ"),
        "with many commas between the scopes" => |r| r.set("scope", "BOOKING_READ,,,PROFILE_READ"),
        "with commas and blanks around the scopes" => |r| r.set("scope", ", BOOKING_READ PROFILE_READ ,"),
        "with three scopes, a comma and a blank between" => |r| {
            r.set("scope", "PROFILE_READ,EVENT_TYPE_READ BOOKING_READ");
        },
        "with the scopes in reverse order" => |r| r.set("scope", "PROFILE_READ BOOKING_READ"),
        "with one scope twice" => |r| r.set("scope", "BOOKING_READ PROFILE_READ BOOKING_READ"),
        "with the scopes in lower case" => |r| r.set("scope", "booking_read profile_read"),
        "with a tab between the scopes" => |r| r.set("scope", "BOOKING_READ\tPROFILE_READ"),
        "with a line break between the scopes" => |r| r.set("scope", "BOOKING_READ\nPROFILE_READ"),
        "with a semicolon between the scopes" => |r| r.set("scope", "BOOKING_READ;PROFILE_READ"),
        "without a state" => |r| r.without("state"),
        "with an empty state" => |r| r.set("state", ""),
        "with a state of letters and digits" => |r| r.set("state", "abcXYZ0189"),
        "with a state of plus signs" => |r| r.set("state", "a+b++c"),
        "with a state of blanks" => |r| r.set("state", "a b  c"),
        "with a state of blanks at both ends" => |r| r.set("state", " a "),
        "with a state of percent signs" => |r| r.set("state", "100%a%%"),
        "with a state of percent codes" => |r| r.set("state", "%41%2B%20%00"),
        "with a state of ampersands and equals signs" => |r| r.set("state", "a=b&code=c&&d=="),
        "with a state of hashes and question marks" => |r| r.set("state", "#a?b#?"),
        "with a state of quotes and apostrophes" => |r| r.set("state", "a\"b'c`d"),
        "with a state of markup" => |r| r.set("state", "</script><b>&amp;"),
        "with a state of backslashes" => |r| r.set("state", r"\a\\n\u0041"),
        "with a state of JSON" => |r| r.set("state", r#"{"a":[1,"b c"]}"#),
        "with a state of a web address" => |r| r.set("state", "https://acme.example/x?y=1&z=2#t"),
        "with a state of padded Base64" => |r| r.set("state", "+/+/ab=="),
        "with a state of umlauts" => |r| r.set("state", "äöüßÄÖÜ"),
        "with a state of emoji" => |r| r.set("state", "🎉👩\u{200d}💻"),
        "with a state of Hebrew letters" => |r| r.set("state", "שלום"),
        "with a state of combining accents" => |r| r.set("state", "e\u{301}"),
        "with a state of line breaks" => |r| r.set("state", "a\r\nb"),
        "with a state of one character" => |r| r.set("state", "0"),
        "with a state of two thousand letters" => |r| r.set("state", &"s".repeat(2_000)),
        "without a response type" => |r| r.without("response_type"),
        "with the response type code" => |r| r.set("response_type", "code"),
        "with the response type token" => |r| r.set("response_type", "token"),
        "with a made-up response type" => |r| r.set("response_type", "nonsense"),
        "with an empty response type" => |r| r.set("response_type", ""),
        "with a challenge" => |r| r.set_challenge(VERIFIER, "S256"),
        "without a challenge" => |r| {
            r.without("code_challenge");
            r.without("code_challenge_method");
        },
        "with an empty challenge" => |r| r.set("code_challenge", ""),
        "without a challenge method" => |r| r.without("code_challenge_method"),
        "with a challenge by the plain method" => |r| {
            r.set_challenge(VERIFIER, "plain");
            r.set("code_challenge", VERIFIER);
        },
        "with a challenge by another method" => |r| r.set_challenge(VERIFIER, "S512"),
        "with the challenge method in lower case" => |r| r.set_challenge(VERIFIER, "s256"),
        "with the challenge of a verifier of 128 characters" => |r| {
            r.set_challenge(&longest_verifier(), "S256");
        },
        "with the challenge of the published example" => |r| {
            r.set("code_challenge", PUBLISHED_CHALLENGE);
            r.set("code_challenge_method", "S256");
            r.verifier = Some(PUBLISHED_VERIFIER.to_owned());
        },
    }
}

impl RequestDetail {
    /// Changes what the phrase says.
    pub(crate) fn apply(&self, request: &mut AuthorizationRequest) {
        (self.0)(request);
    }
}

crate::redaction::opaque!(AuthorizationRequest);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_is_what_it_says() {
        assert_eq!(challenge(PUBLISHED_VERIFIER), PUBLISHED_CHALLENGE);
    }

    #[test]
    fn only_the_phrases_of_the_list_are_details() {
        assert!("with the scope ORG_PROFILE_READ alone".parse::<RequestDetail>().is_ok());
        assert!("with the scope".parse::<RequestDetail>().is_err());
        assert!("with a scope".parse::<RequestDetail>().is_err());
    }
}
