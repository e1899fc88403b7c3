//! Authorization requests that are refused: what stands on the page, and what goes to the application.

use mock_server::store::showcase;

use crate::browser::{Visit, with_scripts_and_without};

#[tokio::test]
async fn a_request_that_cannot_be_trusted_is_refused_on_the_page() {
    let unregistered = "redirect_uri does not match any of the OAuth client's registered redirect URIs";
    let cases = [
        ("unknown-client", ("client_id", "nobody"), "OAuth client with ID not found"),
        ("no-client", ("client_id", ""), "OAuth client with ID not found"),
        ("unregistered-redirect-uri", ("redirect_uri", "https://evil.example/"), unregistered),
        ("no-url", ("redirect_uri", "nowhere"), "Invalid input"),
        ("no-redirect-uri", ("redirect_uri", ""), "redirect_uri is required"),
        ("pending-client", ("client_id", showcase::PENDING.0), "OAuth client is not approved"),
        ("rejected-client", ("client_id", showcase::REJECTED.0), "OAuth client has been rejected"),
        ("no-scope", ("scope", ""), "scope parameter is required for this OAuth client"),
    ];
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[])).await;
        for (name, change, sentence) in cases {
            visit.open(&visit.consent(&[change])).await;
            assert_eq!(visit.reads("authorize-error").await, sentence, "{name}");
            assert_eq!(visit.heading().await, "This app could not be connected", "{name}");
            assert!(!visit.shows("allow-button").await, "{name}");
            visit.look(&format!("refused-{name}")).await;
        }
    }
}

#[tokio::test]
async fn a_pending_client_lets_its_owner_in() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[("client_id", showcase::PENDING.0)])).await;
        visit.follow("Use another account").await;
        visit.choose("Olivia Owner").await;
        assert_eq!(visit.heading().await, "Acme Beta would like access to your account");
    }
}

#[tokio::test]
async fn a_scope_that_is_none_goes_to_the_application_at_once() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[("scope", "EVERYTHING")])).await;
        assert_eq!(visit.reads("callback-error").await, "invalid_scope");
        assert_eq!(visit.reads("callback-state").await, "abc123");
    }
}

#[tokio::test]
async fn a_decision_on_a_page_of_another_session_is_not_taken() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[])).await;
        let page = visit.browser.window().await.unwrap();
        visit.in_another_tab().await;
        visit.open("/auth/login").await;
        visit.choose("Olivia Owner").await;
        assert_eq!(visit.heading().await, "Welcome");
        visit.look("welcome").await;

        visit.browser.switch_to_window(page).await.unwrap();
        visit.press("allow-button").await;
        assert_eq!(visit.heading().await, "This form was not taken");
        visit.look("not-taken").await;
    }
}
