//! A client that means no harm: it signs somebody in, exchanges, refreshes and asks. Every request of it must succeed.

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::program::FORGOTTEN;

const HOME: &str = "https://good.example/callback";

pub(crate) struct GoodClient {
    url: String,
    http: Client,
    runtime: Runtime,
    client: Value,
    rounds: u64,
}

impl GoodClient {
    /// A client and a user of its own at `url`.
    pub(crate) fn new(url: &str) -> Self {
        // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(FORGOTTEN)
            .build()
            .unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut own = Self { url: url.to_owned(), http, runtime, client: Value::Null, rounds: 0 };
        own.post("/_mock/v1/users", &json!({"email": "good@example.com", "password": "good-password"}));
        own.client = own.registered("Good", &["PROFILE_READ"]);
        own
    }

    /// An approved client that may ask for these scopes.
    pub(crate) fn registered(&self, name: &str, scopes: &[&str]) -> Value {
        let client = json!({
            "name": name, "purpose": "tests", "type": "confidential", "status": "approved",
            "redirect_uris": [HOME], "scopes": scopes,
        });
        self.post("/_mock/v1/clients", &client)
    }

    /// The tokens that `client` gets from `user`.
    pub(crate) fn tokens(&self, client: &Value, scope: &str, user: &str) -> Value {
        let order = json!({
            "client_id": client["client_id"], "redirect_uri": HOME, "scope": scope, "state": "s", "user": user,
            "decision": "allow",
        });
        let allowed = self.post("/_mock/v1/authorize", &order);
        let location = url::Url::parse(allowed["location"].as_str().unwrap()).unwrap();
        let code = location.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
        self.post(
            "/v2/auth/oauth2/token",
            &json!({
                "client_id": client["client_id"], "client_secret": client["client_secret"],
                "grant_type": "authorization_code", "code": code, "redirect_uri": HOME,
            }),
        )
    }

    /// Once through everything.
    pub(crate) fn asks(&mut self) {
        let tokens = self.tokens(&self.client, "PROFILE_READ", "good@example.com");
        self.me(&tokens);
        let refreshed = self.post(
            "/v2/auth/oauth2/token",
            &json!({
                "client_id": self.client["client_id"], "client_secret": self.client["client_secret"],
                "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"],
            }),
        );
        self.me(&refreshed);
        self.rounds += 1;
    }

    fn me(&self, tokens: &Value) {
        let request = self.http.get(format!("{}/v2/me", self.url));
        let me = self.send("GET /v2/me", request.bearer_auth(tokens["access_token"].as_str().unwrap()));
        assert_eq!(me["data"]["email"], "good@example.com");
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.send(path, self.http.post(format!("{}{path}", self.url)).json(body))
    }

    /// Now and then on a new connection: to get one is a part of being served.
    fn send(&self, what: &str, request: RequestBuilder) -> Value {
        let is_last = self.rounds.is_multiple_of(4);
        let request = if is_last { request.header("connection", "close") } else { request };
        self.runtime.block_on(async {
            let answer = request.send().await.unwrap_or_else(|error| panic!("{what}: {error:?}"));
            let (status, text) = (answer.status().as_u16(), answer.text().await.unwrap());
            assert!(matches!(status, 200 | 201), "{what}: {status} {text}");
            serde_json::from_str(&text).unwrap()
        })
    }
}
