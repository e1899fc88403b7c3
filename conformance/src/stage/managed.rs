//! Platform clients and their managed users: made when they are first named, known from then on, and what is asked for
//! them.

mod asking;
mod leaving;
mod pages;
mod record;

pub(crate) use asking::Deed;
pub(crate) use pages::{Visit, told_pages};

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use reqwest::Method;
use serde_json::Value;

use super::{Stage, things::plain, unheard_of_word};
use crate::{
    cast::{
        UserRole,
        platform::{Managed, ManagedRole, ManagedTokens, Platform, PlatformOrder, PlatformRole},
    },
    requests::endpoint::question,
    target::{Door, Provision, provision::control::UserMade},
    verdict::Halt,
};

/// What was seen, a line each.
pub(crate) type Lines = BTreeSet<String>;

/// The platform's side of a scenario.
#[derive(Debug, Default)]
pub(crate) struct Platforms {
    clients: BTreeMap<PlatformRole, Platform>,
    /// In what a client that is not there yet will differ from the usual.
    planned: BTreeMap<PlatformRole, Plan>,
    /// How the client names each managed user: e-mail and name.
    people: BTreeMap<ManagedRole, Named>,
    /// Those who were created, the latest last.
    pub(crate) users: Vec<Managed>,
    /// What must be deleted at the end, where no door takes it along.
    left: Vec<(PlatformRole, Value)>,
    /// The booking to which a browser was led last.
    booked: Option<String>,
    /// The users of all its clients before and after one was asked for, a line each.
    pub(crate) seen: Option<[Option<Lines>; 2]>,
}

/// In what a platform client that is not there yet will differ from the usual.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) permissions: Option<Vec<String>>,
    pub(crate) redirect_uris: Option<Vec<String>>,
    pub(crate) has_default_event_types: bool,
    pub(crate) owner: Option<UserRole>,
}

/// How a client names a user that it is to create.
#[derive(Clone)]
pub(crate) struct Named {
    pub(crate) email: String,
    pub(crate) name: String,
}

crate::redaction::opaque!(Named);

impl Stage {
    /// In what a platform client that nobody named yet will differ from the usual.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where clients are as they stand there.
    pub(crate) fn plan_platform(&mut self, role: PlatformRole) -> Result<&mut Plan, Halt> {
        self.venue()?.door()?;
        if self.platforms.clients.contains_key(&role) {
            return Err(Halt::Ours(format!("{role} is there already")));
        }
        Ok(self.platforms.planned.entry(role).or_default())
    }

    /// The platform client that plays `role`; it is made when it is first asked for.
    ///
    /// # Errors
    ///
    /// When the server does not make it, or the target file names none.
    pub async fn platform(&mut self, role: PlatformRole) -> Result<Platform, Halt> {
        if let Some(platform) = self.platforms.clients.get(&role) {
            return Ok(platform.clone());
        }
        let venue = self.venue()?;
        // Where somebody's own backend is asked, its client is not for us to choose.
        let given = venue.backend.client().filter(|given| given.role == role);
        let platform = match (given, &venue.provision) {
            (Some(given), _) => {
                self.set_back().await?;
                given.clone()
            }
            (None, Provision::Static(standing)) => standing.platform(role)?,
            (None, Provision::Control(door)) => self.make_platform(door, role).await?,
        };
        let (id, secret) = role.names();
        self.hide(&platform.id, id);
        self.hide(&platform.secret, secret);
        // As HTTP Basic writes it.
        let both = format!("{}:{}", platform.id, platform.secret);
        self.hide(&STANDARD_NO_PAD.encode(both), secret);
        self.platforms.clients.insert(role, platform.clone());
        Ok(platform)
    }

    async fn make_platform(&mut self, door: &Door, role: PlatformRole) -> Result<Platform, Halt> {
        let Plan { permissions, redirect_uris, has_default_event_types, owner } =
            self.platforms.planned.remove(&role).unwrap_or_default();
        let usual = role.order();
        let order = PlatformOrder {
            permissions: permissions.unwrap_or(usual.permissions),
            redirect_uris: redirect_uris.unwrap_or(usual.redirect_uris),
            default_event_types: has_default_event_types,
            owner: match owner {
                Some(owner) => Some(self.user_id(owner).await?),
                None => None,
            },
            ..usual
        };
        let made = door.create_platform(&order).await?;
        self.made.push(("platform-clients", made.client_id.clone()));
        Ok(made.of(role, order))
    }

    /// The number of the organization to which Orbit's users belong, as anybody is told (production-api E5).
    pub(super) async fn platform_organization(&mut self) -> Result<String, Halt> {
        let platform = self.platform(PlatformRole::Orbit).await?;
        let api_url = self.venue()?.api_url.clone();
        let path = format!("/v2/provider/{}", platform.id);
        let it = self.ask(question(&api_url, &Method::GET, &path, None, None, None)?).await?;
        let number = it.answer.member("data").map(|data| data["organizationId"].clone());
        let number = number.filter(|number| it.answer.status.is_success() && number.is_number());
        number
            .map(|it| plain(&it))
            .ok_or_else(|| self.wanting("the organization of the platform client", &it))
    }

    /// Changes a platform client through the door.
    pub(crate) async fn edit_platform(&mut self, role: PlatformRole, change: &Value) -> Result<(), Halt> {
        let platform = self.platform(role).await?;
        self.venue()?.door()?.edit_platform(&platform.id, change).await
    }

    /// The platform clients that are there.
    pub(crate) fn platforms_there(&self) -> Vec<Platform> {
        self.platforms.clients.values().cloned().collect()
    }

    /// How a client names a managed user: the same under each client.
    pub(crate) fn named(&mut self, role: ManagedRole) -> Named {
        if let Some(named) = self.platforms.people.get(&role) {
            return named.clone();
        }
        let word = unheard_of_word().replace("conformance", &role.to_string().to_lowercase());
        let named =
            Named { email: format!("{word}@conformance.example"), name: format!("{role} Builder {word}") };
        self.hide(&named.email, &role.named("EMAIL"));
        self.platforms.people.insert(role, named.clone());
        named
    }

    /// A managed user who was created last under this name.
    ///
    /// # Errors
    ///
    /// When nobody created one.
    pub fn managed(&self, role: ManagedRole) -> Result<&Managed, Halt> {
        let found = self.platforms.users.iter().rev().find(|user| user.role == role);
        found.ok_or_else(|| Halt::mismatch(format!("a managed user {role} who was created"), "none"))
    }

    /// The tokens that a managed user was given last.
    ///
    /// # Errors
    ///
    /// When nobody created one.
    pub fn managed_tokens(&self, role: ManagedRole) -> Result<ManagedTokens, Halt> {
        let held = self.managed(role)?.tokens.last().cloned();
        held.ok_or_else(|| Halt::mismatch(format!("tokens of {role}'s"), "none"))
    }

    /// Keeps a managed user that was created.
    pub(super) fn introduce_managed(&mut self, user: Managed) {
        self.hide(&user.email, &user.role.named("STORED_EMAIL"));
        if let Some(tokens) = user.tokens.last().cloned() {
            self.hide_managed_tokens(user.role, &tokens);
        }
        self.platforms.left.push((user.platform, user.id.clone()));
        self.platforms.users.push(user);
    }

    /// Keeps the tokens that a managed user was given.
    pub(super) fn keep_managed_tokens(&mut self, role: ManagedRole, tokens: ManagedTokens) {
        self.hide_managed_tokens(role, &tokens);
        if let Some(user) = self.platforms.users.iter_mut().rev().find(|user| user.role == role) {
            user.tokens.push(tokens);
        }
    }

    fn hide_managed_tokens(&mut self, role: ManagedRole, tokens: &ManagedTokens) {
        self.hide(&tokens.access, &role.named("ACCESS_TOKEN"));
        self.hide(&tokens.refresh, &role.named("REFRESH_TOKEN"));
    }

    /// What a refusal may show of nobody: the e-mails of the managed users and the secrets of their clients.
    pub(crate) fn hidden_of_platforms(&self) -> Vec<String> {
        let emails = self.platforms.users.iter().map(|user| user.email.clone());
        emails.chain(self.secrets_of_platforms()).collect()
    }

    /// The secrets of the platform clients.
    pub(crate) fn secrets_of_platforms(&self) -> Vec<String> {
        self.platforms.clients.values().map(|client| client.secret.clone()).collect()
    }

    /// A regular user who registers with the e-mail of a managed one.
    pub(crate) async fn register_like(&mut self, user: UserRole, role: ManagedRole) -> Result<(), Halt> {
        if self.users.contains_key(&user) {
            return Err(Halt::Ours(format!("{user} is there already")));
        }
        let Named { email, .. } = self.named(role);
        let venue = self.venue()?;
        let made: UserMade = venue.door()?.create_user(&user.to_string(), &email, user.role()).await?;
        self.made.push(("users", plain(&made.id)));
        self.hide(&made.password, "CAL_USER_PASSWORD");
        self.users.insert(user, crate::cast::User::made(&made, &venue));
        Ok(())
    }
}
