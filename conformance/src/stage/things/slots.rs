//! When something can be booked: found at the server, so that its own hours count.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use reqwest::Method;
use serde_json::Value;

use super::{Home, Stage, State, Thing, plain};
use crate::{exchange::Exchange, requests::endpoint::version_of, verdict::Halt};

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// How many days are looked through.
const DAYS: i32 = 7;

impl Stage {
    /// The query of a question for the slots of the next days.
    pub(super) async fn slots_query(&mut self) -> Result<String, Halt> {
        let event_type = self.thing(Thing::EventType(Home::User, State::Accepted)).await?;
        Ok(query(&event_type, self.time_there().await? + A_DAY))
    }

    /// When an event type can be booked: a later day each time.
    pub(super) async fn free_slot(&mut self, event_type: &Value) -> Result<String, Halt> {
        self.things.slots += 1;
        let from = self.time_there().await? + A_DAY * self.things.slots;
        let path = format!("/v2/slots{}", query(event_type, from));
        let it = self.api(&Method::GET, &path, version_of("/v2/slots"), None).await?;
        let first = slots(&it).next().ok_or_else(|| self.wanting("a free slot", &it))?;
        Ok(first.to_string())
    }

    /// What time it is there, and when an event type can be booked next.
    pub(super) async fn next_slot(&mut self, event_type: &Value) -> Result<(Timestamp, Timestamp), Halt> {
        let now = self.time_there().await?;
        let path = format!("/v2/slots{}", query(event_type, now));
        let it = self.api(&Method::GET, &path, version_of("/v2/slots"), None).await?;
        let next = slots(&it).find(|next| *next > now);
        let next = next.ok_or_else(|| self.wanting("a free slot in the next minutes", &it))?;
        Ok((now, next))
    }

    /// The server's time.
    async fn time_there(&mut self) -> Result<Timestamp, Halt> {
        let venue = self.venue()?;
        if let Some(clock) = &venue.clock {
            return Ok(clock.read().await?.now);
        }
        let it = self.api(&Method::GET, "/v2/me", None, None).await?;
        let date = it.answer.header("date").and_then(|date| jiff::fmt::rfc2822::parse(date).ok());
        date.map(|date| date.timestamp()).ok_or_else(|| {
            Halt::Skip("the target tells no time, neither by a clock nor by a Date header".to_owned())
        })
    }
}

/// The slots of an answer in their order: a list of them stands under each day.
fn slots(it: &Exchange) -> impl Iterator<Item = Timestamp> {
    let days = it.answer.member("data").and_then(|data| data.as_object().cloned()).unwrap_or_default();
    let slots = days.into_iter().flat_map(|(_, day)| day.as_array().cloned().unwrap_or_default());
    slots.filter_map(|slot| slot["start"].as_str().or(slot.as_str())?.parse().ok())
}

fn query(event_type: &Value, from: Timestamp) -> String {
    let day = |time: Timestamp| time.to_zoned(TimeZone::UTC).date();
    format!("?eventTypeId={}&start={}&end={}", plain(event_type), day(from), day(from + A_DAY * DAYS))
}
