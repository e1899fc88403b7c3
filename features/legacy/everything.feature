Feature: What a token without scopes opens
  Every row of the documents' tables is asked here with a token of a client that is older than the tables.

  @LEGACY-04 @documented @needs:legacy-client
  Rule: A token that a legacy client got without asking for scopes opens everything
    "Access tokens issued by legacy clients can access any resource on behalf of the authorizing user" (oauth.txt, Legacy Client Migration)
    Integrations that never heard of scopes lose nothing. (Of a token with scopes see LEGACY-10.)

    Scenario Outline: <method> <path> answers a token without scopes
      Given Alice gave Oldie a token, without a scope
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                                          | method | path                                                                      | version    | sends   |
        | get-event-types                             | GET    | /v2/event-types                                                           | 2024-06-14 | nothing |
        | get-event-types-one                         | GET    | /v2/event-types/{eventTypeId}                                             | 2024-06-14 | nothing |
        | get-event-types-private-links               | GET    | /v2/event-types/{eventTypeId}/private-links                               | 2024-09-04 | nothing |
        | get-bookings                                | GET    | /v2/bookings                                                              | 2024-08-13 | nothing |
        | get-bookings-recordings                     | GET    | /v2/bookings/{bookingUid}/recordings                                      | 2024-08-13 | nothing |
        | get-bookings-transcripts                    | GET    | /v2/bookings/{bookingUid}/transcripts                                     | 2024-08-13 | nothing |
        | get-bookings-calendar-links                 | GET    | /v2/bookings/{bookingUid}/calendar-links                                  | 2024-08-13 | nothing |
        | get-bookings-references                     | GET    | /v2/bookings/{bookingUid}/references                                      | 2024-08-13 | nothing |
        | get-bookings-conferencing-sessions          | GET    | /v2/bookings/{bookingUid}/conferencing-sessions                           | 2024-08-13 | nothing |
        | get-schedules                               | GET    | /v2/schedules                                                             | 2024-06-11 | nothing |
        | get-schedules-one                           | GET    | /v2/schedules/{scheduleId}                                                | 2024-06-11 | nothing |
        | get-schedules-default                       | GET    | /v2/schedules/default                                                     | 2024-06-11 | nothing |
        | get-calendars-check                         | GET    | /v2/calendars/{calendar}/check                                            | any        | nothing |
        | get-me                                      | GET    | /v2/me                                                                    | any        | nothing |
        | get-teams-event-types                       | GET    | /v2/teams/{teamId}/event-types                                            | any        | nothing |
        | get-teams-event-types-one                   | GET    | /v2/teams/{teamId}/event-types/{eventTypeId}                              | any        | nothing |
        | get-organizations-teams-event-types         | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types                      | any        | nothing |
        | get-organizations-teams-event-types-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}        | any        | nothing |
        | get-teams-bookings                          | GET    | /v2/teams/{teamId}/bookings                                               | any        | nothing |
        | get-organizations-teams-bookings            | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings                         | any        | nothing |
        | get-organizations-teams-bookings-references | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings/{bookingUid}/references | any        | nothing |
        | get-teams-schedules                         | GET    | /v2/teams/{teamId}/schedules                                              | any        | nothing |
        | get-organizations-teams-schedules           | GET    | /v2/organizations/{orgId}/teams/{teamId}/schedules                        | any        | nothing |
        | get-organizations-teams-users-schedules     | GET    | /v2/organizations/{orgId}/teams/{teamId}/users/{userId}/schedules         | any        | nothing |
        | get-teams                                   | GET    | /v2/teams                                                                 | any        | nothing |
        | get-teams-one                               | GET    | /v2/teams/{teamId}                                                        | any        | nothing |
        | get-organizations-teams-one                 | GET    | /v2/organizations/{orgId}/teams/{teamId}                                  | any        | nothing |
        | get-teams-memberships                       | GET    | /v2/teams/{teamId}/memberships                                            | any        | nothing |
        | get-teams-memberships-one                   | GET    | /v2/teams/{teamId}/memberships/{membershipId}                             | any        | nothing |
        | get-organizations-teams-memberships         | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships                      | any        | nothing |
        | get-organizations-teams-memberships-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}       | any        | nothing |
        | get-organizations-event-types               | GET    | /v2/organizations/{orgId}/teams/event-types                               | any        | nothing |
        | get-organizations-bookings                  | GET    | /v2/organizations/{orgId}/bookings                                        | any        | nothing |
        | get-organizations-schedules                 | GET    | /v2/organizations/{orgId}/schedules                                       | any        | nothing |
        | get-organizations-users-schedules           | GET    | /v2/organizations/{orgId}/users/{userId}/schedules                        | any        | nothing |
        | get-organizations-users-schedules-one       | GET    | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}           | any        | nothing |
        | get-organizations-teams                     | GET    | /v2/organizations/{orgId}/teams                                           | any        | nothing |
        | get-organizations-teams-me                  | GET    | /v2/organizations/{orgId}/teams/me                                        | any        | nothing |

    @destructive
    Scenario Outline: <method> <path> answers a token without scopes
      Given Alice gave Oldie a token, without a scope
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                                                     | method | path                                                                                 | version    | sends                   |
        | post-event-types                                       | POST   | /v2/event-types                                                                      | 2024-06-14 | an event type           |
        | patch-event-types-one                                  | PATCH  | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | a new title             |
        | delete-event-types-one                                 | DELETE | /v2/event-types/{eventTypeId}                                                        | 2024-06-14 | nothing                 |
        | post-event-types-private-links                         | POST   | /v2/event-types/{eventTypeId}/private-links                                          | 2024-09-04 | a private link          |
        | patch-event-types-private-links-one                    | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | a number of uses        |
        | delete-event-types-private-links-one                   | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId}                                 | 2024-09-04 | nothing                 |
        | post-bookings-guests                                   | POST   | /v2/bookings/{bookingUid}/guests                                                     | 2024-08-13 | a guest                 |
        | patch-bookings-location                                | PATCH  | /v2/bookings/{bookingUid}/location                                                   | 2024-08-13 | an address              |
        | post-bookings-reassign                                 | POST   | /v2/bookings/{bookingUid}/reassign                                                   | 2024-08-13 | nothing                 |
        | post-bookings-reassign-one                             | POST   | /v2/bookings/{bookingUid}/reassign/{userId}                                          | 2024-08-13 | a reason                |
        | post-bookings-confirm                                  | POST   | /v2/bookings/{bookingUid}/confirm                                                    | 2024-08-13 | nothing                 |
        | post-bookings-decline                                  | POST   | /v2/bookings/{bookingUid}/decline                                                    | 2024-08-13 | a reason                |
        | post-schedules                                         | POST   | /v2/schedules                                                                        | 2024-06-11 | a schedule              |
        | patch-schedules-one                                    | PATCH  | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | a new name              |
        | delete-schedules-one                                   | DELETE | /v2/schedules/{scheduleId}                                                           | 2024-06-11 | nothing                 |
        | patch-me                                               | PATCH  | /v2/me                                                                               | any        | the week start Saturday |
        | post-teams-event-types                                 | POST   | /v2/teams/{teamId}/event-types                                                       | any        | a team event type       |
        | patch-teams-event-types-one                            | PATCH  | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | a new title             |
        | delete-teams-event-types-one                           | DELETE | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any        | nothing                 |
        | post-teams-event-types-create-phone-call               | POST   | /v2/teams/{teamId}/event-types/{eventTypeId}/create-phone-call                       | any        | a phone call            |
        | post-organizations-teams-event-types                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types                                 | any        | a team event type       |
        | patch-organizations-teams-event-types-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | a new title             |
        | delete-organizations-teams-event-types-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any        | nothing                 |
        | post-organizations-teams-event-types-create-phone-call | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}/create-phone-call | any        | a phone call            |
        | post-teams                                             | POST   | /v2/teams                                                                            | any        | a team                  |
        | patch-teams-one                                        | PATCH  | /v2/teams/{teamId}                                                                   | any        | a new name              |
        | delete-teams-one                                       | DELETE | /v2/teams/{teamId}                                                                   | any        | nothing                 |
        | post-teams-memberships                                 | POST   | /v2/teams/{teamId}/memberships                                                       | any        | a membership            |
        | patch-teams-memberships-one                            | PATCH  | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | the role of an admin    |
        | delete-teams-memberships-one                           | DELETE | /v2/teams/{teamId}/memberships/{membershipId}                                        | any        | nothing                 |
        | post-teams-invite                                      | POST   | /v2/teams/{teamId}/invite                                                            | any        | nothing                 |
        | post-organizations-teams-memberships                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/memberships                                 | any        | a membership            |
        | patch-organizations-teams-memberships-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | the role of an admin    |
        | delete-organizations-teams-memberships-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}                  | any        | nothing                 |
        | post-organizations-teams-invite                        | POST   | /v2/organizations/{orgId}/teams/{teamId}/invite                                      | any        | nothing                 |
        | post-organizations-users-schedules                     | POST   | /v2/organizations/{orgId}/users/{userId}/schedules                                   | any        | a schedule              |
        | patch-organizations-users-schedules-one                | PATCH  | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | a new name              |
        | delete-organizations-users-schedules-one               | DELETE | /v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}                      | any        | nothing                 |
        | post-organizations-teams                               | POST   | /v2/organizations/{orgId}/teams                                                      | any        | a team                  |
        | patch-organizations-teams-one                          | PATCH  | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | a new name              |
        | delete-organizations-teams-one                         | DELETE | /v2/organizations/{orgId}/teams/{teamId}                                             | any        | nothing                 |

    @destructive @exclusive
    Scenario Outline: <method> <path> answers a token without scopes
      Given a booking of Alice's has begun, where the clock can be moved
      And Alice gave Oldie a token, without a scope
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                        | method | path                                  | version    | sends                    |
        | post-bookings-mark-absent | POST   | /v2/bookings/{bookingUid}/mark-absent | 2024-08-13 | that the host was absent |

    Scenario Outline: <method> <path>, which stands in no table, answers a token without scopes where there is one
      Given Alice gave Oldie a token, without a scope
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers, where there is one

      Examples:
        | id            | method | path          | version | sends   |
        | get-calendars | GET    | /v2/calendars | any     | nothing |

    @destructive @needs:control
    Scenario Outline: <method> <path>, which stands in no table, answers a token without scopes: nothing takes it back
      Given Alice gave Oldie a token, without a scope
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers, where there is one

      Examples:
        | id                           | method | path                        | version | sends                     |
        | post-calendars-ics-feed-save | POST   | /v2/calendars/ics-feed/save | any     | the address of a calendar |

    Scenario Outline: <method> <path>, which is public, answers a token without scopes
      Given Alice gave Oldie a token, without a scope
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                            | method | path                                     | version    | sends   |
        | get-bookings-one              | GET    | /v2/bookings/{bookingUid}                | 2024-08-13 | nothing |
        | get-bookings-by-seat-one      | GET    | /v2/bookings/by-seat/{seatUid}           | 2024-08-13 | nothing |
        | get-slots                     | GET    | /v2/slots                                | 2024-09-04 | nothing |
        | get-slots-reservations-one    | GET    | /v2/slots/reservations/{reservationUid}  | 2024-09-04 | nothing |
        | get-auth-oauth2-clients-one   | GET    | /v2/auth/oauth2/clients/{clientId}       | any        | nothing |
        | get-atoms-auth-oauth2-clients | GET    | /v2/atoms/auth/oauth2/clients/{clientId} | any        | nothing |

    @destructive
    Scenario Outline: <method> <path>, which is public, answers a token without scopes
      Given Alice gave Oldie a token, without a scope
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                            | method | path                                    | version    | sends              |
        | post-bookings                 | POST   | /v2/bookings                            | 2024-08-13 | a booking          |
        | post-bookings-cancel          | POST   | /v2/bookings/{bookingUid}/cancel        | 2024-08-13 | a reason to cancel |
        | post-bookings-reschedule      | POST   | /v2/bookings/{bookingUid}/reschedule    | 2024-08-13 | a later start      |
        | post-slots-reservations       | POST   | /v2/slots/reservations                  | 2024-09-04 | a slot to hold     |
        | patch-slots-reservations-one  | PATCH  | /v2/slots/reservations/{reservationUid} | 2024-09-04 | a slot to hold     |
        | delete-slots-reservations-one | DELETE | /v2/slots/reservations/{reservationUid} | 2024-09-04 | nothing            |
