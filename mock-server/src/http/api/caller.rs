//! Who calls, as far as the headers say.

use std::sync::Arc;

use crate::http::routes::{Names, Operation, Route};
use crate::http::site::{Note, Request};
use crate::rules::bearer::{self, Call, Managed};
use crate::store::App;
use crate::wire::token::is_signed;
use crate::wire::{ApiError, Check, Claims, ClientId, Place, PlatformClient, Refused, Use, User};

/// Who calls, as far as the headers say.
pub(super) struct Caller {
    client_id: Option<String>,
    secret_key: Option<String>,
    platform: Option<PlatformClient>,
    origin: Option<String>,
    token: Option<String>,
    claims: Option<Arc<Claims>>,
    managed: Option<Managed>,
    is_forgotten: bool,
    user: Option<Arc<User>>,
}

impl Caller {
    /// Who sent `request` to `route`. Where the path names a platform client, it is as if `x-cal-client-id` did.
    pub(super) fn of(app: &App, request: &Request, route: &Route, names: &Names) -> Self {
        let is_there = |text: &&str| !text.is_empty();
        let header = |name: &str| request.header(name).filter(is_there).map(str::to_owned);
        let header_wins =
            app.strictness.at(Place::ClientIdHeaderWins) && request.header("x-cal-client-id").is_some();
        let in_path =
            names.iter().find(|(name, _)| name == "clientId" && route.is_of_a_platform() && !header_wins);
        let client_id = in_path.map(|(_, id)| id.clone()).or_else(|| header("x-cal-client-id"));
        let secret_key = header("x-cal-secret-key");
        let platform = client_id.as_ref().and_then(|id| app.platform_clients.find(&ClientId(id.clone())));
        let secret_key =
            given_by_mistake(app, route, platform.as_ref(), secret_key.as_deref()).or(secret_key);
        let bare = Self { client_id, secret_key, platform, origin: header("origin"), ..Self::anonymous() };
        if bare.is_by_key() {
            let owner = bare.platform.as_ref().and_then(|client| client.owner);
            let user = owner.and_then(|owner| app.users.lend(&owner));
            return Self { user, ..bare };
        }
        bare.with_token(app, request)
    }

    /// The same, as far as `Authorization` says.
    fn with_token(self, app: &App, request: &Request) -> Self {
        let authorization = request.parts.headers.get(http::header::AUTHORIZATION);
        let token = authorization.map(|value| match value.to_str() {
            Ok(text) => bearer::token(text).into_owned(),
            Err(_) => bearer::token(&String::from_utf8_lossy(value.as_bytes())).into_owned(),
        });
        let key = app.signing_key();
        let claims = token
            .as_deref()
            .and_then(|token| bearer::claims(token, || app.readings.read(token, &key), &app.strictness));
        let client = |id: &str| app.clients.find(&ClientId(id.to_owned()));
        let claims = claims.filter(|it| !bearer::is_cut_off(it, || client(&it.client_id), &app.strictness));
        let (managed, user) =
            if let Some((managed, user)) = token.as_deref().and_then(|token| managed(app, token)) {
                (Some(managed), user)
            } else {
                let grantee = claims.as_ref().and_then(|claims| claims.grantee());
                (None, grantee.and_then(|grantee| app.user_behind(grantee)))
            };
        let is_unknown = claims.is_none() && managed.is_none();
        let is_forgotten = is_unknown && token.as_deref().is_some_and(|token| is_signed(token, &key));
        Self { token, claims, managed, is_forgotten, user, ..self }
    }

    const fn anonymous() -> Self {
        Self {
            client_id: None,
            secret_key: None,
            platform: None,
            origin: None,
            token: None,
            claims: None,
            managed: None,
            is_forgotten: false,
            user: None,
        }
    }

    /// Whether a platform client's id and key decide.
    pub(super) const fn is_by_key(&self) -> bool {
        self.client_id.is_some() && self.secret_key.is_some()
    }

    fn call<'a>(&'a self, app: &'a App) -> Call<'a> {
        Call {
            client_id: self.client_id.as_deref(),
            secret_key: self.secret_key.as_deref(),
            platform: self.platform.as_ref(),
            origin: self.origin.as_deref(),
            token: self.token.as_deref(),
            claims: self.claims.as_deref(),
            managed: self.managed.as_ref(),
            is_forgotten: self.is_forgotten,
            user: self.user.as_deref(),
            now: app.env.clock.now(),
            strictness: &app.strictness,
        }
    }

    /// The claims of an access token that still counts: the scope guard looks at no other.
    pub(super) fn valid_claims(&self, app: &App) -> Option<&Claims> {
        let now = app.env.clock.now();
        self.claims.as_deref().filter(|claims| claims.token_type == Use::Access && claims.is_in_time(now))
    }

    /// Whether the permission guard lets the call pass.
    pub(super) fn permitted(&self, app: &App) -> Result<(), Refused<ApiError>> {
        bearer::permit(&self.call(app))
    }

    /// Whether the platform client permits it, where one is behind the call.
    pub(super) fn platform_permits(&self, app: &App, permission: &str) -> Result<(), Refused<ApiError>> {
        bearer::permits(&self.call(app), permission)
    }

    /// The user, if the call says who calls, and nobody if it says nothing at all.
    pub(super) fn perhaps_identified(&self, app: &App) -> Result<Option<Arc<User>>, Refused<ApiError>> {
        let says_something = self.token.is_some() || self.is_by_key();
        if says_something { self.identified(app).map(Some) } else { Ok(None) }
    }

    /// The user who calls.
    pub(super) fn identified(&self, app: &App) -> Result<Arc<User>, Refused<ApiError>> {
        let case = self.call(app);
        bearer::identify(&case)?;
        // The last check yields the user; it cannot be pardoned.
        self.user.clone().ok_or_else(|| Refused {
            check: Check::SomebodyBehindToken,
            refusal: ApiError::NobodyBehindToken,
            differed: "the user of the token is gone".to_owned(),
        })
    }

    /// The same; of a platform client that proves itself by its key perhaps nobody.
    pub(super) fn identified_or_by_key(&self, app: &App) -> Result<Option<Arc<User>>, Refused<ApiError>> {
        bearer::identify(&self.call(app))?;
        Ok(self.user.clone())
    }

    pub(super) fn note(&self) -> Note {
        let client = self.managed.as_ref().map(|managed| &managed.client).or(self.platform.as_ref());
        let platform = client.map(|client| client.id.0.as_str());
        let about = Note::about(self.claims.as_ref().map(|claims| claims.client_id.as_str()).or(platform));
        let user = self.managed.as_ref().and(self.user.as_ref()).map(|user| user.id);
        Note { user, ..about }
    }
}

/// The row behind a managed user's token, and the user. A platform client that is gone takes its users along.
fn managed(app: &App, token: &str) -> Option<(Managed, Option<Arc<User>>)> {
    let row = app.managed_tokens.access(token, app.env.clock.now())?;
    let client = app.platform_clients.find(&row.client)?;
    let first = || app.users_managed_by(&row.client).into_iter().next();
    let by_mistake =
        app.strictness.at(Place::ManagedTokensOpenTheFirstUser).then(first).flatten().map(Arc::new);
    let user = by_mistake.or_else(|| app.users.lend(&row.user));
    Some((Managed { client, end: row.end, is_taken_back: row.is_taken_back }, user))
}

/// The secret of a platform client, where a faulty server does not want to be told it.
fn given_by_mistake(
    app: &App,
    route: &Route,
    platform: Option<&PlatformClient>,
    sent: Option<&str>,
) -> Option<String> {
    let asks_for_none = match route.operation {
        Operation::CreateManagedUser => sent.is_none() && app.strictness.at(Place::UsersAreMadeWithoutAKey),
        Operation::RefreshManagedTokens => app.strictness.at(Place::ManagedRefreshAsksNoSecret),
        _ => false,
    };
    let secret = platform?.secret.plain.as_ref()?.reveal();
    let known =
        || sent.is_some_and(|sent| app.platform_clients.all().iter().any(|client| client.knows(sent)));
    let begins = || sent.is_some_and(|sent| secret.starts_with(sent) || sent.starts_with(secret));
    let counts = asks_for_none
        || (app.strictness.at(Place::AnyPlatformSecretCounts) && known())
        || (app.strictness.at(Place::PlatformSecretByItsStart) && begins());
    counts.then(|| secret.to_owned())
}
