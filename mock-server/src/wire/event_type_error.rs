//! Every way the API says no to what somebody would make of an event type (production-api D; the bodies of the `OpenAPI`).
//!
//! A chapter of `api_error.rs`: statuses and sentences stand here and nowhere else.

/// A reason to refuse a request about event types. `Display` is the message.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumIter))]
pub enum EventTypeError {
    /// There is none with this number, or it is somebody else's.
    #[error("Event type with id {0} not found")]
    NotFound(String),
    /// It is somebody else's.
    #[error("User with ID={user} does not own event type with ID={event_type}")]
    NotOwned {
        /// Who calls.
        user: u64,
        /// What they would remove.
        event_type: u64,
    },
    /// A path names an event type by a number that none has.
    #[default]
    #[error("Invalid eventTypeId param.")]
    NoNumberOfAny,
    /// Another event type of the person has that address.
    #[error("User already has an event type with this slug.")]
    SlugTaken,
    /// Another event type of the team has that address.
    #[error("Team event type with this slug already exists")]
    TeamSlugTaken,
    /// The schedule is none of the person's.
    #[error("User with ID={user} does not own schedule with ID={schedule}")]
    NoSuchSchedule {
        /// Who calls.
        user: u64,
        /// What they named.
        schedule: u64,
    },
    /// Hosts who are not in the team.
    #[error("Invalid hosts: {hosts} are not members of team with id {team}.")]
    HostsOfNoTeam {
        /// Their numbers.
        hosts: String,
        /// The team.
        team: u64,
    },
    /// Another way to share, and nobody to share it.
    #[error(
        "Hosts required when switching schedulingType. Please provide 'hosts' or set 'assignAllTeamMembers: true' to specify how hosts should be configured for the new scheduling type."
    )]
    HostsMissing,
    /// No list.
    #[error("'locations' must be an array.")]
    LocationsNoList,
    /// An empty list.
    #[error("'locations' must contain at least 1 location.")]
    NoLocations,
    /// Something in the list that is no location.
    #[error("Each object in 'locations' must be an object.")]
    LocationNoObject,
    /// A location of no kind.
    #[error("Each object in 'locations' must have a 'type' property.")]
    LocationWithoutType,
    /// A location of a kind that there is not.
    #[error("Unsupported location type '{0}'. Valid types are address, link, integration, and phone.")]
    UnknownLocation(String),
    /// A location with something wrong in it.
    #[error("Validation failed for {kind} location: {wrong}")]
    InvalidLocation {
        /// The type of it.
        kind: String,
        /// What is wrong.
        wrong: String,
    },
    /// A conferencing app that the host did not connect.
    #[error("{0} not connected.")]
    AppNotConnected(String),
    /// No list.
    #[error("'bookingFields' must be an array.")]
    FieldsNoList,
    /// An empty list.
    #[error("'bookingFields' must contain at least 1 booking field.")]
    NoFields,
    /// Something in the list that is no field.
    #[error("Each object in 'bookingFields' must be an object.")]
    FieldNoObject,
    /// A field of no kind.
    #[error(
        "All booking fields except ones with slug equal to title, notes, guests, rescheduleReason and location must have a 'type' property."
    )]
    FieldWithoutType,
    /// A field without a name.
    #[error(
        "Each booking field except ones with type equal to name, splitName, email must have a 'slug' property."
    )]
    FieldWithoutSlug,
    /// Two fields of one name.
    #[error("Duplicate bookingFields slug '{0}' found. All bookingFields slugs must be unique.")]
    FieldTwice(String),
    /// A field of a kind that there is not.
    #[error("Unsupported booking field type '{0}'.")]
    UnknownField(String),
    /// A field with something wrong in it.
    #[error("Validation failed for {kind} booking field: {wrong}")]
    InvalidField {
        /// The type or slug of it.
        kind: String,
        /// What is wrong.
        wrong: String,
    },
    /// Nobody could be told of a booking.
    #[error(
        "Booking fields validation failed: visible and required email or visible and required attendee phone field is needed."
    )]
    NobodyToReach,
    /// Only an organization's team may do without e-mail.
    #[error("checkIsEmailUserAccessible - Email booking field must be required and visible")]
    EmailHidden,
    /// Seats and a choice of locations.
    #[error("Seats Validation failed: Seats are enabled but more than one location provided.")]
    SeatsAndLocations,
    /// Seats and a host's yes.
    #[error("Seats Validation failed: Seats are enabled but requiresConfirmation is true.")]
    SeatsAndConfirmation,
    /// Several dates and a limit of them.
    #[error(
        "Can't have `recurrence` and `bookerActiveBookingsLimit` enabled at the same time - recurring events do not support maximum active bookings limit setting."
    )]
    RecurrenceAndLimit,
    /// A place for something in a title that nothing fills.
    #[error("Invalid event name variables: {0}")]
    UnknownVariable(String),
    /// The length is not among those that can be chosen.
    #[error("lengthInMinutesOptions must include the provided lengthInMinutes")]
    LengthNotOffered,
    /// Bookings would be written into a calendar that is not connected.
    #[error("Invalid destinationCalendarId: Calendar does not exist")]
    NoSuchCalendar,
    /// Bookings would be written into a calendar that can only be read.
    #[error("Invalid destinationCalendarId: Calendar does not have write permission")]
    ReadOnlyCalendar,
    /// A private link that ends in two ways.
    #[error("Provide only one of expiresAt or maxUsageCount")]
    TwoEnds,
    /// There is no such private link to change.
    #[error("Updated link not found")]
    NoLinkToChange,
    /// There is no such private link to remove.
    #[error("Deleted link not found")]
    NoLinkToRemove,
}

impl EventTypeError {
    /// Status, class name (`error.code`) and the HTTP reason in `details`.
    #[must_use]
    pub const fn wire(&self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NotFound(_)
            | Self::NoSuchSchedule { .. }
            | Self::HostsOfNoTeam { .. }
            | Self::NoLinkToChange
            | Self::NoLinkToRemove => (404, "NotFoundException", "Not Found"),
            Self::NotOwned { .. } => (403, "ForbiddenException", "Forbidden"),
            _ => (400, "BadRequestException", "Bad Request"),
        }
    }

    /// The words in it that came with the body.
    pub(super) fn words(&mut self) -> Vec<&mut String> {
        match self {
            Self::UnknownLocation(word)
            | Self::FieldTwice(word)
            | Self::UnknownField(word)
            | Self::UnknownVariable(word) => vec![word],
            _ => Vec::new(),
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
        on_record("event_type_errors", EventTypeError::iter().map(|error| (error.wire(), error.to_string())));
    }
}
