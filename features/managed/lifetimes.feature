@destructive
Feature: How long the tokens of a managed user live
  Atoms look for 498 alone: a platform whose tokens end in another way is never asked for new ones.

  @MANAGED-16 @observed
  Rule: An access token lives for sixty minutes, rounded down to the minute, and is then answered 498
    498 ACCESS_TOKEN_IS_EXPIRED until a refresh of the client sweeps it away, 401 from then on; a refresh token lives for a year. (production-api A4, E3, E4)
    498 is what atoms refresh at once.

    @control @needs:clock @exclusive
    Scenario Outline: A token is accepted <age> after it was given <when> seconds into a minute
      Given the minute was <when> seconds old
      And Orbit created Bob
      And <age> passed
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

      Examples:
        | id       | when | age                                              |
        | start    | 0    | a second less than sixty minutes                 |
        | half-way | 30   | a second less than fifty-nine and a half minutes |

    @refusal @needs:clock @exclusive
    Scenario Outline: A token has expired <age> after it was given <when> seconds into a minute
      Given the minute was <when> seconds old
      And Orbit created Bob
      And <age> passed
      When Bob asks GET /v2/me in version any, sending nothing
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id          | when | age                           |
        | at-the-hour | 0    | sixty minutes                 |
        | rounded     | 30   | fifty-nine and a half minutes |

    @needs:clock @exclusive
    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob
      And <age> passed
      And Bob asked GET /v2/me in version any, sending nothing, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                 | age   |
        | MANAGED-11.expired | a day |

    @needs:clock @exclusive
    Scenario Outline: An expired token is answered 498 at <method> <path>, too
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      And a day passed
      When Bob asks <method> <path> in version <version>, sending <sends>
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id                 | list            | method | path                                   | version    | sends   |
        | expired-provider   | /v2/me          | GET    | /v2/provider/{platformId}/access-token | any        | nothing |
        | expired-schedules  | /v2/me          | GET    | /v2/schedules                          | 2024-06-11 | nothing |
        | expired-event-type | /v2/event-types | GET    | /v2/event-types/{eventTypeId}          | 2024-06-14 | nothing |
        | expired-bookings   | /v2/me          | GET    | /v2/bookings                           | 2024-08-13 | nothing |

    @needs:clock @exclusive
    Scenario Outline: That it expired is told before from where it is asked
      Given Orbit created Bob
      And a day passed
      When Bob asks GET /v2/me in version any, sending nothing, from the origin "https://stranger.example"
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id                    |
        | expired-before-origin |

    @needs:clock @exclusive
    Scenario Outline: After a refresh of <whose> the expired token is unknown
      Given Orbit created Carol
      And Orbit created Bob
      And a day passed
      And Orbit refreshed <whose> tokens
      When Bob asks GET /v2/me in version any, sending nothing, with the first token that it was given
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id            | whose   |
        | swept         | Bob's   |
        | swept-by-many | Carol's |

    @needs:clock @exclusive
    Scenario Outline: The access token of before a refresh ends in its own time
      Given Orbit created Bob
      And twenty minutes passed
      And Orbit refreshed Bob's tokens
      And a second less than fifty-nine and a half minutes passed
      When Bob asks GET /v2/me in version any, sending nothing, with the first token that it was given
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id              |
        | in-its-own-time |

    @needs:clock @exclusive
    Scenario: The access token of a refresh begins a life of its own
      Given Orbit created Bob
      And twenty minutes passed
      And Orbit refreshed Bob's tokens
      And a second less than fifty-nine and a half minutes passed
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    @needs:clock @needs:control @exclusive
    Scenario Outline: After a refresh of another client the expired token is still answered 498
      Given Comet created Carol
      And Orbit created Bob
      And a day passed
      And Comet refreshed Carol's tokens
      When Bob asks GET /v2/me in version any, sending nothing
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id        |
        | not-swept |

    @needs:clock
    Scenario: The answer to a creation says when both tokens end
      When Orbit creates Bob
      Then the access token ends an hour later, rounded down to the minute
      And the refresh token ends a year later, rounded down to the day

    @needs:clock
    Scenario: The answer to a refresh says when both tokens end
      Given Orbit created Bob
      When Orbit refreshes Bob's tokens
      Then the access token ends an hour later, rounded down to the minute
      And the refresh token ends a year later, rounded down to the day

    Scenario Outline: The tokens of a creation hold <claims>
      When Orbit creates Bob
      Then Bob's <token> token holds exactly "<claims>"
      And Bob's <token> token is a "<kind>" of its client and itself, and ends when the answer says

      Examples:
        | id             | token   | kind          | claims                                       |
        | claims-access  | access  | access_token  | type, clientId, ownerId, expiresAt, jti, iat |
        | claims-refresh | refresh | refresh_token | type, clientId, ownerId, expiresAt, jti, iat |

    Scenario Outline: The tokens of a refresh hold <claims>
      Given Orbit created Bob
      When Orbit refreshes Bob's tokens
      Then Bob's <token> token holds exactly "<claims>"
      And Bob's <token> token is a "<kind>" of its client and itself, and ends when the answer says

      Examples:
        | id               | token   | kind          | claims                                               |
        | claims-access-2  | access  | access_token  | type, clientId, ownerId, expiresAt, jti, iat, userId |
        | claims-refresh-2 | refresh | refresh_token | type, clientId, ownerId, expiresAt, jti, iat, userId |

    @refusal
    Scenario Outline: A question <mistake> is refused
      Given Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing, <mistake>
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id          | mistake                                |
        | none        | without a token                        |
        | garbled     | with a garbled token                   |
        | refresh     | with its refresh token                 |
        | payload     | with the token's payload changed       |
        | signature   | with the token's signature changed     |
        | two-parts   | with the token's signature cut away    |
        | another-key | with the token signed by somebody else |
        | unsigned    | with the token unsigned                |

  @MANAGED-17 @observed
  Rule: A refresh uses the refresh token up and leaves the access token alone
    The used refresh token is Invalid refresh token a second time; the old access token lives until it expires. (production-api E4)
    A backend that keeps the old refresh token can never refresh again.

    @control
    Scenario Outline: A refresh gives another refresh token as well
      Given Orbit created Bob
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens
      And Bob gets another refresh token as well
      And the status is 200
      And the answer has the shape on record

      Examples:
        | id    |
        | shape |

    @refusal
    Scenario Outline: A refresh token that was used is refused
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens
      When Orbit refreshes Bob's tokens, but with the refresh token that it was given before
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id   |
        | used |

    Scenario: The access token of before a refresh is still good
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens
      When Bob asks GET /v2/me in version any, sending nothing, with the first token that it was given
      Then the answer is about Bob

    Scenario: What a used refresh token once gave is good after its second use
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens
      And Orbit refreshed Bob's tokens, but with the refresh token that it was given before, and was refused
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    Scenario: The latest refresh token is good after the second use of a former one
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens
      And Orbit refreshed Bob's tokens, but with the refresh token that it was given before, and was refused
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

    @needs:clock @exclusive
    Scenario: The end of a refresh token is not looked at
      Given Orbit created Bob
      And a year and a day passed
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                           | mistake                                                    |
        | MANAGED-12.none              | without the secret                                         |
        | MANAGED-12.empty-secret      | with an empty secret                                       |
        | MANAGED-12.wrong-secret      | with a wrong secret                                        |
        | MANAGED-12.cut-secret        | with the last half of the secret cut off                   |
        | MANAGED-12.longer-secret     | with a character added to the secret                       |
        | MANAGED-12.secret-query      | with the secret in the query instead of the header         |
        | MANAGED-12.secret-body       | with the secret in the body instead of the header          |
        | MANAGED-12.secret-bearer     | with the secret as Bearer instead of in its own header     |
        | MANAGED-12.secret-basic      | with its credentials as HTTP Basic instead of the header   |
        | MANAGED-12.unknown-client    | for a client that does not exist                           |
        | MANAGED-12.missing           | without the refresh token                                  |
        | MANAGED-12.no-body           | without a body                                             |
        | MANAGED-12.empty             | with an empty refresh token                                |
        | MANAGED-12.null              | with null for the refresh token                            |
        | MANAGED-12.number            | with a number for the refresh token                        |
        | MANAGED-12.list              | with a list for the refresh token                          |
        | MANAGED-12.another-key       | with the refresh token under another key                   |
        | MANAGED-12.garbled           | with a garbled refresh token                               |
        | MANAGED-12.never-issued      | with a refresh token that was never issued                 |
        | MANAGED-12.cut-short         | with the last half of the refresh token cut off            |
        | MANAGED-12.longer            | with a character added to the refresh token                |
        | MANAGED-12.blank-behind      | with a blank after the refresh token                       |
        | MANAGED-12.signature         | with the refresh token's signature changed                 |
        | MANAGED-12.payload           | with the refresh token's payload changed                   |
        | MANAGED-12.two-parts         | with the refresh token's signature cut away                |
        | MANAGED-12.signed-by-another | with the refresh token signed by somebody else             |
        | MANAGED-12.unsigned          | with the refresh token unsigned                            |
        | MANAGED-12.access            | with its access token in place of the refresh token        |
        | MANAGED-12.user-id           | with the user's id in place of the refresh token           |
        | MANAGED-12.query             | with the refresh token in the query instead of in the body |
        | MANAGED-12.bearer            | with the refresh token as Bearer instead of in the body    |

    @needs:control
    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                              | mistake                                       |
        | MANAGED-12.another-secret       | with Comet's secret                           |
        | MANAGED-12.another-client       | for Comet with its own secret                 |
        | MANAGED-12.another-client-named | for Comet with its own credentials in headers |
        | MANAGED-12.another-token        | with the refresh token of Comet's Carol       |
        | MANAGED-12.by-another           | by Comet with its own credentials             |
