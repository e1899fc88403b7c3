//! Signing in, by a click or with a password.

use mock_server::store::showcase;

use crate::browser::{Visit, with_scripts_and_without};

#[tokio::test]
async fn a_user_is_chosen_with_one_click() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open(&visit.consent(&[])).await;
        assert_eq!(visit.heading().await, "Sign in to continue");
        visit.look("login").await;

        visit.choose("Uma User").await;
        assert!(visit.reads("signed-in-user").await.contains("user@example.com"));
    }
}

#[tokio::test]
async fn a_wrong_password_is_said_beside_what_was_typed_and_the_right_one_opens() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open(&visit.consent(&[])).await;
        visit.type_into("Email", showcase::USER).await;
        visit.type_into("Password", "guessed").await;
        visit.press("login-button").await;
        assert_eq!(visit.reads("login-error").await, "The email or the password is wrong.");
        assert_eq!(visit.typed("Email").await, showcase::USER);
        assert_eq!(visit.typed("Password").await, "");
        visit.look("login-wrong-password").await;

        visit.type_into("Password", showcase::PASSWORD).await;
        visit.press("login-button").await;
        assert!(visit.reads("signed-in-user").await.contains("Uma User"));
    }
}
