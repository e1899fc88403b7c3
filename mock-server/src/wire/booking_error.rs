//! Every way the API says no to a booking (production-api A3, D; the sentences of Cal.com's booking services).
//!
//! A part of `api_error.rs`: status, class name and sentence of each stand here and nowhere else.

/// A reason to refuse something that is about a booking. `Display` is the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumIter, Default))]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum BookingError {
    #[cfg_attr(test, default)]
    #[error("User either already has booking at this time or is not available")]
    UserNotFree,
    #[error("One of the hosts either already has booking at this time or is not available")]
    HostsNotFree,
    #[error("Attempting to book a meeting in the past.")]
    InThePast,
    #[error(
        "The event type can't be booked at the \"start\" time provided. This could be because it's too soon (violating the minimum booking notice) or too far in the future (outside the event's scheduling window). Try fetching available slots first using the GET /v2/slots endpoint and then make a booking with \"start\" time equal to one of the available slots: https://cal.com/docs/api-reference/v2/slots"
    )]
    OutOfBounds,

    #[error("Booking with uid={0} was not found in the database")]
    NoSuchBooking(String),
    #[error("Booking with uid={0} not found")]
    NoBookingToChange(String),
    #[error("Booking with uid {0} not found")]
    NoBookingToShow(String),
    #[error("Booking with uid={0} not found.")]
    NoBookingToMark(String),
    #[error("Booking with seatUid={0} was not found in the database")]
    NoBookingOfSeat(String),
    #[error("No Cal Video reference found with booking uid {0}")]
    NoCalVideo(String),
    #[error("Attendee with e-mail {email} for booking with uid={uid} not found")]
    NoSuchAttendee { email: String, uid: String },
    #[error("Seat with uid={0} does not exist.")]
    NoSuchSeat(String),
    #[error("User with id={0} was not found in the database")]
    NoSuchUser(String),

    #[error("Event type with id {0} not found.")]
    NoSuchEventType(u64),
    #[error("Event type with slug {slug} belonging to user {user} not found.")]
    NoEventTypeOfUser { slug: String, user: String },
    #[error(
        "Event type with slug {slug} belonging to user {user} within organization {organization} not found."
    )]
    NoEventTypeOfMember { slug: String, user: String, organization: String },
    #[error("Event type with slug {slug} belonging to team {team} not found.")]
    NoEventTypeOfTeam { slug: String, team: String },
    #[error(
        "Event type with slug {slug} belonging to team {team} within organization {organization} not found."
    )]
    NoEventTypeOfPart { slug: String, team: String, organization: String },
    #[error("User with username {0} not found")]
    NoSuchUsername(String),
    #[error("Team with slug {0} not found")]
    NoSuchTeamSlug(String),
    #[error("slots-input.service.ts: Organization with slug {0} not found")]
    NoSuchOrganizationSlug(String),

    #[error(
        "Event type with id={0} is the parent managed event type that can't be booked. You have to provide the child event type id aka id of event type that has been assigned to one of the users."
    )]
    Managed(u64),
    #[error(
        "Can't book this team event type because it has no hosts. Please, add at least 1 host to event type with id={event_type} belonging to team with id={team} and try again."
    )]
    NoHosts { event_type: u64, team: u64 },
    #[error(
        "checkBookingRequiresAuthentication - request must be authenticated by passing credentials belonging to event type owner, host or team or org admin or owner."
    )]
    WantsAuthentication,
    #[error(
        "checkBookingRequiresAuthentication - user is not authorized to access this event type. User has to be either event type owner, host, team admin or owner or org admin or owner."
    )]
    WantsAuthorization,
    #[error("Instant bookings are only supported for team event types, not individual user event types.")]
    InstantOfPerson,
    #[error(
        "Can't specify 'lengthInMinutes' because event type does not have multiple possible lengths. Please, remove the 'lengthInMinutes' field from the request."
    )]
    OneLength,
    #[error(
        "Provided 'lengthInMinutes' is not one of the possible lengths for the event type. The possible lengths are: {0}"
    )]
    OtherLength(String),
    #[error("Event type with id={0} is not a recurring event")]
    NotRecurring(u64),
    #[error("Provided recurrence count is higher than the event type's recurring event count.")]
    TooManyRecurrences,
    #[error("No more seats left at this seated booking.")]
    NoSeatsLeft,
    #[error("already_signed_up_for_booking_error")]
    AlreadySignedUp,
    #[error(
        "Booking location with type {kind} not valid for event type with id={event_type}. The event type has following location types: {offered}, and only these types are allowed for booking location."
    )]
    LocationNotOffered { kind: String, event_type: u64, offered: String },
    #[error(
        "Booking location with integration {integration} not valid for event type with id={event_type}. The event type has following integrations: {offered}, and only these integrations are allowed for booking location."
    )]
    IntegrationNotOffered { integration: String, event_type: u64, offered: String },
    #[error(
        "Missing attendee phone number - it is required by the event type. Pass it as \"attendee.phoneNumber\" string in the request."
    )]
    MissingPhoneNumber,
    #[error(
        "Missing required booking field response: {field} - it is required by the event type booking fields, but missing in the bookingFieldsResponses. You can fetch the event type with ID {event_type} to see the required fields."
    )]
    MissingResponse { field: String, event_type: u64 },
    #[error(
        "Invalid type for booking field '{field}'. Expected type {expected} (compatible with field type '{kind}'), but received {received}."
    )]
    WrongResponse { field: String, expected: &'static str, kind: String, received: &'static str },
    #[error("Invalid option '{option}' for booking field '{field}'. Allowed options are: {allowed}.")]
    NoSuchOption { option: String, field: String, allowed: String },
    #[error("One or more invalid options for booking field '{field}'. Allowed options are: {allowed}.")]
    NoSuchOptions { field: String, allowed: String },

    #[error("BookingPbacGuard - user with id={user} does not have access to booking with uid={uid}")]
    NotYours { user: u64, uid: String },
    #[error("You do not have permission to reassign this booking")]
    NotYoursToReassign,
    #[error(
        "User is not authorized to update this booking location. User must be the event type owner, host, team admin or owner, or org admin or owner."
    )]
    NotYoursToMove,
    #[error("User not a host of this event")]
    NotAHost,
    #[error("You do not have permissions to fetch bookings for specified userIds")]
    StrangersAmongUsers,

    #[error("This booking has already been cancelled.")]
    AlreadyCancelled,
    #[error("Cannot cancel a booking that has already ended")]
    AlreadyEnded,
    #[error("This event type does not allow cancellations")]
    NotToBeCancelled,
    /// Ours.
    #[error("This event type does not allow rescheduling")]
    NotToBeRescheduled,
    #[error("Invalid seatUid: this seat does not exist or has already been cancelled.")]
    NoSeatToCancel,
    #[error("Invalid seatUid: this seat does not belong to this booking.")]
    SeatOfAnotherBooking,
    #[error(
        "Cannot cancel subsequent bookings for recurring event - you have to provide uid of one of the individual bookings of a recurring booking."
    )]
    SubsequentToAll,
    #[error("Booking with bookingUid={0} is not part of a recurring booking.")]
    NotOfASeries(String),
    #[error(
        "Can't reschedule booking with uid={0} because it has been cancelled. Please provide uid of a booking that is not cancelled."
    )]
    CancelledBefore(String),
    #[error(
        "Can't reschedule booking with uid={uid} because it has been cancelled and rescheduled already to booking with uid={to}. You probably want to reschedule {to} instead by passing it within the request URL."
    )]
    RescheduledBefore { uid: String, to: String },
    #[error(
        "Bookings can only be marked as absent after their scheduled start time. Current time in UTC+0: {now}, Booking start time in UTC+0: {start}"
    )]
    NotBegun { now: String, start: String },
    #[error("Can't reassign the booking because no other host is available at that time.")]
    NoOtherHost,
    #[error(
        "User with id={0} is not a valid Round Robin host - the user to which you reassign this booking must be one of the booking hosts. Fetch the booking using following endpoint and select id of one of the hosts: https://cal.com/docs/api-reference/v2/bookings/get-a-booking"
    )]
    NotARoundRobinHost(u64),
    /// Ours.
    #[error(
        "Booking with uid={0} can't be reassigned because its event type is not a round robin event type"
    )]
    NotRoundRobin(String),
    #[error("Booking already confirmed")]
    AlreadyConfirmed,
    /// Ours.
    #[error("Booking with uid={uid} is {status}, only a pending booking can be confirmed or declined")]
    NotPending { uid: String, status: &'static str },
    /// Ours.
    #[error("Booking with uid={uid} is {status} and can't be changed")]
    NotOn { uid: String, status: &'static str },
    #[error("emails_must_be_unique_valid")]
    NoNewGuests,
    /// Ours.
    #[error("A booking can have at most {0} guests")]
    TooManyGuests(usize),
}

impl BookingError {
    /// Status, class name (`error.code`) and the HTTP reason in `details`.
    #[must_use]
    pub const fn wire(&self) -> (u16, &'static str, &'static str) {
        match self {
            Self::WantsAuthentication | Self::NotAHost => (401, "UnauthorizedException", "Unauthorized"),
            Self::WantsAuthorization
            | Self::NotYours { .. }
            | Self::NotYoursToReassign
            | Self::NotYoursToMove
            | Self::StrangersAmongUsers => (403, "ForbiddenException", "Forbidden"),
            Self::NoSuchBooking(_)
            | Self::NoBookingToChange(_)
            | Self::NoBookingToShow(_)
            | Self::NoBookingToMark(_)
            | Self::NoBookingOfSeat(_)
            | Self::NoCalVideo(_)
            | Self::NoSuchAttendee { .. }
            | Self::NoSuchSeat(_)
            | Self::NoSuchUser(_)
            | Self::NoSuchEventType(_)
            | Self::NoEventTypeOfUser { .. }
            | Self::NoEventTypeOfMember { .. }
            | Self::NoEventTypeOfTeam { .. }
            | Self::NoEventTypeOfPart { .. }
            | Self::NoSuchUsername(_)
            | Self::NoSuchTeamSlug(_)
            | Self::NoSuchOrganizationSlug(_)
            | Self::NotRecurring(_) => (404, "NotFoundException", "Not Found"),
            Self::NoSeatsLeft | Self::AlreadySignedUp => (409, "ConflictException", "Conflict"),
            Self::NoHosts { .. } => (422, "UnprocessableEntityException", "Unprocessable Entity"),
            _ => (400, "BadRequestException", "Bad Request"),
        }
    }

    /// The words in it that came with the body or the query.
    pub(super) fn words(&mut self) -> Vec<&mut String> {
        match self {
            Self::NoBookingOfSeat(word)
            | Self::NoSuchSeat(word)
            | Self::NoSuchUser(word)
            | Self::NoSuchUsername(word)
            | Self::NoSuchTeamSlug(word)
            | Self::NoSuchOrganizationSlug(word)
            | Self::NoSuchAttendee { email: word, .. }
            | Self::LocationNotOffered { kind: word, .. }
            | Self::IntegrationNotOffered { integration: word, .. }
            | Self::NoSuchOption { option: word, .. } => vec![word],
            Self::NoEventTypeOfUser { slug, user } => vec![slug, user],
            Self::NoEventTypeOfMember { slug, user, organization } => vec![slug, user, organization],
            Self::NoEventTypeOfTeam { slug, team } => vec![slug, team],
            Self::NoEventTypeOfPart { slug, team, organization } => vec![slug, team, organization],
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
        on_record("booking_errors", BookingError::iter().map(|error| (error.wire(), error.to_string())));
    }
}
