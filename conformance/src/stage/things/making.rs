//! Making what a scenario needs: organizations and teams through the door, all else through the API itself, with a token
//! that has every scope.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Home, Member, Stage, State, Thing, plain, unheard_of_word};
use crate::{
    cast::UserRole,
    exchange::Exchange,
    requests::{
        endpoint::version_of,
        payload::{self, event_type, team_event_type},
    },
    verdict::Halt,
};

impl Stage {
    /// Makes a thing and gives its id.
    pub(super) async fn make(&mut self, thing: Thing) -> Result<Value, Halt> {
        match thing {
            Thing::Organization => self.make_organization().await,
            Thing::Team(home) => self.make_team(home).await,
            Thing::EventType(home, state) => self.make_event_type(home, state).await,
            Thing::PrivateLink => {
                let event_type = self.thing(Thing::EventType(Home::User, State::Accepted)).await?;
                let path = format!("/v2/event-types/{}/private-links", plain(&event_type));
                self.make_at(&path, &json!({ "maxUsageCount": 5 }), "linkId").await
            }
            Thing::Booking(home, state) => self.make_booking(home, state).await,
            Thing::Schedule => {
                let body = payload::schedule(&unheard_of_word());
                self.make_at("/v2/schedules", &body, "id").await
            }
            Thing::Membership(home, member) => self.find_membership(home, member).await,
            Thing::Seat => self.find_seat().await,
            Thing::ForeignTeam => {
                let owen = self.user_id(UserRole::Owen).await?;
                self.team(&[(&owen, "OWNER")]).await
            }
            Thing::ForeignOrganization => {
                let owen = self.user_id(UserRole::Owen).await?;
                self.organization(&[(&owen, "OWNER")]).await
            }
            Thing::User(Member::Alice) if self.venue()?.has_standing_clients() => self.find(thing).await,
            Thing::User(Member::Alice) => self.user_id(UserRole::Alice).await,
            Thing::User(Member::Other) => self.find_other_host().await,
            Thing::Reservation => {
                let event_type = self.thing(Thing::EventType(Home::User, State::Accepted)).await?;
                let start = self.free_slot(&event_type).await?;
                let body = json!({ "eventTypeId": event_type, "slotStart": start });
                self.make_at("/v2/slots/reservations", &body, "reservationUid").await
            }
        }
    }

    async fn make_organization(&mut self) -> Result<Value, Halt> {
        if self.venue()?.has_standing_clients() {
            // Nobody makes an organization through the API.
            return self.find(Thing::Organization).await;
        }
        let (alice, owen) = (self.user_id(UserRole::Alice).await?, self.user_id(UserRole::Owen).await?);
        self.organization(&[(&alice, "OWNER"), (&owen, "MEMBER")]).await
    }

    async fn organization(&mut self, members: &[(&Value, &str)]) -> Result<Value, Halt> {
        let id = self.venue()?.door()?.create_organization(&unheard_of_word(), members).await?;
        self.made.push(("teams", plain(&id)));
        Ok(id)
    }

    async fn make_team(&mut self, home: Home) -> Result<Value, Halt> {
        if self.venue()?.has_standing_clients() {
            return self.make_team_by_hand(home).await;
        }
        let (alice, owen) = (self.user_id(UserRole::Alice).await?, self.user_id(UserRole::Owen).await?);
        let mut members = vec![(&alice, "OWNER")];
        if !self.things.is_lonely {
            members.push((&owen, "MEMBER"));
        }
        let name = unheard_of_word();
        let id = match home {
            Home::OrganizationTeam => {
                let organization = self.thing(Thing::Organization).await?;
                self.venue()?.door()?.create_team_in(&organization, &name, &members).await?
            }
            Home::User | Home::Team => self.venue()?.door()?.create_team(&name, &members).await?,
        };
        self.made.push(("teams", plain(&id)));
        Ok(id)
    }

    /// Without a door: as an application would, with a second member where the target file names somebody.
    async fn make_team_by_hand(&mut self, home: Home) -> Result<Value, Halt> {
        let path = match home {
            Home::OrganizationTeam => {
                let organization = plain(&self.thing(Thing::Organization).await?);
                format!("/v2/organizations/{organization}/teams")
            }
            Home::User | Home::Team => "/v2/teams".to_owned(),
        };
        let team = self.make_at(&path, &payload::team(&unheard_of_word()), "id").await?;
        if !self.things.is_lonely
            && let Ok(other) = self.other_person().await
        {
            let path = format!("{path}/{}/memberships", plain(&team));
            let membership = json!({ "userId": other, "role": "MEMBER", "accepted": true });
            self.make_at(&path, &membership, "id").await?;
        }
        Ok(team)
    }

    async fn make_event_type(&mut self, home: Home, state: State) -> Result<Value, Halt> {
        let word = unheard_of_word();
        if home == Home::User {
            let mut body = event_type(&word);
            if state == State::Pending {
                body["confirmationPolicy"] =
                    json!({ "type": "always", "blockUnconfirmedBookingsInBooker": false });
            }
            if state == State::Begun {
                // It begins in a few minutes, whatever the hour.
                let schedule = self.make_at("/v2/schedules", &payload::all_day(&word), "id").await?;
                body["scheduleId"] = schedule;
                body["lengthInMinutes"] = json!(payload::SHORT);
                body["minimumBookingNotice"] = json!(0);
                body["slotInterval"] = json!(5);
            }
            if state == State::Seated {
                body["seats"] = json!({
                    "seatsPerTimeSlot": 4, "showAttendeeInfo": true, "showAvailabilityCount": true,
                });
            }
            return self.make_at("/v2/event-types", &body, "id").await;
        }
        let path = format!("{}/event-types", self.path_of_team(home).await?);
        let body = team_event_type(&word, &self.hosts().await?);
        self.make_at(&path, &body, "id").await
    }

    async fn make_booking(&mut self, home: Home, state: State) -> Result<Value, Halt> {
        let event_type = self.thing(Thing::EventType(home, state)).await?;
        if state != State::Begun {
            let start = self.free_slot(&event_type).await?;
            return self.make_at("/v2/bookings", &payload::booking(&event_type, &start), "uid").await;
        }
        let (now, start) = self.next_slot(&event_type).await?;
        let made =
            self.make_at("/v2/bookings", &payload::booking(&event_type, &start.to_string()), "uid").await?;
        self.pass(start.as_second() - now.as_second() + 1).await?;
        Ok(made)
    }

    async fn find_membership(&mut self, home: Home, member: Member) -> Result<Value, Halt> {
        let user = match member {
            Member::Alice => self.thing(Thing::User(Member::Alice)).await?,
            Member::Other => self.other_person().await?,
        };
        let path = format!("{}/memberships", self.path_of_team(home).await?);
        let it = self.api(&Method::GET, &path, None, None).await?;
        let found = it.answer.member("data").and_then(|data| {
            let theirs = data.as_array()?.iter().find(|it| it["userId"] == user)?;
            Some(theirs["id"].clone())
        });
        found
            .ok_or_else(|| Halt::mismatch(format!("the membership of {user} at {path}"), it.answer.summary()))
    }

    async fn find_seat(&mut self) -> Result<Value, Halt> {
        let booking = plain(&self.thing(Thing::Booking(Home::User, State::Seated)).await?);
        let path = format!("/v2/bookings/{booking}");
        let it = self.api(&Method::GET, &path, version_of(&path), None).await?;
        let seat = it.answer.member("data").map(|data| data["attendees"][0]["seatUid"].clone());
        seat.filter(|seat| !seat.is_null()).ok_or_else(|| self.wanting("an attendee with a seat", &it))
    }

    /// The one of both hosts who has not the booking.
    async fn find_other_host(&mut self) -> Result<Value, Halt> {
        let booking = self.thing(Thing::Booking(Home::Team, State::Shared)).await?;
        let path = format!("/v2/bookings/{}", plain(&booking));
        let it = self.api(&Method::GET, &path, version_of(&path), None).await?;
        let host = it.answer.member("data").map(|data| data["hosts"][0]["id"].clone());
        let hosts = self.hosts().await?;
        if hosts.len() == 1 {
            return self.other_person().await;
        }
        let other = hosts.into_iter().find(|it| Some(it) != host.as_ref());
        other.ok_or_else(|| self.wanting("a booking with a host", &it))
    }

    pub(super) async fn path_of_team(&mut self, home: Home) -> Result<String, Halt> {
        let team = plain(&self.thing(Thing::Team(home)).await?);
        if home == Home::OrganizationTeam {
            let organization = plain(&self.thing(Thing::Organization).await?);
            return Ok(format!("/v2/organizations/{organization}/teams/{team}"));
        }
        Ok(format!("/v2/teams/{team}"))
    }

    /// Makes something by a POST, which must succeed, and gives the member of its data that is its id.
    async fn make_at(&mut self, path: &str, body: &Value, id: &str) -> Result<Value, Halt> {
        let it = self.api(&Method::POST, path, version_of(path), Some(body)).await?;
        let made = it.answer.member("data").map(|data| data[id].clone()).filter(|id| !id.is_null());
        match made {
            Some(made) if it.answer.status.is_success() => {
                self.undo_making(path, &made);
                Ok(made)
            }
            _ => Err(self.wanting(&format!("POST {path} to make what is asked for"), &it)),
        }
    }

    /// Why a scenario cannot go on without what it takes. Whoever was there before may not be allowed to have it, which is
    /// no fault of the server.
    pub(in crate::stage) fn wanting(&self, what: &str, it: &Exchange) -> Halt {
        let is_standing = self.venue().is_ok_and(|venue| venue.has_standing_clients());
        if is_standing {
            return Halt::Skip(format!("it takes {what}, and got {}", it.answer.summary()));
        }
        Halt::mismatch(what, it.answer.summary())
    }
}
