//! Takes part of the world away: a user, a team, a client, and whatever hangs on it.
//!
//! Each waits until nobody needs the world as it is, so that nothing outlives what it hung on.

use super::App;
use crate::wire::{Client, ClientId, EventType, Grantee, Owner, PlatformClient, Team, User};

impl App {
    /// Removes a user and everything that hangs on it; their clients have no owner any more. `None` if there is none.
    pub fn remove_user(&self, id: u64) -> Option<User> {
        let _alone = self.upheaval();
        self.take_user(id)
    }

    /// Whoever calls this has the world to itself.
    fn take_user(&self, id: u64) -> Option<User> {
        let gone = self.users.remove(&id)?;
        self.sessions.close_all(Some(id));
        self.forget(Grantee::User(id));
        self.managed_tokens.retain(|_, user| user != id);
        self.schedules.retain(|schedule| schedule.owner != id);
        self.feeds.retain(|feed| feed.owner != id);
        self.remove_event_types(Owner::User(id));
        self.event_types.edit_all(|it| it.hosts.retain(|host| host.user != id));
        self.bookings.edit_all(|booking| booking.hosts.retain(|host| *host != id));
        self.bookings.retain(|booking| !booking.hosts.is_empty());
        self.teams.edit_all(|team| team.members.retain(|member| member.user != id));
        self.clients.edit_all(|client| client.owner = client.owner.filter(|owner| *owner != id));
        self.platform_clients.edit_all(|client| client.owner = client.owner.filter(|owner| *owner != id));
        Some(gone)
    }

    /// Removes a platform client, the users that it manages, and the organization if nobody but its owner is left there.
    /// `None` if there is none.
    pub fn remove_platform_client(&self, id: &ClientId) -> Option<PlatformClient> {
        let _alone = self.upheaval();
        let gone = self.platform_clients.remove(id)?;
        for user in self.users_managed_by(id) {
            self.take_user(user.id);
        }
        let is_left = |team: &Team| team.members.iter().all(|member| Some(member.user) == gone.owner);
        if !self.is_platform(gone.organization)
            && self.teams.find(&gone.organization).is_some_and(|team| is_left(&team))
        {
            self.take_team(gone.organization);
        }
        Some(gone)
    }

    /// Removes a team and everything that hangs on it; teams of an organization go on without it. `None` if there is none.
    pub fn remove_team(&self, id: u64) -> Option<Team> {
        let _alone = self.upheaval();
        self.take_team(id)
    }

    /// Whoever calls this has the world to itself. A platform client goes with the organization for which it stands.
    fn take_team(&self, id: u64) -> Option<Team> {
        let gone = self.teams.remove(&id)?;
        for client in self.platform_clients.all().iter().filter(|client| client.organization == id) {
            self.platform_clients.remove(&client.id);
            self.users_managed_by(&client.id).iter().for_each(|user| drop(self.take_user(user.id)));
        }
        self.forget(Grantee::Team(id));
        self.remove_event_types(Owner::Team(id));
        self.teams.edit_all(|team| team.parent = team.parent.filter(|parent| *parent != id));
        Some(gone)
    }

    /// Removes a client and everything that hangs on it, if it `may` be. Access tokens live on until they expire.
    /// `Ok(None)` if there is none.
    ///
    /// # Errors
    ///
    /// What `may` says.
    pub fn remove_client<E>(
        &self,
        id: &ClientId,
        may: impl FnOnce(&Client) -> Result<(), E>,
    ) -> Result<Option<Client>, E> {
        let _alone = self.upheaval();
        let Some(client) = self.clients.find(id) else { return Ok(None) };
        may(&client)?;
        self.clients.remove(id);
        self.codes.retain(|client, _| client != id);
        self.refresh_tokens.retain(|client, _| client != id);
        Ok(Some(client))
    }

    /// Removes what can be booked of `owner`, with its hosts' copies, and what was.
    fn remove_event_types(&self, owner: Owner) {
        let all = self.event_types.all();
        let is_theirs = |id: u64| all.iter().any(|it| it.id == id && it.owner == owner);
        let goes = |it: &&EventType| it.owner == owner || it.parent().is_some_and(is_theirs);
        let gone: Vec<u64> = all.iter().filter(goes).map(|it| it.id).collect();
        self.event_types.retain(|it| !gone.contains(&it.id));
        self.bookings.retain(|booking| !gone.contains(&booking.event_type));
        self.reservations.retain(|reservation| !gone.contains(&reservation.event_type));
    }

    fn forget(&self, grantee: Grantee) {
        self.codes.retain(|_, own| own != grantee);
        self.refresh_tokens.retain(|_, own| own != grantee);
    }
}
