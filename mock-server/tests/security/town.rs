//! A server in which every page has something to show, and an admin who owns all of it.

use mock_server::http::pages::addresses;
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::house::{Answer, HOME, House};
use crate::visit::Browser;

/// A server with a client, a platform client, a managed user, a booking and an e-mail, all of them Ada's.
pub(crate) struct Town {
    pub(crate) house: House,
    /// Ada's session.
    pub(crate) cookie: String,
    client: String,
    secret: String,
    platform: String,
    username: String,
    booking: String,
}

impl Town {
    pub(crate) async fn open() -> Self {
        let house = House::open().await;
        let ada = json!({"email": "ada@example.com", "password": "lovelace", "name": "Ada", "role": "admin"});
        house.post("/_mock/v1/users", &ada).await;
        let (client, secret) = client(&house).await;
        let (platform, username) = platform(&house).await;
        let mut town =
            Self { cookie: String::new(), booking: String::new(), house, client, secret, platform, username };
        town.booking = town.booked().await;
        town.cookie = Browser::signed_in(&town.house, "ada@example.com", "lovelace").await.cookie;
        town
    }

    /// Books half an hour with the managed user, and tells the booking's uid.
    async fn booked(&self) -> String {
        let mut form = self.stranger().open(&self.address("/{username}/{eventSlug}")).await.form("book");
        for (name, value) in
            [("start", "2026-01-02T08:00:00Z"), ("name", "Dora"), ("email", "dora@example.com")]
        {
            form.set(name, value);
        }
        let landed = self.stranger().send(&form, "book").await;
        let uid = landed.header("location").strip_prefix("/booking/").unwrap_or_default().to_owned();
        assert!(!uid.is_empty(), "{landed:?}");
        uid
    }

    /// A browser in which nobody is signed in.
    pub(crate) const fn stranger(&self) -> Browser<'_> {
        Browser { house: &self.house, cookie: String::new() }
    }

    /// Ada's browser.
    pub(crate) fn ada(&self) -> Browser<'_> {
        Browser { house: &self.house, cookie: self.cookie.clone() }
    }

    /// The address of a page, with the names of this town in place of the braces.
    pub(crate) fn address(&self, pattern: &str) -> String {
        let client = if pattern.starts_with("/settings/platform") { &self.platform } else { &self.client };
        let address = pattern
            .replace("{clientId}", client)
            .replace("{secretId}", &self.secret)
            .replace("{emailId}", "1")
            .replace("{username}", &self.username)
            .replace("{eventSlug}", "thirty-minutes")
            .replace("{uid}", &self.booking);
        assert!(!address.contains('{'), "{pattern} has a name that this town does not know");
        address
    }

    /// Every page that there is.
    pub(crate) fn pages(&self) -> Vec<String> {
        addresses().map(|pattern| self.address(pattern)).collect()
    }

    /// Opens a page as Ada.
    pub(crate) fn get(&self, address: &str) -> RequestBuilder {
        self.house.http.get(self.house.url(address)).header("cookie", &self.cookie)
    }

    /// Sends a form that Ada could have sent: whatever any page asks for, and what proves that it came from there.
    pub(crate) async fn post(&self, address: &str) -> RequestBuilder {
        let form = self.ada().open("/settings/developer/oauth/new").await.form("save");
        let fields = [
            ("csrf", form.value("csrf")),
            ("ticket", form.value("ticket")),
            ("request", format!("client_id={}&redirect_uri={HOME}&scope=BOOKING_READ&state=s", self.client)),
            ("decision", "allow".to_owned()),
            ("email", "ada@example.com".to_owned()),
            ("password", "lovelace".to_owned()),
            ("name", "Ada".to_owned()),
            ("purpose", "tests".to_owned()),
            ("start", "2026-01-02T09:00:00Z".to_owned()),
            ("redirect_uri", HOME.to_owned()),
            ("scope", "BOOKING_READ".to_owned()),
            ("permission", "BOOKING_READ".to_owned()),
        ];
        self.house.http.post(self.house.url(address)).header("cookie", &self.cookie).form(&fields)
    }

    /// All that a form could have changed.
    pub(crate) async fn state(&self) -> Vec<Value> {
        let world = self.house.get("/_mock/v1/world", None).await.json;
        let outbox = self.house.get("/_mock/v1/outbox", None).await.json;
        let own = self.house.send(self.get("/settings/developer/oauth")).await;
        vec![world, outbox, json!(own.status)]
    }
}

/// A client of Ada's with two secrets, of whose review an e-mail was written.
async fn client(house: &House) -> (String, String) {
    let new = json!({
        "name": "Acme", "purpose": "tests", "type": "confidential", "owner": "ada@example.com",
        "redirect_uris": [HOME], "scopes": ["BOOKING_READ", "PROFILE_READ"],
    });
    let client = text(&house.post("/_mock/v1/clients", &new).await, "client_id");
    let path = format!("/_mock/v1/clients/{client}");
    let second = house.post(&format!("{path}/secrets"), &json!({})).await;
    let review = house.post(&format!("{path}/review"), &json!({"decision": "approve"})).await;
    assert_eq!(review.status, 200, "{}", review.text);
    (client, second.json["id"].to_string())
}

/// A platform client of Ada's, and a user whom it manages.
async fn platform(house: &House) -> (String, String) {
    let new = json!({"name": "Orbit", "redirect_uris": [HOME], "owner": "ada@example.com"});
    let client = house.post("/_mock/v1/platform-clients", &new).await;
    let id = text(&client, "client_id");
    let asked = house.http.post(house.url(&format!("/v2/oauth-clients/{id}/users")));
    let asked = asked.header("x-cal-secret-key", text(&client, "client_secret"));
    let bob = json!({"email": "bob@example.com", "name": "Bob", "timeZone": "Europe/Rome"});
    let bob = house.send(asked.json(&bob)).await;
    (id, bob.json["data"]["user"]["username"].as_str().unwrap().to_owned())
}

fn text(answer: &Answer, name: &str) -> String {
    answer.json[name].as_str().unwrap_or_else(|| panic!("{}", answer.text)).to_owned()
}
