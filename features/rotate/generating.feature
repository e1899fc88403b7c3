Feature: Generating a secret
  The owner generates a second secret, and no third; it is shown to the owner once.

  @ROTATE-03 @documented @needs:control
  Rule: A third secret is refused until one is revoked
    "To generate a new one when you already have 2, revoke an existing secret first." (oauth.txt, 5. Client Secret Rotation, Important notes)
    Secrets that nobody remembers do not pile up.

    @control
    Scenario: A second secret is given
      When Owen generates a secret of Acme
      Then a secret is given

    @refusal
    Scenario: A third secret is refused
      When Owen generates a secret of Gemini
      Then the door refuses
      And nothing was changed
      And the refusal is on record

    @refusal
    Scenario Outline: One more is refused once there are two again
      Given Owen revoked Gemini's <revoked>
      And Owen generated a secret of Gemini
      When Owen generates a secret of Gemini
      Then the door refuses
      And nothing was changed

      Examples:
        | id           | revoked       |
        | after-first  | first secret  |
        | after-second | second secret |

    Scenario Outline: After the <revoked> was revoked one more is given
      Given Owen revoked Gemini's <revoked>
      When Owen generates a secret of Gemini
      Then a secret is given

      Examples:
        | id             | revoked       |
        | revoked-first  | first secret  |
        | revoked-second | second secret |

  @ROTATE-05 @documented @needs:control
  Rule: A new secret is shown once
    "New secrets are shown only once when generated." (oauth.txt, 5. Client Secret Rotation, Important notes)
    Whoever gets at the settings later, or at a copy of them, does not get at the secret.

    Scenario: The answer that generates a secret shows it
      When Owen generates a secret of Acme
      Then a secret is given

    Scenario Outline: It is not shown <view>
      Given Owen generated a secret of Acme
      When Owen looks for Acme's secrets <view>
      Then no secret of Acme's is shown

      Examples:
        | id         | view                            |
        | settings   | in its settings                 |
        | list       | in the list of its secrets      |
        | edit       | in the answer to an edit        |
        | review     | in the answer to a review       |
        | third      | in the answer to a third secret |
        | revocation | in the answer to a revocation   |
        | world      | in the export of the world      |
        | journal    | in the journal                  |

    Scenario: The API does not show it
      Given Owen generated a secret of Omni
      And Alice gave Omni a token, with every scope
      And Omni asked GET /v2/auth/oauth2/clients/{clientId} in version any, sending nothing
      Then no secret of Omni's is shown

  @ROTATE-07 @documented @needs:control
  Rule: A public client has no secrets to rotate
    "Public clients (PKCE) do not use client secrets." (oauth.txt, 5. Client Secret Rotation, Important notes)
    An application in a browser cannot keep a secret, so it is handed none.

    @control
    Scenario: A confidential client is given a secret
      When Owen generates a secret of Acme
      Then a secret is given

    @refusal
    Scenario Outline: A public client is refused one
      When Owen generates a secret of Nimbus
      Then the door refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id       |
        | generate |

    @control
    Scenario: A secret of a confidential client is revoked
      When Owen revokes Gemini's second secret
      Then the secret is revoked

    @refusal
    Scenario Outline: A public client's <secret> cannot be revoked
      When Owen revokes Nimbus's <secret>
      Then the door refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id     | secret                              |
        | revoke | secret by an id that does not exist |

    @refusal @needs:second-client
    Scenario Outline: A public client's <secret> cannot be revoked
      When Owen revokes Nimbus's <secret>
      Then the door refuses
      And nothing was changed
      And the refusal is on record

      Examples:
        | id             | secret                        |
        | revoke-foreign | secret by the id of Mallory's |

    Scenario: A public client goes on without a secret after it was refused one
      Given Owen generated a secret of Nimbus, and was refused
      And Alice allowed Nimbus
      When Nimbus exchanges the code
      Then Nimbus gets tokens
