//! What an owner and an admin do at the settings pages, over and over.

use thirtyfour::{By, Key};

use crate::application::asking_text;
use crate::browser::Visit;

/// Where an owner's clients are.
pub(crate) const CLIENTS: &str = "/settings/developer/oauth";
/// Where an admin reviews them.
pub(crate) const REVIEWS: &str = "/settings/admin/oauth";
/// Where the e-mails are.
pub(crate) const OUTBOX: &str = "/_mock/outbox";

/// The page of a client.
pub(crate) fn page_of(client_id: &str) -> String {
    format!("{CLIENTS}/{client_id}")
}

impl Visit {
    /// Types what every client needs into the form of a new one: it may read bookings.
    pub(crate) async fn describe(&self, name: &str) {
        self.type_into("Name", name).await;
        self.type_into("Purpose", "Shows what a browser makes of it").await;
        self.type_into("Redirect URI 1", &self.callback()).await;
        self.tick("BOOKING_READ").await;
    }

    /// Ticks, or unticks, a scope.
    pub(crate) async fn tick(&self, scope: &str) {
        let way = By::Css(format!("input[name='scope'][value='{scope}']"));
        self.the(way).await.click().await.unwrap();
    }

    /// The scopes that are ticked.
    pub(crate) async fn ticked(&self) -> Vec<String> {
        let mut words = Vec::new();
        for field in self.browser.find_all(By::Css("input[name='scope']:checked")).await.unwrap() {
            words.push(field.value().await.unwrap().unwrap());
        }
        words
    }

    /// The redirect URIs as they stand in the form.
    pub(crate) async fn redirect_uris(&self) -> Vec<String> {
        let mut uris = Vec::new();
        for field in self.browser.find_all(By::Css("input[name='redirect_uri']")).await.unwrap() {
            uris.push(field.value().await.unwrap().unwrap());
        }
        uris
    }

    /// What the clipboard holds: it is pasted into a field, and taken out again.
    pub(crate) async fn clipboard(&self, label: &str) -> String {
        let field = self.field(label).await;
        field.send_keys(Key::Control + "v").await.unwrap();
        field.value().await.unwrap().unwrap()
    }

    /// Holds that `secret` is not shown again: not here, not when this page is loaded again or gone back to, not on
    /// any other page of its client, and not in what the server tells of itself.
    pub(crate) async fn never_shows_again(&self, secret: &str, client_id: &str) {
        let mut pages = Vec::new();
        self.browser.refresh().await.unwrap();
        pages.push(("loaded again", self.source().await));
        self.browser.back().await.unwrap();
        pages.push(("one back", self.source().await));
        self.browser.back().await.unwrap();
        pages.push(("two back", self.source().await));
        for path in [CLIENTS, &page_of(client_id), &format!("{}/secrets", page_of(client_id)), OUTBOX] {
            self.open(path).await;
            pages.push(("another page", self.source().await));
        }
        for path in ["/_mock/v1/world", "/_mock/v1/requests", "/_mock/v1/outbox"] {
            pages.push((path, asking_text(&format!("{}{path}", self.server.url())).await));
        }
        for (place, text) in pages {
            let line = text.lines().find(|line| line.contains(secret));
            assert!(line.is_none(), "{place} shows the secret: {line:?}");
        }
    }
}
