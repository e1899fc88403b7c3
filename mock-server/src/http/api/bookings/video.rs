//! What Cal Video keeps of a booking that took place: recordings, transcripts and sessions (calcom-openapi.json,
//! `RecordingItem`, `CalMeetingSession`). The same for a booking each time; nobody talks here, so all is made up.

use serde_json::{Value, json};

use super::super::shapes;
use super::own;
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::booking::location;
use crate::wire::{ApiError, Booking, BookingError, BookingStatus};

/// Where Cal Video keeps its recordings.
const STORE: &str = "https://cal-video-recordings.s3.us-east-2.amazonaws.com";

pub(in super::super) fn recordings(call: &Call<'_>) -> Result<Reply, ApiError> {
    answer(call, |booking, room| {
        let id = location::room(&format!("recording of {}", booking.uid));
        json!({
            "id": id,
            "roomName": room,
            "startTs": booking.start.as_second(),
            "status": "finished",
            "maxParticipants": participants(booking),
            "duration": seconds(booking),
            "shareToken": location::room(&format!("share of {}", booking.uid)),
            "downloadLink": format!("{STORE}/{room}/{id}.mp4"),
        })
    })
}

pub(in super::super) fn transcripts(call: &Call<'_>) -> Result<Reply, ApiError> {
    answer(call, |booking, room| {
        let id = location::room(&format!("transcript of {}", booking.uid));
        json!(format!("{STORE}/{room}/{id}.vtt"))
    })
}

pub(in super::super) fn conferencing_sessions(call: &Call<'_>) -> Result<Reply, ApiError> {
    answer(call, |booking, room| {
        let (start, duration) = (booking.start.as_second(), seconds(booking));
        let came = |id: Option<String>, name: Option<String>| json!({"userId": id, "userName": name, "joinTime": start, "duration": duration});
        let hosts = booking.hosts.iter().filter(|_| !booking.absent_host);
        let hosts = hosts.filter_map(|id| call.app.users.find(id));
        let hosts = hosts.map(|user| came(Some(user.id.to_string()), user.name));
        let attendees = booking.attendees.iter().filter(|attendee| !attendee.absent);
        let attendees = attendees.map(|attendee| came(None, Some(attendee.name.clone())));
        json!({
            "id": location::room(&format!("session of {}", booking.uid)),
            "room": room,
            "startTime": start,
            "duration": duration,
            "ongoing": false,
            "maxParticipants": participants(booking),
            "participants": hosts.chain(attendees).collect::<Vec<_>>(),
        })
    })
}

/// What there is of a booking that is over; nothing before.
fn answer(call: &Call<'_>, show: impl Fn(&Booking, &str) -> Value) -> Result<Reply, ApiError> {
    let (booking, _) = own(call, BookingError::NoSuchBooking)?;
    if booking.status != BookingStatus::Accepted || !location::is_cal_video(&booking) {
        return Err(BookingError::NoCalVideo(booking.uid).into());
    }
    let is_over = booking.end <= call.now();
    let shown = is_over.then(|| show(&booking, &location::room(&booking.uid)));
    Ok(shapes::success(200, &shown.into_iter().collect()))
}

fn participants(booking: &Booking) -> usize {
    let hosts = if booking.absent_host { 0 } else { booking.hosts.len() };
    hosts + booking.attendees.iter().filter(|attendee| !attendee.absent).count()
}

fn seconds(booking: &Booking) -> i64 {
    booking.end.duration_since(booking.start).as_secs()
}
