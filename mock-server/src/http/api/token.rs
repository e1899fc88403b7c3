//! `POST /v2/auth/oauth2/token` (oauth.txt §3, production-oauth A and B).

mod rendezvous;

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::header::{CACHE_CONTROL, PRAGMA};
use serde_json::{Value, json};

use super::envelope::{self, REQUEST_ID, UNKNOWN_REQUEST};
use crate::http::body::{self, Written};
use crate::http::respond::{self, Reply};
use crate::http::routes::Operation;
use crate::http::site::{Note, Request, Site};
use crate::rules::exchange::{self, Redemption};
use crate::rules::issuance::Issuance;
use crate::rules::refresh;
use crate::rules::token_request::{self, Exchange, Refresh, TokenRequest};
use crate::store::{App, Holder};
use crate::wire::{
    ApiError, Check, Claims, Client, ClientId, ClientType, Code, Delivery, Grant, Parameters, Place, Refusal,
    Refused, Tokens, Version, token,
};

pub(in crate::http) use rendezvous::Rendezvous;

/// Whether `request` is for this endpoint, with whatever method.
pub(super) fn is_here(site: &Site, request: &Request) -> bool {
    let found = site.map.find(&http::Method::POST, request.path(), Version::of(None));
    found.is_some_and(|(route, _)| route.operation == Operation::Token)
}

pub(super) async fn answer(site: &Site, request: &Request) -> Reply {
    let app = &*site.app;
    let parameters = match body::parameters(&request.parts.headers, &request.body, &app.strictness) {
        Ok(parameters) => credentials_from_elsewhere(app, request, parameters),
        Err(refusal) => return refused(app, request, Note::default(), &token_request::unreadable(refusal)),
    };
    let note = Note::about(parameters.text("client_id"));
    let written = Written::of(&request.parts.headers);
    let outcome = match token_request::read(&parameters, &app.strictness) {
        Ok(TokenRequest::Exchange(exchange)) => exchange_code(site, &exchange, written).await,
        Ok(TokenRequest::Refresh(refresh)) => {
            let racing =
                app.strictness.at(Place::RefreshesRace) && site.rendezvous.meet(&refresh.refresh_token).await;
            renew(app, &refresh, written, racing)
        }
        Err(no) => Err(no),
    };
    match outcome {
        Ok(tokens) => note.on(success(app, &tokens)),
        Err(no) => refused(app, request, note, &no),
    }
}

/// The answer to a request whose body never came whole.
pub(super) fn incomplete(app: &App, request: &Request) -> Reply {
    refused(app, request, Note::default(), &token_request::unreadable(Refusal::BodyIncomplete))
}

/// Where exchanges race, one that would win waits for another. What comes meanwhile does not take the win from it.
async fn exchange_code(site: &Site, request: &Exchange, written: Written) -> Result<Tokens, Refused> {
    let app = &*site.app;
    let racing = app.strictness.at(Place::ExchangesRace) && would_win(app, request, written);
    if racing {
        site.rendezvous.meet(&request.code).await;
    }
    redeem(app, request, written, racing)
}

fn would_win(app: &App, request: &Exchange, written: Written) -> bool {
    let _still = app.still();
    let client = client_of(app, request);
    let found = app.codes.judge(&request.code, |code| code.as_deref().cloned());
    exchange::redeem(None, &redemption(app, request, client.as_deref(), found, written)).is_ok()
}

/// Finds the client, judges and uses up the code under one lock, and issues the tokens while the world stands still.
fn redeem(app: &App, request: &Exchange, written: Written, racing: bool) -> Result<Tokens, Refused> {
    let _still = app.still();
    let client = client_of(app, request);
    let mut case = redemption(app, request, client.as_deref(), None, written);
    let code = app.codes.judge(&request.code, |code| {
        case.code = code.as_deref().cloned();
        if let Some(found) = &mut case.code {
            found.is_spent &= !racing;
        }
        exchange::redeem(code, &case).map(|()| case.code)
    })?;
    let (Some(client), Some(code)) = (client, code) else { return Err(fails("nothing was found")) };
    if fails_by_form(app, &client, written) {
        return Err(fails("fault: a form"));
    }
    Ok(issue(app, &client, &code.grant, None))
}

fn client_of(app: &App, request: &Exchange) -> Option<Arc<Client>> {
    app.clients.lend(&ClientId(request.client_id.clone()))
}

fn redemption<'a>(
    app: &'a App,
    request: &'a Exchange,
    client: Option<&'a Client>,
    code: Option<Code>,
    written: Written,
) -> Redemption<'a> {
    let is_form = written == Written::Form;
    Redemption { request, client, code, is_form, now: app.env.clock.now(), strictness: &app.strictness }
}

/// Finds the client, judges and uses up the refresh token under one lock, and issues new tokens while the world stands
/// still.
fn renew(app: &App, request: &Refresh, written: Written, racing: bool) -> Result<Tokens, Refused> {
    let _still = app.still();
    let now = app.env.clock.now();
    let client = app.clients.lend(&ClientId(request.client_id.clone()));
    let claims = refresh::claims(&request.refresh_token, &app.signing_key(), &app.strictness);
    let secret = claims.as_ref().and_then(|claims| claims.secret.as_deref()).unwrap_or_default();
    let holder = claims.as_ref().and_then(holder);
    let ended = refresh::ends(&app.strictness);
    let grant = app.refresh_tokens.judge(secret, holder.as_ref(), ended, |counts| {
        refresh::renew(&refresh::Renewal {
            request,
            client: client.as_deref(),
            claims: claims.as_ref(),
            counts: counts || racing,
            is_form: written == Written::Form,
            now,
            strictness: &app.strictness,
        })
    })?;
    let client = client.ok_or_else(|| refresh_fails("nothing was found"))?;
    if written == Written::Form && app.strictness.at(Place::FormsOfRefreshesFail) {
        return Err(refresh_fails("fault: a form"));
    }
    Ok(issue(app, &client, &grant, claims.as_ref()))
}

/// Whose a refresh token says that it is.
fn holder(claims: &Claims) -> Option<Holder> {
    Some(Holder { client: ClientId(claims.client_id.clone()), grantee: claims.grantee()? })
}

/// New tokens for what was granted, at an exchange or, where a token was `renewed`, at a refresh.
fn issue(app: &App, client: &Client, grant: &Grant, renewed: Option<&Claims>) -> Tokens {
    let now = app.env.clock.now();
    let issuance = Issuance { client, grant, renewed, now, strictness: &app.strictness };
    let secret = URL_SAFE_NO_PAD.encode(app.env.dice.bytes::<32>());
    let holder = Holder { client: client.id.clone(), grantee: grant.grantee };
    app.refresh_tokens.issue(&secret, holder, issuance.refresh_ends(), now);
    Tokens {
        access_token: sign(app, &issuance.access_claims()),
        token_type: issuance.token_type(client.kind).to_owned(),
        refresh_token: sign(app, &issuance.refresh_claims(secret)),
        expires_in: issuance.expires_in(client.kind),
        scope: issuance.scope_text(),
    }
}

fn sign(app: &App, claims: &Claims) -> String {
    let key = app.signing_key();
    let is_a_text = app.strictness.at(Place::ScopeClaimIsAText);
    let names_a_subject = app.strictness.at(Place::TokensNameASubject);
    if !is_a_text && !names_a_subject {
        return claims.sign(&key).unwrap_or_default();
    }
    let mut said = serde_json::to_value(claims).unwrap_or_default();
    if is_a_text {
        said["scope"] = Value::String(claims.scope.joined());
    }
    if names_a_subject {
        said["sub"] = json!(claims.user_id);
    }
    token::sign(&said, &key).unwrap_or_default()
}

fn success(app: &App, tokens: &Tokens) -> Reply {
    let mut reply = respond::json(200, tokens);
    if !app.strictness.at(Place::SuccessMayBeCached) {
        forbid_caching(&mut reply);
    }
    reply
}

/// The one function in which a refusal of this endpoint becomes an answer.
fn refused(app: &App, request: &Request, note: Note, no: &Refused) -> Reply {
    let strictness = &app.strictness;
    if no.check == Check::BodyReadable && strictness.at(Place::UnreadableBodyIsNotOauthShaped) {
        return note.refused(no).on(unreadable_at_production(app, request, &no.refusal));
    }
    let (mut status, error) = match no.refusal.delivery() {
        Delivery::Token(status, error) => (status, error),
        Delivery::Page | Delivery::Redirect(_) => (400, no.refusal.error()),
    };
    let mut body = json!({"error": error, "error_description": no.refusal.to_string()});
    if strictness.at(Place::EveryRefusalIs400) && status == 401
        || strictness.at(Place::LargeBodyIs400) && no.refusal == Refusal::BodyTooLarge
    {
        status = 400;
    }
    if no.refusal == Refusal::UnreadableBody && strictness.at(Place::UnreadableBodyIs422) {
        status = 422;
    }
    if no.refusal == Refusal::UnreadableBody && strictness.at(Place::UnreadableBodyIsUnexplained) {
        body = json!({"error": error});
    }
    if strictness.at(Place::RefusalsSayMore) {
        body["status"] = json!(status);
    }
    let mut reply = respond::json(status, &body);
    if !strictness.at(Place::RefusalsMayBeCached) {
        forbid_caching(&mut reply);
    }
    respond::set(&mut reply, REQUEST_ID, request_id(request, no));
    let note = note.refused(no);
    let has_header = request.header("authorization").is_some();
    if has_header { note.and("the Authorization header is not read here") } else { note }.on(reply)
}

/// production-oauth A.1: the API's envelope for what is no JSON, the framework's bare shape for what was not even tried.
fn unreadable_at_production(app: &App, request: &Request, refusal: &Refusal) -> Reply {
    match refusal.delivery() {
        Delivery::Token(status, _) if *refusal != Refusal::UnreadableBody => {
            respond::bare(status, &refusal.to_string())
        }
        _ => envelope::error(app, request, &ApiError::UnreadableBody),
    }
}

/// production-oauth A.2: what the request said; a body that could not be read is answered before anyone looks.
fn request_id<'a>(request: &'a Request, no: &Refused) -> &'a str {
    let said = request.header("x-request-id").filter(|id| !id.is_empty() && no.check != Check::BodyReadable);
    said.unwrap_or(UNKNOWN_REQUEST)
}

fn forbid_caching(reply: &mut Reply) {
    respond::set(reply, CACHE_CONTROL, "no-store");
    respond::set(reply, PRAGMA, "no-cache");
}

/// HTTP Basic is ignored (TOKEN-28), but for a faulty server.
fn credentials_from_elsewhere(app: &App, request: &Request, mut parameters: Parameters) -> Parameters {
    if !app.strictness.at(Place::BasicIsRead) || parameters.names("client_id") {
        return parameters;
    }
    let encoded = request.header("authorization").and_then(|value| value.strip_prefix("Basic "));
    let decoded =
        encoded.and_then(|text| STANDARD.decode(text).ok()).and_then(|bytes| String::from_utf8(bytes).ok());
    if let Some((id, secret)) = decoded.as_deref().and_then(|pair| pair.split_once(':')) {
        parameters.0.insert("client_id".to_owned(), json!(id));
        parameters.0.insert("client_secret".to_owned(), json!(secret));
    }
    parameters
}

/// A faulty server that grants nothing to a form.
fn fails_by_form(app: &App, client: &Client, written: Written) -> bool {
    let fault = match client.kind {
        ClientType::Confidential => Place::FormsOfConfidentialClientsFail,
        ClientType::Public => Place::FormsOfPublicClientsFail,
    };
    written == Written::Form && app.strictness.at(fault)
}

fn fails(differed: &str) -> Refused {
    Refused { check: Check::CodeKnown, refusal: Refusal::CodeInvalid, differed: differed.to_owned() }
}

fn refresh_fails(differed: &str) -> Refused {
    let (check, refusal) = (Check::RefreshTokenGenuine, Refusal::InvalidRefreshToken);
    Refused { check, refusal, differed: differed.to_owned() }
}

#[cfg(test)]
mod tests;
