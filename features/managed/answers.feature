@destructive
Feature: What a platform client is answered
  The words and members of production, on which platforms that exist already rest.

  @MANAGED-14 @observed
  Rule: A creation is answered with 201 and thirteen members, and an e-mail is taken once
    The answer has the members that production gives, and the stored e-mail carries the client id. (production-api E1)
    A platform finds its user again by the e-mail that it named, though another is stored.

    Scenario Outline: The answer to a creation <how> has the shape on record
      When Orbit creates Bob, <how>
      Then the answer has the shape on record

      Examples:
        | id          | how                                |
        | shape       | with e-mail and name alone         |
        | with-zone   | with the time zone "Europe/Rome"   |
        | with-meta   | with the metadata {"plan": "gold"} |
        | with-others | with the biography "Curious"       |

    @control
    Scenario: Another e-mail is another user
      Given Orbit created Bob
      When Orbit creates Carol
      Then Carol is created

    @refusal
    Scenario Outline: A user <mistake> is not created once more
      Given Orbit created Bob
      When Orbit creates Carol, but <mistake>
      Then the creation is refused, and no user came of it
      And the refusal's status and body are as recorded

      Examples:
        | id              | mistake                           |
        | taken           | with Bob's e-mail                 |
        | taken-as-stored | with Bob's e-mail as it is stored |

    @refusal
    Scenario Outline: An e-mail that is none is refused <mistake>
      When Orbit creates Bob, but <mistake>
      Then the creation is refused, and no user came of it
      And the refusal's status and body are as recorded

      Examples:
        | id     | mistake                                 |
        | no-at  | with no at sign in the e-mail           |
        | no-dot | with no dot in the domain of the e-mail |
        | blank  | with a blank in the e-mail              |

    @refusal
    Scenario Outline: What cannot be meant is refused <mistake>
      When Orbit creates Bob, but <mistake>
      Then the creation is refused, and no user came of it

      Examples:
        | id        | mistake                           |
        | language  | with the language "xx"            |
        | avatar    | with the avatar "nowhere"         |
        | biography | with the biography 7              |
        | metadata  | with the metadata {"a": {"b": 1}} |
        | name      | with the name 7                   |

    @refusal
    Scenario Outline: The secret is looked at before the body <mistake>
      When Orbit creates Bob, but with a wrong secret and also <mistake>
      Then the creation is refused, and no user came of it
      And the refusal's status and body are as recorded

      Examples:
        | id           | mistake           |
        | secret-first | without an e-mail |

    @refusal
    Scenario Outline: All that is wrong with a body is told at once <mistake>
      When Orbit creates Bob, but with the time format 100 and also <mistake>
      Then the creation is refused, and no user came of it
      And the refusal's status and body are as recorded

      Examples:
        | id          | mistake                           |
        | both-of-two | with the time zone "Mars/Olympus" |

    Scenario Outline: The e-mail of a user is stored with the client id in it, <how>
      When Orbit creates Bob, <how>
      Then Bob is created
      And the user of the answer is stored under the e-mail with the client id in it
      And the user name of the answer is made of that e-mail

      Examples:
        | id        | how                              |
        | usual     | with e-mail and name alone       |
        | plus      | with a plus in the e-mail        |
        | subdomain | with a subdomain in the e-mail   |
        | client-id | with the client id in the e-mail |

    @needs:control
    Scenario: The same person under two clients is two users
      Given Comet created Bob
      When Orbit creates Bob
      Then Bob is created
      And the user of the answer is stored under the e-mail with the client id in it

    Scenario Outline: Of whom nothing is said the answer says <member> <value>
      When Orbit creates Bob
      Then its "user.<member>" is <value>

      Examples:
        | id               | member            | value           |
        | time-zone        | timeZone          | "Europe/London" |
        | week-start       | weekStart         | "Sunday"        |
        | time-format      | timeFormat        | 12              |
        | default-schedule | defaultScheduleId | null            |
        | bio              | bio               | null            |

    Scenario Outline: What was said stands in the answer <detail>
      When Orbit creates Bob, <detail>
      Then its "user.<member>" is <value>

      Examples:
        | id                | detail                                          | member        | value                           |
        | told-time-zone    | with the time zone "Europe/Rome"                | timeZone      | "Europe/Rome"                   |
        | told-no-time-zone | with the time zone null                         | timeZone      | "Europe/London"                 |
        | told-week-start   | with the week start "Monday"                    | weekStart     | "Monday"                        |
        | told-time-format  | with the time format 24                         | timeFormat    | 24                              |
        | told-as-text      | with the time format "24"                       | timeFormat    | 24                              |
        | told-biography    | with the biography "Curious"                    | bio           | "Curious"                       |
        | told-metadata     | with the metadata {"plan": "gold"}              | metadata.plan | "gold"                          |
        | told-avatar       | with the avatar "https://orbit.example/bob.png" | avatarUrl     | "https://orbit.example/bob.png" |

    Scenario: Whose time zone was said begins with a schedule
      Given Orbit created Bob, with the time zone "Europe/Rome"
      When Bob asks GET /v2/schedules/default in version 2024-06-11, sending nothing
      Then its "name" is "Default schedule"
      And its "timeZone" is "Europe/Rome"
      And its "availability.0.days.0" is "Monday"
      And its "availability.0.days.4" is "Friday"
      And its "availability.0.days.5" is null
      And its "availability.0.startTime" is "09:00"
      And its "availability.0.endTime" is "17:00"
      And its "isDefault" is true

    Scenario Outline: Whose time zone was not said begins without a schedule <how>
      Given Orbit created Bob, <how>
      When Bob asks GET /v2/schedules in version 2024-06-11, sending nothing
      Then the list has 0 items

      Examples:
        | id               | how                        |
        | schedule-of-none | with e-mail and name alone |
        | schedule-of-null | with the time zone null    |

    @needs:control
    Scenario: Where the client says so its users begin with four event types
      Given Orbit's users begin with event types
      And Orbit created Bob
      When Bob asks GET /v2/event-types in version 2024-06-14, sending nothing
      Then the "slug" of the list are "thirty-minutes thirty-minutes-video sixty-minutes sixty-minutes-video"

    @needs:control
    Scenario: Where the client does not say so its users begin without event types
      Given Orbit created Bob
      When Bob asks GET /v2/event-types in version 2024-06-14, sending nothing
      Then the list has 0 items

    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                        | mistake                                                  |
        | MANAGED-02.missing        | without an e-mail                                        |
        | MANAGED-02.empty          | with an empty e-mail                                     |
        | MANAGED-02.null           | with null for the e-mail                                 |
        | MANAGED-02.number         | with a number for the e-mail                             |
        | MANAGED-02.list           | with a list for the e-mail                               |
        | MANAGED-02.another-key    | with an e-mail under another key                         |
        | MANAGED-04.zero           | with the time format 0                                   |
        | MANAGED-04.one            | with the time format 1                                   |
        | MANAGED-04.thirteen       | with the time format 13                                  |
        | MANAGED-04.hundred        | with the time format 100                                 |
        | MANAGED-04.negative       | with the time format -12                                 |
        | MANAGED-04.half           | with the time format 12.5                                |
        | MANAGED-04.both           | with the time format 1224                                |
        | MANAGED-04.word           | with the time format "day"                               |
        | MANAGED-05.no-day         | with the week start "waba"                               |
        | MANAGED-05.lower-case     | with the week start "monday"                             |
        | MANAGED-05.short          | with the week start "Mon"                                |
        | MANAGED-05.empty          | with the week start ""                                   |
        | MANAGED-05.blank-behind   | with the week start "Monday "                            |
        | MANAGED-06.mars           | with the time zone "Mars/Olympus"                        |
        | MANAGED-06.empty          | with the time zone ""                                    |
        | MANAGED-06.city           | with the time zone "Rome"                                |
        | MANAGED-06.continent      | with the time zone "Europe"                              |
        | MANAGED-06.summer         | with the time zone "CEST"                                |
        | MANAGED-06.offset         | with the time zone "+02:00"                              |
        | MANAGED-06.more-behind    | with the time zone "Europe/Rome/Center"                  |
        | MANAGED-06.blank-behind   | with the time zone "Europe/Rome "                        |
        | MANAGED-06.number         | with the time zone 1                                     |
        | MANAGED-06.list           | with the time zone ["Europe/Rome"]                       |
        | MANAGED-07.none           | without the secret                                       |
        | MANAGED-07.empty          | with an empty secret                                     |
        | MANAGED-07.wrong          | with a wrong secret                                      |
        | MANAGED-07.cut-short      | with the last half of the secret cut off                 |
        | MANAGED-07.longer         | with a character added to the secret                     |
        | MANAGED-07.other-case     | with upper and lower case of the secret swapped          |
        | MANAGED-07.client-id      | with its client id in place of the secret                |
        | MANAGED-07.query          | with the secret in the query instead of the header       |
        | MANAGED-07.body           | with the secret in the body instead of the header        |
        | MANAGED-07.bearer         | with the secret as Bearer instead of in its own header   |
        | MANAGED-07.basic          | with its credentials as HTTP Basic instead of the header |
        | MANAGED-07.id-in-header   | with its id in a header and no secret                    |
        | MANAGED-07.unknown-client | for a client that does not exist                         |
        | MANAGED-07.capitals       | for the client in capitals                               |

    @needs:control
    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                              | mistake                                       |
        | MANAGED-07.another-secret       | with Comet's secret                           |
        | MANAGED-07.another-client       | for Comet with its own secret                 |
        | MANAGED-07.another-client-named | for Comet with its own credentials in headers |

    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob
      And Orbit created Carol, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                      | mistake                                       |
        | MANAGED-07.managed-user | with Bob's access token instead of the secret |

  @MANAGED-15 @observed
  Rule: A platform client lists, reads, updates and deletes its users, and takes their tokens back
    The list can be cut and searched, the other four answer with the user or with new tokens, and a user of somebody else is none. (production-api E2)
    A platform that loses a user's tokens, or the user, has no other way back.

    @control
    Scenario: The list holds the users of the client
      Given Orbit created Bob
      And Orbit created Carol
      When Orbit lists its users, asking for "emails=[e-mail],[Carol's e-mail]"
      Then the list holds Bob
      And the list holds Carol

    @needs:control
    Scenario: Who asks for nothing gets all users of a client that has few
      Given Orbit created Bob
      And Orbit created Carol
      When Orbit lists its users
      Then the list holds Bob
      And the list holds Carol

    Scenario: The list holds no user of another client
      Given Comet created Carol
      And Orbit created Bob
      When Orbit lists its users, asking for "limit=250"
      Then the list does not hold Carol

    Scenario Outline: An item of the list has the shape on record
      Given Orbit created Bob
      When Orbit lists its users, asking for "emails=[e-mail]"
      Then the answer has the shape on record

      Examples:
        | id         |
        | list-shape |

    Scenario Outline: The list can be searched for <query>
      Given Orbit created Bob
      And Orbit created Carol
      When Orbit lists its users, asking for "<query>"
      Then the list holds Bob
      And the list does not hold Carol

      Examples:
        | id        | query                                      |
        | as-sent   | emails=[e-mail]                            |
        | as-stored | emails=[stored e-mail]                     |
        | not-there | emails=[e-mail],nobody@conformance.example |

    Scenario: The list can be searched for two
      Given Orbit created Bob
      And Orbit created Carol
      When Orbit lists its users, asking for "emails=[e-mail],[Carol's e-mail]"
      Then the list holds Bob
      And the list holds Carol
      And the list has 2 items

    @needs:control
    Scenario Outline: The list can be cut, <query>
      Given Orbit created Bob
      And Orbit created Carol
      When Orbit lists its users, asking for "<query>"
      Then the list has <count> items

      Examples:
        | id     | query            | count |
        | first  | limit=1          | 1     |
        | all    | limit=250        | 2     |
        | rest   | offset=1         | 1     |
        | beyond | offset=2         | 0     |
        | second | limit=1&offset=1 | 1     |

    @refusal
    Scenario Outline: A list is refused, <query>
      Given Orbit created Bob
      When Orbit lists its users, asking for "<query>"
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id            | query                |
        | invalid-email | emails=invalid-email |

    @refusal
    Scenario Outline: A list is refused, <query>
      Given Orbit created Bob
      When Orbit lists its users, asking for "<query>"
      Then the platform is refused
      And the answer says "<sentence>"

      Examples:
        | id         | query      | sentence                            |
        | limit-0    | limit=0    | limit must not be less than 1       |
        | limit-251  | limit=251  | limit must not be greater than 250  |
        | offset-251 | offset=251 | offset must not be greater than 250 |

    @control
    Scenario Outline: <what> of a user is answered with the user
      Given Orbit created Bob
      When Orbit <deed> Bob
      Then the answer is about Bob
      And the answer has the shape on record

      Examples:
        | id           | what         | deed    |
        | read-shape   | The reading  | reads   |
        | delete-shape | The deletion | deletes |

    Scenario Outline: A user is updated, <sends>
      Given Orbit created Bob
      When Orbit updates Bob, sending <sends>
      Then the answer is about Bob
      And its "<member>" is <value>

      Examples:
        | id                 | sends                          | member     | value              |
        | update-name        | another name of the user       | name       | "Alice Ample"      |
        | update-format      | the time format 24             | timeFormat | 24                 |
        | update-text-format | the time format 24 as a text   | timeFormat | 24                 |
        | update-week        | the week start Saturday        | weekStart  | "Saturday"         |
        | update-zone        | the time zone Europe/Rome      | timeZone   | "Europe/Rome"      |
        | update-odd-zone    | the time zone America/New_york | timeZone   | "America/New_York" |
        | update-nothing     | an empty object                | weekStart  | "Sunday"           |

    Scenario: What was updated stays
      Given Orbit created Bob
      And Orbit updated Bob, sending the week start Saturday
      When Bob asks GET /v2/me in version any, sending nothing
      Then its "weekStart" is "Saturday"

    Scenario: Another e-mail is stored with the client id in it, and makes another user name
      Given Orbit created Bob
      When Orbit updates Bob, sending another e-mail
      Then the answer is about Bob
      And the user of the answer is stored under the e-mail with the client id in it
      And the user name of the answer is made of that e-mail

    @needs:control
    Scenario: A managed user's own change of its e-mail is there at once
      Given Orbit created Bob
      And something of Bob's stands at /v2/me
      When Bob asks PATCH /v2/me in version any, sending another e-mail
      Then the answer is about Bob
      And the user of the answer is stored under the e-mail with the client id in it

    @refusal
    Scenario Outline: An update is refused, <sends>
      Given Orbit created Bob
      When Orbit updates Bob, sending <sends>
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id             | sends                      |
        | update-waba    | the week start waba        |
        | update-hundred | the time format 100        |
        | update-mars    | the time zone Mars/Olympus |

    Scenario: Who was deleted stands in no list
      Given Orbit created Bob
      And Orbit created Carol
      And Orbit deleted Bob
      When Orbit lists its users, asking for "emails=[e-mail],[Carol's e-mail]"
      Then the list does not hold Bob
      And the list holds Carol

    @refusal
    Scenario Outline: Who was deleted is not found: <deed>
      Given Orbit created Bob
      And Orbit deleted Bob
      When Orbit <deed> Bob
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id             | deed            |
        | read-deleted   | reads           |
        | delete-deleted | deletes         |
        | force-deleted  | force-refreshes |

    @refusal
    Scenario Outline: The access token of who was deleted opens nothing
      Given Orbit created Bob
      And Orbit deleted Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id            |
        | token-deleted |

    @refusal
    Scenario Outline: The refresh token of who was deleted gives nothing
      Given Orbit created Bob
      And Orbit deleted Bob
      When Orbit refreshes Bob's tokens
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id              |
        | refresh-deleted |

    Scenario: The e-mail of who was deleted is free again
      Given Orbit created Bob
      And Orbit deleted Bob
      When Orbit creates Bob
      Then Bob is created

    @control
    Scenario Outline: A forced refresh gives new tokens
      Given Orbit created Bob
      When Orbit force-refreshes Bob
      Then Bob gets new tokens
      And Bob gets another refresh token as well
      And the answer has the shape on record

      Examples:
        | id          |
        | force-shape |

    Scenario: The tokens of a forced refresh open the profile of the user
      Given Orbit created Bob
      And Orbit force-refreshed Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    @refusal
    Scenario Outline: A forced refresh takes the former access token back
      Given Orbit created Bob
      And Orbit force-refreshed Bob
      When Bob asks GET /v2/me in version any, sending nothing, with the first token that it was given
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id                 |
        | forced-away-access |

    @refusal
    Scenario: A forced refresh takes back what came of an earlier refresh, too
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens
      And Orbit force-refreshed Bob
      When Bob asks GET /v2/me in version any, sending nothing, with the first token that it was given
      Then the API turns Bob away

    @refusal
    Scenario Outline: A forced refresh takes the former refresh token back
      Given Orbit created Bob
      And Orbit force-refreshed Bob
      When Orbit refreshes Bob's tokens, but with the refresh token that it was given before
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id                  |
        | forced-away-refresh |

    Scenario: A forced refresh leaves the tokens of another user alone
      Given Orbit created Bob
      And Orbit created Carol
      And Orbit force-refreshed Bob
      When Carol asks GET /v2/me in version any, sending nothing
      Then the answer is about Carol

    @refusal @needs:control
    Scenario Outline: Another client's user is not found: <deed>
      Given Comet created Bob
      When Orbit <deed> Bob
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id              | deed            |
        | read-anothers   | reads           |
        | delete-anothers | deletes         |
        | force-anothers  | force-refreshes |

    @refusal @needs:control
    Scenario: Another client's user is not updated
      Given Comet created Bob
      When Orbit updates Bob, sending the week start Saturday
      Then the platform is refused

    @needs:control
    Scenario Outline: What another client tried leaves the user as it was: <deed>
      Given Comet created Bob
      And Orbit <deed> Bob, and was refused
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob
      And its "weekStart" is "Sunday"

      Examples:
        | id           | deed            |
        | kept-deleted | deleted         |
        | kept-forced  | force-refreshed |

    @refusal
    Scenario Outline: The list is refused <mistake>
      Given Orbit created Bob
      When Orbit lists its users, but <mistake>
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id              | mistake                                       |
        | list-none       | without the secret                            |
        | list-wrong      | with a wrong secret                           |
        | list-unknown    | for a client that does not exist              |
        | list-by-managed | with Bob's access token instead of the secret |

    @refusal
    Scenario Outline: <deed> is refused <mistake>
      Given Orbit created Bob
      When Orbit <deed> Bob, but <mistake>
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id                | deed            | mistake                                       |
        | read-none         | reads           | without the secret                            |
        | read-wrong        | reads           | with a wrong secret                           |
        | read-by-managed   | reads           | with Bob's access token instead of the secret |
        | delete-none       | deletes         | without the secret                            |
        | delete-wrong      | deletes         | with a wrong secret                           |
        | delete-by-managed | deletes         | with Bob's access token instead of the secret |
        | force-none        | force-refreshes | without the secret                            |
        | force-wrong       | force-refreshes | with a wrong secret                           |
        | force-by-managed  | force-refreshes | with Bob's access token instead of the secret |

    @refusal
    Scenario Outline: An update is refused <mistake>
      Given Orbit created Bob
      When Orbit updates Bob, sending the week start Saturday, but <mistake>
      Then the platform is refused
      And the refusal's status and body are as recorded

      Examples:
        | id                | mistake                                       |
        | update-none       | without the secret                            |
        | update-wrong      | with a wrong secret                           |
        | update-by-managed | with Bob's access token instead of the secret |

    Scenario Outline: What was refused was not done: <deed>
      Given Orbit created Bob
      And Orbit <deed> Bob, but with a wrong secret, and was refused
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

      Examples:
        | id                  | deed            |
        | not-deleted         | deleted         |
        | not-force-refreshed | force-refreshed |
