Feature: The scopes of the documents
  28 scopes stand in the tables. A client that registered them may ask for each.

  @SCOPE-01 @documented
  Rule: Every scope of the tables can be asked for and is granted
    "The following scopes are available:" (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    What cannot be granted cannot be relied upon, whatever the tables say of it.

    Scenario Outline: <scope> alone is granted
      Given Alice allowed Omni, with the scope <scope> alone
      When Omni exchanges the code
      Then Omni gets tokens
      And the granted scopes are those that were asked for

      Examples:
        | id                    | scope                 |
        | event-type-read       | EVENT_TYPE_READ       |
        | event-type-write      | EVENT_TYPE_WRITE      |
        | booking-read          | BOOKING_READ          |
        | booking-write         | BOOKING_WRITE         |
        | schedule-read         | SCHEDULE_READ         |
        | schedule-write        | SCHEDULE_WRITE        |
        | apps-read             | APPS_READ             |
        | apps-write            | APPS_WRITE            |
        | profile-read          | PROFILE_READ          |
        | profile-write         | PROFILE_WRITE         |
        | team-event-type-read  | TEAM_EVENT_TYPE_READ  |
        | team-event-type-write | TEAM_EVENT_TYPE_WRITE |
        | team-booking-read     | TEAM_BOOKING_READ     |
        | team-booking-write    | TEAM_BOOKING_WRITE    |
        | team-schedule-read    | TEAM_SCHEDULE_READ    |
        | team-schedule-write   | TEAM_SCHEDULE_WRITE   |
        | team-profile-read     | TEAM_PROFILE_READ     |
        | team-profile-write    | TEAM_PROFILE_WRITE    |
        | team-membership-read  | TEAM_MEMBERSHIP_READ  |
        | team-membership-write | TEAM_MEMBERSHIP_WRITE |
        | org-event-type-read   | ORG_EVENT_TYPE_READ   |
        | org-event-type-write  | ORG_EVENT_TYPE_WRITE  |
        | org-booking-read      | ORG_BOOKING_READ      |
        | org-booking-write     | ORG_BOOKING_WRITE     |
        | org-schedule-read     | ORG_SCHEDULE_READ     |
        | org-schedule-write    | ORG_SCHEDULE_WRITE    |
        | org-profile-read      | ORG_PROFILE_READ      |
        | org-profile-write     | ORG_PROFILE_WRITE     |

    Scenario: All of them are granted at once
      Given Alice allowed Omni, with every scope
      When Omni exchanges the code
      Then Omni gets tokens
      And the granted scopes are those that were asked for

  @SCOPE-10 @documented
  Rule: A scope without endpoints can be granted all the same
    "No endpoints currently use this scope" (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    A client that asks for it today goes on working when the first endpoint comes.

    Scenario Outline: <scope> is granted
      Given Alice allowed Omni, with the scope <scope> alone
      When Omni exchanges the code
      Then Omni gets tokens
      And the granted scopes are those that were asked for

      Examples:
        | id                   | scope                |
        | apps-write           | APPS_WRITE           |
        | team-booking-write   | TEAM_BOOKING_WRITE   |
        | team-schedule-write  | TEAM_SCHEDULE_WRITE  |
        | org-event-type-write | ORG_EVENT_TYPE_WRITE |
        | org-booking-write    | ORG_BOOKING_WRITE    |
