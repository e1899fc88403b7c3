Feature: The tokens that an exchange gives
  What comes back, what it says about itself, and how long it lasts.

  @TOKEN-01 @documented
  Rule: An exchange gives an access token and a refresh token
    "Exchange an authorization code for access and refresh tokens." (oauth.txt, 3. Exchange Token)
    This is what the whole flow is for.

    Scenario: The answer holds both tokens, their type, their life and their scopes
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens
      And they are of type "bearer" and the access token lasts 1800 seconds
      And the answer names the granted scopes

  @TOKEN-02 @documented
  Rule: An exchange works in either of two body formats
    "The token endpoint also accepts application/x-www-form-urlencoded content type." (oauth.txt, 3. Exchange Token)
    OAuth libraries send forms; the documents' own example sends JSON.

    Scenario Outline: An exchange <format> gets tokens
      Given Alice allowed Acme
      When Acme exchanges the code, <format>
      Then Acme gets tokens

      Examples:
        | id            | format                            |
        | json          | as JSON                           |
        | json-utf-8    | as JSON that says it is UTF-8     |
        | json-capitals | as JSON with its type in capitals |
        | form          | as a form                         |
        | form-utf-8    | as a form that says it is UTF-8   |

  @TOKEN-03 @documented
  Rule: The scope of the answer is the granted scopes with blanks between them
    "The scope field contains the granted scopes as a space-separated string." (oauth.txt, 3. Exchange Token, Success Response)
    A client reads in one place what it may do, however it asked.

    Scenario Outline: Scopes that were asked for <request> are told with blanks
      Given Alice allowed Acme, <request>
      When Acme exchanges the code
      Then Acme gets tokens
      And the granted scopes are "<scopes>" in any order

      Examples:
        | id     | request                           | scopes                    |
        | blanks | with a blank between the scopes   | BOOKING_READ PROFILE_READ |
        | commas | with a comma between the scopes   | BOOKING_READ PROFILE_READ |
        | one    | with the scope PROFILE_READ alone | PROFILE_READ              |

    @needs:public-client
    Scenario: A public client is told the scopes with blanks as well
      Given Alice allowed Nimbus, with a comma between the scopes
      When Nimbus exchanges the code
      Then Nimbus gets tokens
      And the granted scopes are "BOOKING_READ PROFILE_READ" in any order

  @TOKEN-04 @documented @needs:clock @exclusive
  Rule: An access token works for thirty minutes
    "Access tokens expire after 30 minutes (expires_in: 1800)." (oauth.txt, 3. Exchange Token, Success Response)
    A token that leaked is soon worthless, and one that is in use is not cut off early.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    @control
    Scenario: At once the access token works
      When Acme asks for the profile
      Then the profile is Alice's

    Scenario: A second before thirty minutes the access token works
      Given a second less than thirty minutes passed
      When Acme asks for the profile
      Then the profile is Alice's

    @refusal
    Scenario: After thirty minutes the access token is refused
      Given thirty minutes passed
      When Acme asks for the profile
      Then the API refuses
      And the refusal is on record

    @refusal @needs:public-client
    Scenario: After thirty minutes a public client's access token is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And thirty minutes passed
      When Nimbus asks for the profile
      Then the API refuses

    @refusal
    Scenario: After thirty minutes a token that was accepted before is refused
      Given Acme asked for the profile
      And thirty minutes passed
      When Acme asks for the profile
      Then the API refuses

    Scenario: The access token from before a refresh works on
      Given twenty minutes passed
      And Acme refreshed
      When Acme asks for the profile, with the first access token that it was given
      Then the profile is Alice's

    Scenario: The access token of a sign-in works on when another sign-in was refreshed
      Given twenty minutes passed
      And Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed
      When Acme asks for the profile, with the first access token that it was given
      Then the profile is Alice's

    Scenario: A second before thirty minutes the access token of a refresh works
      Given Acme refreshed
      And a second less than thirty minutes passed
      When Acme asks for the profile
      Then the profile is Alice's

    @refusal
    Scenario: After thirty minutes the access token of a refresh is refused
      Given Acme refreshed
      And thirty minutes passed
      When Acme asks for the profile
      Then the API refuses

    @refusal @needs:public-client
    Scenario: After thirty minutes the access token of a public client's refresh is refused
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And Nimbus refreshed
      And thirty minutes passed
      When Nimbus asks for the profile
      Then the API refuses

    @needs:public-client
    Scenario: The access token of a public client from before a refresh works on
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And twenty minutes passed
      And Nimbus refreshed
      When Nimbus asks for the profile, with the first access token that it was given
      Then the profile is Alice's

  @TOKEN-26 @observed
  Rule: The tokens are signed and say whom they are for
    Both tokens are JWTs signed with HS256 that carry the user, the team, the scopes as a list, the kind of token, the client and two times; the refresh token also carries a secret. (production-oauth B)
    Clients of Cal.com read the expiry and the scopes out of the token itself.

    Scenario Outline: The <token> token is signed with HS256 and holds nothing unexpected
      Given Alice allowed Acme
      When Acme exchanges the code
      Then the <token> token is signed with "HS256"
      And the <token> token holds exactly "<claims>"

      Examples:
        | id      | token   | claims                                                        |
        | access  | access  | userId, teamId, scope, token_type, clientId, iat, exp         |
        | refresh | refresh | userId, teamId, scope, token_type, clientId, secret, iat, exp |

    Scenario Outline: In the <token> token "<claim>" is <content>
      Given Alice allowed Acme
      When Acme exchanges the code
      Then the <token> token's "<claim>" is <content>

      Examples:
        | id             | token   | claim      | content                                     |
        | access-user    | access  | userId     | the number of Alice                         |
        | access-team    | access  | teamId     | null                                        |
        | access-scope   | access  | scope      | the list of the granted scopes              |
        | access-kind    | access  | token_type | the text Access Token                       |
        | access-client  | access  | clientId   | the client id                               |
        | access-issued  | access  | iat        | the second of the exchange                  |
        | access-expiry  | access  | exp        | thirty minutes after the exchange           |
        | refresh-user   | refresh | userId     | the number of Alice                         |
        | refresh-team   | refresh | teamId     | null                                        |
        | refresh-scope  | refresh | scope      | the list of the granted scopes              |
        | refresh-kind   | refresh | token_type | the text Refresh Token                      |
        | refresh-client | refresh | clientId   | the client id                               |
        | refresh-issued | refresh | iat        | the second of the exchange                  |
        | refresh-expiry | refresh | exp        | thirty days after the exchange              |
        | refresh-secret | refresh | secret     | 43 letters, digits, hyphens and underscores |

    @needs:public-client
    Scenario: The refresh token of a public client also holds its challenge
      Given Alice allowed Nimbus
      When Nimbus exchanges the code
      Then the refresh token holds exactly "userId, teamId, scope, token_type, clientId, secret, codeChallenge, codeChallengeMethod, iat, exp"
      And the refresh token's "codeChallenge" is the challenge that was sent
      And the refresh token's "codeChallengeMethod" is the text S256
      And the access token holds exactly "userId, teamId, scope, token_type, clientId, iat, exp"
      And the access token's "exp" is thirty minutes after the exchange
      And the refresh token's "exp" is thirty days after the exchange

    @needs:legacy-client
    Scenario: The access token of a client without scopes holds an empty list
      Given Alice allowed Oldie
      When Oldie exchanges the code
      Then the access token's "scope" is an empty list

    Scenario: The tokens of a refresh hold the same claims, with their times counted anew
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed
      Then the refresh token is signed with "HS256"
      And the access token holds exactly "userId, teamId, scope, token_type, clientId, iat, exp"
      And the access token's "exp" is thirty minutes after the exchange
      And the refresh token holds exactly "userId, teamId, scope, token_type, clientId, secret, iat, exp"
      And the refresh token's "exp" is thirty days after the exchange

    Scenario Outline: After a refresh the <token> token says who it is for
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed
      Then the <token> token's "<claim>" is <content>

      Examples:
        | id                       | token   | claim      | content                                     |
        | refreshed-access-user    | access  | userId     | the number of Alice                         |
        | refreshed-access-team    | access  | teamId     | null                                        |
        | refreshed-access-kind    | access  | token_type | the text Access Token                       |
        | refreshed-access-client  | access  | clientId   | the client id                               |
        | refreshed-refresh-user   | refresh | userId     | the number of Alice                         |
        | refreshed-refresh-kind   | refresh | token_type | the text Refresh Token                      |
        | refreshed-refresh-client | refresh | clientId   | the client id                               |
        | refreshed-access-scope   | access  | scope      | the list of the granted scopes              |
        | refreshed-refresh-scope  | refresh | scope      | the list of the granted scopes              |
        | refreshed-refresh-secret | refresh | secret     | 43 letters, digits, hyphens and underscores |

    @needs:teams @needs:control
    Scenario: After a refresh the tokens of a team are still the team's
      Given Alice allowed Acme, for a team that she runs
      And Acme exchanged the code
      And Acme refreshed
      Then the access token's "teamId" is the number of the team
      And the access token's "userId" is null
      And the refresh token's "teamId" is the number of the team
      And the refresh token's "userId" is null

    @needs:public-client
    Scenario: After a refresh the refresh token of a public client no longer holds its challenge
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And Nimbus refreshed
      Then the refresh token holds exactly "userId, teamId, scope, token_type, clientId, secret, iat, exp"
