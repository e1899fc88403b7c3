//! A house with two platform clients in it: where managed users are made, refreshed and turned away.

use mock_server::http::{ROUTES, Route};
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Answer, House};
use crate::office::fits;
use crate::openapi;

/// A platform client and its secret.
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) organization: u64,
}

/// A managed user, and what they were given last.
#[derive(Clone)]
pub(crate) struct Managed {
    pub(crate) id: u64,
    pub(crate) user: Value,
    pub(crate) access: String,
    pub(crate) refresh: String,
}

/// Orbit may do everything; Comet is somebody else's.
pub(crate) struct Platform {
    pub(crate) house: House,
    pub(crate) orbit: Client,
    pub(crate) comet: Client,
}

impl Platform {
    pub(crate) async fn open() -> Self {
        Self::in_house(House::open().await).await
    }

    pub(crate) async fn in_house(house: House) -> Self {
        let orbit = client(&house, &json!({"owner": "alice@example.com"})).await;
        let comet = client(&house, &json!({"name": "Comet"})).await;
        Self { house, orbit, comet }
    }

    /// Asks below `client` with its secret. Whatever succeeds must be as `calcom-openapi.json` says.
    pub(crate) async fn ask(&self, client: &Client, method: &str, path: &str, body: Value) -> Answer {
        self.ask_with(Some(&client.secret), client, method, path, body).await
    }

    /// The same with another secret, or none.
    pub(crate) async fn ask_with(
        &self,
        secret: Option<&str>,
        client: &Client,
        method: &str,
        path: &str,
        body: Value,
    ) -> Answer {
        let whole = format!("/v2/oauth-clients/{}{path}", client.id);
        let mut request = self.house.http.request(method.parse().unwrap(), self.house.url(&whole));
        if let Some(secret) = secret {
            request = request.header("x-cal-secret-key", secret);
        }
        let request = if body.is_null() { request } else { request.json(&body) };
        let answer = self.house.send(request).await;
        let row = |route: &&Route| route.method.as_str() == method && fits(route.path, bare(&whole));
        if let Some(route) = ROUTES.iter().find(row)
            && answer.status < 300
        {
            openapi::expect_valid(method, route.path, answer.status, &answer.json);
        }
        answer
    }

    /// A managed user of `client`.
    pub(crate) async fn managed(&self, client: &Client, body: &Value) -> Managed {
        let made = self.ask(client, "POST", "/users", body.clone()).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let data = &made.json["data"];
        let text = |name: &str| data[name].as_str().unwrap().to_owned();
        Managed {
            id: data["user"]["id"].as_u64().unwrap(),
            user: data["user"].clone(),
            access: text("accessToken"),
            refresh: text("refreshToken"),
        }
    }

    /// Asks for new tokens for a refresh token.
    pub(crate) async fn refresh(&self, client: &Client, token: &str) -> Answer {
        let url = self.house.url(&format!("/v2/oauth/{}/refresh", client.id));
        let request = self.house.http.post(url).header("x-cal-secret-key", &client.secret);
        self.house.send(request.json(&json!({"refreshToken": token}))).await
    }

    /// Status and sentence of what `token` opens, in the version that the endpoint answers.
    pub(crate) async fn tells(&self, token: &str, method: &Method, path: &str) -> (u16, String) {
        self.tells_from(None, token, method, path).await
    }

    /// The same from a page.
    pub(crate) async fn tells_from(
        &self,
        origin: Option<&str>,
        token: &str,
        method: &Method,
        path: &str,
    ) -> (u16, String) {
        let mut request = self.house.http.request(method.clone(), self.house.url(path)).bearer_auth(token);
        let row = ROUTES.iter().find(|route| route.method == *method && fits(route.path, bare(path)));
        if let Some(version) = row.and_then(|route| route.versions.first()) {
            request = request.header("cal-api-version", *version);
        }
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        sentence(&self.house.send(request).await)
    }

    /// What `token` is told at `/v2/me`.
    pub(crate) async fn me(&self, token: &str) -> (u16, String) {
        self.tells(token, &Method::GET, "/v2/me").await
    }
}

/// Makes a platform client that differs so from Orbit.
pub(crate) async fn client(house: &House, changes: &Value) -> Client {
    let mut new = json!({"name": "Orbit", "redirect_uris": ["https://orbit.example/cb"]});
    new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let made = house.post("/_mock/v1/platform-clients", &new).await;
    assert_eq!(made.status, 201, "{}", made.text);
    Client {
        id: made.json["client_id"].as_str().unwrap().to_owned(),
        secret: made.json["client_secret"].as_str().unwrap().to_owned(),
        organization: made.json["organization"].as_u64().unwrap(),
    }
}

/// Status and sentence of an answer; of a body that is not what it must be, the first thing that is wrong.
pub(crate) fn sentence(answer: &Answer) -> (u16, String) {
    let error = &answer.json["error"];
    let told = error["details"]["errors"][0]["constraints"].as_object().and_then(|it| it.values().next());
    (answer.status, told.unwrap_or(&error["message"]).as_str().unwrap_or_default().to_owned())
}

fn bare(path: &str) -> &str {
    path.split('?').next().unwrap()
}
