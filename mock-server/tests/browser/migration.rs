//! A legacy client gets scopes: first its address, then the client, or the other way round (oauth.txt, Legacy Client
//! Migration).

use mock_server::store::showcase;

use crate::browser::{Visit, with_scripts_and_without};
use crate::desk::page_of;

const LEGACY: (&str, &str) = ("client_id", showcase::LEGACY.0);

#[tokio::test]
async fn the_address_first_and_it_works_all_along() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", &visit.consent(&[LEGACY, ("scope", "BOOKING_READ")])).await;
        assert!(visit.scope_of_a_token().await.contains("BOOKING_READ"));
        visit.give_scopes(&["BOOKING_READ"]).await;
        assert_eq!(visit.reads("client-state").await, "Approved", "scopes of the user need no review");
        visit.look("client-migrated").await;

        visit.turn_into("Uma User").await;
        visit.open(&visit.consent(&[LEGACY, ("scope", "BOOKING_READ")])).await;
        assert_eq!(visit.reads("scope-permissions-list").await, "View bookings");
        assert_eq!(visit.scope_of_a_token().await, "BOOKING_READ");
    }
}

#[tokio::test]
async fn the_client_first_and_the_old_address_is_refused_at_once() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        let old = visit.consent(&[LEGACY, ("scope", "")]);
        visit.open_as("Olivia Owner", &old).await;
        assert_eq!(visit.scope_of_a_token().await, "", "it has no limit yet");
        visit.give_scopes(&["BOOKING_READ"]).await;
        visit.open(&old).await;
        assert_eq!(visit.reads("authorize-error").await, "scope parameter is required for this OAuth client");
        visit.open(&visit.consent(&[LEGACY, ("scope", "BOOKING_READ")])).await;
        assert_eq!(visit.scope_of_a_token().await, "BOOKING_READ");
    }
}

#[tokio::test]
async fn a_scope_of_a_team_goes_to_review() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", &page_of(LEGACY.1)).await;
        visit.look("client-legacy").await;
        visit.tick("TEAM_BOOKING_READ").await;
        visit.press("save").await;
        assert!(visit.reads("review-triggers").await.to_lowercase().contains("scope"));
        visit.press("send-to-review").await;
        assert_eq!(visit.reads("client-state").await, "Pending");
    }
}

impl Visit {
    /// Adds scopes to the legacy client, on its page.
    async fn give_scopes(&self, scopes: &[&str]) {
        self.open(&page_of(LEGACY.1)).await;
        for scope in scopes {
            self.tick(scope).await;
        }
        self.press("save").await;
        assert_eq!(self.reads("done").await, "Saved.");
    }

    /// Allows, exchanges the code, and says what the token may do.
    async fn scope_of_a_token(&self) -> String {
        self.press("allow-button").await;
        let code = self.reads("callback-code").await;
        let tokens = self.exchange(&code, &[LEGACY, ("client_secret", showcase::LEGACY.1)]).await;
        tokens["scope"].as_str().unwrap().to_owned()
    }
}
