Feature: Verifying an access token
  The profile is the first thing that an integrator asks for, to see that the credentials work.

  @ME-01 @documented
  Rule: A valid access token opens the profile of its user
    "To verify the correct setup and functionality of OAuth credentials, use the following endpoint:" (oauth.txt, 6. Verify Access Token)
    The integrator sees at once whose account was connected.

    Scenario: A token with the profile scope shows the user who allowed it
      Given Alice allowed Acme, with the scope PROFILE_READ alone
      And Acme exchanged the code
      When Acme asks for the profile
      Then the profile is Alice's

    @needs:legacy-client
    Scenario: A token of a client without scopes shows the user who allowed it
      Given Alice allowed Oldie
      And Oldie exchanged the code
      When Oldie asks for the profile
      Then the profile is Alice's

    Scenario: A token shows its own user and not the client's owner
      Given Owen allowed Acme
      And Acme exchanged the code
      When Acme asks for the profile
      Then the profile is Owen's

    @needs:owner
    Scenario: Of two users who allowed the same client each is shown with their own token
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme asked for the profile
      And Owen allowed Acme
      And Acme exchanged the code
      When Acme asks for the profile
      Then the profile is Owen's

  @ME-02 @documented
  Rule: A token that is not valid opens nothing
    "To verify the correct setup and functionality of OAuth credentials, use the following endpoint:" (oauth.txt, 6. Verify Access Token)
    A check that never fails verifies nothing.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: The token as it was given is accepted
      When Acme asks for the profile
      Then the profile is Alice's

    @refusal
    Scenario Outline: A request <mistake> is refused
      When Acme asks for the profile, but <mistake>
      Then the API refuses
      And the refusal is on record

      Examples:
        | id                | mistake                                                 |
        | none              | without a token                                         |
        | garbled           | with a garbled token                                    |
        | payload-changed   | with the token's payload changed                        |
        | signature-changed | with the token's signature changed                      |
        | alg-none          | with the token unsigned                                 |
        | no-signature      | with the token's signature emptied                      |
        | two-parts         | with the token's signature cut away                     |
        | alg-none-spelt    | with the token unsigned and its algorithm spelt None    |
        | cookie            | with the token in a cookie instead of the header        |
        | another-key       | with the token signed by somebody else                  |
        | prolonged         | with the token's life prolonged under its old signature |
        | three-parts       | with three parts that are no JSON                       |

    @control @needs:public-client
    Scenario: The token of a public client is accepted as it was given
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus asks for the profile
      Then the profile is Alice's

    @refusal @needs:public-client
    Scenario Outline: A public client's request <mistake> is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus asks for the profile, but <mistake>
      Then the API refuses

      Examples:
        | id                       | mistake                                                 |
        | public-signature-changed | with the token's signature changed                      |
        | public-prolonged         | with the token's life prolonged under its old signature |
        | public-alg-none          | with the token unsigned                                 |

    @refusal
    Scenario: A token outside the header is not looked for
      When Acme asks for the profile, but with the token in the query instead of the header
      Then the API refuses

    @refusal @needs:clock @exclusive
    Scenario Outline: A request <mistake> is refused
      When Acme asks for the profile, but <mistake>
      Then the API refuses
      And the refusal is on record

      Examples:
        | id      | mistake               |
        | expired | with an expired token |

  @ME-03 @observed
  Rule: A refusal of the API has the words and the envelope of the API
    A missing, unreadable or expired token is answered as unauthorized in the API's error envelope. (production-oauth A.8, production-api A4)
    A client that knows the API's other errors can read this one as well.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    Scenario Outline: The refusal of <id> is the one on record
      Given Acme asked for the profile, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                      | mistake                                                 |
        | ME-02.none              | without a token                                         |
        | ME-02.garbled           | with a garbled token                                    |
        | ME-02.payload-changed   | with the token's payload changed                        |
        | ME-02.signature-changed | with the token's signature changed                      |
        | ME-02.alg-none          | with the token unsigned                                 |
        | ME-02.no-signature      | with the token's signature emptied                      |
        | ME-02.two-parts         | with the token's signature cut away                     |
        | ME-02.alg-none-spelt    | with the token unsigned and its algorithm spelt None    |
        | ME-02.cookie            | with the token in a cookie instead of the header        |
        | ME-02.another-key       | with the token signed by somebody else                  |
        | ME-02.prolonged         | with the token's life prolonged under its old signature |
        | ME-02.three-parts       | with three parts that are no JSON                       |
        | REFRESH-11              | with its refresh token in place of the access token     |
        | lower-case-bearer       | with the word bearer in lower case                      |
        | two-blanks              | with two blanks before the token                        |
        | basic                   | with its credentials as HTTP Basic                      |

    @needs:clock @exclusive
    Scenario Outline: The refusal of <id> is the one on record
      Given Acme asked for the profile, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id            | mistake               |
        | ME-02.expired | with an expired token |

    @needs:clock @exclusive
    Scenario Outline: The refusal of <id> after thirty minutes is the one on record
      Given Acme asked for the profile, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id       | mistake              |
        | TOKEN-04 | thirty minutes later |

    Scenario Outline: <method> <path> answers a request <bearer> as the profile does
      When Omni asks <method> <path> in version <version>, sending nothing, <bearer>
      Then the refusal's status and body are as recorded

      Examples:
        | id                        | method | path                              | version    | bearer               |
        | none-get-schedules        | GET    | /v2/schedules                     | 2024-06-11 | without a token      |
        | none-get-calendars-check  | GET    | /v2/calendars/{calendar}/check    | any        | without a token      |
        | none-get-teams            | GET    | /v2/teams                         | any        | without a token      |
        | none-get-team-bookings    | GET    | /v2/teams/{teamId}/bookings       | any        | without a token      |
        | none-get-org-teams        | GET    | /v2/organizations/{orgId}/teams   | any        | without a token      |
        | garbled-get-schedules     | GET    | /v2/schedules                     | 2024-06-11 | with a garbled token |
        | garbled-get-teams         | GET    | /v2/teams                         | any        | with a garbled token |
        | garbled-get-org-teams     | GET    | /v2/organizations/{orgId}/teams   | any        | with a garbled token |

    @destructive
    Scenario Outline: <method> <path> answers a request <bearer> as the profile does
      When Omni asks <method> <path> in version <version>, sending <sends>, <bearer>
      Then the refusal's status and body are as recorded

      Examples:
        | id                     | method | path                       | version    | sends           | bearer               |
        | none-patch-me          | PATCH  | /v2/me                     | any        | an empty object | without a token      |
        | none-post-teams        | POST   | /v2/teams                  | any        | an empty object | without a token      |
        | none-delete-schedules  | DELETE | /v2/schedules/{scheduleId} | 2024-06-11 | nothing         | without a token      |
        | garbled-post-schedules | POST   | /v2/schedules              | 2024-06-11 | a schedule      | with a garbled token |
