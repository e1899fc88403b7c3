//! Forms that come too late, twice or from another site; and what is asked once more before it is gone.

use mock_server::store::showcase;

use crate::browser::{Visit, with_scripts_and_without};
use crate::desk::{CLIENTS, page_of};

#[tokio::test]
async fn a_client_is_deleted_after_one_more_question() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", &page_of(showcase::CONFIDENTIAL.0)).await;
        visit.press("delete").await;
        visit.look("delete").await;
        visit.press("cancel").await;
        visit.press("delete").await;
        visit.press("confirm").await;
        assert_eq!(visit.reads("done").await, "The client is deleted.");
        assert!(!visit.reads("client-list").await.contains("Acme Scheduler"));
        visit.open(&visit.consent(&[])).await;
        assert_eq!(visit.reads("authorize-error").await, "OAuth client with ID not found");
    }
}

#[tokio::test]
async fn what_was_typed_survives_the_end_of_the_session() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        visit.press("new-client").await;
        visit.describe("Acme Browser").await;
        visit.browser.delete_all_cookies().await.unwrap();
        visit.press("save").await;
        assert!(visit.reads("interrupted").await.contains("nothing was changed"));
        visit.look("login-interrupted").await;
        visit.choose("Olivia Owner").await;
        assert!(visit.reads("unsaved").await.contains("This is what you typed"));
        assert_eq!(visit.typed("Name").await, "Acme Browser");
        assert_eq!(visit.ticked().await, ["BOOKING_READ"]);
        visit.look("new-client-unsaved").await;
        visit.press("save").await;
        assert!(visit.shows("client-secret").await);
    }
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_done_once() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        visit.press("new-client").await;
        visit.describe("Acme Twice").await;
        visit.press("save").await;
        let secret = visit.reads("client-secret").await;
        // A browser that loads the answer to a form again sends the form again.
        visit.browser.refresh().await.unwrap();
        assert_eq!(visit.heading().await, "That was already done");
        assert!(!visit.source().await.contains(&secret));
        visit.look("already-done").await;
        visit.press("way-on").await;
        assert_eq!(visit.reads("client-list").await.matches("Acme Twice").count(), 1);
    }
}

#[tokio::test]
async fn somebody_who_signs_out_is_signed_out() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        visit.press("sign-out").await;
        visit.look("signed-out").await;
        visit.open(CLIENTS).await;
        assert_eq!(visit.heading().await, "Sign in to continue");
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_not_taken() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        let before = visit.reads("client-list").await;
        let action = format!("{}{CLIENTS}/new", visit.server.url());
        let form =
            format!("<form method=post action={action}><button name=do value=save data-testid=trap>Win");
        visit.browser.goto(format!("data:text/html,{form}")).await.unwrap();
        visit.press("trap").await;
        assert_eq!(visit.heading().await, "This form was not taken");
        visit.open(CLIENTS).await;
        assert_eq!(visit.reads("client-list").await, before);
    }
}
