Feature: What every refusal for want of a scope has in common
  One status, one envelope and one sentence, whatever the endpoint.

  @SCOPE-08 @observed
  Rule: The refusal names the scope that is missing and those that the token has
    It is 403 in the API's error envelope, with insufficient_scope, what is required and what the token has, in its order. (production-oauth E, production-api B1)
    Whoever reads it knows which scope to ask the user for.

    Scenario Outline: The refusal of <id> is the one on record
      Given Alice gave Omni a token, with every scope but <scope>
      And Omni asked <method> <path> in version <version>, sending <sends>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                                                   | method | path                                                                      | version    | scope                | sends   |
        | SCOPE-03.get-event-types                             | GET    | /v2/event-types                                                           | 2024-06-14 | EVENT_TYPE_READ      | nothing |
        | SCOPE-03.get-event-types-one                         | GET    | /v2/event-types/{eventTypeId}                                             | 2024-06-14 | EVENT_TYPE_READ      | nothing |
        | SCOPE-03.get-event-types-private-links               | GET    | /v2/event-types/{eventTypeId}/private-links                               | 2024-09-04 | EVENT_TYPE_READ      | nothing |
        | SCOPE-03.get-bookings                                | GET    | /v2/bookings                                                              | 2024-08-13 | BOOKING_READ         | nothing |
        | SCOPE-03.get-bookings-recordings                     | GET    | /v2/bookings/{bookingUid}/recordings                                      | 2024-08-13 | BOOKING_READ         | nothing |
        | SCOPE-03.get-bookings-transcripts                    | GET    | /v2/bookings/{bookingUid}/transcripts                                     | 2024-08-13 | BOOKING_READ         | nothing |
        | SCOPE-03.get-bookings-calendar-links                 | GET    | /v2/bookings/{bookingUid}/calendar-links                                  | 2024-08-13 | BOOKING_READ         | nothing |
        | SCOPE-03.get-bookings-references                     | GET    | /v2/bookings/{bookingUid}/references                                      | 2024-08-13 | BOOKING_READ         | nothing |
        | SCOPE-03.get-bookings-conferencing-sessions          | GET    | /v2/bookings/{bookingUid}/conferencing-sessions                           | 2024-08-13 | BOOKING_READ         | nothing |
        | SCOPE-03.get-schedules                               | GET    | /v2/schedules                                                             | 2024-06-11 | SCHEDULE_READ        | nothing |
        | SCOPE-03.get-schedules-one                           | GET    | /v2/schedules/{scheduleId}                                                | 2024-06-11 | SCHEDULE_READ        | nothing |
        | SCOPE-03.get-schedules-default                       | GET    | /v2/schedules/default                                                     | 2024-06-11 | SCHEDULE_READ        | nothing |
        | SCOPE-03.get-calendars-check                         | GET    | /v2/calendars/{calendar}/check                                            | any        | APPS_READ            | nothing |
        | SCOPE-03.get-me                                      | GET    | /v2/me                                                                    | any        | PROFILE_READ         | nothing |
        | SCOPE-03.get-teams-event-types                       | GET    | /v2/teams/{teamId}/event-types                                            | any        | TEAM_EVENT_TYPE_READ | nothing |
        | SCOPE-03.get-teams-event-types-one                   | GET    | /v2/teams/{teamId}/event-types/{eventTypeId}                              | any        | TEAM_EVENT_TYPE_READ | nothing |
        | SCOPE-03.get-organizations-teams-event-types         | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types                      | any        | TEAM_EVENT_TYPE_READ | nothing |
        | SCOPE-03.get-organizations-teams-event-types-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}        | any        | TEAM_EVENT_TYPE_READ | nothing |
        | SCOPE-03.get-teams-bookings                          | GET    | /v2/teams/{teamId}/bookings                                               | any        | TEAM_BOOKING_READ    | nothing |
        | SCOPE-03.get-organizations-teams-bookings            | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings                         | any        | TEAM_BOOKING_READ    | nothing |
        | SCOPE-03.get-organizations-teams-bookings-references | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings/{bookingUid}/references | any        | TEAM_BOOKING_READ    | nothing |
        | SCOPE-03.get-teams-schedules                         | GET    | /v2/teams/{teamId}/schedules                                              | any        | TEAM_SCHEDULE_READ   | nothing |
        | SCOPE-03.get-organizations-teams-schedules           | GET    | /v2/organizations/{orgId}/teams/{teamId}/schedules                        | any        | TEAM_SCHEDULE_READ   | nothing |
        | SCOPE-03.get-organizations-teams-users-schedules     | GET    | /v2/organizations/{orgId}/teams/{teamId}/users/{userId}/schedules         | any        | TEAM_SCHEDULE_READ   | nothing |
        | SCOPE-03.get-teams                                   | GET    | /v2/teams                                                                 | any        | TEAM_PROFILE_READ    | nothing |
        | SCOPE-03.get-teams-one                               | GET    | /v2/teams/{teamId}                                                        | any        | TEAM_PROFILE_READ    | nothing |
        | SCOPE-03.get-organizations-teams-one                 | GET    | /v2/organizations/{orgId}/teams/{teamId}                                  | any        | TEAM_PROFILE_READ    | nothing |
        | SCOPE-03.get-teams-memberships                       | GET    | /v2/teams/{teamId}/memberships                                            | any        | TEAM_MEMBERSHIP_READ | nothing |
        | SCOPE-03.get-teams-memberships-one                   | GET    | /v2/teams/{teamId}/memberships/{membershipId}                             | any        | TEAM_MEMBERSHIP_READ | nothing |
        | SCOPE-03.get-organizations-teams-memberships         | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships                      | any        | TEAM_MEMBERSHIP_READ | nothing |
        | SCOPE-03.get-organizations-teams-memberships-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}       | any        | TEAM_MEMBERSHIP_READ | nothing |
        | SCOPE-03.get-organizations-event-types               | GET    | /v2/organizations/{orgId}/teams/event-types                               | any        | ORG_EVENT_TYPE_READ  | nothing |
        | SCOPE-03.get-organizations-bookings                  | GET    | /v2/organizations/{orgId}/bookings                                        | any        | ORG_BOOKING_READ     | nothing |
        | SCOPE-03.get-organizations-schedules                 | GET    | /v2/organizations/{orgId}/schedules                                       | any        | ORG_SCHEDULE_READ    | nothing |
        | SCOPE-03.get-organizations-users-schedules           | GET    | /v2/organizations/{orgId}/users/{userId}/schedules                        | any        | ORG_SCHEDULE_READ    | nothing |
        | SCOPE-03.get-organizations-users-schedules-one       | GET    | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}           | any        | ORG_SCHEDULE_READ    | nothing |
        | SCOPE-03.get-organizations-teams                     | GET    | /v2/organizations/{orgId}/teams                                           | any        | ORG_PROFILE_READ     | nothing |
        | SCOPE-03.get-organizations-teams-me                  | GET    | /v2/organizations/{orgId}/teams/me                                        | any        | ORG_PROFILE_READ     | nothing |

    Scenario Outline: The refusal of <id> tells the query as well
      Given Alice gave Omni a token, with every scope but <scope>
      And Omni asked <method> <path> in version <version>, sending <sends>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id         | method | path                | version | scope        | sends   |
        | with-query | GET    | /v2/me?colour=green | any     | PROFILE_READ | nothing |

    @destructive
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice gave Omni a token, with every scope but <scope>
      And Omni asked <method> <path> in version <version>, sending <sends>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                                                              | method | path                                                                                 | version    | scope                 | sends                    |
        | SCOPE-03.post-event-types                                       | POST   | /v2/event-types                                                                      | 2024-06-14 | EVENT_TYPE_WRITE      | an event type            |
        | SCOPE-03.patch-event-types-one                                  | PATCH  | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | EVENT_TYPE_WRITE      | a new title              |
        | SCOPE-03.delete-event-types-one                                 | DELETE | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | EVENT_TYPE_WRITE      | nothing                  |
        | SCOPE-03.post-event-types-private-links                         | POST   | /v2/event-types/{eventTypeId}/private-links                                          | 2024-09-04 | EVENT_TYPE_WRITE      | a private link           |
        | SCOPE-03.patch-event-types-private-links-one                    | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | EVENT_TYPE_WRITE      | a number of uses         |
        | SCOPE-03.delete-event-types-private-links-one                   | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | EVENT_TYPE_WRITE      | nothing                  |
        | SCOPE-03.post-bookings-guests                                   | POST   | /v2/bookings/{bookingUid}/guests                                                     | 2024-08-13 | BOOKING_WRITE         | a guest                  |
        | SCOPE-03.patch-bookings-location                                | PATCH  | /v2/bookings/{bookingUid}/location                                                   | 2024-08-13 | BOOKING_WRITE         | an address               |
        | SCOPE-03.post-bookings-mark-absent                              | POST   | /v2/bookings/{bookingUid}/mark-absent                                                | 2024-08-13 | BOOKING_WRITE         | that the host was absent |
        | SCOPE-03.post-bookings-reassign                                 | POST   | /v2/bookings/{bookingUid}/reassign                                                   | 2024-08-13 | BOOKING_WRITE         | nothing                  |
        | SCOPE-03.post-bookings-reassign-one                             | POST   | /v2/bookings/{bookingUid}/reassign/{userId}                                          | 2024-08-13 | BOOKING_WRITE         | a reason                 |
        | SCOPE-03.post-bookings-confirm                                  | POST   | /v2/bookings/{bookingUid}/confirm                                                    | 2024-08-13 | BOOKING_WRITE         | nothing                  |
        | SCOPE-03.post-bookings-decline                                  | POST   | /v2/bookings/{bookingUid}/decline                                                    | 2024-08-13 | BOOKING_WRITE         | a reason                 |
        | SCOPE-03.post-schedules                                         | POST   | /v2/schedules                                                                        | 2024-06-11 | SCHEDULE_WRITE        | a schedule               |
        | SCOPE-03.patch-schedules-one                                    | PATCH  | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | SCHEDULE_WRITE        | a new name               |
        | SCOPE-03.delete-schedules-one                                   | DELETE | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | SCHEDULE_WRITE        | nothing                  |
        | SCOPE-03.patch-me                                               | PATCH  | /v2/me                                                                               | any        | PROFILE_WRITE         | the week start Saturday  |
        | SCOPE-03.post-teams-event-types                                 | POST   | /v2/teams/{teamId}/event-types                                                       | any        | TEAM_EVENT_TYPE_WRITE | a team event type        |
        | SCOPE-03.patch-teams-event-types-one                            | PATCH  | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | TEAM_EVENT_TYPE_WRITE | a new title              |
        | SCOPE-03.delete-teams-event-types-one                           | DELETE | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | TEAM_EVENT_TYPE_WRITE | nothing                  |
        | SCOPE-03.post-teams-event-types-create-phone-call               | POST   | /v2/teams/{teamId}/event-types/{eventTypeId}/create-phone-call                       | any        | TEAM_EVENT_TYPE_WRITE | a phone call             |
        | SCOPE-03.post-organizations-teams-event-types                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types                                 | any        | TEAM_EVENT_TYPE_WRITE | a team event type        |
        | SCOPE-03.patch-organizations-teams-event-types-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | TEAM_EVENT_TYPE_WRITE | a new title              |
        | SCOPE-03.delete-organizations-teams-event-types-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | TEAM_EVENT_TYPE_WRITE | nothing                  |
        | SCOPE-03.post-organizations-teams-event-types-create-phone-call | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}/create-phone-call | any        | TEAM_EVENT_TYPE_WRITE | a phone call             |
        | SCOPE-03.post-teams                                             | POST   | /v2/teams                                                                            | any        | TEAM_PROFILE_WRITE    | a team                   |
        | SCOPE-03.patch-teams-one                                        | PATCH  | /v2/teams/{teamId}                                                                   | any        | TEAM_PROFILE_WRITE    | a new name               |
        | SCOPE-03.delete-teams-one                                       | DELETE | /v2/teams/{teamId}                                                                   | any        | TEAM_PROFILE_WRITE    | nothing                  |
        | SCOPE-03.post-teams-memberships                                 | POST   | /v2/teams/{teamId}/memberships                                                       | any        | TEAM_MEMBERSHIP_WRITE | a membership             |
        | SCOPE-03.patch-teams-memberships-one                            | PATCH  | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | TEAM_MEMBERSHIP_WRITE | the role of an admin     |
        | SCOPE-03.delete-teams-memberships-one                           | DELETE | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | TEAM_MEMBERSHIP_WRITE | nothing                  |
        | SCOPE-03.post-teams-invite                                      | POST   | /v2/teams/{teamId}/invite                                                            | any        | TEAM_MEMBERSHIP_WRITE | nothing                  |
        | SCOPE-03.post-organizations-teams-memberships                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/memberships                                 | any        | TEAM_MEMBERSHIP_WRITE | a membership             |
        | SCOPE-03.patch-organizations-teams-memberships-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | TEAM_MEMBERSHIP_WRITE | the role of an admin     |
        | SCOPE-03.delete-organizations-teams-memberships-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | TEAM_MEMBERSHIP_WRITE | nothing                  |
        | SCOPE-03.post-organizations-teams-invite                        | POST   | /v2/organizations/{orgId}/teams/{teamId}/invite                                      | any        | TEAM_MEMBERSHIP_WRITE | nothing                  |
        | SCOPE-03.post-organizations-users-schedules                     | POST   | /v2/organizations/{orgId}/users/{userId}/schedules                                   | any        | ORG_SCHEDULE_WRITE    | a schedule               |
        | SCOPE-03.patch-organizations-users-schedules-one                | PATCH  | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | ORG_SCHEDULE_WRITE    | a new name               |
        | SCOPE-03.delete-organizations-users-schedules-one               | DELETE | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | ORG_SCHEDULE_WRITE    | nothing                  |
        | SCOPE-03.post-organizations-teams                               | POST   | /v2/organizations/{orgId}/teams                                                      | any        | ORG_PROFILE_WRITE     | a team                   |
        | SCOPE-03.patch-organizations-teams-one                          | PATCH  | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | ORG_PROFILE_WRITE     | a new name               |
        | SCOPE-03.delete-organizations-teams-one                         | DELETE | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | ORG_PROFILE_WRITE     | nothing                  |

    @needs:legacy-client
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice gave Oldie a token, <asked>
      And Oldie asked <method> <path> in version <version>, sending <sends>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                 | asked                              | method | path         | version    | sends   |
        | LEGACY-10.bookings | with the scope SCHEDULE_READ alone | GET    | /v2/bookings | 2024-08-13 | nothing |
        | LEGACY-10.profile  | with the scope SCHEDULE_READ alone | GET    | /v2/me       | any        | nothing |
        | LEGACY-10.teams    | with the scope SCHEDULE_READ alone | GET    | /v2/teams    | any        | nothing |
        | LEGACY-10.old-new  | with an old scope beside a new one | GET    | /v2/bookings | 2024-08-13 | nothing |

    @needs:legacy-client @destructive
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice gave Oldie a token, <asked>
      And Oldie asked <method> <path> in version <version>, sending <sends>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id              | asked                              | method | path          | version    | sends      |
        | LEGACY-10.write | with the scope SCHEDULE_READ alone | POST   | /v2/schedules | 2024-06-11 | a schedule |
