//! Editing, reviewing and deleting a client: who may, and in what state it is afterwards (oauth.txt §1 and "Re-approval",
//! production-oauth D).

use super::registration::{self, Registration};
use super::review::{Trigger, triggers};
use crate::wire::{Case, Check, Client, ClientStatus, Objection, Place, Refused, ScopeList, Strictness};

/// Who does something with a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Whether it is the one who registered it.
    pub is_owner: bool,
    /// Whether it is an admin.
    pub is_admin: bool,
}

/// What is to be changed; whatever is not there stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Another name.
    pub name: Option<String>,
    /// Another purpose.
    pub purpose: Option<String>,
    /// Another website; an empty one takes it away.
    pub website_url: Option<String>,
    /// Another logo; an empty one takes it away.
    pub logo: Option<String>,
    /// Other redirect URIs.
    pub redirect_uris: Option<Vec<String>>,
    /// Other scopes.
    pub scopes: Option<ScopeList>,
    /// Another state.
    pub status: Option<ClientStatus>,
    /// Why it is rejected.
    pub rejection_reason: Option<String>,
}

/// A client after an edit.
#[derive(Debug, Clone)]
pub struct Edited {
    /// As it is from now on.
    pub client: Client,
    /// What of the edit sends it back to review.
    pub triggers: Vec<Trigger>,
}

/// An edit, by whom, of which client.
#[derive(Debug)]
pub struct Editing<'a> {
    /// The client before.
    pub client: &'a Client,
    /// Who edits it.
    pub actor: Actor,
    /// What is changed.
    pub edit: &'a Edit,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// What an edit makes of a client.
///
/// # Errors
///
/// The first check that does not hold, in production's order: who may, and then the fields.
pub fn judge(case: &Editing<'_>) -> Result<Edited, Refused<Objection>> {
    case.strictness.walk(
        case,
        &[
            (Check::ReasonByAdmin, reason_is_an_admins, Objection::ReasonByOthers),
            (Check::ReasonGiven, rejection_has_a_reason, Objection::ReasonMissing),
            (Check::StatusByAdmin, status_is_an_admins, Objection::StatusByOthers),
            (Check::EditedByOwnerOrAdmin, is_by_owner_or_admin, Objection::EditByStranger),
        ],
    )?;
    let changed = changed(case);
    fields(case, &changed)?;
    let triggers = if case.actor.is_admin && !case.strictness.at(Place::AdminEditsNeedReview) {
        Vec::new()
    } else {
        triggers(case.client, &changed, case.strictness)
    };
    Ok(Edited { client: settled(case, changed, &triggers), triggers })
}

/// Whether somebody may delete a client. To anybody but its owner it does not exist.
///
/// # Errors
///
/// The first check that does not hold.
pub fn may_delete(case: &Editing<'_>) -> Result<(), Refused<Objection>> {
    case.strictness.walk(case, &[(Check::DeletedByOwner, is_by_the_owner, Objection::ClientNotFound)])
}

/// That there is no such client.
#[must_use]
pub fn no_such_client() -> Refused<Objection> {
    Refused {
        check: Check::ClientThere,
        refusal: Objection::ClientNotFound,
        differed: "no client has this id".to_owned(),
    }
}

/// The client with what was changed, in the state that it had.
fn changed(case: &Editing<'_>) -> Client {
    let Editing { client, edit, .. } = case;
    let mut changed = (*client).clone();
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    changed.name = edit.name.clone().unwrap_or(changed.name);
    changed.purpose = edit.purpose.clone().unwrap_or(changed.purpose);
    changed.website_url = edit.website_url.as_ref().map_or(changed.website_url, given);
    changed.logo = edit.logo.as_ref().map_or(changed.logo, given);
    changed.redirect_uris = edit.redirect_uris.clone().unwrap_or(changed.redirect_uris);
    if let Some(scopes) = &edit.scopes {
        changed.scopes = scopes.distinct();
    }
    changed
}

/// What was changed must be as if it were registered so; the rest was accepted before.
fn fields(case: &Editing<'_>, changed: &Client) -> Result<(), Refused<Objection>> {
    let Edit { name, purpose, website_url, logo, redirect_uris, scopes, .. } = case.edit;
    let registration = Registration {
        name: &changed.name,
        purpose: &changed.purpose,
        website_url: changed.website_url.as_deref(),
        logo: changed.logo.as_deref(),
        scopes: &changed.scopes,
        is_legacy: case.client.scopes.is_empty(),
        redirect_uris: &changed.redirect_uris,
        home: "",
        strictness: case.strictness,
    };
    if [name, purpose, website_url, logo].into_iter().any(Option::is_some) {
        registration::describes(&registration)?;
    }
    if scopes.is_some() {
        registration::scopes(&registration)?;
    }
    if redirect_uris.is_some() {
        registration::redirect_uris(&registration)?;
    }
    Ok(())
}

/// The state that it is in afterwards, and why.
fn settled(case: &Editing<'_>, mut client: Client, triggers: &[Trigger]) -> Client {
    if case.client.is_legacy() && case.strictness.at(Place::MigrationIsForgotten) {
        client.scopes = case.client.scopes.clone();
    }
    client.status = match case.edit.status {
        Some(status) => status,
        None if !triggers.is_empty() => ClientStatus::Pending,
        None => untouched(case),
    };
    if case.edit.status == Some(ClientStatus::Approved) && case.strictness.at(Place::AcceptanceIsForgotten) {
        client.status = case.client.status;
    }
    if let Some(reason) = &case.edit.rejection_reason {
        client.rejection_reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    }
    // The reason goes with the rejection.
    if client.status != ClientStatus::Rejected && !case.strictness.at(Place::ReasonOutlivesTheRejection) {
        client.rejection_reason = None;
    }
    client
}

/// "client will remain in the state it is".
fn untouched(case: &Editing<'_>) -> ClientStatus {
    match case.client.status {
        ClientStatus::Rejected if case.strictness.at(Place::HarmlessEditsReopen) => ClientStatus::Pending,
        ClientStatus::Pending if case.strictness.at(Place::HarmlessEditsApprove) => ClientStatus::Approved,
        status => status,
    }
}

fn reason_is_an_admins(case: &Editing<'_>) -> bool {
    case.edit.rejection_reason.is_none() || case.actor.is_admin
}

fn rejection_has_a_reason(case: &Editing<'_>) -> bool {
    let has_one = case.edit.rejection_reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    case.edit.status != Some(ClientStatus::Rejected) || has_one
}

/// oauth.txt §1: "An admin from Cal.com will then review your OAuth client".
fn status_is_an_admins(case: &Editing<'_>) -> bool {
    case.edit.status.is_none() || case.actor.is_admin
}

fn is_by_owner_or_admin(case: &Editing<'_>) -> bool {
    case.actor.is_owner || case.actor.is_admin
}

fn is_by_the_owner(case: &Editing<'_>) -> bool {
    case.actor.is_owner
}

impl Case for Editing<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::ReasonByAdmin => "whoever gives a reason is no admin".to_owned(),
            Check::ReasonGiven => "the rejection has no reason".to_owned(),
            Check::StatusByAdmin => "whoever changes the state is no admin".to_owned(),
            Check::EditedByOwnerOrAdmin => "whoever edits it neither owns it nor is an admin".to_owned(),
            _ => "whoever deletes it does not own it".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
