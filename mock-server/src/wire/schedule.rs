//! When a person can be booked (production-api D, "Schedule").

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The days as they are written, Monday first.
pub const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Hours on some days of each week. Times are written `09:00`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Words of [`DAYS`].
    pub days: Vec<String>,
    /// From here on.
    #[serde(rename = "startTime")]
    pub start: String,
    /// Up to here.
    #[serde(rename = "endTime")]
    pub end: String,
}

/// Other hours on one day; none where both ends are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The day.
    pub date: Date,
    /// From here on.
    #[serde(rename = "startTime")]
    pub start: String,
    /// Up to here.
    #[serde(rename = "endTime")]
    pub end: String,
}

/// One schedule of a person. Which of theirs is the default one stands in their profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The number in paths.
    pub id: u64,
    /// Whose it is.
    pub owner: u64,
    /// What it is called.
    pub name: String,
    /// The zone in which its times are meant.
    pub time_zone: String,
    /// The hours of a week.
    pub availability: Vec<Hours>,
    /// The days that are otherwise.
    pub overrides: Vec<Exception>,
}

impl Schedule {
    /// What everybody begins with: nine to five, Monday to Friday.
    #[must_use]
    pub fn working_hours(id: u64, owner: u64, time_zone: &str) -> Self {
        Self {
            id,
            owner,
            name: "Working Hours".to_owned(),
            time_zone: time_zone.to_owned(),
            availability: vec![Hours::nine_to_five()],
            overrides: Vec::new(),
        }
    }
}

impl Hours {
    /// Nine to five, Monday to Friday.
    #[must_use]
    pub fn nine_to_five() -> Self {
        let days = DAYS.iter().take(5).map(|day| (*day).to_owned()).collect();
        Self { days, start: "09:00".to_owned(), end: "17:00".to_owned() }
    }
}
