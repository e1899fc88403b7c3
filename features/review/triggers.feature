@needs:control @needs:review
Feature: Edits that send a client back to review
  An owner who changes what an admin has looked at waits for an admin again.

  @REVIEW-01 @documented
  Rule: Changing the name sends a client back to review
    "Changing properties below will trigger a re-review by Cal.com admins and set client to a “pending” state" (oauth.txt, Re-approval)
    Users trust the name that they are asked about.
    Without a record: the refusal is that of AUTHZ-05.

    @control
    Scenario: After an edit that needs no review anyone can authorize
      Given Acme has a website and a logo
      And Owen edited Acme, with another purpose
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: After an edit with another name nobody but the owner can authorize: <user>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When <user> opens Acme's authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id                       | edit                      | user  |
        | name-keeps-out-alice     | with another name         | Alice |
        | name-keeps-out-ada       | with another name         | Ada   |
        | capitals-keeps-out-alice | with its name in capitals | Alice |

    @control
    Scenario Outline: After it the owner can authorize, because the client is pending and not rejected: <edit>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

      Examples:
        | id             | edit                      |
        | name-owner     | with another name         |
        | capitals-owner | with its name in capitals |

    Scenario Outline: A client that was <state> is pending after an edit <edit>
      Given Acme has a website and a logo
      And Acme was <state>
      When Owen edits Acme, <edit>
      Then the edit is made
      And Acme is pending
      And Acme has no rejection reason

      Examples:
        | id                   | state    | edit                      |
        | name-of-approved     | approved | with another name         |
        | name-of-pending      | pending  | with another name         |
        | name-of-rejected     | rejected | with another name         |
        | capitals-of-approved | approved | with its name in capitals |
        | capitals-of-pending  | pending  | with its name in capitals |
        | capitals-of-rejected | rejected | with its name in capitals |

    Scenario Outline: Another name beside <what> sends it back as well
      When Owen edits Acme, with another name and also <edit>
      Then the edit is made
      And Acme is pending

      Examples:
        | id          | what            | edit                           |
        | and-purpose | another purpose | with another purpose           |
        | and-removal | fewer scopes    | with the scopes "BOOKING_READ" |

  @REVIEW-02 @documented
  Rule: Changing the logo sends a client back to review
    "Changing properties below will trigger a re-review by Cal.com admins and set client to a “pending” state" (oauth.txt, Re-approval)
    A picture says who asks before anybody reads the name.
    Without a record: the refusal is that of AUTHZ-05.

    @control
    Scenario: After an edit that needs no review anyone can authorize
      Given Acme has a website and a logo
      And Owen edited Acme, with another purpose
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: After an edit with another logo nobody but the owner can authorize: <user>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When <user> opens Acme's authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id                      | edit               | user  |
        | logo-keeps-out-alice    | with another logo  | Alice |
        | logo-keeps-out-ada      | with another logo  | Ada   |
        | no-logo-keeps-out-alice | with an empty logo | Alice |

    @control
    Scenario Outline: After it the owner can authorize, because the client is pending and not rejected: <edit>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

      Examples:
        | id            | edit               |
        | logo-owner    | with another logo  |
        | no-logo-owner | with an empty logo |

    Scenario Outline: A client that was <state> is pending after an edit <edit>
      Given Acme has a website and a logo
      And Acme was <state>
      When Owen edits Acme, <edit>
      Then the edit is made
      And Acme is pending
      And Acme has no rejection reason

      Examples:
        | id                  | state    | edit               |
        | logo-of-approved    | approved | with another logo  |
        | logo-of-pending     | pending  | with another logo  |
        | logo-of-rejected    | rejected | with another logo  |
        | no-logo-of-approved | approved | with an empty logo |
        | no-logo-of-pending  | pending  | with an empty logo |
        | no-logo-of-rejected | rejected | with an empty logo |

    Scenario: A client that had none and gets one is pending
      When Owen edits Acme, with another logo
      Then the edit is made
      And Acme is pending

    Scenario: Another logo beside another purpose sends it back as well
      When Owen edits Acme, with another logo and also with another purpose
      Then Acme is pending

  @REVIEW-03 @documented
  Rule: Changing the website sends a client back to review
    "Changing properties below will trigger a re-review by Cal.com admins and set client to a “pending” state" (oauth.txt, Re-approval)
    An admin judges a client by where it comes from.
    Without a record: the refusal is that of AUTHZ-05.

    @control
    Scenario: After an edit that needs no review anyone can authorize
      Given Acme has a website and a logo
      And Owen edited Acme, with another purpose
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: After an edit with another website nobody but the owner can authorize: <user>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When <user> opens Acme's authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id                         | edit                  | user  |
        | website-keeps-out-alice    | with another website  | Alice |
        | website-keeps-out-ada      | with another website  | Ada   |
        | no-website-keeps-out-alice | with an empty website | Alice |

    @control
    Scenario Outline: After it the owner can authorize, because the client is pending and not rejected: <edit>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

      Examples:
        | id               | edit                  |
        | website-owner    | with another website  |
        | no-website-owner | with an empty website |

    Scenario Outline: A client that was <state> is pending after an edit <edit>
      Given Acme has a website and a logo
      And Acme was <state>
      When Owen edits Acme, <edit>
      Then the edit is made
      And Acme is pending
      And Acme has no rejection reason

      Examples:
        | id                     | state    | edit                  |
        | website-of-approved    | approved | with another website  |
        | website-of-pending     | pending  | with another website  |
        | website-of-rejected    | rejected | with another website  |
        | no-website-of-approved | approved | with an empty website |
        | no-website-of-pending  | pending  | with an empty website |
        | no-website-of-rejected | rejected | with an empty website |

    Scenario: A client that had none and gets one is pending
      When Owen edits Acme, with another website
      Then the edit is made
      And Acme is pending

    Scenario: Another website beside another purpose sends it back as well
      When Owen edits Acme, with another website and also with another purpose
      Then Acme is pending

  @REVIEW-04 @documented
  Rule: Changing a redirect URI sends a client back to review
    "Changing properties below will trigger a re-review by Cal.com admins and set client to a “pending” state" (oauth.txt, Re-approval)
    Codes of users who trusted the client travel to its redirect URIs.
    Without a record: the refusal is that of AUTHZ-05.

    @control
    Scenario: After an edit that needs no review anyone can authorize
      Given Acme has a website and a logo
      And Owen edited Acme, with another purpose
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: After an edit of the redirect URIs nobody but the owner can authorize: <user>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When <user> opens Acme's authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id                       | edit                         | user  |
        | added-keeps-out-alice    | with a redirect URI added    | Alice |
        | added-keeps-out-ada      | with a redirect URI added    | Ada   |
        | removed-keeps-out-alice  | with a redirect URI removed  | Alice |
        | replaced-keeps-out-alice | with a redirect URI replaced | Alice |

    @control
    Scenario Outline: After it the owner can authorize, because the client is pending and not rejected: <edit>
      Given Acme has a website and a logo
      And Owen edited Acme, <edit>
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

      Examples:
        | id             | edit                         |
        | added-owner    | with a redirect URI added    |
        | removed-owner  | with a redirect URI removed  |
        | replaced-owner | with a redirect URI replaced |

    Scenario Outline: A client that was <state> is pending after an edit <edit>
      Given Acme has a website and a logo
      And Acme was <state>
      When Owen edits Acme, <edit>
      Then the edit is made
      And Acme is pending
      And Acme has no rejection reason

      Examples:
        | id                   | state    | edit                         |
        | added-of-approved    | approved | with a redirect URI added    |
        | added-of-pending     | pending  | with a redirect URI added    |
        | added-of-rejected    | rejected | with a redirect URI added    |
        | removed-of-approved  | approved | with a redirect URI removed  |
        | removed-of-pending   | pending  | with a redirect URI removed  |
        | removed-of-rejected  | rejected | with a redirect URI removed  |
        | replaced-of-approved | approved | with a redirect URI replaced |
        | replaced-of-pending  | pending  | with a redirect URI replaced |
        | replaced-of-rejected | rejected | with a redirect URI replaced |

    Scenario: Another redirect URI beside another purpose sends it back as well
      When Owen edits Acme, with a redirect URI added and also with another purpose
      Then Acme is pending

  @REVIEW-05 @documented
  Rule: Adding a scope that the client did not have sends it back to review
    "Scope expansion (adding new scopes that the client did not previously have)" (oauth.txt, Re-approval)
    No client gets more than an admin has seen.
    Without a record: the refusal is that of AUTHZ-05.

    @control
    Scenario: After an edit that adds nothing anyone can authorize
      Given Acme has the scopes "BOOKING_READ PROFILE_READ"
      And Owen edited Acme, with the scopes "PROFILE_READ BOOKING_READ"
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: After an edit that adds one nobody but the owner can: <user>
      Given Acme has the scopes "BOOKING_READ PROFILE_READ"
      And Owen edited Acme, with the scopes "BOOKING_READ PROFILE_READ SCHEDULE_READ"
      When <user> opens Acme's authorization request
      Then <user> is shown an error and is not sent back

      Examples:
        | id              | user  |
        | keeps-out-alice | Alice |
        | keeps-out-ada   | Ada   |

    @control
    Scenario: The owner can, because the client is pending and not rejected
      Given Acme has the scopes "BOOKING_READ PROFILE_READ"
      And Owen edited Acme, with the scopes "BOOKING_READ PROFILE_READ SCHEDULE_READ"
      When Owen opens Acme's authorization request
      Then Owen is sent back with a code

    Scenario Outline: A client that was <state> is pending after it
      Given Acme has the scopes "BOOKING_READ"
      And Acme was <state>
      When Owen edits Acme, with the scopes "BOOKING_READ SCHEDULE_READ"
      Then the edit is made
      And Acme is pending
      And Acme has no rejection reason

      Examples:
        | id          | state    |
        | of-approved | approved |
        | of-pending  | pending  |
        | of-rejected | rejected |

    Scenario Outline: A client with <before> that gets <after> is pending
      Given Acme has the scopes "<before>"
      When Owen edits Acme, with the scopes "<after>"
      Then the edit is made
      And Acme is pending

      Examples:
        | id                                | before               | after                                      |
        | event-type-write-for-read         | EVENT_TYPE_READ      | EVENT_TYPE_WRITE                           |
        | booking-write-for-read            | BOOKING_READ         | BOOKING_WRITE                              |
        | schedule-write-for-read           | SCHEDULE_READ        | SCHEDULE_WRITE                             |
        | apps-write-for-read               | APPS_READ            | APPS_WRITE                                 |
        | profile-write-for-read            | PROFILE_READ         | PROFILE_WRITE                              |
        | team-event-type-write-for-read    | TEAM_EVENT_TYPE_READ | TEAM_EVENT_TYPE_WRITE                      |
        | team-booking-write-for-read       | TEAM_BOOKING_READ    | TEAM_BOOKING_WRITE                         |
        | team-schedule-write-for-read      | TEAM_SCHEDULE_READ   | TEAM_SCHEDULE_WRITE                        |
        | team-profile-write-for-read       | TEAM_PROFILE_READ    | TEAM_PROFILE_WRITE                         |
        | team-membership-write-for-read    | TEAM_MEMBERSHIP_READ | TEAM_MEMBERSHIP_WRITE                      |
        | org-event-type-write-for-read     | ORG_EVENT_TYPE_READ  | ORG_EVENT_TYPE_WRITE                       |
        | org-booking-write-for-read        | ORG_BOOKING_READ     | ORG_BOOKING_WRITE                          |
        | org-schedule-write-for-read       | ORG_SCHEDULE_READ    | ORG_SCHEDULE_WRITE                         |
        | org-profile-write-for-read        | ORG_PROFILE_READ     | ORG_PROFILE_WRITE                          |
        | event-type-write-beside-read      | EVENT_TYPE_READ      | EVENT_TYPE_READ EVENT_TYPE_WRITE           |
        | booking-write-beside-read         | BOOKING_READ         | BOOKING_READ BOOKING_WRITE                 |
        | schedule-write-beside-read        | SCHEDULE_READ        | SCHEDULE_READ SCHEDULE_WRITE               |
        | apps-write-beside-read            | APPS_READ            | APPS_READ APPS_WRITE                       |
        | profile-write-beside-read         | PROFILE_READ         | PROFILE_READ PROFILE_WRITE                 |
        | team-event-type-write-beside-read | TEAM_EVENT_TYPE_READ | TEAM_EVENT_TYPE_READ TEAM_EVENT_TYPE_WRITE |
        | team-booking-write-beside-read    | TEAM_BOOKING_READ    | TEAM_BOOKING_READ TEAM_BOOKING_WRITE       |
        | team-schedule-write-beside-read   | TEAM_SCHEDULE_READ   | TEAM_SCHEDULE_READ TEAM_SCHEDULE_WRITE     |
        | team-profile-write-beside-read    | TEAM_PROFILE_READ    | TEAM_PROFILE_READ TEAM_PROFILE_WRITE       |
        | team-membership-write-beside-read | TEAM_MEMBERSHIP_READ | TEAM_MEMBERSHIP_READ TEAM_MEMBERSHIP_WRITE |
        | org-event-type-write-beside-read  | ORG_EVENT_TYPE_READ  | ORG_EVENT_TYPE_READ ORG_EVENT_TYPE_WRITE   |
        | org-booking-write-beside-read     | ORG_BOOKING_READ     | ORG_BOOKING_READ ORG_BOOKING_WRITE         |
        | org-schedule-write-beside-read    | ORG_SCHEDULE_READ    | ORG_SCHEDULE_READ ORG_SCHEDULE_WRITE       |
        | org-profile-write-beside-read     | ORG_PROFILE_READ     | ORG_PROFILE_READ ORG_PROFILE_WRITE         |

      Examples:
        | id             | before             | after                                    |
        | new-user-read  | BOOKING_READ       | BOOKING_READ SCHEDULE_READ               |
        | new-user-write | BOOKING_WRITE      | BOOKING_WRITE SCHEDULE_WRITE             |
        | new-team-read  | BOOKING_READ       | BOOKING_READ TEAM_PROFILE_READ           |
        | new-team-write | TEAM_PROFILE_WRITE | TEAM_PROFILE_WRITE TEAM_EVENT_TYPE_WRITE |
        | new-org-read   | TEAM_PROFILE_READ  | TEAM_PROFILE_READ ORG_SCHEDULE_READ      |
        | new-org-write  | ORG_PROFILE_WRITE  | ORG_PROFILE_WRITE ORG_SCHEDULE_WRITE     |
        | new-for-old    | BOOKING_READ       | SCHEDULE_READ                            |
        | all-new        | BOOKING_READ       | PROFILE_READ SCHEDULE_READ APPS_READ     |

      Examples:
        | id                                | before             | after                                 |
        | team-read-beside-user-write       | BOOKING_WRITE      | BOOKING_WRITE TEAM_BOOKING_READ       |
        | org-read-beside-team-write        | TEAM_PROFILE_WRITE | TEAM_PROFILE_WRITE ORG_PROFILE_READ   |
        | org-read-beside-user-write        | SCHEDULE_WRITE     | SCHEDULE_WRITE ORG_SCHEDULE_READ      |
        | user-read-beside-team-write       | TEAM_BOOKING_WRITE | TEAM_BOOKING_WRITE BOOKING_READ       |
        | team-read-beside-org-write        | ORG_PROFILE_WRITE  | ORG_PROFILE_WRITE TEAM_PROFILE_READ   |
        | user-read-beside-org-write        | ORG_BOOKING_WRITE  | ORG_BOOKING_WRITE BOOKING_READ        |
        | team-write-beside-org-write       | ORG_BOOKING_WRITE  | ORG_BOOKING_WRITE TEAM_BOOKING_WRITE  |
        | other-read-beside-write           | BOOKING_WRITE      | BOOKING_WRITE SCHEDULE_READ           |
        | team-event-type-beside-event-type | EVENT_TYPE_WRITE   | EVENT_TYPE_WRITE TEAM_EVENT_TYPE_READ |
        | old-name                          | BOOKING_READ       | BOOKING_READ READ_BOOKING             |

      Examples:
        | id                        | before                      | after                                     |
        | demotion-and-new          | BOOKING_WRITE               | BOOKING_READ SCHEDULE_READ                |
        | removal-and-new           | BOOKING_READ PROFILE_READ   | BOOKING_READ SCHEDULE_READ                |
        | read-beside-write-and-new | BOOKING_WRITE               | BOOKING_WRITE BOOKING_READ SCHEDULE_READ  |
        | demotion-and-promotion    | BOOKING_WRITE SCHEDULE_READ | BOOKING_READ SCHEDULE_WRITE               |
        | write-moves               | BOOKING_WRITE SCHEDULE_READ | BOOKING_READ SCHEDULE_READ SCHEDULE_WRITE |

    Scenario: A new scope beside another purpose sends it back as well
      Given Acme has the scopes "BOOKING_READ"
      When Owen edits Acme, with the scopes "BOOKING_READ SCHEDULE_READ" and also with another purpose
      Then Acme is pending

  @REVIEW-11 @documented @needs:legacy-client
  Rule: Giving a legacy client a scope of teams or organizations sends it back to review
    "adding TEAM_ or ORG_ scopes to a legacy client will trigger re-approval" (oauth.txt, Re-approval)
    A client of old was never meant for what belongs to others.
    Without a record: the refusal is that of AUTHZ-05.

    @control
    Scenario: After a user-level scope anyone can authorize
      Given Owen edited Oldie, with the scopes "BOOKING_READ"
      When Alice opens Oldie's authorization request, with the scope BOOKING_READ alone
      Then Alice is sent back with a code

    @refusal
    Scenario Outline: After <scope> nobody but the owner can
      Given Owen edited Oldie, with the scopes "<scope>"
      When Alice opens Oldie's authorization request, with the scope <scope> alone
      Then Alice is shown an error and is not sent back

      Examples:
        | id             | scope             |
        | team-keeps-out | TEAM_BOOKING_READ |
        | org-keeps-out  | ORG_BOOKING_READ  |

    @control
    Scenario: The owner can, because the client is pending and not rejected
      Given Owen edited Oldie, with the scopes "TEAM_BOOKING_READ"
      When Owen opens Oldie's authorization request, with the scope TEAM_BOOKING_READ alone
      Then Owen is sent back with a code

    Scenario Outline: A legacy client without scopes that gets <scope> is pending
      When Owen edits Oldie, with the scopes "<scope>"
      Then the edit is made
      And Oldie is pending

      Examples:
        | id                    | scope                 |
        | team-event-type-read  | TEAM_EVENT_TYPE_READ  |
        | team-event-type-write | TEAM_EVENT_TYPE_WRITE |
        | team-booking-read     | TEAM_BOOKING_READ     |
        | team-booking-write    | TEAM_BOOKING_WRITE    |
        | team-schedule-read    | TEAM_SCHEDULE_READ    |
        | team-schedule-write   | TEAM_SCHEDULE_WRITE   |
        | team-profile-read     | TEAM_PROFILE_READ     |
        | team-profile-write    | TEAM_PROFILE_WRITE    |
        | team-membership-read  | TEAM_MEMBERSHIP_READ  |
        | team-membership-write | TEAM_MEMBERSHIP_WRITE |
        | org-event-type-read   | ORG_EVENT_TYPE_READ   |
        | org-event-type-write  | ORG_EVENT_TYPE_WRITE  |
        | org-booking-read      | ORG_BOOKING_READ      |
        | org-booking-write     | ORG_BOOKING_WRITE     |
        | org-schedule-read     | ORG_SCHEDULE_READ     |
        | org-schedule-write    | ORG_SCHEDULE_WRITE    |
        | org-profile-read      | ORG_PROFILE_READ      |
        | org-profile-write     | ORG_PROFILE_WRITE     |

    Scenario Outline: A legacy client with <before> that gets <after> is pending
      Given Oldie has the scopes "<before>"
      When Owen edits Oldie, with the scopes "<after>"
      Then the edit is made
      And Oldie is pending

      Examples:
        | id                     | before                    | after                                        |
        | old-name-and-team      | READ_BOOKING              | TEAM_BOOKING_READ                            |
        | old-name-and-org       | READ_BOOKING              | ORG_BOOKING_READ                             |
        | old-name-kept-and-team | READ_BOOKING              | READ_BOOKING TEAM_BOOKING_READ               |
        | old-names-and-team     | READ_BOOKING READ_PROFILE | TEAM_PROFILE_READ                            |
        | old-name-mixed         | READ_BOOKING              | BOOKING_READ TEAM_BOOKING_READ               |
        | old-name-mixed-org     | READ_PROFILE              | PROFILE_READ PROFILE_WRITE ORG_PROFILE_WRITE |

    Scenario Outline: A legacy client without scopes that gets <after> is pending
      When Owen edits Oldie, with the scopes "<after>"
      Then Oldie is pending

      Examples:
        | id            | after                              |
        | user-and-team | BOOKING_READ TEAM_BOOKING_READ     |
        | user-and-org  | ORG_PROFILE_READ PROFILE_READ      |
        | team-and-org  | TEAM_PROFILE_READ ORG_PROFILE_READ |

    Scenario Outline: A legacy client that was <state> is pending after it
      Given Oldie was <state>
      When Owen edits Oldie, with the scopes "TEAM_BOOKING_READ"
      Then Oldie is pending
      And Oldie has no rejection reason

      Examples:
        | id          | state    |
        | of-pending  | pending  |
        | of-rejected | rejected |
