Feature: The members of the profile
  What stands in it, what may be changed, and what may not.

  @ME-04 @observed
  Rule: The profile has its members, and PATCH changes what it may and refuses the rest
    GET shows eleven members, and the organization where there is one; PATCH changes some of them, and never shows the organization. (production-api C)
    An integrator who copies a profile knows which members there are, and which come back changed.

    Scenario: The profile has exactly these members
      Given Alice gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks GET /v2/me in version any, sending nothing
      Then the endpoint answers
      And its data has exactly the members "id, email, name, avatarUrl, bio, timeFormat, defaultScheduleId, weekStart, timeZone, username, organizationId", and "organization" where there is an organization

    @needs:teams
    Scenario: Of somebody in an organization it has the organization as well
      Given Alice gave Omni a token, with the scope PROFILE_READ alone
      And Alice belongs to an organization
      When Omni asks GET /v2/me in version any, sending nothing
      Then the endpoint answers
      And its data has exactly the members "id, email, name, avatarUrl, bio, timeFormat, defaultScheduleId, weekStart, timeZone, username, organizationId, organization"
      And its "organizationId" is the number of the organization
      And its "organization" has exactly the members "isPlatform, id"
      And its "organization.id" is the number of the organization

    @needs:teams @destructive
    Scenario: What PATCH answers has no organization
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      And Alice belongs to an organization
      When Omni asks PATCH /v2/me in version any, sending the week start Saturday
      Then the endpoint answers
      And its data has exactly the members "id, email, name, avatarUrl, bio, timeFormat, defaultScheduleId, weekStart, timeZone, username, organizationId"

    @destructive
    Scenario Outline: After a PATCH of <sends> the profile has <member> <value>
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the endpoint answers
      And its "<member>" is <value>
      And the "<member>" of what was watched is now <value>
      And only the "<member>" of what was watched was changed

      Examples:
        | id                        | sends                          | member     | value              |
        | name                      | another name of the user       | name       | "Alice Ample"      |
        | time-format               | the time format 24             | timeFormat | 24                 |
        | time-format-as-text       | the time format 24 as a text   | timeFormat | 24                 |
        | week-start                | the week start Monday          | weekStart  | "Monday"           |
        | time-zone                 | the time zone Europe/Rome      | timeZone   | "Europe/Rome"      |
        | time-zone-in-another-case | the time zone America/New_york | timeZone   | "America/New_York" |

    @destructive @needs:control
    Scenario Outline: After a PATCH of <sends> the profile has <member> <value>
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the endpoint answers
      And its "<member>" is <value>
      And the "<member>" of what was watched is now <value>
      And only the "<member>" of what was watched was changed

      Examples:
        | id        | sends                   | member    | value                            |
        | biography | a biography of one word | bio       | "Curious"                        |
        | avatar    | an avatar               | avatarUrl | "https://acme.example/alice.png" |

    @destructive @needs:control
    Scenario Outline: After a PATCH of <sends> the default schedule has <member> <value> as well
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/schedules/default
      Then the endpoint answers
      And the "<member>" of what was watched is now <value>

      Examples:
        | id                    | sends                     | member   | value         |
        | time-zone-of-schedule | the time zone Europe/Rome | timeZone | "Europe/Rome" |

    @destructive @needs:control
    Scenario Outline: After a PATCH of <sends> that schedule has <member> <value>
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/schedules/{scheduleId}
      Then the endpoint answers
      And the "<member>" of what was watched is now <value>
      And only the "<member>" of what was watched was changed

      Examples:
        | id               | sends                             | member    | value |
        | default-schedule | one's own schedule as the default | isDefault | true  |

    @destructive @needs:control
    Scenario: What one PATCH sends is changed all at once
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending a whole profile, watched at /v2/me
      Then the endpoint answers
      And the "name" of what was watched is now "Alice Whole"
      And the "timeFormat" of what was watched is now 24
      And the "weekStart" of what was watched is now "Saturday"
      And the "timeZone" of what was watched is now "Asia/Tokyo"
      And the "avatarUrl" of what was watched is now "https://acme.example/whole.png"
      And the "bio" of what was watched is now "Steady"

    @destructive @needs:control
    Scenario Outline: <sends> leaves as it was what an earlier PATCH said of the rest
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      And Omni asked PATCH /v2/me in version any, sending a whole profile
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the endpoint answers
      And the "<member>" of what was watched is now <value>
      And only the "<member>" of what was watched was changed

      Examples:
        | id              | sends                    | member    | value         |
        | whole-name      | another name of the user | name      | "Alice Ample" |
        | whole-biography | a biography of one word  | bio       | "Curious"     |
        | whole-empty     | an empty object          | name      | "Alice Whole" |

    @destructive
    Scenario Outline: <sends> leaves the profile as it was
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the endpoint answers
      And nothing was changed

      Examples:
        | id             | sends             |
        | empty          | an empty object   |
        | unknown-member | an unknown member |

    @destructive @needs:control
    Scenario Outline: <sends> waits to be confirmed, and leaves the profile as it was
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the endpoint answers
      And nothing was changed

      Examples:
        | id     | sends          |
        | e-mail | another e-mail |

    @destructive
    Scenario Outline: <sends> is refused
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the refusal's status and body are as recorded
      And nothing was changed

      Examples:
        | id                | sends                      |
        | time-format-100   | the time format 100        |
        | week-start-waba   | the week start waba        |
        | time-zone-on-mars | the time zone Mars/Olympus |
        | empty-time-zone   | an empty time zone         |
        | name-is-a-number  | a name that is a number    |
        | one-of-two        | a name and the time format 100 |
        | both-of-two       | the time format 100 and the week start waba |

    @destructive
    Scenario Outline: <sends> is refused, in whatever words
      Given Alice gave Omni a token, with the scope PROFILE_WRITE alone
      When Omni asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the API refuses
      And nothing was changed

      Examples:
        | id                    | sends                           |
        | locale                | a language that does not exist  |
        | avatar-without        | an avatar without an address    |
        | biography-is-a-number | a biography that is a number    |
        | e-mail-is-a-number    | an e-mail that is a number      |
        | default-schedule-word | a word for the default schedule |
        | nested-metadata       | metadata in metadata            |
