//! Beside which field a refusal of the API stands on these pages, and what to do about it.

use crate::http::pages::view::settings::Problem;
use crate::http::site::Note;
use crate::wire::{ApiError, BookingError, Violation};

/// What `error` means to somebody who filled in a form.
pub(super) fn of(error: &ApiError) -> Problem {
    let (field, advice) = match error {
        ApiError::Invalid(violations) => match violations.iter().map(property).next().unwrap_or_default() {
            "start" => ("start", "Choose a time."),
            "name" => ("name", "Type what you are called."),
            "email" => ("email", "Type an address such as you@example.com."),
            _ => ("form", ""),
        },
        ApiError::Booking(error) => booking(error),
        _ => ("form", ""),
    };
    Problem { field: field.to_owned(), said: error.told(), advice }
}

fn booking(error: &BookingError) -> (&'static str, &'static str) {
    match error {
        BookingError::UserNotFree | BookingError::HostsNotFree | BookingError::NoSeatsLeft => (
            "start",
            "Somebody was faster, or you pressed the button twice: then the first time counts. Choose another time.",
        ),
        BookingError::InThePast | BookingError::OutOfBounds => ("start", "Choose another time."),
        BookingError::AlreadySignedUp => {
            ("email", "Whoever has this address has a seat at that time already.")
        }
        BookingError::MissingResponse { .. } | BookingError::MissingPhoneNumber => {
            ("form", "This page asks no such question. A program can book it, with POST /v2/bookings.")
        }
        BookingError::WantsAuthentication | BookingError::WantsAuthorization => {
            ("form", "Nobody signs in at this page. A program can book it, with POST /v2/bookings.")
        }
        _ => ("form", ""),
    }
}

/// The property at the bottom of it.
fn property(violation: &Violation) -> &str {
    violation.children.first().map_or(&violation.property, |child| property(child))
}

/// What the journal is told, without the name of the booking.
pub(super) fn note(note: Note, error: &ApiError, uid: &str) -> Note {
    let told = error.told();
    let told = if uid.is_empty() { told } else { told.replace(uid, "[uid]") };
    Note { differed: Some(told), ..note }
}
