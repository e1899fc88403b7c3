Feature: Coming back with a code
  After Allow the user is back at the client, with a code and with what the client sent along.

  @AUTHZ-01 @documented
  Rule: A user who allows is sent back with a code and the state
    "After users click Allow, they will be redirected to the redirect_uri with code (authorization code) and state as URL parameters" (oauth.txt, 2. Authorize)
    The client recognises its own request by the state and goes on with the code.

    Scenario: Allow leads back to the redirect URI
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code and the same state

    Scenario: The code that came back gets tokens
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

  @AUTHZ-02 @documented
  Rule: The state comes back as it was sent
    "After users click Allow, they will be redirected to the redirect_uri with code (authorization code) and state as URL parameters" (oauth.txt, 2. Authorize)
    A state that changed on the way looks like an attack, and clients keep more in it than letters.

    Scenario Outline: A state of <id> comes back unchanged
      When Alice opens Acme's authorization request, with a state of <kind>
      Then Alice is sent back with a code and the same state

      Examples:
        | id                   | kind                        |
        | letters-and-digits   | letters and digits          |
        | plus-signs           | plus signs                  |
        | blanks               | blanks                      |
        | outer-blanks         | blanks at both ends         |
        | percent-signs        | percent signs               |
        | percent-codes        | percent codes               |
        | ampersand-and-equals | ampersands and equals signs |
        | hash-and-question    | hashes and question marks   |
        | quotes               | quotes and apostrophes      |
        | markup               | markup                      |
        | backslashes          | backslashes                 |
        | json                 | JSON                        |
        | address              | a web address               |
        | base64               | padded Base64               |
        | umlauts              | umlauts                     |
        | emoji                | emoji                       |
        | right-to-left        | Hebrew letters              |
        | combining            | combining accents           |
        | line-breaks          | line breaks                 |
        | one-character        | one character               |
        | very-long            | two thousand letters        |

    Scenario Outline: A state of <id> comes back unchanged beside an error
      When Alice opens Acme's authorization request, but with a state of <kind> and also <mistake>
      Then the state that came back is the one that was sent

      Examples:
        | id                    | kind                        | mistake                          |
        | plus-signs-denied     | plus signs                  | she denies it                    |
        | percent-signs-denied  | percent signs               | she denies it                    |
        | ampersands-denied     | ampersands and equals signs | she denies it                    |
        | umlauts-denied        | umlauts                     | she denies it                    |
        | plus-signs-unknown    | plus signs                  | with a scope that does not exist |
        | percent-codes-unknown | percent codes               | with a scope that does not exist |
        | quotes-exceeding      | quotes and apostrophes      | with a scope that is not enabled |

  @AUTHZ-03 @documented
  Rule: The state may be left out
    "A securely generated random string to mitigate CSRF attacks" (oauth.txt, 2. Authorize, URL Parameters, state is marked Recommended)
    What is recommended is not required; a client that sends none gets none back.

    Scenario Outline: A request <request> leads to a code and no state
      When Alice opens Acme's authorization request, <request>
      Then Alice is sent back with a code and no state

      Examples:
        | id     | request             |
        | absent | without a state     |
        | empty  | with an empty state |

  @AUTHZ-08 @documented
  Rule: Each of several registered redirect URIs works
    "You can register up to 10 redirect URIs per OAuth client." (oauth.txt, 1. OAuth Client Credentials)
    One client serves production, staging and a developer's machine.

    Scenario Outline: A request <request> leads back there
      When Alice opens Acme's authorization request, <request>
      Then Alice is sent back with a code

      Examples:
        | id     | request                     |
        | first  | with its first redirect URI |
        | second | with its other redirect URI |

  @AUTHZ-15 @documented
  Rule: Scopes are separated by blanks or by commas
    "Space or comma-separated list of scopes to request" (oauth.txt, 2. Authorize, URL Parameters, scope)
    Both habits are found in libraries, and both are documented.

    Scenario Outline: A request <request> leads to a code
      When Alice opens Acme's authorization request, <request>
      Then Alice is sent back with a code

      Examples:
        | id     | request                         |
        | blanks | with a blank between the scopes |
        | commas | with a comma between the scopes |

  @AUTHZ-24 @observed @needs:control
  Rule: A redirect URI with a query of its own keeps it
    The redirect URI's own query stays, and code and state, or the error, are added to it. (production-oauth C.2)
    Some clients tell their tenants apart by a parameter in the redirect URI.

    Scenario: The query is still there beside the code
      When Alice opens Acme's authorization request, with a redirect URI that has a query
      Then Alice is sent back with a code and the same state
      And the redirect URI keeps its own query

    Scenario: The query is still there beside an error
      When Alice opens Acme's authorization request, but with a redirect URI that has a query and also she denies it
      Then Alice is sent back with the error "access_denied" and the same state
      And the redirect URI keeps its own query

  @AUTHZ-26 @observed
  Rule: The response type is not read
    Any response type, or none, leads to a code. (production-oauth C.1)
    Libraries that insist on sending it work, and so does the documents' example, which has none.

    Scenario Outline: A request <request> leads to a code
      When Alice opens Acme's authorization request, <request>
      Then Alice is sent back with a code

      Examples:
        | id       | request                      |
        | absent   | without a response type      |
        | code     | with the response type code  |
        | token    | with the response type token |
        | nonsense | with a made-up response type |
        | empty    | with an empty response type  |

  @AUTHZ-27 @observed
  Rule: A code has fifty-four characters and lives ten minutes
    A code is 40 random bytes in unpadded base64url and expires after 10 minutes. (production-oauth B)
    It fits every database column and cannot be guessed, and a user has time to come back.
    Without a record: the refusal is that of TOKEN-06.

    Scenario: The code has fifty-four harmless characters
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code
      And the code is 54 letters, digits, hyphens and underscores

    @control
    Scenario: At once the code gets tokens
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

    @needs:clock @exclusive
    Scenario: A second before ten minutes the code gets tokens
      Given Alice allowed Acme
      And a second less than ten minutes passed
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal @needs:clock @exclusive
    Scenario: After ten minutes the code is refused
      Given Alice allowed Acme
      And ten minutes passed
      When Acme exchanges the code
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"

    @refusal @needs:clock @exclusive @needs:public-client
    Scenario: After ten minutes a public client's code is refused
      Given Alice allowed Nimbus
      And ten minutes passed
      When Nimbus exchanges the code
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"
