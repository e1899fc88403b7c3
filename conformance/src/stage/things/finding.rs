//! Finding what is there already: in the target file, else at the head of the list where such things stand.

use reqwest::Method;
use serde_json::Value;

use super::{Home, Member, Stage, State, Thing, plain};
use crate::{exchange::Exchange, requests::endpoint::version_of, target::profile::Fixture, verdict::Halt};

impl Stage {
    /// The id of a thing that was there before.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where there is none, or none can be seen.
    pub(super) async fn find(&mut self, thing: Thing) -> Result<Value, Halt> {
        if let Some(fixture) = fixture(thing)
            && let Some(named) = self.fixture(fixture)?
        {
            return Ok(named);
        }
        let first =
            |it: &Exchange, member: &str| it.answer.member("data").map(|data| data[0][member].clone());
        match thing {
            Thing::Organization => {
                let it = self.seen("/v2/me", thing).await?;
                found(thing, it.answer.member("data").map(|data| data["organizationId"].clone()))
            }
            Thing::User(Member::Alice) => {
                let it = self.seen("/v2/me", thing).await?;
                found(thing, it.answer.member("data").map(|data| data["id"].clone()))
            }
            Thing::Team(Home::OrganizationTeam) => {
                let organization = plain(&self.thing(Thing::Organization).await?);
                let it = self.seen(&format!("/v2/organizations/{organization}/teams/me"), thing).await?;
                found(thing, first(&it, "id"))
            }
            Thing::Team(_) => {
                let it = self.seen("/v2/teams", thing).await?;
                found(thing, first(&it, "id"))
            }
            Thing::EventType(home, State::Accepted) => {
                let path = self.below(home, "event-types").await?;
                let it = self.seen(&path, thing).await?;
                found(thing, first(&it, "id"))
            }
            Thing::PrivateLink => {
                let event_type = plain(&self.thing(Thing::EventType(Home::User, State::Accepted)).await?);
                let it = self.seen(&format!("/v2/event-types/{event_type}/private-links"), thing).await?;
                found(thing, first(&it, "linkId"))
            }
            Thing::Booking(home, State::Accepted) => {
                let path = self.below(home, "bookings").await?;
                let it = self.seen(&path, thing).await?;
                found(thing, first(&it, "uid"))
            }
            Thing::Schedule => {
                let it = self.seen("/v2/schedules", thing).await?;
                found(thing, first(&it, "id"))
            }
            Thing::Membership(home, Member::Alice) => {
                let path = self.below(home, "memberships").await?;
                let it = self.seen(&path, thing).await?;
                found(thing, first(&it, "id"))
            }
            _ => Err(Halt::Skip("what this row takes can be made there, and not found".to_owned())),
        }
    }

    /// What the target file names, where there is one.
    pub(super) fn fixture(&self, fixture: Fixture) -> Result<Option<Value>, Halt> {
        Ok(self.venue()?.fixtures.get(&fixture).cloned())
    }

    /// Where a list of such things stands.
    async fn below(&mut self, home: Home, things: &str) -> Result<String, Halt> {
        match home {
            Home::User => Ok(format!("/v2/{things}")),
            Home::Team | Home::OrganizationTeam => Ok(format!("{}/{things}", self.path_of_team(home).await?)),
        }
    }

    /// What stands at `path`.
    async fn seen(&mut self, path: &str, thing: Thing) -> Result<Exchange, Halt> {
        let it = self.api(&Method::GET, path, version_of(path), None).await?;
        if it.answer.status.is_success() {
            return Ok(it);
        }
        Err(missing(thing, &format!("GET {path} answered {}", it.answer.status.as_u16())))
    }
}

fn found(thing: Thing, id: Option<Value>) -> Result<Value, Halt> {
    id.filter(|id| !id.is_null()).ok_or_else(|| missing(thing, "the list is empty"))
}

/// Why something cannot be asked about.
fn missing(thing: Thing, why: &str) -> Halt {
    let mend = match fixture(thing) {
        Some(fixture) => format!("; [fixtures] {fixture} may name one"),
        None => String::new(),
    };
    Halt::Skip(format!("nothing stands there for this row ({why}{mend})"))
}

/// How a target file calls such a thing.
fn fixture(thing: Thing) -> Option<Fixture> {
    Some(match thing {
        Thing::Organization => Fixture::Organization,
        Thing::Team(Home::OrganizationTeam) => Fixture::OrganizationTeam,
        Thing::Team(_) => Fixture::Team,
        Thing::EventType(Home::User, State::Accepted) => Fixture::EventType,
        Thing::EventType(Home::Team, _) => Fixture::TeamEventType,
        Thing::EventType(Home::OrganizationTeam, _) => Fixture::OrganizationTeamEventType,
        Thing::PrivateLink => Fixture::PrivateLink,
        Thing::Booking(Home::User, State::Accepted) => Fixture::Booking,
        Thing::Booking(Home::OrganizationTeam, _) => Fixture::OrganizationTeamBooking,
        Thing::Schedule => Fixture::Schedule,
        Thing::Membership(Home::OrganizationTeam, Member::Alice) => Fixture::OrganizationTeamMembership,
        Thing::Membership(_, Member::Alice) => Fixture::Membership,
        Thing::User(Member::Other) => Fixture::User,
        _ => return None,
    })
}
