Feature: Which clients are legacy
  A client from before scopes is known by what it has registered: nothing, or the two old scopes alone.

  @LEGACY-01 @documented @needs:legacy-client
  Rule: A client without scopes is legacy
    "A client is treated as legacy if it has no scopes configured" (oauth.txt, Legacy Client Migration)
    Integrations that were built before there were scopes go on as they are.

    Scenario: It authorizes without asking for a scope
      When Alice opens Oldie's authorization request
      Then Alice is sent back with a code

    Scenario: It may ask for a scope that it has not registered
      When Alice opens Oldie's authorization request, with the scope SCHEDULE_WRITE alone
      Then Alice is sent back with a code

    Scenario Outline: Its token opens <path>
      Given Alice gave Oldie a token, without a scope
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint answers

      Examples:
        | id        | path          | version    |
        | bookings  | /v2/bookings  | 2024-08-13 |
        | schedules | /v2/schedules | 2024-06-11 |

  @LEGACY-02 @documented @needs:control
  Rule: A client that has only the old scopes is legacy
    "or if it only has the old legacy scope values (READ_BOOKING and/or READ_PROFILE)" (oauth.txt, Legacy Client Migration)
    What it once registered says nothing about the scopes of today.

    Scenario Outline: One with <scopes> authorizes <asked>
      Given Oldie has the scopes "<scopes>"
      When Alice opens Oldie's authorization request, <asked>
      Then Alice is sent back with a code

      Examples:
        | id                  | scopes                    | asked                               |
        | booking-missing     | READ_BOOKING              | without a scope                     |
        | booking-empty       | READ_BOOKING              | with an empty scope                 |
        | booking-new         | READ_BOOKING              | with the scope SCHEDULE_WRITE alone |
        | booking-its-own     | READ_BOOKING              | with both old scopes                |
        | profile-missing     | READ_PROFILE              | without a scope                     |
        | profile-empty       | READ_PROFILE              | with an empty scope                 |
        | profile-new         | READ_PROFILE              | with the scope SCHEDULE_WRITE alone |
        | profile-its-own     | READ_PROFILE              | with both old scopes                |
        | both-missing        | READ_BOOKING READ_PROFILE | without a scope                     |
        | both-new            | READ_BOOKING READ_PROFILE | with the scope SCHEDULE_WRITE alone |
        | both-its-own        | READ_BOOKING READ_PROFILE | with both old scopes                |
        | both-turned-missing | READ_PROFILE READ_BOOKING | without a scope                     |

    Scenario Outline: The token of one with <scopes> opens <path>
      Given Oldie has the scopes "<scopes>"
      And Alice gave Oldie a token, without a scope
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint answers

      Examples:
        | id                | scopes                    | path          | version    |
        | booking-profile   | READ_BOOKING              | /v2/me        | any        |
        | booking-schedules | READ_BOOKING              | /v2/schedules | 2024-06-11 |
        | profile-bookings  | READ_PROFILE              | /v2/bookings  | 2024-08-13 |
        | profile-schedules | READ_PROFILE              | /v2/schedules | 2024-06-11 |
        | both-schedules    | READ_BOOKING READ_PROFILE | /v2/schedules | 2024-06-11 |
        | both-teams        | READ_BOOKING READ_PROFILE | /v2/teams     | any        |

  @LEGACY-11 @documented @needs:control
  Rule: One new scope beside an old one makes a client non-legacy
    "if it only has the old legacy scope values" (oauth.txt, Legacy Client Migration)
    Whoever registered a scope of today asked to be held to it.

    @control
    Scenario Outline: One with <scopes> authorizes <asked>
      Given Oldie has the scopes "<scopes>"
      When Alice opens Oldie's authorization request, <asked>
      Then Alice is sent back with a code

      Examples:
        | id        | scopes       | asked                               |
        | old-alone | READ_BOOKING | without a scope                     |
        | old-free  | READ_BOOKING | with the scope SCHEDULE_WRITE alone |

    @control
    Scenario: One with a new scope authorizes with it
      Given Oldie has the scopes "READ_BOOKING BOOKING_READ"
      When Alice opens Oldie's authorization request, with the scope BOOKING_READ alone
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: One with <scopes> must ask for a scope
      Given Oldie has the scopes "<scopes>"
      When Alice opens Oldie's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the page says "scope parameter is required for this OAuth client"
      And the refusal is on record

      Examples:
        | id           | scopes                                 | mistake             |
        | new-behind   | READ_BOOKING BOOKING_READ              | without a scope     |
        | new-in-front | BOOKING_READ READ_BOOKING              | without a scope     |
        | profile      | READ_PROFILE PROFILE_READ              | without a scope     |
        | beside-both  | READ_BOOKING READ_PROFILE PROFILE_READ | without a scope     |
        | team         | READ_BOOKING TEAM_BOOKING_READ         | without a scope     |
        | organization | READ_PROFILE ORG_PROFILE_READ          | without a scope     |
        | empty        | READ_BOOKING BOOKING_READ              | with an empty scope |

    @refusal
    Scenario Outline: One with <scopes> may not ask for others
      Given Oldie has the scopes "<scopes>"
      When Alice opens Oldie's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_request", the description "Requested scope exceeds the client's registered scopes" and the same state
      And the refusal is on record

      Examples:
        | id        | scopes                    | mistake                          |
        | exceeding | READ_BOOKING BOOKING_READ | with a scope that is not enabled |
