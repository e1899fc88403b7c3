//! Every way the API says no to a question about slots (production-api A3; the sentences of Cal.com's slots service).
//!
//! A part of `api_error.rs`: status, class name and sentence of each stand here and nowhere else.

/// A reason to refuse something that is about slots. `Display` is the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumIter, Default))]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum SlotError {
    #[cfg_attr(test, default)]
    #[error("Event Type not found")]
    NoEventType,
    #[error("Event Type with ID={0} not found")]
    NoEventTypeToReserve(u64),
    #[error("Slot with uid={0} not found")]
    NoSuchReservation(String),
    /// For ranges longer than a year it is ours.
    #[error("Invalid time range given - check the 'start' and 'end' query parameters.")]
    InvalidRange,
    #[error("Invalid end date")]
    InvalidEnd,
    #[error(
        "reservationDuration can only be used for authenticated requests - use access token, api key or OAuth credentials"
    )]
    DurationWantsAuthentication,
    #[error(
        "authenticated user is not owner of event type, does not have memberships in common with owner of the event type, nor does belong to event type's team or org."
    )]
    DurationOfStranger,
    #[error("You passed 'slotDuration' but this event type is not a variable length event type.")]
    OneLength,
    #[error(
        "Provided 'slotDuration' is not one of the possible lengths for the event type. The possible lengths for this variable length event type are: {0}"
    )]
    OtherLength(String),
    #[error("Cannot reserve a slot for a team event without any hosts")]
    NoHosts,
    #[error("Booking with id={event_type} at {start} has no more seats left.")]
    NoSeatsLeft { event_type: u64, start: String },
    #[error("Can't reserve a slot if the event is already booked.")]
    AlreadyBooked,
    #[error("This time slot is already reserved by another user. Please choose a different time.")]
    AlreadyReserved,
}

impl SlotError {
    /// Status, class name (`error.code`) and the HTTP reason in `details`.
    #[must_use]
    pub const fn wire(&self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NoEventType | Self::NoEventTypeToReserve(_) | Self::NoSuchReservation(_) => {
                (404, "NotFoundException", "Not Found")
            }
            Self::DurationWantsAuthentication => (401, "UnauthorizedException", "Unauthorized"),
            Self::DurationOfStranger => (403, "ForbiddenException", "Forbidden"),
            Self::NoSeatsLeft { .. } | Self::AlreadyBooked | Self::AlreadyReserved => {
                (422, "UnprocessableEntityException", "Unprocessable Entity")
            }
            _ => (400, "BadRequestException", "Bad Request"),
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;
    use crate::wire::on_record::on_record;

    #[test]
    fn the_whole_table_is_on_record() {
        on_record("slot_errors", SlotError::iter().map(|error| (error.wire(), error.to_string())));
    }
}
