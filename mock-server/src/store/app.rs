//! Everything a server is: its environment, its strictness and what it remembers.
//!
//! Each kind of record has a lock of its own. Whatever goes by several of them asks the world to stand still meanwhile
//! ([`App::still`]); what takes part of the world away waits until nobody needs that.

mod removal;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::shelf::Kept;
use super::{
    Answers, Codes, Env, Journal, ManagedTokens, Outbox, Rate, Readings, RefreshTokens, Revisions, Sessions,
    Shelf, Throttle, Tickets, World,
};
use crate::wire::fields::LARGEST_ID;
use crate::wire::{
    Booking, Client, ClientId, EventType, Feed, Grantee, Origin, PlatformClient, Reservation, Schedule,
    SigningKey, Strictness, Team, User,
};

/// Numbers go on behind that of a world up to here, so that none is ever too large to be an id.
const HIGHEST_BEGINNING: u64 = LARGEST_ID / 2;

/// What is decided once, when a server starts.
#[derive(Debug)]
pub struct Settings {
    /// Clock and dice.
    pub env: Env,
    /// How exactly the documents are obeyed.
    pub strictness: Strictness,
    /// The address that is advertised.
    pub public_url: Origin,
    /// How often somebody may ask the API; as often as they like where nothing is said.
    pub rate: Option<Rate>,
}

/// A server without its listener.
#[derive(Debug)]
pub struct App {
    /// Clock and dice.
    pub env: Env,
    /// How exactly the documents are obeyed.
    pub strictness: Strictness,
    /// The address that is advertised.
    pub public_url: Origin,
    /// How often somebody may ask the API.
    pub rate: Option<Rate>,
    /// How often everybody did.
    pub throttle: Throttle,
    /// The OAuth clients.
    pub clients: Shelf<ClientId, Client>,
    /// The platform clients.
    pub platform_clients: Shelf<ClientId, PlatformClient>,
    /// The people.
    pub users: Shelf<u64, User>,
    /// The teams and organizations.
    pub teams: Shelf<u64, Team>,
    /// The schedules of users.
    pub schedules: Shelf<u64, Schedule>,
    /// What can be booked.
    pub event_types: Shelf<u64, EventType>,
    /// What was booked, by uid.
    pub bookings: Shelf<String, Booking>,
    /// Slots that are held for a while, by uid.
    pub reservations: Shelf<String, Reservation>,
    /// The calendars that are read from addresses.
    pub feeds: Shelf<u64, Feed>,
    /// The authorization codes.
    pub codes: Codes,
    /// The rows behind refresh tokens.
    pub refresh_tokens: RefreshTokens,
    /// The rows behind managed users' tokens.
    pub managed_tokens: ManagedTokens,
    /// What access tokens say that were read lately.
    pub readings: Readings,
    /// Long answers that were written lately.
    pub answers: Answers,
    /// Who is signed in at the pages.
    pub sessions: Sessions,
    /// The one-time tokens of forms that were sent.
    pub tickets: Tickets,
    /// What was asked.
    pub journal: Journal,
    /// The e-mails that were written.
    pub outbox: Outbox,
    stillness: RwLock<()>,
    start: Kept<World>,
    signing_key: Kept<SigningKey>,
    last_number: Kept<u64>,
}

impl App {
    /// A server with `world` in it.
    #[must_use]
    pub fn new(settings: Settings, world: World) -> Self {
        let app = Self {
            env: settings.env,
            strictness: settings.strictness,
            public_url: settings.public_url,
            rate: settings.rate,
            throttle: Throttle::default(),
            clients: Shelf::default(),
            platform_clients: Shelf::default(),
            users: Shelf::default(),
            teams: Shelf::default(),
            schedules: Shelf::default(),
            event_types: Shelf::default(),
            bookings: Shelf::default(),
            reservations: Shelf::default(),
            feeds: Shelf::default(),
            codes: Codes::default(),
            refresh_tokens: RefreshTokens::default(),
            managed_tokens: ManagedTokens::default(),
            readings: Readings::default(),
            answers: Answers::default(),
            sessions: Sessions::default(),
            tickets: Tickets::default(),
            journal: Journal::default(),
            outbox: Outbox::default(),
            stillness: RwLock::default(),
            start: Kept::new(World::empty()),
            signing_key: Kept::default(),
            last_number: Kept::default(),
        };
        app.reset_to(world);
        app
    }

    /// As long as this is held, nobody is removed, no other world comes, and nothing is reset. Whoever holds it does
    /// none of that and does not ask for it a second time: it would wait for itself.
    pub fn still(&self) -> RwLockReadGuard<'_, ()> {
        self.stillness.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until nobody needs the world as it is.
    fn upheaval(&self) -> RwLockWriteGuard<'_, ()> {
        self.stillness.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything as it was at the start.
    pub fn reset(&self) {
        let _alone = self.upheaval();
        let world = self.start.lock().clone();
        self.start_with(world);
    }

    /// Everything as if the server had just been started with `world`. Access tokens from before count no more,
    /// but with a seed: the dice fall as they did, so the key is the same.
    pub fn reset_to(&self, world: World) {
        let _alone = self.upheaval();
        self.start.lock().clone_from(&world);
        self.start_with(world);
    }

    fn start_with(&self, world: World) {
        self.env.reset();
        *self.last_number.lock() = 100;
        self.journal.clear();
        self.outbox.clear();
        self.throttle.clear();
        self.tickets.clear();
        self.furnish(world);
    }

    /// Other users, teams and clients, and how they are told. What was issued to the former ones, access tokens too, is
    /// worth nothing any more; clock and journal go on.
    pub fn replace(&self, world: World) -> World {
        let _alone = self.upheaval();
        self.furnish(world);
        self.world()
    }

    fn furnish(&self, world: World) {
        *self.signing_key.lock() = SigningKey::new(self.env.dice.bytes());
        let mut last = self.last_number.lock();
        *last = world.numbers().filter(|number| *number <= HIGHEST_BEGINNING).max().unwrap_or(0).max(*last);
        drop(last);
        self.users.replace(world.users.into_iter().map(|user| (user.id, user)));
        self.teams.replace(world.teams.into_iter().map(|team| (team.id, team)));
        self.clients.replace(world.clients.into_iter().map(|client| {
            let client = self.at_home(client);
            (client.id.clone(), client)
        }));
        self.platform_clients.replace(world.platform_clients.into_iter().map(|client| {
            let redirect_uris = client.redirect_uris.into_iter().map(|uri| self.with_home(uri)).collect();
            (client.id.clone(), PlatformClient { redirect_uris, ..client })
        }));
        self.schedules.replace(world.schedules.into_iter().map(|schedule| (schedule.id, schedule)));
        self.event_types.replace(world.event_types.into_iter().map(|it| (it.id, it)));
        self.bookings.replace(world.bookings.into_iter().map(|booking| (booking.uid.clone(), booking)));
        self.reservations.replace([]);
        self.feeds.replace(world.feeds.into_iter().map(|feed| (feed.id, feed)));
        self.codes.clear();
        self.refresh_tokens.clear();
        self.managed_tokens.retain(|_, _| false);
        self.sessions.close_all(None);
    }

    /// The users, teams and clients as they are now. Those of one moment only while the world stands still.
    #[must_use]
    pub fn world(&self) -> World {
        let without_home = |uri: String| {
            let own = uri.strip_prefix(self.public_url.as_str()).filter(|path| path.starts_with('/'));
            own.map_or_else(|| uri.clone(), str::to_owned)
        };
        let from_home = |client: Client| {
            let redirect_uris = client.redirect_uris.into_iter().map(without_home).collect();
            Client { redirect_uris, ..client }
        };
        let platform_from_home = |client: PlatformClient| {
            let redirect_uris = client.redirect_uris.into_iter().map(without_home).collect();
            PlatformClient { redirect_uris, ..client }
        };
        World {
            users: self.users.all(),
            teams: self.teams.all(),
            clients: self.clients.all().into_iter().map(from_home).collect(),
            platform_clients: self.platform_clients.all().into_iter().map(platform_from_home).collect(),
            schedules: self.schedules.all(),
            event_types: self.event_types.all(),
            bookings: self.bookings.all(),
            feeds: self.feeds.all(),
        }
    }

    /// A redirect URI that begins with `/` is a page of this server.
    fn at_home(&self, client: Client) -> Client {
        let redirect_uris = client.redirect_uris.into_iter().map(|uri| self.with_home(uri)).collect();
        Client { redirect_uris, ..client }
    }

    /// An address; one that begins with `/` is that of a page of this server.
    #[must_use]
    pub fn with_home(&self, uri: String) -> String {
        if uri.starts_with('/') { format!("{}{uri}", self.public_url) } else { uri }
    }

    /// The key with which tokens are signed.
    #[must_use]
    pub fn signing_key(&self) -> SigningKey {
        *self.signing_key.lock()
    }

    /// What answers with bookings are made of is unchanged as long as this is.
    #[must_use]
    pub fn revisions(&self) -> Revisions {
        let (users, teams) = (self.users.revision(), self.teams.revision());
        [users, teams, self.event_types.revision(), self.bookings.revision()]
    }

    /// A number that no user, team or secret had before.
    #[must_use]
    pub fn next_number(&self) -> u64 {
        let mut last = self.last_number.lock();
        *last += 1;
        *last
    }

    /// The user with this number or e-mail address.
    #[must_use]
    pub fn user_called(&self, name: &str) -> Option<User> {
        let by_number = name.parse().ok().and_then(|id| self.users.find(&id));
        by_number.or_else(|| self.users.first(|user| user.is_at(name)))
    }

    /// The user behind `grantee`: of a team, its owner.
    #[must_use]
    pub fn user_behind(&self, grantee: Grantee) -> Option<Arc<User>> {
        let id = match grantee {
            Grantee::User(id) => id,
            Grantee::Team(id) => self.teams.with(&id, |team| team?.owner())?,
        };
        self.users.lend(&id)
    }

    /// The organization that a user is in, if any.
    #[must_use]
    pub fn organization_of(&self, user: u64) -> Option<Team> {
        self.teams.first(|team| team.is_organization && team.role_of(user).is_some())
    }

    /// Whether the organization is a platform client's.
    #[must_use]
    pub fn is_platform(&self, organization: u64) -> bool {
        self.platform_clients.first(|client| client.organization == organization).is_some()
    }

    /// The users whom the platform client `id` manages, by number.
    #[must_use]
    pub fn users_managed_by(&self, id: &ClientId) -> Vec<User> {
        self.users.all().into_iter().filter(|user| user.is_managed_by(id)).collect()
    }

    /// Remembers a user who comes with working hours, unless one `stands_in_the_way`. Whether one did.
    #[must_use]
    pub fn welcome(&self, mut user: User, stands_in_the_way: impl Fn(&User) -> bool) -> bool {
        let schedule = Schedule::working_hours(self.next_number(), user.id, &user.profile.time_zone);
        user.profile.default_schedule = Some(schedule.id);
        let is_free = self.users.put_unless(user.id, user, stands_in_the_way);
        if is_free {
            self.schedules.put(schedule.id, schedule);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;
    use crate::store::ClockStart;

    /// As often two worlds are put at the same moment.
    const ROUNDS: usize = 2_000;

    #[test]
    fn of_two_worlds_that_come_at_once_one_is_there_and_never_a_mixture() {
        let settings = Settings {
            env: Env::new(ClockStart::Running, None),
            strictness: Strictness::default(),
            public_url: Origin::parse("http://localhost").unwrap(),
            rate: None,
        };
        let app = App::new(settings, World::empty());
        let sizes = |world: &World| (world.users.len(), world.teams.len(), world.clients.len());
        let known = [sizes(&World::empty()), sizes(&World::showcase())];
        let barrier = Barrier::new(3);
        let put = |world: World| {
            barrier.wait();
            for _ in 0..ROUNDS {
                assert_eq!(
                    sizes(&app.replace(world.clone())),
                    sizes(&world),
                    "the answer is the world that was put"
                );
            }
        };
        thread::scope(|scope| {
            scope.spawn(|| put(World::empty()));
            scope.spawn(|| put(World::showcase()));
            barrier.wait();
            for _ in 0..ROUNDS {
                let _still = app.still();
                assert!(known.contains(&sizes(&app.world())), "{:?}", sizes(&app.world()));
            }
        });
    }
}
