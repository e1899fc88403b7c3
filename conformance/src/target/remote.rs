//! A server at an address, shared with whoever else uses it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex as Lock},
};

use reqwest::Url;
use tokio::sync::{
    Mutex, OwnedMutexGuard, OwnedRwLockReadGuard, OwnedRwLockWriteGuard, OwnedSemaphorePermit, RwLock,
    Semaphore,
};

use super::{
    Backend, Call, Clock, Door, Provision, Venue, Visit,
    consent::Desk,
    profile::{self, Person, Profile, Role},
    provision::{Standing, standing::registered_as},
};
use crate::{exchange::Question, snapshot::Exactness, transport::Transport, verdict::Halt};

/// What a target file describes.
#[derive(Debug)]
pub struct Remote {
    /// The name in reports.
    pub name: String,
    venue: Arc<Venue>,
    /// Scenarios that move the clock hold it alone.
    alone: Arc<RwLock<()>>,
    places: Arc<Semaphore>,
    /// One lane for each user and client that are there for everybody.
    pairs: Lock<BTreeMap<Pair, Arc<Mutex<()>>>>,
}

/// A refresh ends the other tokens of its user and client (REFRESH-14), so two scenarios of one pair would disturb each
/// other.
type Pair = (Person, Role);

impl Remote {
    /// The server of `profile`; at most `concurrency` scenarios are there at once.
    #[must_use]
    pub fn new(profile: &Profile, transport: &Transport, concurrency: usize) -> Self {
        let door = Door::new(profile.server.app_url.clone(), transport.clone());
        let venue = Venue {
            app_url: profile.server.app_url.clone(),
            api_url: profile.server.api_url.clone(),
            clock: profile.moves_the_clock.then(|| Clock::control(door.clone())),
            provision: match profile.provision {
                profile::Provision::Control => Provision::Control(door),
                profile::Provision::Static => Provision::Static(Arc::new(Standing::new(profile))),
            },
            backend: Backend::Reference(None),
            desk: (profile.consent == profile::Consent::Manual).then(|| Arc::new(Desk::default())),
            fixtures: profile.fixtures.clone(),
            may_be_changed: profile.destructive || profile.provision == profile::Provision::Control,
            absent: profile.absent.clone(),
            exactness: Exactness::Parsed,
            transport: transport.clone(),
            is_shared: true,
            watch: None,
        };
        Self {
            name: profile.server.name.clone(),
            venue: Arc::new(venue),
            alone: Arc::new(RwLock::new(())),
            places: Arc::new(Semaphore::new(concurrency.max(1))),
            pairs: Lock::default(),
        }
    }

    /// The same for asking somebody's refresh endpoint, which is then what is judged.
    #[must_use]
    pub fn beside(self, backend: Backend, name: String) -> Self {
        let venue = Venue { backend, ..Venue::clone(&self.venue) };
        Self { name, venue: Arc::new(venue), ..self }
    }

    /// What it can do.
    #[must_use]
    pub fn venue(&self) -> Arc<Venue> {
        Arc::clone(&self.venue)
    }

    /// Asks both addresses once, whatever they answer.
    ///
    /// # Errors
    ///
    /// [`Halt::Transport`] when nobody is there.
    pub async fn greet(&self) -> Result<(), Halt> {
        let both: [&Url; 2] = [&self.venue.app_url, &self.venue.api_url];
        for url in both {
            self.venue.transport.knock(Question::get(url.clone())).await?;
        }
        Ok(())
    }

    /// Everybody takes first the pairs, in their order, then a place among the others or alone: so nobody waits in a
    /// circle.
    pub(super) async fn enter(&self, call: &Call) -> Visit {
        let mut pairs = Vec::new();
        for pair in self.pairs_of(call) {
            pairs.push(self.lane(pair).lock_owned().await);
        }
        let room = if call.is_exclusive {
            Room::Alone(Arc::clone(&self.alone).write_owned().await)
        } else {
            let among = Arc::clone(&self.alone).read_owned().await;
            // The semaphore is never closed, so that there is always a permit.
            Room::Among(among, Arc::clone(&self.places).acquire_owned().await.ok())
        };
        Visit { venue: self.venue.for_one_scenario(), _place: super::Place::Remote(Place { room, pairs }) }
    }

    fn pairs_of(&self, call: &Call) -> BTreeSet<Pair> {
        let Provision::Static(standing) = &self.venue.provision else { return BTreeSet::new() };
        let people: BTreeSet<Person> =
            call.users.iter().filter_map(|role| standing.person(*role).ok()).collect();
        let pairs = people
            .iter()
            .flat_map(|person| call.clients.iter().map(|client| (*person, registered_as(*client))));
        // Whose e-mail a managed user is given gives it to one at a time.
        let lent =
            people.iter().filter(|_| !call.platforms.is_empty()).map(|person| (*person, Role::Confidential));
        pairs.chain(lent).collect()
    }

    fn lane(&self, pair: Pair) -> Arc<Mutex<()>> {
        let mut pairs = self.pairs.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(pairs.entry(pair).or_default())
    }
}

/// A place on a shared server.
#[derive(Debug)]
#[expect(dead_code, reason = "held for what its drop gives back")]
pub(super) struct Place {
    room: Room,
    pairs: Vec<OwnedMutexGuard<()>>,
}

#[derive(Debug)]
#[expect(dead_code, reason = "held for what its drop gives back")]
enum Room {
    Among(OwnedRwLockReadGuard<()>, Option<OwnedSemaphorePermit>),
    Alone(OwnedRwLockWriteGuard<()>),
}
