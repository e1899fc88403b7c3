//! Who calls, as far as the headers say.

use crate::http::site::{Note, Request};
use crate::rules::bearer::{self, Call};
use crate::store::App;
use crate::wire::{ApiError, Check, Claims, ClientId, Refused, Use, User};

/// Who calls, as far as the headers say.
pub(super) struct Caller {
    client_id: Option<String>,
    has_secret_key: bool,
    token: Option<String>,
    claims: Option<Claims>,
    user: Option<User>,
}

impl Caller {
    pub(super) fn of(app: &App, request: &Request) -> Self {
        let header = request.parts.headers.get(http::header::AUTHORIZATION);
        let token = header.map(|value| bearer::token(&String::from_utf8_lossy(value.as_bytes())));
        let key = app.signing_key();
        let claims = token.as_deref().and_then(|token| bearer::claims(token, &key, &app.strictness));
        let client = |id: &str| app.clients.find(&ClientId(id.to_owned()));
        let claims = claims.filter(|it| !bearer::is_cut_off(it, || client(&it.client_id), &app.strictness));
        let grantee = claims.as_ref().and_then(Claims::grantee);
        let user = grantee.and_then(|grantee| app.user_behind(grantee));
        let is_there = |text: &&str| !text.is_empty();
        let client_id = request.header("x-cal-client-id").filter(is_there).map(str::to_owned);
        let has_secret_key = request.header("x-cal-secret-key").as_ref().is_some_and(is_there);
        Self { client_id, has_secret_key, token, claims, user }
    }

    fn call<'a>(&'a self, app: &'a App) -> Call<'a> {
        Call {
            client_id: self.client_id.as_deref(),
            has_secret_key: self.has_secret_key,
            token: self.token.as_deref(),
            claims: self.claims.as_ref(),
            user: self.user.as_ref(),
            now: app.env.clock.now(),
            strictness: &app.strictness,
        }
    }

    /// The claims of an access token that still counts: the scope guard looks at no other.
    pub(super) fn valid_claims(&self, app: &App) -> Option<&Claims> {
        let now = app.env.clock.now();
        self.claims.as_ref().filter(|claims| claims.token_type == Use::Access && claims.is_in_time(now))
    }

    /// Whether the permission guard lets the call pass.
    pub(super) fn permitted(&self, app: &App) -> Result<(), Refused<ApiError>> {
        bearer::permit(&self.call(app))
    }

    /// The user, if the call says who calls, and nobody if it says nothing at all.
    pub(super) fn perhaps_identified(&self, app: &App) -> Result<Option<User>, Refused<ApiError>> {
        let says_something = self.token.is_some() || (self.client_id.is_some() && self.has_secret_key);
        if says_something { self.identified(app).map(Some) } else { Ok(None) }
    }

    /// The user who calls.
    pub(super) fn identified(&self, app: &App) -> Result<User, Refused<ApiError>> {
        let case = self.call(app);
        bearer::identify(&case)?;
        // The last check yields the user; it cannot be pardoned.
        self.user.clone().ok_or_else(|| Refused {
            check: Check::SomebodyBehindToken,
            refusal: ApiError::NobodyBehindToken,
            differed: "the user of the token is gone".to_owned(),
        })
    }

    pub(super) fn note(&self) -> Note {
        Note::about(self.claims.as_ref().map(|claims| claims.client_id.as_str()))
    }
}
