//! The integrator's routes. `GET /refresh` is the endpoint that atoms knows as `refreshUrl`; the others are a demo's.

use std::{convert::Infallible, sync::Arc};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{
    Method, Request, Response, StatusCode,
    body::Incoming,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION, SET_COOKIE,
    },
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{Backend, Wrong, cal::Unanswered, creation::Created, pages, refresh::NoToken, storage::Tokens};
use crate::target::handover::Handed;

type Answer = Response<Full<Bytes>>;

/// More than this is nobody's e-mail.
const ENOUGH: usize = 64 * 1024;

/// Answers whoever connects, for ever.
pub(super) async fn serve(listener: TcpListener, backend: Arc<Backend>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, most likely: going on at once would spin.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        let backend = Arc::clone(&backend);
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let backend = Arc::clone(&backend);
                async move { Ok::<_, Infallible>(uncached(answer(&backend, request).await)) }
            });
            // A caller that goes away is no concern of ours.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(backend: &Backend, request: Request<Incoming>) -> Answer {
    let path = request.uri().path().to_owned();
    match (request.method(), path.as_str()) {
        (&Method::OPTIONS, "/refresh") => with_cors(status(StatusCode::NO_CONTENT)),
        (method, "/refresh") => with_cors(refresh(backend, method, request.headers()).await),
        (&Method::POST, "/users") => create(backend, request).await,
        (&Method::POST, "/handover") => take_over(backend, request).await,
        (&Method::GET, "/token") => current_token(backend, request.uri().query().unwrap_or_default()),
        (&Method::GET, _) => match &backend.public {
            Some(folder) => match pages::file(folder, &path) {
                Some((bytes, media_type)) => typed(StatusCode::OK, media_type, bytes),
                None => status(StatusCode::NOT_FOUND),
            },
            None => status(StatusCode::NOT_FOUND),
        },
        _ => status(StatusCode::NOT_FOUND),
    }
}

/// The refresh endpoint: 200 with the token; 404 for nobody's, as Cal.com's own example has it; 400 where Cal.com
/// refuses.
async fn refresh(backend: &Backend, method: &Method, headers: &HeaderMap) -> Answer {
    let allowed = if backend.is(Wrong::PostOnly) { Method::POST } else { Method::GET };
    if method != allowed {
        return status(StatusCode::METHOD_NOT_ALLOWED);
    }
    if backend.is(Wrong::Redirects) {
        let mut answer = status(StatusCode::TEMPORARY_REDIRECT);
        answer.headers_mut().insert(LOCATION, HeaderValue::from_static("/login"));
        return answer;
    }
    if backend.is(Wrong::Hangs) {
        return std::future::pending().await;
    }
    let used_up = used_up(backend, headers);
    let (code, body) = match backend.fresh(bearer(headers)).await {
        Ok(tokens) if backend.is(Wrong::SetsTheRefreshTokenAsACookie) => {
            let mut answer = json_answer(StatusCode::OK, &json!({ "accessToken": tokens.access }));
            if let Ok(cookie) = format!("refreshToken={}; Path=/", tokens.refresh).parse() {
                answer.headers_mut().insert(SET_COOKIE, cookie);
            }
            return answer;
        }
        Ok(tokens) if used_up.is_some() => {
            (StatusCode::OK, json!({ "accessToken": tokens.access, "before": used_up }))
        }
        Ok(_) if backend.is(Wrong::AnswersHtml) => {
            return typed(
                StatusCode::OK,
                "text/html; charset=utf-8",
                "<!doctype html><title>Our app</title>",
            );
        }
        Ok(tokens) => (StatusCode::OK, told(backend, &tokens)),
        Err(NoToken::Nobody) => (StatusCode::NOT_FOUND, none()),
        Err(NoToken::TurnedAway) => (StatusCode::UNAUTHORIZED, none()),
        Err(NoToken::Cal(Unanswered::Refused(_))) => (StatusCode::BAD_REQUEST, none()),
        Err(NoToken::Cal(Unanswered::Lost(_))) => (StatusCode::BAD_GATEWAY, none()),
        Err(NoToken::Storage(_)) => (StatusCode::INTERNAL_SERVER_ERROR, none()),
    };
    let code = if backend.is(Wrong::AnswersAnError) { StatusCode::INTERNAL_SERVER_ERROR } else { code };
    json_answer(code, &body)
}

/// The refresh token that is about to be used up, for one variant that is wrong.
fn used_up(backend: &Backend, headers: &HeaderMap) -> Option<String> {
    let asks = bearer(headers).filter(|_| backend.is(Wrong::ReturnsTheUsedRefreshToken))?;
    backend.storage.user_of(asks).ok()?.map(|user| user.tokens.refresh)
}

/// What the endpoint answers: the access token, and nothing that must not leave the backend.
fn told(backend: &Backend, tokens: &Tokens) -> Value {
    match backend.wrong {
        Some(Wrong::WrongMember) => json!({ "access_token": tokens.access }),
        Some(Wrong::ReturnsTheRefreshToken) => {
            json!({ "accessToken": tokens.access, "refreshToken": tokens.refresh })
        }
        Some(Wrong::LeaksTheClientSecret) => {
            json!({ "accessToken": tokens.access, "credentials": backend.cal.client_secret() })
        }
        _ => json!({ "accessToken": tokens.access }),
    }
}

/// No token, in the words of Cal.com's example.
fn none() -> Value {
    json!({ "accessToken": "" })
}

/// The token of `Authorization: Bearer ...`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

#[derive(Deserialize)]
struct Order {
    email: String,
    name: Option<String>,
}

/// Makes a managed user and remembers it: 201; 409 for one that is known already. A demo: a real backend does this for
/// those who have signed up with it.
async fn create(backend: &Backend, request: Request<Incoming>) -> Answer {
    let Some(order) = read::<Order>(request).await else { return status(StatusCode::BAD_REQUEST) };
    let (code, user) = match backend.create(&order.email, order.name.as_deref()).await {
        Ok(Created::New(user)) => (StatusCode::CREATED, user),
        Ok(Created::Known(user)) => (StatusCode::CONFLICT, user),
        Err(NoToken::Cal(Unanswered::Refused(code))) => {
            return json_answer(StatusCode::BAD_REQUEST, &json!({ "refused": code.as_u16() }));
        }
        Err(NoToken::Storage(_)) => return status(StatusCode::INTERNAL_SERVER_ERROR),
        Err(_) => return status(StatusCode::BAD_GATEWAY),
    };
    json_answer(code, &json!({ "id": user.id, "email": user.email }))
}

/// Remembers a managed user that somebody else has made. A real backend has no such door.
async fn take_over(backend: &Backend, request: Request<Incoming>) -> Answer {
    match read::<Handed>(request).await.map(|handed| backend.take_over(handed)) {
        Some(Ok(())) => status(StatusCode::NO_CONTENT),
        Some(Err(_)) => status(StatusCode::INTERNAL_SERVER_ERROR),
        None => status(StatusCode::BAD_REQUEST),
    }
}

/// The stored access token of a user, for the page. A demo: a real backend knows from its session who asks.
fn current_token(backend: &Backend, query: &str) -> Answer {
    let id = query.strip_prefix("user=").and_then(|id| id.parse().ok());
    match id.map(|id| backend.storage.user(id)) {
        Some(Ok(Some(user))) => json_answer(StatusCode::OK, &json!({ "accessToken": user.tokens.access })),
        _ => json_answer(StatusCode::NOT_FOUND, &none()),
    }
}

async fn read<T: for<'a> Deserialize<'a>>(request: Request<Incoming>) -> Option<T> {
    let body = Limited::new(request.into_body(), ENOUGH).collect().await.ok()?;
    serde_json::from_slice(&body.to_bytes()).ok()
}

fn status(status: StatusCode) -> Answer {
    let mut answer = Response::new(Full::default());
    *answer.status_mut() = status;
    answer
}

fn typed(code: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = code;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    answer
}

fn json_answer(code: StatusCode, body: &Value) -> Answer {
    typed(code, "application/json", body.to_string())
}

/// A page elsewhere may ask the refresh endpoint: it has a token, and no cookie is looked at. The header is named, since
/// `*` does not stand for `authorization`.
fn with_cors(mut answer: Answer) -> Answer {
    let headers = answer.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET"));
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type"));
    answer
}

/// Nobody on the way keeps a token.
fn uncached(mut answer: Answer) -> Answer {
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

crate::redaction::opaque!(Order);
