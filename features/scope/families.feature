Feature: What the scope of one family opens in another
  A family is the user's own things, a team's, or an organization's; in each there is one scope to read and one to write.

  @SCOPE-05 @documented
  Rule: The scope of an organization opens what the same scope of a team opens
    "An ORG_ scope automatically grants the corresponding TEAM_ scope." (oauth.txt, 1. OAuth Client Credentials, Organization Scopes)
    Whoever was trusted with the whole organization is not asked once more for each of its teams.

    Scenario Outline: <method> <path> answers a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                                          | method | path                                                                      | version | token               | sends   |
        | get-teams-event-types                       | GET    | /v2/teams/{teamId}/event-types                                            | any     | ORG_EVENT_TYPE_READ | nothing |
        | get-teams-event-types-one                   | GET    | /v2/teams/{teamId}/event-types/{eventTypeId}                              | any     | ORG_EVENT_TYPE_READ | nothing |
        | get-organizations-teams-event-types         | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types                      | any     | ORG_EVENT_TYPE_READ | nothing |
        | get-organizations-teams-event-types-one     | GET    | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}        | any     | ORG_EVENT_TYPE_READ | nothing |
        | get-teams-bookings                          | GET    | /v2/teams/{teamId}/bookings                                               | any     | ORG_BOOKING_READ    | nothing |
        | get-organizations-teams-bookings            | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings                         | any     | ORG_BOOKING_READ    | nothing |
        | get-organizations-teams-bookings-references | GET    | /v2/organizations/{orgId}/teams/{teamId}/bookings/{bookingUid}/references | any     | ORG_BOOKING_READ    | nothing |
        | get-teams-schedules                         | GET    | /v2/teams/{teamId}/schedules                                              | any     | ORG_SCHEDULE_READ   | nothing |
        | get-organizations-teams-schedules           | GET    | /v2/organizations/{orgId}/teams/{teamId}/schedules                        | any     | ORG_SCHEDULE_READ   | nothing |
        | get-organizations-teams-users-schedules     | GET    | /v2/organizations/{orgId}/teams/{teamId}/users/{userId}/schedules         | any     | ORG_SCHEDULE_READ   | nothing |
        | get-teams                                   | GET    | /v2/teams                                                                 | any     | ORG_PROFILE_READ    | nothing |
        | get-teams-one                               | GET    | /v2/teams/{teamId}                                                        | any     | ORG_PROFILE_READ    | nothing |
        | get-organizations-teams-one                 | GET    | /v2/organizations/{orgId}/teams/{teamId}                                  | any     | ORG_PROFILE_READ    | nothing |

    @destructive
    Scenario Outline: <method> <path> answers a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                                                     | method | path                                                                                 | version | token                | sends             |
        | post-teams-event-types                                 | POST   | /v2/teams/{teamId}/event-types                                                       | any     | ORG_EVENT_TYPE_WRITE | a team event type |
        | patch-teams-event-types-one                            | PATCH  | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any     | ORG_EVENT_TYPE_WRITE | a new title       |
        | delete-teams-event-types-one                           | DELETE | /v2/teams/{teamId}/event-types/{eventTypeId}                                         | any     | ORG_EVENT_TYPE_WRITE | nothing           |
        | post-teams-event-types-create-phone-call               | POST   | /v2/teams/{teamId}/event-types/{eventTypeId}/create-phone-call                       | any     | ORG_EVENT_TYPE_WRITE | a phone call      |
        | post-organizations-teams-event-types                   | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types                                 | any     | ORG_EVENT_TYPE_WRITE | a team event type |
        | patch-organizations-teams-event-types-one              | PATCH  | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any     | ORG_EVENT_TYPE_WRITE | a new title       |
        | delete-organizations-teams-event-types-one             | DELETE | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}                   | any     | ORG_EVENT_TYPE_WRITE | nothing           |
        | post-organizations-teams-event-types-create-phone-call | POST   | /v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}/create-phone-call | any     | ORG_EVENT_TYPE_WRITE | a phone call      |
        | post-teams                                             | POST   | /v2/teams                                                                            | any     | ORG_PROFILE_WRITE    | a team            |
        | patch-teams-one                                        | PATCH  | /v2/teams/{teamId}                                                                   | any     | ORG_PROFILE_WRITE    | a new name        |
        | delete-teams-one                                       | DELETE | /v2/teams/{teamId}                                                                   | any     | ORG_PROFILE_WRITE    | nothing           |

  @SCOPE-06 @documented
  Rule: The scope of a team opens nothing of an organization, and a user's own opens neither
    "any request to an endpoint outside the granted scopes will be rejected." (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    A user who shows an application their own calendar does not show it everybody's.
    Without a record: the refusal is that of SCOPE-03.

    @control
    Scenario Outline: <method> <path> answers a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                            | method | path                                         | version | token                | sends   |
        | get-organizations-event-types | GET    | /v2/organizations/{orgId}/teams/event-types  | any     | ORG_EVENT_TYPE_READ  | nothing |
        | get-organizations-bookings    | GET    | /v2/organizations/{orgId}/bookings           | any     | ORG_BOOKING_READ     | nothing |
        | get-organizations-schedules   | GET    | /v2/organizations/{orgId}/schedules          | any     | ORG_SCHEDULE_READ    | nothing |
        | get-organizations-teams       | GET    | /v2/organizations/{orgId}/teams              | any     | ORG_PROFILE_READ     | nothing |
        | get-teams-event-types-one     | GET    | /v2/teams/{teamId}/event-types/{eventTypeId} | any     | TEAM_EVENT_TYPE_READ | nothing |
        | get-teams-bookings            | GET    | /v2/teams/{teamId}/bookings                  | any     | TEAM_BOOKING_READ    | nothing |
        | get-teams-schedules           | GET    | /v2/teams/{teamId}/schedules                 | any     | TEAM_SCHEDULE_READ   | nothing |
        | get-teams                     | GET    | /v2/teams                                    | any     | TEAM_PROFILE_READ    | nothing |

    @refusal
    Scenario Outline: <method> <path> refuses a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses

      Examples:
        | id                                                    | method | path                                         | version | token                | sends   |
        | get-organizations-event-types-by-team-event-type-read | GET    | /v2/organizations/{orgId}/teams/event-types  | any     | TEAM_EVENT_TYPE_READ | nothing |
        | get-organizations-bookings-by-team-booking-read       | GET    | /v2/organizations/{orgId}/bookings           | any     | TEAM_BOOKING_READ    | nothing |
        | get-organizations-schedules-by-team-schedule-read     | GET    | /v2/organizations/{orgId}/schedules          | any     | TEAM_SCHEDULE_READ   | nothing |
        | get-organizations-teams-by-team-profile-read          | GET    | /v2/organizations/{orgId}/teams              | any     | TEAM_PROFILE_READ    | nothing |
        | get-teams-event-types-one-by-event-type-read          | GET    | /v2/teams/{teamId}/event-types/{eventTypeId} | any     | EVENT_TYPE_READ      | nothing |
        | get-teams-bookings-by-booking-read                    | GET    | /v2/teams/{teamId}/bookings                  | any     | BOOKING_READ         | nothing |
        | get-teams-schedules-by-schedule-read                  | GET    | /v2/teams/{teamId}/schedules                 | any     | SCHEDULE_READ        | nothing |
        | get-teams-by-profile-read                             | GET    | /v2/teams                                    | any     | PROFILE_READ         | nothing |
        | get-organizations-event-types-by-event-type-read      | GET    | /v2/organizations/{orgId}/teams/event-types  | any     | EVENT_TYPE_READ      | nothing |
        | get-organizations-bookings-by-booking-read            | GET    | /v2/organizations/{orgId}/bookings           | any     | BOOKING_READ         | nothing |
        | get-organizations-schedules-by-schedule-read          | GET    | /v2/organizations/{orgId}/schedules          | any     | SCHEDULE_READ        | nothing |
        | get-organizations-teams-by-profile-read               | GET    | /v2/organizations/{orgId}/teams              | any     | PROFILE_READ         | nothing |

    @refusal @destructive
    Scenario Outline: <method> <path> refuses a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses

      Examples:
        | id                                                        | method | path                                               | version | token               | sends             |
        | post-organizations-users-schedules-by-team-schedule-write | POST   | /v2/organizations/{orgId}/users/{userId}/schedules | any     | TEAM_SCHEDULE_WRITE | a schedule        |
        | post-organizations-teams-by-team-profile-write            | POST   | /v2/organizations/{orgId}/teams                    | any     | TEAM_PROFILE_WRITE  | a team            |
        | post-teams-event-types-by-event-type-write                | POST   | /v2/teams/{teamId}/event-types                     | any     | EVENT_TYPE_WRITE    | a team event type |
        | post-teams-by-profile-write                               | POST   | /v2/teams                                          | any     | PROFILE_WRITE       | a team            |
        | post-organizations-users-schedules-by-schedule-write      | POST   | /v2/organizations/{orgId}/users/{userId}/schedules | any     | SCHEDULE_WRITE      | a schedule        |
        | post-organizations-teams-by-profile-write                 | POST   | /v2/organizations/{orgId}/teams                    | any     | PROFILE_WRITE       | a team            |

  @SCOPE-07 @documented
  Rule: The scope to write does not open what is read, nor the other way round
    "any request to an endpoint outside the granted scopes will be rejected." (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    An application that only adds bookings need not see those of others.
    Without a record: the refusal is that of SCOPE-03.

    @control
    Scenario Outline: <method> <path> answers a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                            | method | path                                         | version    | token                | sends   |
        | get-event-types-one           | GET    | /v2/event-types/{eventTypeId}                | 2024-06-14 | EVENT_TYPE_READ      | nothing |
        | get-bookings                  | GET    | /v2/bookings                                 | 2024-08-13 | BOOKING_READ         | nothing |
        | get-schedules                 | GET    | /v2/schedules                                | 2024-06-11 | SCHEDULE_READ        | nothing |
        | get-calendars-check           | GET    | /v2/calendars/{calendar}/check               | any        | APPS_READ            | nothing |
        | get-me                        | GET    | /v2/me                                       | any        | PROFILE_READ         | nothing |
        | get-teams-event-types-one     | GET    | /v2/teams/{teamId}/event-types/{eventTypeId} | any        | TEAM_EVENT_TYPE_READ | nothing |
        | get-teams-bookings            | GET    | /v2/teams/{teamId}/bookings                  | any        | TEAM_BOOKING_READ    | nothing |
        | get-teams-schedules           | GET    | /v2/teams/{teamId}/schedules                 | any        | TEAM_SCHEDULE_READ   | nothing |
        | get-teams                     | GET    | /v2/teams                                    | any        | TEAM_PROFILE_READ    | nothing |
        | get-teams-memberships         | GET    | /v2/teams/{teamId}/memberships               | any        | TEAM_MEMBERSHIP_READ | nothing |
        | get-organizations-event-types | GET    | /v2/organizations/{orgId}/teams/event-types  | any        | ORG_EVENT_TYPE_READ  | nothing |
        | get-organizations-bookings    | GET    | /v2/organizations/{orgId}/bookings           | any        | ORG_BOOKING_READ     | nothing |
        | get-organizations-schedules   | GET    | /v2/organizations/{orgId}/schedules          | any        | ORG_SCHEDULE_READ    | nothing |
        | get-organizations-teams       | GET    | /v2/organizations/{orgId}/teams              | any        | ORG_PROFILE_READ     | nothing |

    @refusal
    Scenario Outline: <method> <path> refuses a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses

      Examples:
        | id                                                    | method | path                                         | version    | token                 | sends   |
        | get-event-types-one-by-event-type-write               | GET    | /v2/event-types/{eventTypeId}                | 2024-06-14 | EVENT_TYPE_WRITE      | nothing |
        | get-bookings-by-booking-write                         | GET    | /v2/bookings                                 | 2024-08-13 | BOOKING_WRITE         | nothing |
        | get-schedules-by-schedule-write                       | GET    | /v2/schedules                                | 2024-06-11 | SCHEDULE_WRITE        | nothing |
        | get-calendars-check-by-apps-write                     | GET    | /v2/calendars/{calendar}/check               | any        | APPS_WRITE            | nothing |
        | get-me-by-profile-write                               | GET    | /v2/me                                       | any        | PROFILE_WRITE         | nothing |
        | get-teams-event-types-one-by-team-event-type-write    | GET    | /v2/teams/{teamId}/event-types/{eventTypeId} | any        | TEAM_EVENT_TYPE_WRITE | nothing |
        | get-teams-bookings-by-team-booking-write              | GET    | /v2/teams/{teamId}/bookings                  | any        | TEAM_BOOKING_WRITE    | nothing |
        | get-teams-schedules-by-team-schedule-write            | GET    | /v2/teams/{teamId}/schedules                 | any        | TEAM_SCHEDULE_WRITE   | nothing |
        | get-teams-by-team-profile-write                       | GET    | /v2/teams                                    | any        | TEAM_PROFILE_WRITE    | nothing |
        | get-teams-memberships-by-team-membership-write        | GET    | /v2/teams/{teamId}/memberships               | any        | TEAM_MEMBERSHIP_WRITE | nothing |
        | get-organizations-event-types-by-org-event-type-write | GET    | /v2/organizations/{orgId}/teams/event-types  | any        | ORG_EVENT_TYPE_WRITE  | nothing |
        | get-organizations-bookings-by-org-booking-write       | GET    | /v2/organizations/{orgId}/bookings           | any        | ORG_BOOKING_WRITE     | nothing |
        | get-organizations-schedules-by-org-schedule-write     | GET    | /v2/organizations/{orgId}/schedules          | any        | ORG_SCHEDULE_WRITE    | nothing |
        | get-organizations-teams-by-org-profile-write          | GET    | /v2/organizations/{orgId}/teams              | any        | ORG_PROFILE_WRITE     | nothing |

    @refusal @destructive
    Scenario Outline: <method> <path> refuses a token that has <token> alone
      Given Alice gave Omni a token, with the scope <token> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses

      Examples:
        | id                                                      | method | path                                               | version    | token                | sends                   |
        | post-event-types-by-event-type-read                     | POST   | /v2/event-types                                    | 2024-06-14 | EVENT_TYPE_READ      | an event type           |
        | post-bookings-guests-by-booking-read                    | POST   | /v2/bookings/{bookingUid}/guests                   | 2024-08-13 | BOOKING_READ         | a guest                 |
        | post-schedules-by-schedule-read                         | POST   | /v2/schedules                                      | 2024-06-11 | SCHEDULE_READ        | a schedule              |
        | patch-me-by-profile-read                                | PATCH  | /v2/me                                             | any        | PROFILE_READ         | the week start Saturday |
        | post-teams-event-types-by-team-event-type-read          | POST   | /v2/teams/{teamId}/event-types                     | any        | TEAM_EVENT_TYPE_READ | a team event type       |
        | post-teams-by-team-profile-read                         | POST   | /v2/teams                                          | any        | TEAM_PROFILE_READ    | a team                  |
        | post-teams-memberships-by-team-membership-read          | POST   | /v2/teams/{teamId}/memberships                     | any        | TEAM_MEMBERSHIP_READ | a membership            |
        | post-organizations-users-schedules-by-org-schedule-read | POST   | /v2/organizations/{orgId}/users/{userId}/schedules | any        | ORG_SCHEDULE_READ    | a schedule              |
        | post-organizations-teams-by-org-profile-read            | POST   | /v2/organizations/{orgId}/teams                    | any        | ORG_PROFILE_READ     | a team                  |
