//! Every way the API says no, in its own envelope (production-api A2 to A4, B1).
//!
//! The twin of `refusal.rs`: status, class name and sentence of each stand here and nowhere else.

use super::{BookingError, EventTypeError, SlotError, Violation, shown};

/// A reason to refuse a request at the API. `Display` is the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumIter))]
pub enum ApiError {
    /// No such path, or not with this method.
    #[error("Cannot {method} {path}")]
    NoSuchRoute {
        /// The method that was tried.
        method: String,
        /// The path that was tried, with its query.
        path: String,
    },
    /// No credentials at all.
    #[error(
        "ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer' header or OAuth client credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers"
    )]
    NoCredentials,
    /// A client id and nothing to prove it with.
    #[error(
        "ApiAuthStrategy - Only 'x-cal-client-id' header provided. Please also provide 'x-cal-secret-key' header or Auth bearer token as 'Authentication' header"
    )]
    OnlyClientId,
    /// A client secret and nobody whose it is.
    #[error(
        "ApiAuthStrategy - Only 'x-cal-secret-key' header provided. Please also provide 'x-cal-client-id' header or Auth bearer token as 'Authentication' header"
    )]
    OnlySecretKey,
    /// Both, of a platform client that does not exist.
    #[error("ApiAuthStrategy - oAuth client - Client with ID {0} not found")]
    PlatformClientNotFound(String),
    /// Both, and the secret is another.
    #[error("ApiAuthStrategy - oAuth client - Invalid client secret")]
    WrongSecretKey,
    /// A managed user's access token that has expired, and nobody swept it away yet.
    #[error("ACCESS_TOKEN_IS_EXPIRED")]
    AccessTokenExpired,
    /// A managed user's token that was taken back after it had been used.
    #[error("ApiAuthStrategy - access token - OAuth client not found given the access token")]
    NoClientOfToken,
    /// A browser brought a managed user's token from a page that is not the platform client's.
    #[error(
        "ApiAuthStrategy - access token - Invalid request origin - please open https://app.cal.com/settings/platform and add the origin '{origin}' to the 'Redirect uris' of your OAuth client with ID '{client}'"
    )]
    ForeignOrigin {
        /// Whose page it was.
        origin: String,
        /// The platform client.
        client: String,
    },
    /// The platform client lacks a permission.
    #[error(
        "PermissionsGuard - oAuth client with id={client} does not have the required permissions={permission}. Go to platform dashboard settings and add the required permissions to the oAuth client."
    )]
    NotPermitted {
        /// The platform client.
        client: String,
        /// The permission.
        permission: String,
    },
    /// Whoever handles managed users must run the platform.
    #[error("OrganizationRolesGuard - User must have one of the roles: ADMIN, OWNER.")]
    RunsNoPlatform,
    /// The platform client belongs to another organization.
    #[error(
        "OAuthClientGuard - forbidden. oAuth client with id={client} does not belong to the organization with id={organization}."
    )]
    ForeignPlatform {
        /// The platform client.
        client: String,
        /// The organization of whoever asks.
        organization: u64,
    },
    /// A managed user to be, whose address is none.
    #[error("Invite failed because {0} is not a valid email address")]
    InviteFailed(String),
    /// The platform client has a managed user with this address.
    #[error("User with the provided e-mail already exists. Existing user ID={0}")]
    ManagedUserExists(u64),
    /// A list of managed users is filtered by an address that is none.
    #[error("Invalid email {0}")]
    InvalidEmail(String),
    /// The platform client has no managed user with this number.
    #[error("User with ID {0} is not part of this OAuth client.")]
    NotOfThisClient(String),
    /// A managed user's refresh token that does not count.
    #[error("Invalid refresh token")]
    InvalidRefreshToken,
    /// No platform client has this id.
    #[error("Unauthorized")]
    UnknownProvider,
    /// Garbled, forged, expired, or not an access token.
    #[error("Invalid Access Token.")]
    InvalidAccessToken,
    /// It looks like an API key, and there is none.
    #[error("CustomThrottlerGuard - Invalid API Key")]
    InvalidApiKey,
    /// The token's user was deleted.
    #[error("ApiAuthStrategy - third-party token - No user or team owner associated with the token.")]
    NobodyBehindToken,
    /// The token lacks the scope of the endpoint.
    #[error(
        "insufficient_scope: token does not have the required scopes. Required: {required}. Token has: {held}"
    )]
    InsufficientScope {
        /// What is missing.
        required: String,
        /// What the token has, in its order.
        held: String,
    },
    /// The endpoint is in no table and is not public, and the token has scopes (SCOPE-13).
    #[error("insufficient_scope: this endpoint is not available for third-party OAuth tokens")]
    NotForThirdParties,
    /// No credentials, where permissions are looked at first.
    #[error(
        "PermissionsGuard - no authentication provided. Provide either authorization bearer token containing managed user access token or oAuth client id in 'x-cal-client-id' header."
    )]
    NoPermissionsWithoutCredentials,
    /// Nobody's token, where permissions are looked at first. It is shown to whoever sent it.
    #[error("PermissionsGuard - no oAuth client found for access token={0}")]
    NoPermissionsOfToken(String),
    /// A path wants a number.
    #[error("Validation failed (numeric string is expected)")]
    NumericIdExpected,
    /// The body or the query is not what it must be.
    #[error("Bad Request Exception")]
    Invalid(Vec<Violation>),
    /// No organization has this number.
    #[error("IsOrgGuard - provided organization id={0} does not represent any existing organization.")]
    NoSuchOrganization(String),
    /// The user is not in the organization.
    #[error("RolesGuard - User is not a member of the organization with id={0}.")]
    NotInOrganization(String),
    /// The user is not in the team, or there is none.
    #[error("RolesGuard - User is not a member of the team with id={0}.")]
    NotInTeam(String),
    /// The user is in it, but may only look.
    #[error(
        "RolesGuard - user with id={user} does not have the minimum required role={role} within {place}."
    )]
    RoleTooLow {
        /// Whose role it is.
        user: u64,
        /// What the endpoint wants.
        role: &'static str,
        /// Where.
        place: String,
    },
    /// No team has this number.
    #[error("IsTeamInOrg - Team ({0}) not found.")]
    NoSuchTeam(String),
    /// The team is not one of the organization's.
    #[error("IsTeamInOrg - Team with id={team} is not part of the organization with id={organization}.")]
    TeamNotInOrganization {
        /// The team.
        team: String,
        /// The organization.
        organization: String,
    },
    /// The user in the path is not in the organization, or there is none.
    #[error("IsUserInOrg - user with id={user} is not part of the organization with id={organization}.")]
    UserNotInOrganization {
        /// The user.
        user: String,
        /// The organization.
        organization: String,
    },
    /// No schedule has this number.
    #[error("Schedule with ID={0} does not exist.")]
    NoSuchSchedule(String),
    /// The same, where one was to be deleted.
    #[error("Schedule with ID={0} does not exist.")]
    NoScheduleToDelete(String),
    /// It is somebody else's schedule.
    #[error("User with ID={user} does not own schedule with ID={schedule}")]
    ForeignSchedule {
        /// Who does not own it.
        user: u64,
        /// The schedule.
        schedule: u64,
    },
    /// The user does not take part in the event type.
    #[error("User {user} is not associated with event type {event_type}")]
    NotOfEventType {
        /// Who does not take part.
        user: u64,
        /// In what.
        event_type: u64,
    },
    /// The event type goes by somebody else's schedule.
    #[error("User {user} does not have access to schedule {schedule}")]
    ScheduleOutOfReach {
        /// Who may not see it.
        user: u64,
        /// The schedule.
        schedule: u64,
    },
    /// The user has a team of this name.
    #[error("You already have created a team with name={0}")]
    TeamNameTaken(String),
    /// The team has no membership of this number.
    #[error("Organization's Team membership not found")]
    NoSuchMembership,
    /// Whoever is to join a team of an organization is not in the organization.
    #[error("User is not part of the Organization")]
    NotPartOfOrganization,
    /// What was to be made is there already, as the database says it.
    #[error("Invalid Input: Trying to create a record that already exists.")]
    RecordExists,
    /// What was asked for is not there, as the database says it.
    #[error("Invalid Query: The requested record was not found.")]
    NoSuchRecord,
    /// Something about event types.
    #[error(transparent)]
    EventType(#[from] EventTypeError),
    /// A calendar of this kind is not connected.
    #[error("Credentials for {0} not found.")]
    CalendarNotConnected(&'static str),
    /// There are no calendars of this kind. `details` names those that there are.
    #[error("Invalid calendar type, available calendars are: ")]
    UnknownCalendar,
    /// No client has this id.
    #[error("unauthorized_client")]
    NoSuchClient,
    /// Something about a booking.
    #[error(transparent)]
    Booking(#[from] BookingError),
    /// Something about slots.
    #[error(transparent)]
    Slot(#[from] SlotError),
    /// Too many requests in too short a time.
    #[error("CustomThrottlerGuard - Too many requests. Please try again later.")]
    TooManyRequests,
    /// A JSON body that cannot be parsed. Production's words are its engine's and change with it.
    #[error("Unexpected token in JSON")]
    UnreadableBody,
    /// A body that is larger than any that is taken.
    #[error("request entity too large")]
    BodyTooLarge,
    /// The rest of the body never came.
    #[error("request aborted")]
    BodyIncomplete,
}

/// What is answered when a handler panicked, without the envelope (production-api A2).
pub const LAST_RESORT: &str = "Internal server error";

impl ApiError {
    /// Status, class name (`error.code`) and the HTTP reason in `details`; where that is empty, there are none.
    #[must_use]
    pub const fn wire(&self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NoSuchRoute { .. }
            | Self::NoSuchTeam(_)
            | Self::NoSuchSchedule(_)
            | Self::NotOfEventType { .. }
            | Self::NotOfThisClient(_)
            | Self::NoSuchMembership => (404, "NotFoundException", "Not Found"),
            Self::NoCredentials
            | Self::OnlyClientId
            | Self::OnlySecretKey
            | Self::PlatformClientNotFound(_)
            | Self::WrongSecretKey
            | Self::NoClientOfToken
            | Self::ForeignOrigin { .. }
            | Self::InvalidAccessToken
            | Self::InvalidApiKey
            | Self::NobodyBehindToken => (401, "UnauthorizedException", "Unauthorized"),
            Self::UnknownProvider => (401, "UnauthorizedException", ""),
            Self::AccessTokenExpired => (498, "TokenExpiredException", ""),
            Self::InsufficientScope { .. }
            | Self::NotPermitted { .. }
            | Self::RunsNoPlatform
            | Self::ForeignPlatform { .. }
            | Self::NotForThirdParties
            | Self::NoPermissionsWithoutCredentials
            | Self::NoPermissionsOfToken(_)
            | Self::NoSuchOrganization(_)
            | Self::NotInOrganization(_)
            | Self::NotInTeam(_)
            | Self::RoleTooLow { .. }
            | Self::TeamNotInOrganization { .. }
            | Self::UserNotInOrganization { .. }
            | Self::ForeignSchedule { .. }
            | Self::ScheduleOutOfReach { .. } => (403, "ForbiddenException", "Forbidden"),
            Self::UnreadableBody
            | Self::BodyIncomplete
            | Self::NumericIdExpected
            | Self::InvalidEmail(_)
            | Self::InvalidRefreshToken
            | Self::Invalid(_)
            | Self::NoScheduleToDelete(_)
            | Self::TeamNameTaken(_)
            | Self::CalendarNotConnected(_) => (400, "BadRequestException", "Bad Request"),
            Self::EventType(error) => error.wire(),
            Self::UnknownCalendar => (400, "BadRequestException", "google, office365, apple"),
            Self::NoSuchClient => (404, "HttpException", "Not Found"),
            Self::NotPartOfOrganization => (422, "UnprocessableEntityException", "Unprocessable Entity"),
            Self::InviteFailed(_) => (400, "TRPCError", ""),
            Self::ManagedUserExists(_) => (409, "ConflictException", "Conflict"),
            Self::RecordExists => (409, "CONFLICT", ""),
            Self::NoSuchRecord => (404, "NOT_FOUND", ""),
            Self::Booking(error) => error.wire(),
            Self::Slot(error) => error.wire(),
            Self::BodyTooLarge => (413, "PayloadTooLargeException", "Payload Too Large"),
            Self::TooManyRequests => (429, "ThrottlerException", "Too Many Requests"),
        }
    }
}

impl ApiError {
    /// What is wrong, for the log and the journal.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::Invalid(violations) => {
                violations.iter().map(Violation::told).collect::<Vec<_>>().join("; ")
            }
            // People paste secrets into queries.
            Self::InvalidEmail(_) => "one of the e-mail addresses in the query is none".to_owned(),
            other => {
                let mut told = other.clone();
                for word in told.words() {
                    *word = shown::word(word).to_owned();
                }
                told.to_string()
            }
        }
    }

    /// The words in it that came with the body or the query. Those of the path are looked for there.
    fn words(&mut self) -> Vec<&mut String> {
        match self {
            Self::InviteFailed(word) | Self::TeamNameTaken(word) => vec![word],
            Self::ForeignOrigin { origin, .. } => vec![origin],
            Self::EventType(error) => error.words(),
            Self::Booking(error) => error.words(),
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
        on_record("api_errors", ApiError::iter().map(|error| (error.wire(), error.to_string())));
    }
}
