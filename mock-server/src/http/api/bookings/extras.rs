//! What hangs on a booking: where else it is kept, and links that put it into a calendar (calcom-openapi.json,
//! `BookingReference`, `CalendarLink`).

use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::super::shapes;
use super::{own, uid};
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::booking::location;
use crate::rules::properties::{Is, Property, may};
use crate::wire::{ApiError, Booking, BookingError, BookingStatus, Owner};

const KINDS: &[&str] = &[
    "google_calendar",
    "office365_calendar",
    "daily_video",
    "google_video",
    "office365_video",
    "zoom_video",
];

const QUERY: &[Property] = &[may("type", Is::OneOf(KINDS))];

pub(in super::super) fn references(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (booking, _) = own(call, BookingError::NoBookingToShow)?;
    list_references(call, &booking)
}

/// The same of a booking of the team in the path, whoever of the team asks.
pub(in super::super) fn references_of_team(call: &Call<'_>) -> Result<Reply, ApiError> {
    let team = Owner::Team(call.team()?.id);
    let is_the_teams = |booking: &Booking| {
        call.app.event_types.find(&booking.event_type).is_some_and(|event_type| event_type.owner == team)
    };
    let booking = call.app.bookings.find(&uid(call)).filter(is_the_teams);
    let booking = booking.ok_or_else(|| BookingError::NoBookingToShow(uid(call)))?;
    list_references(call, &booking)
}

fn list_references(call: &Call<'_>, booking: &Booking) -> Result<Reply, ApiError> {
    let query = call.query(QUERY)?;
    let wanted = query.get("type").and_then(Value::as_str);
    let references = references_of(call, booking);
    let shown =
        references.into_iter().filter(|it| wanted.is_none_or(|wanted| it["type"] == wanted)).collect();
    Ok(shapes::success(200, &shown))
}

/// An accepted booking has a room, and Google Meet's are events in the organizer's calendar.
fn references_of(call: &Call<'_>, booking: &Booking) -> Vec<Value> {
    if booking.status != BookingStatus::Accepted {
        return Vec::new();
    }
    let room = location::room(&booking.uid);
    let organizer = booking.hosts.first().and_then(|id| call.app.users.find(id)).map(|user| user.email);
    let kinds: &[(&str, Option<String>)] = if location::is_cal_video(booking) {
        &[("daily_video", None)]
    } else if location::is_google_meet(booking) {
        &[("google_calendar", organizer.clone()), ("google_video", organizer)]
    } else {
        &[]
    };
    let reference = |(place, (kind, calendar)): (u64, &(&str, Option<String>))| {
        json!({
            "type": kind,
            "eventUid": room,
            "destinationCalendarId": calendar,
            "id": booking.id.saturating_mul(10).saturating_add(place),
        })
    };
    (1..).zip(kinds).map(reference).collect()
}

pub(in super::super) fn calendar_links(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (booking, _) = own(call, BookingError::NoBookingToShow)?;
    let links = [
        ("Google Calendar", google(&booking)),
        ("Microsoft Office", microsoft("https://outlook.office.com", &booking)),
        ("Microsoft Outlook", microsoft("https://outlook.live.com", &booking)),
        ("ICS", format!("data:text/calendar,{}", escaped(&ics(&booking, call.now())))),
    ];
    let links = links.into_iter().map(|(label, link)| json!({"label": label, "link": link})).collect();
    Ok(shapes::success(200, &links))
}

fn google(booking: &Booking) -> String {
    format!(
        "https://calendar.google.com/calendar/r/eventedit?dates={}/{}&text={}&details={}&location={}",
        compact(booking.start),
        compact(booking.end),
        escaped(&booking.title),
        escaped(&booking.description),
        escaped(&location::shown(booking)),
    )
}

fn microsoft(home: &str, booking: &Booking) -> String {
    format!(
        "{home}/calendar/0/deeplink/compose?body={}&enddt={}&path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&startdt={}&subject={}&location={}",
        escaped(&booking.description),
        escaped(&booking.end.to_string()),
        escaped(&booking.start.to_string()),
        escaped(&booking.title),
        escaped(&location::shown(booking)),
    )
}

/// The booking as an iCalendar file (RFC 5545).
fn ics(booking: &Booking, now: Timestamp) -> String {
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Cal.com//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@Cal.com", booking.uid),
        format!("DTSTAMP:{}", compact(now)),
        format!("DTSTART:{}", compact(booking.start)),
        format!("DTEND:{}", compact(booking.end)),
        format!("SUMMARY:{}", line(&booking.title)),
        format!("DESCRIPTION:{}", line(&booking.description)),
        format!("LOCATION:{}", line(&location::shown(booking))),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.map(|line| line + "\r\n").concat()
}

/// A text as it stands on one line of an iCalendar file.
fn line(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\r', "").replace('\n', "\\n")
}

fn compact(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
