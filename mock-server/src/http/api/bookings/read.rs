//! One booking: by its uid, by that of the series it is one of, or by a seat in it (calcom-openapi.json,
//! `GET /v2/bookings/{bookingUid}` and `/by-seat/{seatUid}`). Nobody is asked who they are.

use super::super::shapes;
use super::shape::{self, Seats};
use super::uid;
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::booking;
use crate::wire::{ApiError, Booking, BookingError};

pub(in super::super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let uid = uid(call);
    if let Some(booking) = call.app.bookings.find(&uid) {
        return Ok(shapes::success(200, &shape::booking(call, &booking)));
    }
    let series = series(call, &uid);
    if series.is_empty() {
        return Err(BookingError::NoSuchBooking(uid).into());
    }
    let shown = series.iter().map(|booking| shape::booking(call, booking)).collect();
    Ok(shapes::success(200, &shown))
}

pub(in super::super) fn read_by_seat(call: &Call<'_>) -> Result<Reply, ApiError> {
    let seat = call.name("seatUid");
    let has_it = |booking: &Booking| booking.attendees.iter().any(|it| it.seat.as_deref() == Some(seat));
    let booking = call.app.bookings.all().into_iter().find(has_it);
    let booking = booking.ok_or_else(|| BookingError::NoBookingOfSeat(seat.to_owned()))?;
    let seats = shape::seats_for(call, &booking, Seats::Only(seat));
    Ok(shapes::success(200, &shape::shown(call.app, &booking, seats)))
}

/// The bookings of a series, in order.
pub(super) fn series(call: &Call<'_>, uid: &str) -> Vec<Booking> {
    let is_of_it = |it: &Booking| booking::series(it) == Some(uid);
    let mut series: Vec<Booking> = call.app.bookings.all().into_iter().filter(is_of_it).collect();
    series.sort_by_key(|booking| (booking.start, booking.id));
    series
}
