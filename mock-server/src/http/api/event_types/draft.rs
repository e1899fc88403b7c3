//! The body of an event type, read and compared with what there is: schedules, calendars, members of the team.

use serde_json::{Map, Value};

use crate::http::api::calendars;
use crate::http::api::call::Call;
use crate::rules::event_type::body::{self, Kind};
use crate::rules::event_type::settings;
use crate::rules::properties::Property;
use crate::wire::{ApiError, EventType, EventTypeError, Team};

/// What somebody would make of an event type.
pub(in crate::http::api) struct Draft {
    pub(in crate::http::api) said: Map<String, Value>,
    emptied: Vec<&'static str>,
    kind: Kind,
}

impl Draft {
    pub(in crate::http::api) fn of_new(call: &Call<'_>, kind: Kind) -> Result<Self, ApiError> {
        Self::read(call, &body::of_new(kind), kind)
    }

    pub(in crate::http::api) fn of_change(call: &Call<'_>, kind: Kind) -> Result<Self, ApiError> {
        Self::read(call, &body::of_change(kind), kind)
    }

    /// Makes that of it.
    pub(in crate::http::api) fn put(&self, event_type: &mut EventType) -> Result<(), EventTypeError> {
        settings::settle(event_type, &self.said, &self.emptied, self.kind)
    }

    fn read(call: &Call<'_>, known: &[Property], kind: Kind) -> Result<Self, ApiError> {
        let said = call.body(known)?;
        let raw = call.raw_body()?;
        let is_null = |name: &&&str| raw.get(**name).is_some_and(Value::is_null);
        let draft = Self { said, emptied: body::EMPTIED.iter().filter(is_null).copied().collect(), kind };
        draft.schedule_is_there(call)?;
        draft.calendar_is_there(call)?;
        Ok(draft)
    }

    /// A person names a schedule of their own, a team one of a member.
    fn schedule_is_there(&self, call: &Call<'_>) -> Result<(), ApiError> {
        let Some(id) = self.said.get("scheduleId").and_then(Value::as_u64).filter(|id| *id > 0) else {
            return Ok(());
        };
        let user = call.user()?.id;
        let team: Option<&Team> = if self.kind.is_team() { Some(call.team()?) } else { None };
        let may_name = |owner: u64| team.map_or(owner == user, |team| team.role_of(owner).is_some());
        match call.app.schedules.find(&id) {
            Some(schedule) if may_name(schedule.owner) => Ok(()),
            _ => Err(EventTypeError::NoSuchSchedule { user, schedule: id }.into()),
        }
    }

    fn calendar_is_there(&self, call: &Call<'_>) -> Result<(), ApiError> {
        let Some(wanted) = self.said.get("destinationCalendar") else { return Ok(()) };
        let is_wanted = |calendar: &&Value| {
            calendar["integration"] == wanted["integration"] && calendar["externalId"] == wanted["externalId"]
        };
        match calendars::of(call.app, call.user()?).iter().find(is_wanted) {
            None => Err(EventTypeError::NoSuchCalendar.into()),
            Some(calendar) if calendar["readOnly"] == true => Err(EventTypeError::ReadOnlyCalendar.into()),
            Some(_) => Ok(()),
        }
    }
}
