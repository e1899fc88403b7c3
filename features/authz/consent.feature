Feature: What is asked and who may ask
  The page tells the user what the client wants, and the checks come in a fixed order.

  @AUTHZ-17 @documented
  Rule: The page shows the permissions that the requested scopes stand for
    "The displayed permissions (e.g. “View event types”) correspond to the scope passed to the component" (oauth.txt, 6. Onboarding Embed, Walkthrough)
    A user agrees to what the page says, so the page must say what is granted.

    Scenario: A request for one scope shows its one permission
      When Alice looks at Acme's authorization request, with the scope EVENT_TYPE_READ alone
      Then the page lists the permission "View event types" and no other

    @needs:mock
    Scenario Outline: A request for <scope> alone shows one permission
      When Alice looks at Acme's authorization request, with the scope <scope> alone
      Then the page lists the permission "<permission>" and no other

      Examples:
        | id                   | scope                | permission                                   |
        | booking-read         | BOOKING_READ         | View bookings                                |
        | schedule-read        | SCHEDULE_READ        | View availability                            |
        | apps-read            | APPS_READ            | View connected apps                          |
        | profile-read         | PROFILE_READ         | View personal info                           |
        | team-event-type-read | TEAM_EVENT_TYPE_READ | View team event types                        |
        | team-booking-read    | TEAM_BOOKING_READ    | View team bookings                           |
        | team-schedule-read   | TEAM_SCHEDULE_READ   | View team schedules                          |
        | team-profile-read    | TEAM_PROFILE_READ    | View team profiles                           |
        | team-membership-read | TEAM_MEMBERSHIP_READ | View team memberships                        |
        | org-event-type-read  | ORG_EVENT_TYPE_READ  | View all event types across the organization |
        | org-booking-read     | ORG_BOOKING_READ     | View all bookings across the organization    |
        | org-schedule-read    | ORG_SCHEDULE_READ    | View schedules across the organization       |
        | org-profile-read     | ORG_PROFILE_READ     | View organization teams                      |

    Scenario: A request for two scopes shows both permissions
      When Alice looks at Acme's authorization request, with a blank between the scopes
      Then the page lists the permissions "View bookings" and "View personal info" and no others

  @AUTHZ-18 @documented @needs:pending-client @needs:owner
  Rule: The owner of a pending client can authorize with it
    "While pending, the client can only be used by the client owner for testing" (oauth.txt, Re-approval)
    An integrator can try a client out before the review.

    Scenario: The owner is sent back with a code
      When Owen opens Novice's authorization request
      Then Owen is sent back with a code

  @AUTHZ-22 @observed
  Rule: The first mistake in a fixed order is the one that is told
    The order is unknown client, redirect mismatch, rejected, not approved, missing scope, unknown scope, exceeding scope. (production-oauth C.1)
    With two mistakes at once nobody is sent to an address that was not checked, and the answer is predictable.

    Scenario Outline: <id> is the order of two mistakes
      Given Alice opened Acme's authorization request, but <first>, and was shown an error
      When Alice opens Acme's authorization request, but <first> and also <second>
      Then the refusal is the same as before

      Examples:
        | id                      | first                             | second                            |
        | client-then-redirect    | with an unknown client id         | with an unregistered redirect URI |
        | client-then-no-scope    | with an unknown client id         | without a scope                   |
        | client-then-unknown     | with an unknown client id         | with a scope that does not exist  |
        | client-then-exceeding   | with an unknown client id         | with a scope that is not enabled  |
        | redirect-then-no-scope  | with an unregistered redirect URI | without a scope                   |
        | redirect-then-unknown   | with an unregistered redirect URI | with a scope that does not exist  |
        | redirect-then-exceeding | with an unregistered redirect URI | with a scope that is not enabled  |

    Scenario Outline: <id> is the order of two mistakes
      Given Alice opened Acme's authorization request, but <first>, and was sent back with an error
      When Alice opens Acme's authorization request, but <first> and also <second>
      Then the refusal is the same as before

      Examples:
        | id                      | first                                              | second                                             |
        | unknown-then-exceeding  | with a scope that does not exist before the others | with a scope that is not enabled after the others  |
        | unknown-after-exceeding | with a scope that does not exist after the others  | with a scope that is not enabled before the others |

    @needs:rejected-client
    Scenario Outline: <id> is the order of two mistakes
      Given Alice opened Acme's authorization request, but <first>, and was shown an error
      When Alice opens Acme's authorization request, but <first> and also <second>
      Then the refusal is the same as before

      Examples:
        | id                      | first                             | second                           |
        | redirect-then-rejected  | with an unregistered redirect URI | for a client that is rejected    |
        | rejected-then-no-scope  | for a client that is rejected     | without a scope                  |
        | rejected-then-unknown   | for a client that is rejected     | with a scope that does not exist |
        | rejected-then-exceeding | for a client that is rejected     | with a scope that is not enabled |

    @needs:pending-client
    Scenario Outline: <id> is the order of two mistakes
      Given Alice opened Acme's authorization request, but <first>, and was shown an error
      When Alice opens Acme's authorization request, but <first> and also <second>
      Then the refusal is the same as before

      Examples:
        | id                          | first                             | second                           |
        | redirect-then-not-approved  | with an unregistered redirect URI | for a client that is pending     |
        | not-approved-then-no-scope  | for a client that is pending      | without a scope                  |
        | not-approved-then-unknown   | for a client that is pending      | with a scope that does not exist |
        | not-approved-then-exceeding | for a client that is pending      | with a scope that is not enabled |

  @AUTHZ-23 @observed
  Rule: The list of scopes is split on runs of commas and blanks
    Empty parts are dropped, the case matters, tabs and line breaks do not separate, and the order asked for is the order of the token response. (production-oauth C.4, B)
    A sloppy list works, and a client can compare what it got with what it asked.
    Without a record: the refusal is that of AUTHZ-10.

    @control
    Scenario: Scopes that are written as they are named are known
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    Scenario Outline: Scopes <request> are granted as "<scopes>"
      Given Alice allowed Acme, <request>
      When Acme exchanges the code
      Then the granted scopes are "<scopes>" in this order

      Examples:
        | id          | request                                        | scopes                                    |
        | as-asked    | with a blank between the scopes                | BOOKING_READ PROFILE_READ                 |
        | reversed    | with the scopes in reverse order               | PROFILE_READ BOOKING_READ                 |
        | commas      | with a comma between the scopes                | BOOKING_READ PROFILE_READ                 |
        | comma-blank | with a comma and a blank between the scopes    | BOOKING_READ PROFILE_READ                 |
        | many-blanks | with many blanks between the scopes            | BOOKING_READ PROFILE_READ                 |
        | many-commas | with many commas between the scopes            | BOOKING_READ PROFILE_READ                 |
        | outer       | with commas and blanks around the scopes       | BOOKING_READ PROFILE_READ                 |
        | mixed       | with three scopes, a comma and a blank between | PROFILE_READ EVENT_TYPE_READ BOOKING_READ |
        | twice       | with one scope twice                           | BOOKING_READ PROFILE_READ BOOKING_READ    |

    Scenario: A refresh keeps the order as well
      Given Alice allowed Acme, with three scopes, a comma and a blank between
      And Acme exchanged the code
      And Acme refreshed
      Then the granted scopes are "PROFILE_READ EVENT_TYPE_READ BOOKING_READ" in this order

    @refusal
    Scenario Outline: A request <mistake> holds no scope that exists
      When Alice opens Acme's authorization request, but <mistake>
      Then Alice is sent back with the error "invalid_scope", the description "Requested scope is not a recognized scope" and the same state

      Examples:
        | id         | mistake                              |
        | lower-case | with the scopes in lower case        |
        | tab        | with a tab between the scopes        |
        | line-break | with a line break between the scopes |
        | semicolon  | with a semicolon between the scopes  |

    @refusal
    Scenario: A request with nothing but separators holds no scope
      Given Alice opened Acme's authorization request, but without a scope, and was shown an error
      When Alice opens Acme's authorization request, but with only separators for a scope
      Then the refusal is the same as before
