//! Who may change what of a client, and in what state it is afterwards.

use super::*;
use crate::wire::{ClientId, ClientType};

const OWNER: Actor = Actor { is_owner: true, is_admin: false };
const ADMIN: Actor = Actor { is_owner: false, is_admin: true };
const STRANGER: Actor = Actor { is_owner: false, is_admin: false };

fn client(status: ClientStatus) -> Client {
    Client {
        id: ClientId("acme".to_owned()),
        name: "Acme".to_owned(),
        purpose: "tests".to_owned(),
        website_url: None,
        logo: None,
        kind: ClientType::Public,
        status,
        rejection_reason: (status == ClientStatus::Rejected).then(|| "too vague".to_owned()),
        owner: Some(1),
        redirect_uris: vec!["https://acme.example/".to_owned()],
        scopes: ScopeList::parse("BOOKING_READ"),
        secrets: Vec::new(),
    }
}

fn edited(client: &Client, actor: Actor, edit: &Edit) -> Result<Client, Objection> {
    let strictness = Strictness::default();
    let judged = judge(&Editing { client, actor, edit, strictness: &strictness });
    judged.map(|edited| edited.client).map_err(|refused| refused.refusal)
}

fn status(status: ClientStatus) -> Edit {
    Edit { status: Some(status), ..Edit::default() }
}

fn name(name: &str) -> Edit {
    Edit { name: Some(name.to_owned()), ..Edit::default() }
}

#[test]
fn an_owners_new_name_sends_a_client_back_whatever_its_state_and_clears_the_reason() {
    for before in [ClientStatus::Approved, ClientStatus::Pending, ClientStatus::Rejected] {
        let after = edited(&client(before), OWNER, &name("Acme 2")).unwrap();
        assert_eq!((after.status, after.rejection_reason), (ClientStatus::Pending, None), "{before:?}");
        let after = edited(&client(before), ADMIN, &name("Acme 2")).unwrap();
        assert_eq!(after.status, before);
    }
}

#[test]
fn an_edit_that_needs_no_review_leaves_state_and_reason() {
    let purpose = Edit { purpose: Some("other tests".to_owned()), ..Edit::default() };
    for before in [ClientStatus::Approved, ClientStatus::Pending, ClientStatus::Rejected] {
        let client = client(before);
        let after = edited(&client, OWNER, &purpose).unwrap();
        assert_eq!((after.status, &after.rejection_reason), (before, &client.rejection_reason));
    }
}

#[test]
fn a_stranger_changes_nothing_and_an_owner_no_state() {
    let client = client(ClientStatus::Pending);
    assert_eq!(edited(&client, STRANGER, &name("Mine")).unwrap_err(), Objection::EditByStranger);
    for actor in [OWNER, STRANGER] {
        let refused = edited(&client, actor, &status(ClientStatus::Approved)).unwrap_err();
        assert_eq!(refused, Objection::StatusByOthers);
        let reason = Edit { rejection_reason: Some("no".to_owned()), ..status(ClientStatus::Rejected) };
        assert_eq!(edited(&client, actor, &reason).unwrap_err(), Objection::ReasonByOthers);
    }
}

#[test]
fn a_rejection_needs_a_reason_and_keeps_it_trimmed() {
    let reject = |reason: Option<&str>| {
        let rejection_reason = reason.map(str::to_owned);
        edited(
            &client(ClientStatus::Pending),
            ADMIN,
            &Edit { rejection_reason, ..status(ClientStatus::Rejected) },
        )
    };
    assert_eq!(reject(None).unwrap_err(), Objection::ReasonMissing);
    assert_eq!(reject(Some("  ")).unwrap_err(), Objection::ReasonMissing);
    assert_eq!(reject(Some(" too vague ")).unwrap().rejection_reason.as_deref(), Some("too vague"));
    let accepted = edited(&client(ClientStatus::Rejected), ADMIN, &status(ClientStatus::Approved)).unwrap();
    assert_eq!((accepted.status, accepted.rejection_reason), (ClientStatus::Approved, None));
}

#[test]
fn what_is_changed_is_judged_as_if_it_were_registered_so_and_the_rest_is_left_alone() {
    let mut old = client(ClientStatus::Approved);
    old.scopes = ScopeList::default();
    old.redirect_uris.clear();
    assert_eq!(edited(&old, OWNER, &name(" ")).unwrap_err(), Objection::NameMissing);
    assert!(edited(&old, OWNER, &name("Acme 2")).is_ok());
    let scopes = |list: &str| Edit { scopes: Some(ScopeList::parse(list)), ..Edit::default() };
    assert!(edited(&old, OWNER, &scopes("")).is_ok(), "a legacy client stays one");
    let client = client(ClientStatus::Approved);
    assert_eq!(edited(&client, OWNER, &scopes("")).unwrap_err(), Objection::ScopeMissing);
    let twice = edited(&client, OWNER, &scopes("BOOKING_READ BOOKING_READ")).unwrap();
    assert_eq!(twice.scopes.joined(), "BOOKING_READ");
}

#[test]
fn an_empty_website_or_logo_takes_it_away() {
    let mut client = client(ClientStatus::Approved);
    client.website_url = Some("https://acme.example".to_owned());
    let gone = Edit { website_url: Some(String::new()), logo: Some(String::new()), ..Edit::default() };
    let after = edited(&client, OWNER, &gone).unwrap();
    assert_eq!((after.website_url, after.logo, after.status), (None, None, ClientStatus::Pending));
}
