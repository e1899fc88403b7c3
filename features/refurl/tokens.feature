Feature: What the token is worth that the refresh endpoint gives
  It is the user's own, it works, and so does the next one.

  @REFURL-04 @documented @needs:clock @exclusive
  Rule: The fresh token is accepted by the API, for the same user
    "You have to setup an endpoint on your server to which atoms can send an expired access token and receive new one in return." (platform-quickstart.txt, 4. Backend)
    A token that has expired as well makes atoms repeat its request without end, and somebody else's shows a stranger's calendar.

    Background:
      Given Orbit created Carol
      And the backend keeps Carol's tokens
      And Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    Scenario: A user of two gets a token of their own
      Given the endpoint gave atoms a token for Bob
      When atoms asks the API who it is
      Then the API knows Bob by the token

    Scenario: The other one gets the other one's
      Given the endpoint gave atoms a token for Carol
      When atoms asks the API who it is
      Then the API knows Carol by the token

  @REFURL-06 @documented @needs:clock @exclusive
  Rule: When the fresh token has expired in turn, the endpoint refreshes again
    "Store access and refresh tokens returned by the SDK in your database." (platform-quickstart.txt, 4. Backend, step 6)
    Without either of the two the user is locked out at the second expiry, an hour after all seemed well.

    Background:
      Given Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    Scenario: A second refresh
      Given the endpoint gave atoms a token that works for Bob
      And Bob's access token has expired
      When atoms asks the endpoint for Bob and tries the token
      Then atoms holds a working token of Bob's

    Scenario: A third refresh
      Given the endpoint gave atoms a token that works for Bob
      And Bob's access token has expired
      And the endpoint gave atoms a token that works for Bob
      And Bob's access token has expired
      When atoms asks the endpoint for Bob and tries the token
      Then atoms holds a working token of Bob's

  @REFURL-07 @documented @needs:clock @needs:control @exclusive
  Rule: The token comes from the user's refresh token
    "Provide client ID, client secret and refresh token make a request to our “oauth/:clientId/refresh” endpoint." (platform-quickstart.txt, 4. Backend, step 5)
    Every other way ends the tokens that the user holds elsewhere, or refreshes nothing.

    Background:
      Given Orbit created Carol
      And the backend keeps Carol's tokens
      And Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    Scenario: The API was asked to refresh this user's tokens
      Given the endpoint gave atoms a token for Bob
      When the API's journal is read
      Then Bob's refresh token was exchanged at the API

  @REFURL-09 @observed @needs:clock @exclusive
  Rule: Simultaneous calls for one user all end with a working token
    Two pages of one user notice at the same moment that their token has expired; a refresh token works once. (production-api, E4, F)
    Whoever refreshes side by side locks out one of the two. Both pages may come back with different tokens, and each comes
    back once more when its own has expired: whoever gave two must still know the older one then, or that page is locked out.

    Background:
      Given Orbit created Bob
      And the backend keeps Bob's tokens
      And Orbit created Carol
      And the backend keeps Carol's tokens
      And Bob's access token has expired
      And the endpoint gave atoms a token that works for Carol

    Scenario Outline: <times> calls at once
      When atoms asks the endpoint for Bob <times> times at once and tries each token
      Then each of them ended with a working token of Bob's

      Examples:
        | id    | times |
        | two   | 2     |
        | three | 3     |
        | five  | 5     |
        | ten   | 10    |

    Scenario: Each of them is known by its token when that has expired
      Given atoms asked the endpoint for Bob 2 times at once
      And Bob's access token has expired
      When atoms asks the endpoint for Bob with each token that it was given and tries what comes
      Then each of them ended with a working token of Bob's
