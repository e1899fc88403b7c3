Feature: What a legacy client asks for
  It need not ask for a scope, and may ask for any that exists.

  @LEGACY-03 @documented @needs:legacy-client
  Rule: A legacy client authorizes without a scope parameter
    "Legacy clients skip scope validation during authorization" (oauth.txt, Legacy Client Migration, Step 1)
    The addresses that were built before there were scopes still lead to a code. Whoever has scopes must ask (AUTHZ-09).

    Scenario Outline: A request <asked> is sent back with a code
      When Alice opens Oldie's authorization request, <asked>
      Then Alice is sent back with a code

      Examples:
        | id         | asked                            |
        | missing    | without a scope                  |
        | empty      | with an empty scope              |
        | separators | with only separators for a scope |

    Scenario Outline: The code of a request <asked> gets tokens
      Given Alice allowed Oldie, <asked>
      When Oldie exchanges the code
      Then Oldie gets tokens

      Examples:
        | id                  | asked                            |
        | exchange-missing    | without a scope                  |
        | exchange-empty      | with an empty scope              |
        | exchange-separators | with only separators for a scope |

  @LEGACY-05 @documented @needs:legacy-client
  Rule: A legacy client may ask for scopes that it has not registered
    "New access tokens issued after this change will carry only the scopes you specified." (oauth.txt, Legacy Client Migration, Step 1)
    The address can be changed first, and nobody is locked out meanwhile.

    Scenario Outline: A request <asked> is sent back with a code
      When Alice opens Oldie's authorization request, <asked>
      Then Alice is sent back with a code

      Examples:
        | id       | asked                                  |
        | booking  | with the scope BOOKING_READ alone      |
        | schedule | with the scope SCHEDULE_WRITE alone    |
        | team     | with the scope TEAM_BOOKING_READ alone |
        | org      | with the scope ORG_PROFILE_READ alone  |
        | mixed    | with scopes of all three families      |
        | old      | with the scope READ_BOOKING alone      |
        | old-both | with both old scopes                   |
        | old-new  | with an old scope beside a new one     |

    Scenario Outline: The tokens of a request <asked> carry only those
      Given Alice allowed Oldie, <asked>
      When Oldie exchanges the code
      Then the granted scopes are those that were asked for

      Examples:
        | id                | asked                                  |
        | exchange-booking  | with the scope BOOKING_READ alone      |
        | exchange-schedule | with the scope SCHEDULE_WRITE alone    |
        | exchange-team     | with the scope TEAM_BOOKING_READ alone |
        | exchange-org      | with the scope ORG_PROFILE_READ alone  |
        | exchange-mixed    | with scopes of all three families      |
        | exchange-old      | with the scope READ_BOOKING alone      |
        | exchange-old-both | with both old scopes                   |
        | exchange-old-new  | with an old scope beside a new one     |

    Scenario Outline: After a refresh the tokens of a request <asked> carry only those
      Given Alice allowed Oldie, <asked>
      And Oldie exchanged the code
      When Oldie refreshes
      Then the granted scopes are those that were asked for

      Examples:
        | id              | asked                             |
        | refresh-booking | with the scope BOOKING_READ alone |
        | refresh-mixed   | with scopes of all three families |
        | refresh-old     | with the scope READ_BOOKING alone |

    Scenario Outline: A token <asked> opens what its scope names
      Given Alice gave Oldie a token, <asked>
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint answers

      Examples:
        | id             | asked                             | path         | version    |
        | opens-bookings | with the scope BOOKING_READ alone | /v2/bookings | 2024-08-13 |
        | opens-profile  | with the scope PROFILE_READ alone | /v2/me       | any        |

  @LEGACY-09 @observed @needs:legacy-client
  Rule: A grant without scopes says so by an empty text
    The member scope is there and is the empty text, at the exchange and at the refresh. (production-oauth B)
    A library that reads the member finds one, and does not take what it asked for as granted.

    Scenario Outline: The exchange of a request <asked> names no scope
      Given Alice allowed Oldie, <asked>
      When Oldie exchanges the code
      Then the granted scopes are "" in this order

      Examples:
        | id         | asked                            |
        | missing    | without a scope                  |
        | empty      | with an empty scope              |
        | separators | with only separators for a scope |

    Scenario: The exchange in a form names no scope
      Given Alice allowed Oldie
      And Oldie exchanged the code, as a form
      Then the granted scopes are "" in this order

    Scenario: A refresh names no scope
      Given Alice allowed Oldie
      And Oldie exchanged the code
      When Oldie refreshes
      Then the granted scopes are "" in this order

    Scenario: A second refresh names no scope
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Oldie refreshed
      And Oldie refreshed, as a form
      Then the granted scopes are "" in this order

    @needs:control
    Scenario Outline: The exchange of a client with <scopes> names no scope
      Given Oldie has the scopes "<scopes>"
      And Alice allowed Oldie
      When Oldie exchanges the code
      Then the granted scopes are "" in this order

      Examples:
        | id              | scopes                    |
        | registered-one  | READ_BOOKING              |
        | registered-both | READ_BOOKING READ_PROFILE |

    @needs:control
    Scenario: A refresh after the client was given scopes names none
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Owen gave Oldie the scopes "BOOKING_READ PROFILE_READ"
      And Oldie refreshed
      Then the granted scopes are "" in this order

  @LEGACY-10 @observed @needs:legacy-client
  Rule: A token with explicit scopes is held to them although its client is legacy
    What a token may open goes by its own scopes: by those of today if it has one, by none if it has the old ones alone. (production-oauth G22, E)
    The new address can be tried before the client is changed, and shows what will be missing.

    @control
    Scenario Outline: A token <asked> opens <path>
      Given Alice gave Oldie a token, <asked>
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint answers

      Examples:
        | id        | asked                              | path          | version    |
        | schedules | with the scope SCHEDULE_READ alone | /v2/schedules | 2024-06-11 |
        | no-scope  | without a scope                    | /v2/bookings  | 2024-08-13 |

    @refusal
    Scenario Outline: A token <asked> does not open <path>
      Given Alice gave Oldie a token, <asked>
      When Oldie asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses for want of a scope
      And the refusal is on record

      Examples:
        | id       | asked                              | method | path          | version    | sends   |
        | bookings | with the scope SCHEDULE_READ alone | GET    | /v2/bookings  | 2024-08-13 | nothing |
        | profile  | with the scope SCHEDULE_READ alone | GET    | /v2/me        | any        | nothing |
        | teams    | with the scope SCHEDULE_READ alone | GET    | /v2/teams     | any        | nothing |
        | old-new  | with an old scope beside a new one | GET    | /v2/bookings  | 2024-08-13 | nothing |

    @refusal
    Scenario Outline: A token <asked> does not open <path>, which stands in no table
      Given Alice gave Oldie a token, <asked>
      When Oldie asks GET <path> in version any, sending nothing
      Then the endpoint refuses
      And the refusal is on record

      Examples:
        | id     | asked                              | path          |
        | closed | with the scope SCHEDULE_READ alone | /v2/calendars |

    @refusal @destructive
    Scenario Outline: A token <asked> writes nothing at <path>
      Given Alice gave Oldie a token, <asked>
      When Oldie asks <method> <path> in version <version>, sending <sends>, watched at <path>
      Then the endpoint refuses for want of a scope
      And nothing was changed
      And the refusal is on record

      Examples:
        | id    | asked                              | method | path          | version    | sends      |
        | write | with the scope SCHEDULE_READ alone | POST   | /v2/schedules | 2024-06-11 | a schedule |

    @refusal
    Scenario Outline: After a refresh a token <asked> does not open <path>
      Given Alice allowed Oldie, <asked>
      And Oldie exchanged the code
      And Oldie refreshed
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint refuses for want of a scope

      Examples:
        | id                | asked                              | path         | version    |
        | refreshed         | with the scope SCHEDULE_READ alone | /v2/bookings | 2024-08-13 |
        | refreshed-old-new | with an old scope beside a new one | /v2/bookings | 2024-08-13 |

    @needs:control @refusal
    Scenario Outline: A token <asked> of a client with the old scopes does not open <path>
      Given Oldie has the scopes "READ_BOOKING READ_PROFILE"
      And Alice gave Oldie a token, <asked>
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint refuses for want of a scope

      Examples:
        | id         | asked                              | path         | version    |
        | registered | with the scope SCHEDULE_READ alone | /v2/bookings | 2024-08-13 |

    Scenario Outline: A token <asked> opens <path>, since old scopes hold to nothing
      Given Alice gave Oldie a token, <asked>
      When Oldie asks GET <path> in version <version>, sending nothing
      Then the endpoint answers

      Examples:
        | id            | asked                             | path          | version    |
        | old-bookings  | with the scope READ_BOOKING alone | /v2/bookings  | 2024-08-13 |
        | old-schedules | with the scope READ_BOOKING alone | /v2/schedules | 2024-06-11 |
        | old-both      | with both old scopes              | /v2/teams     | any        |

    Scenario: A token without scopes is held to none after a refresh
      Given Alice allowed Oldie
      And Oldie exchanged the code
      And Oldie refreshed
      When Oldie asks GET /v2/schedules in version 2024-06-11, sending nothing
      Then the endpoint answers
