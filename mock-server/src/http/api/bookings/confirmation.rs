//! `POST /v2/bookings/{bookingUid}/confirm` and `/decline`: a host says yes or no to a booking that waits
//! (calcom-openapi.json, `DeclineBookingInput_2024_08_13`).

use super::super::shapes;
use super::{own, shape, uid};
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::booking::{self, location};
use crate::rules::properties::{Is, Property, may};
use crate::wire::{ApiError, Booking, BookingError, BookingStatus};

const DECLINE: &[Property] = &[may("reason", Is::Text)];

pub(in super::super) fn confirm(call: &Call<'_>) -> Result<Reply, ApiError> {
    own(call, BookingError::NoSuchBooking)?;
    decide(call, |booking| {
        booking.status = BookingStatus::Accepted;
        location::settle(booking);
    })
}

pub(in super::super) fn decline(call: &Call<'_>) -> Result<Reply, ApiError> {
    own(call, BookingError::NoSuchBooking)?;
    let asked = call.body(DECLINE)?;
    decide(call, |booking| {
        booking.status = BookingStatus::Rejected;
        if let Some(reason) = asked.get("reason") {
            booking.notes.insert("rejectionReason".to_owned(), reason.clone());
        }
    })
}

/// Only one answer counts.
fn decide(call: &Call<'_>, answer: impl FnOnce(&mut Booking)) -> Result<Reply, ApiError> {
    let now = call.now();
    let decided = call.app.bookings.edit(&uid(call), |booking| {
        booking::awaits_an_answer(booking)?;
        answer(booking);
        booking.updated_at = now;
        Ok::<_, BookingError>(())
    })?;
    let decided = decided.ok_or_else(|| BookingError::NoSuchBooking(uid(call)))?;
    Ok(shapes::success(200, &shape::booking(call, &decided)))
}
