Feature: To whom the refresh endpoint gives nothing
  The token that comes is all by which the backend knows who asks.

  @REFURL-08 @documented @needs:clock @exclusive
  Rule: An access token that belongs to nobody gets no token
    "fetch the user based on the received access token." (platform-quickstart.txt, 4. Backend, step 4)
    Whatever else it gave a stranger would be somebody's calendar.
    Without a record: any status will do, and any words.

    Background:
      Given Orbit created Bob
      And the backend keeps Bob's tokens
      And Bob's access token has expired

    @control
    Scenario: A user's token gets a token
      When atoms asks the endpoint for Bob
      Then atoms gets a token

    @refusal
    Scenario Outline: Who comes <presenting> gets no token
      When atoms asks the endpoint <presenting>
      Then atoms gets no token

      Examples:
        | id        | presenting                                       |
        | none      | without a token                                  |
        | empty     | with an empty token                              |
        | garbled   | with a garbled token                             |
        | payload   | with Bob's token, its payload changed            |
        | signature | with Bob's token, its signature changed          |
        | two-parts | with Bob's token, its signature cut away         |
        | other-key | with Bob's token, signed by somebody else        |
        | unsigned  | with Bob's token, unsigned                       |
        | untold    | with the token of a user of whom it was not told |
        | refresh   | with Bob's refresh token                         |
        | secret    | with the client secret                           |

    @refusal
    Scenario: Who was deleted gets no token
      Given Orbit deleted Bob
      When atoms asks the endpoint for Bob
      Then atoms gets no token
