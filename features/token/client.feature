Feature: Who exchanges
  The client says who it is and proves it with its secret.

  Background:
    Given Alice allowed Acme

  @TOKEN-09 @documented
  Rule: A wrong secret is refused
    "The client_secret does not match the client_id." (oauth.txt, 3. Exchange Token, Error Responses)
    The secret alone tells Acme from everybody who knows its public id.

    @control
    Scenario: The right secret gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"
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
      When Acme exchanges the code, as a form
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange in a form <mistake> is refused
      When Acme exchanges the code, but <mistake> and also as a form
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id         | mistake              |
        | form-wrong | with a wrong secret  |
        | form-empty | with an empty secret |

    @refusal @needs:second-client
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"
      And the refusal is on record

      Examples:
        | id             | mistake               |
        | another-client | with Mallory's secret |

    @control
    Scenario: One of two secrets gets tokens
      Given Alice allowed Gemini
      When Gemini exchanges the code
      Then Gemini gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused where there are two
      Given Alice allowed Gemini
      When Gemini exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id                 | mistake                           |
        | two-secrets-wrong  | with a wrong secret               |
        | two-secrets-empty  | with an empty secret              |
        | two-secrets-halves | with half of each of its secrets  |
        | two-secrets-joined | with both of its secrets in a row |

  @TOKEN-10 @documented
  Rule: An unknown client is refused
    "No OAuth client exists with the provided client_id." (oauth.txt, 3. Exchange Token, Error Responses)
    The integrator learns that the id is wrong, not the secret or the code.

    @control
    Scenario: A known client gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: A client id that nobody has is refused
      When Acme exchanges the code, but with an unknown client id
      Then the exchange is refused as "invalid_client" with "client_not_found"
      And the refusal is on record

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_client" with "client_not_found"
      And the refusal is on record

      Examples:
        | id          | mistake                          |
        | capitals    | with the client id in capitals   |
        | blank-after | with a blank after the client id |

  @TOKEN-11 @documented
  Rule: An exchange without a client id is refused
    "The client_id field is missing from the request body." (oauth.txt, 3. Exchange Token, Error Responses)
    The words name the missing field, so that a slip in the code is found at once.

    @control
    Scenario: An exchange that names its client gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: An exchange that leaves out the client id is refused
      When Acme exchanges the code, but without the client id
      Then the exchange is refused as "invalid_request" with "client_id is required"
      And the refusal is on record

    @control
    Scenario: A refresh that names its client gets tokens
      Given Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario: A refresh that leaves out the client id is refused
      Given Acme exchanged the code
      When Acme refreshes, but without the client id
      Then the refresh is refused as "invalid_request" with "client_id is required"

    @refusal
    Scenario: A form that leaves out the client id is refused
      Given Acme exchanged the code
      When Acme refreshes, but without the client id and also as a form
      Then the refresh is refused as "invalid_request" with "client_id is required"

  @TOKEN-12 @documented
  Rule: A grant type other than the two documented ones is refused
    "The grant_type field must be either authorization_code or refresh_token." (oauth.txt, 3. Exchange Token, Error Responses)
    No other way to a token exists beside the two that the documents describe.

    @control
    Scenario: The documented grant type gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_request" with "grant_type must be 'authorization_code' or 'refresh_token'"
      And the refusal is on record

      Examples:
        | id                 | mistake                                |
        | missing            | without the grant type                 |
        | empty              | with an empty grant type               |
        | password           | with the password grant type           |
        | client-credentials | with the client credentials grant type |
        | implicit           | with the implicit grant type           |
        | capitals           | with the grant type in capitals        |
        | blank-after        | with a blank after the grant type      |

    @control
    Scenario: The documented grant type of a refresh gets tokens
      Given Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      Given Acme exchanged the code
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_request" with "grant_type must be 'authorization_code' or 'refresh_token'"

      Examples:
        | id               | mistake                                           |
        | refresh-missing  | without the grant type                            |
        | refresh-capitals | with the grant type in capitals                   |
        | refresh-capital  | with the first letter of the grant type a capital |

  @TOKEN-28 @observed
  Rule: The credentials are read from the body alone
    HTTP Basic is ignored: no code path reads it, and parameters in the query are ignored too. (production-oauth A, A.1)
    Many OAuth libraries send HTTP Basic unless they are told otherwise.

    @control
    Scenario Outline: An exchange <addition> gets tokens when the body is right
      When Acme exchanges the code, <addition>
      Then Acme gets tokens

      Examples:
        | id          | addition                                             |
        | plain       | as JSON                                              |
        | wrong-basic | with wrong credentials as HTTP Basic beside the body |
        | wrong-query | with wrong credentials in the query beside the body  |

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id         | mistake                                                      |
        | basic      | with its credentials as HTTP Basic instead of in the body    |
        | basic-form | with its credentials as HTTP Basic instead of in a form body |
        | query      | with its credentials in the query instead of in the body     |

    @refusal
    Scenario: A secret that comes as HTTP Basic alone counts as none
      When Acme exchanges the code, but with only its secret as HTTP Basic instead of in the body
      Then the exchange is refused
      And the refusal is on record

    @control
    Scenario: A refresh whose body names the client gets tokens
      Given Acme exchanged the code
      When Acme refreshes, with wrong credentials as HTTP Basic beside the body
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      Given Acme exchanged the code
      When Acme refreshes, but <mistake>
      Then the refresh is refused
      And the refusal is on record

      Examples:
        | id             | mistake                                                    |
        | refresh-basic  | with its credentials as HTTP Basic instead of in the body  |
        | refresh-query  | with the refresh token in the query instead of in the body |
        | refresh-bearer | with the refresh token as Bearer instead of in the body    |
