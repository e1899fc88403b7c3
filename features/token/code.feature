Feature: The authorization code
  A code is worth one pair of tokens, to the client that it was given to, and not for long.

  @TOKEN-05 @documented
  Rule: A code works once
    "The authorization code has already been used, has expired, or is invalid." (oauth.txt, 3. Exchange Token, Error Responses)
    Whoever finds a code in a log or a browser history gets nothing for it.

    Background:
      Given Alice allowed Acme

    @control
    Scenario: A code that was never exchanged gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: A code that was already exchanged is refused
      When Acme exchanges the code, but it was exchanged before
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"
      And the refusal is on record

    @refusal
    Scenario: A code that was already exchanged is refused in a form, too
      When Acme exchanges the code, but it was exchanged before and also as a form
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"

    @refusal @needs:clock @exclusive
    Scenario: A code that was used is refused a day later as well
      When Acme exchanges the code, but a day after it was exchanged
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"

    @refusal @needs:clock @exclusive
    Scenario: A code that was used is refused until it would have expired
      Given Acme exchanged the code
      And a second less than ten minutes passed
      When Acme exchanges the code
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"

    @control @needs:public-client
    Scenario: A public client's code that was never exchanged gets tokens
      Given Alice allowed Nimbus
      When Nimbus exchanges the code
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario: A public client's code that was already exchanged is refused
      Given Alice allowed Nimbus
      When Nimbus exchanges the code, but it was exchanged before
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"

  @TOKEN-06 @documented @needs:clock @exclusive
  Rule: A code expires
    "The authorization code has already been used, has expired, or is invalid." (oauth.txt, 3. Exchange Token, Error Responses)
    A code that nobody fetched is no key that lies around for ever.

    Background:
      Given Alice allowed Acme

    @control
    Scenario: A code that is exchanged at once gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: A code that is a day old is refused
      When Acme exchanges the code, but a day later
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"
      And the refusal is on record

    @refusal @needs:public-client
    Scenario: A public client's code that is a day old is refused
      Given Alice allowed Nimbus
      When Nimbus exchanges the code, but a day later
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"

  @TOKEN-07 @documented
  Rule: A code that was never issued is worth nothing
    "The authorization code has already been used, has expired, or is invalid." (oauth.txt, 3. Exchange Token, Error Responses)
    A code cannot be guessed, and part of one is not a code.

    Background:
      Given Alice allowed Acme

    @control
    Scenario: The code that was issued gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"
      And the refusal is on record

      Examples:
        | id          | mistake                                       |
        | made-up     | with a code that was never issued             |
        | changed     | with one character of the code changed        |
        | cut-short   | with the last half of the code cut off        |
        | longer      | with a character added to the code            |
        | blank-after | with a blank after the code                   |
        | other-case  | with upper and lower case of the code swapped |
        | empty       | with an empty code                            |

  @TOKEN-08 @documented
  Rule: A code that is exchanged many times at once works exactly once
    "The authorization code has already been used, has expired, or is invalid." (oauth.txt, 3. Exchange Token, Error Responses)
    Two requests that arrive together must not both find the code unused.
    Without a record: the refusal is that of TOKEN-05.

    @control
    Scenario: A code that is exchanged by one request gets tokens
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: All but one of eight simultaneous exchanges of a code are refused
      Given Alice allowed Acme 5 times
      When Acme exchanges each code 8 times at once
      Then exactly one exchange of each code gets tokens

  @TOKEN-30 @documented @needs:second-client
  Rule: A code is worth nothing to another client
    "The authorization code has already been used, has expired, or is invalid." (oauth.txt, 3. Exchange Token, Error Responses)
    Alice allowed Acme; Mallory is not Acme.

    Background:
      Given Alice allowed Acme

    @control
    Scenario: The client that the code was given to gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: Another client is refused
      When Acme exchanges the code, but with Mallory's credentials
      Then the exchange is refused as "invalid_grant" with "code_invalid_or_expired"
      And the refusal is on record

  @TOKEN-19 @observed @needs:second-client
  Rule: A code that another client tried still works for its own
    Another client's attempt with a code leaves the code valid for the client that it was given to. (production-oauth A.5)
    Otherwise Mallory could spoil every sign-in of which she sees the code.

    Scenario: Acme gets tokens for a code that Mallory tried before
      Given Alice allowed Acme
      And Acme exchanged the code, but with Mallory's credentials, and was refused
      When Acme exchanges the code
      Then Acme gets tokens

  @TOKEN-20 @observed
  Rule: A wrong secret or redirect URI does not use up the code
    The code is used up only after the redirect URI and the secret were found right. (production-oauth A.5)
    A client that mends its configuration can go on with the code it has.

    Scenario Outline: A code still gets tokens after an exchange <mistake>
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      When Acme exchanges the code
      Then Acme gets tokens

      Examples:
        | id                    | mistake                           |
        | wrong-secret          | with a wrong secret               |
        | unregistered-redirect | with an unregistered redirect URI |
        | other-redirect        | with its other redirect URI       |
        | empty-redirect        | with an empty redirect URI        |

    @needs:public-client
    Scenario: A public client's code still gets tokens after an exchange with its other redirect URI
      Given Alice allowed Nimbus
      And Nimbus exchanged the code, but with its other redirect URI, and was refused
      When Nimbus exchanges the code
      Then Nimbus gets tokens

  @TOKEN-27 @observed @needs:control
  Rule: A client that lost its approval gets nothing for a code from before
    A client that was rejected, or sent back to review (unless the user is its owner), is refused as unauthorized_client for a code that was issued earlier. (production-oauth A.5)
    Taking an approval back works at once, also for sign-ins that are under way.

    @control
    Scenario: A client that kept its approval gets tokens
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange is refused <mistake>
      Given Alice allowed Acme
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "unauthorized_client" with "<description>"
      And the refusal is on record

      Examples:
        | id       | mistake                          | description         |
        | rejected | after it was rejected            | client_rejected     |
        | pending  | after it was sent back to review | client_not_approved |

    @control
    Scenario: The owner's code gets tokens although the client was sent back to review
      Given Owen allowed Acme
      When Acme exchanges the code, after it was sent back to review
      Then Acme gets tokens

    @refusal
    Scenario: The owner's code is refused when the client was rejected
      Given Owen allowed Acme
      When Acme exchanges the code, but after it was rejected
      Then the exchange is refused as "unauthorized_client" with "client_rejected"

    @control @needs:public-client
    Scenario: A public client that kept its approval gets tokens
      Given Alice allowed Nimbus
      When Nimbus exchanges the code
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario Outline: A public client's exchange is refused <mistake>
      Given Alice allowed Nimbus
      When Nimbus exchanges the code, but <mistake>
      Then the exchange is refused as "unauthorized_client" with "<description>"

      Examples:
        | id              | mistake                          | description         |
        | public-rejected | after it was rejected            | client_rejected     |
        | public-pending  | after it was sent back to review | client_not_approved |
