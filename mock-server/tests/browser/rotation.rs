//! An owner exchanges the secret of a client for another one (oauth.txt §5).

use mock_server::store::showcase;

use crate::browser::{Visit, with_scripts_and_without};
use crate::desk::page_of;

#[tokio::test]
async fn a_second_secret_is_shown_once_and_the_first_is_revoked() {
    let (id, first) = showcase::CONFIDENTIAL;
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", &page_of(id)).await;
        assert!(!visit.shows("revoke-secret").await, "the last one is not revoked");
        visit.look("client-approved").await;
        visit.press("generate-secret").await;
        let second = visit.reads("client-secret").await;
        visit.look("secret-second").await;
        visit.press("secret-kept").await;
        assert!(visit.reads("secret-limit").await.contains("Two is the most"));
        assert!(!visit.shows("generate-secret").await);
        assert_eq!(visit.hints().await, [&first[60..], &second[60..]]);
        visit.look("client-two-secrets").await;
        visit.never_shows_again(&second, id).await;
        for secret in [first, &second] {
            assert_eq!(visit.answers_to(secret).await, "tokens");
        }

        visit.open(&page_of(id)).await;
        visit.follow(&format!("Revoke the secret {}", &first[60..])).await;
        visit.look("revoke").await;
        visit.press("cancel").await;
        assert_eq!(visit.answers_to(first).await, "tokens", "it was only asked");
        visit.open(&page_of(id)).await;
        visit.follow(&format!("Revoke the secret {}", &first[60..])).await;
        visit.press("confirm").await;
        assert!(visit.reads("done").await.contains("The secret is revoked"));
        assert_eq!(visit.hints().await, [&second[60..]]);
        assert_eq!(visit.answers_to(first).await, "invalid_client_credentials");
        assert_eq!(visit.answers_to(&second).await, "tokens");
    }
}

#[tokio::test]
async fn a_page_that_was_opened_before_does_not_make_a_third_secret() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        let page = page_of(showcase::CONFIDENTIAL.0);
        visit.open_as("Olivia Owner", &page).await;
        let old = visit.browser.window().await.unwrap();
        visit.in_another_tab().await;
        visit.open(&page).await;
        visit.press("generate-secret").await;

        visit.browser.switch_to_window(old).await.unwrap();
        visit.press("generate-secret").await;
        let refusal = visit.reads("refusal").await;
        assert!(
            refusal.contains("Maximum of 2 secrets allowed. Delete an existing secret first."),
            "{refusal}"
        );
        assert!(!visit.shows("client-secret").await);
        assert_eq!(visit.hints().await.len(), 2);
        visit.look("refused-third-secret").await;
    }
}

impl Visit {
    /// The last four characters of each secret, as the page of the client lists them.
    async fn hints(&self) -> Vec<String> {
        let mut hints = Vec::new();
        for hint in self.browser.find_all(thirtyfour::By::Css("[data-testid='secret-hint']")).await.unwrap() {
            hints.push(hint.text().await.unwrap());
        }
        hints
    }

    /// What an exchange with `secret` brings: tokens, or an error. Somebody allows access for it.
    async fn answers_to(&self, secret: &str) -> String {
        self.open(&self.consent(&[])).await;
        self.press("allow-button").await;
        let code = self.reads("callback-code").await;
        let answer = self.exchange(&code, &[("client_secret", secret)]).await;
        answer["error_description"].as_str().unwrap_or("tokens").to_owned()
    }
}
