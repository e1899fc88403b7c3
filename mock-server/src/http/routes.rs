//! The API's map: one table, read by the matching, the permission check, the 404s and `cal-mock routes`.

mod map;

use http::Method;

use crate::rules::access::Access::{self, Closed, Public, Scope};

pub use map::{Map, Names};

/// Who is asked for, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nobody: a token that comes is not looked at.
    Nobody,
    /// Whoever brings a token; a bad one is refused.
    Optional,
    /// A token.
    Token,
    /// A platform client by its key, or whoever runs its organization.
    Platform,
    /// A token, and before that the permissions that come with it: a bad one is 403 there (ME-05).
    PermissionsFirst,
}

use Guard::{Nobody, Optional, PermissionsFirst, Platform, Token};

/// What is done. Dispatch matches on it exhaustively: a row without a handler does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
pub enum Operation {
    /// Lists the users that a platform client manages.
    ListManagedUsers,
    /// Shows one of them.
    ReadManagedUser,
    /// Makes one.
    CreateManagedUser,
    /// Changes one.
    EditManagedUser,
    /// Deletes one.
    DeleteManagedUser,
    /// Takes all tokens of one back and gives new ones.
    ForceRefresh,
    /// Gives new tokens for a refresh token.
    RefreshManagedTokens,
    /// Shows which platform client this is.
    ReadProvider,
    /// Says whether a token still counts.
    CheckToken,
    /// Says that the server is there.
    Health,
    /// Exchanges a code for tokens, or refreshes them.
    Token,
    /// Lists event types.
    ListEventTypes,
    /// Shows an event type.
    ReadEventType,
    /// Lists private links.
    ListPrivateLinks,
    /// Makes an event type.
    CreateEventType,
    /// Changes an event type.
    EditEventType,
    /// Deletes an event type.
    DeleteEventType,
    /// Makes a private link.
    CreatePrivateLink,
    /// Changes a private link.
    EditPrivateLink,
    /// Deletes a private link.
    DeletePrivateLink,
    /// Lists bookings.
    ListBookings,
    /// Lists recordings.
    ListRecordings,
    /// Lists transcripts.
    ListTranscripts,
    /// Lists calendar links.
    ListCalendarLinks,
    /// Lists where else a booking is kept.
    ListReferences,
    /// Lists conferencing sessions.
    ListConferencingSessions,
    /// Adds guests.
    AddGuests,
    /// Changes where a booking takes place.
    MoveBooking,
    /// Says who did not come.
    MarkAbsent,
    /// Gives a booking to another host, whoever is free.
    ReassignBooking,
    /// Gives a booking to this host.
    ReassignBookingTo,
    /// Confirms a booking.
    ConfirmBooking,
    /// Declines a booking.
    DeclineBooking,
    /// Lists schedules.
    ListSchedules,
    /// Shows a schedule.
    ReadSchedule,
    /// Shows the schedule that counts where none is named.
    ReadDefaultSchedule,
    /// Makes a schedule.
    CreateSchedule,
    /// Changes a schedule.
    EditSchedule,
    /// Deletes a schedule.
    DeleteSchedule,
    /// Says whether a calendar is connected.
    CheckCalendar,
    /// Shows the user behind the token.
    ReadProfile,
    /// Changes the user behind the token.
    EditProfile,
    /// Lists team event types.
    ListTeamEventTypes,
    /// Shows a team event type.
    ReadTeamEventType,
    /// Makes a team event type.
    CreateTeamEventType,
    /// Changes a team event type.
    EditTeamEventType,
    /// Deletes a team event type.
    DeleteTeamEventType,
    /// Has an agent call somebody.
    CreatePhoneCall,
    /// Lists what is booked of a team.
    ListBookingsOfTeam,
    /// Lists where else a booking of a team is kept.
    ListReferencesOfTeamBooking,
    /// Lists the schedules of a team's members.
    ListSchedulesOfTeam,
    /// Lists the schedules of a member.
    ListSchedulesOfMember,
    /// Lists teams.
    ListTeams,
    /// Shows a team.
    ReadTeam,
    /// Makes a team.
    CreateTeam,
    /// Changes a team.
    EditTeam,
    /// Deletes a team.
    DeleteTeam,
    /// Lists memberships.
    ListMemberships,
    /// Shows a membership.
    ReadMembership,
    /// Makes a membership.
    CreateMembership,
    /// Changes a membership.
    EditMembership,
    /// Deletes a membership.
    DeleteMembership,
    /// Makes a link by which one joins a team.
    CreateInvite,
    /// Lists the event types of all teams of an organization.
    ListEventTypesOfOrganization,
    /// Lists what is booked of the members of an organization.
    ListBookingsOfOrganization,
    /// Lists the schedules of the members of an organization.
    ListSchedulesOfOrganization,
    /// Shows a schedule of a member.
    ReadScheduleOfMember,
    /// Makes a schedule for a member.
    CreateScheduleOfMember,
    /// Changes a schedule of a member.
    EditScheduleOfMember,
    /// Deletes a schedule of a member.
    DeleteScheduleOfMember,
    /// Lists the teams of an organization.
    ListTeamsOfOrganization,
    /// Lists the teams of an organization in which the caller is.
    ListOwnTeamsOfOrganization,
    /// Makes a booking.
    CreateBooking,
    /// Cancels a booking.
    CancelBooking,
    /// Reschedules a booking.
    RescheduleBooking,
    /// Shows a booking.
    ReadBooking,
    /// Shows the booking in which a seat is.
    ReadBookingBySeat,
    /// Lists slots.
    ListSlots,
    /// Reserves a slot.
    ReserveSlot,
    /// Shows a reservation.
    ReadReservation,
    /// Changes a reservation.
    EditReservation,
    /// Deletes a reservation.
    DeleteReservation,
    /// Whether there is such a client.
    ReadClientForAtoms,
    /// What anybody may know of a client.
    ReadClient,
    /// Lists calendars.
    ListCalendars,
    /// Connects a calendar that is read from an address.
    SaveIcsFeed,
}

/// Every version, and none: the header is not looked at.
const ANY: &[&str] = &[];
const EVENT_TYPES: &[&str] = &["2024-06-14"];
/// The oldest one is the version of a request that names none.
const PRIVATE_LINKS: &[&str] = &["2024-09-04", "2024-04-15"];
const BOOKINGS: &[&str] = &["2024-08-13", "2026-02-25"];
const SCHEDULES: &[&str] = &["2024-06-11", "2024-06-14"];
const SLOTS: &[&str] = &["2024-09-04"];

/// One row.
#[derive(Debug, Clone)]
pub struct Route {
    /// The HTTP method.
    pub method: Method,
    /// The path, without `/api` before it. A name stands in braces.
    pub path: &'static str,
    /// The values of `cal-api-version` that it answers; all where there is none.
    pub versions: &'static [&'static str],
    /// Who may call it.
    pub access: Access,
    /// Who is asked for.
    pub guard: Guard,
    /// What is done.
    pub operation: Operation,
}

impl Route {
    /// Whether a client that its path names is a platform client.
    pub(super) fn is_of_a_platform(&self) -> bool {
        ["/v2/oauth-clients/", "/v2/oauth/", "/v2/provider/"].iter().any(|start| self.path.starts_with(start))
    }
}

const fn row(
    method: Method,
    path: &'static str,
    versions: &'static [&'static str],
    access: Access,
    guard: Guard,
    operation: Operation,
) -> Route {
    Route { method, path, versions, access, guard, operation }
}

use Operation as Op;

/// The map itself: the documents' tables in their order, what they call public, and what no table names.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    row(Method::GET,    "/health",                                                                              ANY,           Public,                         Nobody,           Op::Health),
    row(Method::POST,   "/v2/auth/oauth2/token",                                                                ANY,           Public,                         Nobody,           Op::Token),
    row(Method::GET,    "/v2/event-types",                                                                      EVENT_TYPES,   Scope("EVENT_TYPE_READ"),       Token,            Op::ListEventTypes),
    row(Method::GET,    "/v2/event-types/{eventTypeId}",                                                        EVENT_TYPES,   Scope("EVENT_TYPE_READ"),       PermissionsFirst, Op::ReadEventType),
    row(Method::GET,    "/v2/event-types/{eventTypeId}/private-links",                                          PRIVATE_LINKS, Scope("EVENT_TYPE_READ"),       PermissionsFirst, Op::ListPrivateLinks),
    row(Method::POST,   "/v2/event-types",                                                                      EVENT_TYPES,   Scope("EVENT_TYPE_WRITE"),      PermissionsFirst, Op::CreateEventType),
    row(Method::PATCH,  "/v2/event-types/{eventTypeId}",                                                        EVENT_TYPES,   Scope("EVENT_TYPE_WRITE"),      PermissionsFirst, Op::EditEventType),
    row(Method::DELETE, "/v2/event-types/{eventTypeId}",                                                        EVENT_TYPES,   Scope("EVENT_TYPE_WRITE"),      PermissionsFirst, Op::DeleteEventType),
    row(Method::POST,   "/v2/event-types/{eventTypeId}/private-links",                                          PRIVATE_LINKS, Scope("EVENT_TYPE_WRITE"),      PermissionsFirst, Op::CreatePrivateLink),
    row(Method::PATCH,  "/v2/event-types/{eventTypeId}/private-links/{linkId}",                                 PRIVATE_LINKS, Scope("EVENT_TYPE_WRITE"),      PermissionsFirst, Op::EditPrivateLink),
    row(Method::DELETE, "/v2/event-types/{eventTypeId}/private-links/{linkId}",                                 PRIVATE_LINKS, Scope("EVENT_TYPE_WRITE"),      PermissionsFirst, Op::DeletePrivateLink),
    row(Method::GET,    "/v2/bookings",                                                                         BOOKINGS,      Scope("BOOKING_READ"),          PermissionsFirst, Op::ListBookings),
    row(Method::GET,    "/v2/bookings/{bookingUid}/recordings",                                                 BOOKINGS,      Scope("BOOKING_READ"),          PermissionsFirst, Op::ListRecordings),
    row(Method::GET,    "/v2/bookings/{bookingUid}/transcripts",                                                BOOKINGS,      Scope("BOOKING_READ"),          PermissionsFirst, Op::ListTranscripts),
    row(Method::GET,    "/v2/bookings/{bookingUid}/calendar-links",                                             BOOKINGS,      Scope("BOOKING_READ"),          PermissionsFirst, Op::ListCalendarLinks),
    row(Method::GET,    "/v2/bookings/{bookingUid}/references",                                                 BOOKINGS,      Scope("BOOKING_READ"),          PermissionsFirst, Op::ListReferences),
    row(Method::GET,    "/v2/bookings/{bookingUid}/conferencing-sessions",                                      BOOKINGS,      Scope("BOOKING_READ"),          PermissionsFirst, Op::ListConferencingSessions),
    row(Method::POST,   "/v2/bookings/{bookingUid}/guests",                                                     BOOKINGS,      Scope("BOOKING_WRITE"),         PermissionsFirst, Op::AddGuests),
    row(Method::PATCH,  "/v2/bookings/{bookingUid}/location",                                                   BOOKINGS,      Scope("BOOKING_WRITE"),         PermissionsFirst, Op::MoveBooking),
    row(Method::POST,   "/v2/bookings/{bookingUid}/mark-absent",                                                BOOKINGS,      Scope("BOOKING_WRITE"),         PermissionsFirst, Op::MarkAbsent),
    row(Method::POST,   "/v2/bookings/{bookingUid}/reassign",                                                   BOOKINGS,      Scope("BOOKING_WRITE"),         PermissionsFirst, Op::ReassignBooking),
    row(Method::POST,   "/v2/bookings/{bookingUid}/reassign/{userId}",                                          BOOKINGS,      Scope("BOOKING_WRITE"),         PermissionsFirst, Op::ReassignBookingTo),
    row(Method::POST,   "/v2/bookings/{bookingUid}/confirm",                                                    BOOKINGS,      Scope("BOOKING_WRITE"),         PermissionsFirst, Op::ConfirmBooking),
    row(Method::POST,   "/v2/bookings/{bookingUid}/decline",                                                    BOOKINGS,      Scope("BOOKING_WRITE"),         PermissionsFirst, Op::DeclineBooking),
    row(Method::GET,    "/v2/schedules",                                                                        SCHEDULES,     Scope("SCHEDULE_READ"),         Token,            Op::ListSchedules),
    row(Method::GET,    "/v2/schedules/{scheduleId}",                                                           SCHEDULES,     Scope("SCHEDULE_READ"),         Token,            Op::ReadSchedule),
    row(Method::GET,    "/v2/schedules/default",                                                                SCHEDULES,     Scope("SCHEDULE_READ"),         Token,            Op::ReadDefaultSchedule),
    row(Method::POST,   "/v2/schedules",                                                                        SCHEDULES,     Scope("SCHEDULE_WRITE"),        Token,            Op::CreateSchedule),
    row(Method::PATCH,  "/v2/schedules/{scheduleId}",                                                           SCHEDULES,     Scope("SCHEDULE_WRITE"),        Token,            Op::EditSchedule),
    row(Method::DELETE, "/v2/schedules/{scheduleId}",                                                           SCHEDULES,     Scope("SCHEDULE_WRITE"),        Token,            Op::DeleteSchedule),
    row(Method::GET,    "/v2/calendars/{calendar}/check",                                                       ANY,           Scope("APPS_READ"),             Token,            Op::CheckCalendar),
    row(Method::GET,    "/v2/me",                                                                               ANY,           Scope("PROFILE_READ"),          Token,            Op::ReadProfile),
    row(Method::PATCH,  "/v2/me",                                                                               ANY,           Scope("PROFILE_WRITE"),         Token,            Op::EditProfile),
    row(Method::GET,    "/v2/teams/{teamId}/event-types",                                                       ANY,           Scope("TEAM_EVENT_TYPE_READ"),  Token,            Op::ListTeamEventTypes),
    row(Method::GET,    "/v2/teams/{teamId}/event-types/{eventTypeId}",                                         ANY,           Scope("TEAM_EVENT_TYPE_READ"),  Token,            Op::ReadTeamEventType),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/event-types",                                 ANY,           Scope("TEAM_EVENT_TYPE_READ"),  Token,            Op::ListTeamEventTypes),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}",                   ANY,           Scope("TEAM_EVENT_TYPE_READ"),  Token,            Op::ReadTeamEventType),
    row(Method::POST,   "/v2/teams/{teamId}/event-types",                                                       ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::CreateTeamEventType),
    row(Method::PATCH,  "/v2/teams/{teamId}/event-types/{eventTypeId}",                                         ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::EditTeamEventType),
    row(Method::DELETE, "/v2/teams/{teamId}/event-types/{eventTypeId}",                                         ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::DeleteTeamEventType),
    row(Method::POST,   "/v2/teams/{teamId}/event-types/{eventTypeId}/create-phone-call",                       ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::CreatePhoneCall),
    row(Method::POST,   "/v2/organizations/{orgId}/teams/{teamId}/event-types",                                 ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::CreateTeamEventType),
    row(Method::PATCH,  "/v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}",                   ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::EditTeamEventType),
    row(Method::DELETE, "/v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}",                   ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::DeleteTeamEventType),
    row(Method::POST,   "/v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}/create-phone-call", ANY,           Scope("TEAM_EVENT_TYPE_WRITE"), Token,            Op::CreatePhoneCall),
    row(Method::GET,    "/v2/teams/{teamId}/bookings",                                                          ANY,           Scope("TEAM_BOOKING_READ"),     Token,            Op::ListBookingsOfTeam),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/bookings",                                    ANY,           Scope("TEAM_BOOKING_READ"),     Token,            Op::ListBookingsOfTeam),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/bookings/{bookingUid}/references",            ANY,           Scope("TEAM_BOOKING_READ"),     Token,            Op::ListReferencesOfTeamBooking),
    row(Method::GET,    "/v2/teams/{teamId}/schedules",                                                         ANY,           Scope("TEAM_SCHEDULE_READ"),    Token,            Op::ListSchedulesOfTeam),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/schedules",                                   ANY,           Scope("TEAM_SCHEDULE_READ"),    Token,            Op::ListSchedulesOfTeam),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/users/{userId}/schedules",                    ANY,           Scope("TEAM_SCHEDULE_READ"),    Token,            Op::ListSchedulesOfMember),
    row(Method::GET,    "/v2/teams",                                                                            ANY,           Scope("TEAM_PROFILE_READ"),     Token,            Op::ListTeams),
    row(Method::GET,    "/v2/teams/{teamId}",                                                                   ANY,           Scope("TEAM_PROFILE_READ"),     Token,            Op::ReadTeam),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}",                                             ANY,           Scope("TEAM_PROFILE_READ"),     Token,            Op::ReadTeam),
    row(Method::POST,   "/v2/teams",                                                                            ANY,           Scope("TEAM_PROFILE_WRITE"),    Token,            Op::CreateTeam),
    row(Method::PATCH,  "/v2/teams/{teamId}",                                                                   ANY,           Scope("TEAM_PROFILE_WRITE"),    Token,            Op::EditTeam),
    row(Method::DELETE, "/v2/teams/{teamId}",                                                                   ANY,           Scope("TEAM_PROFILE_WRITE"),    Token,            Op::DeleteTeam),
    row(Method::GET,    "/v2/teams/{teamId}/memberships",                                                       ANY,           Scope("TEAM_MEMBERSHIP_READ"),  Token,            Op::ListMemberships),
    row(Method::GET,    "/v2/teams/{teamId}/memberships/{membershipId}",                                        ANY,           Scope("TEAM_MEMBERSHIP_READ"),  Token,            Op::ReadMembership),
    row(Method::POST,   "/v2/teams/{teamId}/memberships",                                                       ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::CreateMembership),
    row(Method::PATCH,  "/v2/teams/{teamId}/memberships/{membershipId}",                                        ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::EditMembership),
    row(Method::DELETE, "/v2/teams/{teamId}/memberships/{membershipId}",                                        ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::DeleteMembership),
    row(Method::POST,   "/v2/teams/{teamId}/invite",                                                            ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::CreateInvite),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/memberships",                                 ANY,           Scope("TEAM_MEMBERSHIP_READ"),  Token,            Op::ListMemberships),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}",                  ANY,           Scope("TEAM_MEMBERSHIP_READ"),  Token,            Op::ReadMembership),
    row(Method::POST,   "/v2/organizations/{orgId}/teams/{teamId}/memberships",                                 ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::CreateMembership),
    row(Method::PATCH,  "/v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}",                  ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::EditMembership),
    row(Method::DELETE, "/v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}",                  ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::DeleteMembership),
    row(Method::POST,   "/v2/organizations/{orgId}/teams/{teamId}/invite",                                      ANY,           Scope("TEAM_MEMBERSHIP_WRITE"), Token,            Op::CreateInvite),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/event-types",                                          ANY,           Scope("ORG_EVENT_TYPE_READ"),   Token,            Op::ListEventTypesOfOrganization),
    row(Method::GET,    "/v2/organizations/{orgId}/bookings",                                                   ANY,           Scope("ORG_BOOKING_READ"),      Token,            Op::ListBookingsOfOrganization),
    row(Method::GET,    "/v2/organizations/{orgId}/schedules",                                                  ANY,           Scope("ORG_SCHEDULE_READ"),     Token,            Op::ListSchedulesOfOrganization),
    row(Method::GET,    "/v2/organizations/{orgId}/users/{userId}/schedules",                                   ANY,           Scope("ORG_SCHEDULE_READ"),     Token,            Op::ListSchedulesOfMember),
    row(Method::GET,    "/v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}",                      ANY,           Scope("ORG_SCHEDULE_READ"),     Token,            Op::ReadScheduleOfMember),
    row(Method::POST,   "/v2/organizations/{orgId}/users/{userId}/schedules",                                   ANY,           Scope("ORG_SCHEDULE_WRITE"),    Token,            Op::CreateScheduleOfMember),
    row(Method::PATCH,  "/v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}",                      ANY,           Scope("ORG_SCHEDULE_WRITE"),    Token,            Op::EditScheduleOfMember),
    row(Method::DELETE, "/v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}",                      ANY,           Scope("ORG_SCHEDULE_WRITE"),    Token,            Op::DeleteScheduleOfMember),
    row(Method::GET,    "/v2/organizations/{orgId}/teams",                                                      ANY,           Scope("ORG_PROFILE_READ"),      Token,            Op::ListTeamsOfOrganization),
    row(Method::GET,    "/v2/organizations/{orgId}/teams/me",                                                   ANY,           Scope("ORG_PROFILE_READ"),      Token,            Op::ListOwnTeamsOfOrganization),
    row(Method::POST,   "/v2/organizations/{orgId}/teams",                                                      ANY,           Scope("ORG_PROFILE_WRITE"),     Token,            Op::CreateTeam),
    row(Method::PATCH,  "/v2/organizations/{orgId}/teams/{teamId}",                                             ANY,           Scope("ORG_PROFILE_WRITE"),     Token,            Op::EditTeam),
    row(Method::DELETE, "/v2/organizations/{orgId}/teams/{teamId}",                                             ANY,           Scope("ORG_PROFILE_WRITE"),     Token,            Op::DeleteTeam),
    row(Method::POST,   "/v2/bookings",                                                                         BOOKINGS,      Public,                         Optional,         Op::CreateBooking),
    row(Method::POST,   "/v2/bookings/{bookingUid}/cancel",                                                     BOOKINGS,      Public,                         Optional,         Op::CancelBooking),
    row(Method::POST,   "/v2/bookings/{bookingUid}/reschedule",                                                 BOOKINGS,      Public,                         Optional,         Op::RescheduleBooking),
    row(Method::GET,    "/v2/bookings/{bookingUid}",                                                            BOOKINGS,      Public,                         Optional,         Op::ReadBooking),
    row(Method::GET,    "/v2/bookings/by-seat/{seatUid}",                                                       BOOKINGS,      Public,                         Optional,         Op::ReadBookingBySeat),
    row(Method::GET,    "/v2/slots",                                                                            SLOTS,         Public,                         Nobody,           Op::ListSlots),
    row(Method::POST,   "/v2/slots/reservations",                                                               SLOTS,         Public,                         Optional,         Op::ReserveSlot),
    row(Method::GET,    "/v2/slots/reservations/{uid}",                                                         SLOTS,         Public,                         Nobody,           Op::ReadReservation),
    row(Method::PATCH,  "/v2/slots/reservations/{uid}",                                                         SLOTS,         Public,                         Nobody,           Op::EditReservation),
    row(Method::DELETE, "/v2/slots/reservations/{uid}",                                                         SLOTS,         Public,                         Nobody,           Op::DeleteReservation),
    row(Method::GET,    "/v2/atoms/auth/oauth2/clients/{clientId}",                                             ANY,           Public,                         Nobody,           Op::ReadClientForAtoms),
    row(Method::GET,    "/v2/auth/oauth2/clients/{clientId}",                                                   ANY,           Public,                         Token,            Op::ReadClient),
    row(Method::GET,    "/v2/oauth-clients/{clientId}/users",                                                   ANY,           Closed,                         Platform,         Op::ListManagedUsers),
    row(Method::POST,   "/v2/oauth-clients/{clientId}/users",                                                   ANY,           Closed,                         Platform,         Op::CreateManagedUser),
    row(Method::GET,    "/v2/oauth-clients/{clientId}/users/{userId}",                                          ANY,           Closed,                         Platform,         Op::ReadManagedUser),
    row(Method::PATCH,  "/v2/oauth-clients/{clientId}/users/{userId}",                                          ANY,           Closed,                         Platform,         Op::EditManagedUser),
    row(Method::DELETE, "/v2/oauth-clients/{clientId}/users/{userId}",                                          ANY,           Closed,                         Platform,         Op::DeleteManagedUser),
    row(Method::POST,   "/v2/oauth-clients/{clientId}/users/{userId}/force-refresh",                            ANY,           Closed,                         Platform,         Op::ForceRefresh),
    row(Method::POST,   "/v2/oauth/{clientId}/refresh",                                                         ANY,           Closed,                         Platform,         Op::RefreshManagedTokens),
    row(Method::GET,    "/v2/provider/{clientId}",                                                              ANY,           Closed,                         Nobody,           Op::ReadProvider),
    row(Method::GET,    "/v2/provider/{clientId}/access-token",                                                 ANY,           Closed,                         Token,            Op::CheckToken),
    row(Method::GET,    "/v2/calendars",                                                                        ANY,           Closed,                         Token,            Op::ListCalendars),
    row(Method::POST,   "/v2/calendars/ics-feed/save",                                                          ANY,           Closed,                         Token,            Op::SaveIcsFeed),
];
