//! `GET`, `PATCH`, `PUT /_mock/v1/clock`: what time it is at the mock.

use jiff::{Span, SpanRelativeTo, Timestamp};
use serde::Deserialize;
use serde_json::json;

use super::Outcome;
use crate::http::respond::{self, Reply};
use crate::store::App;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{DoorError, Wanted};

/// Moves the clock, running or not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    advance: Span,
}

impl Order for Step {
    const FIELDS: &'static [Field] = &[must("advance", Wanted::Length)];
}

/// Sets the clock.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reading {
    now: Option<Timestamp>,
    #[serde(default)]
    frozen: bool,
}

impl Order for Reading {
    const FIELDS: &'static [Field] = &[may("now", Wanted::Moment), may("frozen", Wanted::Flag)];
}

/// What the door shows of the clock.
pub(super) const SHOWN: &[Field] = &[must("now", Wanted::Moment), must("frozen", Wanted::Flag)];

pub(super) fn read(app: &App) -> Reply {
    let clock = &app.env.clock;
    respond::json(200, &json!({"now": clock.now(), "frozen": clock.is_frozen()}))
}

pub(super) fn advance(app: &App, step: &Step) -> Outcome {
    let length =
        step.advance.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| DoorError::EndOfTime)?;
    let moved = app.env.clock.advance(length);
    moved.map(|_| read(app)).ok_or(DoorError::EndOfTime)
}

#[expect(clippy::unnecessary_wraps, reason = "every handler of the door has this shape")]
pub(super) fn set(app: &App, reading: &Reading) -> Outcome {
    let now = reading.now.unwrap_or_else(|| app.env.clock.now());
    app.env.clock.set(now, reading.frozen);
    Ok(read(app))
}
