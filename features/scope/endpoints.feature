Feature: The endpoints that a scope opens
  The tables of the documents name the endpoints of each scope. Every row of them is asked here.

  @SCOPE-02 @documented
  Rule: Each endpoint of the tables answers a token that has its scope
    "Scopes control which API endpoints the OAuth token can access." (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    An integrator who asks for the scope that the table names gets what the table says, and need not ask for more.

    Scenario Outline: <method> <path> answers a token that has <scope> alone
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                                          | method | path                                                                      | version    | scope                | sends   |
        | get-event-types                             | GET    | /v2/event-types                                                           | 2024-06-14 | EVENT_TYPE_READ      | nothing |
        | get-event-types-one                         | GET    | /v2/event-types/{eventTypeId}                                             | 2024-06-14 | EVENT_TYPE_READ      | nothing |
        | get-event-types-private-links               | GET    | /v2/event-types/{eventTypeId}/private-links                               | 2024-09-04 | EVENT_TYPE_READ      | nothing |
        | get-bookings                                | GET    | /v2/bookings                                                              | 2024-08-13 | BOOKING_READ         | nothing |
        | get-bookings-recordings                     | GET    | /v2/bookings/{bookingUid}/recordings                                      | 2024-08-13 | BOOKING_READ         | nothing |
        | get-bookings-transcripts                    | GET    | /v2/bookings/{bookingUid}/transcripts                                     | 2024-08-13 | BOOKING_READ         | nothing |
        | get-bookings-calendar-links                 | GET    | /v2/bookings/{bookingUid}/calendar-links                                  | 2024-08-13 | BOOKING_READ         | nothing |
        | get-bookings-references                     | GET    | /v2/bookings/{bookingUid}/references                                      | 2024-08-13 | BOOKING_READ         | nothing |
        | get-bookings-conferencing-sessions          | GET    | /v2/bookings/{bookingUid}/conferencing-sessions                           | 2024-08-13 | BOOKING_READ         | nothing |
        | get-schedules                               | GET    | /v2/schedules                                                             | 2024-06-11 | SCHEDULE_READ        | nothing |
        | get-schedules-one                           | GET    | /v2/schedules/{scheduleId}                                                | 2024-06-11 | SCHEDULE_READ        | nothing |
        | get-schedules-default                       | GET    | /v2/schedules/default                                                     | 2024-06-11 | SCHEDULE_READ        | nothing |
        | get-calendars-check                         | GET    | /v2/calendars/{calendar}/check                                            | any        | APPS_READ            | nothing |
        | get-me                                      | GET    | /v2/me                                                                    | any        | PROFILE_READ         | nothing |
        | get-teams-event-types                       | GET    | /v2/teams/{teamId}/event-types                                            | any        | TEAM_EVENT_TYPE_READ | nothing |
        | get-teams-event-types-one                   | GET    | /v2/teams/{teamId}/event-types/{eventTypeId}                              | any        | TEAM_EVENT_TYPE_READ | nothing |
        | get-organizations-teams-event-types         | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types                      | any        | TEAM_EVENT_TYPE_READ | nothing |
        | get-organizations-teams-event-types-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}        | any        | TEAM_EVENT_TYPE_READ | nothing |
        | get-teams-bookings                          | GET    | /v2/teams/{teamId}/bookings                                               | any        | TEAM_BOOKING_READ    | nothing |
        | get-organizations-teams-bookings            | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings                         | any        | TEAM_BOOKING_READ    | nothing |
        | get-organizations-teams-bookings-references | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings/{bookingUid}/references | any        | TEAM_BOOKING_READ    | nothing |
        | get-teams-schedules                         | GET    | /v2/teams/{teamId}/schedules                                              | any        | TEAM_SCHEDULE_READ   | nothing |
        | get-organizations-teams-schedules           | GET    | /v2/organizations/{orgId}/teams/{teamId}/schedules                        | any        | TEAM_SCHEDULE_READ   | nothing |
        | get-organizations-teams-users-schedules     | GET    | /v2/organizations/{orgId}/teams/{teamId}/users/{userId}/schedules         | any        | TEAM_SCHEDULE_READ   | nothing |
        | get-teams                                   | GET    | /v2/teams                                                                 | any        | TEAM_PROFILE_READ    | nothing |
        | get-teams-one                               | GET    | /v2/teams/{teamId}                                                        | any        | TEAM_PROFILE_READ    | nothing |
        | get-organizations-teams-one                 | GET    | /v2/organizations/{orgId}/teams/{teamId}                                  | any        | TEAM_PROFILE_READ    | nothing |
        | get-teams-memberships                       | GET    | /v2/teams/{teamId}/memberships                                            | any        | TEAM_MEMBERSHIP_READ | nothing |
        | get-teams-memberships-one                   | GET    | /v2/teams/{teamId}/memberships/{membershipId}                             | any        | TEAM_MEMBERSHIP_READ | nothing |
        | get-organizations-teams-memberships         | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships                      | any        | TEAM_MEMBERSHIP_READ | nothing |
        | get-organizations-teams-memberships-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}       | any        | TEAM_MEMBERSHIP_READ | nothing |
        | get-organizations-event-types               | GET    | /v2/organizations/{orgId}/teams/event-types                               | any        | ORG_EVENT_TYPE_READ  | nothing |
        | get-organizations-bookings                  | GET    | /v2/organizations/{orgId}/bookings                                        | any        | ORG_BOOKING_READ     | nothing |
        | get-organizations-schedules                 | GET    | /v2/organizations/{orgId}/schedules                                       | any        | ORG_SCHEDULE_READ    | nothing |
        | get-organizations-users-schedules           | GET    | /v2/organizations/{orgId}/users/{userId}/schedules                        | any        | ORG_SCHEDULE_READ    | nothing |
        | get-organizations-users-schedules-one       | GET    | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}           | any        | ORG_SCHEDULE_READ    | nothing |
        | get-organizations-teams                     | GET    | /v2/organizations/{orgId}/teams                                           | any        | ORG_PROFILE_READ     | nothing |
        | get-organizations-teams-me                  | GET    | /v2/organizations/{orgId}/teams/me                                        | any        | ORG_PROFILE_READ     | nothing |

    @destructive
    Scenario Outline: <method> <path> answers a token that has <scope> alone
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                                                     | method | path                                                                                 | version    | scope                 | sends                   |
        | post-event-types                                       | POST   | /v2/event-types                                                                      | 2024-06-14 | EVENT_TYPE_WRITE      | an event type           |
        | patch-event-types-one                                  | PATCH  | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | EVENT_TYPE_WRITE      | a new title             |
        | delete-event-types-one                                 | DELETE | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | EVENT_TYPE_WRITE      | nothing                 |
        | post-event-types-private-links                         | POST   | /v2/event-types/{eventTypeId}/private-links                                          | 2024-09-04 | EVENT_TYPE_WRITE      | a private link          |
        | patch-event-types-private-links-one                    | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | EVENT_TYPE_WRITE      | a number of uses        |
        | delete-event-types-private-links-one                   | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | EVENT_TYPE_WRITE      | nothing                 |
        | post-bookings-guests                                   | POST   | /v2/bookings/{bookingUid}/guests                                                     | 2024-08-13 | BOOKING_WRITE         | a guest                 |
        | patch-bookings-location                                | PATCH  | /v2/bookings/{bookingUid}/location                                                   | 2024-08-13 | BOOKING_WRITE         | an address              |
        | post-bookings-reassign                                 | POST   | /v2/bookings/{bookingUid}/reassign                                                   | 2024-08-13 | BOOKING_WRITE         | nothing                 |
        | post-bookings-reassign-one                             | POST   | /v2/bookings/{bookingUid}/reassign/{userId}                                          | 2024-08-13 | BOOKING_WRITE         | a reason                |
        | post-bookings-confirm                                  | POST   | /v2/bookings/{bookingUid}/confirm                                                    | 2024-08-13 | BOOKING_WRITE         | nothing                 |
        | post-bookings-decline                                  | POST   | /v2/bookings/{bookingUid}/decline                                                    | 2024-08-13 | BOOKING_WRITE         | a reason                |
        | post-schedules                                         | POST   | /v2/schedules                                                                        | 2024-06-11 | SCHEDULE_WRITE        | a schedule              |
        | patch-schedules-one                                    | PATCH  | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | SCHEDULE_WRITE        | a new name              |
        | delete-schedules-one                                   | DELETE | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | SCHEDULE_WRITE        | nothing                 |
        | patch-me                                               | PATCH  | /v2/me                                                                               | any        | PROFILE_WRITE         | the week start Saturday |
        | post-teams-event-types                                 | POST   | /v2/teams/{teamId}/event-types                                                       | any        | TEAM_EVENT_TYPE_WRITE | a team event type       |
        | patch-teams-event-types-one                            | PATCH  | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | TEAM_EVENT_TYPE_WRITE | a new title             |
        | delete-teams-event-types-one                           | DELETE | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | TEAM_EVENT_TYPE_WRITE | nothing                 |
        | post-teams-event-types-create-phone-call               | POST   | /v2/teams/{teamId}/event-types/{eventTypeId}/create-phone-call                       | any        | TEAM_EVENT_TYPE_WRITE | a phone call            |
        | post-organizations-teams-event-types                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types                                 | any        | TEAM_EVENT_TYPE_WRITE | a team event type       |
        | patch-organizations-teams-event-types-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | TEAM_EVENT_TYPE_WRITE | a new title             |
        | delete-organizations-teams-event-types-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | TEAM_EVENT_TYPE_WRITE | nothing                 |
        | post-organizations-teams-event-types-create-phone-call | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}/create-phone-call | any        | TEAM_EVENT_TYPE_WRITE | a phone call            |
        | post-teams                                             | POST   | /v2/teams                                                                            | any        | TEAM_PROFILE_WRITE    | a team                  |
        | patch-teams-one                                        | PATCH  | /v2/teams/{teamId}                                                                   | any        | TEAM_PROFILE_WRITE    | a new name              |
        | delete-teams-one                                       | DELETE | /v2/teams/{teamId}                                                                   | any        | TEAM_PROFILE_WRITE    | nothing                 |
        | post-teams-memberships                                 | POST   | /v2/teams/{teamId}/memberships                                                       | any        | TEAM_MEMBERSHIP_WRITE | a membership            |
        | patch-teams-memberships-one                            | PATCH  | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | TEAM_MEMBERSHIP_WRITE | the role of an admin    |
        | delete-teams-memberships-one                           | DELETE | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | TEAM_MEMBERSHIP_WRITE | nothing                 |
        | post-teams-invite                                      | POST   | /v2/teams/{teamId}/invite                                                            | any        | TEAM_MEMBERSHIP_WRITE | nothing                 |
        | post-organizations-teams-memberships                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/memberships                                 | any        | TEAM_MEMBERSHIP_WRITE | a membership            |
        | patch-organizations-teams-memberships-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | TEAM_MEMBERSHIP_WRITE | the role of an admin    |
        | delete-organizations-teams-memberships-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | TEAM_MEMBERSHIP_WRITE | nothing                 |
        | post-organizations-teams-invite                        | POST   | /v2/organizations/{orgId}/teams/{teamId}/invite                                      | any        | TEAM_MEMBERSHIP_WRITE | nothing                 |
        | post-organizations-users-schedules                     | POST   | /v2/organizations/{orgId}/users/{userId}/schedules                                   | any        | ORG_SCHEDULE_WRITE    | a schedule              |
        | patch-organizations-users-schedules-one                | PATCH  | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | ORG_SCHEDULE_WRITE    | a new name              |
        | delete-organizations-users-schedules-one               | DELETE | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | ORG_SCHEDULE_WRITE    | nothing                 |
        | post-organizations-teams                               | POST   | /v2/organizations/{orgId}/teams                                                      | any        | ORG_PROFILE_WRITE     | a team                  |
        | patch-organizations-teams-one                          | PATCH  | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | ORG_PROFILE_WRITE     | a new name              |
        | delete-organizations-teams-one                         | DELETE | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | ORG_PROFILE_WRITE     | nothing                 |

    @destructive @exclusive
    Scenario Outline: <method> <path> answers a token that has <scope> alone
      Given a booking of Alice's has begun, where the clock can be moved
      And Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                        | method | path                                  | version    | scope         | sends                    |
        | post-bookings-mark-absent | POST   | /v2/bookings/{bookingUid}/mark-absent | 2024-08-13 | BOOKING_WRITE | that the host was absent |
