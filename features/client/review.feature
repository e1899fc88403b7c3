@needs:control @needs:review
Feature: Accepting and rejecting a client
  An admin decides over every client, and its owner hears of it.

  @CLIENT-05 @documented
  Rule: A client that an admin accepts is ready to be used by anyone
    "If it was accepted then your OAuth client is ready to be used." (oauth.txt, 1. OAuth Client Credentials)
    Users need not wait for anything else.

    Scenario: A client that an admin accepts is approved
      Given Owen registered Acme
      When Ada accepts Acme
      Then Acme is approved

    Scenario Outline: <user> can authorize with it: <client>
      Given Owen registered <client>
      And Ada accepted <client>
      When <user> opens <client>'s authorization request
      Then <user> is sent back with a code

      Examples:
        | id                  | client | user  |
        | stranger            | Acme   | Alice |
        | owner               | Acme   | Owen  |
        | stranger-and-public | Nimbus | Alice |

    Scenario: A code for it gets tokens
      Given Owen registered Acme
      And Ada accepted Acme
      And Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

    Scenario: A client that was rejected and is accepted after all can be used by anyone
      Given Acme was rejected
      And Ada accepted Acme
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    Scenario: The reason for a rejection goes with it
      Given Acme was rejected
      When Ada accepts Acme
      Then Acme is approved
      And Acme has no rejection reason

    Scenario: An admin accepts by setting the state, too
      Given Owen registered Acme
      And Ada edited Acme, with the state approved
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

  @CLIENT-06 @documented
  Rule: A client that an admin rejects can be used by nobody else
    "An admin from Cal.com will then review your OAuth client and you will receive an email if it was accepted or rejected." (oauth.txt, 1. OAuth Client Credentials)
    What an admin has turned down reaches no user.
    Without a record: the refusals are those of AUTHZ-21 and TOKEN-27.

    @control
    Scenario: A client that was accepted leads to a code
      Given Owen registered Acme
      And Ada accepted Acme
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A client that was rejected leads to an error: <user> with <client>
      Given Owen registered <client>
      And Ada rejected <client>
      When <user> opens <client>'s authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id                  | client | user  |
        | stranger            | Acme   | Alice |
        | stranger-and-public | Nimbus | Alice |
        | admin               | Acme   | Ada   |

    @refusal
    Scenario: A client that was approved and is rejected leads to an error
      Given Ada rejected Acme
      When Alice opens Acme's authorization request
      Then Alice is shown an error and is not sent back

    @refusal
    Scenario: Rejecting by setting the state does the same
      Given Owen registered Acme
      And Ada edited Acme, with the state rejected
      When Alice opens Acme's authorization request
      Then Alice is shown an error and is not sent back

    @control
    Scenario: A code from before gets tokens from a client that was not rejected
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario: A code from before gets none from a client that was rejected
      Given Alice allowed Acme
      When Acme exchanges the code, but after it was rejected
      Then the exchange is refused

    @control
    Scenario: A client that was not rejected refreshes
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario: A client that was rejected does not refresh
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes, but after it was rejected
      Then the refresh is refused

  @CLIENT-07 @documented @needs:outbox
  Rule: The creator is told when the client is accepted and when it is rejected
    "you will receive an email if it was accepted or rejected" (oauth.txt, 1. OAuth Client Credentials)
    Nobody has to look again and again whether the client can be used.

    Scenario Outline: The owner is told that the client was accepted: <client>
      Given Owen registered <client>
      And Ada accepted <client>
      When Owen reads the e-mails that came
      Then there is one e-mail, which says that <client> was accepted

      Examples:
        | id              | client |
        | accepted        | Acme   |
        | accepted-public | Nimbus |

    Scenario: The owner is told that the client was rejected, and why
      Given Owen registered Acme
      And Ada rejected Acme
      When Owen reads the e-mails that came
      Then there is one e-mail, which says that Acme was rejected, and why

    Scenario Outline: An admin who sets the state tells the owner as well: <state>
      Given Owen registered Acme
      And Ada edited Acme, with the state <state>
      When Owen reads the e-mails that came
      Then there is one e-mail, which says that Acme was <told>

      Examples:
        | id                | state    | told              |
        | by-state-accepted | approved | accepted          |
        | by-state-rejected | rejected | rejected, and why |

    Scenario Outline: Nobody else is told: it <decided>
      Given Owen registered Acme
      And Ada <decided> Acme
      And Alice allowed Omni
      When Alice reads the e-mails that came
      Then there is no e-mail

      Examples:
        | id                   | decided  |
        | nobody-else-accepted | accepted |
        | nobody-else-rejected | rejected |

    Scenario Outline: Nothing is told of a review that was refused: Owen <decided>
      Given Owen registered Acme
      And Owen <decided> Acme, and was refused
      When Owen reads the e-mails that came
      Then there is no e-mail

      Examples:
        | id                 | decided  |
        | refused-acceptance | accepted |
        | refused-rejection  | rejected |

    Scenario: Nothing is told of a rejection without a reason, which is refused
      Given Owen registered Acme
      And Ada rejected Acme, but without a reason, and was refused
      When Owen reads the e-mails that came
      Then there is no e-mail

  @CLIENT-11 @observed
  Rule: A rejection needs a reason, an edit the owner or an admin, and all else the owner
    A rejection needs a reason; only the owner or an admin may edit, anyone else is refused; only the owner may delete the client or handle its secrets, anyone else finds no such client. (production-oauth D)
    An owner learns what to mend, and nobody meddles with a client of somebody else's.

    @control
    Scenario: A rejection with a reason is made
      When Ada rejects Acme
      Then Acme is rejected
      And Acme has the rejection reason that it was given

    @refusal
    Scenario Outline: A rejection <mistake> is refused
      When Ada rejects Acme, but <mistake>
      Then the review is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id           | mistake                    |
        | no-reason    | without a reason           |
        | empty-reason | with an empty reason       |
        | blank-reason | with blanks for the reason |

    @control
    Scenario: A rejection by the state, with a reason, is made
      When Ada edits Acme, with the state rejected
      Then Acme is rejected
      And Acme has the rejection reason that it was given

    @refusal
    Scenario Outline: An edit <mistake> is refused
      When Ada edits Acme, but <mistake>
      Then the edit is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                   | mistake                                           |
        | state-without-reason | with the state rejected and no reason             |
        | state-and-blanks     | with the state rejected and blanks for the reason |

    @refusal
    Scenario Outline: Nobody but an admin gives a rejection reason: <user>
      Given Acme was rejected
      When <user> edits Acme, but with a rejection reason
      Then the edit is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                 | user  |
        | reason-by-owner    | Owen  |
        | reason-by-stranger | Alice |

    @control
    Scenario Outline: The owner and an admin edit: <user>
      When <user> edits Acme, with another purpose
      Then the edit is made

      Examples:
        | id            | user |
        | edit-by-owner | Owen |
        | edit-by-admin | Ada  |

    @refusal
    Scenario Outline: Nobody else edits: <edit>
      When Alice edits Acme, but <edit>
      Then the edit is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                       | edit                           |
        | edit-by-stranger         | with another purpose           |
        | name-by-stranger         | with another name              |
        | redirect-uri-by-stranger | with a redirect URI added      |
        | scopes-by-stranger       | with the scopes "BOOKING_READ" |
        | nothing-by-stranger      | with everything as it was      |

    @control
    Scenario: The owner deletes the client
      When Owen deletes Acme
      Then Acme is gone

    @refusal
    Scenario Outline: Nobody else deletes it: <user>
      When <user> deletes Acme
      Then the deletion is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                   | user  |
        | deletion-by-stranger | Alice |
        | deletion-by-admin    | Ada   |

    @control
    Scenario: The owner gets a new secret
      When Owen generates a secret of Acme
      Then a secret is given

    @refusal
    Scenario Outline: Nobody else gets a new secret: <user>
      When <user> generates a secret of Acme
      Then the door refuses
      And nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                 | user  |
        | secret-by-stranger | Alice |
        | secret-by-admin    | Ada   |

    @control
    Scenario: The owner sees the list of secrets
      When Owen asks for the list of Acme's secrets
      Then Acme's secret is shown by its last four digits

    @refusal
    Scenario Outline: Nobody else sees the list of secrets: <user>
      When <user> asks for the list of Acme's secrets
      Then the request is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id               | user  |
        | list-by-stranger | Alice |
        | list-by-admin    | Ada   |

    @refusal
    Scenario Outline: Nobody else revokes a secret: <user>
      When <user> revokes Acme's first secret
      Then the door refuses
      And nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                     | user  |
        | revocation-by-stranger | Alice |
        | revocation-by-admin    | Ada   |

    Scenario Outline: The refusal of <id> is the one on record
      Given Acme was pending
      And <user> <decided> Acme, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                         | user  | decided  |
        | CLIENT-14.acceptance       | Owen  | accepted |
        | CLIENT-14.rejection        | Owen  | rejected |
        | CLIENT-14.alien-acceptance | Alice | accepted |
        | CLIENT-14.alien-rejection  | Alice | rejected |

    Scenario Outline: The refusal of <id> is the one on record
      Given Acme was pending
      And <user> edited Acme, but <edit>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                       | user  | edit                    |
        | CLIENT-14.state-approved | Owen  | with the state approved |
        | CLIENT-14.state-rejected | Owen  | with the state rejected |
        | CLIENT-14.alien-state    | Alice | with the state approved |

  @CLIENT-12 @observed
  Rule: A rejected client gets nothing, not even for its owner
    A rejected client is refused at authorization, exchange and refresh, for its owner too, and for codes and refresh tokens issued before; access tokens live until they expire. (production-oauth A.5, A.6, A.8, C)
    A rejection is no matter of who asks; only what was handed out already cannot be called back.

    @control
    Scenario: The owner of a client that was not rejected authorizes
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

    @refusal
    Scenario Outline: <user> does not authorize with a client that was rejected
      Given Ada rejected Acme
      When <user> opens Acme's authorization request
      Then <user> is shown an error and is not sent back
      And the page says "OAuth client has been rejected"
      And the refusal's page text is as recorded

      Examples:
        | id                | user  |
        | page-for-owner    | Owen  |
        | page-for-stranger | Alice |

    @control
    Scenario Outline: A code of <user>'s gets tokens from a client that was not rejected
      Given <user> allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

      Examples:
        | id             | user  |
        | owners-code    | Owen  |
        | strangers-code | Alice |

    @refusal
    Scenario Outline: A code of <user>'s gets none from a client that was rejected
      Given <user> allowed Acme
      When Acme exchanges the code, but after it was rejected
      Then the exchange is refused as "unauthorized_client" with "client_rejected"
      And the refusal's words are as recorded

      Examples:
        | id                    | user  |
        | exchange-for-owner    | Owen  |
        | exchange-for-stranger | Alice |

    @control
    Scenario Outline: A refresh token of <user>'s gets tokens from a client that was not rejected
      Given <user> allowed Acme
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

      Examples:
        | id                      | user  |
        | owners-refresh-token    | Owen  |
        | strangers-refresh-token | Alice |

    @refusal
    Scenario Outline: A refresh token of <user>'s gets none from a client that was rejected
      Given <user> allowed Acme
      And Acme exchanged the code
      When Acme refreshes, but after it was rejected
      Then the refresh is refused as "unauthorized_client" with "client_rejected"
      And the refusal's words are as recorded

      Examples:
        | id                   | user  |
        | refresh-for-owner    | Owen  |
        | refresh-for-stranger | Alice |

    @control @needs:public-client
    Scenario: A public client that was not rejected refreshes
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes
      Then Nimbus gets tokens

    @refusal @needs:public-client
    Scenario Outline: A public client that was rejected gets nothing either: <user>
      Given <user> allowed Nimbus
      And Nimbus exchanged the code
      When Nimbus refreshes, but after it was rejected
      Then the refresh is refused as "unauthorized_client" with "client_rejected"

      Examples:
        | id                          | user  |
        | public-refresh-for-owner    | Owen  |
        | public-refresh-for-stranger | Alice |

    Scenario Outline: An access token of <user>'s lives on
      Given <user> allowed Acme
      And Acme exchanged the code
      And Ada rejected Acme
      When Acme asks for the profile
      Then the API accepts the token

      Examples:
        | id                     | user  |
        | owners-access-token    | Owen  |
        | strangers-access-token | Alice |

  @CLIENT-14 @documented
  Rule: Only an admin accepts or rejects
    "An admin from Cal.com will then review your OAuth client" (oauth.txt, 1. OAuth Client Credentials)
    A review by oneself would be none.

    @control
    Scenario: An admin accepts
      Given Acme was pending
      When Ada accepts Acme
      Then Acme is approved

    @control
    Scenario: An admin rejects
      Given Acme was pending
      When Ada rejects Acme
      Then Acme is rejected

    @refusal
    Scenario Outline: <user> does not decide: <decision>
      Given Acme was pending
      When <user> <decision> Acme
      Then the review is refused, and nothing was changed
      And Acme is pending
      And the refusal is on record

      Examples:
        | id               | user  | decision |
        | acceptance       | Owen  | accepts  |
        | rejection        | Owen  | rejects  |
        | alien-acceptance | Alice | accepts  |
        | alien-rejection  | Alice | rejects  |

    @control
    Scenario: An admin accepts by setting the state
      Given Acme was pending
      When Ada edits Acme, with the state approved
      Then Acme is approved

    @refusal
    Scenario Outline: <user> does not set the state: <edit>
      Given Acme was pending
      When <user> edits Acme, but <edit>
      Then the edit is refused, and nothing was changed
      And Acme is pending
      And the refusal is on record

      Examples:
        | id             | user  | edit                    |
        | state-approved | Owen  | with the state approved |
        | state-rejected | Owen  | with the state rejected |
        | alien-state    | Alice | with the state approved |

    @refusal
    Scenario: An owner who tried to accept has nothing of it
      Given Acme was pending
      And Owen accepted Acme, and was refused
      When Alice opens Acme's authorization request
      Then Alice is shown an error and is not sent back

    @refusal
    Scenario: An owner does not accept what an admin has rejected
      Given Acme was rejected
      When Owen accepts Acme
      Then the review is refused, and nothing was changed
      And Acme is rejected

    @refusal
    Scenario: An owner does not take back a rejection by setting the state
      Given Acme was rejected
      When Owen edits Acme, but with the state pending
      Then the edit is refused, and nothing was changed
      And Acme is rejected
