//! The consent page, and what each decision brings to the application.

use mock_server::store::showcase;
use thirtyfour::By;

use crate::application::claims;
use crate::browser::{Visit, with_scripts_and_without};

/// RFC 7636, Appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

#[tokio::test]
async fn allow_brings_a_code_that_gives_tokens() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[])).await;
        assert_eq!(visit.heading().await, "Acme Scheduler would like access to your account");
        let permissions = visit.reads("scope-permissions-list").await;
        assert_eq!(permissions, "Create, read, update, and delete bookings\nView personal info");
        visit.look("consent").await;

        visit.press("allow-button").await;
        let code = visit.reads("callback-code").await;
        assert_eq!(visit.reads("callback-state").await, "abc123");
        assert!(visit.reads("callback-command").await.contains(&code));
        visit.look("callback-code").await;

        let tokens = visit.exchange(&code, &[("client_secret", showcase::CONFIDENTIAL.1)]).await;
        assert_eq!(tokens["scope"], showcase::SCOPE, "{tokens}");
    }
}

#[tokio::test]
async fn deny_brings_the_error_and_no_code() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[])).await;
        visit.press("deny-button").await;
        assert_eq!(visit.reads("callback-error").await, "access_denied");
        assert_eq!(visit.arrived().await.into_keys().collect::<Vec<_>>(), ["error", "state"]);
        visit.look("callback-error").await;
    }
}

#[tokio::test]
async fn another_account_is_chosen_and_the_request_is_still_there() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[])).await;
        visit.follow("Change the account").await;
        visit.choose("Olivia Owner").await;
        assert!(visit.reads("signed-in-user").await.contains("owner@example.com"));
        visit.press("allow-button").await;
        assert_eq!(visit.reads("callback-state").await, "abc123");
    }
}

#[tokio::test]
async fn a_team_that_the_user_runs_can_be_chosen_instead() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[("show_account_selector", "true")])).await;
        let teams = visit.field("Account to connect").await.text().await.unwrap();
        assert!(
            teams.contains("Acme Sales") && !teams.contains("Acme Support"),
            "she runs one of them: {teams}"
        );
        visit.look("consent-teams").await;

        visit.the(By::XPath("//option[contains(., 'Acme Sales')]")).await.click().await.unwrap();
        visit.press("allow-button").await;
        let code = visit.reads("callback-code").await;
        let tokens = visit.exchange(&code, &[("client_secret", showcase::CONFIDENTIAL.1)]).await;
        assert_eq!(claims(&tokens)["teamId"], 21, "{tokens}");
    }
}

#[tokio::test]
async fn a_public_client_gets_its_tokens_by_the_proof() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        let public = ("client_id", showcase::PUBLIC);
        let proof = [public, ("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
        visit.open_as("Uma User", &visit.consent(&proof)).await;
        visit.press("allow-button").await;
        let code = visit.reads("callback-code").await;
        visit.look("callback-code-public").await;
        let tokens = visit.exchange(&code, &[public, ("code_verifier", VERIFIER)]).await;
        assert_eq!(tokens["token_type"], "bearer", "{tokens}");

        visit.open(&visit.consent(&[public])).await;
        visit.press("allow-button").await;
        assert_eq!(visit.reads("callback-description").await, "code_challenge required for public clients");
    }
}

#[tokio::test]
async fn a_legacy_client_says_that_nothing_limits_it() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", &visit.consent(&[("client_id", showcase::LEGACY.0), ("scope", "")])).await;
        assert!(visit.text().await.contains("This app will have full access"));
        assert!(visit.shows("legacy-permissions-list").await && !visit.shows("scope-permissions-list").await);
        visit.look("consent-legacy").await;
    }
}
