Feature: What a refresh token is worth
  It is the server's own, it is used once, and it does not live for ever.

  @REFRESH-04 @documented
  Rule: A malformed refresh token is refused
    "The refresh token is invalid, expired, or malformed." (oauth.txt, 4. Refresh Token, Error Responses)
    A client learns that its user has to authorize again, and not that the server is broken.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: The refresh token as it was given gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"
      And the refusal is on record

      Examples:
        | id        | mistake                                          |
        | garbled   | with a garbled refresh token                     |
        | empty     | with an empty refresh token                      |
        | cut-short | with the last half of the refresh token cut off  |
        | two-parts | with the refresh token's signature cut away      |
        | code      | with the code in place of the refresh token      |
        | umlauts   | with umlauts for the refresh token               |
        | very-long | with a refresh token of five thousand characters |

  @REFRESH-05 @documented @needs:clock @exclusive
  Rule: An expired refresh token is refused
    "The refresh token is invalid, expired, or malformed." (oauth.txt, 4. Refresh Token, Error Responses)
    A session that nobody used for so long ends.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: At once the refresh token gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario: A year later it is refused
      When Acme refreshes, but a year later
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"
      And the refusal is on record

    @refusal
    Scenario: A year later it is refused in a form, too
      When Acme refreshes, but a year later and also as a form
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

    @control @needs:public-client
    Scenario: At once a public client's refresh token gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario: A year later a public client's refresh token is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but a year later
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

  @REFRESH-18 @documented
  Rule: A refresh token that the server did not issue is refused
    "The refresh token is invalid, expired, or malformed." (oauth.txt, 4. Refresh Token, Error Responses)
    Whoever can write a token must not thereby become somebody.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: The refresh token that the server issued gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"
      And the refusal is on record

      Examples:
        | id                | mistake                                                         |
        | never-issued      | with a refresh token that was never issued                      |
        | payload-changed   | with the refresh token's payload changed                        |
        | signature-changed | with the refresh token's signature changed                      |
        | no-signature      | with the refresh token's signature emptied                      |
        | prolonged         | with the refresh token's life prolonged under its old signature |
        | another-key       | with the refresh token signed by somebody else                  |
        | alg-none          | with the refresh token unsigned                                 |
        | alg-none-spelt    | with the refresh token unsigned and its algorithm spelt None    |
        | blank-after       | with a blank after the refresh token                            |
        | access-token      | with its access token in place of the refresh token             |

    @control @needs:public-client
    Scenario: The refresh token that the server issued to a public client gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario Outline: A public client's refresh <mistake> is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but <mistake>
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

      Examples:
        | id                  | mistake                                                         |
        | public-never-issued | with a refresh token that was never issued                      |
        | public-another-key  | with the refresh token signed by somebody else                  |
        | public-payload      | with the refresh token's payload changed                        |
        | public-alg-none     | with the refresh token unsigned                                 |
        | public-prolonged    | with the refresh token's life prolonged under its old signature |
        | public-access-token | with its access token in place of the refresh token             |

    @refusal @needs:clock @exclusive
    Scenario: An access token that has expired is refused in the place of a refresh token
      Given thirty minutes passed
      When Acme refreshes, but with its access token in place of the refresh token
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

  @REFRESH-11 @observed
  Rule: A refresh token opens nothing but the token endpoint
    The API takes a token for what it says it is: one that is for refreshing is an invalid access token. (production-oauth A.8)
    A long-lived token that leaks from a store must not be one that reads calendars.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: The access token is accepted
      When Acme asks for the profile
      Then the profile is Alice's

    @refusal
    Scenario: The refresh token is refused
      When Acme asks for the profile, but with its refresh token in place of the access token
      Then the API refuses
      And the refusal is on record

    @refusal
    Scenario: The refresh token of a refresh is refused as well
      Given Acme refreshed
      When Acme asks for the profile, but with its refresh token in place of the access token
      Then the API refuses

    @control @needs:public-client
    Scenario: The access token of a public client is accepted
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus asks for the profile
      Then the profile is Alice's

    @refusal @needs:public-client
    Scenario: The refresh token of a public client is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus asks for the profile, but with its refresh token in place of the access token
      Then the API refuses

  @REFRESH-13 @observed
  Rule: A refresh token that was used is dead
    The old refresh token dies at once: invalid_grant with refresh_token_revoked. (production-oauth A.6, B)
    A token that was stolen and used shows as soon as its owner comes with the same one.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: A refresh token that was never used gets tokens
      When Acme refreshes
      Then Acme gets tokens

    @control
    Scenario: The refresh token that a refresh gave gets tokens
      Given Acme refreshed
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario: A refresh token that was used before is refused
      When Acme refreshes, but after its refresh token was used
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"
      And the refusal is on record

    @refusal
    Scenario: The refresh token of a refresh is refused when it was used in turn
      Given Acme refreshed
      When Acme refreshes, but after its refresh token was used
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @refusal
    Scenario: A refresh token that was used before is refused in a form, too
      When Acme refreshes, but after its refresh token was used and also as a form
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @refusal @needs:clock @exclusive
    Scenario: A refresh token that was used is still dead a day later
      When Acme refreshes, but a day after its refresh token was used
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @control @needs:public-client
    Scenario: A public client's refresh token that was never used gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario: A public client's refresh token that was used before is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but after its refresh token was used
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

  @REFRESH-14 @observed
  Rule: A refresh ends every other refresh token of the same user with the same client
    All refresh tokens of that client and that user are deleted and one is stored; an exchange only adds. (production-oauth B)
    An integrator with two sessions for one user loses the other one, and has to know it.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: Another sign-in alone ends no refresh token
      When Acme refreshes, after another sign-in of the same user
      Then Acme gets tokens

    @control @needs:owner
    Scenario: A refresh for another user ends no refresh token
      When Acme refreshes, after another user's sign-in was refreshed
      Then Acme gets tokens

    @control @needs:second-client
    Scenario: A refresh by another client ends no refresh token
      When Acme refreshes, after the same user's sign-in with Mallory was refreshed
      Then Acme gets tokens

    @refusal
    Scenario: The refresh token of a sign-in is refused when another sign-in was refreshed
      When Acme refreshes, but after another sign-in of the same user was refreshed
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"
      And the refusal is on record

    @refusal
    Scenario: It is refused when the other sign-in was allowed less
      When Acme refreshes, but after another sign-in of the same user with the scope PROFILE_READ alone was refreshed
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @refusal
    Scenario: It is refused when it came of a refresh itself
      Given Acme refreshed
      When Acme refreshes, but after another sign-in of the same user was refreshed
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @refusal
    Scenario: The refresh token of the later sign-in is refused when the earlier one was refreshed
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes, but after the first refresh token that it was given was used
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @refusal @needs:clock @exclusive
    Scenario: It is still refused a day later
      When Acme refreshes, but a day after another sign-in of the same user was refreshed
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @control
    Scenario: Another sign-in alone ends no refresh token that came of a refresh
      Given Acme refreshed
      When Acme refreshes, after another sign-in of the same user
      Then Acme gets tokens

    @refusal
    Scenario: It is refused in a form, too
      When Acme refreshes, but after another sign-in of the same user was refreshed and also as a form
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

    @control @needs:public-client
    Scenario: Another sign-in alone ends no refresh token of a public client
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, after another sign-in of the same user
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario: The refresh token of a public client is refused when another sign-in was refreshed
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but after another sign-in of the same user was refreshed
      Then the refresh is refused as "invalid_grant" with "refresh_token_revoked"

  @REFRESH-15 @observed
  Rule: Of many simultaneous refreshes at most one leads on
    After many simultaneous refreshes with one token at most one of the refresh tokens that came back works. (production-oauth B)
    Two tabs that refresh together must not end in two sessions.
    Without a record: the refusal is that of REFRESH-13.

    @control
    Scenario: A refresh token that one request uses gets tokens
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario: Of the refresh tokens that came back from eight simultaneous refreshes one works
      Given Alice allowed Acme 5 times
      When Acme exchanges each code, refreshes 8 times at once and then with each refresh token that came back
      Then exactly one refresh for each code gets tokens

    @refusal @needs:mock
    Scenario: Of eight simultaneous refreshes the mock lets one win
      Given Alice allowed Acme 5 times
      When Acme exchanges each code and refreshes 8 times at once
      Then exactly one refresh for each code gets tokens

  @REFRESH-17 @observed @needs:clock @exclusive
  Rule: A refresh token lives for thirty days, counted anew at each refresh
    A refresh token is worth something for 2592000 seconds; the one that a refresh gives begins anew. (production-oauth B)
    A session that is used once a month never ends, and one that is not used does.
    Without a record: the refusal is that of REFRESH-05.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: At once it gets tokens
      When Acme refreshes
      Then Acme gets tokens

    Scenario: A second before thirty days it gets tokens
      Given a second less than thirty days passed
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario: After thirty days it is refused
      Given thirty days passed
      When Acme refreshes
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

    Scenario: After a refresh the thirty days begin anew
      Given twenty days passed
      And Acme refreshed
      And twenty days passed
      When Acme refreshes
      Then Acme gets tokens

    Scenario: A second before thirty days it gets tokens in a form, too
      Given a second less than thirty days passed
      And Acme refreshed, as a form
      Then Acme gets tokens

    @refusal @needs:public-client
    Scenario: Thirty days after a refresh a public client's new token is refused as well
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And twenty days passed
      And Nimbus refreshed
      And thirty days passed
      When Nimbus refreshes
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

    @refusal
    Scenario: Thirty days after a refresh the new token is refused as well
      Given twenty days passed
      And Acme refreshed
      And thirty days passed
      When Acme refreshes
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

    @control @needs:public-client
    Scenario: At once a public client's refresh token gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @needs:public-client
    Scenario: A second before thirty days a public client's refresh token gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And a second less than thirty days passed
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario: After thirty days a public client's refresh token is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And thirty days passed
      When Nimbus refreshes
      Then the refresh is refused as "invalid_grant" with "invalid_refresh_token"

    @needs:public-client
    Scenario: After a refresh a public client's thirty days begin anew
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And twenty days passed
      And Nimbus refreshed
      And twenty days passed
      When Nimbus refreshes
      Then Nimbus gets tokens
