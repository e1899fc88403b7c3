Feature: From a legacy client to one with scopes
  The owner changes the address first and the client then. In the other order the address is broken at once. What was issued before stays.

  @LEGACY-06 @documented @needs:control
  Rule: Once scopes are configured the requested ones are validated
    "After this step, the client is no longer treated as a legacy client. Scope validation is enforced for all new authorization requests." (oauth.txt, Legacy Client Migration, Step 2)
    From then on nobody is asked for more than the owner registered.

    @control
    Scenario: Before, it may ask for any
      When Alice opens Oldie's authorization request, with the scope SCHEDULE_WRITE alone
      Then Alice is sent back with a code

    @control
    Scenario Outline: After it was given <scopes>, it may ask for <asked>
      Given Owen gave Oldie the scopes "<scopes>"
      When Alice opens Oldie's authorization request, with the scope <asked> alone
      Then Alice is sent back with a code

      Examples:
        | id     | scopes                    | asked        |
        | one    | BOOKING_READ              | BOOKING_READ |
        | first  | BOOKING_READ PROFILE_READ | BOOKING_READ |
        | second | BOOKING_READ PROFILE_READ | PROFILE_READ |

    @refusal
    Scenario Outline: After it was given <scopes>, a request <mistake> is refused
      Given Owen gave Oldie the scopes "<scopes>"
      When Alice opens Oldie's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_request", the description "Requested scope exceeds the client's registered scopes" and the same state
      And the refusal is on record

      Examples:
        | id        | scopes                    | mistake                                                 |
        | alone     | BOOKING_READ PROFILE_READ | with the scope SCHEDULE_WRITE alone                     |
        | team-twin | BOOKING_READ PROFILE_READ | with the scope TEAM_BOOKING_WRITE, which is not enabled |
        | old-name  | BOOKING_READ PROFILE_READ | with the scope READ_BOOKING alone                       |
        | mixed     | BOOKING_READ PROFILE_READ | with scopes of all three families                       |

    @refusal
    Scenario Outline: One that had <before> is held to <scopes> as well
      Given Oldie has the scopes "<before>"
      And Owen gave Oldie the scopes "<scopes>"
      When Owen opens Oldie's authorization request, but <mistake>
      Then Owen is sent back with the error "invalid_request", the description "Requested scope exceeds the client's registered scopes" and the same state

      Examples:
        | id           | before                    | scopes                    | mistake                             |
        | had-booking  | READ_BOOKING              | BOOKING_READ              | with the scope SCHEDULE_WRITE alone |
        | kept-booking | READ_BOOKING              | READ_BOOKING BOOKING_READ | with the scope SCHEDULE_WRITE alone |
        | had-both     | READ_BOOKING READ_PROFILE | BOOKING_READ              | with both old scopes                |

    @refusal
    Scenario Outline: An admin who gave it <scopes> had the same effect
      Given an admin gave Oldie the scopes "<scopes>"
      When Owen opens Oldie's authorization request, but <mistake>
      Then Owen is sent back with the error "invalid_request", the description "Requested scope exceeds the client's registered scopes" and the same state

      Examples:
        | id       | scopes            | mistake                             |
        | by-admin | TEAM_BOOKING_READ | with the scope SCHEDULE_WRITE alone |

  @LEGACY-07 @documented @needs:control
  Rule: Once scopes are configured an address without a scope is broken at once
    "Doing so will immediately break the authorization flow for any user who visits the old URL without a scope parameter." (oauth.txt, Legacy Client Migration, Step 2)
    The owner who changes the client first learns it from the first user.

    @control
    Scenario: Before, the old address leads to a code
      When Alice opens Oldie's authorization request
      Then Alice is sent back with a code

    @control
    Scenario: The new address leads to a code before
      When Alice opens Oldie's authorization request, with the scope BOOKING_READ alone
      Then Alice is sent back with a code

    @control
    Scenario: The new address leads to a code after
      Given Owen gave Oldie the scopes "BOOKING_READ"
      When Alice opens Oldie's authorization request, with the scope BOOKING_READ alone
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: After, a request <mistake> is shown an error
      Given Owen gave Oldie the scopes "BOOKING_READ"
      When Alice opens Oldie's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the page says "scope parameter is required for this OAuth client"
      And the refusal is on record

      Examples:
        | id         | mistake                          |
        | missing    | without a scope                  |
        | empty      | with an empty scope              |
        | separators | with only separators for a scope |

    @refusal
    Scenario Outline: Whoever allowed it <before> is shown an error, too
      Given Alice allowed Oldie, <before>
      And Owen gave Oldie the scopes "BOOKING_READ"
      When Alice opens Oldie's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the page says "scope parameter is required for this OAuth client"

      Examples:
        | id                 | before                            | mistake         |
        | allowed-everything | without a scope                   | without a scope |
        | allowed-new        | with the scope BOOKING_READ alone | without a scope |

    @refusal
    Scenario Outline: One that had <before> is broken at once as well
      Given Oldie has the scopes "<before>"
      And Owen gave Oldie the scopes "<scopes>"
      When Owen opens Oldie's authorization request, but <mistake>
      Then Owen is shown an error and is not sent back
      And the page says "scope parameter is required for this OAuth client"

      Examples:
        | id           | before       | scopes                    | mistake         |
        | had-booking  | READ_BOOKING | BOOKING_READ              | without a scope |
        | kept-booking | READ_BOOKING | READ_BOOKING BOOKING_READ | without a scope |

    @refusal
    Scenario Outline: The owner is shown an error, too
      Given Owen gave Oldie the scopes "BOOKING_READ"
      When Owen opens Oldie's authorization request, but <mistake>
      Then Owen is shown an error and is not sent back
      And the page says "scope parameter is required for this OAuth client"

      Examples:
        | id    | mistake         |
        | owner | without a scope |

  @LEGACY-08 @documented @needs:control
  Rule: Tokens from before the migration keep working and can be refreshed
    "There is no forced invalidation of existing tokens during the migration." (oauth.txt, Legacy Client Migration, Existing tokens)
    Nobody has to sign in again because the owner tidied up.

    Scenario Outline: An access token from before opens <path>, which the new scopes do not
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Owen gave Oldie the scopes "BOOKING_READ"
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint answers

      Examples:
        | id        | path          | version    |
        | profile   | /v2/me        | any        |
        | schedules | /v2/schedules | 2024-06-11 |
        | teams     | /v2/teams     | any        |
        | bookings  | /v2/bookings  | 2024-08-13 |

    Scenario: A refresh token from before can be refreshed
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Owen gave Oldie the scopes "BOOKING_READ"
      When Oldie refreshes
      Then Oldie gets tokens

    Scenario Outline: An access token that came of such a refresh opens <path>
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Owen gave Oldie the scopes "BOOKING_READ"
      And Oldie refreshed
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint answers

      Examples:
        | id                  | path          | version    |
        | refreshed-profile   | /v2/me        | any        |
        | refreshed-schedules | /v2/schedules | 2024-06-11 |

    Scenario: What came of such a refresh can be refreshed
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Owen gave Oldie the scopes "BOOKING_READ"
      And Oldie refreshed
      When Oldie refreshes
      Then Oldie gets tokens

    Scenario: Tokens with scopes that were not registered keep them
      Given Alice gave Oldie a token, with the scope SCHEDULE_READ alone
      And Owen gave Oldie the scopes "BOOKING_READ"
      When Oldie refreshes
      Then the granted scopes are those that were asked for

    Scenario: An access token with a scope that was not registered opens what it opened
      Given Alice gave Oldie a token, with the scope SCHEDULE_READ alone
      And Owen gave Oldie the scopes "BOOKING_READ"
      When Oldie asks GET /v2/schedules in version 2024-06-11, sending nothing
      Then the endpoint answers

    Scenario: When the user authorizes anew, the access token from before goes on
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Owen gave Oldie the scopes "PROFILE_READ"
      And Alice allowed Oldie, with the scope PROFILE_READ alone
      And Oldie exchanged the code
      When Oldie asks for the profile, with the first access token that it was given
      Then the API accepts the token

    Scenario: When the user authorizes anew, the refresh token from before goes on
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Owen gave Oldie the scopes "PROFILE_READ"
      When Oldie refreshes, after another sign-in of the same user with the scope PROFILE_READ alone
      Then Oldie gets tokens
