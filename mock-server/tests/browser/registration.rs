//! An owner registers a client, and sees its secret once.

use thirtyfour::By;

use crate::browser::{Scripts, Visit, with_scripts_and_without};
use crate::desk::{CLIENTS, page_of};

#[tokio::test]
async fn a_client_is_registered_and_its_secret_is_shown_once() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        visit.look("clients").await;
        visit.press("new-client").await;
        visit.look("new-client").await;
        visit.describe("Acme Browser").await;
        visit.press("save").await;

        let (id, secret) = (visit.reads("client-id").await, visit.reads("client-secret").await);
        assert!(secret.len() == 64 && secret.chars().all(|c| c.is_ascii_hexdigit()), "{secret}");
        assert!(visit.reads("secret-warning").await.contains("It is shown this once"));
        visit.look("secret").await;
        let copy = visit.the(By::Css("[data-testid='copy-secret']")).await;
        assert_eq!(copy.is_displayed().await.unwrap(), scripts == Scripts::On, "it takes a script");
        if scripts == Scripts::On {
            copy.click().await.unwrap();
        }
        visit.press("secret-kept").await;
        assert_eq!(visit.reads("client-state").await, "Pending");
        assert_eq!(visit.reads("secret-hint").await, secret[60..]);
        visit.look("client-pending").await;
        if scripts == Scripts::On {
            visit.type_into("Name", "").await;
            assert_eq!(visit.clipboard("Name").await, secret);
            visit.open(&page_of(&id)).await;
        }
        visit.never_shows_again(&secret, &id).await;

        let client = ("client_id", id.as_str());
        visit.open(&visit.consent(&[client, ("scope", "BOOKING_READ")])).await;
        visit.press("allow-button").await;
        let code = visit.reads("callback-code").await;
        let tokens = visit.exchange(&code, &[client, ("client_secret", &secret)]).await;
        assert_eq!(tokens["scope"], "BOOKING_READ", "its owner can use it: {tokens}");
    }
}

#[tokio::test]
async fn a_client_with_pkce_has_no_secret() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        visit.press("new-client").await;
        visit.describe("Acme Phone").await;
        visit.the(By::Css("[data-testid='type-public']")).await.click().await.unwrap();
        visit.press("save").await;
        assert_eq!(visit.reads("client-state").await, "Pending");
        assert!(visit.reads("done").await.contains("waits for an admin's review"));
        assert!(visit.shows("no-secrets").await && !visit.shows("generate-secret").await);
        assert!(!visit.shows("client-secret").await);
        visit.look("client-public").await;
    }
}

#[tokio::test]
async fn redirect_uris_are_added_and_removed_and_the_rest_stays_as_it_was_typed() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        visit.press("new-client").await;
        visit.describe("Acme Browser").await;
        visit.press("add-redirect-uri").await;
        visit.type_into("Redirect URI 2", "https://acme.example/wrong").await;
        visit.press("add-redirect-uri").await;
        visit.type_into("Redirect URI 3", "https://acme.example/third").await;
        visit.follow("Remove redirect URI 2").await;

        let expected = [visit.callback(), "https://acme.example/third".to_owned()];
        assert_eq!(visit.redirect_uris().await, expected);
        assert_eq!(visit.typed("Name").await, "Acme Browser");
        assert_eq!(visit.ticked().await, ["BOOKING_READ"]);
        visit.look("new-client-two-uris").await;
        visit.press("save").await;
        visit.press("secret-kept").await;
        assert_eq!(visit.redirect_uris().await, expected);
    }
}

#[tokio::test]
async fn what_is_refused_is_said_beside_its_field_and_keeps_what_was_typed() {
    let uri = ("Redirect URI 1", "error-redirect-uri-1");
    let cases = [
        ("no-name", ("Name", "error-name"), "", "Client name is required"),
        ("no-purpose", ("Purpose", "error-purpose"), "", "Purpose is required"),
        ("no-uri", uri, "", "At least one redirect URI is required"),
        ("no-url", uri, "nowhere", "Invalid URL: nowhere"),
        ("http-elsewhere", uri, "http://acme.example/", "HTTPS is required for redirect URIs"),
        ("fragment", uri, "https://acme.example/#top", "URL fragments are not allowed in redirect URIs"),
    ];
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        let before = visit.reads("client-list").await;
        visit.press("new-client").await;
        visit.describe("Acme Browser").await;
        for (what, (label, beside), wrong, sentence) in cases {
            let right = visit.typed(label).await;
            visit.type_into(label, wrong).await;
            visit.press("save").await;
            let said = visit.reads(beside).await;
            assert!(said.contains(sentence) && said.ends_with("Nothing was saved."), "{what}: {said}");
            assert_eq!(visit.typed(label).await, wrong, "{what}");
            assert_eq!(visit.ticked().await, ["BOOKING_READ"], "{what}");
            visit.look(&format!("new-client-{what}")).await;
            visit.type_into(label, &right).await;
        }
        visit.tick("BOOKING_READ").await;
        visit.press("save").await;
        assert!(visit.reads("error-scopes").await.contains("At least one scope is required"));
        assert_eq!(visit.typed("Name").await, "Acme Browser");
        visit.look("new-client-no-scopes").await;
        visit.open(CLIENTS).await;
        assert_eq!(visit.reads("client-list").await, before, "nothing was registered");
    }
}

#[tokio::test]
async fn a_name_with_markup_is_a_name() {
    let name = "<script>document.title='pwned'</script> \u{202e}<b>emca</b>";
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open_as("Olivia Owner", CLIENTS).await;
        visit.press("new-client").await;
        visit.describe(name).await;
        visit.press("save").await;
        visit.press("secret-kept").await;
        assert_eq!(visit.heading().await, name);
        assert!(visit.browser.title().await.unwrap().contains(name));
        visit.look("client-with-markup").await;
        visit.open(CLIENTS).await;
        assert!(visit.reads("client-list").await.contains(name));
        visit.look("clients-with-markup").await;
    }
}
