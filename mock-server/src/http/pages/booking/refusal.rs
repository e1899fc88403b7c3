//! Beside which field a refusal of the API stands on these pages, and what to do about it.

use crate::http::pages::view::settings::Problem;
use crate::http::site::Note;
use crate::wire::{ApiError, BookingError, Violation};

/// What `error` means to somebody who filled in a form: once beside each field that it is about.
pub(super) fn of(error: &ApiError) -> Vec<Problem> {
    let problem = |field: &str, said: String, advice| Problem { field: field.to_owned(), said, advice };
    match error {
        ApiError::Invalid(violations) => {
            let broken = violations.iter().flat_map(broken);
            broken
                .map(|(property, said)| problem(of_property(property).0, said, of_property(property).1))
                .collect()
        }
        ApiError::Booking(error) => {
            let (field, advice) = of_booking(error);
            vec![problem(field, error.to_string(), advice)]
        }
        other => vec![problem("form", other.to_string(), "")],
    }
}

/// The properties that are wrong, at the bottom of it, and what is wrong with each.
fn broken(violation: &Violation) -> Vec<(&str, String)> {
    let property = violation.property.as_str();
    let own = violation.broken.iter().map(|broken| (property, broken.told(property)));
    own.chain(violation.children.iter().flat_map(broken)).collect()
}

fn of_property(property: &str) -> (&'static str, &'static str) {
    match property {
        "start" => ("start", "Choose a time."),
        "name" => ("name", "Type what you are called."),
        "email" => ("email", "Type an address such as you@example.com."),
        _ => ("form", ""),
    }
}

fn of_booking(error: &BookingError) -> (&'static str, &'static str) {
    match error {
        BookingError::UserNotFree | BookingError::HostsNotFree | BookingError::NoSeatsLeft => (
            "start",
            "Somebody was faster. If you pressed the button twice, your first press counted; else choose another time.",
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

/// What the journal is told, without the `words` that came with the request.
pub(super) fn note(note: Note, error: &ApiError, words: &[&str]) -> Note {
    let words = words.iter().filter(|word| !word.is_empty());
    let told = words.fold(error.told(), |told, word| told.replace(word, "[name]"));
    Note { differed: Some(told), ..note }
}
