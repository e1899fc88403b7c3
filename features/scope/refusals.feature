Feature: The endpoints that a scope leaves closed
  A token that has all scopes but one opens all endpoints but those of this one. A server that ignores scopes fails in
  every row.

  @SCOPE-03 @documented
  Rule: Each endpoint of the tables refuses a token that lacks its scope
    "any request to an endpoint outside the granted scopes will be rejected." (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    Consent would mean nothing if a token could do what its user never allowed.

    @control
    Scenario Outline: <method> <path> answers a token that has every scope
      Given Alice gave Omni a token, with every scope, <scope> among them
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                                                      | method | path                                                                      | version    | scope                | sends   |
        | every-scope-get-event-types                             | GET    | /v2/event-types                                                           | 2024-06-14 | EVENT_TYPE_READ      | nothing |
        | every-scope-get-event-types-one                         | GET    | /v2/event-types/{eventTypeId}                                             | 2024-06-14 | EVENT_TYPE_READ      | nothing |
        | every-scope-get-event-types-private-links               | GET    | /v2/event-types/{eventTypeId}/private-links                               | 2024-09-04 | EVENT_TYPE_READ      | nothing |
        | every-scope-get-bookings                                | GET    | /v2/bookings                                                              | 2024-08-13 | BOOKING_READ         | nothing |
        | every-scope-get-bookings-recordings                     | GET    | /v2/bookings/{bookingUid}/recordings                                      | 2024-08-13 | BOOKING_READ         | nothing |
        | every-scope-get-bookings-transcripts                    | GET    | /v2/bookings/{bookingUid}/transcripts                                     | 2024-08-13 | BOOKING_READ         | nothing |
        | every-scope-get-bookings-calendar-links                 | GET    | /v2/bookings/{bookingUid}/calendar-links                                  | 2024-08-13 | BOOKING_READ         | nothing |
        | every-scope-get-bookings-references                     | GET    | /v2/bookings/{bookingUid}/references                                      | 2024-08-13 | BOOKING_READ         | nothing |
        | every-scope-get-bookings-conferencing-sessions          | GET    | /v2/bookings/{bookingUid}/conferencing-sessions                           | 2024-08-13 | BOOKING_READ         | nothing |
        | every-scope-get-schedules                               | GET    | /v2/schedules                                                             | 2024-06-11 | SCHEDULE_READ        | nothing |
        | every-scope-get-schedules-one                           | GET    | /v2/schedules/{scheduleId}                                                | 2024-06-11 | SCHEDULE_READ        | nothing |
        | every-scope-get-schedules-default                       | GET    | /v2/schedules/default                                                     | 2024-06-11 | SCHEDULE_READ        | nothing |
        | every-scope-get-calendars-check                         | GET    | /v2/calendars/{calendar}/check                                            | any        | APPS_READ            | nothing |
        | every-scope-get-me                                      | GET    | /v2/me                                                                    | any        | PROFILE_READ         | nothing |
        | every-scope-get-teams-event-types                       | GET    | /v2/teams/{teamId}/event-types                                            | any        | TEAM_EVENT_TYPE_READ | nothing |
        | every-scope-get-teams-event-types-one                   | GET    | /v2/teams/{teamId}/event-types/{eventTypeId}                              | any        | TEAM_EVENT_TYPE_READ | nothing |
        | every-scope-get-organizations-teams-event-types         | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types                      | any        | TEAM_EVENT_TYPE_READ | nothing |
        | every-scope-get-organizations-teams-event-types-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}        | any        | TEAM_EVENT_TYPE_READ | nothing |
        | every-scope-get-teams-bookings                          | GET    | /v2/teams/{teamId}/bookings                                               | any        | TEAM_BOOKING_READ    | nothing |
        | every-scope-get-organizations-teams-bookings            | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings                         | any        | TEAM_BOOKING_READ    | nothing |
        | every-scope-get-organizations-teams-bookings-references | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings/{bookingUid}/references | any        | TEAM_BOOKING_READ    | nothing |
        | every-scope-get-teams-schedules                         | GET    | /v2/teams/{teamId}/schedules                                              | any        | TEAM_SCHEDULE_READ   | nothing |
        | every-scope-get-organizations-teams-schedules           | GET    | /v2/organizations/{orgId}/teams/{teamId}/schedules                        | any        | TEAM_SCHEDULE_READ   | nothing |
        | every-scope-get-organizations-teams-users-schedules     | GET    | /v2/organizations/{orgId}/teams/{teamId}/users/{userId}/schedules         | any        | TEAM_SCHEDULE_READ   | nothing |
        | every-scope-get-teams                                   | GET    | /v2/teams                                                                 | any        | TEAM_PROFILE_READ    | nothing |
        | every-scope-get-teams-one                               | GET    | /v2/teams/{teamId}                                                        | any        | TEAM_PROFILE_READ    | nothing |
        | every-scope-get-organizations-teams-one                 | GET    | /v2/organizations/{orgId}/teams/{teamId}                                  | any        | TEAM_PROFILE_READ    | nothing |
        | every-scope-get-teams-memberships                       | GET    | /v2/teams/{teamId}/memberships                                            | any        | TEAM_MEMBERSHIP_READ | nothing |
        | every-scope-get-teams-memberships-one                   | GET    | /v2/teams/{teamId}/memberships/{membershipId}                             | any        | TEAM_MEMBERSHIP_READ | nothing |
        | every-scope-get-organizations-teams-memberships         | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships                      | any        | TEAM_MEMBERSHIP_READ | nothing |
        | every-scope-get-organizations-teams-memberships-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}       | any        | TEAM_MEMBERSHIP_READ | nothing |
        | every-scope-get-organizations-event-types               | GET    | /v2/organizations/{orgId}/teams/event-types                               | any        | ORG_EVENT_TYPE_READ  | nothing |
        | every-scope-get-organizations-bookings                  | GET    | /v2/organizations/{orgId}/bookings                                        | any        | ORG_BOOKING_READ     | nothing |
        | every-scope-get-organizations-schedules                 | GET    | /v2/organizations/{orgId}/schedules                                       | any        | ORG_SCHEDULE_READ    | nothing |
        | every-scope-get-organizations-users-schedules           | GET    | /v2/organizations/{orgId}/users/{userId}/schedules                        | any        | ORG_SCHEDULE_READ    | nothing |
        | every-scope-get-organizations-users-schedules-one       | GET    | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}           | any        | ORG_SCHEDULE_READ    | nothing |
        | every-scope-get-organizations-teams                     | GET    | /v2/organizations/{orgId}/teams                                           | any        | ORG_PROFILE_READ     | nothing |
        | every-scope-get-organizations-teams-me                  | GET    | /v2/organizations/{orgId}/teams/me                                        | any        | ORG_PROFILE_READ     | nothing |

    @refusal
    Scenario Outline: <method> <path> refuses a token that has every scope but <scope>
      Given Alice gave Omni a token, with every scope but <scope>
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses
      And the refusal is on record

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

    @refusal @destructive
    Scenario Outline: <method> <path> refuses a token that has every scope but <scope>
      Given Alice gave Omni a token, with every scope but <scope>
      When Omni asks <method> <path> in version <version>, sending <sends>, watched at <seen-at>
      Then the endpoint refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id                                                     | method | path                                                                                 | version    | scope                 | sends                    | seen-at                                                            |
        | post-event-types                                       | POST   | /v2/event-types                                                                      | 2024-06-14 | EVENT_TYPE_WRITE      | an event type            | /v2/event-types                                                    |
        | patch-event-types-one                                  | PATCH  | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | EVENT_TYPE_WRITE      | a new title              | /v2/event-types/{eventTypeId}                                      |
        | delete-event-types-one                                 | DELETE | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | EVENT_TYPE_WRITE      | nothing                  | /v2/event-types/{eventTypeId}                                      |
        | post-event-types-private-links                         | POST   | /v2/event-types/{eventTypeId}/private-links                                          | 2024-09-04 | EVENT_TYPE_WRITE      | a private link           | /v2/event-types/{eventTypeId}/private-links                        |
        | patch-event-types-private-links-one                    | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | EVENT_TYPE_WRITE      | a number of uses         | /v2/event-types/{eventTypeId}/private-links                        |
        | delete-event-types-private-links-one                   | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | EVENT_TYPE_WRITE      | nothing                  | /v2/event-types/{eventTypeId}/private-links                        |
        | post-bookings-guests                                   | POST   | /v2/bookings/{bookingUid}/guests                                                     | 2024-08-13 | BOOKING_WRITE         | a guest                  | /v2/bookings/{bookingUid}                                          |
        | patch-bookings-location                                | PATCH  | /v2/bookings/{bookingUid}/location                                                   | 2024-08-13 | BOOKING_WRITE         | an address               | /v2/bookings/{bookingUid}                                          |
        | post-bookings-reassign                                 | POST   | /v2/bookings/{bookingUid}/reassign                                                   | 2024-08-13 | BOOKING_WRITE         | nothing                  | /v2/bookings/{bookingUid}                                          |
        | post-bookings-reassign-one                             | POST   | /v2/bookings/{bookingUid}/reassign/{userId}                                          | 2024-08-13 | BOOKING_WRITE         | a reason                 | /v2/bookings/{bookingUid}                                          |
        | post-bookings-confirm                                  | POST   | /v2/bookings/{bookingUid}/confirm                                                    | 2024-08-13 | BOOKING_WRITE         | nothing                  | /v2/bookings/{bookingUid}                                          |
        | post-bookings-decline                                  | POST   | /v2/bookings/{bookingUid}/decline                                                    | 2024-08-13 | BOOKING_WRITE         | a reason                 | /v2/bookings/{bookingUid}                                          |
        | post-schedules                                         | POST   | /v2/schedules                                                                        | 2024-06-11 | SCHEDULE_WRITE        | a schedule               | /v2/schedules                                                      |
        | patch-schedules-one                                    | PATCH  | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | SCHEDULE_WRITE        | a new name               | /v2/schedules/{scheduleId}                                         |
        | delete-schedules-one                                   | DELETE | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | SCHEDULE_WRITE        | nothing                  | /v2/schedules/{scheduleId}                                         |
        | patch-me                                               | PATCH  | /v2/me                                                                               | any        | PROFILE_WRITE         | the week start Saturday  | /v2/me                                                             |
        | post-teams-event-types                                 | POST   | /v2/teams/{teamId}/event-types                                                       | any        | TEAM_EVENT_TYPE_WRITE | a team event type        | /v2/teams/{teamId}/event-types                                     |
        | patch-teams-event-types-one                            | PATCH  | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | TEAM_EVENT_TYPE_WRITE | a new title              | /v2/teams/{teamId}/event-types/{eventTypeId}                       |
        | delete-teams-event-types-one                           | DELETE | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | TEAM_EVENT_TYPE_WRITE | nothing                  | /v2/teams/{teamId}/event-types/{eventTypeId}                       |
        | post-teams-event-types-create-phone-call               | POST   | /v2/teams/{teamId}/event-types/{eventTypeId}/create-phone-call                       | any        | TEAM_EVENT_TYPE_WRITE | a phone call             | /v2/teams/{teamId}/event-types/{eventTypeId}                       |
        | post-organizations-teams-event-types                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types                                 | any        | TEAM_EVENT_TYPE_WRITE | a team event type        | /v2/organizations/{orgId}/teams/{teamId}/event-types               |
        | patch-organizations-teams-event-types-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | TEAM_EVENT_TYPE_WRITE | a new title              | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId} |
        | delete-organizations-teams-event-types-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | TEAM_EVENT_TYPE_WRITE | nothing                  | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId} |
        | post-organizations-teams-event-types-create-phone-call | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}/create-phone-call | any        | TEAM_EVENT_TYPE_WRITE | a phone call             | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId} |
        | post-teams                                             | POST   | /v2/teams                                                                            | any        | TEAM_PROFILE_WRITE    | a team                   | /v2/teams                                                          |
        | patch-teams-one                                        | PATCH  | /v2/teams/{teamId}                                                                   | any        | TEAM_PROFILE_WRITE    | a new name               | /v2/teams/{teamId}                                                 |
        | delete-teams-one                                       | DELETE | /v2/teams/{teamId}                                                                   | any        | TEAM_PROFILE_WRITE    | nothing                  | /v2/teams/{teamId}                                                 |
        | post-teams-memberships                                 | POST   | /v2/teams/{teamId}/memberships                                                       | any        | TEAM_MEMBERSHIP_WRITE | a membership             | /v2/teams/{teamId}/memberships                                     |
        | patch-teams-memberships-one                            | PATCH  | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | TEAM_MEMBERSHIP_WRITE | the role of an admin     | /v2/teams/{teamId}/memberships                                     |
        | delete-teams-memberships-one                           | DELETE | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | TEAM_MEMBERSHIP_WRITE | nothing                  | /v2/teams/{teamId}/memberships                                     |
        | post-teams-invite                                      | POST   | /v2/teams/{teamId}/invite                                                            | any        | TEAM_MEMBERSHIP_WRITE | nothing                  | /v2/teams/{teamId}/memberships                                     |
        | post-organizations-teams-memberships                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/memberships                                 | any        | TEAM_MEMBERSHIP_WRITE | a membership             | /v2/organizations/{orgId}/teams/{teamId}/memberships               |
        | patch-organizations-teams-memberships-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | TEAM_MEMBERSHIP_WRITE | the role of an admin     | /v2/organizations/{orgId}/teams/{teamId}/memberships               |
        | delete-organizations-teams-memberships-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | TEAM_MEMBERSHIP_WRITE | nothing                  | /v2/organizations/{orgId}/teams/{teamId}/memberships               |
        | post-organizations-teams-invite                        | POST   | /v2/organizations/{orgId}/teams/{teamId}/invite                                      | any        | TEAM_MEMBERSHIP_WRITE | nothing                  | /v2/organizations/{orgId}/teams/{teamId}/memberships               |
        | post-organizations-users-schedules                     | POST   | /v2/organizations/{orgId}/users/{userId}/schedules                                   | any        | ORG_SCHEDULE_WRITE    | a schedule               | /v2/organizations/{orgId}/users/{userId}/schedules                 |
        | patch-organizations-users-schedules-one                | PATCH  | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | ORG_SCHEDULE_WRITE    | a new name               | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}    |
        | delete-organizations-users-schedules-one               | DELETE | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | ORG_SCHEDULE_WRITE    | nothing                  | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}    |
        | post-organizations-teams                               | POST   | /v2/organizations/{orgId}/teams                                                      | any        | ORG_PROFILE_WRITE     | a team                   | /v2/organizations/{orgId}/teams                                    |
        | patch-organizations-teams-one                          | PATCH  | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | ORG_PROFILE_WRITE     | a new name               | /v2/organizations/{orgId}/teams/{teamId}                           |
        | delete-organizations-teams-one                         | DELETE | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | ORG_PROFILE_WRITE     | nothing                  | /v2/organizations/{orgId}/teams/{teamId}                           |

    @control
    Scenario Outline: <method> <path> in version <version> answers a token that has <scope> alone, where there is one
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending nothing
      Then the endpoint answers, where there is one

      Examples:
        | id                                 | method | path                                        | version    | scope           |
        | opened-head                        | HEAD   | /v2/me                                      | any        | PROFILE_READ    |
        | opened-slash                       | GET    | /v2/me/                                     | any        | PROFILE_READ    |
        | opened-query                       | GET    | /v2/me?colour=green                         | any        | PROFILE_READ    |
        | opened-prefix                      | GET    | /api/v2/me                                  | any        | PROFILE_READ    |
        | opened-house                       | GET    | /v2/ee/me                                   | any        | PROFILE_READ    |
        | opened-version-of-me               | GET    | /v2/me                                      | 2024-08-13 | PROFILE_READ    |
        | opened-other-version-of-schedules  | GET    | /v2/schedules                               | 2024-06-14 | SCHEDULE_READ   |
        | opened-no-version-of-private-links | GET    | /v2/event-types/{eventTypeId}/private-links | any        | EVENT_TYPE_READ |
        | opened-newest-version-of-bookings  | GET    | /v2/bookings/{bookingUid}/calendar-links    | 2026-02-25 | BOOKING_READ    |

    @refusal
    Scenario Outline: <method> <path> in version <version> refuses a token that has <scope> alone, where there is one
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending nothing
      Then the endpoint refuses, where there is one

      Examples:
        | id                          | method | path                                        | version    | scope     |
        | head                        | HEAD   | /v2/me                                      | any        | APPS_READ |
        | slash                       | GET    | /v2/me/                                     | any        | APPS_READ |
        | query                       | GET    | /v2/me?colour=green                         | any        | APPS_READ |
        | prefix                      | GET    | /api/v2/me                                  | any        | APPS_READ |
        | house                       | GET    | /v2/ee/me                                   | any        | APPS_READ |
        | version-of-me               | GET    | /v2/me                                      | 2024-08-13 | APPS_READ |
        | other-version-of-schedules  | GET    | /v2/schedules                               | 2024-06-14 | APPS_READ |
        | no-version-of-private-links | GET    | /v2/event-types/{eventTypeId}/private-links | any        | APPS_READ |
        | newest-version-of-bookings  | GET    | /v2/bookings/{bookingUid}/calendar-links    | 2026-02-25 | APPS_READ |

    @control @destructive
    Scenario: A form answers a token that has the scope
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending another name of the user as a form
      Then the endpoint answers

    @refusal @destructive
    Scenario Outline: A form is refused a token that has <scope> alone
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks PATCH /v2/me in version any, sending another name of the user as a form, watched at /v2/me
      Then the endpoint refuses
      And nothing was changed

      Examples:
        | id   | scope     |
        | form | APPS_READ |

    @control
    Scenario Outline: A token <scopes> opens what one of them opens
      Given Alice gave Omni a token, <scopes>
      When Omni asks GET /v2/me in version any, sending nothing
      Then the endpoint answers

      Examples:
        | id           | scopes                            |
        | opened-blank | with a blank between the scopes   |
        | opened-comma | with a comma between the scopes   |

    @refusal
    Scenario Outline: A token <scopes> opens nothing else
      Given Alice gave Omni a token, <scopes>
      When Omni asks GET /v2/calendars/{calendar}/check in version any, sending nothing
      Then the endpoint refuses

      Examples:
        | id    | scopes                          |
        | blank | with a blank between the scopes |
        | comma | with a comma between the scopes |

    @control @needs:owner
    Scenario: The client's owner gives it the scope
      Given Owen gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks GET /v2/me in version any, sending nothing
      Then the endpoint answers

    @refusal @needs:owner
    Scenario Outline: The client's owner gives it <scope> alone, and that opens nothing else
      Given Owen gave Omni a token, with the scope <scope> alone
      When Omni asks GET /v2/me in version any, sending nothing
      Then the endpoint refuses

      Examples:
        | id    | scope     |
        | owner | APPS_READ |

    @control @needs:public-client
    Scenario: A public client has the scope
      Given Alice gave Nimbus a token, with the scope PROFILE_READ alone
      When Nimbus asks GET /v2/me in version any, sending nothing
      Then the endpoint answers

    @refusal @needs:public-client
    Scenario Outline: A public client has <scope> alone, and that opens nothing else
      Given Alice gave Nimbus a token, with the scope <scope> alone
      When Nimbus asks GET /v2/me in version any, sending nothing
      Then the endpoint refuses

      Examples:
        | id            | scope     |
        | public-client | APPS_READ |

    @refusal @destructive @exclusive
    Scenario Outline: <method> <path> refuses a token that has every scope but <scope>
      Given a booking of Alice's has begun, where the clock can be moved
      And Alice gave Omni a token, with every scope but <scope>
      When Omni asks <method> <path> in version <version>, sending <sends>, watched at <seen-at>
      Then the endpoint refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id                        | method | path                                  | version    | scope         | sends                    | seen-at                               |
        | post-bookings-mark-absent | POST   | /v2/bookings/{bookingUid}/mark-absent | 2024-08-13 | BOOKING_WRITE | that the host was absent | /v2/bookings/{bookingUid}             |
