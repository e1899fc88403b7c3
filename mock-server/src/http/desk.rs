//! The desk where clients are registered, edited, reviewed and deleted and where their secrets are handled: the same for the
//! pages and for the control door (production-oauth D). `rules/` decide; the desk looks up, remembers and writes e-mails.

use super::mail;
use crate::rules::editing::{self, Actor, Edit, Edited, Editing};
use crate::rules::registration::{self, Registration};
use crate::rules::rotation::{self, Revoked, Rotation};
use crate::store::App;
use crate::wire::{
    Client, ClientId, ClientStatus, ClientType, KeptSecret, Objection, Place, Refused, ScopeList, Secret,
    User, UserRole,
};

/// Why the desk does not do what it was asked.
pub(super) type No = Refused<Objection>;

/// Who stands at the desk.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who<'a> {
    /// Whoever registered the client.
    Owner,
    /// Some admin, who registered nothing.
    Admin,
    /// This user: the owner, an admin, both or neither.
    User(&'a User),
}

impl Who<'_> {
    fn before(self, client: &Client) -> Actor {
        match self {
            Self::Owner => Actor { is_owner: true, is_admin: false },
            Self::Admin => Actor { is_owner: false, is_admin: true },
            Self::User(user) => {
                Actor { is_owner: client.is_owned_by(Some(user.id)), is_admin: user.role == UserRole::Admin }
            }
        }
    }
}

/// A client to be.
#[derive(Debug, Clone)]
pub(super) struct NewClient {
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) website_url: Option<String>,
    pub(super) logo: Option<String>,
    pub(super) kind: ClientType,
    pub(super) redirect_uris: Vec<String>,
    pub(super) scopes: ScopeList,
    /// Where its review stands; pending where nothing is said.
    pub(super) status: Option<ClientStatus>,
    pub(super) owner: Option<u64>,
    /// Whether it may be without scopes.
    pub(super) is_legacy: bool,
}

/// Registers a client. Its secret, if it has one, is told this once.
pub(super) fn register(app: &App, new: NewClient) -> Result<(Client, Option<Secret>), No> {
    let scopes = new.scopes.distinct();
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (website_url, logo) = (given(new.website_url), given(new.logo));
    registration::judge(&Registration {
        name: &new.name,
        purpose: &new.purpose,
        website_url: website_url.as_deref(),
        logo: logo.as_deref(),
        scopes: &scopes,
        is_legacy: new.is_legacy,
        redirect_uris: &new.redirect_uris,
        home: "",
        strictness: &app.strictness,
    })?;
    let secret = has_a_secret(app, new.kind).then(|| new_secret(app));
    let client = Client {
        id: ClientId(new_id(app)),
        name: new.name,
        purpose: new.purpose,
        website_url,
        logo,
        kind: new.kind,
        status: new.status.unwrap_or_else(|| first_status(app)),
        rejection_reason: None,
        owner: new.owner,
        redirect_uris: new.redirect_uris,
        scopes,
        secrets: secret.iter().map(|secret| kept(app, secret)).collect(),
    };
    app.clients.put(client.id.clone(), client.clone());
    Ok((client, secret))
}

/// Changes a client. An admin's decision over its review is written to its owner.
pub(super) fn edit(app: &App, id: &ClientId, who: Who<'_>, edit: &Edit) -> Result<Client, No> {
    let judged = app.clients.edit(id, |client| {
        let actor = who.before(client);
        let edited = editing::judge(&Editing { client, actor, edit, strictness: &app.strictness })?;
        *client = edited.client;
        Ok::<_, No>(())
    })?;
    let client = judged.ok_or_else(editing::no_such_client)?;
    if let Some(decision) = edit.status {
        tell_the_owner(app, &client, decision);
    }
    Ok(client)
}

/// What an edit would make of a client, without making it.
pub(super) fn foresee(app: &App, id: &ClientId, who: Who<'_>, edit: &Edit) -> Result<Edited, No> {
    let client = &app.clients.find(id).ok_or_else(editing::no_such_client)?;
    let actor = who.before(client);
    editing::judge(&Editing { client, actor, edit, strictness: &app.strictness })
}

/// Deletes a client. Whoever asks must not hold the world still: nothing may stand still while it goes.
pub(super) fn delete(app: &App, id: &ClientId, who: Who<'_>) -> Result<(), No> {
    let gone = app.remove_client(id, |client| {
        let actor = who.before(client);
        editing::may_delete(&Editing { client, actor, edit: &Edit::default(), strictness: &app.strictness })
    })?;
    gone.map(drop).ok_or_else(editing::no_such_client)
}

/// The client whose secrets somebody may handle.
pub(super) fn own(app: &App, id: &ClientId, who: Who<'_>) -> Result<Client, No> {
    let client = app.clients.find(id).ok_or_else(editing::no_such_client)?;
    rotation::may_look(&rotation(app, &client, who, None))?;
    Ok(client)
}

/// Makes one more secret of a client. It is told this once.
pub(super) fn add_secret(app: &App, id: &ClientId, who: Who<'_>) -> Result<(KeptSecret, Secret), No> {
    let secret = new_secret(app);
    let kept = kept(app, &secret);
    let changed = app.clients.edit(id, |client| {
        let case = rotation(app, client, who, None);
        rotation::may_add(&case)?;
        let aftermath = rotation::aftermath(&case);
        if aftermath.needs_review {
            client.status = ClientStatus::Pending;
        }
        if aftermath.ends_refresh_tokens {
            app.refresh_tokens.retain(|other, _| other != id);
        }
        client.secrets.push(kept.clone());
        Ok::<_, No>(())
    })?;
    changed.map(|_| (kept, secret)).ok_or_else(editing::no_such_client)
}

/// Revokes a secret of a client, which is worth nothing from now on.
pub(super) fn revoke_secret(app: &App, id: &ClientId, who: Who<'_>, secret: &str) -> Result<(), No> {
    let changed = app.clients.edit(id, |client| {
        let case = rotation(app, client, who, Some(secret));
        rotation::may_revoke(&case)?;
        let aftermath = rotation::aftermath(&case);
        if aftermath.ends_refresh_tokens {
            app.refresh_tokens.retain(|other, _| other != id);
        }
        let oldest = client.secrets.first().map(|own| own.id);
        client.secrets.retain(|own| match aftermath.revokes {
            Revoked::Named => own.id.to_string() != secret,
            Revoked::Oldest => Some(own.id) != oldest,
            Revoked::Nothing => true,
        });
        Ok::<_, No>(())
    })?;
    changed.map(drop).ok_or_else(editing::no_such_client)
}

fn rotation<'a>(app: &'a App, client: &'a Client, who: Who<'_>, secret: Option<&'a str>) -> Rotation<'a> {
    Rotation { client, is_owners: who.before(client).is_owner, secret, strictness: &app.strictness }
}

/// oauth.txt §1: "The OAuth client will be in a "pending" state".
fn first_status(app: &App) -> ClientStatus {
    if app.strictness.at(Place::NewClientsAreApproved) {
        ClientStatus::Approved
    } else {
        ClientStatus::Pending
    }
}

/// oauth.txt §3.2: "Public clients ... use PKCE instead of a `client_secret`".
fn has_a_secret(app: &App, kind: ClientType) -> bool {
    match kind {
        ClientType::Confidential => !app.strictness.at(Place::ConfidentialClientsGetNoSecret),
        ClientType::Public => app.strictness.at(Place::PublicClientsGetASecret),
    }
}

/// 32 random bytes in hex (CLIENT-10).
fn new_id(app: &App) -> String {
    let bytes: [u8; 32] = app.env.dice.bytes();
    let length = if app.strictness.at(Place::ClientIdsAreShort) { 16 } else { bytes.len() };
    hex::encode(&bytes[..length])
}

fn new_secret(app: &App) -> Secret {
    let bytes: [u8; 32] = app.env.dice.bytes();
    let length = if app.strictness.at(Place::SecretsAreShort) { 16 } else { bytes.len() };
    Secret::new(hex::encode(&bytes[..length]))
}

fn kept(app: &App, secret: &Secret) -> KeptSecret {
    let mut kept =
        KeptSecret { id: app.next_number(), created_at: app.env.clock.now(), ..KeptSecret::of(secret) };
    if app.strictness.at(Place::HintIsTheWholeSecret) {
        secret.reveal().clone_into(&mut kept.hint);
    }
    kept
}

/// oauth.txt §1: "you will receive an email if it was accepted or rejected".
fn tell_the_owner(app: &App, client: &Client, decision: ClientStatus) {
    let is_silent = match decision {
        ClientStatus::Pending => true,
        ClientStatus::Approved => app.strictness.at(Place::NoEmailWhenAccepted),
        ClientStatus::Rejected => app.strictness.at(Place::NoEmailWhenRejected),
    };
    let owner = client.owner.and_then(|owner| app.users.find(&owner)).filter(|_| !is_silent);
    if let Some(email) = owner.and_then(|owner| mail::decision(app, client, &owner, decision)) {
        app.outbox.put(email);
    }
}

#[cfg(test)]
mod tests;
