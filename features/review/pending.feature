@needs:control @needs:review
Feature: A client that waits for its review
  Its owner can try it out; it is no use to anybody else.

  @REVIEW-06 @documented
  Rule: While a client is pending only its owner can use it
    "While pending, the client can only be used by the client owner for testing — other users cannot authorize with it." (oauth.txt, Re-approval)
    A client can be finished before it is reviewed, and nobody else takes part.
    Without a record: the refusal is that of AUTHZ-05.

    @control
    Scenario: Anyone authorizes with a client that was accepted
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    Scenario Outline: The owner authorizes with it: <client>
      When Owen opens <client>'s authorization request
      Then Owen is sent back with a code

      Examples:
        | id             | client |
        | owner-pending  | Novice |
        | owner-approved | Acme   |

    @refusal
    Scenario Outline: Nobody else does: <user>
      When <user> opens Novice's authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id       | user  |
        | stranger | Alice |
        | admin    | Ada   |

    Scenario: A client that was sent back to review leads its owner to a code
      Given Acme was pending
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

    @refusal
    Scenario Outline: A client that was sent back to review leads nobody else to one: <client>
      Given <client> was pending
      When Alice opens <client>'s authorization request
      Then Alice is shown an error and is not sent back

      Examples:
        | id               | client |
        | sent-back        | Acme   |
        | sent-back-public | Nimbus |

    Scenario Outline: The owner gets tokens: <client>
      Given <client> was pending
      And Owen allowed <client>
      When <client> exchanges the code
      Then <client> gets tokens

      Examples:
        | id               | client |
        | tokens-pending   | Novice |
        | tokens-sent-back | Acme   |

    Scenario Outline: The owner's tokens are refreshed: <client>
      Given <client> was pending
      And Owen allowed <client>
      And <client> exchanged the code
      When <client> refreshes
      Then <client> gets tokens

      Examples:
        | id                | client |
        | refresh-pending   | Novice |
        | refresh-sent-back | Acme   |

    @control
    Scenario: Once it is accepted anyone authorizes with it
      Given Owen edited Acme, with another name
      And Ada accepted Acme
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

  @REVIEW-14 @documented
  Rule: While a client is pending a code or refresh token of somebody else's gets nothing
    "While pending, the client can only be used by the client owner for testing" (oauth.txt, Re-approval)
    What was begun before the edit is not finished behind the admin's back.

    @control
    Scenario: A code from before gets tokens where nothing was edited
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: A code from before gets none <mistake>
      Given Alice allowed Acme
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id       | mistake                    |
        | exchange | after its owner renamed it |

    @refusal
    Scenario: A code from before gets none after an admin sent the client back
      Given Alice allowed Acme
      When Acme exchanges the code, but after it was sent back to review
      Then the exchange is refused

    @control
    Scenario: A refresh token from before gets tokens where nothing was edited
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh token from before gets none <mistake>
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes, but <mistake>
      Then the refresh is refused
      And the refusal is on record

      Examples:
        | id      | mistake                    |
        | refresh | after its owner renamed it |

    @refusal
    Scenario: A refresh token from before gets none after an admin sent the client back
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes, but after it was sent back to review
      Then the refresh is refused

    @control
    Scenario: The owner's own code gets tokens all the same
      Given Owen allowed Acme
      When Acme exchanges the code, after its owner renamed it
      Then Acme gets tokens

    @control
    Scenario: The owner's own refresh token gets tokens all the same
      Given Owen allowed Acme
      And Acme exchanged the code
      When Acme refreshes, after its owner renamed it
      Then Acme gets tokens

    @refusal @needs:public-client
    Scenario: A public client's refresh token from before gets none either
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but after its owner renamed it
      Then the refresh is refused
