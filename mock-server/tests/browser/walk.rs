//! What a person does before a page, and what they see there.

use std::collections::BTreeMap;

use mock_server::store::showcase;
use thirtyfour::extensions::query::ElementQueryable;
use thirtyfour::{By, WebElement};
use url::Url;

use crate::browser::{PATIENCE, Visit};

impl Visit {
    /// Types an address of the server.
    pub(crate) async fn open(&self, path: &str) {
        self.browser.goto(format!("{}{path}", self.server.url())).await.unwrap();
    }

    /// Types an address for which one must be signed in, and signs in with one click on the way.
    pub(crate) async fn open_as(&self, name: &str, path: &str) {
        self.open(path).await;
        self.choose(name).await;
    }

    /// Presses the button, or follows the link, with this test id, and waits for the page after it.
    pub(crate) async fn press(&self, test_id: &str) {
        self.leave_by(with_test_id(test_id)).await;
    }

    /// The same by what it reads, also to those who only hear it.
    pub(crate) async fn follow(&self, text: &str) {
        let path = format!("//*[self::a or self::button][normalize-space() = {text:?}]");
        self.leave_by(By::XPath(path)).await;
    }

    /// Clicks on the first such thing, and waits until this page is gone: chromedriver has several words for that.
    pub(crate) async fn leave_by(&self, way: By) {
        let page = self.the(By::Css("html")).await;
        self.the(way).await.click().await.unwrap();
        let gone = tokio::time::timeout(PATIENCE, async { while page.tag_name().await.is_ok() {} });
        assert!(gone.await.is_ok(), "nothing follows: {}", self.page().await);
    }

    /// Types into the field with this label, in place of what is there.
    pub(crate) async fn type_into(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// What stands in the field with this label.
    pub(crate) async fn typed(&self, label: &str) -> String {
        self.field(label).await.value().await.unwrap().unwrap_or_default()
    }

    /// The field with this label.
    pub(crate) async fn field(&self, label: &str) -> WebElement {
        let path = format!("//*[@id = //label[normalize-space() = {label:?}]/@for]");
        self.the(By::XPath(path)).await
    }

    /// Signs in with one click, on the login page.
    pub(crate) async fn choose(&self, name: &str) {
        let path = format!("//button[@data-testid = 'choose-user'][.//bdi[normalize-space() = {name:?}]]");
        self.leave_by(By::XPath(path)).await;
    }

    /// Signs in as somebody else.
    pub(crate) async fn turn_into(&self, name: &str) {
        self.open("/auth/login").await;
        self.choose(name).await;
    }

    /// Opens another tab, and goes there.
    pub(crate) async fn in_another_tab(&self) {
        let tab = self.browser.new_tab().await.unwrap();
        self.browser.switch_to_window(tab).await.unwrap();
    }

    /// The first such thing, as soon as it is there.
    pub(crate) async fn the(&self, way: By) -> WebElement {
        let wanted = format!("{way:?}");
        match self.browser.query(way).first().await {
            Ok(found) => found,
            Err(error) => panic!("there is no {wanted} on this page: {error}\n{}", self.page().await),
        }
    }

    /// What the thing with this test id reads.
    pub(crate) async fn reads(&self, test_id: &str) -> String {
        self.the(with_test_id(test_id)).await.text().await.unwrap()
    }

    /// Whether there is a thing with this test id.
    pub(crate) async fn shows(&self, test_id: &str) -> bool {
        !self.browser.find_all(with_test_id(test_id)).await.unwrap().is_empty()
    }

    /// All that can be read on the page.
    pub(crate) async fn text(&self) -> String {
        self.the(By::Css("body")).await.text().await.unwrap()
    }

    pub(crate) async fn heading(&self) -> String {
        self.the(By::Css("h1")).await.text().await.unwrap()
    }

    pub(crate) async fn source(&self) -> String {
        self.browser.source().await.unwrap()
    }

    pub(crate) async fn url(&self) -> Url {
        self.browser.current_url().await.unwrap()
    }

    /// The parameters of the address.
    pub(crate) async fn arrived(&self) -> BTreeMap<String, String> {
        self.url().await.query_pairs().into_owned().collect()
    }

    /// Where we are and what stands there, for a message.
    async fn page(&self) -> String {
        let body = self.browser.find(By::Css("body")).await.unwrap();
        format!("{}\n{}", self.url().await, body.text().await.unwrap())
    }

    /// The page of the server that stands in for an application's.
    pub(crate) fn callback(&self) -> String {
        format!("{}{}", self.server.url(), showcase::CALLBACK)
    }

    /// The address of the consent page for what the default world's client asks for, with these changes.
    pub(crate) fn consent(&self, changes: &[(&str, &str)]) -> String {
        let callback = self.callback();
        let mut asked: BTreeMap<&str, &str> = BTreeMap::from([
            ("client_id", showcase::CONFIDENTIAL.0),
            ("redirect_uri", &callback),
            ("scope", showcase::SCOPE),
            ("state", "abc123"),
        ]);
        asked.extend(changes.iter().copied());
        asked.retain(|_, value| !value.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish();
        format!("/auth/oauth2/authorize?{query}")
    }
}

fn with_test_id(test_id: &str) -> By {
    By::Css(format!("[data-testid='{test_id}']"))
}
