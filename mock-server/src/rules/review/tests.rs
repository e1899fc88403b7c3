//! Each change alone and mixed with others: which of them the reviewers want to see again.

use super::*;
use crate::wire::{ClientId, ClientStatus, ClientType, ScopeList};

fn client(scopes: &str) -> Client {
    Client {
        id: ClientId("acme".to_owned()),
        name: "Acme".to_owned(),
        purpose: "tests".to_owned(),
        website_url: Some("https://acme.example".to_owned()),
        logo: None,
        kind: ClientType::Public,
        status: ClientStatus::Approved,
        rejection_reason: None,
        owner: Some(1),
        redirect_uris: ["https://acme.example/1", "https://acme.example/2"].map(str::to_owned).to_vec(),
        scopes: ScopeList::parse(scopes),
        secrets: Vec::new(),
    }
}

fn after(change: impl FnOnce(&mut Client)) -> Vec<Trigger> {
    let before = client("BOOKING_READ");
    let mut after = before.clone();
    change(&mut after);
    triggers(&before, &after, &Strictness::default())
}

fn scopes(before: &str, after: &str) -> bool {
    let triggers = triggers(&client(before), &client(after), &Strictness::default());
    assert!(triggers.is_empty() || triggers == [Trigger::Scopes]);
    !triggers.is_empty()
}

#[test]
fn each_of_the_documents_five_changes_triggers_a_review() {
    assert_eq!(after(|client| client.name.push('!')), [Trigger::Name]);
    assert_eq!(after(|client| client.logo = Some("data:image/png;base64,".to_owned())), [Trigger::Logo]);
    assert_eq!(after(|client| client.website_url = None), [Trigger::Website]);
    assert_eq!(after(|client| client.redirect_uris[0].push('x')), [Trigger::RedirectUris]);
    assert_eq!(after(|client| drop(client.redirect_uris.pop())), [Trigger::RedirectUris]);
    assert_eq!(
        after(|client| client.redirect_uris.push("https://b.example".to_owned())),
        [Trigger::RedirectUris]
    );
    assert_eq!(after(|client| client.scopes = ScopeList::parse("BOOKING_READ APPS_READ")), [Trigger::Scopes]);
}

#[test]
fn the_purpose_and_the_order_of_things_trigger_none() {
    assert_eq!(after(|client| client.purpose.push('!')), []);
    assert_eq!(after(|client| client.redirect_uris.reverse()), []);
    assert!(!scopes("BOOKING_READ APPS_READ", "APPS_READ BOOKING_READ"));
}

#[test]
fn a_scope_expands_unless_it_reads_what_could_be_written() {
    for (before, after, expands) in [
        ("BOOKING_WRITE", "BOOKING_READ BOOKING_WRITE", false),
        ("BOOKING_WRITE", "BOOKING_READ", false),
        ("BOOKING_WRITE APPS_READ", "BOOKING_READ", false),
        ("BOOKING_WRITE", "BOOKING_READ APPS_READ", true),
        ("BOOKING_READ", "BOOKING_WRITE", true),
        ("BOOKING_READ", "BOOKING_READ BOOKING_WRITE", true),
        ("BOOKING_WRITE", "BOOKING_WRITE TEAM_BOOKING_READ", true),
        ("TEAM_BOOKING_WRITE", "TEAM_BOOKING_WRITE ORG_BOOKING_READ", true),
        ("TEAM_BOOKING_WRITE", "TEAM_BOOKING_WRITE BOOKING_READ", true),
        ("TEAM_EVENT_TYPE_WRITE", "TEAM_EVENT_TYPE_READ TEAM_EVENT_TYPE_WRITE", false),
        ("BOOKING_READ", "BOOKING_READ READ_BOOKING", true),
        ("BOOKING_READ APPS_READ", "APPS_READ", false),
    ] {
        assert_eq!(scopes(before, after), expands, "{before} -> {after}");
    }
}

#[test]
fn a_legacy_client_may_have_scopes_of_the_user_and_no_others() {
    for before in ["", "READ_BOOKING", "READ_BOOKING READ_PROFILE"] {
        assert!(!scopes(before, "BOOKING_READ BOOKING_WRITE PROFILE_WRITE"), "{before}");
        assert!(!scopes(before, "READ_PROFILE"), "{before}");
        assert!(scopes(before, "BOOKING_READ TEAM_BOOKING_READ"), "{before}");
        assert!(scopes(before, "ORG_PROFILE_READ"), "{before}");
    }
}
