//! Registers, edits and removes platform clients: the one desk of the pages and the control door (platform-quickstart 2).

use crate::rules::platform::client::{self, Platform};
use crate::store::App;
use crate::wire::{
    ClientId, KeptSecret, Member, Objection, Permissions, Place, PlatformClient, PlatformSecret, Refused,
    Role, Secret, Team, User,
};

/// A platform client to be, or what is changed of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
pub(super) struct Draft {
    pub(super) name: Option<String>,
    pub(super) redirect_uris: Option<Vec<String>>,
    /// An empty one takes away what was there; so do the next two.
    pub(super) booking_url: Option<String>,
    pub(super) reschedule_url: Option<String>,
    pub(super) cancel_url: Option<String>,
    pub(super) permissions: Option<Permissions>,
    pub(super) default_event_types: Option<bool>,
}

/// Why it is not.
pub(super) type No = Refused<Objection>;

/// Registers a platform client. It stands for an organization of its own, which its owner runs.
pub(super) fn register(app: &App, draft: &Draft, owner: Option<&User>) -> Result<PlatformClient, No> {
    let mut client = PlatformClient {
        id: ClientId(format!("cl{}", hex::encode(app.env.dice.bytes::<12>()))),
        name: String::new(),
        redirect_uris: Vec::new(),
        booking_url: None,
        reschedule_url: None,
        cancel_url: None,
        permissions: Permissions::all(),
        default_event_types: true,
        organization: 0,
        owner: owner.map(|owner| owner.id),
        secret: secret(app),
    };
    apply(app, draft, &mut client);
    client::judge(&Platform::of(&client, &app.strictness))?;
    client.organization = found(app, &client);
    app.platform_clients.put(client.id.clone(), client.clone());
    Ok(client)
}

/// Changes a platform client; `None` if there is none.
pub(super) fn edit(app: &App, id: &ClientId, draft: &Draft) -> Result<Option<PlatformClient>, No> {
    app.platform_clients.edit(id, |client| {
        apply(app, draft, client);
        client::judge(&Platform::of(client, &app.strictness))
    })
}

fn apply(app: &App, draft: &Draft, client: &mut PlatformClient) {
    let Draft { name, redirect_uris, booking_url, reschedule_url, cancel_url, .. } = draft.clone();
    client.name = name.unwrap_or_else(|| std::mem::take(&mut client.name));
    if let Some(uris) = redirect_uris {
        client.redirect_uris = uris.into_iter().map(|uri| app.with_home(uri)).collect();
    }
    let forgets = app.strictness.at(Place::LandingUrlsAreForgotten);
    for (said, own) in [
        (booking_url, &mut client.booking_url),
        (reschedule_url, &mut client.reschedule_url),
        (cancel_url.filter(|_| !app.strictness.at(Place::CancelUrlIsForgotten)), &mut client.cancel_url),
    ] {
        if let Some(url) = said.filter(|_| !forgets) {
            *own = Some(url).filter(|url| !url.is_empty());
        }
    }
    client.permissions = draft.permissions.clone().unwrap_or_else(|| std::mem::take(&mut client.permissions));
    client.default_event_types = draft.default_event_types.unwrap_or(client.default_event_types);
}

/// 32 random bytes in hex, as those of OAuth clients.
fn secret(app: &App) -> PlatformSecret {
    let plain = Secret::new(hex::encode(app.env.dice.bytes::<32>()));
    let of_plain = PlatformSecret::of(plain);
    let kept = KeptSecret { id: app.next_number(), created_at: app.env.clock.now(), ..of_plain.kept };
    PlatformSecret { kept, ..of_plain }
}

/// The organization for which a platform client stands.
fn found(app: &App, client: &PlatformClient) -> u64 {
    let id = app.next_number();
    let owner = client.owner.map(|owner| Member::new(app.next_number(), owner, Role::Owner));
    app.teams.put(id, Team::organization(id, &client.name, owner));
    id
}
