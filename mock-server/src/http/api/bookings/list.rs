//! Lists of bookings: the caller's, a team's, an organization's (production-api D, "Booking": filters and pages).

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::super::shapes;
use super::shape::{self, Seats};
use crate::http::api::call::Call;
use crate::http::respond::{self, Reply};
use crate::rules::booking::Person;
use crate::rules::booking::list::{self, STATUSES};
use crate::rules::paging::{self, Page};
use crate::rules::properties::{Is, Property, may};
use crate::wire::{ApiError, Booking, BookingError, EventType, Owner};

/// What every list can be asked for.
const EVERYWHERE: [Property; 13] = [
    may("status", Is::ManyOf(STATUSES)),
    may("attendeeEmail", Is::Text),
    may("attendeeName", Is::Text),
    may("bookingUid", Is::Text),
    may("eventTypeIds", Is::Numbers),
    may("eventTypeId", Is::Whole(0, u64::MAX)),
    may("afterStart", Is::Moment),
    may("beforeEnd", Is::Moment),
    may("sortStart", DIRECTION),
    may("sortEnd", DIRECTION),
    may("sortCreated", DIRECTION),
    may("take", Is::Whole(1, 250)),
    may("skip", Is::Whole(0, u64::MAX)),
];

/// What the lists that go beyond one team can be asked for besides.
const BEYOND_A_TEAM: [Property; 7] = [
    may("teamsIds", Is::Numbers),
    may("teamId", Is::Whole(0, u64::MAX)),
    may("afterCreatedAt", Is::Moment),
    may("beforeCreatedAt", Is::Moment),
    may("afterUpdatedAt", Is::Moment),
    may("beforeUpdatedAt", Is::Moment),
    may("sortUpdatedAt", DIRECTION),
];

const DIRECTION: Is = Is::OneOf(&["asc", "desc"]);

/// As many are shown where nothing else is asked for.
const USUAL: u64 = 100;

/// The bookings that the caller runs or comes to.
pub(in super::super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    once(call, || {
        let query = call.query(&[&EVERYWHERE[..], &BEYOND_A_TEAM].concat())?;
        // Afresh: the guards read whoever calls before the revisions.
        let user = call.app.users.find(&call.user()?.id).ok_or(ApiError::NobodyBehindToken)?;
        let teams = call.app.teams.all();
        let caller = Person { user: &user, teams: &teams };
        let is_theirs = |booking: &Booking, event_type: Option<&EventType>| {
            caller.runs(booking, event_type) || caller.attends(booking)
        };
        Ok(page(call, &query, &is_theirs))
    })
}

/// The bookings of a team's event types.
pub(in super::super) fn list_of_team(call: &Call<'_>) -> Result<Reply, ApiError> {
    once(call, || {
        let query = call.query(&EVERYWHERE)?;
        let team = Owner::Team(call.team()?.id);
        let is_of_team =
            |_: &Booking, event_type: Option<&EventType>| event_type.is_some_and(|it| it.owner == team);
        Ok(page(call, &query, &is_of_team))
    })
}

/// The bookings of an organization: of its teams' event types, and those that its members hold.
pub(in super::super) fn list_of_organization(call: &Call<'_>) -> Result<Reply, ApiError> {
    once(call, || {
        let users = [may("userIds", Is::Numbers)];
        let query = call.query(&[&EVERYWHERE[..], &BEYOND_A_TEAM, &users].concat())?;
        // Afresh, for the same reason.
        let id = call.organization()?.id;
        let unknown = || ApiError::NoSuchOrganization(call.name("orgId").to_owned());
        let organization = call.app.teams.find(&id).ok_or_else(unknown)?;
        let is_member = |user: u64| organization.role_of(user).is_some();
        let asked = query.get("userIds").and_then(Value::as_array);
        if !asked.is_none_or(|ids| ids.iter().all(|id| id.as_u64().is_some_and(is_member))) {
            return Err(BookingError::StrangersAmongUsers.into());
        }
        let teams = call.app.teams.all();
        let is_part = |id: u64| {
            id == organization.id
                || teams.iter().any(|team| team.id == id && team.parent == Some(organization.id))
        };
        let is_theirs = |booking: &Booking, event_type: Option<&EventType>| {
            let owner = event_type.map(|it| it.owner);
            matches!(owner, Some(Owner::Team(team)) if is_part(team))
                || booking.hosts.iter().any(|host| is_member(*host))
        };
        Ok(page(call, &query, &is_theirs))
    })
}

/// A page of a list, and whether it is another one at another time.
struct Written {
    page: Vec<u8>,
    goes_by_the_clock: bool,
}

/// The page that was written for the same question, unless something has changed since; else what `write` makes of it.
/// A list shows users, teams, event types and bookings, and nothing else.
fn once(call: &Call<'_>, write: impl FnOnce() -> Result<Written, ApiError>) -> Result<Reply, ApiError> {
    let (answers, question) = (&call.app.answers, (call.user()?.id, call.target()));
    // Before anything that is shown is read: whatever changes meanwhile makes what is kept worthless.
    let revisions = call.app.revisions();
    if let Some(page) = answers.known(&question, revisions) {
        return Ok(respond::json_text(200, page));
    }
    let Written { page, goes_by_the_clock } = write()?;
    let page = Bytes::from(page);
    if !goes_by_the_clock {
        answers.keep(question, page.clone(), revisions);
    }
    Ok(respond::json_text(200, page))
}

fn page(
    call: &Call<'_>,
    query: &Map<String, Value>,
    belongs: &dyn Fn(&Booking, Option<&EventType>) -> bool,
) -> Written {
    let (app, now) = (call.app, call.now());
    let event_types: BTreeMap<u64, EventType> =
        app.event_types.all().into_iter().map(|event_type| (event_type.id, event_type)).collect();
    let mut bookings = app.bookings.select(|booking| {
        let event_type = event_types.get(&booking.event_type);
        belongs(booking, event_type) && list::is_asked_for(booking, event_type, query, now)
    });
    bookings.sort_by(|one, other| list::order(one, other, query));
    let number = |name: &str, usual| query.get(name).and_then(Value::as_u64).unwrap_or(usual);
    let (skip, take) = (number("skip", 0), number("take", USUAL));
    let total = u64::try_from(bookings.len()).unwrap_or(u64::MAX);
    let shown = |booking: &Booking| shape::shown(app, booking, Seats::All);
    let data: Vec<Value> = paging::cut(bookings, skip, take).iter().map(shown).collect();
    Written {
        page: shapes::page(&data, &Page::of(total, skip, take)),
        goes_by_the_clock: query.contains_key("status"),
    }
}
