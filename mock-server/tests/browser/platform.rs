//! An owner makes a platform client, finds its id and secret whenever they look, and edits and deletes it.

use serde_json::json;
use thirtyfour::By;

use crate::browser::{Scripts, Visit, asking, with_scripts_and_without};

/// Where an owner's platform clients are.
pub(crate) const PLATFORM: &str = "/settings/platform";

impl Visit {
    /// Creates a user whom the platform client manages; tells their username.
    pub(crate) async fn manage(&self, (id, secret): (&str, &str), name: &str) -> String {
        let url = format!("{}/v2/oauth-clients/{id}/users", self.server.url());
        let email = format!("{}@example.com", name.to_lowercase());
        let body = json!({"email": email, "name": name, "timeZone": "Europe/Rome"});
        let made = asking().post(url).header("x-cal-secret-key", secret).json(&body).send().await.unwrap();
        let made: serde_json::Value = made.json().await.unwrap();
        made["data"]["user"]["username"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
    }

    async fn tick_permission(&self, word: &str) {
        let way = By::Css(format!("input[name='permission'][value='{word}']"));
        self.the(way).await.click().await.unwrap();
    }
}

#[tokio::test]
async fn a_platform_client_is_made_and_its_secret_is_there_whenever_its_owner_looks() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", "/settings/developer/oauth").await;
        visit.press("nav-platform").await;
        assert_eq!(visit.heading().await, "My platform clients");
        visit.look("platform-clients").await;
        visit.press("new-client").await;
        visit.look("new-platform-client").await;
        visit.type_into("Name", "Acme Lessons").await;
        visit.type_into("Redirect URI 1", "https://lessons.example").await;
        visit.press("add-redirect-uri").await;
        visit.type_into("Redirect URI 2", "https://*.lessons.example").await;
        visit.type_into("Booking URL", "https://lessons.example/booked").await;
        visit.press("save").await;

        let (id, secret) = (visit.reads("client-id").await, visit.reads("client-secret").await);
        assert!(secret.len() == 64 && secret.chars().all(|c| c.is_ascii_hexdigit()), "{secret}");
        assert!(visit.reads("done").await.contains("registered"));
        visit.look("platform-client-new").await;
        for (button, expected) in [("copy-id", &id), ("copy-secret", &secret)] {
            let copy = visit.the(By::Css(format!("[data-testid='{button}']"))).await;
            assert_eq!(copy.is_displayed().await.unwrap(), scripts == Scripts::On, "it takes a script");
            if scripts == Scripts::On {
                copy.click().await.unwrap();
                visit.type_into("Cancel URL", "").await;
                assert_eq!(visit.clipboard("Cancel URL").await, *expected);
            }
        }
        visit.manage((&id, &secret), "Bob").await;
        visit.open(&format!("{PLATFORM}/{id}")).await;
        assert_eq!(visit.reads("client-secret").await, secret);
        let bob = visit.reads("managed-user").await;
        assert!(bob.contains(&format!("bob+{id}@example.com")) && bob.contains("Europe/Rome"), "{bob}");
        visit.look("platform-client").await;
    }
}

#[tokio::test]
async fn an_edit_is_saved_or_refused_beside_its_field_and_a_deletion_asks_first() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", PLATFORM).await;
        visit.follow("Acme Platform").await;
        visit.type_into("Booking URL", "lessons.example").await;
        visit.tick_permission("APPS_WRITE").await;
        visit.press("save").await;
        let said = visit.reads("error-booking-url").await;
        assert!(said.contains("The booking URL must begin with https:// or http://"), "{said}");
        assert_eq!(visit.typed("Booking URL").await, "lessons.example");
        let focused = visit.browser.active_element().await.unwrap();
        assert_eq!(
            focused.id().await.unwrap().as_deref(),
            Some("booking-url"),
            "the focus is where it is wrong"
        );
        visit.look("platform-client-wrong-url").await;
        visit.type_into("Booking URL", "https://lessons.example").await;
        visit.press("save").await;
        assert_eq!(visit.reads("done").await, "Saved.");
        let way = By::Css("input[name='permission']:checked");
        assert_eq!(visit.browser.find_all(way).await.unwrap().len(), 9);
        for resource in ["EVENT_TYPE", "BOOKING", "SCHEDULE", "PROFILE", "APPS"] {
            visit.tick_permission(&format!("{resource}_READ")).await;
            if resource != "APPS" {
                visit.tick_permission(&format!("{resource}_WRITE")).await;
            }
        }
        visit.press("save").await;
        assert!(visit.reads("error-permissions").await.contains("At least one permission is required"));
        visit.look("platform-client-no-permission").await;

        visit.press("delete").await;
        visit.look("delete-platform-client").await;
        visit.press("cancel").await;
        visit.press("delete").await;
        visit.press("confirm").await;
        assert!(visit.shows("no-clients").await && visit.reads("done").await.contains("deleted"));
        visit.look("no-platform-clients").await;
    }
}
