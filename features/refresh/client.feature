Feature: Who refreshes, and with what
  A refresh token is worth something only in the hands of the client that it was given to.

  Background:
    Given Alice allowed Acme
    And Acme exchanged the code

  @REFRESH-06 @documented
  Rule: A wrong secret is refused at a refresh
    "The client_secret does not match the client_id." (oauth.txt, 4. Refresh Token, Error Responses)
    A refresh token that was stolen from a log is worth nothing without the secret.

    @control
    Scenario: The right secret gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_client" with "invalid_client_credentials"
      And the refusal is on record

      Examples:
        | id          | mistake                                            |
        | wrong       | with a wrong secret                                |
        | cut-short   | with the last half of the secret cut off           |
        | longer      | with a character added to the secret               |
        | capitals    | with the secret in capitals                        |
        | blank-after | with a blank after the secret                      |
        | hash        | with the SHA-256 of the secret                     |
        | last-four   | with only the last four digits of the secret right |
        | empty       | with an empty secret                               |

    @control
    Scenario: The right secret gets tokens in a form, too
      When Acme refreshes, as a form
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh in a form <mistake> is refused
      When Acme refreshes, but <mistake> and also as a form
      Then the refresh is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id         | mistake              |
        | form-wrong | with a wrong secret  |
        | form-empty | with an empty secret |

    @refusal @needs:second-client
    Scenario Outline: A refresh <mistake> is refused
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_client" with "invalid_client_credentials"
      And the refusal is on record

      Examples:
        | id             | mistake               |
        | another-client | with Mallory's secret |

    @control
    Scenario: One of two secrets gets tokens
      Given Alice allowed Gemini
      And Gemini exchanged the code
      When Gemini refreshes
      Then Gemini gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused where there are two
      Given Alice allowed Gemini
      And Gemini exchanged the code
      When Gemini refreshes, but <mistake>
      Then the refresh is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id                 | mistake                           |
        | two-secrets-wrong  | with a wrong secret               |
        | two-secrets-empty  | with an empty secret              |
        | two-secrets-halves | with half of each of its secrets  |
        | two-secrets-joined | with both of its secrets in a row |

  @REFRESH-07 @documented
  Rule: An unknown client is refused at a refresh
    "No OAuth client exists with the provided client_id." (oauth.txt, 4. Refresh Token, Error Responses)
    The integrator learns that the id is wrong, not the secret or the token.

    @control
    Scenario: A known client gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_client" with "client_not_found"
      And the refusal is on record

      Examples:
        | id          | mistake                          |
        | unknown     | with an unknown client id        |
        | capitals    | with the client id in capitals   |
        | blank-after | with a blank after the client id |

  @REFRESH-08 @documented
  Rule: A refresh that leaves out a parameter is refused
    "All parameters are required:" (oauth.txt, 4.1 Confidential Clients)
    Who has a secret must show it, and nobody is handed a session that was not named.

    @control
    Scenario: A refresh with all parameters gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      When Acme refreshes, but <mistake>
      Then the refresh is refused
      And the refusal is on record

      Examples:
        | id            | mistake                   |
        | refresh-token | without the refresh token |
        | client-secret | without the secret        |

    @control
    Scenario: A form with all parameters gets tokens
      When Acme refreshes, as a form
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh in a form <mistake> is refused
      When Acme refreshes, but <mistake> and also as a form
      Then the refresh is refused

      Examples:
        | id                 | mistake                   |
        | form-refresh-token | without the refresh token |
        | form-client-secret | without the secret        |

    @control @needs:public-client
    Scenario: A public client's refresh with all parameters gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario Outline: A public client's refresh <mistake> is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but <mistake>
      Then the refresh is refused

      Examples:
        | id                   | mistake                   |
        | public-refresh-token | without the refresh token |

  @REFRESH-12 @observed @needs:second-client
  Rule: The words for another client's refresh token name the client
    A token whose clientId is not the client_id that was sent is refused as invalid_grant with client_id_mismatch. (production-oauth A.6)
    An integrator with two clients sees at once that the tokens were mixed up.

    Scenario Outline: The refusal of <id> says that the client is another one
      Given Acme refreshed, but <mistake>, and was refused
      Then the refresh is refused as "invalid_grant" with "client_id_mismatch"

      Examples:
        | id         | mistake                    |
        | REFRESH-19 | with Mallory's credentials |

    @control @needs:public-client
    Scenario: A public client's own refresh token gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @needs:public-client
    Scenario: A public client is told the same of a confidential client's refresh token
      Given Acme refreshed, but with Nimbus's client id and no secret, and was refused
      Then the refresh is refused as "invalid_grant" with "client_id_mismatch"

  @REFRESH-16 @observed
  Rule: A scope parameter at a refresh is refused
    The input of a refresh has no scope; one that is sent is a property that should not exist. (production-oauth A.4)
    A refresh can neither widen nor narrow what the user allowed, and a library that tries is told.

    @control
    Scenario: A refresh without a scope gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_request"
      And the refusal is on record

      Examples:
        | id      | mistake                   |
        | granted | with a scope added        |
        | wider   | with a wider scope added  |
        | empty   | with an empty scope added |

    @refusal
    Scenario: A scope in a form is refused as well
      When Acme refreshes, but with a scope added and also as a form
      Then the refresh is refused as "invalid_request"

    @control @needs:public-client
    Scenario: A public client's refresh without a scope gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario: A public client's refresh with a scope is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but with a scope added
      Then the refresh is refused as "invalid_request"

  @REFRESH-19 @documented @needs:second-client
  Rule: A refresh token is worth nothing to another client
    "The refresh token is invalid, expired, or malformed." (oauth.txt, 4. Refresh Token, Error Responses)
    Alice allowed Acme; Mallory is not Acme.

    @control
    Scenario: The client that the refresh token was given to gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario: Another client is refused
      When Acme refreshes, but with Mallory's credentials
      Then the refresh is refused as "invalid_grant"
      And the refusal is on record

    @refusal
    Scenario: Another client is refused in a form, too
      When Acme refreshes, but with Mallory's credentials and also as a form
      Then the refresh is refused as "invalid_grant"

    @refusal
    Scenario: Another client is refused with a token that came of a refresh
      Given Acme refreshed
      When Acme refreshes, but with Mallory's credentials
      Then the refresh is refused as "invalid_grant"

    @refusal @needs:public-client
    Scenario: A public client, which needs no secret, is refused in a form, too
      When Acme refreshes, but with Nimbus's client id and no secret and also as a form
      Then the refresh is refused as "invalid_grant"

    @refusal @needs:public-client
    Scenario: A public client, which needs no secret, is refused
      When Acme refreshes, but with Nimbus's client id and no secret
      Then the refresh is refused as "invalid_grant"

    @control @needs:public-client
    Scenario: The public client that the refresh token was given to gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario: Another client is refused with a public client's refresh token
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but with Mallory's credentials
      Then the refresh is refused as "invalid_grant"
