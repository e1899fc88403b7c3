//! The server to which all that happens, over HTTP: the token endpoint and the API as a client asks them, the rest through
//! the control door, which acts under the rules of the pages.

use mock_server::wire::Fault;
use mock_server::{MockServer, World};
use reqwest::Method;
use serde_json::{Value, json};
use url::Url;

use super::history::{Event, Slip, User, Which, Who};
use super::model::{Outcome, other};

const FIRST: &str = "https://app.example/first";
const SECOND: &str = "https://app.example/second";
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A server, and somebody who asks it.
pub(super) struct House {
    server: MockServer,
    http: reqwest::Client,
}

impl House {
    pub(super) async fn open(fault: Option<&'static Fault>) -> Self {
        // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let mut builder = MockServer::builder().world(World::empty()).frozen_at(now).seed(7);
        if let Some(fault) = fault {
            builder = builder.fault(fault);
        }
        Self {
            server: builder.start().await.unwrap(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// Two users and two clients, to whom nothing has happened yet.
    pub(super) async fn anew(&self) -> Grants<'_> {
        self.server.reset(World::empty());
        for email in ["owen@example.com", "alice@example.com"] {
            self.door(Method::POST, "users", &json!({"email": email})).await;
        }
        let acme = self.client("Acme", "confidential").await;
        let nimbus = self.client("Nimbus", "public").await;
        let secrets = vec![(acme["secrets"][0]["id"].clone(), text(&acme["client_secret"]))];
        let (acme, nimbus) = (text(&acme["client_id"]), text(&nimbus["client_id"]));
        let (codes, refresh_tokens, access_tokens) = (Vec::new(), Vec::new(), Vec::new());
        Grants { house: self, acme, nimbus, secrets, codes, refresh_tokens, access_tokens, names: 0 }
    }

    async fn client(&self, name: &str, kind: &str) -> Value {
        let new = json!({
            "name": name, "purpose": "tests", "type": kind, "status": "approved", "owner": "owen@example.com",
            "redirect_uris": [FIRST, SECOND], "scopes": ["PROFILE_READ"],
        });
        self.door(Method::POST, "clients", &new).await.1
    }

    async fn door(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        self.ask(self.http.request(method, format!("{}/_mock/v1/{path}", self.server.url())).json(body)).await
    }

    async fn ask(&self, request: reqwest::RequestBuilder) -> (u16, Value) {
        let response = request.send().await.unwrap();
        (
            response.status().as_u16(),
            serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default(),
        )
    }
}

/// What was given so far.
pub(super) struct Grants<'a> {
    house: &'a House,
    acme: String,
    nimbus: String,
    /// The id and the plain text of each secret that Acme ever had.
    secrets: Vec<(Value, String)>,
    codes: Vec<(Who, String)>,
    refresh_tokens: Vec<(Who, String)>,
    access_tokens: Vec<String>,
    names: u32,
}

impl Grants<'_> {
    /// What the server makes of `event`.
    pub(super) async fn answers(&mut self, event: &Event) -> Outcome {
        match event {
            Event::Allow(who, user) => self.consent(*who, *user, "allow").await,
            Event::Deny(who, user) => self.consent(*who, *user, "deny").await,
            Event::Exchange(code, slip, secret) => self.exchange(*code, *slip, *secret).await,
            Event::Refresh(token, slip, secret) => self.refresh(*token, *slip, *secret).await,
            Event::Call(token) => self.call(*token).await,
            Event::AddSecret => self.add_secret().await,
            Event::RevokeSecret(secret) => {
                let path = format!("clients/{}/secrets/{}", self.acme, secret.of(&self.secrets).0);
                outcome(self.house.door(Method::DELETE, &path, &Value::Null).await)
            }
            Event::Accept(who) => self.review(*who, json!({"decision": "approve"})).await,
            Event::Reject(who) => self.review(*who, json!({"decision": "reject", "reason": "tests"})).await,
            Event::Suspend(who) => self.edit(*who, json!({"as": "admin", "status": "pending"})).await,
            Event::Rename(who) => {
                self.names += 1;
                self.edit(*who, json!({"name": format!("Name {}", self.names)})).await
            }
            Event::Explain(who) => {
                self.names += 1;
                self.edit(*who, json!({"purpose": format!("tests, {}", self.names)})).await
            }
            Event::Wait(seconds) => outcome(
                self.house.door(Method::PATCH, "clock", &json!({"advance": format!("{seconds}s")})).await,
            ),
        }
    }

    fn id(&self, who: Who) -> &str {
        match who {
            Who::Acme => &self.acme,
            Who::Nimbus => &self.nimbus,
        }
    }

    async fn consent(&mut self, who: Who, user: User, decision: &str) -> Outcome {
        let user = if user == User::Owen { "owen@example.com" } else { "alice@example.com" };
        let mut asked = json!({
            "client_id": self.id(who), "redirect_uri": FIRST, "scope": "PROFILE_READ", "user": user, "decision": decision,
        });
        if who == Who::Nimbus {
            asked["code_challenge"] = json!(CHALLENGE);
        }
        let (status, body) = self.house.door(Method::POST, "authorize", &asked).await;
        let Some(location) = body["location"].as_str() else { return outcome((status, body)) };
        let location = Url::parse(location).unwrap();
        let parameter =
            |wanted: &str| location.query_pairs().find(|(name, _)| name == wanted).map(|(_, it)| it);
        match (parameter("code"), parameter("error")) {
            (Some(code), None) => {
                self.codes.push((who, code.into_owned()));
                Outcome::Given
            }
            (None, Some(error)) => Outcome::Refused(error.into_owned().leak()),
            both => panic!("neither a code nor an error: {both:?}"),
        }
    }

    /// A request with the client's own proof.
    fn proven(&self, who: Who, slip: Slip, secret: Which, mut body: Value) -> Value {
        body["client_id"] = json!(self.id(who));
        let wrong = (slip == Slip::WrongProof).then_some("wrong");
        match who {
            Who::Acme => body["client_secret"] = json!(wrong.unwrap_or(&secret.of(&self.secrets).1)),
            Who::Nimbus if body.get("code").is_some() => {
                body["code_verifier"] = json!(wrong.unwrap_or(VERIFIER));
            }
            Who::Nimbus => {}
        }
        body
    }

    async fn exchange(&mut self, code: Which, slip: Slip, secret: Which) -> Outcome {
        if self.codes.is_empty() {
            return Outcome::Idle;
        }
        let (own, code) = code.of(&self.codes).clone();
        let who = if slip == Slip::OtherClient { other(own) } else { own };
        let redirect_uri = match slip {
            Slip::OtherRedirectUri => SECOND,
            Slip::ForeignRedirectUri => "https://stranger.example/",
            _ => FIRST,
        };
        let body = json!({"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri});
        self.token(who, self.proven(who, slip, secret, body)).await
    }

    async fn refresh(&mut self, token: Which, slip: Slip, secret: Which) -> Outcome {
        if self.refresh_tokens.is_empty() {
            return Outcome::Idle;
        }
        let (own, token) = token.of(&self.refresh_tokens).clone();
        let who = if slip == Slip::OtherClient { other(own) } else { own };
        let body = json!({"grant_type": "refresh_token", "refresh_token": token});
        self.token(who, self.proven(who, slip, secret, body)).await
    }

    async fn token(&mut self, who: Who, body: Value) -> Outcome {
        let url = format!("{}/v2/auth/oauth2/token", self.house.server.url());
        let (status, said) = self.house.ask(self.house.http.post(url).json(&body)).await;
        if status == 200 {
            self.refresh_tokens.push((who, text(&said["refresh_token"])));
            self.access_tokens.push(text(&said["access_token"]));
        }
        outcome((status, said))
    }

    async fn call(&self, token: Which) -> Outcome {
        if self.access_tokens.is_empty() {
            return Outcome::Idle;
        }
        let url = format!("{}/v2/me", self.house.server.url());
        outcome(self.house.ask(self.house.http.get(url).bearer_auth(token.of(&self.access_tokens))).await)
    }

    async fn add_secret(&mut self) -> Outcome {
        let made =
            self.house.door(Method::POST, &format!("clients/{}/secrets", self.acme), &Value::Null).await;
        if made.0 == 201 {
            self.secrets.push((made.1["id"].clone(), text(&made.1["client_secret"])));
        }
        outcome(made)
    }

    async fn review(&self, who: Who, decision: Value) -> Outcome {
        outcome(self.house.door(Method::POST, &format!("clients/{}/review", self.id(who)), &decision).await)
    }

    async fn edit(&self, who: Who, changes: Value) -> Outcome {
        outcome(self.house.door(Method::PATCH, &format!("clients/{}", self.id(who)), &changes).await)
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn outcome((status, body): (u16, Value)) -> Outcome {
    if status < 300 {
        return Outcome::Given;
    }
    let said = body["error_description"].as_str().or_else(|| body["error"]["message"].as_str());
    Outcome::Refused(said.unwrap_or_else(|| panic!("{status} without words: {body}")).to_owned().leak())
}
