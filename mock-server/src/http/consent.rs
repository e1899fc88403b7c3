//! The user's decision over an authorization request: the same for the page and for the control door.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::rules::authorization::{self, Account, Authorization, AuthorizationRequest};
use crate::rules::{grant, redirect, scopes};
use crate::store::App;
use crate::wire::{Check, Client, ClientId, Delivery, Grantee, Place, Refusal, Refused};

/// Reads an authorization request from a raw query. Of a repeated parameter the first counts.
pub(super) fn request(app: &App, query: &str) -> AuthorizationRequest {
    let sent = |wanted: &str| {
        let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.into_owned())
    };
    let value = |wanted: &str| sent(wanted).filter(|value| !value.is_empty());
    AuthorizationRequest {
        client_id: value("client_id").unwrap_or_default(),
        redirect_uri: value("redirect_uri").unwrap_or_default(),
        state: sent("state"),
        scopes: scopes::requested(&value("scope").unwrap_or_default(), &app.strictness),
        challenge: value("code_challenge"),
        method: value("code_challenge_method"),
        response_type: value("response_type"),
    }
}

/// A request with the client it names, before a user who is signed in.
#[derive(Debug)]
pub(super) struct Consent<'a> {
    app: &'a App,
    pub(super) request: AuthorizationRequest,
    client: Option<Client>,
    user: u64,
}

impl<'a> Consent<'a> {
    pub(super) fn new(app: &'a App, mut request: AuthorizationRequest, user: u64) -> Self {
        let client = app.clients.find(&ClientId(request.client_id.clone()));
        if request.redirect_uri.is_empty() && app.strictness.at(Place::RedirectUriByDefault) {
            let first = client.as_ref().and_then(|client| client.redirect_uris.first());
            request.redirect_uri = first.cloned().unwrap_or_default();
        }
        Self { app, request, client, user }
    }

    fn case(&self, account: Account) -> Authorization<'_> {
        Authorization {
            request: &self.request,
            client: self.client.as_ref(),
            user: self.user,
            account,
            strictness: &self.app.strictness,
        }
    }

    /// Whether the user may be asked at all, and by whom.
    pub(super) fn open(&self) -> Result<&Client, Refused> {
        authorization::open(&self.case(Account::Own))?;
        self.client()
    }

    /// The client: one of the checks yields it, and cannot be pardoned.
    fn client(&self) -> Result<&Client, Refused> {
        self.client.as_ref().ok_or_else(|| Refused {
            check: Check::ClientKnown,
            refusal: Refusal::UnknownClientId,
            differed: "the client is gone".to_owned(),
        })
    }

    /// The user allows it, for themselves or for a team: where the browser goes with the code.
    pub(super) fn allow(&self, team: Option<&str>) -> Result<String, Refused> {
        let team_id = team.filter(|team| !team.is_empty()).map(|team| team.parse().unwrap_or(u64::MAX));
        let account = team_id.map_or(Account::Own, |id| Account::Team(self.app.teams.find(&id)));
        authorization::allow(&self.case(account))?;
        let grantee = team_id.map_or(Grantee::User(self.user), Grantee::Team);
        let code = self.issue(self.client()?, grantee);
        Ok(redirect::success(&self.request.redirect_uri, &code, self.state(), &self.app.strictness))
    }

    fn issue(&self, client: &Client, grantee: Grantee) -> String {
        let App { env, strictness, .. } = self.app;
        let word = URL_SAFE_NO_PAD.encode(grant::code_bytes(&env.dice.bytes(), strictness));
        let now = env.clock.now();
        self.app.codes.issue(&word, grant::code(&self.request, client, grantee, now, strictness), now);
        word
    }

    /// The user denies it. A request that could not be shown is refused as it was then.
    pub(super) fn deny(&self) -> Refused {
        self.open().err().unwrap_or_else(authorization::deny)
    }

    /// Where the browser goes with a refusal; nowhere where it stands on the page.
    pub(super) fn location(&self, refused: &Refused) -> Option<String> {
        let goes = matches!(refused.refusal.delivery(), Delivery::Redirect(_));
        goes.then(|| {
            redirect::failure(
                &self.request.redirect_uri,
                &refused.refusal,
                self.state(),
                &self.app.strictness,
            )
        })
    }

    fn state(&self) -> Option<&str> {
        self.request.state.as_deref()
    }
}
