Feature: Errors that stay on the page
  Where the client or its address cannot be trusted, nobody is sent there.

  @AUTHZ-04 @documented
  Rule: An unknown client is an error on the page
    "Client not found: No OAuth client exists with the provided client_id." (oauth.txt, 2. Authorize, Error Handling)
    A link with a made-up client must not send anybody anywhere.

    @control
    Scenario: A known client leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario: A client that does not exist stays on the page
      When Alice opens Acme's authorization request, but with an unknown client id
      Then Alice is shown an error and is not sent back
      And the refusal is on record

    @refusal
    Scenario Outline: A request <mistake> stays on the page
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the refusal is on record

      Examples:
        | id          | mistake                          |
        | capitals    | with the client id in capitals   |
        | blank-after | with a blank after the client id |

  @AUTHZ-05 @documented @needs:pending-client
  Rule: A client that is not approved is an error on the page
    "Client not approved: The OAuth client has not been approved by a Cal.com admin yet." (oauth.txt, 2. Authorize, Error Handling)
    Nobody but its owner meets a client that no admin has seen.

    @control
    Scenario: An approved client leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario: A client that waits for its review stays on the page
      When Alice opens Acme's authorization request, but for a client that is pending
      Then Alice is shown an error and is not sent back
      And the refusal is on record

  @AUTHZ-06 @documented
  Rule: An unregistered redirect URI is an error on the page
    "Mismatched redirect URI: The redirect_uri does not match any of the registered redirect URIs for the OAuth client." (oauth.txt, 2. Authorize, Error Handling)
    A code must never reach an address that the client did not name.

    @control
    Scenario: A registered redirect URI leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario: An address that nobody registered stays on the page
      When Alice opens Acme's authorization request, but with an unregistered redirect URI
      Then Alice is shown an error and is not sent back
      And the refusal is on record

  @AUTHZ-07 @documented
  Rule: The redirect URI matches exactly or not at all
    "Must exactly match one of the registered redirect URIs." (oauth.txt, 2. Authorize, URL Parameters, redirect_uri)
    Every tolerance in this comparison has been an open door somewhere.

    @control
    Scenario: The redirect URI as it is registered leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request <mistake> stays on the page
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the refusal is on record

      Examples:
        | id              | mistake                                           |
        | scheme          | with the redirect URI under another scheme        |
        | host            | with the redirect URI on another host             |
        | subdomain       | with the redirect URI on a subdomain              |
        | port            | with the redirect URI on another port             |
        | default-port    | with the redirect URI's default port written out  |
        | scheme-case     | with the redirect URI's scheme in capitals        |
        | host-case       | with the redirect URI's host in capitals          |
        | path-case       | with the redirect URI's path in capitals          |
        | path            | with the redirect URI on another path             |
        | deeper-path     | with the redirect URI one folder deeper           |
        | dot-segments    | with dot segments in the redirect URI             |
        | percent-encoded | with a letter of the redirect URI percent-encoded |
        | trailing-slash  | with a slash after the redirect URI               |
        | query           | with a query after the redirect URI               |
        | empty-query     | with a question mark after the redirect URI       |
        | fragment        | with a fragment after the redirect URI            |
        | longer          | with more letters after the redirect URI          |
        | prefix          | with only the start of the redirect URI           |
        | user-info       | with a user name in the redirect URI              |
        | outer-blank     | with a blank after the redirect URI               |

    @refusal @needs:control
    Scenario Outline: A request <mistake> stays on the page
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the refusal is on record

      Examples:
        | id            | mistake                                            |
        | loopback-port | with a registered loopback address on another port |
        | query-dropped | with a registered redirect URI without its query   |

  @AUTHZ-09 @documented
  Rule: A missing scope is an error on the page
    "Scope required: If the scope parameter is missing, the error scope parameter is required for this OAuth client is displayed on the authorization page." (oauth.txt, 2. Authorize, Error Handling)
    No client gets everything by asking for nothing.

    @control
    Scenario: A request for scopes leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request <mistake> stays on the page
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the page says "scope parameter is required for this OAuth client"
      And the refusal is on record

      Examples:
        | id      | mistake             |
        | missing | without a scope     |
        | empty   | with an empty scope |

  @AUTHZ-16 @documented
  Rule: A request without its client or its redirect URI is an error on the page
    "Where users will be redirected after authorization." (oauth.txt, 2. Authorize, URL Parameters, client_id and redirect_uri are marked Required)
    There is no default address and no default client.

    @control
    Scenario: A request with both leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request <mistake> stays on the page
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is shown an error and is not sent back
      And the refusal is on record

      Examples:
        | id                 | mistake                                    |
        | client-id          | without the client id                      |
        | empty-client-id    | with an empty client id                    |
        | redirect-uri       | without the redirect URI                   |
        | empty-redirect-uri | with an empty redirect URI                 |
        | not-a-url          | with a redirect URI that is no web address |

  @AUTHZ-21 @observed
  Rule: The page's error has the words on record
    The page says what is wrong with the client or the redirect URI in one fixed sentence each. (production-oauth C.1)
    Support can search for the sentence that a user reads out.

    Scenario Outline: The page of <id> has the words on record
      Given Alice opened Acme's authorization request, but <mistake>, and was shown an error
      Then the refusal's page text is as recorded

      Examples:
        | id                       | mistake                                            |
        | AUTHZ-04                 | with an unknown client id                          |
        | AUTHZ-04.capitals        | with the client id in capitals                     |
        | AUTHZ-04.blank-after     | with a blank after the client id                   |
        | AUTHZ-06                 | with an unregistered redirect URI                  |
        | AUTHZ-07.scheme          | with the redirect URI under another scheme         |
        | AUTHZ-07.host            | with the redirect URI on another host              |
        | AUTHZ-07.subdomain       | with the redirect URI on a subdomain               |
        | AUTHZ-07.port            | with the redirect URI on another port              |
        | AUTHZ-07.default-port    | with the redirect URI's default port written out   |
        | AUTHZ-07.scheme-case     | with the redirect URI's scheme in capitals         |
        | AUTHZ-07.host-case       | with the redirect URI's host in capitals           |
        | AUTHZ-07.path-case       | with the redirect URI's path in capitals           |
        | AUTHZ-07.path            | with the redirect URI on another path              |
        | AUTHZ-07.deeper-path     | with the redirect URI one folder deeper            |
        | AUTHZ-07.dot-segments    | with dot segments in the redirect URI              |
        | AUTHZ-07.percent-encoded | with a letter of the redirect URI percent-encoded  |
        | AUTHZ-07.trailing-slash  | with a slash after the redirect URI                |
        | AUTHZ-07.query           | with a query after the redirect URI                |
        | AUTHZ-07.empty-query     | with a question mark after the redirect URI        |
        | AUTHZ-07.fragment        | with a fragment after the redirect URI             |
        | AUTHZ-07.longer          | with more letters after the redirect URI           |
        | AUTHZ-07.prefix          | with only the start of the redirect URI            |
        | AUTHZ-07.user-info       | with a user name in the redirect URI               |
        | AUTHZ-07.outer-blank     | with a blank after the redirect URI                |
        | AUTHZ-07.loopback-port   | with a registered loopback address on another port |
        | AUTHZ-07.query-dropped   | with a registered redirect URI without its query   |
        | AUTHZ-09.missing         | without a scope                                    |
        | AUTHZ-09.empty           | with an empty scope                                |
        | AUTHZ-16.client-id       | without the client id                              |
        | AUTHZ-16.empty-client-id | with an empty client id                            |
        | AUTHZ-16.not-a-url       | with a redirect URI that is no web address         |

    @needs:mock
    Scenario Outline: The page of <id> has our own words
      Given Alice opened Acme's authorization request, but <mistake>, and was shown an error
      Then the refusal's page text is as recorded

      Examples:
        | id                          | mistake                    |
        | AUTHZ-16.redirect-uri       | without the redirect URI   |
        | AUTHZ-16.empty-redirect-uri | with an empty redirect URI |

    @needs:pending-client
    Scenario Outline: The page of <id> has the words on record
      Given Alice opened Acme's authorization request, but <mistake>, and was shown an error
      Then the refusal's page text is as recorded

      Examples:
        | id       | mistake                      |
        | AUTHZ-05 | for a client that is pending |

    @needs:control
    Scenario Outline: The page of <id> has the words on record
      Given Owen gave Oldie the scopes "BOOKING_READ"
      And Owen opened Oldie's authorization request, but <mistake>, and was shown an error
      Then the refusal's page text is as recorded

      Examples:
        | id                   | mistake                          |
        | LEGACY-07.missing    | without a scope                  |
        | LEGACY-07.empty      | with an empty scope              |
        | LEGACY-07.separators | with only separators for a scope |

    @needs:control
    Scenario Outline: The page of <id> has the words on record
      Given Oldie has the scopes "<scopes>"
      And Alice opened Oldie's authorization request, but <mistake>, and was shown an error
      Then the refusal's page text is as recorded

      Examples:
        | id                     | scopes                                 | mistake             |
        | LEGACY-11.new-behind   | READ_BOOKING BOOKING_READ              | without a scope     |
        | LEGACY-11.new-in-front | BOOKING_READ READ_BOOKING              | without a scope     |
        | LEGACY-11.profile      | READ_PROFILE PROFILE_READ              | without a scope     |
        | LEGACY-11.beside-both  | READ_BOOKING READ_PROFILE PROFILE_READ | without a scope     |
        | LEGACY-11.team         | READ_BOOKING TEAM_BOOKING_READ         | without a scope     |
        | LEGACY-11.organization | READ_PROFILE ORG_PROFILE_READ          | without a scope     |
        | LEGACY-11.empty        | READ_BOOKING BOOKING_READ              | with an empty scope |

    @needs:rejected-client
    Scenario Outline: The page of a client that was rejected has the words on record
      Given Alice opened Acme's authorization request, but <mistake>, and was shown an error
      Then the refusal's page text is as recorded

      Examples:
        | id       | mistake                       |
        | rejected | for a client that is rejected |
