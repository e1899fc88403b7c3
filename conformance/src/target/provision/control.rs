//! The mock's control door: whatever a scenario needs is made through it, over HTTP.

use reqwest::{Method, StatusCode, Url};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    cast::{
        ClientRole,
        platform::{PlatformMade, PlatformOrder},
    },
    exchange::{Exchange, Question},
    target::clock::Reading,
    transport::Transport,
    verdict::Halt,
};

/// The door of one server.
#[derive(Debug, Clone)]
pub struct Door {
    base: Url,
    transport: Transport,
}

/// A client to be made.
#[derive(Debug, Clone, Serialize)]
pub struct ClientOrder {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// `confidential` or `public`.
    pub r#type: &'static str,
    /// Where it may send the user back to.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scopes: Vec<String>,
    /// `pending`, `approved` or `rejected`.
    pub status: &'static str,
    /// Whose it is: an id or an e-mail.
    pub owner: Value,
    /// Whether it may be without scopes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub legacy: bool,
    /// Where more is told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website_url: Option<&'static str>,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<&'static str>,
}

/// A client that was made.
#[derive(Clone, Deserialize)]
pub struct ClientMade {
    /// Its id.
    pub client_id: String,
    /// Its secret, where it has one.
    #[serde(default)]
    pub client_secret: Option<String>,
}

impl ClientMade {
    /// The same, if it has a secret exactly where one of this kind has.
    pub(crate) fn fit_for(self, role: ClientRole) -> Result<Self, Halt> {
        match (role.is_public(), &self.client_secret) {
            (true, None) | (false, Some(_)) => Ok(self),
            (true, Some(_)) => Err(Halt::mismatch(format!("no secret for {role}, which is public"), "one")),
            (false, None) => Err(Halt::mismatch(format!("a secret for {role}"), "none")),
        }
    }
}

/// A user that was made.
#[derive(Clone, Deserialize)]
pub struct UserMade {
    /// The id, a number or a word.
    pub id: Value,
    /// How to sign in.
    pub email: String,
    /// With what.
    pub password: String,
}

impl Door {
    /// The door of the server at `app_url`.
    #[must_use]
    pub fn new(app_url: Url, transport: Transport) -> Self {
        Self { base: app_url, transport }
    }

    /// The same door, reached in another way.
    #[must_use]
    pub fn over(&self, transport: Transport) -> Self {
        Self { base: self.base.clone(), transport }
    }

    /// Makes a user.
    ///
    /// # Errors
    ///
    /// When the server does not.
    pub async fn create_user(&self, name: &str, email: &str, role: &str) -> Result<UserMade, Halt> {
        let order = json!({ "name": name, "email": email, "role": role });
        self.made("to create a user", "users", &order).await
    }

    /// Makes a client.
    ///
    /// # Errors
    ///
    /// When the server does not.
    pub async fn create_client(&self, order: &ClientOrder) -> Result<ClientMade, Halt> {
        let order = serde_json::to_value(order).map_err(|e| Halt::Ours(e.to_string()))?;
        self.made("to create a client", "clients", &order).await
    }

    /// Makes a platform client.
    ///
    /// # Errors
    ///
    /// When the server does not.
    pub async fn create_platform(&self, order: &PlatformOrder) -> Result<PlatformMade, Halt> {
        let order = serde_json::to_value(order).map_err(|e| Halt::Ours(e.to_string()))?;
        self.made("to create a platform client", "platform-clients", &order).await
    }

    /// Changes a platform client.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn edit_platform(&self, id: &str, change: &Value) -> Result<(), Halt> {
        let path = format!("platform-clients/{id}");
        self.accepted("to change a platform client", Method::PATCH, &path, Some(change)).await.map(drop)
    }

    /// Makes an organization of `members`.
    ///
    /// # Errors
    ///
    /// When the server does not.
    pub async fn create_organization(&self, name: &str, members: &[(&Value, &str)]) -> Result<Value, Halt> {
        self.create_team_that("to create an organization", name, members, &json!(true)).await
    }

    /// Makes a team of `members` in an organization.
    ///
    /// # Errors
    ///
    /// When the server does not.
    pub async fn create_team_in(
        &self,
        organization: &Value,
        name: &str,
        members: &[(&Value, &str)],
    ) -> Result<Value, Halt> {
        self.create_team_that("to create a team in an organization", name, members, organization).await
    }

    /// Makes a team of `members`, each with its role (`MEMBER`, `ADMIN`, `OWNER`).
    ///
    /// # Errors
    ///
    /// When the server does not.
    pub async fn create_team(&self, name: &str, members: &[(&Value, &str)]) -> Result<Value, Halt> {
        self.create_team_that("to create a team", name, members, &json!(false)).await
    }

    async fn create_team_that(
        &self,
        what: &str,
        name: &str,
        members: &[(&Value, &str)],
        organization: &Value,
    ) -> Result<Value, Halt> {
        let members: Vec<Value> =
            members.iter().map(|(user, role)| json!({ "user": user, "role": role })).collect();
        let body = json!({ "name": name, "organization": organization, "members": members });
        let made: Value = self.made(what, "teams", &body).await?;
        Ok(made["id"].clone())
    }

    /// Accepts or rejects a client.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn review(&self, client: &str, decision: &str) -> Result<(), Halt> {
        let body = json!({ "decision": decision, "reason": "It was asked for by a scenario." });
        let path = format!("clients/{client}/review");
        self.accepted("to review a client", Method::POST, &path, Some(&body)).await.map(drop)
    }

    /// Sends a client back to review.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn send_back_to_review(&self, client: &str) -> Result<(), Halt> {
        let body = json!({ "as": "admin", "status": "pending" });
        let path = format!("clients/{client}");
        self.accepted("to send a client back to review", Method::PATCH, &path, Some(&body)).await.map(drop)
    }

    /// Gives a client another name, as its owner, so that a review follows.
    ///
    /// # Errors
    ///
    /// When the server refuses, or does not send the client back to review.
    pub async fn rename(&self, client: &str, name: &str) -> Result<(), Halt> {
        let body = json!({ "as": "owner", "name": name });
        let path = format!("clients/{client}");
        let exchange = self.accepted("to rename a client", Method::PATCH, &path, Some(&body)).await?;
        match exchange.answer.member("status") {
            Some(Value::String(status)) if status == "pending" => Ok(()),
            _ => {
                Err(Halt::mismatch("a client that is pending under its new name", exchange.answer.summary()))
            }
        }
    }

    /// Takes all scopes but this one away from a client, as an admin, so that no review follows.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn narrow(&self, client: &str, scope: &str) -> Result<(), Halt> {
        let body = json!({ "as": "admin", "scopes": [scope] });
        let path = format!("clients/{client}");
        self.accepted("to take scopes away", Method::PATCH, &path, Some(&body)).await.map(drop)
    }

    /// Registers these redirect URIs, as an admin, so that no review follows.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn register(&self, client: &str, redirect_uris: &[String]) -> Result<(), Halt> {
        let body = json!({ "as": "admin", "redirect_uris": redirect_uris });
        let path = format!("clients/{client}");
        let exchange = self.accepted("to register a redirect URI", Method::PATCH, &path, Some(&body)).await?;
        match exchange.answer.member("status") {
            Some(Value::String(status)) if status == "pending" => {
                let expected = "a client that needs no review after an admin's edit";
                Err(Halt::mismatch(expected, exchange.answer.summary()))
            }
            _ => Ok(()),
        }
    }

    /// Consents without a browser: what the page would have done, and where it would have sent the browser.
    ///
    /// # Errors
    ///
    /// When the server answers without a location.
    pub async fn authorize(&self, request: &Value) -> Result<(Exchange, String), Halt> {
        let exchange = self.accepted("to authorize", Method::POST, "authorize", Some(request)).await?;
        match exchange.answer.member("location") {
            Some(Value::String(location)) => Ok((exchange, location)),
            _ => Err(Halt::mismatch("a location from the control door", exchange.answer.summary())),
        }
    }

    /// Removes a client, user or team; that it is gone already is no matter.
    ///
    /// # Errors
    ///
    /// When it is still there.
    pub async fn remove(&self, kind: &str, id: &str) -> Result<(), Halt> {
        let exchange = self.ask(Method::DELETE, &format!("{kind}/{id}"), None).await?;
        let status = exchange.answer.status;
        if status.is_success() || status == StatusCode::NOT_FOUND {
            return Ok(());
        }
        Err(Halt::mismatch(format!("{kind}/{id} to be removed"), exchange.answer.summary()))
    }

    /// The time.
    ///
    /// # Errors
    ///
    /// When the answer holds none.
    pub async fn clock(&self) -> Result<Reading, Halt> {
        let exchange = self.accepted("to read the clock", Method::GET, "clock", None).await?;
        read(&exchange, "the time from the control door")
    }

    /// Moves the clock.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn advance_clock(&self, seconds: i64) -> Result<(), Halt> {
        let body = json!({ "advance": format!("{seconds}s") });
        self.accepted("to move the clock", Method::PATCH, "clock", Some(&body)).await.map(drop)
    }

    async fn made<T: DeserializeOwned>(&self, what: &str, path: &str, body: &Value) -> Result<T, Halt> {
        let exchange = self.accepted(what, Method::POST, path, Some(body)).await?;
        read(&exchange, &format!("the control door {what}"))
    }

    async fn accepted(
        &self,
        what: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Exchange, Halt> {
        let exchange = self.ask(method, path, body).await?;
        if exchange.answer.status.is_success() {
            return Ok(exchange);
        }
        Err(Halt::mismatch(format!("the control door {what}"), exchange.answer.summary()))
    }

    /// The question that [`Door::authorize`] asks.
    ///
    /// # Errors
    ///
    /// Never in practice: the path is a path.
    pub fn authorization(&self, request: &Value) -> Result<Question, Halt> {
        self.question(Method::POST, "authorize", Some(request))
    }

    /// Asks whatever is asked here, and judges nothing.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Exchange, Halt> {
        self.transport.ask_to_the_end(self.question(method, path, body)?).await
    }

    /// Gives a client these scopes, as its `owner` or as an `admin`.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn give_scopes(&self, client: &str, editor: &str, scopes: &[&str]) -> Result<(), Halt> {
        let body = json!({ "as": editor, "scopes": scopes });
        let path = format!("clients/{client}");
        self.accepted("to give a client scopes", Method::PATCH, &path, Some(&body)).await.map(drop)
    }

    /// What the list of a client's secrets shows, oldest first.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn secrets(&self, client: &str) -> Result<Exchange, Halt> {
        let path = format!("clients/{client}/secrets");
        self.accepted("to list the secrets of a client", Method::GET, &path, None).await
    }

    /// The question that [`Door::ask`] asks.
    ///
    /// # Errors
    ///
    /// Never in practice: the path is a path.
    pub fn question(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Question, Halt> {
        let url = self
            .base
            .join(&format!("/_mock/v1/{path}"))
            .map_err(|e| Halt::Ours(format!("{path} is no path: {e}")))?;
        let mut question = body.map_or_else(
            || Question::get(url.clone()),
            |body| Question::post(url.clone(), "application/json", body.to_string()),
        );
        question.method = method;
        Ok(question)
    }
}

fn read<T: DeserializeOwned>(exchange: &Exchange, expected: &str) -> Result<T, Halt> {
    serde_json::from_str(&exchange.answer.body)
        .map_err(|error| Halt::mismatch(expected, format!("{} ({error})", exchange.answer.summary())))
}

crate::redaction::opaque!(ClientMade, UserMade);
