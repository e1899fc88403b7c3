//! A server with one client and one user at hand, and the few things that tests ask of it.
use std::future::Future;

use mock_server::wire::Fault;
use mock_server::{Builder, MockServer, World};
use reqwest::redirect::Policy;
use serde_json::{Value, json};

pub(crate) const HOME: &str = "https://acme.example/callback";

/// An HTTP client that follows no redirect and minds no proxy.
pub(crate) fn asking() -> reqwest::Client {
    // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().redirect(Policy::none()).build().unwrap()
}

/// A server and somebody who asks it.
pub(crate) struct House {
    pub(crate) server: MockServer,
    pub(crate) http: reqwest::Client,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
    pub(crate) json: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::taught(|builder| builder).await
    }

    pub(crate) async fn with_fault(name: &str) -> Self {
        Self::taught(|builder| builder.fault(Fault::named(name).unwrap())).await
    }

    /// One that was told more before it opened.
    pub(crate) async fn taught(how: impl FnOnce(Builder) -> Builder) -> Self {
        let builder =
            MockServer::builder().world(World::empty()).frozen_at("2026-01-01T00:00:00Z".parse().unwrap());
        let server = how(builder.seed(7)).start().await.unwrap();
        let http = asking();
        let house = Self { server, http };
        house.post("/_mock/v1/users", &json!({"email": "alice@example.com", "password": "wonderland"})).await;
        house
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let json = serde_json::from_str(&text).unwrap_or_default();
        Answer { status, headers, text, json }
    }

    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        let request = self.http.get(self.url(path));
        self.send(match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        })
        .await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.http.post(self.url(path)).json(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.http.put(self.url(path)).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.http.delete(self.url(path))).await
    }

    pub(crate) async fn advance(&self, step: &str) {
        self.send(self.http.patch(self.url("/_mock/v1/clock")).json(&json!({"advance": step}))).await;
    }

    /// A platform client that may do everything.
    pub(crate) async fn platform_client(&self) -> Value {
        self.post("/_mock/v1/platform-clients", &json!({"name": "Orbit", "redirect_uris": [HOME]})).await.json
    }

    /// An approved client of this kind.
    pub(crate) async fn client(&self, kind: &str) -> Value {
        let new = json!({
            "name": "Acme", "purpose": "tests", "type": kind, "status": "approved",
            "redirect_uris": [HOME, "https://acme.example/second"],
            "scopes": ["BOOKING_READ", "PROFILE_READ"],
        });
        self.post("/_mock/v1/clients", &new).await.json
    }

    /// Where the browser goes when alice allows what `client` asks for, with these changes.
    pub(crate) async fn consent(&self, client: &Value, changes: &Value) -> Answer {
        let asked = json!({
            "client_id": client["client_id"], "redirect_uri": HOME, "scope": "PROFILE_READ,BOOKING_READ",
            "state": "s", "user": "alice@example.com", "decision": "allow",
        });
        self.post("/_mock/v1/authorize", &merged(asked, changes)).await
    }

    pub(crate) async fn code(&self, client: &Value, changes: &Value) -> String {
        let answer = self.consent(client, changes).await;
        let location = url::Url::parse(answer.json["location"].as_str().unwrap()).unwrap();
        value(&location, "code")
    }

    /// Exchanges `code` as the documents show it, with these changes; `null` leaves a parameter out.
    pub(crate) async fn exchange(&self, client: &Value, code: &str, changes: &Value) -> Answer {
        let asked = json!({
            "client_id": client["client_id"], "client_secret": client["client_secret"],
            "grant_type": "authorization_code", "code": code, "redirect_uri": HOME,
        });
        self.token(&merged(asked, changes)).await
    }

    pub(crate) async fn token(&self, body: &Value) -> Answer {
        self.post("/v2/auth/oauth2/token", body).await
    }
}

/// The value of a parameter of `url`.
pub(crate) fn value(url: &url::Url, wanted: &str) -> String {
    url.query_pairs().find(|(name, _)| name == wanted).unwrap().1.into_owned()
}

fn merged(mut value: Value, changes: &Value) -> Value {
    let members = value.as_object_mut().unwrap();
    members.extend(changes.as_object().unwrap().clone());
    members.retain(|_, value| !value.is_null());
    value
}

/// All of them at once.
pub(crate) async fn all<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, slot) in futures.iter_mut().zip(&mut done) {
            if slot.is_none()
                && let std::task::Poll::Ready(output) = future.as_mut().poll(context)
            {
                *slot = Some(output);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}
