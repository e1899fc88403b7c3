@needs:control @needs:review
Feature: Edits that need no review
  What gives a client nothing new leaves it in the state in which it is.

  @REVIEW-07 @documented
  Rule: Adding X_READ where X_WRITE is already there needs no review
    "Adding a _READ scope when the corresponding _WRITE scope is already granted (e.g. adding BOOKING_READ when BOOKING_WRITE is already present)" (oauth.txt, Re-approval)
    Whoever may change something may as well look at it.

    Scenario Outline: A client with <before> that gets <after> stays approved
      Given Acme has the scopes "<before>"
      When Owen edits Acme, with the scopes "<after>"
      Then the edit is made
      And Acme is approved

      Examples:
        | id              | before                | after                                      |
        | event-type      | EVENT_TYPE_WRITE      | EVENT_TYPE_WRITE EVENT_TYPE_READ           |
        | booking         | BOOKING_WRITE         | BOOKING_WRITE BOOKING_READ                 |
        | schedule        | SCHEDULE_WRITE        | SCHEDULE_WRITE SCHEDULE_READ               |
        | apps            | APPS_WRITE            | APPS_WRITE APPS_READ                       |
        | profile         | PROFILE_WRITE         | PROFILE_WRITE PROFILE_READ                 |
        | team-event-type | TEAM_EVENT_TYPE_WRITE | TEAM_EVENT_TYPE_WRITE TEAM_EVENT_TYPE_READ |
        | team-booking    | TEAM_BOOKING_WRITE    | TEAM_BOOKING_WRITE TEAM_BOOKING_READ       |
        | team-schedule   | TEAM_SCHEDULE_WRITE   | TEAM_SCHEDULE_WRITE TEAM_SCHEDULE_READ     |
        | team-profile    | TEAM_PROFILE_WRITE    | TEAM_PROFILE_WRITE TEAM_PROFILE_READ       |
        | team-membership | TEAM_MEMBERSHIP_WRITE | TEAM_MEMBERSHIP_WRITE TEAM_MEMBERSHIP_READ |
        | org-event-type  | ORG_EVENT_TYPE_WRITE  | ORG_EVENT_TYPE_WRITE ORG_EVENT_TYPE_READ   |
        | org-booking     | ORG_BOOKING_WRITE     | ORG_BOOKING_WRITE ORG_BOOKING_READ         |
        | org-schedule    | ORG_SCHEDULE_WRITE    | ORG_SCHEDULE_WRITE ORG_SCHEDULE_READ       |
        | org-profile     | ORG_PROFILE_WRITE     | ORG_PROFILE_WRITE ORG_PROFILE_READ         |

      Examples:
        | id            | before                                  | after                                                           |
        | two-at-once   | BOOKING_WRITE TEAM_PROFILE_WRITE        | BOOKING_READ BOOKING_WRITE TEAM_PROFILE_READ TEAM_PROFILE_WRITE |
        | read-in-front | ORG_SCHEDULE_WRITE                      | ORG_SCHEDULE_READ ORG_SCHEDULE_WRITE                            |
        | among-others  | PROFILE_READ EVENT_TYPE_WRITE APPS_READ | PROFILE_READ EVENT_TYPE_WRITE APPS_READ EVENT_TYPE_READ         |

    Scenario Outline: A client that was <state> is <state> after it
      Given Acme has the scopes "BOOKING_WRITE"
      And Acme was <state>
      When Owen edits Acme, with the scopes "BOOKING_WRITE BOOKING_READ"
      Then the edit is made
      And Acme is <state>

      Examples:
        | id          | state    |
        | of-approved | approved |
        | of-pending  | pending  |
        | of-rejected | rejected |

    Scenario: After it anyone can authorize
      Given Acme has the scopes "BOOKING_WRITE"
      And Owen edited Acme, with the scopes "BOOKING_WRITE BOOKING_READ"
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

  @REVIEW-08 @documented
  Rule: Removing scopes needs no review
    "Removing scopes" (oauth.txt, Re-approval)
    A client that asks for less is reviewed no worse.

    Scenario Outline: A client with <before> that keeps <after> stays approved
      Given Acme has the scopes "<before>"
      When Owen edits Acme, with the scopes "<after>"
      Then the edit is made
      And Acme is approved

      Examples:
        | id                | before                                                | after                              |
        | one-of-two        | BOOKING_READ PROFILE_READ                             | PROFILE_READ                       |
        | all-but-one       | BOOKING_READ BOOKING_WRITE SCHEDULE_READ PROFILE_READ | SCHEDULE_READ                      |
        | write-beside-read | BOOKING_READ BOOKING_WRITE                            | BOOKING_READ                       |
        | read-beside-write | BOOKING_READ BOOKING_WRITE                            | BOOKING_WRITE                      |
        | team-scope        | BOOKING_READ TEAM_BOOKING_READ                        | BOOKING_READ                       |
        | org-scope         | TEAM_PROFILE_READ ORG_PROFILE_READ                    | TEAM_PROFILE_READ                  |
        | user-scope        | BOOKING_READ TEAM_BOOKING_READ ORG_BOOKING_READ       | TEAM_BOOKING_READ ORG_BOOKING_READ |

    Scenario Outline: A client that was <state> is <state> after it
      Given Acme has the scopes "BOOKING_READ PROFILE_READ"
      And Acme was <state>
      When Owen edits Acme, with the scopes "BOOKING_READ"
      Then the edit is made
      And Acme is <state>

      Examples:
        | id          | state    |
        | of-approved | approved |
        | of-pending  | pending  |
        | of-rejected | rejected |

    Scenario: After it anyone can authorize
      Given Acme has the scopes "BOOKING_READ PROFILE_READ"
      And Owen edited Acme, with the scopes "BOOKING_READ"
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

  @REVIEW-09 @documented
  Rule: Changing the purpose needs no review
    "Purpose description change" (oauth.txt, Re-approval)
    A better explanation makes no other client.

    Scenario Outline: A client that was <state> is <state> after it
      Given Acme was <state>
      When Owen edits Acme, with another purpose
      Then the edit is made
      And Acme is <state>

      Examples:
        | id          | state    |
        | of-approved | approved |
        | of-pending  | pending  |
        | of-rejected | rejected |

    Scenario: After it anyone can authorize
      Given Owen edited Acme, with another purpose
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

  @REVIEW-10 @documented
  Rule: Giving a legacy client user-level scopes needs no review
    "Updating scopes on a legacy client, as long as only user-level scopes are added" (oauth.txt, Re-approval)
    A legacy client could do all of this before; now it can do less.

    Scenario Outline: A legacy client without scopes that gets <after> stays approved
      When Owen edits Oldie, with the scopes "<after>"
      Then the edit is made
      And Oldie is approved

      Examples:
        | id               | after                                                                                                                                    |
        | event-type-read  | EVENT_TYPE_READ                                                                                                                          |
        | event-type-write | EVENT_TYPE_WRITE                                                                                                                         |
        | booking-read     | BOOKING_READ                                                                                                                             |
        | booking-write    | BOOKING_WRITE                                                                                                                            |
        | schedule-read    | SCHEDULE_READ                                                                                                                            |
        | schedule-write   | SCHEDULE_WRITE                                                                                                                           |
        | apps-read        | APPS_READ                                                                                                                                |
        | apps-write       | APPS_WRITE                                                                                                                               |
        | profile-read     | PROFILE_READ                                                                                                                             |
        | profile-write    | PROFILE_WRITE                                                                                                                            |
        | two              | BOOKING_READ PROFILE_READ                                                                                                                |
        | every-one        | EVENT_TYPE_READ EVENT_TYPE_WRITE BOOKING_READ BOOKING_WRITE SCHEDULE_READ SCHEDULE_WRITE APPS_READ APPS_WRITE PROFILE_READ PROFILE_WRITE |
        | old-names        | READ_BOOKING READ_PROFILE                                                                                                                |

    Scenario Outline: A legacy client with <before> that gets <after> stays approved
      Given Oldie has the scopes "<before>"
      When Owen edits Oldie, with the scopes "<after>"
      Then the edit is made
      And Oldie is approved

      Examples:
        | id                         | before                    | after                                                                                                                                    |
        | for-the-old-name           | READ_BOOKING              | BOOKING_READ                                                                                                                             |
        | beside-the-old-name        | READ_BOOKING              | READ_BOOKING BOOKING_READ                                                                                                                |
        | write-for-the-old-name     | READ_BOOKING              | BOOKING_WRITE EVENT_TYPE_WRITE                                                                                                           |
        | for-both-old-names         | READ_BOOKING READ_PROFILE | BOOKING_READ PROFILE_READ                                                                                                                |
        | every-one-for-the-old-name | READ_PROFILE              | EVENT_TYPE_READ EVENT_TYPE_WRITE BOOKING_READ BOOKING_WRITE SCHEDULE_READ SCHEDULE_WRITE APPS_READ APPS_WRITE PROFILE_READ PROFILE_WRITE |

    Scenario Outline: A legacy client that was <state> is <state> after it
      Given Oldie was <state>
      When Owen edits Oldie, with the scopes "BOOKING_READ"
      Then the edit is made
      And Oldie is <state>

      Examples:
        | id          | state    |
        | of-pending  | pending  |
        | of-rejected | rejected |

    Scenario Outline: After it anyone can authorize: <scope>
      Given Owen edited Oldie, with the scopes "BOOKING_READ BOOKING_WRITE"
      When Alice opens Oldie's authorization request, with the scope <scope> alone
      Then Alice is sent back with a code

      Examples:
        | id               | scope         |
        | authorizes-read  | BOOKING_READ  |
        | authorizes-write | BOOKING_WRITE |

  @REVIEW-12 @observed
  Rule: An admin's edit needs no review
    An admin's edit sends no client back to review, whatever it changes. (production-oauth D)
    The admin who edits has looked.

    Scenario Outline: A client that was <state> is <state> after an admin's edit <edit>
      Given Acme has a website and a logo
      And Acme was <state>
      When Ada edits Acme, <edit>
      Then the edit is made
      And Acme is <state>

      Examples:
        | id                                | state    | edit                                                            |
        | name-of-approved                  | approved | with another name                                               |
        | name-of-pending                   | pending  | with another name                                               |
        | name-of-rejected                  | rejected | with another name                                               |
        | logo-of-approved                  | approved | with another logo                                               |
        | logo-of-pending                   | pending  | with another logo                                               |
        | logo-of-rejected                  | rejected | with another logo                                               |
        | website-of-approved               | approved | with another website                                            |
        | website-of-pending                | pending  | with another website                                            |
        | website-of-rejected               | rejected | with another website                                            |
        | redirect-uri-added-of-approved    | approved | with a redirect URI added                                       |
        | redirect-uri-added-of-pending     | pending  | with a redirect URI added                                       |
        | redirect-uri-added-of-rejected    | rejected | with a redirect URI added                                       |
        | redirect-uri-removed-of-approved  | approved | with a redirect URI removed                                     |
        | redirect-uri-removed-of-pending   | pending  | with a redirect URI removed                                     |
        | redirect-uri-removed-of-rejected  | rejected | with a redirect URI removed                                     |
        | redirect-uri-replaced-of-approved | approved | with a redirect URI replaced                                    |
        | redirect-uri-replaced-of-pending  | pending  | with a redirect URI replaced                                    |
        | redirect-uri-replaced-of-rejected | rejected | with a redirect URI replaced                                    |
        | scopes-of-approved                | approved | with the scopes "BOOKING_READ SCHEDULE_WRITE TEAM_BOOKING_READ" |
        | scopes-of-pending                 | pending  | with the scopes "BOOKING_READ SCHEDULE_WRITE TEAM_BOOKING_READ" |
        | scopes-of-rejected                | rejected | with the scopes "BOOKING_READ SCHEDULE_WRITE TEAM_BOOKING_READ" |

    Scenario: A rejected client keeps its reason after an admin's edit
      Given Acme was rejected
      When Ada edits Acme, with another name
      Then Acme has the rejection reason that it was given

    Scenario: A legacy client that an admin gives a scope of teams stays approved
      When Ada edits Oldie, with the scopes "TEAM_BOOKING_READ"
      Then the edit is made
      And Oldie is approved

    Scenario Outline: After an admin's edit <edit> anyone can authorize
      Given Acme has a website and a logo
      And Ada edited Acme, <edit>
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

      Examples:
        | id                               | edit                                                            |
        | name-authorizes                  | with another name                                               |
        | logo-authorizes                  | with another logo                                               |
        | website-authorizes               | with another website                                            |
        | redirect-uri-added-authorizes    | with a redirect URI added                                       |
        | redirect-uri-removed-authorizes  | with a redirect URI removed                                     |
        | redirect-uri-replaced-authorizes | with a redirect URI replaced                                    |
        | scopes-authorizes                | with the scopes "BOOKING_READ SCHEDULE_WRITE TEAM_BOOKING_READ" |

  @REVIEW-13 @observed
  Rule: Replacing X_WRITE by X_READ needs no review
    Replacing a _WRITE scope by the _READ scope of the same resource is no scope expansion. (production-oauth D)
    Asking for less is no reason to wait.

    Scenario Outline: A client with <before> that gets <after> stays approved
      Given Acme has the scopes "<before>"
      When Owen edits Acme, with the scopes "<after>"
      Then the edit is made
      And Acme is approved

      Examples:
        | id              | before                | after                |
        | event-type      | EVENT_TYPE_WRITE      | EVENT_TYPE_READ      |
        | booking         | BOOKING_WRITE         | BOOKING_READ         |
        | schedule        | SCHEDULE_WRITE        | SCHEDULE_READ        |
        | apps            | APPS_WRITE            | APPS_READ            |
        | profile         | PROFILE_WRITE         | PROFILE_READ         |
        | team-event-type | TEAM_EVENT_TYPE_WRITE | TEAM_EVENT_TYPE_READ |
        | team-booking    | TEAM_BOOKING_WRITE    | TEAM_BOOKING_READ    |
        | team-schedule   | TEAM_SCHEDULE_WRITE   | TEAM_SCHEDULE_READ   |
        | team-profile    | TEAM_PROFILE_WRITE    | TEAM_PROFILE_READ    |
        | team-membership | TEAM_MEMBERSHIP_WRITE | TEAM_MEMBERSHIP_READ |
        | org-event-type  | ORG_EVENT_TYPE_WRITE  | ORG_EVENT_TYPE_READ  |
        | org-booking     | ORG_BOOKING_WRITE     | ORG_BOOKING_READ     |
        | org-schedule    | ORG_SCHEDULE_WRITE    | ORG_SCHEDULE_READ    |
        | org-profile     | ORG_PROFILE_WRITE     | ORG_PROFILE_READ     |

      Examples:
        | id                     | before                          | after                          |
        | demotion-and-removal   | BOOKING_WRITE PROFILE_READ      | BOOKING_READ                   |
        | two-demotions          | BOOKING_WRITE SCHEDULE_WRITE    | SCHEDULE_READ BOOKING_READ     |
        | demotion-beside-others | PROFILE_READ TEAM_BOOKING_WRITE | PROFILE_READ TEAM_BOOKING_READ |

    Scenario Outline: A client that was <state> is <state> after it
      Given Acme has the scopes "BOOKING_WRITE"
      And Acme was <state>
      When Owen edits Acme, with the scopes "BOOKING_READ"
      Then the edit is made
      And Acme is <state>

      Examples:
        | id          | state    |
        | of-approved | approved |
        | of-pending  | pending  |
        | of-rejected | rejected |

    Scenario: After it anyone can authorize
      Given Acme has the scopes "BOOKING_WRITE"
      And Owen edited Acme, with the scopes "BOOKING_READ"
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code

  @REVIEW-15 @documented
  Rule: An edit that needs no review leaves the state as it was
    "Changing properties below will NOT trigger a re-review and client will remain in the state it is" (oauth.txt, Re-approval)
    A rejected client does not slip out of its rejection, nor an approved one out of its approval.

    Scenario Outline: A client that was <state> is <state> after an edit <edit>
      Given Acme has the scopes "BOOKING_WRITE PROFILE_READ"
      And Acme has a website and a logo
      And Acme was <state>
      When Owen edits Acme, <edit>
      Then the edit is made
      And Acme is <state>

      Examples:
        | id                            | state    | edit                                                      |
        | purpose-of-approved           | approved | with another purpose                                      |
        | purpose-of-pending            | pending  | with another purpose                                      |
        | purpose-of-rejected           | rejected | with another purpose                                      |
        | nothing-of-approved           | approved | with everything as it was                                 |
        | nothing-of-pending            | pending  | with everything as it was                                 |
        | nothing-of-rejected           | rejected | with everything as it was                                 |
        | read-beside-write-of-approved | approved | with the scopes "BOOKING_WRITE PROFILE_READ BOOKING_READ" |
        | read-beside-write-of-pending  | pending  | with the scopes "BOOKING_WRITE PROFILE_READ BOOKING_READ" |
        | read-beside-write-of-rejected | rejected | with the scopes "BOOKING_WRITE PROFILE_READ BOOKING_READ" |
        | removal-of-approved           | approved | with the scopes "PROFILE_READ"                            |
        | removal-of-pending            | pending  | with the scopes "PROFILE_READ"                            |
        | removal-of-rejected           | rejected | with the scopes "PROFILE_READ"                            |
        | reordering-of-approved        | approved | with the scopes "PROFILE_READ BOOKING_WRITE"              |
        | reordering-of-pending         | pending  | with the scopes "PROFILE_READ BOOKING_WRITE"              |
        | reordering-of-rejected        | rejected | with the scopes "PROFILE_READ BOOKING_WRITE"              |

    Scenario Outline: A client that was rejected keeps its reason after an edit <edit>
      Given Acme has the scopes "BOOKING_WRITE PROFILE_READ"
      And Acme has a website and a logo
      And Acme was rejected
      When Owen edits Acme, <edit>
      Then Acme is rejected
      And Acme has the rejection reason that it was given

      Examples:
        | id                                 | edit                                                      |
        | purpose-keeps-the-reason           | with another purpose                                      |
        | nothing-keeps-the-reason           | with everything as it was                                 |
        | read-beside-write-keeps-the-reason | with the scopes "BOOKING_WRITE PROFILE_READ BOOKING_READ" |
        | removal-keeps-the-reason           | with the scopes "PROFILE_READ"                            |
        | reordering-keeps-the-reason        | with the scopes "PROFILE_READ BOOKING_WRITE"              |

    Scenario Outline: Two changes that need no review need none together: a client that was <state> is <state>
      Given Acme has the scopes "BOOKING_WRITE PROFILE_READ"
      And Acme was <state>
      When Owen edits Acme, with the scopes "BOOKING_WRITE BOOKING_READ" and also with another purpose
      Then the edit is made
      And Acme is <state>

      Examples:
        | id              | state    |
        | two-of-approved | approved |
        | two-of-pending  | pending  |
        | two-of-rejected | rejected |

    Scenario: After an edit that changes nothing anyone can authorize
      Given Acme has a website and a logo
      And Owen edited Acme, with everything as it was
      When Alice opens Acme's authorization request
      Then Alice is sent back with a code
