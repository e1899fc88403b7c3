//! What is sent to an endpoint: a closed list of bodies, each of which would be accepted unless its phrase says otherwise.

use serde_json::{Value, json};

use super::phrases;

/// A body, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sends {
    /// No body.
    Nothing,
    EventType,
    TeamEventType,
    Title,
    PrivateLink,
    Uses,
    Booking,
    LaterStart,
    Cancellation,
    Guest,
    Address,
    HostAbsent,
    Reason,
    Schedule,
    Name,
    Biography,
    Team,
    Membership,
    AdminRole,
    PhoneCall,
}

phrases! {
    /// What is sent.
    Payload, "payload", Sends {
        "nothing" => Sends::Nothing,
        "an event type" => Sends::EventType,
        "a team event type" => Sends::TeamEventType,
        "a new title" => Sends::Title,
        "a private link" => Sends::PrivateLink,
        "a number of uses" => Sends::Uses,
        "a booking" => Sends::Booking,
        "a later start" => Sends::LaterStart,
        "a reason to cancel" => Sends::Cancellation,
        "a guest" => Sends::Guest,
        "an address" => Sends::Address,
        "that the host was absent" => Sends::HostAbsent,
        "a reason" => Sends::Reason,
        "a schedule" => Sends::Schedule,
        "a new name" => Sends::Name,
        "a biography" => Sends::Biography,
        "a team" => Sends::Team,
        "a membership" => Sends::Membership,
        "the role of an admin" => Sends::AdminRole,
        "a phone call" => Sends::PhoneCall,
    }
}

/// What the bodies are made of.
#[derive(Debug, Default)]
pub(crate) struct Ingredients {
    /// A word that nobody else uses there.
    pub(crate) word: String,
    /// The hosts of a team's event type.
    pub(crate) hosts: Vec<Value>,
    /// Somebody who is no member yet.
    pub(crate) stranger: Value,
    /// What is booked.
    pub(crate) event_type: Value,
    /// When.
    pub(crate) start: String,
}

impl Sends {
    /// The body; none where nothing is sent.
    pub(crate) fn body(self, of: &Ingredients) -> Option<Value> {
        let word = &of.word;
        Some(match self {
            Self::Nothing => return None,
            Self::EventType => event_type(word),
            Self::TeamEventType => team_event_type(word, &of.hosts),
            Self::Title => json!({ "title": format!("Another title {word}") }),
            Self::PrivateLink => json!({ "maxUsageCount": 5 }),
            Self::Uses => json!({ "maxUsageCount": 7 }),
            Self::Booking => booking(&of.event_type, &of.start),
            Self::LaterStart => {
                json!({ "start": of.start, "reschedulingReason": "It was asked for by a scenario." })
            }
            Self::Cancellation => json!({ "cancellationReason": "It was asked for by a scenario." }),
            Self::Guest => {
                json!({ "guests": [{ "email": "guest@conformance.example", "name": "Grace Guest" }] })
            }
            Self::Address => json!({ "location": { "type": "address", "address": "1 Conformance Street" } }),
            Self::HostAbsent => json!({ "host": true }),
            Self::Reason => json!({ "reason": "It was asked for by a scenario." }),
            Self::Schedule => schedule(word),
            Self::Name => json!({ "name": format!("Another name {word}") }),
            Self::Biography => json!({ "bio": format!("The life of {word}") }),
            Self::Team => team(word),
            Self::Membership => json!({ "userId": of.stranger, "role": "MEMBER", "accepted": true }),
            Self::AdminRole => json!({ "role": "ADMIN" }),
            // Numbers that are kept free for fiction, and a key that opens nothing.
            Self::PhoneCall => json!({
                "yourPhoneNumber": "+12025550100",
                "numberToCall": "+12025550101",
                "calApiKey": "cal_made_up",
                "enabled": true,
                "templateType": "CUSTOM_TEMPLATE",
                "generalPrompt": "Say hello.",
            }),
        })
    }
}

/// An event type of a user.
pub(crate) fn event_type(word: &str) -> Value {
    json!({ "lengthInMinutes": 30, "title": format!("Conformance {word}"), "slug": word })
}

/// An event type of a team, whose hosts take turns.
pub(crate) fn team_event_type(word: &str, hosts: &[Value]) -> Value {
    let hosts: Vec<Value> = hosts.iter().map(|user| json!({ "userId": user })).collect();
    let mut body = event_type(word);
    body["schedulingType"] = json!("roundRobin");
    body["hosts"] = json!(hosts);
    body
}

/// A booking of an event type.
pub(crate) fn booking(event_type: &Value, start: &str) -> Value {
    json!({
        "start": start,
        "eventTypeId": event_type,
        "attendee": { "name": "Bob Booker", "email": "bob@conformance.example", "timeZone": "Europe/London" },
    })
}

/// A schedule that is open at any hour.
pub(crate) fn schedule(word: &str) -> Value {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    json!({
        "name": word,
        "timeZone": "Europe/London",
        "isDefault": false,
        "availability": [{ "days": days, "startTime": "08:00", "endTime": "20:00" }],
    })
}

/// A team.
pub(crate) fn team(word: &str) -> Value {
    json!({ "name": word, "slug": word })
}
