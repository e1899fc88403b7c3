//! The authorization request, and what a detail may do to it.

mod details;
mod scopes;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::Url;
use sha2::{Digest as _, Sha256};

pub(crate) use self::scopes::RequestDetail;
use crate::{
    cast::{Client, ClientRole},
    target::consent::form::Decision,
    verdict::Halt,
};

/// The state of a usual request.
const STATE: &str = "kQ7xAcme0189vTz";

/// The verifier of a usual request of a public client.
const VERIFIER: &str = "conformance-verifier_0123456789.abcdefghijklmnopqrstuvwxyz";

/// A scope that will never exist.
const UNKNOWN_SCOPE: &str = "NO_SUCH_SCOPE_EVER";

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
    /// Who asks.
    client: Client,
    /// Why a detail cannot be asked with this client.
    impossible: Option<String>,
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
            client: client.clone(),
            impossible: None,
        };
        request.set("client_id", &client.id);
        request.set("redirect_uri", &request.first_uri());
        if !client.role.is_legacy() {
            request.set("scope", &client.scopes.usual().join(" "));
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

    /// Why this cannot be asked with the client there is, if it cannot.
    pub(crate) fn impossible(&self) -> Result<(), Halt> {
        self.impossible.clone().map_or(Ok(()), |why| Err(Halt::Skip(why)))
    }

    /// Whether the scopes that the book names are those that were asked for.
    pub(crate) fn asks_for(&self, named: [&str; 2]) -> Result<(), Halt> {
        let usual = self.client.scopes.usual();
        if usual.iter().map(String::as_str).eq(named) {
            return Ok(());
        }
        let why =
            format!("{} may not ask for both {} and {}", self.client.role.section(), named[0], named[1]);
        Err(Halt::Skip(why))
    }

    fn cannot(&mut self, why: impl Into<String>) {
        self.impossible.get_or_insert(why.into());
    }

    fn change_client_id(&mut self, change: fn(&str) -> String) {
        let changed = change(&self.client.id);
        if changed == self.client.id {
            self.cannot(format!(
                "the client id of {} reads the same in capitals",
                self.client.role.section()
            ));
        }
        self.set("client_id", &changed);
    }

    fn first_uri(&self) -> String {
        self.client.redirect_uris.first().cloned().unwrap_or_default()
    }

    fn other_uri(&mut self) {
        match self.client.redirect_uris.get(1).cloned() {
            Some(other) => self.set("redirect_uri", &other),
            None => self.cannot(format!("{} has one redirect URI alone", self.client.role.section())),
        }
    }

    /// The one of this number, counted from one.
    fn numbered_uri(&mut self, number: usize) {
        match self.client.redirect_uris.get(number - 1).cloned() {
            Some(uri) => self.set("redirect_uri", &uri),
            None => self.cannot(format!("{} has no {number} redirect URIs", self.client.role.section())),
        }
    }

    /// Sends an address that is not registered.
    fn stray(&mut self, change: fn(&str) -> String) {
        let changed = change(&self.first_uri());
        if self.client.redirect_uris.contains(&changed) {
            self.cannot(format!("{changed} is registered for {} as well", self.client.role.section()));
        } else if Url::parse(&changed).is_err() {
            self.cannot(format!("{changed} is no address at all, which is another mistake"));
        }
        self.set("redirect_uri", &changed);
    }

    /// One scope, which a client must have to be granted it; one of the time before scopes has them all.
    pub(super) fn scope_alone(&mut self, scope: &'static str) {
        if !self.client.role.is_legacy() && !self.client.scopes.has(scope) {
            self.cannot(format!("{} may not ask for {scope}", self.client.role.section()));
        }
        self.set("scope", scope);
    }

    /// All that the client has.
    pub(crate) fn every_scope(&mut self) {
        self.set("scope", &self.client.scopes.all().join(" "));
    }

    /// All that the client has, if this one is among them.
    fn every_scope_with(&mut self, scope: &'static str) {
        if !self.client.scopes.has(scope) {
            self.cannot(format!("{} may not ask for {scope}", self.client.role.section()));
        }
        self.every_scope();
    }

    /// All that the client has but one, which it must have, or nobody could say why it is missing.
    fn every_scope_but(&mut self, scope: &'static str) {
        let others = self.client.scopes.others_than(scope);
        let section = self.client.role.section();
        if !self.client.scopes.has(scope) {
            self.cannot(format!("{section} may not ask for {scope}"));
        } else if others.is_empty() {
            self.cannot(format!("{section} has no scope that opens less than {scope}"));
        }
        self.set("scope", &others.join(" "));
    }

    /// One scope, which the client must not have.
    fn foreign_scope(&mut self, scope: &'static str) {
        if self.client.scopes.has(scope) {
            self.cannot(format!("{} may ask for {scope}", self.client.role.section()));
        }
        self.set("scope", scope);
    }

    /// A documented scope that the client does not have.
    fn not_enabled(&mut self) -> &'static str {
        let Some(scope) = self.client.scopes.lacking() else {
            self.cannot(format!("{} may ask for every documented scope", self.client.role.section()));
            return UNKNOWN_SCOPE;
        };
        scope
    }

    /// The usual scopes, written in another way, which takes two of them.
    fn two_scopes(&mut self, write: fn(&str, &str) -> String) {
        if let [first, second] = self.client.scopes.usual().as_slice() {
            self.set("scope", &write(first, second));
        } else {
            self.cannot(format!("{} may ask for one scope alone", self.client.role.section()));
        }
    }

    fn three_scopes(&mut self, write: fn(&[String; 3]) -> String) {
        match self.client.scopes.usual_three() {
            Some(three) => self.set("scope", &write(&three)),
            None => self.cannot(format!("{} may not ask for three scopes", self.client.role.section())),
        }
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
        let usual = self.client.scopes.usual();
        let usual = usual.iter().map(String::as_str);
        let all: Vec<&str> =
            self.around.0.iter().copied().chain(usual).chain(self.around.1.iter().copied()).collect();
        self.set("scope", &all.join(" "));
    }
}

/// The S256 challenge of a verifier (RFC 7636, 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

crate::redaction::opaque!(AuthorizationRequest);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_is_what_it_says() {
        assert_eq!(challenge(PUBLISHED_VERIFIER), PUBLISHED_CHALLENGE);
    }
}
