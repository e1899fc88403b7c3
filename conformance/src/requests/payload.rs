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
    SlotToHold,
    Cancellation,
    Guest,
    Address,
    HostAbsent,
    Reason,
    Schedule,
    Name,
    Team,
    Membership,
    AdminRole,
    PhoneCall,
    /// This, to the letter.
    Plain(&'static str),
    AnotherEmail,
    DefaultSchedule,
    /// A name, as a form.
    NameInForm,
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
        "a slot to hold" => Sends::SlotToHold,
        "the address of a calendar" => Sends::Plain(r#"{"urls":["https://calendars.example/alice.ics"],"readOnly":true}"#),
        "a reason to cancel" => Sends::Cancellation,
        "a guest" => Sends::Guest,
        "an address" => Sends::Address,
        "that the host was absent" => Sends::HostAbsent,
        "a reason" => Sends::Reason,
        "a schedule" => Sends::Schedule,
        "a new name" => Sends::Name,
        "a team" => Sends::Team,
        "a membership" => Sends::Membership,
        "the role of an admin" => Sends::AdminRole,
        "a phone call" => Sends::PhoneCall,
        "a title that is a number" => Sends::Plain(r#"{"lengthInMinutes":30,"title":7,"slug":"seven"}"#),
        "another e-mail" => Sends::AnotherEmail,
        "an empty object" => Sends::Plain("{}"),
        "an unknown member" => Sends::Plain(r#"{"colour":"green"}"#),
        "another name of the user" => Sends::Plain(r#"{"name":"Alice Ample"}"#),
        "another name of the user as a form" => Sends::NameInForm,
        "one's own schedule as the default" => Sends::DefaultSchedule,
        "a whole profile" => Sends::Plain(
            r#"{"name":"Alice Whole","timeFormat":24,"weekStart":"Saturday","timeZone":"Asia/Tokyo","avatarUrl":"https://acme.example/whole.png","bio":"Steady"}"#,
        ),
        "a name and the time format 100" => Sends::Plain(r#"{"name":"Alice Ample","timeFormat":100}"#),
        "the time format 100 and the week start waba" => Sends::Plain(r#"{"timeFormat":100,"weekStart":"waba"}"#),
        "a language that does not exist" => Sends::Plain(r#"{"locale":"xx"}"#),
        "an avatar without an address" => Sends::Plain(r#"{"avatarUrl":"nowhere"}"#),
        "a biography that is a number" => Sends::Plain(r#"{"bio":7}"#),
        "an e-mail that is a number" => Sends::Plain(r#"{"email":7}"#),
        "a word for the default schedule" => Sends::Plain(r#"{"defaultScheduleId":"seven"}"#),
        "metadata in metadata" => Sends::Plain(r#"{"metadata":{"a":{"b":1}}}"#),
        "a name that is a number" => Sends::Plain(r#"{"name":7}"#),
        "the time format 24" => Sends::Plain(r#"{"timeFormat":24}"#),
        "the time format 24 as a text" => Sends::Plain(r#"{"timeFormat":"24"}"#),
        "the time format 100" => Sends::Plain(r#"{"timeFormat":100}"#),
        "the week start Monday" => Sends::Plain(r#"{"weekStart":"Monday"}"#),
        "the week start Saturday" => Sends::Plain(r#"{"weekStart":"Saturday"}"#),
        "the week start waba" => Sends::Plain(r#"{"weekStart":"waba"}"#),
        "the time zone Europe/Rome" => Sends::Plain(r#"{"timeZone":"Europe/Rome"}"#),
        "the time zone America/New_york" => Sends::Plain(r#"{"timeZone":"America/New_york"}"#),
        "the time zone Mars/Olympus" => Sends::Plain(r#"{"timeZone":"Mars/Olympus"}"#),
        "an empty time zone" => Sends::Plain(r#"{"timeZone":""}"#),
        "a biography of one word" => Sends::Plain(r#"{"bio":"Curious"}"#),
        "an avatar" => Sends::Plain(r#"{"avatarUrl":"https://acme.example/alice.png"}"#),
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
    /// A schedule of the user.
    pub(crate) schedule: Value,
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
            Self::SlotToHold => json!({ "eventTypeId": of.event_type, "slotStart": of.start }),
            Self::Cancellation => json!({ "cancellationReason": "It was asked for by a scenario." }),
            Self::Guest => {
                json!({ "guests": [{ "email": "guest@conformance.example", "name": "Grace Guest" }] })
            }
            Self::Address => json!({ "location": { "type": "address", "address": "1 Conformance Street" } }),
            Self::HostAbsent => json!({ "host": true }),
            Self::Reason => json!({ "reason": "It was asked for by a scenario." }),
            Self::Schedule => schedule(word),
            Self::Name => json!({ "name": format!("Another name {word}") }),
            Self::Team => team(word),
            Self::Membership => json!({ "userId": of.stranger, "role": "MEMBER", "accepted": true }),
            Self::Plain(text) => return serde_json::from_str(text).ok(),
            Self::AnotherEmail => json!({ "email": format!("{word}@conformance.example") }),
            Self::DefaultSchedule => json!({ "defaultScheduleId": of.schedule }),
            Self::NameInForm => json!({ "name": "Alice Ample" }),
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

/// How many minutes somebody waits for the end of a booking: a token lives for thirty.
pub(crate) const SHORT: i64 = 10;

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

/// A schedule that is open on every day.
pub(crate) fn schedule(word: &str) -> Value {
    open(word, "08:00", "20:00")
}

/// A schedule that is open at any hour.
pub(crate) fn all_day(word: &str) -> Value {
    open(word, "00:00", "23:59")
}

fn open(word: &str, from: &str, to: &str) -> Value {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    json!({
        "name": word,
        "timeZone": "Europe/London",
        "isDefault": false,
        "availability": [{ "days": days, "startTime": from, "endTime": to }],
        // A day that no scenario comes to.
        "overrides": [{ "date": "2098-12-24", "startTime": "10:00", "endTime": "12:00" }],
    })
}

/// A team.
pub(crate) fn team(word: &str) -> Value {
    json!({ "name": word, "slug": word })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_to_the_letter_is_json() {
        for (phrase, sends) in Payload::LIST {
            let body = sends.body(&Ingredients::default());
            assert_eq!(body.is_none(), *sends == Sends::Nothing, "{phrase}");
        }
    }
}
