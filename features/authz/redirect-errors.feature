Feature: Errors that come back to the client
  Once the client and its address are known, the client learns what went wrong.

  @AUTHZ-10 @documented
  Rule: A scope that does not exist is refused
    "Unknown scope: If the scope parameter includes scope values that do not exist, the user is redirected with error=invalid_scope and error_description=Requested scope is not a recognized scope." (oauth.txt, 2. Authorize, Error Handling)
    A misspelt scope is found at the first try and is not silently dropped.

    @control
    Scenario: A request for scopes that exist leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request <mistake> is refused
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_scope", the description "Requested scope is not a recognized scope" and the same state
      And the refusal is on record

      Examples:
        | id    | mistake                                            |
        | alone | with a scope that does not exist                   |
        | first | with a scope that does not exist before the others |
        | last  | with a scope that does not exist after the others  |

  @AUTHZ-11 @documented @needs:legacy-client
  Rule: A scope that does not exist is refused to a legacy client as well
    "This applies to both regular and legacy clients." (oauth.txt, 2. Authorize, Error Handling)
    Having no scopes of its own does not make a client able to invent some.

    @control
    Scenario: A legacy client's request for a scope that exists leads to a code
      When Alice opens Oldie's authorization request, with the scope PROFILE_READ alone
      Then Alice is sent back with a code

    @refusal
    Scenario: A legacy client's request for a scope that does not exist is refused
      When Alice opens Oldie's authorization request, but with a scope that does not exist
      Then Alice is sent back with the error "invalid_scope", the description "Requested scope is not a recognized scope" and the same state
      And the refusal is on record

  @AUTHZ-12 @documented
  Rule: A scope that is not enabled on the client is refused
    "Invalid scope: If the scope parameter includes scopes not enabled on the OAuth client, the user is redirected with error=invalid_request and error_description=Requested scope exceeds the client's registered scopes." (oauth.txt, 2. Authorize, Error Handling)
    A client gets no more than an admin has reviewed.

    @control
    Scenario: A request for enabled scopes leads to a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request <mistake> is refused
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_request", the description "Requested scope exceeds the client's registered scopes" and the same state
      And the refusal is on record

      Examples:
        | id          | mistake                                                 |
        | alone       | with a scope that is not enabled                        |
        | first       | with a scope that is not enabled before the others      |
        | last        | with a scope that is not enabled after the others       |
        | team-twin   | with the scope TEAM_BOOKING_WRITE, which is not enabled |
        | org-twin    | with the scope ORG_BOOKING_WRITE, which is not enabled  |
        | legacy-name | with the scope READ_BOOKING alone                       |

    @refusal @needs:owner
    Scenario: The client's owner is refused as well
      When Owen opens Acme's authorization request, but with a scope that is not enabled
      Then Owen is sent back with the error "invalid_request", the description "Requested scope exceeds the client's registered scopes" and the same state

    @refusal @needs:public-client
    Scenario: A public client is refused as well
      When Alice opens Nimbus's authorization request, but with a scope that is not enabled
      Then Alice is sent back with the error "invalid_request", the description "Requested scope exceeds the client's registered scopes" and the same state

  @AUTHZ-13 @documented
  Rule: A user who denies is sent back without a code
    "If omitted, the browser navigates to redirectUri?error=access_denied&state=YOUR_STATE." (oauth.txt, 6. Onboarding Embed, Props, onAuthorizationDenied; also 2. Authorize, Error Handling)
    A no is a no, and the client learns that it was one.

    @control
    Scenario: A user who allows is sent back with a code
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario: A user who denies is sent back with an error
      When Alice opens Acme's authorization request, but she denies it
      Then Alice is sent back with the error "access_denied" and the same state
      And the refusal is on record

    @control @needs:public-client
    Scenario: A user who allows a public client is sent back with a code
      When Alice opens Nimbus's authorization request
      Then Alice is sent back with a code

    @refusal @needs:public-client
    Scenario: A user who denies a public client is sent back with an error
      When Alice opens Nimbus's authorization request, but she denies it
      Then Alice is sent back with the error "access_denied" and the same state

  @AUTHZ-14 @documented @needs:control @needs:teams
  Rule: A user with insufficient permissions is sent back without a code
    "Access denied: If the user denies access or has insufficient permissions, the user is redirected with an error." (oauth.txt, 2. Authorize, Error Handling)
    Nobody can hand out what belongs to a team that somebody else runs.

    @control
    Scenario: A user who runs the team is sent back with a code
      When Alice opens Acme's authorization request, for a team that she runs
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: A request <mistake> is refused
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is sent back with an error and the same state
      And the refusal is on record

      Examples:
        | id       | mistake                                  |
        | member   | for a team in which she is a mere member |
        | stranger | for a team to which she does not belong  |

  @AUTHZ-25 @observed
  Rule: A denial has no description and a refused team has its own
    A denial carries no description; a team whose admin or owner the user is not is unauthorized_client. (production-oauth C.1)
    A client can tell a user's no from a user's lack of rights.

    Scenario: A denial comes back without a description
      Given Alice opened Acme's authorization request, but she denies it, and was sent back with an error
      Then the error is "access_denied"
      And the error has no description

    @needs:public-client
    Scenario: A denial of a public client comes back without a description
      Given Alice opened Nimbus's authorization request, but she denies it, and was sent back with an error
      Then the error has no description

    @needs:control @needs:teams
    Scenario Outline: A request <mistake> comes back with the words for a team
      Given Alice opened Acme's authorization request, but <mistake>, and was sent back with an error
      Then the error is "unauthorized_client"
      And the error's description is "Team not found or user is not an admin/owner"

      Examples:
        | id       | mistake                                  |
        | member   | for a team in which she is a mere member |
        | stranger | for a team to which she does not belong  |

  @AUTHZ-29 @observed
  Rule: An error comes back form-encoded in a fixed order
    Blanks are plus signs, an apostrophe is percent-encoded, and error, error_description and state follow in this order. (oauth.txt, 2. Authorize, Error Handling, example; production-oauth C.2)
    The address in the log looks as the documents' own example does.

    Scenario Outline: The redirect of <id> is the one on record
      Given Alice opened Acme's authorization request, but <mistake>, and was sent back with an error
      Then the refusal's redirect is as recorded

      Examples:
        | id                          | mistake                                                 |
        | AUTHZ-10.alone              | with a scope that does not exist                        |
        | AUTHZ-10.first              | with a scope that does not exist before the others      |
        | AUTHZ-10.last               | with a scope that does not exist after the others       |
        | AUTHZ-12.alone              | with a scope that is not enabled                        |
        | AUTHZ-12.first              | with a scope that is not enabled before the others      |
        | AUTHZ-12.last               | with a scope that is not enabled after the others       |
        | AUTHZ-12.team-twin          | with the scope TEAM_BOOKING_WRITE, which is not enabled |
        | AUTHZ-12.org-twin           | with the scope ORG_BOOKING_WRITE, which is not enabled  |
        | AUTHZ-12.legacy-name        | with the scope READ_BOOKING alone                       |
        | AUTHZ-13                    | she denies it                                           |
        | AUTHZ-20.confidential-plain | with a challenge by the plain method                    |

    @needs:public-client
    Scenario Outline: The redirect of <id> is the one on record
      Given Alice opened Nimbus's authorization request, but <mistake>, and was sent back with an error
      Then the refusal's redirect is as recorded

      Examples:
        | id               | mistake                                 |
        | AUTHZ-19.missing | without a challenge                     |
        | AUTHZ-19.empty   | with an empty challenge                 |
        | AUTHZ-20.plain   | with a challenge by the plain method    |
        | AUTHZ-20.sha-512 | with a challenge by another method      |
        | AUTHZ-20.case    | with the challenge method in lower case |

    @needs:legacy-client
    Scenario Outline: The redirect of <id> is the one on record
      Given Alice opened Oldie's authorization request, but <mistake>, and was sent back with an error
      Then the refusal's redirect is as recorded

      Examples:
        | id       | mistake                          |
        | AUTHZ-11 | with a scope that does not exist |

    @needs:control
    Scenario Outline: The redirect of <id> is the one on record
      Given Owen gave Oldie the scopes "BOOKING_READ PROFILE_READ"
      And Owen opened Oldie's authorization request, but <mistake>, and was sent back with an error
      Then the refusal's redirect is as recorded

      Examples:
        | id                  | mistake                                                 |
        | LEGACY-06.alone     | with the scope SCHEDULE_WRITE alone                     |
        | LEGACY-06.team-twin | with the scope TEAM_BOOKING_WRITE, which is not enabled |
        | LEGACY-06.old-name  | with the scope READ_BOOKING alone                       |
        | LEGACY-06.mixed     | with scopes of all three families                       |

    @needs:control
    Scenario Outline: The redirect of <id> is the one on record
      Given Oldie has the scopes "<scopes>"
      And Alice opened Oldie's authorization request, but <mistake>, and was sent back with an error
      Then the refusal's redirect is as recorded

      Examples:
        | id                  | scopes                    | mistake                          |
        | LEGACY-11.exceeding | READ_BOOKING BOOKING_READ | with a scope that is not enabled |

    @needs:control @needs:teams
    Scenario Outline: The redirect of <id> is the one on record
      Given Alice opened Acme's authorization request, but <mistake>, and was sent back with an error
      Then the refusal's redirect is as recorded

      Examples:
        | id                | mistake                                  |
        | AUTHZ-14.member   | for a team in which she is a mere member |
        | AUTHZ-14.stranger | for a team to which she does not belong  |

    Scenario Outline: The redirect of <id> is the one on record
      Given Alice opened Acme's authorization request, but <mistake>, and was sent back with an error
      Then the refusal's redirect is as recorded

      Examples:
        | id       | mistake                              |
        | no-state | she denies it, and no state was sent |
