//! Clients and users that were there before us: those of a target file, and whom of the book they play.

use std::collections::BTreeMap;

use super::kept::Kept;
use crate::{
    cast::{
        Client, ClientRole, UserRole,
        platform::{Platform, PlatformRole},
        scopes::Scopes,
        secrets::Secrets,
    },
    target::profile::{Account, Person, PlatformClient, Profile, Registration, Role},
    verdict::Halt,
};

/// What a target file names.
#[derive(Debug)]
pub struct Standing {
    clients: BTreeMap<Role, Registration>,
    platform: Option<PlatformClient>,
    users: BTreeMap<Person, Account>,
    /// Tokens that were given before.
    pub(crate) kept: Kept,
}

impl Standing {
    /// The clients and users of `profile`.
    #[must_use]
    pub fn new(profile: &Profile) -> Self {
        Self {
            clients: profile.clients.clone(),
            platform: profile.platform.clone(),
            users: profile.users.clone(),
            kept: Kept::default(),
        }
    }

    /// The client that plays `role`.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where the file names none.
    pub fn client(&self, role: ClientRole) -> Result<Client, Halt> {
        let it = self
            .clients
            .get(&registered_as(role))
            .ok_or_else(|| Halt::Skip(format!("the target file names no {}", role.section())))?;
        Ok(Client {
            role,
            id: it.id.clone(),
            secret: it.secret.clone(),
            secrets: Secrets::standing(
                it.secret.clone(),
                it.second_secret.clone(),
                it.revoked_secret.clone(),
            ),
            redirect_uris: it.redirect_uris.clone(),
            scopes: Scopes::new(it.scopes.clone()),
        })
    }

    /// The platform client that plays `role`: the file names one, which is Orbit.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where it does not.
    pub fn platform(&self, role: PlatformRole) -> Result<Platform, Halt> {
        let skip = |why: &str| Halt::Skip(why.to_owned());
        match (role, &self.platform) {
            (PlatformRole::Comet, _) => {
                Err(skip("it takes a second platform client, and a target file names one"))
            }
            (PlatformRole::Orbit, None) => Err(skip("the target file names no [platform]")),
            (PlatformRole::Orbit, Some(it)) => Ok(Platform {
                role,
                id: it.id.clone(),
                secret: it.secret.clone(),
                redirect_uris: it.redirect_uris.clone(),
            }),
        }
    }

    /// Who plays `role`. The clients' owner is an ordinary user too, where nobody else is there: what takes somebody
    /// else is not asked then.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where the file names nobody who could.
    pub fn person(&self, role: UserRole) -> Result<Person, Halt> {
        let fit: &[Person] = match role {
            UserRole::Alice => &[Person::Other, Person::Owner],
            UserRole::Owen => &[Person::Owner],
            UserRole::Ada => &[Person::Admin],
        };
        fit.iter().copied().find(|person| self.users.contains_key(person)).ok_or_else(|| {
            let sections: Vec<String> = fit.iter().map(|person| format!("[users.{person}]")).collect();
            Halt::Skip(format!("the target file names no {}", sections.join(" and no ")))
        })
    }

    /// The account of who plays `role`.
    ///
    /// # Errors
    ///
    /// As for [`Standing::person`].
    pub fn user(&self, role: UserRole) -> Result<&Account, Halt> {
        let person = self.person(role)?;
        self.users
            .get(&person)
            .ok_or_else(|| Halt::Skip(format!("the target file names no [users.{person}]")))
    }

    /// Whether Alice is somebody else than the clients' owner.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where she is not.
    pub fn has_a_stranger(&self) -> Result<(), Halt> {
        if self.users.contains_key(&Person::Other) {
            return Ok(());
        }
        Err(Halt::Skip(
            "the target file names no [users.other], somebody else than the clients' owner".to_owned(),
        ))
    }
}

/// As whom the target file registers the client that plays `role`.
pub(in crate::target) const fn registered_as(role: ClientRole) -> Role {
    match role {
        ClientRole::Acme | ClientRole::Omni => Role::Confidential,
        ClientRole::Nimbus => Role::Public,
        ClientRole::Mallory => Role::Other,
        ClientRole::Oldie => Role::Legacy,
        ClientRole::Novice => Role::Pending,
        ClientRole::Outcast => Role::Rejected,
        ClientRole::Gemini => Role::Rotating,
    }
}
