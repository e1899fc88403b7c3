//! What the public pages show on which somebody is booked.

use askama::Template;

use super::settings::Problem;

/// What can be booked of a person, and when.
#[derive(Debug, Template)]
#[template(path = "booking/book.html")]
pub struct BookingPage<'a> {
    /// What can be booked.
    pub offer: Offer<'a>,
    /// When.
    pub times: Times,
    /// The name that was typed.
    pub name: &'a str,
    /// The address that was typed.
    pub email: &'a str,
    /// Where the form is sent.
    pub action: &'a str,
    /// Why it is not booked.
    pub problems: &'a [Problem],
}

/// An event type, as somebody sees it who books.
#[derive(Debug)]
pub struct Offer<'a> {
    /// What it is called.
    pub title: &'a str,
    /// What it is about; may be empty.
    pub description: &'a str,
    /// How long it takes.
    pub minutes: u64,
    /// With whom.
    pub host: &'a str,
}

/// Times that can be chosen.
#[derive(Debug)]
pub struct Times {
    /// The zone in which they are told.
    pub zone: String,
    /// By day; none where nothing is free.
    pub days: Vec<Day>,
    /// Whether the host has hours at all: a managed user who came without a time zone has none.
    pub host_has_hours: bool,
    /// From when on, as the form repeats it; empty for now.
    pub from: String,
    /// Where the next ones are.
    pub later: Option<String>,
    /// Where the first ones are, where these are others.
    pub first: Option<String>,
}

/// The times of a day.
#[derive(Debug)]
pub struct Day {
    /// The day, as a person reads it.
    pub title: String,
    /// The times.
    pub times: Vec<Time>,
}

/// A time that can be chosen.
#[derive(Debug)]
pub struct Time {
    /// The moment, as the form sends it.
    pub moment: String,
    /// The time of the day, as a person reads it.
    pub label: String,
    /// Whether it was chosen before.
    pub is_chosen: bool,
}

/// What was booked.
#[derive(Debug, Template)]
#[template(path = "booking/booked.html")]
pub struct Booked<'a> {
    /// What became of it.
    pub standing: Standing,
    /// What it is called.
    pub title: &'a str,
    /// On which day.
    pub day: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: String,
    /// When it begins, for programs.
    pub iso: String,
    /// In which zone the times are told.
    pub zone: String,
    /// Where they meet, once that is known.
    pub place: Option<String>,
    /// Who comes.
    pub people: Vec<Person<'a>>,
    /// Why it was moved or called off.
    pub why: Option<&'a str>,
    /// The booking that came instead.
    pub successor: Option<String>,
    /// Where the same can be booked once more.
    pub again: Option<String>,
    /// Where it is moved, if it can be.
    pub reschedule: Option<String>,
    /// Where it is called off, if it can be.
    pub cancel: Option<String>,
    /// Whose seat it is about; may be empty.
    pub seat: &'a str,
    /// The reason that was typed.
    pub reason: &'a str,
    /// Why it is not called off.
    pub problems: &'a [Problem],
}

/// Somebody who comes.
#[derive(Debug)]
pub struct Person<'a> {
    /// What they are called.
    pub name: &'a str,
    /// Where they are told.
    pub email: &'a str,
    /// Whether they hold it.
    pub is_host: bool,
}

/// What became of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits for a yes.
    Pending,
    /// It takes place.
    Accepted,
    /// A host said no.
    Rejected,
    /// It was called off.
    Cancelled,
    /// Another time took its place.
    Moved,
}

impl Standing {
    fn title(self) -> &'static str {
        match self {
            Self::Pending => "It waits for a yes",
            Self::Accepted => "It is booked",
            Self::Rejected => "The host said no",
            Self::Cancelled => "It is cancelled",
            Self::Moved => "It was moved to another time",
        }
    }

    /// The word for it, and the colour of its dot.
    fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Pending => ("Pending", "pending"),
            Self::Accepted => ("Accepted", "approved"),
            Self::Rejected => ("Rejected", "rejected"),
            Self::Cancelled | Self::Moved => ("Cancelled", "rejected"),
        }
    }
}

/// Another time for what was booked.
#[derive(Debug, Template)]
#[template(path = "booking/reschedule.html")]
pub struct Rescheduling<'a> {
    /// What was booked.
    pub title: &'a str,
    /// On which day it was to be.
    pub day: String,
    /// At what time.
    pub at: String,
    /// The same for programs.
    pub iso: String,
    /// When else it can be.
    pub times: Times,
    /// Whose seat it is about; may be empty.
    pub seat: &'a str,
    /// The reason that was typed.
    pub reason: &'a str,
    /// Where the form is sent.
    pub action: &'a str,
    /// The page about the booking.
    pub back: &'a str,
    /// Why it is not moved.
    pub problems: &'a [Problem],
}

/// Whether one of the `problems` is about `field`; `form` is what none of the fields has.
fn is_about(problems: &[Problem], field: &str) -> bool {
    problems.iter().any(|problem| problem.field == field)
}

/// The refusals beside a field; empty where there are none.
fn told(problems: &[Problem], field: &str) -> String {
    let about = problems.iter().filter(|problem| problem.field == field);
    about.filter_map(|problem| problem.told_of("Nothing was changed.").render().ok()).collect()
}

/// The attributes by which a field names its refusal.
fn marks(problems: &[Problem], field: &str) -> String {
    if is_about(problems, field) {
        let focus = focus(problems, field);
        format!(r#" aria-invalid="true" aria-describedby="error-{field}"{focus}"#)
    } else {
        String::new()
    }
}

/// The attribute by which the first field that is wrong is typed in next.
fn focus(problems: &[Problem], field: &str) -> &'static str {
    if problems.first().is_some_and(|problem| problem.field == field) { " autofocus" } else { "" }
}
