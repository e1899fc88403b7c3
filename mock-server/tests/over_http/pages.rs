//! The pages as a browser without scripts meets them.

use crate::house::{Answer, HOME, House};
use serde_json::{Value, json};

/// A browser with one cookie.
struct Browser<'a> {
    house: &'a House,
    cookie: String,
}

impl<'a> Browser<'a> {
    async fn signed_in(house: &'a House) -> Self {
        let form =
            [("email", "alice@example.com"), ("password", "wonderland"), ("callbackUrl", "//evil.example")];
        let answer = house.send(house.http.post(house.url("/auth/login")).form(&form)).await;
        assert_eq!(answer.status, 200, "a foreign way back is not taken: {answer:?}");
        let cookie = answer.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        Self { house, cookie: cookie.split(';').next().unwrap().to_owned() }
    }

    async fn open(&self, query: &str) -> Answer {
        let url = self.house.url(&format!("/auth/oauth2/authorize?{query}"));
        self.house.send(self.house.http.get(url).header("cookie", &self.cookie)).await
    }

    async fn decide(&self, page: &Answer, decision: &str) -> Answer {
        self.house.send(self.form(page, decision)).await
    }

    fn form(&self, page: &Answer, decision: &str) -> reqwest::RequestBuilder {
        let fields = [("request", hidden(page, "request")), ("csrf", hidden(page, "csrf"))];
        let url = self.house.url("/auth/oauth2/authorize");
        let request = self.house.http.post(url).header("cookie", &self.cookie);
        request.form(&[&fields[..], &[("decision", decision.to_owned())]].concat())
    }
}

fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!(r#"name="{name}" value=""#);
    let value = page.text.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    value.replace("&#38;", "&").replace("&amp;", "&")
}

fn query(client: &Value) -> String {
    let id = client["client_id"].as_str().unwrap();
    format!("client_id={id}&redirect_uri={HOME}&scope=BOOKING_READ&state=a%2Bb")
}

#[tokio::test]
async fn somebody_who_is_not_signed_in_goes_to_the_login_and_back() {
    let house = House::open().await;
    let answer = house.get("/auth/oauth2/authorize?client_id=x&state=a%26b", None).await;
    assert_eq!(answer.status, 303);
    let back = "/auth/login?callbackUrl=%2Fauth%2Foauth2%2Fauthorize%3Fclient_id%3Dx%26state%3Da%2526b";
    assert_eq!(answer.header("location"), back);
    let login = house.get(back, None).await;
    assert_eq!(login.text.matches(r#"type="password""#).count(), 1);
}

#[tokio::test]
async fn allow_sends_the_browser_back_with_code_and_state() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let browser = Browser::signed_in(&house).await;
    let page = browser.open(&query(&client)).await;
    assert_eq!(page.status, 200, "{page:?}");
    assert!(page.text.contains("View bookings") && !page.text.contains("View personal info"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(page.header("x-frame-options"), "DENY");

    let answer = browser.decide(&page, "allow").await;
    let location = answer.header("location");
    assert!(
        location.starts_with(&format!("{HOME}?code=")) && location.ends_with("&state=a%2Bb"),
        "{location}"
    );

    let denied = browser.decide(&page, "deny").await;
    assert_eq!(denied.header("location"), format!("{HOME}?error=access_denied&state=a%2Bb"));
}

#[tokio::test]
async fn a_decision_from_elsewhere_is_not_taken() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let browser = Browser::signed_in(&house).await;
    let page = browser.open(&query(&client)).await;
    for (name, value) in
        [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "null")]
    {
        let answer = house.send(browser.form(&page, "allow").header(name, value)).await;
        assert_eq!(answer.status, 403, "{name}: {value}");
        assert_eq!(answer.header("location"), "");
    }
    let form =
        [("request", query(&client)), ("csrf", "guessed".to_owned()), ("decision", "allow".to_owned())];
    let url = house.url("/auth/oauth2/authorize");
    let guessed = house.send(house.http.post(url).header("cookie", &browser.cookie).form(&form)).await;
    assert_eq!(guessed.status, 403);
}

#[tokio::test]
async fn an_error_stands_on_the_page_and_nothing_is_redirected() {
    let house = House::open().await;
    let browser = Browser::signed_in(&house).await;
    let page = browser.open(&query(&json!({"client_id": "nobody"}))).await;
    assert_eq!((page.status, page.header("location")), (200, ""));
    assert!(page.text.contains(r#"data-testid="authorize-error">OAuth client with ID not found</p>"#));
}

#[tokio::test]
async fn an_approval_that_was_withdrawn_while_the_page_stood_open_counts() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let browser = Browser::signed_in(&house).await;
    let page = browser.open(&query(&client)).await;
    let url = house.url(&format!("/_mock/v1/clients/{}", client["client_id"].as_str().unwrap()));
    house.send(house.http.patch(url).json(&json!({"as": "admin", "status": "pending"}))).await;
    let answer = browser.decide(&page, "allow").await;
    let expected = format!(
        "{HOME}?error=unauthorized_client&error_description=OAuth+client+is+not+approved&state=a%2Bb"
    );
    assert_eq!(answer.header("location"), expected);
}

#[tokio::test]
async fn the_callback_page_shows_the_next_step() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let page = house.get(&format!("/_mock/callback?code={code}&state=s"), None).await;
    assert!(
        page.text.contains(client["client_id"].as_str().unwrap()) && page.text.contains("$CAL_CLIENT_SECRET")
    );
    let error = house.get("/_mock/callback?error=access_denied&error_description=a+b", None).await;
    assert!(error.text.contains("access_denied") && error.text.contains("a b"));
    let foreign = house.get("/_mock/callback?code=%22%3B+rm+-rf", None).await;
    assert!(foreign.text.contains("code=$CODE"));
}

#[tokio::test]
async fn a_redirect_uri_beyond_ascii_gets_its_error_too() {
    let house = House::open().await;
    let browser = Browser::signed_in(&house).await;
    let new = json!({
        "name": "Acme", "purpose": "tests", "type": "public", "status": "approved",
        "redirect_uris": ["https://acme.example/r\u{fc}ck"], "scopes": ["BOOKING_READ"],
    });
    let client = house.post("/_mock/v1/clients", &new).await.json;
    let id = client["client_id"].as_str().unwrap();
    let page = browser
        .open(&format!("client_id={id}&redirect_uri=https://acme.example/r%C3%BCck&scope=BOOKING_READ"))
        .await;
    let denied = browser.decide(&page, "deny").await;
    let location = denied.headers.get("location").unwrap().as_bytes();
    assert_eq!(location, "https://acme.example/r\u{fc}ck?error=access_denied".as_bytes());
}
