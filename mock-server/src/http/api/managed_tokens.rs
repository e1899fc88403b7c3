//! `/v2/oauth/{clientId}/refresh` and `.../force-refresh`: new tokens for managed users (platform-quickstart 4,
//! production-api E2 to E4).

use serde_json::{Value, json};

use super::call::Call;
use super::guards::No;
use super::{managed_users, shapes};
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::platform::tokens::{self, Renewal};
use crate::rules::properties::{Is, Property, must};
use crate::store::{App, Pair};
use crate::wire::{ApiError, ClientId, ManagedClaims, ManagedUse};

const OF_REFRESH: &[Property] = &[must("refreshToken", Is::Text)];

/// New tokens for a refresh token, which is worth nothing then. The journal says whose it was.
pub(super) fn refresh(call: &Call<'_>) -> Result<Reply, No> {
    let (app, now) = (call.app, call.now());
    let client = call.platform()?.id;
    let body = call.body(OF_REFRESH)?;
    let token = body.get("refreshToken").and_then(Value::as_str).unwrap_or_default();
    let holder = app.managed_tokens.holder(&client, token);
    let aftermath = tokens::aftermath(&app.strictness);
    let pair = app.managed_tokens.refresh(&client, token, now, aftermath, |user| {
        tokens::renew(&Renewal { counts: user.is_some(), strictness: &app.strictness })?;
        let user = user.ok_or(ApiError::InvalidRefreshToken)?;
        Ok::<_, No>(pair(app, &client, user, true))
    });
    match pair {
        Ok(pair) => {
            Ok(Note { user: holder, ..Note::about(Some(&client.0)) }.on(shapes::success(200, &shown(&pair))))
        }
        Err(no) => Err(no.about(holder)),
    }
}

/// New tokens for a managed user, whose former ones are all taken back.
pub(super) fn force_refresh(call: &Call<'_>) -> Result<Reply, No> {
    let client = call.platform()?.id;
    let user = managed_users::named(call)?.id;
    let pair = pair(call.app, &client, user, false);
    call.app.managed_tokens.replace(&pair, call.now());
    Ok(shapes::success(200, &shown(&pair)))
}

/// The first tokens of a managed user.
pub(super) fn first(app: &App, client: &ClientId, user: u64) -> Value {
    let pair = pair(app, client, user, false);
    app.managed_tokens.issue(&pair, app.env.clock.now());
    shown(&pair)
}

/// Two tokens that nobody knows yet.
fn pair(app: &App, client: &ClientId, user: u64, is_of_refresh: bool) -> Pair {
    let now = app.env.clock.now();
    let sign = |used_for, end: jiff::Timestamp| {
        let claims = ManagedClaims {
            used_for,
            client_id: client.clone(),
            owner_id: user,
            expires_at: end.as_millisecond(),
            user_id: is_of_refresh.then_some(user),
            jti: uuid::Builder::from_random_bytes(app.env.dice.bytes()).into_uuid().to_string(),
            iat: now.as_second(),
        };
        (claims.sign(&app.signing_key()).unwrap_or_default(), end)
    };
    Pair {
        client: client.clone(),
        user,
        access: sign(ManagedUse::Access, tokens::access_end(now, &app.strictness)),
        refresh: sign(ManagedUse::Refresh, tokens::refresh_end(now)),
    }
}

fn shown(pair: &Pair) -> Value {
    json!({
        "accessToken": pair.access.0,
        "accessTokenExpiresAt": pair.access.1.as_millisecond(),
        "refreshToken": pair.refresh.0,
        "refreshTokenExpiresAt": pair.refresh.1.as_millisecond(),
    })
}
