//! Cal.com's API, as far as the integrator calls it (production-api E). The client secret goes nowhere else.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode, Url, redirect};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use super::storage::Tokens;
use crate::transport::is_loopback;

/// So long an answer is waited for: atoms itself waits no longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why there are no tokens.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unanswered {
    /// Cal.com said no, so that nothing was changed.
    #[error("Cal.com refused with {0}")]
    Refused(StatusCode),
    /// Nobody knows whether something was changed.
    #[error("no answer of Cal.com's that could be read: {0}")]
    Lost(String),
}

/// A managed user that was made.
#[derive(Deserialize)]
pub(super) struct Made {
    pub(super) user: MadeUser,
    #[serde(flatten)]
    tokens: Pair,
}

impl Made {
    pub(super) fn tokens(&self) -> Tokens {
        Tokens { access: self.tokens.access_token.clone(), refresh: self.tokens.refresh_token.clone() }
    }
}

/// Who it is.
#[derive(Debug, Deserialize)]
pub(super) struct MadeUser {
    pub(super) id: i64,
    pub(super) email: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pair {
    access_token: String,
    refresh_token: String,
}

#[derive(Deserialize)]
struct Envelope<T> {
    data: T,
}

/// The API, and as which client it is called.
pub(super) struct Cal {
    http: Client,
    /// With its `/v2`, without a slash at the end.
    api: String,
    client_id: String,
    client_secret: String,
}

impl Cal {
    pub(super) fn new(api_url: &Url, client_id: &str, client_secret: &str) -> Result<Self, String> {
        // Another client of this process may have installed the same provider before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE);
        // No proxy stands before this machine.
        let builder = if is_loopback(api_url) { builder.no_proxy() } else { builder };
        let http = builder.build().map_err(|error| error.to_string())?;
        let api = api_url.as_str().trim_end_matches('/');
        let api = if api.ends_with("/v2") { api.to_owned() } else { format!("{api}/v2") };
        Ok(Self { http, api, client_id: client_id.to_owned(), client_secret: client_secret.to_owned() })
    }

    /// The client's secret, for one variant that is wrong.
    pub(super) fn client_secret(&self) -> &str {
        &self.client_secret
    }

    /// Makes a managed user.
    pub(super) async fn create(&self, email: &str, name: Option<&str>) -> Result<Made, Unanswered> {
        let mut body = json!({ "email": email });
        if let Some(name) = name {
            body["name"] = name.into();
        }
        let request = self.http.post(self.address(&["oauth-clients", &self.client_id, "users"])).json(&body);
        self.answer(request).await
    }

    /// The managed user with this e-mail, as it was given or as Cal.com stores it.
    pub(super) async fn find(&self, email: &str) -> Result<Option<MadeUser>, Unanswered> {
        let address = self.address(&["oauth-clients", &self.client_id, "users"]);
        let query =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("emails", email).finish();
        let found: Vec<MadeUser> = self.answer(self.http.get(format!("{address}?{query}"))).await?;
        Ok(found.into_iter().next())
    }

    /// New tokens for a refresh token, which is used up by it.
    pub(super) async fn refresh(&self, refresh_token: &str) -> Result<Tokens, Unanswered> {
        let request = self.http.post(self.address(&["oauth", &self.client_id, "refresh"]));
        self.pair(request.json(&json!({ "refreshToken": refresh_token }))).await
    }

    /// New tokens for a user whose refresh token is lost. All the others of the user end.
    pub(super) async fn force_refresh(&self, user: i64) -> Result<Tokens, Unanswered> {
        let path = ["oauth-clients", &self.client_id, "users", &user.to_string(), "force-refresh"];
        self.pair(self.http.post(self.address(&path))).await
    }

    /// Whether an access token is good at this moment. Nobody else knows: by their clock it ends too early or too late.
    pub(super) async fn accepts(&self, access_token: &str) -> Result<bool, Unanswered> {
        let request = self.http.get(self.address(&["provider", &self.client_id, "access-token"]));
        let answer = request.bearer_auth(access_token).send().await.map_err(|error| lost(&error))?;
        match answer.status() {
            status if status.is_success() => Ok(true),
            status if is_no(status) => Ok(false),
            status => Err(Unanswered::Lost(status.to_string())),
        }
    }

    fn address(&self, path: &[&str]) -> String {
        format!("{}/{}", self.api, path.join("/"))
    }

    async fn pair(&self, request: RequestBuilder) -> Result<Tokens, Unanswered> {
        let pair: Pair = self.answer(request).await?;
        Ok(Tokens { access: pair.access_token, refresh: pair.refresh_token })
    }

    async fn answer<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Unanswered> {
        let request = request.header("x-cal-secret-key", &self.client_secret);
        let answer = request.send().await.map_err(|error| lost(&error))?;
        let status = answer.status();
        if is_no(status) {
            return Err(Unanswered::Refused(status));
        }
        if !status.is_success() {
            return Err(Unanswered::Lost(status.to_string()));
        }
        let envelope: Envelope<T> = answer.json().await.map_err(|error| lost(&error))?;
        Ok(envelope.data)
    }
}

/// Whether this is a no. Who is to come again later was neither heard nor refused.
fn is_no(status: StatusCode) -> bool {
    status.is_client_error() && !matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS)
}

/// Without the address, in which there is nothing that one would want to know.
fn lost(error: &reqwest::Error) -> Unanswered {
    let cause = std::error::Error::source(error);
    Unanswered::Lost(
        cause.map_or_else(|| "the answer is not what it should be".to_owned(), ToString::to_string),
    )
}

crate::redaction::opaque!(Cal, Made, Pair);
