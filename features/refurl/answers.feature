Feature: What the refresh endpoint answers
  Atoms comes with a token that has expired, and reads one member of the answer.

  @REFURL-01 @documented @needs:clock @exclusive
  Rule: The refresh endpoint answers GET
    "Make it a GET endpoint to which “Authorization: Bearer accessToken” header can be sent to." (platform-quickstart.txt, 4. Backend, step 3)
    Atoms sends nothing but a GET, and follows no one to a login page.

    Background:
      Given Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    Scenario: A GET is answered
      When atoms asks the endpoint for Bob
      Then the endpoint answers GET

  @REFURL-02 @documented @needs:clock @exclusive
  Rule: The refresh endpoint accepts an access token that has expired
    "You have to setup an endpoint on your server to which atoms can send an expired access token and receive new one in return." (platform-quickstart.txt, 4. Backend)
    Whoever verifies the token before looking its user up turns everybody away who comes for a fresh one.

    Background:
      Given Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    Scenario: A token that has just expired is accepted
      When atoms asks the endpoint for Bob
      Then the endpoint accepts the expired token

  @REFURL-03 @documented @needs:clock @exclusive
  Rule: The answer has the fresh token as accessToken
    "{ accessToken: "fresh access token" }" (platform-quickstart.txt, 4. Backend, step 7)
    Atoms reads this member and no other; a page in place of JSON leaves it refreshing for ever.

    Background:
      Given Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    Scenario: An answer is an object with an accessToken
      Given the endpoint answered atoms for Bob
      When atoms reads the answer
      Then the answer is an object with an access token

  @REFURL-05 @documented @needs:clock @exclusive
  Rule: Neither the client secret nor a refresh token is in the answer
    "Your OAuth client secret and users refresh tokens should never be exposed on the frontend." (platform-quickstart.txt, 4. Backend, Q & A)
    With either of them whoever reads a browser's traffic keeps the user's calendar for ever.

    Background:
      Given Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    Scenario: Nothing in an answer refreshes
      Given the endpoint answered atoms for Bob
      When everything in the answer is tried as a refresh token
      Then the answer holds neither a refresh token nor the client secret
