//! Who can be booked for what: an event type as a request names it, and those who share what is booked of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::people;
use crate::rules::availability::{Buffers, Diary, Span};
use crate::rules::booking::hosting::{Crew, Host, PRIORITIES};
use crate::store::App;
use crate::wire::{
    ApiError, Booking, BookingError, Constraint, EventType, Owner, Schedule, Scheduling, Team, User,
    Violation,
};

/// An event type, and those who share what is booked of it.
pub(in super::super) struct Desk {
    pub(in super::super) event_type: EventType,
    pub(in super::super) crew: Crew,
}

impl Desk {
    pub(in super::super) fn of(app: &App, event_type: EventType) -> Self {
        let hosts = match event_type.owner {
            // Those of a managed one have copies of their own.
            _ if event_type.scheduling == Some(Scheduling::Managed) => Vec::new(),
            Owner::User(owner) => vec![host(app, owner, event_type.schedule, true, "medium")],
            Owner::Team(_) => event_type
                .hosts
                .iter()
                .map(|it| host(app, it.user, event_type.schedule, it.mandatory, &it.priority))
                .collect(),
        };
        Self { crew: Crew::of(&event_type, hosts), event_type }
    }

    /// People without an event type, all together.
    pub(in super::super) fn of_people(app: &App, people: &[User], event_type: EventType) -> Self {
        let hosts = people.iter().map(|user| host(app, user.id, None, true, "medium")).collect();
        Self { crew: Crew::of(&event_type, hosts), event_type }
    }
}

impl Desk {
    /// The booking at that time in which there may be seats left.
    pub(super) fn seated_at<'a>(&self, span: Span, diary: &'a Diary<'_>) -> Option<&'a Booking> {
        self.event_type.seats()?;
        let is_it = |it: &&Booking| it.event_type == self.event_type.id && it.start == span.start;
        diary.on().find(is_it)
    }

    /// Whether somebody can sit down in a booking.
    pub(super) fn has_seat_for(&self, booking: &Booking, email: &str) -> Result<(), BookingError> {
        let taken = u64::try_from(booking.attendees.len()).unwrap_or(u64::MAX);
        if people::is_among(booking.attendees.iter(), email) {
            return Err(BookingError::AlreadySignedUp);
        }
        let is_left = self.event_type.seats().is_some_and(|seats| taken < seats);
        if is_left { Ok(()) } else { Err(BookingError::NoSeatsLeft) }
    }

    /// That nobody takes a booking.
    pub(super) const fn nobody_is_free(&self) -> BookingError {
        match self.event_type.owner {
            Owner::User(_) => BookingError::UserNotFree,
            Owner::Team(_) => BookingError::HostsNotFree,
        }
    }
}

fn host(app: &App, user: u64, schedule: Option<u64>, is_mandatory: bool, priority: &str) -> Host {
    let priority = PRIORITIES.iter().position(|word| *word == priority).unwrap_or(2);
    Host { user, schedule: schedule_of(app, user, schedule), is_mandatory, priority }
}

/// The schedule that the event type names, else the user's default one, else the first they have.
fn schedule_of(app: &App, user: u64, named: Option<u64>) -> Option<Schedule> {
    let named = named.and_then(|id| app.schedules.find(&id));
    let default = || app.users.find(&user)?.profile.default_schedule.and_then(|id| app.schedules.find(&id));
    let first = || app.schedules.all().into_iter().find(|schedule| schedule.owner == user);
    named.or_else(default).or_else(first)
}

/// What stays free around bookings, by event type.
pub(in super::super) fn buffers(app: &App) -> BTreeMap<u64, Buffers> {
    app.event_types.all().iter().map(|it| (it.id, Buffers::of(it))).collect()
}

/// An event type as a request names it.
#[derive(Debug)]
pub(in super::super) enum Wanted {
    Id(u64),
    OfUser { slug: String, user: String, organization: Option<String> },
    OfTeam { slug: String, team: String, organization: Option<String> },
}

impl Wanted {
    /// The event type that these properties name, if they name one.
    pub(in super::super) fn in_properties(properties: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| properties.get(name).and_then(Value::as_str).map(str::to_owned);
        if let Some(id) = properties.get("eventTypeId").and_then(Value::as_u64) {
            return Some(Self::Id(id));
        }
        let (slug, organization) = (text("eventTypeSlug")?, text("organizationSlug"));
        match (text("username"), text("teamSlug")) {
            (Some(user), _) => Some(Self::OfUser { slug, user, organization }),
            (None, Some(team)) => Some(Self::OfTeam { slug, team, organization }),
            (None, None) => None,
        }
    }

    /// The event type, if there is one.
    pub(in super::super) fn find(&self, app: &App) -> Result<Option<EventType>, ApiError> {
        let (slug, owner) = match self {
            Self::Id(id) => return Ok(app.event_types.find(id)),
            Self::OfUser { slug, user, organization } => {
                (slug, Owner::User(user_called(app, user, organization.as_deref())?.id))
            }
            Self::OfTeam { slug, team, organization } => {
                (slug, Owner::Team(team_called(app, team, organization.as_deref())?.id))
            }
        };
        Ok(app.event_types.all().into_iter().find(|it| it.owner == owner && it.slug == *slug))
    }

    /// That there is no such event type to book.
    pub(in super::super) fn missing(self) -> BookingError {
        match self {
            Self::Id(id) => BookingError::NoSuchEventType(id),
            Self::OfUser { slug, user, organization: None } => BookingError::NoEventTypeOfUser { slug, user },
            Self::OfUser { slug, user, organization: Some(organization) } => {
                BookingError::NoEventTypeOfMember { slug, user, organization }
            }
            Self::OfTeam { slug, team, organization: None } => BookingError::NoEventTypeOfTeam { slug, team },
            Self::OfTeam { slug, team, organization: Some(organization) } => {
                BookingError::NoEventTypeOfPart { slug, team, organization }
            }
        }
    }
}

/// That `properties` name no event type.
pub(in super::super) fn unnamed(properties: &Map<String, Value>) -> ApiError {
    ApiError::Invalid(vec![Violation {
        target: properties.clone(),
        property: "eventTypeId".to_owned(),
        broken: Some(Constraint::Number),
        children: Vec::new(),
    }])
}

/// The user with this username, within an organization if one is named.
pub(in super::super) fn user_called(
    app: &App,
    name: &str,
    organization: Option<&str>,
) -> Result<User, ApiError> {
    let organization = organization.map(|slug| organization_called(app, slug)).transpose()?;
    let is_member = |user: &User| organization.as_ref().is_none_or(|it| it.role_of(user.id).is_some());
    let is_called = |user: &User| user.username == name && is_member(user);
    let user = app.users.all().into_iter().find(is_called);
    Ok(user.ok_or_else(|| BookingError::NoSuchUsername(name.to_owned()))?)
}

/// The team with this slug: one of the organization that is named, else one of none.
fn team_called(app: &App, slug: &str, organization: Option<&str>) -> Result<Team, ApiError> {
    let organization = organization.map(|slug| organization_called(app, slug)).transpose()?;
    let parent = organization.map(|it| it.id);
    let is_it = |team: &Team| !team.is_organization && team.parent == parent && has_slug(team, slug);
    let team = app.teams.all().into_iter().find(is_it);
    Ok(team.ok_or_else(|| BookingError::NoSuchTeamSlug(slug.to_owned()))?)
}

fn organization_called(app: &App, slug: &str) -> Result<Team, ApiError> {
    let is_it = |team: &Team| team.is_organization && has_slug(team, slug);
    let organization = app.teams.all().into_iter().find(is_it);
    Ok(organization.ok_or_else(|| BookingError::NoSuchOrganizationSlug(slug.to_owned()))?)
}

fn has_slug(team: &Team, slug: &str) -> bool {
    team.settings.get("slug").and_then(Value::as_str) == Some(slug)
}
