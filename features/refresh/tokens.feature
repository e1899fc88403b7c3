Feature: The tokens that a refresh gives
  A session goes on without the user, for as long as somebody uses it, and never grows.

  @REFRESH-01 @documented
  Rule: A refresh gives a new pair of tokens
    "Refresh an expired access token using a refresh token." (oauth.txt, 4. Refresh Token)
    Without it the user would have to consent every half an hour.

    Scenario: The answer holds both tokens, their type, their life and their scopes
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens
      And they are of type "bearer" and the access token lasts 1800 seconds
      And the answer names the granted scopes

    Scenario: The answer to a form is the same
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, as a form
      Then they are of type "bearer" and the access token lasts 1800 seconds
      And the answer names the granted scopes

    Scenario: A refresh leads on to the next one, as often as it is used
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed
      And Acme refreshed
      And Acme refreshed
      When Acme refreshes
      Then Acme gets tokens

    @needs:teams @needs:control
    Scenario: A sign-in for a team is refreshed as well
      Given Alice allowed Acme, for a team that she runs
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

  @REFRESH-02 @documented @needs:public-client
  Rule: A public client refreshes without a secret
    "Public clients do not use a client_secret." (oauth.txt, 4.2 Public Clients)
    A browser app keeps its session without a backend.

    Scenario: A public client that names itself and its refresh token gets tokens
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens
      And they are of type "bearer" and the access token lasts 1800 seconds
      And the answer names the granted scopes

    Scenario: The refresh token of a refresh gets tokens as well
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And Nimbus refreshed
      And Nimbus refreshed
      When Nimbus refreshes
      Then Nimbus gets tokens

  @REFRESH-03 @documented
  Rule: A refresh keeps the scopes of the original authorization
    "Scopes are preserved from the original authorization." (oauth.txt, 4. Refresh Token, Success Response)
    What the user allowed neither shrinks nor grows while she is away.

    Scenario Outline: The scopes of a request <request> are those of the refresh
      Given Alice allowed Acme, <request>
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens
      And the granted scopes are still "<scopes>"

      Examples:
        | id     | request                           | scopes                    |
        | two    | with a blank between the scopes   | BOOKING_READ PROFILE_READ |
        | commas | with a comma between the scopes   | BOOKING_READ PROFILE_READ |
        | one    | with the scope PROFILE_READ alone | PROFILE_READ              |

    Scenario: The scopes of a second refresh are still the original ones
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed
      When Acme refreshes
      Then Acme gets tokens
      And the granted scopes are still "BOOKING_READ PROFILE_READ"

    @needs:public-client
    Scenario: A public client's second refresh has the original scopes, too
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And Nimbus refreshed
      And Nimbus refreshed
      Then the granted scopes are still "BOOKING_READ PROFILE_READ"

    Scenario: A refresh in a form has the original scopes, too
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, as a form
      Then the granted scopes are still "BOOKING_READ PROFILE_READ"

    Scenario: Another sign-in with fewer scopes leaves the scopes of this one as they are
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes, after another sign-in of the same user with the scope PROFILE_READ alone
      Then Acme gets tokens
      And the granted scopes are still "BOOKING_READ PROFILE_READ"

    @needs:control
    Scenario: Scopes that were taken from the client stay with the sign-ins that have them
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes, after all but one of its scopes were taken away
      Then Acme gets tokens
      And the granted scopes are still "BOOKING_READ PROFILE_READ"

    Scenario: The access token of a refresh still opens what was allowed
      Given Alice allowed Acme, with the scope PROFILE_READ alone
      And Acme exchanged the code
      And Acme refreshed
      When Acme asks for the profile
      Then the API accepts the token

    Scenario: The access token of a refresh opens nothing that was not allowed
      Given Alice allowed Acme, with the scope BOOKING_READ alone
      And Acme exchanged the code
      And Acme refreshed
      When Acme asks for the profile
      Then the API refuses

    @needs:public-client
    Scenario: The access token of a public client's refresh opens nothing that was not allowed
      Given Alice allowed Nimbus, with the scope BOOKING_READ alone
      And Nimbus exchanged the code
      And Nimbus refreshed
      When Nimbus asks for the profile
      Then the API refuses

  @REFRESH-09 @documented
  Rule: The access token of a refresh opens the API
    "Use the refresh token to obtain a new access token." (oauth.txt, 3. Exchange Token, Success Response)
    A new token that opens nothing would only look like a session.

    Scenario: The new access token is accepted at once
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed
      When Acme asks for the profile
      Then the API accepts the token

    Scenario: The access token of a second refresh is accepted
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed
      And Acme refreshed
      When Acme asks for the profile
      Then the API accepts the token

    @needs:owner
    Scenario: The access token of a refresh is for the user of its own sign-in
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, after another user's sign-in
      When Acme asks for the profile
      Then the API accepts the token
      And the answer is not about Owen

    @needs:public-client
    Scenario: The new access token of a public client is accepted at once
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And Nimbus refreshed
      When Nimbus asks for the profile
      Then the API accepts the token

    @needs:public-client @needs:clock @exclusive
    Scenario: The new access token of a public client is accepted when the one before has expired
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And twenty minutes passed
      And Nimbus refreshed
      And twenty minutes passed
      When Nimbus asks for the profile
      Then the API accepts the token

    @needs:clock @exclusive
    Scenario: A refresh after the access token expired gives one that is accepted
      Given Alice allowed Acme
      And Acme exchanged the code
      And thirty minutes passed
      And Acme refreshed
      When Acme asks for the profile
      Then the API accepts the token

    @needs:clock @exclusive
    Scenario: The new access token is accepted when the one before has expired
      Given Alice allowed Acme
      And Acme exchanged the code
      And twenty minutes passed
      And Acme refreshed
      And twenty minutes passed
      When Acme asks for the profile
      Then the API accepts the token

  @REFRESH-10 @documented
  Rule: A refresh works in either of two body formats
    "The token endpoint also accepts application/x-www-form-urlencoded content type." (oauth.txt, 3. Exchange Token)
    OAuth libraries send forms; the documents' own example sends JSON.

    Background:
      Given Alice allowed Acme
      And Acme exchanged the code

    Scenario Outline: A refresh <format> gets tokens
      When Acme refreshes, <format>
      Then Acme gets tokens

      Examples:
        | id            | format                            |
        | json          | as JSON                           |
        | json-utf-8    | as JSON that says it is UTF-8     |
        | json-capitals | as JSON with its type in capitals |
        | form          | as a form                         |
        | form-utf-8    | as a form that says it is UTF-8   |
