@needs:control
Feature: Registering a client
  Whoever registers a client owns it, and waits for an admin.

  @CLIENT-01 @documented @needs:review
  Rule: A client that was just created is pending
    "The OAuth client will be in a “pending” state and not yet ready to use." (oauth.txt, 1. OAuth Client Credentials)
    Nobody meets a client that no admin has seen, and its owner can try it out meanwhile.
    Without a record: the refusal is that of AUTHZ-05.

    Scenario Outline: A client that was just created is pending: <client>
      When Owen registers <client>
      Then <client> is registered
      And <client> is pending

      Examples:
        | id           | client |
        | confidential | Acme   |
        | public       | Nimbus |

    @control
    Scenario: Once it is accepted anyone can authorize with it
      Given Owen registered Acme
      And Ada accepted Acme
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    Scenario Outline: Its owner can authorize with it: <client>
      Given Owen registered <client>
      When Owen opens <client>'s authorization request
      Then Owen is sent back with a code

      Examples:
        | id                | client |
        | owner             | Acme   |
        | owner-of-a-public | Nimbus |

    @refusal
    Scenario Outline: Nobody else can authorize with it: <user> with <client>
      Given Owen registered <client>
      When <user> opens <client>'s authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id                    | client | user  |
        | stranger              | Acme   | Alice |
        | stranger-and-a-public | Nimbus | Alice |
        | admin                 | Acme   | Ada   |

  @CLIENT-02 @documented
  Rule: A client without any scope is not created
    "You must select at least one scope when creating the OAuth client." (oauth.txt, 1. OAuth Client Credentials)
    A client without scopes is a legacy client, which may do everything: no new one comes to be.

    @control
    Scenario Outline: A client with a scope is created: <client>
      When Owen registers <client>, with the scopes "BOOKING_READ"
      Then <client> is registered

      Examples:
        | id               | client |
        | one-scope        | Acme   |
        | public-one-scope | Nimbus |

    @refusal
    Scenario Outline: A registration <mistake> is refused
      When Owen registers Acme, but <mistake>
      Then the registration is refused, and nothing was changed
      And the refusal is on record

      Examples:
        | id      | mistake               |
        | empty   | without a scope       |
        | missing | without naming scopes |

    @refusal
    Scenario: A public client without any scope is not created either
      When Owen registers Nimbus, but without a scope
      Then the registration is refused, and nothing was changed

  @CLIENT-03 @documented
  Rule: A client can have up to ten redirect URIs
    "You can register up to 10 redirect URIs per OAuth client." (oauth.txt, 1. OAuth Client Credentials)
    One client serves several environments, each at an address of its own.

    Scenario: A client is registered with ten redirect URIs
      When Owen registers Acme, with ten redirect URIs
      Then Acme is registered
      And Acme has 10 redirect URIs

    Scenario: A client is given ten redirect URIs
      When Owen edits Acme, with ten redirect URIs
      Then the edit is made
      And Acme has 10 redirect URIs

    @needs:review
    Scenario Outline: Of ten that were registered a request <which> leads to a code
      Given Owen registered Acme, with ten redirect URIs
      And Ada accepted Acme
      When Alice opens Acme's authorization request, <which>
      Then Alice is sent back with a code

      Examples:
        | id                | which                       |
        | registered-first  | with its first redirect URI |
        | registered-second | with its other redirect URI |
        | registered-fifth  | with its fifth redirect URI |
        | registered-tenth  | with its tenth redirect URI |

    @needs:review
    Scenario Outline: Of ten that were edited a request <which> leads to a code
      Given Owen edited Acme, with ten redirect URIs
      And Ada accepted Acme
      When Alice opens Acme's authorization request, <which>
      Then Alice is sent back with a code

      Examples:
        | id           | which                       |
        | edited-first | with its first redirect URI |
        | edited-fifth | with its fifth redirect URI |
        | edited-tenth | with its tenth redirect URI |

  @CLIENT-04 @documented
  Rule: An eleventh redirect URI is refused
    "You can register up to 10 redirect URIs per OAuth client." (oauth.txt, 1. OAuth Client Credentials)
    A list without an end would be a list that nobody reviews.

    @control
    Scenario: Ten are accepted at the registration
      When Owen registers Acme, with ten redirect URIs
      Then Acme is registered

    @refusal
    Scenario Outline: A registration <mistake> is refused
      When Owen registers Acme, but <mistake>
      Then the registration is refused, and nothing was changed
      And the refusal is on record

      Examples:
        | id           | mistake                   |
        | registration | with eleven redirect URIs |

    @control
    Scenario: Ten are accepted at an edit
      When Owen edits Acme, with ten redirect URIs
      Then the edit is made

    @refusal
    Scenario Outline: An edit <mistake> is refused, and the client keeps its ten
      Given Owen edited Acme, with ten redirect URIs
      When Owen edits Acme, but <mistake>
      Then the edit is refused, and nothing was changed
      And Acme has 10 redirect URIs
      And the refusal is on record

      Examples:
        | id   | mistake                   |
        | edit | with eleven redirect URIs |

    @refusal
    Scenario: An admin's edit is refused as well
      When Ada edits Acme, but with eleven redirect URIs
      Then the edit is refused, and nothing was changed
      And Acme has 2 redirect URIs

  @CLIENT-08 @documented
  Rule: A confidential client has a secret, and a public client has none
    "Public clients (e.g. single-page apps, mobile apps) use PKCE instead of a client_secret." (oauth.txt, 3.2 Public Clients (PKCE))
    A secret in a program that everybody can read is none.

    Scenario: A confidential client is given a secret
      When Owen registers Acme
      Then Acme is registered
      And a secret is given

    @needs:review
    Scenario: The secret that it was given works
      Given Owen registered Acme
      And Owen allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens

    Scenario: A public client is given none
      When Owen registers Nimbus
      Then Nimbus is registered
      And the answer holds no secret
      And Nimbus has no secret

    Scenario: No edit gives a public client a secret
      When Owen edits Nimbus, with another purpose
      Then the answer holds no secret
      And Nimbus has no secret

  @CLIENT-09 @observed
  Rule: Redirect URIs are https, or http on the own machine, without a fragment, each once and at least one
    https is required; http is allowed for localhost, 127.0.0.1, [::1] and .local; a fragment, a repeated URI and an empty list are refused. (production-oauth D)
    A code travels in the address, so that it must not travel in the clear.

    @control
    Scenario Outline: A client with the redirect URI <uri> is created, and a request for it leads to a code
      Given Owen registered Acme, with the redirect URI "<uri>"
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

      Examples:
        | id              | uri                                 |
        | https           | https://acme.example/callback       |
        | https-port      | https://acme.example:8443/callback  |
        | https-query     | https://acme.example/callback?x=1   |
        | http-localhost  | http://localhost:3000/callback      |
        | http-127        | http://127.0.0.1:3000/callback      |
        | http-ipv6       | http://[::1]:3000/callback          |
        | http-local      | http://acme.local/callback          |
        | http-deep-local | http://dev.acme.local:8080/callback |

    @refusal
    Scenario Outline: A client with the redirect URI <uri> is not created
      When Owen registers Acme, but with the redirect URI "<uri>"
      Then the registration is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                     | uri                                |
        | http-elsewhere         | http://acme.example/callback       |
        | http-localhost-example | http://localhost.example/callback  |
        | http-127-example       | http://127.0.0.1.example/callback  |
        | http-all-addresses     | http://0.0.0.0:3000/callback       |
        | http-another-loopback  | http://127.0.0.2:3000/callback     |
        | http-local-name        | http://mylocal/callback            |
        | http-local-example     | http://acme.local.example/callback |
        | custom-scheme          | myapp://callback                   |
        | ftp                    | ftp://acme.example/callback        |
        | not-a-url              | not a web address                  |
        | path                   | /callback                          |
        | fragment               | https://acme.example/callback#done |

    @refusal
    Scenario Outline: A registration <mistake> is refused
      When Owen registers Acme, but <mistake>
      Then the registration is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id        | mistake                                                      |
        | none      | without a redirect URI                                       |
        | missing   | without naming redirect URIs                                 |
        | empty     | with an empty redirect URI                                   |
        | duplicate | with a redirect URI twice                                    |
        | one-bad   | with a redirect URI that is no web address beside the others |

    @control
    Scenario Outline: A client is given the redirect URI <uri>
      When Owen edits Acme, with the redirect URI "<uri>"
      Then the edit is made

      Examples:
        | id             | uri                            |
        | edit-https     | https://acme.example/other     |
        | edit-localhost | http://localhost:3000/callback |

    @refusal
    Scenario Outline: A client is not given the redirect URI <uri>
      When Owen edits Acme, but with the redirect URI "<uri>"
      Then the edit is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id                  | uri                                |
        | edit-http-elsewhere | http://acme.example/callback       |
        | edit-custom-scheme  | myapp://callback                   |
        | edit-fragment       | https://acme.example/callback#done |
        | edit-not-a-url      | not a web address                  |

    @refusal
    Scenario Outline: An edit <mistake> is refused
      When Owen edits Acme, but <mistake>
      Then the edit is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id             | mistake                    |
        | edit-none      | without a redirect URI     |
        | edit-empty     | with an empty redirect URI |
        | edit-duplicate | with a redirect URI twice  |

    Scenario Outline: The refusal of <id> is the one on record
      Given Owen registered Acme, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                     | mistake                   |
        | CLIENT-04.registration | with eleven redirect URIs |

    Scenario Outline: The refusal of <id> is the one on record
      Given Owen edited Acme, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id             | mistake                   |
        | CLIENT-04.edit | with eleven redirect URIs |

  @CLIENT-10 @observed
  Rule: Ids and secrets are 64 hexadecimal digits, and a secret is shown once
    A client id and a secret are 32 random bytes in lower-case hexadecimal; of a secret a hash and the last four digits are kept. (production-oauth D)
    Nobody guesses them, and nobody who reads the server's memory learns a secret.

    Scenario: Ids and secrets are 64 lower-case hexadecimal digits
      Given Owen registered Acme
      And Owen registered Mallory
      And Owen registered Nimbus
      When Owen registers Omni
      Then every client id and every secret is 64 lower-case hexadecimal digits, and no two are the same

    Scenario: Whoever looks the client up is shown no secret
      Given Owen registered Acme
      When somebody looks Acme up at the door
      Then the answer holds no secret

    Scenario Outline: An edit shows no secret: <edit>
      When Owen edits Acme, <edit>
      Then the answer holds no secret

      Examples:
        | id           | edit                 |
        | edit-purpose | with another purpose |
        | edit-name    | with another name    |

    Scenario Outline: A review shows no secret: it <decision>
      When Ada <decision> Acme
      Then the answer holds no secret

      Examples:
        | id        | decision |
        | accepting | accepts  |
        | rejecting | rejects  |

    Scenario: The list of secrets shows the last four digits alone
      Given Owen registered Acme
      When Owen asks for the list of Acme's secrets
      Then the answer holds no secret
      And Acme's secret is shown by its last four digits

    Scenario: The API shows no secret
      Given Alice gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks GET /v2/auth/oauth2/clients/{clientId} in version any, sending nothing
      Then the answer holds no secret

  @CLIENT-13 @observed
  Rule: A client has a name and a purpose
    Name and purpose are required when a client is created. (production-oauth D)
    Users read the name when they are asked for consent, and admins the purpose when they review.

    @control
    Scenario: A client with a name and a purpose is created
      When Owen registers Acme
      Then Acme is registered

    @refusal
    Scenario Outline: A registration <mistake> is refused
      When Owen registers Acme, but <mistake>
      Then the registration is refused, and nothing was changed
      And the refusal's status and body are as recorded

      Examples:
        | id            | mistake                     |
        | no-name       | without a name              |
        | empty-name    | with an empty name          |
        | blank-name    | with blanks for the name    |
        | no-purpose    | without a purpose           |
        | empty-purpose | with an empty purpose       |
        | blank-purpose | with blanks for the purpose |

    Scenario Outline: The refusal of <id> is the one on record
      Given Owen registered Acme, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                | mistake               |
        | CLIENT-02.empty   | without a scope       |
        | CLIENT-02.missing | without naming scopes |
