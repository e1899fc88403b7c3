//! The API: `/v2/...`, and everything that nobody else owns (production-api A).
//!
//! Order of one request: a JSON body that cannot be read, routing, scope guard, who calls, body, handler.

mod envelope;
mod profile;
mod token;

use http::{Method, StatusCode};

use super::body;
use super::respond::{self, Reply};
use super::routes::{Access, Operation, Route};
use super::site::{Note, Request, Site};
use crate::rules::access::{self, Entry};
use crate::rules::bearer::{self, Call};
use crate::store::App;
use crate::wire::{ApiError, Claims, Refused, Use, User};

pub(super) use token::Rendezvous;

/// Answers a request to the API.
pub(super) async fn answer(site: &Site, request: &Request) -> Reply {
    let app = &*site.app;
    let mut reply = if request.method() == Method::OPTIONS {
        respond::empty(StatusCode::NO_CONTENT)
    } else if !token::is_here(site, request)
        && body::is_unreadable_json(&request.parts.headers, &request.body)
    {
        envelope::error(app, request, &ApiError::UnreadableBody)
    } else {
        match site.map.find(request.method(), request.path()) {
            Some(route) => dispatch(site, request, route).await,
            None => no_route(site, request),
        }
    };
    envelope::dress(app, request, &mut reply);
    reply
}

/// Answers a request of which only a part came: it is not carried out.
pub(super) fn incomplete(site: &Site, request: &Request) -> Reply {
    let app = &*site.app;
    let is_for_tokens = token::is_here(site, request) && request.method() == Method::POST;
    let mut reply = if is_for_tokens {
        token::incomplete(app, request)
    } else {
        envelope::error(app, request, &ApiError::BodyIncomplete)
    };
    envelope::dress(app, request, &mut reply);
    reply
}

async fn dispatch(site: &Site, request: &Request, route: &Route) -> Reply {
    let app = &*site.app;
    let caller = Caller::of(app, request);
    if let Access::Scope(required) = route.access
        && let Err(refused) =
            access::admit(&Entry { claims: caller.valid_claims(app), required }, &app.strictness)
    {
        return caller.refused(app, request, &refused);
    }
    match route.operation {
        Operation::Token => token::answer(site, request).await,
        Operation::Health => respond::with_body(200, "text/html; charset=utf-8", "OK"),
        Operation::ReadProfile => match caller.identified(app) {
            Ok(user) => caller.note().on(profile::read(app, &user)),
            Err(refused) => caller.refused(app, request, &refused),
        },
    }
}

fn no_route(site: &Site, request: &Request) -> Reply {
    if token::is_here(site, request) && site.app.strictness.at(crate::wire::Place::WrongMethodIs405) {
        return respond::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let error = ApiError::NoSuchRoute { method: request.method().to_string(), path: request.target() };
    envelope::error(&site.app, request, &error)
}

/// Who calls, as far as the headers say.
struct Caller {
    client_id: Option<String>,
    has_secret_key: bool,
    token: Option<String>,
    claims: Option<Claims>,
    user: Option<User>,
}

impl Caller {
    fn of(app: &App, request: &Request) -> Self {
        let _still = app.still();
        let header = request.parts.headers.get(http::header::AUTHORIZATION);
        let token = header.map(|value| bearer::token(&String::from_utf8_lossy(value.as_bytes())));
        let key = app.signing_key();
        let claims = token.as_deref().and_then(|token| bearer::claims(token, &key, &app.strictness));
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
    fn valid_claims(&self, app: &App) -> Option<&Claims> {
        let now = app.env.clock.now();
        self.claims.as_ref().filter(|claims| claims.token_type == Use::Access && claims.is_in_time(now))
    }

    fn identified(&self, app: &App) -> Result<User, Refused<ApiError>> {
        let case = self.call(app);
        bearer::identify(&case)?;
        // The last check yields the user; it cannot be pardoned.
        self.user.clone().ok_or_else(|| Refused {
            check: crate::wire::Check::SomebodyBehindToken,
            refusal: ApiError::NobodyBehindToken,
            differed: "the user of the token is gone".to_owned(),
        })
    }

    fn note(&self) -> Note {
        Note::about(self.claims.as_ref().map(|claims| claims.client_id.as_str()))
    }

    fn refused(&self, app: &App, request: &Request, refused: &Refused<ApiError>) -> Reply {
        self.note().refused(refused).on(envelope::error(app, request, &refused.refusal))
    }
}
