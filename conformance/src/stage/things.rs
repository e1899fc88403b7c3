//! What the braces of a path stand for: found where it was there before, else made, once a scenario each.

mod finding;
mod making;
mod slots;

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::Value;

use super::{Stage, unheard_of_word};
use crate::{
    cast::{
        ClientRole, UserRole,
        platform::{ManagedRole, PlatformRole},
    },
    requests::{
        endpoint::Endpoint,
        payload::{self, Ingredients, Sends},
    },
    target::profile::Fixture,
    verdict::Halt,
};

/// A number that is nobody's.
const UNKNOWN_ID: &str = "987654321";

/// A booking of Alice's that has begun.
const BEGUN: Thing = Thing::Booking(Home::User, State::Begun);

/// Whose a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Home {
    /// Alice's own.
    User,
    /// That of a team outside any organization.
    Team,
    /// That of a team in the organization.
    OrganizationTeam,
}

/// In which state a booking must be for what is asked of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// Accepted.
    #[default]
    Accepted,
    /// It waits to be confirmed.
    Pending,
    /// Its event type has two hosts, who take turns.
    Shared,
    /// It began.
    Begun,
    /// Its event type has seats.
    Seated,
}

/// Something that an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Organization,
    Team(Home),
    EventType(Home, State),
    PrivateLink,
    Booking(Home, State),
    Schedule,
    /// That of Alice, or of the other member.
    Membership(Home, Member),
    User(Member),
    Reservation,
    /// The seat of the one who booked.
    Seat,
    /// Those of Owen alone.
    ForeignTeam,
    ForeignOrganization,
}

/// A member of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Member {
    Alice,
    Other,
}

/// The things of a scenario.
#[derive(Debug, Default)]
pub(crate) struct Things {
    ids: BTreeMap<Thing, Value>,
    /// How many slots were looked for.
    slots: i32,
    /// The state in which a booking must be.
    booking: State,
    /// Whether the teams have one member alone, so that there is somebody to add.
    is_lonely: bool,
    /// Whether they are a managed user's, of whom no target file knows anything.
    pub(super) are_managed: bool,
    /// Whether what is asked would change something.
    pub(super) is_for_writing: bool,
}

impl Things {
    /// What was found or made so far.
    pub(super) fn ids(&self) -> Vec<&Value> {
        self.ids.values().collect()
    }

    /// What is asked decides in which state things must be; they are not there yet when this is called.
    pub(super) fn expect(&mut self, endpoint: &Endpoint) {
        self.is_lonely = endpoint.sends == Sends::Membership;
        self.is_for_writing = endpoint.writes();
        self.booking = match endpoint.template.split('/').nth(4) {
            Some("confirm" | "decline") => State::Pending,
            Some("reassign") => State::Shared,
            // Only if one was made: to wait for it, the clock must move.
            Some("mark-absent" | "recordings" | "transcripts" | "conferencing-sessions")
                if self.ids.contains_key(&BEGUN) =>
            {
                State::Begun
            }
            _ => State::Accepted,
        };
    }
}

impl Stage {
    /// The path of an endpoint, its braces filled in.
    pub(super) async fn path_of(&mut self, endpoint: &Endpoint) -> Result<String, Halt> {
        let mut path = String::new();
        self.filled.clear();
        let mut home = Home::User;
        let mut before = "";
        for segment in endpoint.template.split('/').skip(1) {
            let filled = match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                None => segment.to_owned(),
                Some(name) => {
                    let id = self.stands_for(name, home, before, &endpoint.method).await?;
                    self.filled.push((name.to_owned(), id.clone()));
                    id
                }
            };
            path.push('/');
            path.push_str(&filled);
            home = match segment {
                "{orgId}" => Home::OrganizationTeam,
                "{teamId}" if home == Home::User => Home::Team,
                _ => home,
            };
            before = segment;
        }
        if endpoint.template == "/v2/slots" {
            path.push_str(&self.slots_query().await?);
        }
        Ok(path)
    }

    /// What a name in braces stands for, in a path that led to `home` and behind the segment `before`.
    async fn stands_for(
        &mut self,
        name: &str,
        home: Home,
        before: &str,
        method: &Method,
    ) -> Result<String, Halt> {
        let state = self.things.booking;
        let booking_home = if state == State::Shared { Home::Team } else { home };
        let member = if *method == Method::GET { Member::Alice } else { Member::Other };
        let thing = match name {
            "orgId" => Thing::Organization,
            "teamId" => Thing::Team(if home == Home::User { Home::Team } else { home }),
            "eventTypeId" => Thing::EventType(home, State::Accepted),
            "linkId" => Thing::PrivateLink,
            "bookingUid" => Thing::Booking(booking_home, state),
            "scheduleId" => Thing::Schedule,
            "membershipId" => Thing::Membership(home, member),
            "userId" if before == "reassign" => Thing::User(Member::Other),
            "userId" => Thing::User(Member::Alice),
            "reservationUid" => Thing::Reservation,
            "seatUid" => Thing::Seat,
            "foreignTeamId" => Thing::ForeignTeam,
            "foreignOrgId" => Thing::ForeignOrganization,
            "unknownId" => return Ok(UNKNOWN_ID.to_owned()),
            "calendar" => {
                let named = self.fixture(Fixture::Calendar)?;
                return Ok(named.map_or_else(|| "google".to_owned(), |calendar| plain(&calendar)));
            }
            "platformId" => return Ok(self.platform(PlatformRole::Orbit).await?.id),
            "platformOrgId" => return self.platform_organization().await,
            "carolId" => return Ok(plain(&self.managed(ManagedRole::Carol)?.id)),
            "clientId" => return Ok(self.client(ClientRole::Omni).await?.id),
            other => return Err(Halt::Ours(format!("nothing stands for {{{other}}}"))),
        };
        Ok(plain(&self.thing(thing).await?))
    }

    /// The id of a thing; found or made when it is first asked for.
    pub(super) async fn thing(&mut self, thing: Thing) -> Result<Value, Halt> {
        if let Some(id) = self.things.ids.get(&thing) {
            return Ok(id.clone());
        }
        let venue = self.venue()?;
        let was_there =
            venue.has_standing_clients() && !self.things.is_for_writing && !self.things.are_managed;
        let found = if was_there { Some(Box::pin(self.find(thing)).await) } else { None };
        let id = match found {
            // What is not there may be made where that is allowed.
            None => Box::pin(self.make(thing)).await?,
            Some(Err(Halt::Skip(_))) if venue.may_be_changed => Box::pin(self.make(thing)).await?,
            Some(found) => found?,
        };
        if !(id.is_number() || id.is_string()) {
            return Err(Halt::mismatch(format!("the id of {thing:?}"), id.to_string()));
        }
        self.things.ids.insert(thing, id.clone());
        Ok(id)
    }

    /// Makes something to see where a list would be empty.
    pub(crate) async fn fill(&mut self, template: &str) -> Result<(), Halt> {
        let home = match (template.contains("{orgId}"), template.contains("{teamId}")) {
            (true, _) => Home::OrganizationTeam,
            (false, true) => Home::Team,
            (false, false) => Home::User,
        };
        let segments: Vec<&str> = template.split('/').collect();
        let things: &[Thing] = match segments.as_slice() {
            [.., "event-types"] => &[Thing::EventType(home, State::Accepted)],
            [.., "private-links"] => &[Thing::PrivateLink],
            [.., "bookings"] => &[Thing::Booking(home, State::Accepted)],
            [.., "schedules"] => &[Thing::Schedule],
            [.., "{orgId}", "teams"] | [.., "teams", "me"] => &[Thing::Team(Home::OrganizationTeam)],
            [.., "teams"] => &[Thing::Team(Home::Team)],
            _ => &[],
        };
        for thing in things {
            self.thing(*thing).await?;
        }
        Ok(())
    }

    /// A booking of a user's that has begun, or is over.
    pub(crate) async fn begun_booking(&mut self, user: UserRole, is_over: bool) -> Result<(), Halt> {
        if user != UserRole::Alice {
            return Err(Halt::Ours("it is Alice's things that are made".to_owned()));
        }
        // Whatever was there before has nothing to do with our clock.
        self.things.is_for_writing = true;
        self.thing(BEGUN).await?;
        if is_over { self.pass(60 * payload::SHORT).await } else { Ok(()) }
    }

    /// The number of the organization to which a user belongs.
    pub(crate) async fn organization_of(&mut self, user: UserRole) -> Result<Value, Halt> {
        match user {
            UserRole::Alice => self.thing(Thing::Organization).await,
            UserRole::Owen | UserRole::Ada => {
                Err(Halt::Ours("it is Alice's organization that is made".to_owned()))
            }
        }
    }

    /// What is sent to an endpoint.
    pub(super) async fn body_of(&mut self, endpoint: &Endpoint) -> Result<Option<Value>, Halt> {
        let mut of = Ingredients { word: unheard_of_word(), ..Ingredients::default() };
        match endpoint.sends {
            Sends::TeamEventType => of.hosts = self.hosts().await?,
            Sends::DefaultSchedule => of.schedule = self.thing(Thing::Schedule).await?,
            Sends::Membership => of.stranger = self.other_person().await?,
            Sends::Booking | Sends::SlotToHold => {
                of.event_type = self.thing(Thing::EventType(Home::User, State::Accepted)).await?;
                of.start = self.free_slot(&of.event_type.clone()).await?;
            }
            Sends::LaterStart => {
                let event_type = self.thing(Thing::EventType(Home::User, State::Accepted)).await?;
                of.start = self.free_slot(&event_type).await?;
            }
            _ => {}
        }
        Ok(endpoint.sends.body(&of))
    }

    /// The members of the teams: there may be one alone.
    async fn hosts(&mut self) -> Result<Vec<Value>, Halt> {
        let mut hosts = vec![self.thing(Thing::User(Member::Alice)).await?];
        match self.other_person().await {
            Ok(other) => hosts.push(other),
            Err(Halt::Skip(_)) => {}
            Err(halt) => return Err(halt),
        }
        Ok(hosts)
    }

    /// Somebody else than Alice: Owen, or whom the target file names.
    async fn other_person(&mut self) -> Result<Value, Halt> {
        if !self.venue()?.has_standing_clients() {
            return self.user_id(UserRole::Owen).await;
        }
        let why = "it takes somebody else, whom the target file does not name ([fixtures] user)";
        self.fixture(Fixture::User)?.ok_or_else(|| Halt::Skip(why.to_owned()))
    }
}

/// An id as it stands in a path.
pub(crate) fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}
