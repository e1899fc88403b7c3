Feature: Two secrets at a time
  In the middle of a rotation a client has two secrets, and nothing shows it to those who use it.

  @ROTATE-01 @documented
  Rule: With two secrets both work for the exchange
    "Your old secret continues to work — both secrets are valid simultaneously." (oauth.txt, 5. Client Secret Rotation, How it works)
    The new secret reaches one server after the other, and none of them fails meanwhile.

    Background:
      Given Alice allowed Gemini

    Scenario Outline: An exchange <secret> gets tokens
      When Gemini exchanges the code, <secret>
      Then Gemini gets tokens

      Examples:
        | id     | secret                 |
        | first  | with its first secret  |
        | second | with its second secret |

    Scenario Outline: An exchange in a form <secret> gets tokens
      When Gemini exchanges the code, <secret> and also as a form
      Then Gemini gets tokens

      Examples:
        | id          | secret                 |
        | form-first  | with its first secret  |
        | form-second | with its second secret |

    Scenario Outline: An exchange <then> gets tokens after one <first>
      Given Gemini exchanged the code, <first>
      And Alice allowed Gemini
      When Gemini exchanges the code, <then>
      Then Gemini gets tokens

      Examples:
        | id                | first                  | then                   |
        | first-then-second | with its first secret  | with its second secret |
        | second-then-first | with its second secret | with its first secret  |

    @needs:control
    Scenario Outline: A code from before the second secret is exchanged <secret>
      Given Alice allowed Acme
      And Owen generated a secret of Acme
      When Acme exchanges the code, <secret>
      Then Acme gets tokens

      Examples:
        | id               | secret                 |
        | generated-first  | with its first secret  |
        | generated-second | with its second secret |

    @needs:control
    Scenario Outline: Both work where the <revoked> was revoked and another one generated
      Given Owen revoked Gemini's <revoked>
      And Owen generated a secret of Gemini
      When Gemini exchanges the code, <secret>
      Then Gemini gets tokens

      Examples:
        | id                   | revoked       | secret                 |
        | rotated-to-new       | first secret  | with its third secret  |
        | rotated-to-remaining | first secret  | with its second secret |
        | replaced-to-new      | second secret | with its third secret  |
        | replaced-to-older    | second secret | with its first secret  |

    @needs:control
    Scenario Outline: Both still work after a third was refused
      Given Owen generated a secret of Gemini, and was refused
      When Gemini exchanges the code, <secret>
      Then Gemini gets tokens

      Examples:
        | id             | secret                 |
        | refused-first  | with its first secret  |
        | refused-second | with its second secret |

  @ROTATE-02 @documented
  Rule: With two secrets both work for the refresh
    "Update your application to use the new secret in all token exchange and refresh requests." (oauth.txt, 5. Client Secret Rotation, How it works)
    Sessions outlive the change of the secret, whichever server refreshes them.

    Background:
      Given Alice allowed Gemini

    Scenario Outline: A refresh <then> gets tokens after an exchange <first>
      Given Gemini exchanged the code, <first>
      When Gemini refreshes, <then>
      Then Gemini gets tokens

      Examples:
        | id                 | first                  | then                   |
        | first-then-first   | with its first secret  | with its first secret  |
        | first-then-second  | with its first secret  | with its second secret |
        | second-then-first  | with its second secret | with its first secret  |
        | second-then-second | with its second secret | with its second secret |

    Scenario Outline: A refresh in a form <then> gets tokens after an exchange <first>
      Given Gemini exchanged the code, <first>
      When Gemini refreshes, <then> and also as a form
      Then Gemini gets tokens

      Examples:
        | id                     | first                  | then                   |
        | form-first-then-second | with its first secret  | with its second secret |
        | form-second-then-first | with its second secret | with its first secret  |

    Scenario Outline: A refresh <then> gets tokens after one <first>
      Given Gemini exchanged the code
      And Gemini refreshed, <first>
      When Gemini refreshes, <then>
      Then Gemini gets tokens

      Examples:
        | id                         | first                  | then                   |
        | refresh-first-then-second  | with its first secret  | with its second secret |
        | refresh-second-then-first  | with its second secret | with its first secret  |
        | refresh-second-then-second | with its second secret | with its second secret |

  @ROTATE-08 @documented
  Rule: The authorization redirect is not affected by a rotation
    "Authorization redirect (Step 2)No — uses only client_id" (oauth.txt, 5. Client Secret Rotation, What needs to change in your code)
    Nobody who signs in learns that a secret was changed, and no admin has to accept the client again.

    Scenario: With two secrets a user is sent back with a code
      Given Gemini has two secrets
      When Alice opens Gemini's authorization request
      Then Alice is sent back with a code

    @needs:control
    Scenario: After a secret was generated a user is sent back with a code
      Given Owen generated a secret of Acme
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @needs:control
    Scenario Outline: After the <revoked> was revoked a user is sent back with a code
      Given Owen revoked Gemini's <revoked>
      When Alice opens Gemini's authorization request
      Then Alice is sent back with a code

      Examples:
        | id             | revoked       |
        | revoked-first  | first secret  |
        | revoked-second | second secret |

    @needs:control
    Scenario: After a whole rotation a user is sent back with a code
      Given Owen generated a secret of Acme
      And Owen revoked Acme's first secret
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

  @ROTATE-09 @documented
  Rule: API calls with a bearer token are not affected by a rotation
    "API calls with Bearer token (Step 5)No — uses access token" (oauth.txt, 5. Client Secret Rotation, What needs to change in your code)
    The traffic goes on while the secrets change.

    Scenario Outline: A token that was got <secret> is accepted
      Given Gemini has two secrets
      And Alice allowed Gemini
      And Gemini exchanged the code, <secret>
      When Gemini asks for the profile
      Then the API accepts the token

      Examples:
        | id     | secret                 |
        | first  | with its first secret  |
        | second | with its second secret |

    @needs:control
    Scenario: The token that was used before a secret was generated is accepted after it
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme asked for the profile
      And Owen generated a secret of Acme
      When Acme asks for the profile
      Then the API accepts the token

    @needs:control
    Scenario: The token that was used before a whole rotation is accepted after it
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme asked for the profile
      And Owen generated a secret of Acme
      And Owen revoked Acme's first secret
      When Acme asks for the profile
      Then the API accepts the token

    @needs:control
    Scenario Outline: The token that was used before the <revoked> was revoked is accepted after it
      Given Alice allowed Gemini
      And Gemini exchanged the code
      And Gemini asked for the profile
      And Owen revoked Gemini's <revoked>
      When Gemini asks for the profile
      Then the API accepts the token

      Examples:
        | id             | revoked       |
        | revoked-first  | first secret  |
        | revoked-second | second secret |
