//! Event types as the API writes them (production-api D, "Event type", "Team event type").
//!
//! The order of the members is the documents'. What was never set is as production answers it.

use serde_json::{Map, Value, json};

use crate::rules::event_type::{booking_fields, limits, locations};
use crate::store::App;
use crate::wire::{EventType, Owner, Scheduling, Team, User};

/// An event type, whosever it is.
pub(in crate::http::api) fn any(app: &App, event_type: &EventType) -> Value {
    match event_type.owner {
        Owner::User(_) => personal(app, event_type),
        Owner::Team(team) => of_team(app, event_type, team, None),
    }
}

/// A person's.
pub(in crate::http::api) fn personal(app: &App, event_type: &EventType) -> Value {
    let Owner::User(owner) = event_type.owner else { return any(app, event_type) };
    let owners: Vec<User> = app.users.find(&owner).into_iter().collect();
    with_users(app, event_type, owner, &owners)
}

/// What several people can be booked with together (`usernames`): nobody made it, nobody can change it.
pub(in crate::http::api) fn of_group(app: &App, users: &[User]) -> Value {
    let settings = json!({"lengthInMinutesOptions": [15, 30, 45, 60, 90]});
    let group = EventType {
        title: "Group Meeting".to_owned(),
        slug: "dynamic".to_owned(),
        settings: settings.as_object().cloned().unwrap_or_default(),
        ..EventType::new(0, Owner::User(0))
    };
    with_users(app, &group, 0, users)
}

/// A team's, with so many hosts at most.
pub(in crate::http::api) fn of_team(
    app: &App,
    event_type: &EventType,
    team: u64,
    most_hosts: Option<usize>,
) -> Value {
    let mut shown = common(event_type);
    let mut put = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    let setting = |name: &str| event_type.settings.get(name).cloned();
    let owner = if let Owner::User(owner) = event_type.owner { Some(owner) } else { None };
    put("teamId", team.into());
    put("ownerId", owner.into());
    put(EventType::PARENT, event_type.parent().into());
    put("hosts", hosts(app, event_type, most_hosts.unwrap_or(usize::MAX)));
    put("assignAllTeamMembers", setting("assignAllTeamMembers").unwrap_or(json!(false)));
    put("schedulingType", json!(event_type.scheduling.unwrap_or(Scheduling::Managed)));
    put("team", team_of(app.teams.find(&team), team));
    if let Some(emails) = setting("emailSettings") {
        put("emailSettings", emails);
    }
    put(
        "rescheduleWithSameRoundRobinHost",
        setting("rescheduleWithSameRoundRobinHost").unwrap_or(json!(false)),
    );
    shown.into()
}

/// The same without the questions that are hidden, as lists of a person's show it.
pub(in crate::http::api) fn without_hidden_fields(mut shown: Value) -> Value {
    if let Some(fields) = shown.get_mut("bookingFields").and_then(Value::as_array_mut) {
        fields.retain(|field| field["hidden"] != true);
    }
    shown
}

fn with_users(app: &App, event_type: &EventType, owner: u64, users: &[User]) -> Value {
    let mut shown = common(event_type);
    let username = users.first().map(|user| user.username.as_str()).unwrap_or_default();
    let url = format!("{}/{username}/{}", app.public_url.as_str(), event_type.slug);
    shown.insert("ownerId".to_owned(), owner.into());
    shown.insert("users".to_owned(), users.iter().map(user).collect());
    shown.insert("bookingUrl".to_owned(), url.into());
    shown.into()
}

fn user(user: &User) -> Value {
    json!({
        "id": user.id,
        "name": user.name,
        "username": user.username,
        "avatarUrl": user.profile.avatar_url,
        "brandColor": null,
        "darkBrandColor": null,
        "weekStart": user.profile.week_start,
        "metadata": {},
    })
}

/// Priority and presence count only where hosts take turns.
fn hosts(app: &App, event_type: &EventType, most: usize) -> Value {
    let one = |host: &crate::wire::Host| {
        let user = app.users.find(&host.user);
        let name = user.as_ref().and_then(|user| user.name.clone()).unwrap_or_default();
        let username = user.as_ref().map(|user| user.username.clone()).unwrap_or_default();
        let mut shown = json!({"userId": host.user, "name": name, "username": username});
        if event_type.scheduling == Some(Scheduling::RoundRobin) {
            shown["mandatory"] = host.mandatory.into();
            shown["priority"] = host.priority.clone().into();
        }
        shown["avatarUrl"] = user.and_then(|user| user.profile.avatar_url).into();
        shown
    };
    event_type.hosts.iter().take(most).map(one).collect()
}

/// What is said of the team.
fn team_of(team: Option<Team>, id: u64) -> Value {
    let (name, settings) = team.map(|team| (team.name, team.settings)).unwrap_or_default();
    let setting = |name: &str| settings.get(name).cloned().unwrap_or_default();
    json!({
        "id": id,
        "slug": setting("slug"),
        "bannerUrl": setting("bannerUrl"),
        "name": name,
        "logoUrl": setting("logoUrl"),
        "weekStart": settings.get("weekStart").cloned().unwrap_or_else(|| "Sunday".into()),
        "brandColor": setting("brandColor"),
        "darkBrandColor": setting("darkBrandColor"),
        "theme": setting("theme"),
    })
}

/// What a person's and a team's have in common.
fn common(event_type: &EventType) -> Map<String, Value> {
    let settings = &event_type.settings;
    let locations = settings.get("locations").cloned().unwrap_or_else(locations::by_default);
    let disables_guests = settings.get("disableGuests").and_then(Value::as_bool).unwrap_or_default();
    let places = locations.as_array().map_or(0, Vec::len);
    let fields = booking_fields::shown(settings.get("bookingFields"), disables_guests, places);
    let mut shown = Map::new();
    let mut put = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    put("id", event_type.id.into());
    put("lengthInMinutes", event_type.length.into());
    if let Some(lengths) = settings.get("lengthInMinutesOptions") {
        put("lengthInMinutesOptions", lengths.clone());
    }
    put("title", event_type.title.as_str().into());
    put("slug", event_type.slug.as_str().into());
    put("description", event_type.description.as_str().into());
    put("locations", locations);
    put("bookingFields", fields.into());
    for (name, unset) in MEMBERS {
        let value = match *name {
            "scheduleId" => event_type.schedule.into(),
            "hidden" => event_type.hidden.into(),
            _ => match (settings.get(*name).filter(|value| !unset.is(value)), unset) {
                (Some(value), _) => value.clone(),
                (None, Unset::Absent) => continue,
                (None, unset) => unset.shown(),
            },
        };
        put(name, value);
    }
    shown
}

/// How a member is shown that was never set.
#[derive(Debug, Clone, Copy)]
enum Unset {
    /// Not at all.
    Absent,
    Null,
    Flag(bool),
    Number(u64),
    Text(&'static str),
    /// `{}`.
    Empty,
    /// `{"disabled": true}`: a limit that is off.
    Off,
    /// `{"disabled": false}`: a prohibition that is off.
    Allowed,
    /// `{"sendTranscriptionEmails": true}`.
    Transcripts,
}

impl Unset {
    /// Whether a setting says what is so anyway: a limit that is switched off.
    fn is(self, value: &Value) -> bool {
        matches!(self, Self::Absent | Self::Null | Self::Off) && limits::is_off(value)
    }

    fn shown(self) -> Value {
        match self {
            Self::Absent | Self::Null => Value::Null,
            Self::Flag(flag) => flag.into(),
            Self::Number(number) => number.into(),
            Self::Text(text) => text.into(),
            Self::Empty => json!({}),
            Self::Off => json!({"disabled": true}),
            Self::Allowed => json!({"disabled": false}),
            Self::Transcripts => json!({"sendTranscriptionEmails": true}),
        }
    }
}

use Unset::{Absent, Allowed, Empty, Flag, Null, Number, Off, Text, Transcripts};

#[rustfmt::skip]
const MEMBERS: &[(&str, Unset)] = &[
    ("disableGuests",                      Flag(false)),
    ("slotInterval",                       Null),
    ("minimumBookingNotice",               Number(120)),
    ("beforeEventBuffer",                  Number(0)),
    ("afterEventBuffer",                   Number(0)),
    ("recurrence",                         Null),
    ("metadata",                           Empty),
    ("price",                              Number(0)),
    ("currency",                           Text("usd")),
    ("lockTimeZoneToggleOnBookingPage",    Flag(false)),
    ("forwardParamsSuccessRedirect",       Flag(true)),
    ("successRedirectUrl",                 Null),
    ("isInstantEvent",                     Flag(false)),
    ("scheduleId",                         Null),
    ("bookingLimitsCount",                 Absent),
    ("bookerActiveBookingsLimit",          Off),
    ("onlyShowFirstAvailableSlot",         Flag(false)),
    ("bookingLimitsDuration",              Absent),
    ("bookingWindow",                      Off),
    ("bookerLayouts",                      Absent),
    ("confirmationPolicy",                 Off),
    ("requiresBookerEmailVerification",    Flag(false)),
    ("hideCalendarNotes",                  Flag(false)),
    ("color",                              Absent),
    ("seats",                              Off),
    ("offsetStart",                        Number(0)),
    ("customName",                         Absent),
    ("destinationCalendar",                Absent),
    ("useDestinationCalendarEmail",        Flag(false)),
    ("hideCalendarEventDetails",           Flag(false)),
    ("hideOrganizerEmail",                 Flag(false)),
    ("calVideoSettings",                   Transcripts),
    ("hidden",                             Flag(false)),
    ("bookingRequiresAuthentication",      Flag(false)),
    ("disableCancelling",                  Allowed),
    ("disableRescheduling",                Allowed),
    ("interfaceLanguage",                  Null),
    ("allowReschedulingPastBookings",      Flag(false)),
    ("allowReschedulingCancelledBookings", Flag(false)),
    ("showOptimizedSlots",                 Flag(false)),
];
