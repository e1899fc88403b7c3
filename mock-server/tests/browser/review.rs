//! A client goes to review, is accepted or rejected, and its owner reads why.

use mock_server::store::showcase;

use crate::browser::{Visit, with_scripts_and_without};
use crate::desk::{OUTBOX, REVIEWS, page_of};

#[tokio::test]
async fn an_admin_accepts_and_the_owner_gets_an_e_mail() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open(OUTBOX).await;
        visit.look("outbox-empty").await;
        visit.open_as("Adam Admin", REVIEWS).await;
        assert!(visit.reads("pending-clients").await.contains("Acme Beta"));
        visit.look("reviews").await;
        visit.follow("Acme Beta").await;
        visit.look("review-pending").await;
        visit.press("accept").await;
        assert!(visit.reads("done").await.contains("accepted"));
        assert!(visit.reads("approved-clients").await.contains("Acme Beta"));

        visit.press("nav-outbox").await;
        visit.look("outbox").await;
        visit.follow("Your OAuth client Acme Beta was accepted").await;
        assert_eq!(visit.reads("mail-to").await, showcase::OWNER);
        assert!(visit.reads("mail-text").await.contains("It is ready to be used by anyone."));
        visit.look("mail-accepted").await;

        visit.turn_into("Uma User").await;
        visit.open(&visit.consent(&[("client_id", showcase::PENDING.0)])).await;
        assert_eq!(visit.heading().await, "Acme Beta would like access to your account");
    }
}

#[tokio::test]
async fn an_admin_rejects_with_a_reason_and_the_owner_mends_it() {
    let reason = "The purpose is <b>too</b> short";
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Adam Admin", REVIEWS).await;
        visit.follow("Acme Beta").await;
        visit.press("reject").await;
        assert!(visit.reads("error-reason").await.contains("Rejection reason is required"));
        assert_eq!(visit.reads("client-state").await, "Pending");
        visit.look("review-no-reason").await;
        visit.type_into("Reason for a rejection", reason).await;
        visit.press("reject").await;
        assert!(visit.reads("rejected-clients").await.contains(reason));
        visit.press("nav-outbox").await;
        visit.follow("Your OAuth client Acme Beta was rejected").await;
        assert!(visit.reads("mail-text").await.contains(reason));
        visit.look("mail-rejected").await;

        visit.turn_into("Olivia Owner").await;
        visit.open(&page_of(showcase::PENDING.0)).await;
        assert_eq!(visit.reads("client-state").await, "Rejected");
        assert_eq!(visit.reads("rejection-reason").await, reason);
        visit.look("client-rejected").await;
        visit.type_into("Name", "Acme Better").await;
        visit.press("save").await;
        visit.press("send-to-review").await;
        assert_eq!(visit.reads("client-state").await, "Pending");
        assert!(!visit.shows("rejection-reason").await);
    }
}

#[tokio::test]
async fn an_edit_that_goes_back_to_review_says_so_before_it_is_saved() {
    let page = page_of(showcase::CONFIDENTIAL.0);
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", &page).await;
        visit.type_into("Purpose", "Another purpose").await;
        visit.press("save").await;
        assert_eq!(
            (visit.reads("done").await, visit.reads("client-state").await),
            ("Saved.".into(), "Approved".into())
        );

        visit.type_into("Name", "Acme Renamed").await;
        visit.press("save").await;
        assert!(visit.reads("review-warning").await.contains("Nothing is saved yet."));
        assert!(visit.reads("review-triggers").await.to_lowercase().contains("name"));
        visit.look("review-warning").await;
        visit.press("go-back").await;
        assert_eq!(visit.typed("Name").await, "Acme Renamed", "what was typed is still there");
        assert_eq!(visit.reads("client-state").await, "Approved");
        visit.open(&page).await;
        assert_eq!(visit.heading().await, "Acme Scheduler", "nothing was saved");

        visit.type_into("Name", "Acme Renamed").await;
        visit.press("save").await;
        visit.press("send-to-review").await;
        assert_eq!(
            (visit.heading().await, visit.reads("client-state").await),
            ("Acme Renamed".into(), "Pending".into())
        );
        visit.look("client-sent-to-review").await;
        visit.turn_into("Uma User").await;
        visit.open(&visit.consent(&[])).await;
        assert_eq!(visit.reads("authorize-error").await, "OAuth client is not approved");
    }
}

#[tokio::test]
async fn the_review_is_for_admins_and_a_client_for_its_owner() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Uma User", REVIEWS).await;
        assert_eq!(visit.heading().await, "This page is for admins");
        assert!(!visit.shows("nav-admin").await);
        visit.look("review-turned-away").await;
        visit.open(&page_of(showcase::PENDING.0)).await;
        assert_eq!(visit.reads("refusal").await, "OAuth Client not found");
        visit.look("client-turned-away").await;
    }
}
