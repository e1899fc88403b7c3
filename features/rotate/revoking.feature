Feature: Revoking a secret
  What is revoked is worth nothing from that moment on, and what was got with it stays.

  @ROTATE-04 @documented
  Rule: A revoked secret fails at once
    "Revoking a secret takes effect immediately — there is no grace period." (oauth.txt, 5. Client Secret Rotation, Important notes)
    Whoever found the secret is shut out in the moment in which it is revoked.

    Background:
      Given Alice allowed Gemini

    @control
    Scenario: The other secret gets tokens
      When Gemini exchanges the code
      Then Gemini gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Gemini exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"
      And the refusal is on record

      Examples:
        | id       | mistake                 |
        | exchange | with its revoked secret |

    @control
    Scenario: The other secret gets tokens in a form, too
      When Gemini exchanges the code, as a form
      Then Gemini gets tokens

    @refusal
    Scenario Outline: An exchange in a form <mistake> is refused
      When Gemini exchanges the code, but <mistake> and also as a form
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id            | mistake                 |
        | exchange-form | with its revoked secret |

    @control
    Scenario: The other secret refreshes
      Given Gemini exchanged the code
      When Gemini refreshes
      Then Gemini gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      Given Gemini exchanged the code
      When Gemini refreshes, but <mistake>
      Then the refresh is refused as "invalid_client" with "invalid_client_credentials"
      And the refusal is on record

      Examples:
        | id      | mistake                 |
        | refresh | with its revoked secret |

    @control
    Scenario: The other secret refreshes in a form, too
      Given Gemini exchanged the code
      When Gemini refreshes, as a form
      Then Gemini gets tokens

    @refusal
    Scenario Outline: A refresh in a form <mistake> is refused
      Given Gemini exchanged the code
      When Gemini refreshes, but <mistake> and also as a form
      Then the refresh is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id           | mistake                 |
        | refresh-form | with its revoked secret |

    @refusal @needs:control
    Scenario Outline: After the <revoked> was revoked an exchange <mistake> is refused
      Given Owen revoked Gemini's <revoked>
      When Gemini exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id             | revoked       | mistake                |
        | exchange-older | first secret  | with its first secret  |
        | exchange-newer | second secret | with its second secret |

    @refusal @needs:control
    Scenario Outline: After the <revoked> was revoked a refresh <mistake> is refused, though it had got the tokens
      Given Gemini exchanged the code, <mistake>
      And Owen revoked Gemini's <revoked>
      When Gemini refreshes, but <mistake>
      Then the refresh is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id            | revoked       | mistake                |
        | refresh-older | first secret  | with its first secret  |
        | refresh-newer | second secret | with its second secret |

    @refusal @needs:control
    Scenario Outline: It is not called back to life when another one is generated
      Given Owen revoked Gemini's <revoked>
      And Owen generated a secret of Gemini
      When Gemini exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_client" with "invalid_client_credentials"

      Examples:
        | id              | revoked       | mistake                |
        | generated-older | first secret  | with its first secret  |
        | generated-newer | second secret | with its second secret |

    @needs:control
    Scenario Outline: A code from before the <revoked> was revoked is exchanged <remaining>
      Given Owen revoked Gemini's <revoked>
      When Gemini exchanges the code, <remaining>
      Then Gemini gets tokens

      Examples:
        | id                 | revoked       | remaining              |
        | code-without-older | first secret  | with its second secret |
        | code-without-newer | second secret | with its first secret  |

  @ROTATE-06 @documented @needs:control
  Rule: Access and refresh tokens from before the rotation stay valid
    "Existing access and refresh tokens remain valid after secret rotation." (oauth.txt, 5. Client Secret Rotation, Important notes)
    Users stay signed in while the secret is changed.

    Scenario: An access token from before a secret was generated is accepted
      Given Alice allowed Acme
      And Acme exchanged the code
      And Owen generated a secret of Acme
      When Acme asks for the profile
      Then the API accepts the token

    Scenario Outline: A refresh token from before a secret was generated is refreshed <secret>
      Given Alice allowed Acme
      And Acme exchanged the code
      And Owen generated a secret of Acme
      When Acme refreshes, <secret>
      Then Acme gets tokens

      Examples:
        | id               | secret                 |
        | generated-first  | with its first secret  |
        | generated-second | with its second secret |

    Scenario: An access token from before a whole rotation is accepted
      Given Alice allowed Acme
      And Acme exchanged the code
      And Owen generated a secret of Acme
      And Owen revoked Acme's first secret
      When Acme asks for the profile
      Then the API accepts the token

    Scenario: A refresh token from before a whole rotation is refreshed
      Given Alice allowed Acme
      And Acme exchanged the code
      And Owen generated a secret of Acme
      And Owen revoked Acme's first secret
      When Acme refreshes, with its second secret
      Then Acme gets tokens

    Scenario Outline: An access token that was got <secret> is accepted after the <revoked> was revoked
      Given Alice allowed Gemini
      And Gemini exchanged the code, <secret>
      And Owen revoked Gemini's <revoked>
      When Gemini asks for the profile
      Then the API accepts the token

      Examples:
        | id                   | secret                 | revoked       |
        | access-first-first   | with its first secret  | first secret  |
        | access-first-second  | with its first secret  | second secret |
        | access-second-first  | with its second secret | first secret  |
        | access-second-second | with its second secret | second secret |

    Scenario Outline: A refresh token that was got <secret> is refreshed after the <revoked> was revoked
      Given Alice allowed Gemini
      And Gemini exchanged the code, <secret>
      And Owen revoked Gemini's <revoked>
      When Gemini refreshes, <remaining>
      Then Gemini gets tokens

      Examples:
        | id                    | secret                 | revoked       | remaining              |
        | refresh-first-first   | with its first secret  | first secret  | with its second secret |
        | refresh-first-second  | with its first secret  | second secret | with its first secret  |
        | refresh-second-first  | with its second secret | first secret  | with its second secret |
        | refresh-second-second | with its second secret | second secret | with its first secret  |

  @ROTATE-10 @observed @needs:control
  Rule: The last secret cannot be revoked
    With one secret left a revocation is refused, whatever id it names, in the words on record; so is one that names no secret of the client. (production-oauth D)
    No click locks an application out for good.

    @control
    Scenario: One of two secrets can be revoked
      When Owen revokes Gemini's second secret
      Then the secret is revoked

    @refusal
    Scenario Outline: The only <secret> cannot be revoked
      When Owen revokes Acme's <secret>
      Then the door refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id      | secret                              |
        | last    | first secret                        |
        | unknown | secret by an id that does not exist |

    @refusal @needs:second-client
    Scenario Outline: The only secret cannot be revoked as a <secret>
      When Owen revokes Acme's <secret>
      Then the door refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id      | secret                        |
        | foreign | secret by the id of Mallory's |

    @refusal
    Scenario Outline: What is left after the <revoked> was revoked cannot be revoked
      Given Owen revoked Gemini's <revoked>
      When Owen revokes Gemini's <left>
      Then the door refuses
      And nothing was changed

      Examples:
        | id               | revoked       | left          |
        | left-after-older | first secret  | second secret |
        | left-after-newer | second secret | first secret  |

    @refusal
    Scenario Outline: Of two secrets none is revoked as a <secret>
      When Owen revokes Gemini's <secret>
      Then the door refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id             | secret                              |
        | unknown-of-two | secret by an id that does not exist |

    @refusal @needs:second-client
    Scenario Outline: Of two secrets none is revoked as a <secret>
      When Owen revokes Gemini's <secret>
      Then the door refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id             | secret                        |
        | foreign-of-two | secret by the id of Mallory's |

    @refusal
    Scenario Outline: A secret that was revoked cannot be revoked once more
      Given Owen revoked Gemini's <secret>
      And Owen generated a secret of Gemini
      When Owen revokes Gemini's <secret>
      Then the door refuses
      And nothing was changed

      Examples:
        | id          | secret        |
        | older-twice | first secret  |
        | newer-twice | second secret |

    Scenario Outline: The last secret still works after <secret> was not revoked
      Given Owen revoked Acme's <secret>, and was refused
      And Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

      Examples:
        | id           | secret                              |
        | last-works   | first secret                        |
        | unrelated-id | secret by an id that does not exist |

    @needs:second-client
    Scenario: Another client's secret still works after it was named as one of this client's
      Given Owen revoked Gemini's secret by the id of Mallory's, and was refused
      And Alice allowed Mallory
      When Mallory exchanges the code
      Then Mallory gets tokens

    Scenario Outline: The refusal of <id> is the one on record
      Given Owen generated a secret of <client>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                 | client |
        | ROTATE-03          | Gemini |
        | ROTATE-07.generate | Nimbus |

    Scenario Outline: The refusal of <id> is the one on record
      Given Owen revoked <client>'s <secret>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                       | client | secret                              |
        | ROTATE-07.revoke         | Nimbus | secret by an id that does not exist |
        | ROTATE-10.last           | Acme   | first secret                        |
        | ROTATE-10.unknown        | Acme   | secret by an id that does not exist |
        | ROTATE-10.unknown-of-two | Gemini | secret by an id that does not exist |

    @needs:second-client
    Scenario Outline: The refusal of <id> is the one on record
      Given Owen revoked <client>'s <secret>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                       | client | secret                        |
        | ROTATE-07.revoke-foreign | Nimbus | secret by the id of Mallory's |
        | ROTATE-10.foreign        | Acme   | secret by the id of Mallory's |
        | ROTATE-10.foreign-of-two | Gemini | secret by the id of Mallory's |
