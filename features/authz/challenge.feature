Feature: The challenge of a public client
  A client without a secret announces its proof when it asks.

  @AUTHZ-19 @documented @needs:public-client
  Rule: A public client that sends no challenge gets no code
    "You must have sent a code_challenge during the authorization step." (oauth.txt, 3.2 Public Clients (PKCE))
    Without a challenge a stolen code would be as good as a token.

    @control
    Scenario: A public client that sends a challenge gets a code
      When Alice opens Nimbus's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request of a public client <mistake> gets no code
      When Alice opens Nimbus's authorization request, but <mistake>
      Then no code is given
      And the refusal is on record

      Examples:
        | id      | mistake                 |
        | missing | without a challenge     |
        | empty   | with an empty challenge |

    @refusal @needs:owner
    Scenario: The client's owner gets no code without a challenge
      When Owen opens Nimbus's authorization request, but without a challenge
      Then no code is given

  @AUTHZ-20 @observed @needs:public-client
  Rule: A missing challenge and a wrong method come back as an invalid request
    No challenge on a public client, and any method but S256 on every client, is invalid_request. (production-oauth C.1)
    The integrator of an app is told what is missing while the app is still being built.

    @control
    Scenario: A challenge by the documented method leads to a code
      When Alice opens Nimbus's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request <mistake> asks for the challenge
      When Alice opens Nimbus's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_request", the description "code_challenge required for public clients" and the same state

      Examples:
        | id      | mistake                 |
        | missing | without a challenge     |
        | empty   | with an empty challenge |

    @refusal
    Scenario Outline: A request <mistake> is refused
      When Alice opens Nimbus's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_request" and the same state
      And the refusal is on record

      Examples:
        | id      | mistake                                 |
        | plain   | with a challenge by the plain method    |
        | sha-512 | with a challenge by another method      |
        | case    | with the challenge method in lower case |

    @control
    Scenario: A confidential client's challenge by the documented method leads to a code
      When Alice opens Acme's authorization request, with a challenge
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A confidential client's request <mistake> is refused
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_request" and the same state
      And the refusal is on record

      Examples:
        | id                 | mistake                              |
        | confidential-plain | with a challenge by the plain method |

  @AUTHZ-28 @documented @needs:public-client
  Rule: A challenge without a method is an S256 challenge
    "PKCE code challenge (S256 method)" (oauth.txt, 2. Authorize, URL Parameters, code_challenge)
    The documents list no parameter for the method, so a client need not send one.

    Scenario: A challenge without a method leads to a code
      When Alice opens Nimbus's authorization request, without a challenge method
      Then Alice is sent back with a code

    Scenario: The verifier whose hash was sent gets tokens
      Given Alice allowed Nimbus, without a challenge method
      When Nimbus exchanges the code
      Then Nimbus gets tokens
