Feature: Public clients and PKCE
  An app that cannot keep a secret proves that it is the one that asked, with a verifier that only it knows.

  @PKCE-01 @documented @needs:public-client
  Rule: A public client exchanges its code with a verifier and no secret
    "Public clients (e.g. single-page apps, mobile apps) use PKCE instead of a client_secret." (oauth.txt, 3.2 Public Clients (PKCE))
    A browser app can be connected without a backend.

    Scenario Outline: An exchange <format> gets tokens
      Given Alice allowed Nimbus
      When Nimbus exchanges the code, <format>
      Then Nimbus gets tokens

      Examples:
        | id   | format    |
        | json | as JSON   |
        | form | as a form |

    Scenario: The answer is the one that a confidential client gets
      Given Alice allowed Nimbus
      When Nimbus exchanges the code
      Then Nimbus gets tokens
      And they are of type "bearer" and the access token lasts 1800 seconds
      And the answer names the granted scopes

    Scenario: The longest verifier of the standard works
      Given Alice allowed Nimbus, with the challenge of a verifier of 128 characters
      When Nimbus exchanges the code
      Then Nimbus gets tokens

  @PKCE-02 @documented @needs:public-client
  Rule: A verifier that does not hash to the challenge is refused
    "Generate a code_verifier (random 32-byte base64url string), hash it with SHA-256, and pass the result here." (oauth.txt, 6. Onboarding Embed, Authorization Props, codeChallenge)
    Whoever intercepts the code does not know the verifier.

    Background:
      Given Alice allowed Nimbus

    @control
    Scenario: The verifier that was hashed gets tokens
      When Nimbus exchanges the code
      Then Nimbus gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Nimbus exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id                 | mistake                                                            |
        | another            | with another verifier                                              |
        | challenge          | with the challenge as the verifier                                 |
        | changed            | with one character of the verifier changed                         |
        | cut-short          | with the last half of the verifier cut off                         |
        | other-case         | with upper and lower case of the verifier swapped                  |
        | plain-challenge    | after a request with the verifier as the challenge                 |
        | hex-challenge      | after a request with the challenge in hexadecimal                  |
        | standard-challenge | after a request with the challenge in standard Base64              |
        | sha-512-challenge  | after a request with a SHA-512 challenge                           |
        | blank-after        | with a blank after the verifier                                    |
        | challenge-case     | after a request with upper and lower case of the challenge swapped |
        | challenge-start    | after a request with only the start of the challenge               |

  @PKCE-03 @documented @needs:public-client
  Rule: An exchange of a public client without a verifier is refused
    "All parameters are required:" (oauth.txt, 3.2 Public Clients (PKCE))
    Leaving out the proof must not be easier than forging it.

    Background:
      Given Alice allowed Nimbus

    @control
    Scenario: An exchange with the verifier gets tokens
      When Nimbus exchanges the code
      Then Nimbus gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Nimbus exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id      | mistake                                        |
        | missing | without the verifier                           |
        | empty   | with an empty verifier                         |
        | secret  | with a made-up secret in place of the verifier |

  @PKCE-04 @documented @needs:public-client
  Rule: The published example of PKCE works
    "PKCE code challenge (S256 method)" (oauth.txt, 2. Authorize, URL Parameters, code_challenge)
    A fixed pair of verifier and challenge from RFC 7636, appendix B, catches a hash that is wrong on both sides.

    Scenario: The example's verifier gets tokens for the example's challenge
      Given Alice allowed Nimbus, with the challenge of the published example
      When Nimbus exchanges the code, with the verifier of the published example
      Then Nimbus gets tokens

  @PKCE-05 @observed @needs:public-client
  Rule: The words of a failed verification tell a missing verifier from a wrong one
    A missing challenge or verifier is invalid_request with pkce_missing_parameters_or_invalid_method, a verifier that does not match is invalid_grant with pkce_verification_failed. (production-oauth A.5)
    A developer sees whether the verifier was lost or spoilt.

    Scenario Outline: The refusal of <id> says that the verification failed
      Given Alice allowed Nimbus
      And Nimbus exchanged the code, but <mistake>, and was refused
      Then the exchange is refused as "invalid_grant" with "pkce_verification_failed"

      Examples:
        | id                         | mistake                                                            |
        | PKCE-02.another            | with another verifier                                              |
        | PKCE-02.challenge          | with the challenge as the verifier                                 |
        | PKCE-02.changed            | with one character of the verifier changed                         |
        | PKCE-02.cut-short          | with the last half of the verifier cut off                         |
        | PKCE-02.other-case         | with upper and lower case of the verifier swapped                  |
        | PKCE-02.plain-challenge    | after a request with the verifier as the challenge                 |
        | PKCE-02.hex-challenge      | after a request with the challenge in hexadecimal                  |
        | PKCE-02.standard-challenge | after a request with the challenge in standard Base64              |
        | PKCE-02.sha-512-challenge  | after a request with a SHA-512 challenge                           |
        | PKCE-02.blank-after        | with a blank after the verifier                                    |
        | PKCE-02.challenge-case     | after a request with upper and lower case of the challenge swapped |
        | PKCE-02.challenge-start    | after a request with only the start of the challenge               |

    Scenario Outline: The refusal of <id> says that a parameter of PKCE is missing
      Given Alice allowed Nimbus
      And Nimbus exchanged the code, but <mistake>, and was refused
      Then the exchange is refused as "invalid_request" with "pkce_missing_parameters_or_invalid_method"

      Examples:
        | id             | mistake                                        |
        | PKCE-03.empty  | with an empty verifier                         |
        | PKCE-03.secret | with a made-up secret in place of the verifier |

  @PKCE-06 @observed @needs:public-client
  Rule: A failed verifier uses up the code
    The code is deleted before the verifier is looked at. (production-oauth A.5)
    Nobody can try one verifier after another.
    Without a record: the refusal is that of TOKEN-05.

    Background:
      Given Alice allowed Nimbus

    @control
    Scenario: A code that was not tried gets tokens with the right verifier
      When Nimbus exchanges the code
      Then Nimbus gets tokens

    @refusal
    Scenario Outline: A code is refused with the right verifier after an exchange <mistake>
      Given Nimbus exchanged the code, but <mistake>, and was refused
      When Nimbus exchanges the code
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"

      Examples:
        | id     | mistake                                        |
        | wrong  | with another verifier                          |
        | empty  | with an empty verifier                         |
        | secret | with a made-up secret in place of the verifier |

  @PKCE-07 @observed @needs:public-client
  Rule: A padded challenge never matches
    A challenge with equals signs at its end is refused whatever the verifier. (production-oauth A.5)
    A common slip of hand-written PKCE shows at the first try.

    Background:
      Given Alice allowed Nimbus

    @control
    Scenario: A challenge without padding gets tokens
      When Nimbus exchanges the code
      Then Nimbus gets tokens

    @refusal
    Scenario: A challenge with padding is refused
      When Nimbus exchanges the code, but after a request with the challenge padded
      Then the exchange is refused
      And the refusal is on record

  @PKCE-08 @observed
  Rule: A confidential client that sent a challenge can never exchange
    The secret alone lacks the verifier, and the secret with the verifier has an unexpected parameter. (production-oauth A.5)
    An integrator who adds PKCE to a client with a secret learns here why it fails.

    Background:
      Given Alice allowed Acme

    @control
    Scenario: A confidential client that sent no challenge gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: With the secret alone it is refused
      When Acme exchanges the code, but after a request with a challenge
      Then the exchange is refused as "invalid_request" with "pkce_missing_parameters_or_invalid_method"
      And the refusal is on record

    @refusal
    Scenario Outline: With the secret and the verifier it is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_request"
      And the refusal's status is as recorded

      Examples:
        | id                  | mistake                                                   |
        | secret-and-verifier | after a request with a challenge, with the verifier added |

  @PKCE-09 @documented @needs:public-client
  Rule: An exchange of a public client is bound to the redirect URI and the code of its request
    "Must match the redirect URI used in the authorization request" (oauth.txt, 3.2 Public Clients (PKCE))
    The verifier replaces the secret and nothing else.

    Background:
      Given Alice allowed Nimbus

    @control
    Scenario: The code and the redirect URI of the request get tokens
      When Nimbus exchanges the code
      Then Nimbus gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Nimbus exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id                    | mistake                           |
        | code                  | without the code                  |
        | redirect-uri          | without the redirect URI          |
        | unregistered-redirect | with an unregistered redirect URI |
        | other-redirect        | with its other redirect URI       |
        | empty-redirect        | with an empty redirect URI        |
