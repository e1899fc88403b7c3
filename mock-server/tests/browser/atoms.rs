//! Cal.com's atoms before the mock: a page with `CalProvider` of the npm package `@calcom/atoms`, whose backend is the
//! reference integrator. What the page shows, and how it is built, stands in `atoms/README.md`.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use thirtyfour::By;

use crate::browser::{PATIENCE, Scripts, Visit, asking};
use crate::equipment::page_with_atoms;
use crate::integrator::Integrator;

/// Longer than an access token lives.
const TOO_LONG: &str = "61m";
/// A refresh as the journal tells it.
const REFRESH: &str = "POST /v2/oauth/{clientId}/refresh 200";

#[tokio::test]
async fn a_page_that_is_opened_with_an_expired_token_gets_a_fresh_one() {
    let Some(acme) = Acme::with_a_page(&[]).await else { return };
    acme.wait(TOO_LONG).await;
    acme.open("/v2").await;
    acme.shows("refreshes", "start, success").await;
    acme.shows("signed-in", "yes").await;
    acme.click("ask").await;
    acme.shows("answers", &acme.email).await;
    acme.shows_a_connected_calendar().await;
    assert_eq!(acme.asked("GET /v2/provider/{clientId}/access-token 498").await, 1);
    assert_eq!(acme.refreshed().await, [acme.user]);
    acme.has_no_complaints().await;
}

#[tokio::test]
async fn a_page_whose_token_expires_goes_on_with_a_fresh_one() {
    let Some(acme) = Acme::with_a_page(&[]).await else { return };
    acme.open("/api/v2").await;
    acme.click("ask").await;
    acme.shows("answers", &acme.email).await;
    acme.has_booted().await;
    let before = acme.journal().await.len();

    acme.wait(TOO_LONG).await;
    acme.click("ask-twice").await;
    let email = &acme.email;
    acme.shows("answers", &format!("{email}, {email}, {email}")).await;
    acme.shows("signed-in", "yes").await;
    acme.visit.look("atoms").await;
    // Both are refused, one endpoint is called once, and both are asked once more: this and nothing else.
    let mut after = acme.journal().await.split_off(before);
    after.sort();
    assert_eq!(after, ["GET /v2/me 200", "GET /v2/me 200", "GET /v2/me 498", "GET /v2/me 498", REFRESH]);
    acme.has_no_complaints().await;
}

#[tokio::test]
async fn a_page_that_is_loaded_again_starts_with_what_the_backend_stored() {
    let Some(acme) = Acme::with_a_page(&[]).await else { return };
    acme.wait(TOO_LONG).await;
    acme.open("/v2").await;
    acme.shows("refreshes", "start, success").await;

    acme.visit.browser.refresh().await.unwrap();
    acme.shows("signed-in", "yes").await;
    acme.click("ask").await;
    acme.shows("answers", &acme.email).await;
    acme.shows("refreshes", "none").await;
    assert_eq!(acme.refreshed().await, [acme.user]);

    acme.wait(TOO_LONG).await;
    acme.visit.browser.refresh().await.unwrap();
    acme.shows("refreshes", "start, success").await;
    acme.click("ask").await;
    acme.shows("answers", &acme.email).await;
    assert_eq!(acme.refreshed().await, [acme.user, acme.user]);
    acme.has_no_complaints().await;
}

#[tokio::test]
async fn a_page_whose_user_is_gone_gets_no_token_and_says_so() {
    let Some(acme) = Acme::with_a_page(&[]).await else { return };
    acme.of_bob(Method::DELETE, json!({})).await;
    acme.open("/v2").await;
    acme.shows("error", "Invalid Refresh Token.").await;
    acme.shows("refreshes", "start, error: Invalid Refresh Token.").await;
    acme.shows("signed-in", "no").await;
    acme.click("ask").await;
    acme.shows("answers", "refused with 401").await;
    assert_eq!(acme.refreshed().await, [0; 0]);
    acme.has_no_complaints().await;
}

#[tokio::test]
async fn an_endpoint_that_names_the_token_otherwise_has_refreshed_for_nothing() {
    let Some(acme) = Acme::with_a_page(&["--wrong", "wrong-member"]).await else { return };
    acme.open("/v2").await;
    acme.click("ask").await;
    acme.shows("answers", &acme.email).await;
    acme.wait(TOO_LONG).await;
    acme.click("ask").await;
    acme.shows("error", "Invalid Refresh Token.").await;
    acme.shows("answers", &format!("{}, refused with 498", acme.email)).await;
    acme.shows("signed-in", "no").await;
    assert_eq!(acme.refreshed().await, [acme.user]);
    acme.has_no_complaints().await;
}

#[tokio::test]
async fn a_page_of_an_origin_that_the_client_does_not_name_is_refused() {
    let Some(acme) = Acme::with_a_page(&[]).await else { return };
    let (here, elsewhere) = (format!("{}/welcome", acme.backend.url), "https://acme.example/welcome");
    acme.is_registered_at(elsewhere).await;
    acme.open("/v2").await;
    // To the atoms any 401 at the start means that the token is old. No other one is better, and they leave it at that.
    acme.shows("refreshes", "start, success").await;
    acme.click("ask").await;
    acme.shows("answers", "refused with 401").await;
    assert_eq!(acme.refreshed().await, [acme.user]);

    acme.is_registered_at(&here).await;
    acme.click("ask").await;
    acme.shows("answers", &format!("refused with 401, {}", acme.email)).await;
    acme.has_no_complaints().await;
}

/// An application whose users have their calendars at Cal.com, and Bob before its page.
struct Acme {
    visit: Visit,
    backend: Integrator,
    client: Value,
    /// Bob's number, and his e-mail address as Cal.com keeps it.
    user: u64,
    email: String,
}

impl Acme {
    /// A platform client whose redirect URI is of the page's origin, a backend for it with these flags, and Bob, who
    /// is said to be elsewhere than his browser.
    async fn with_a_page(flags: &[&str]) -> Option<Self> {
        let page = page_with_atoms()?;
        let visit = Visit::begin(Scripts::On).await;
        let described = json!({"name": "Acme", "redirect_uris": ["https://acme.example/welcome"]});
        let url = format!("{}/_mock/v1/platform-clients", visit.server.url());
        let client = told(asking().post(url).json(&described)).await;
        let credentials = (text(&client, "client_id"), text(&client, "client_secret"));
        let backend = Integrator::start(visit.server.url(), credentials, page, flags);
        let users = format!("{}/users", backend.url);
        let sign_up = |email| told(asking().post(&users).json(&json!({"email": email})));
        // Somebody whose token Bob could get.
        sign_up("carol@example.com").await;
        let bob = sign_up("bob@example.com").await;
        let (user, email) = (bob["id"].as_u64().unwrap(), text(&bob, "email").to_owned());
        let acme = Self { visit, backend, client, user, email };
        acme.is_registered_at(&format!("{}/welcome", acme.backend.url)).await;
        acme.of_bob(Method::PATCH, json!({"timeZone": "Antarctica/Troll"})).await;
        Some(acme)
    }

    /// From now on this is the client's redirect URI.
    async fn is_registered_at(&self, redirect_uri: &str) {
        let path = format!("platform-clients/{}", text(&self.client, "client_id"));
        self.door(Method::PATCH, &path, json!({"redirect_uris": [redirect_uri]})).await;
    }

    /// Lets that much time pass at Cal.com.
    async fn wait(&self, time: &str) {
        self.door(Method::PATCH, "clock", json!({"advance": time})).await;
    }

    async fn door(&self, method: Method, path: &str, body: Value) {
        let url = format!("{}/_mock/v1/{path}", self.visit.server.url());
        told(asking().request(method, url).json(&body)).await;
    }

    /// What Acme does with Bob at Cal.com, behind the page's back.
    async fn of_bob(&self, method: Method, body: Value) {
        let id = text(&self.client, "client_id");
        let url = format!("{}/v2/oauth-clients/{id}/users/{}", self.visit.server.url(), self.user);
        let secret = text(&self.client, "client_secret");
        told(asking().request(method, url).header("x-cal-secret-key", secret).json(&body)).await;
    }

    /// Opens the page, which finds the API below this path. From its first line on it is listened to.
    async fn open(&self, api: &str) {
        let script = json!({"source": LISTEN});
        self.visit.browser.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await.unwrap();
        let api_url = format!("{}{api}", self.visit.server.url());
        let settings = [("apiUrl", &*api_url), ("clientId", text(&self.client, "client_id"))];
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(settings)
            .append_pair("user", &self.user.to_string())
            .finish();
        self.visit.browser.goto(format!("{}/?{query}", self.backend.url)).await.unwrap();
    }

    async fn click(&self, test_id: &str) {
        self.visit.the(By::Css(format!("[data-testid='{test_id}']"))).await.click().await.unwrap();
    }

    /// Waits until the thing with this test id reads so.
    async fn shows(&self, test_id: &str, text: &str) {
        let path = format!("//*[@data-testid = {test_id:?}][normalize-space() = {text:?}]");
        self.visit.the(By::XPath(path)).await;
    }

    /// Waits until the atom knows that a calendar is connected: to the mock each is.
    async fn shows_a_connected_calendar(&self) {
        self.visit.the(By::XPath("//button[normalize-space() = 'Connected Google Calendar']")).await;
    }

    /// Waits until the page has nothing more to ask by itself: the atom knows, and Cal.com was told where Bob's
    /// browser is.
    async fn has_booted(&self) {
        self.shows_a_connected_calendar().await;
        let told = async { while self.asked("PATCH /v2/me 200").await == 0 {} };
        let told = tokio::time::timeout(PATIENCE, told).await;
        assert!(told.is_ok(), "the time zone was not told: {:#?}", self.journal().await);
    }

    /// What the API was asked and answered, a line each. Leaves out what browsers ask beforehand.
    async fn journal(&self) -> Vec<String> {
        let told = self.entries().await.iter().map(line).collect::<Vec<_>>();
        told.into_iter().filter(|it| it.contains(" /v2/") && !it.starts_with("OPTIONS")).collect()
    }

    /// The users whose tokens were refreshed.
    async fn refreshed(&self) -> Vec<u64> {
        let entries = self.entries().await;
        entries.iter().filter(|it| line(it) == REFRESH).filter_map(|it| it["user"].as_u64()).collect()
    }

    async fn entries(&self) -> Vec<Value> {
        let url = format!("{}/_mock/v1/requests", self.visit.server.url());
        told(asking().get(url)).await["requests"].as_array().unwrap().clone()
    }

    /// How often this line stands in the journal.
    async fn asked(&self, line: &str) -> usize {
        self.journal().await.iter().filter(|it| *it == line).count()
    }

    /// Nothing went wrong in the page that nobody caught.
    async fn has_no_complaints(&self) {
        let said = self.visit.browser.execute("return window.complaints", Vec::new()).await.unwrap();
        assert_eq!(said.convert::<Vec<String>>().unwrap(), [""; 0]);
    }
}

/// Keeps errors and rejected promises that nobody handles, and what is said as an error. A browser that was here before
/// knows it already.
const LISTEN: &str = "
    if (!window.complaints) {
        window.complaints = [];
        const complain = (what) => window.complaints.push(String(what));
        addEventListener('error', (event) => complain(event.message));
        addEventListener('unhandledrejection', (event) => complain(event.reason));
        const say = console.error;
        console.error = (...words) => { complain(words.join(' ')); say(...words); };
    }";

/// An entry of the journal as these tests tell it.
fn line(entry: &Value) -> String {
    format!("{} {} {}", text(entry, "method"), text(entry, "path"), entry["status"])
}

/// The answer, which must be a success.
async fn told(request: RequestBuilder) -> Value {
    let answer = request.send().await.unwrap();
    let (status, url) = (answer.status(), answer.url().clone());
    let body = answer.text().await.unwrap();
    assert!(status.is_success(), "{url} answers {status}: {body}");
    serde_json::from_str(&body).unwrap_or_default()
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_else(|| panic!("no {member} in {value}"))
}
