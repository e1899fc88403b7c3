//! The public pages on which somebody is booked, as the gallery shows them.

use std::error::Error;
use std::path::Path;

use mock_server::http::pages::view::booking::{
    Booked, BookingPage, Day, Offer, Person, Rescheduling, Standing, Time, Times,
};
use mock_server::http::pages::view::settings::Problem;

use crate::settings::EVIL;
use crate::write;

const ISO: &str = "2030-01-07T09:00:00Z";

pub(crate) fn pages(folder: &Path) -> Result<(), Box<dyn Error>> {
    let page = |title, times, problems| BookingPage {
        offer: Offer { title, description: "You speak, I listen.", minutes: 30, host: "Alice Adams" },
        times,
        name: "",
        email: "",
        action: "/alice/italian-lesson",
        problems,
    };
    write(folder, "booking", &page("30 minutes Italian lesson", times(3), &[]))?;
    let problem =
        |field: &str, said: &str, advice| Problem { field: field.to_owned(), said: said.to_owned(), advice };
    let wrong = [
        problem("start", "start must be a valid ISO 8601 date string", "Choose a time."),
        problem("name", "name should not be empty", "Type what you are called."),
        problem("email", "email must be an email", "Type an address such as you@example.com."),
    ];
    write(folder, "booking-wrong", &page(EVIL, times(2), &wrong))?;
    let unasked = [problem("form", "Missing attendee phone number", "This page asks no such question.")];
    write(folder, "booking-unasked", &page("Call", times(1), &unasked))?;
    write(folder, "booking-full", &page("Call", times(0), &[]))?;
    for (name, standing) in [
        ("booked", Standing::Accepted),
        ("booked-pending", Standing::Pending),
        ("booked-rejected", Standing::Rejected),
        ("booked-cancelled", Standing::Cancelled),
        ("booked-moved", Standing::Moved),
    ] {
        write(folder, name, &booked(standing))?;
    }
    let rescheduling = Rescheduling {
        title: "30 minutes Italian lesson between Alice Adams and Bob",
        day: "Monday, 7 January 2030".to_owned(),
        at: "10:00 am".to_owned(),
        iso: ISO.to_owned(),
        times: times(2),
        seat: "",
        reason: "",
        action: "/reschedule/u1",
        back: "/booking/u1",
        problems: &[],
    };
    write(folder, "reschedule", &rescheduling)
}

fn times(days: u8) -> Times {
    let time =
        |hour: u8| Time { moment: ISO.to_owned(), label: format!("{hour}:00 am"), is_chosen: hour == 10 };
    let day =
        |day: u8| Day { title: format!("Monday, {day} January 2030"), times: (8..12).map(time).collect() };
    Times {
        zone: "Europe/Rome".to_owned(),
        days: (0..days).map(|week| day(7 + 7 * week)).collect(),
        host_has_hours: days > 0,
        from: String::new(),
        later: Some("/alice/italian-lesson?from=2030-02-04T09:00:00Z".to_owned()),
        first: None,
    }
}

fn booked(standing: Standing) -> Booked<'static> {
    let is_on = matches!(standing, Standing::Accepted | Standing::Pending);
    let person = |name, is_host| Person { name, email: "somebody@example.com", is_host };
    Booked {
        standing,
        title: "30 minutes Italian lesson between Alice Adams and Bob",
        day: "Monday, 7 January 2030".to_owned(),
        from: "10:00 am".to_owned(),
        to: "10:30 am".to_owned(),
        iso: ISO.to_owned(),
        zone: "Europe/Rome".to_owned(),
        place: (standing == Standing::Accepted).then(|| "https://app.cal.com/video/u1".to_owned()),
        people: vec![person("Alice Adams", true), person(EVIL, false)],
        why: (!is_on).then_some("The weather"),
        successor: (standing == Standing::Moved).then(|| "/booking/u2".to_owned()),
        again: Some("/alice/italian-lesson".to_owned()),
        reschedule: is_on.then(|| "/reschedule/u1".to_owned()),
        cancel: is_on.then(|| "/booking/u1/cancel".to_owned()),
        seat: "",
        reason: "",
        problems: &[],
    }
}
