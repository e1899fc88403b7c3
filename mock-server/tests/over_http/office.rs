//! A house with people, teams and an organization in it, and tokens that open everything: where the API is tried.
//!
//! Whatever succeeds is compared with `calcom-openapi.json`, in every test.

use mock_server::http::{Guard, ROUTES};
use serde_json::{Value, json};

use crate::house::{Answer, House, value};
use crate::openapi;
use crate::platform::sentence;

/// Somebody with a token that nothing limits.
pub(crate) struct Person {
    pub(crate) id: u64,
    pub(crate) email: String,
    pub(crate) token: String,
}

/// Alice owns the team, the organization and the organization's team; Bob is a member of each; Carol is nowhere.
pub(crate) struct Office {
    pub(crate) house: House,
    pub(crate) alice: Person,
    pub(crate) bob: Person,
    pub(crate) carol: Person,
    pub(crate) team: u64,
    pub(crate) organization: u64,
    pub(crate) organization_team: u64,
    client: Value,
    pub(crate) platform: Value,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::in_house(House::open().await).await
    }

    pub(crate) async fn in_house(house: House) -> Self {
        let client = json!({
            "name": "Classic", "purpose": "tests", "type": "confidential", "status": "approved", "legacy": true,
            "redirect_uris": [crate::house::HOME],
        });
        let client = house.post("/_mock/v1/clients", &client).await.json;
        let alice = person(&house, &client, "alice@example.com").await;
        let bob = person(&house, &client, "bob@example.com").await;
        let carol = person(&house, &client, "carol@example.com").await;
        let members = json!([{"user": alice.id, "role": "OWNER"}, {"user": bob.id, "role": "MEMBER"}]);
        let team = made(&house, &json!({"name": "Support", "members": members})).await;
        let organization =
            made(&house, &json!({"name": "Acme", "organization": true, "members": members})).await;
        let part = json!({"name": "Sales", "organization": organization, "members": members});
        let organization_team = made(&house, &part).await;
        let platform = house.platform_client().await;
        Self { house, alice, bob, carol, team, organization, organization_team, client, platform }
    }

    /// Asks as `who`, in the version that the endpoint answers. `null` is no body.
    pub(crate) async fn ask(&self, who: &Person, method: &str, path: &str, body: Value) -> Answer {
        self.ask_with(Some(&who.token), method, path, body).await
    }

    /// The same with any token, or without one.
    pub(crate) async fn ask_with(
        &self,
        token: Option<&str>,
        method: &str,
        path: &str,
        body: Value,
    ) -> Answer {
        let bare = path.split('?').next().unwrap();
        let route = ROUTES.iter().find(|route| route.method == method && fits(route.path, bare));
        let mut request = self.house.http.request(method.parse().unwrap(), self.house.url(path));
        if let Some(version) = route.and_then(|route| route.versions.first()) {
            request = request.header("cal-api-version", *version);
        }
        let is_of_the_platform = route.is_some_and(|route| route.guard == Guard::Platform);
        request = match token {
            Some(_) if is_of_the_platform => {
                request.header("x-cal-secret-key", self.platform["client_secret"].as_str().unwrap())
            }
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = self.house.send(request).await;
        assert!(answer.status < 500, "{method} {path}: {}", answer.text);
        if let Some(route) = route
            && answer.status < 300
        {
            openapi::expect_valid(method, route.path, answer.status, &answer.json);
        }
        answer
    }

    /// What is answered, which must be a success.
    #[track_caller]
    pub(crate) fn asked<'a>(
        &'a self,
        who: &'a Person,
        method: &'a str,
        path: &'a str,
        body: Value,
    ) -> impl Future<Output = Value> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let answer = self.ask(who, method, path, body).await;
            assert!(answer.status < 300, "{caller}: {method} {path}: {} {}", answer.status, answer.text);
            answer.json["data"].clone()
        }
    }

    /// The status and the sentence of what is refused.
    pub(crate) async fn refused(&self, who: &Person, method: &str, path: &str, body: Value) -> (u16, String) {
        let answer = self.ask(who, method, path, body).await;
        let error = &answer.json["error"];
        assert!(answer.json["path"].is_string() && error["code"].is_string(), "{}", answer.text);
        sentence(&answer)
    }

    /// Gives everybody a fresh token: the old ones are over, or of another world.
    pub(crate) async fn sign_in_again(&mut self) {
        for person in [&mut self.alice, &mut self.bob, &mut self.carol] {
            person.token = token(&self.house, &self.client, &person.email, "").await;
        }
    }

    /// A token of Alice with these scopes alone.
    pub(crate) async fn token(&self, scopes: &str) -> String {
        token(&self.house, &self.client, &self.alice.email, scopes).await
    }
}

async fn person(house: &House, client: &Value, email: &str) -> Person {
    let made = house.post("/_mock/v1/users", &json!({"email": email, "name": "A. Person"})).await;
    let token = token(house, client, email, "").await;
    let id = match made.json["id"].as_u64() {
        Some(id) => id,
        // Alice was there before.
        None => house.get("/v2/me", Some(&token)).await.json["data"]["id"].as_u64().unwrap(),
    };
    Person { id, email: email.to_owned(), token }
}

async fn token(house: &House, client: &Value, email: &str, scopes: &str) -> String {
    let scope = if scopes.is_empty() { Value::Null } else { json!(scopes) };
    let answer = house.consent(client, &json!({"user": email, "scope": scope})).await;
    let location = url::Url::parse(answer.json["location"].as_str().unwrap()).unwrap();
    let tokens = house.exchange(client, &value(&location, "code"), &json!({})).await;
    tokens.json["access_token"].as_str().unwrap().to_owned()
}

async fn made(house: &House, team: &Value) -> u64 {
    house.post("/_mock/v1/teams", team).await.json["id"].as_u64().unwrap()
}

/// Whether a path is one of a row's; a word wins over a name by standing there itself.
pub(crate) fn fits(pattern: &str, path: &str) -> bool {
    let (wanted, parts): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let is_word_elsewhere = |part: &str| matches!(part, "default" | "me" | "event-types" | "by-seat");
    wanted.len() == parts.len()
        && wanted
            .iter()
            .zip(parts)
            .all(|(wanted, part)| *wanted == part || (wanted.starts_with('{') && !is_word_elsewhere(part)))
}

#[tokio::test]
async fn everybody_in_the_office_sees_their_own_profile() {
    let office = Office::open().await;
    for person in [&office.alice, &office.bob, &office.carol] {
        let profile = office.asked(person, "GET", "/v2/me", Value::Null).await;
        assert_eq!(
            (profile["id"].as_u64(), profile["email"].as_str()),
            (Some(person.id), Some(&*person.email))
        );
    }
    assert!(office.team < office.organization && office.organization < office.organization_team);
    let token = office.token("BOOKING_READ").await;
    assert_eq!(office.ask_with(Some(&token), "GET", "/v2/me", Value::Null).await.status, 403);
    assert!(openapi::knows("GET", "/v2/me") || !openapi::is_there());
}
