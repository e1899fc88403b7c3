@destructive
Feature: Creating managed users
  A platform creates a user for each of its own, who need not know of Cal.com. What comes back is all that it ever gets.

  @MANAGED-01 @documented
  Rule: An e-mail is enough, and id, e-mail, user name and both tokens come back
    "After creating a “managed user” you will receive user id, an access and a refresh tokens" (platform-quickstart.txt, 3. Creating managed users, What is a "Managed user"?)
    A platform stores these three; without one of them it can do nothing for its user, or only until the token expires.

    Scenario: A user of whom nothing is known but an e-mail is created
      When Orbit creates Bob, without a name
      Then Bob is created

    Scenario Outline: A user is created <how>
      When Orbit creates Bob, <how>
      Then Bob is created

      Examples:
        | id             | how                              |
        | below-api      | below /api                       |
        | unknown-member | with a member that means nothing |
        | plus           | with a plus in the e-mail        |
        | subdomain      | with a subdomain in the e-mail   |

    Scenario: The access token that comes back opens the profile of the new user
      Given Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    Scenario: The refresh token that comes back gives new tokens
      Given Orbit created Bob
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

    Scenario: A second user is somebody else
      Given Orbit created Bob
      When Orbit creates Carol
      Then Carol is created
      And the answer is about somebody else than Bob

  @MANAGED-02 @documented
  Rule: A user without an e-mail is not created
    "email: required, your user e-mail." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    It is by the e-mail that a platform finds its user again, and that attendees are written to.

    @control
    Scenario: A user with an e-mail is created
      When Orbit creates Bob
      Then Bob is created

    @refusal
    Scenario Outline: A user <mistake> is not created
      When Orbit creates Bob, but <mistake>
      Then the creation is refused, and no user came of it
      And the refusal is on record

      Examples:
        | id          | mistake                          |
        | missing     | without an e-mail                |
        | empty       | with an empty e-mail             |
        | null        | with null for the e-mail         |
        | number      | with a number for the e-mail     |
        | list        | with a list for the e-mail       |
        | another-key | with an e-mail under another key |

  @MANAGED-03 @documented
  Rule: A name is optional
    "name: optional, full name of your user." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    Not every platform knows how its users are called.

    Scenario: A user without a name is created
      When Orbit creates Bob, but without a name
      Then Bob is created

    Scenario: A user with a name is created and has it
      Given Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob
      And the name in it is Bob's

  @MANAGED-04 @documented
  Rule: The time format is 12 or 24 and nothing else
    "timeFormat: optional, value can be either 12 or 24 with 12 representing 12 hour time using AM and PM and 24 representing 24 hour time without AM and PM." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    A value that nobody can show breaks the pages of whoever meets that user.

    @control
    Scenario: A user with the time format 24 is created
      When Orbit creates Bob, with the time format 24
      Then Bob is created

    Scenario Outline: A user with the time format <value> has it
      Given Orbit created Bob, with the time format <value>
      When Bob asks GET /v2/me in version any, sending nothing
      Then its "timeFormat" is <value>

      Examples:
        | id     | value |
        | twelve | 12    |
        | day    | 24    |

    @refusal
    Scenario Outline: A user with the time format <value> is not created
      When Orbit creates Bob, but with the time format <value>
      Then the creation is refused, and no user came of it
      And the refusal is on record

      Examples:
        | id       | value |
        | zero     | 0     |
        | one      | 1     |
        | thirteen | 13    |
        | hundred  | 100   |
        | negative | -12   |
        | half     | 12.5  |
        | both     | 1224  |
        | word     | "day" |

  @MANAGED-05 @documented
  Rule: The week starts on one of the seven days, and on Sunday if none is passed
    "weekStart: optional, value can be “Monday”, “Tuesday”, “Wednesday”, “Thursday”, “Friday”, “Saturday”, “Sunday”. If none passed, "Sunday” is used as the default." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    A calendar that begins on a day which does not exist begins nowhere.

    @control
    Scenario: A user with the week start "Saturday" is created
      When Orbit creates Bob, with the week start "Saturday"
      Then Bob is created

    Scenario Outline: A user with the week start <value> has it
      Given Orbit created Bob, with the week start <value>
      When Bob asks GET /v2/me in version any, sending nothing
      Then its "weekStart" is <value>

      Examples:
        | id        | value       |
        | monday    | "Monday"    |
        | tuesday   | "Tuesday"   |
        | wednesday | "Wednesday" |
        | thursday  | "Thursday"  |
        | friday    | "Friday"    |
        | saturday  | "Saturday"  |
        | sunday    | "Sunday"    |

    Scenario: The week of a user of whom nothing is said starts on Sunday
      Given Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then its "weekStart" is "Sunday"

    @refusal
    Scenario Outline: A user with the week start <value> is not created
      When Orbit creates Bob, but with the week start <value>
      Then the creation is refused, and no user came of it
      And the refusal is on record

      Examples:
        | id           | value     |
        | no-day       | "waba"    |
        | lower-case   | "monday"  |
        | short        | "Mon"     |
        | empty        | ""        |
        | blank-behind | "Monday " |

    @refusal
    Scenario Outline: A user with the week start <value> is not created
      When Orbit creates Bob, but with the week start <value>
      Then the creation is refused, and no user came of it

      Examples:
        | id     | value      |
        | number | 1          |
        | list   | ["Monday"] |

  @MANAGED-06 @documented
  Rule: The time zone is one of IANA's, and Europe/London if none is passed
    "timeZone: optional, in the format of “IANA timezone” e.g. “Europe/Rome”. If none passed, "Europe/London” is used as the default." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    Whoever books at an hour of no zone comes at the wrong time.

    @control
    Scenario: A user with the time zone "America/New_York" is created
      When Orbit creates Bob, with the time zone "America/New_York"
      Then Bob is created

    Scenario Outline: A user with the time zone <value> has it
      Given Orbit created Bob, with the time zone <value>
      When Bob asks GET /v2/me in version any, sending nothing
      Then its "timeZone" is <value>

      Examples:
        | id          | value                            |
        | rome        | "Europe/Rome"                    |
        | new-york    | "America/New_York"               |
        | kolkata     | "Asia/Kolkata"                   |
        | auckland    | "Pacific/Auckland"               |
        | three-parts | "America/Argentina/Buenos_Aires" |

    Scenario Outline: A user with the time zone <value> is created, whatever it is called afterwards
      When Orbit creates Bob, with the time zone <value>
      Then Bob is created

      Examples:
        | id      | value           |
        | utc     | "Etc/UTC"       |
        | gmt     | "Etc/GMT+5"     |
        | old     | "US/Eastern"    |
        | renamed | "Asia/Calcutta" |

    Scenario: A user of whom nothing is said lives in London
      Given Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then its "timeZone" is "Europe/London"

    @refusal
    Scenario Outline: A user with the time zone <value> is not created
      When Orbit creates Bob, but with the time zone <value>
      Then the creation is refused, and no user came of it
      And the refusal is on record

      Examples:
        | id           | value                |
        | mars         | "Mars/Olympus"       |
        | empty        | ""                   |
        | city         | "Rome"               |
        | continent    | "Europe"             |
        | summer       | "CEST"               |
        | offset       | "+02:00"             |
        | more-behind  | "Europe/Rome/Center" |
        | blank-behind | "Europe/Rome "       |
        | number       | 1                    |
        | list         | ["Europe/Rome"]      |

  @MANAGED-07 @documented
  Rule: Without the right secret of a known client nobody is created
    "Add "x-cal-secret-key” header with the value of your “client secret”." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    Whoever could create users of a platform would hold tokens that its pages trust.

    @control
    Scenario: With the client's id and secret a user is created
      When Orbit creates Bob
      Then Bob is created

    @refusal
    Scenario Outline: Nobody is created <mistake>
      When Orbit creates Bob, but <mistake>
      Then the creation is refused, and no user came of it
      And the refusal is on record

      Examples:
        | id             | mistake                                                  |
        | none           | without the secret                                       |
        | empty          | with an empty secret                                     |
        | wrong          | with a wrong secret                                      |
        | cut-short      | with the last half of the secret cut off                 |
        | longer         | with a character added to the secret                     |
        | other-case     | with upper and lower case of the secret swapped          |
        | client-id      | with its client id in place of the secret                |
        | query          | with the secret in the query instead of the header       |
        | body           | with the secret in the body instead of the header        |
        | bearer         | with the secret as Bearer instead of in its own header   |
        | basic          | with its credentials as HTTP Basic instead of the header |
        | id-in-header   | with its id in a header and no secret                    |
        | unknown-client | for a client that does not exist                         |
        | capitals       | for the client in capitals                               |

    @refusal @needs:control
    Scenario Outline: Nobody is created <mistake>
      When Orbit creates Bob, but <mistake>
      Then the creation is refused, and no user came of it
      And the refusal is on record

      Examples:
        | id                   | mistake                                       |
        | another-secret       | with Comet's secret                           |
        | another-client       | for Comet with its own secret                 |
        | another-client-named | for Comet with its own credentials in headers |

    @refusal
    Scenario Outline: Nobody is created <mistake>
      Given Orbit created Bob
      When Orbit creates Carol, but <mistake>
      Then the creation is refused, and no user came of it
      And the refusal is on record

      Examples:
        | id           | mistake                                       |
        | managed-user | with Bob's access token instead of the secret |

    @refusal
    Scenario: Nobody is created with the access token of a regular user instead of the secret
      Given Alice gave Omni a token, with every scope
      When Orbit creates Bob, but with Alice's access token instead of the secret
      Then the creation is refused, and no user came of it

  @MANAGED-08 @documented
  Rule: A managed user is independent of a regular account with the same e-mail
    "It's important to clarify that a "managed user" is completely independent of a regular user account on, meaning you don't need your users to register on web application." (platform-quickstart.txt, 3. Creating managed users, What is it not?)
    Else a platform would get hold of the account of everybody whose e-mail it knows.

    Scenario: Who has a regular account can become a managed user
      When Orbit creates Bob, with Alice's e-mail
      Then Bob is created

    Scenario: The regular account opens with its own token and is another one
      Given Alice gave Omni a token, with the scope PROFILE_READ alone
      And Orbit created Bob, with Alice's e-mail
      When Omni asks GET /v2/me in version any, sending nothing
      Then the profile is Alice's
      And the answer is about somebody else than Bob

    Scenario: The regular account keeps its name
      Given Orbit created Bob, with Alice's e-mail
      And Alice gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks GET /v2/me in version any, sending nothing
      Then the profile is Alice's
      And the name in it is not Bob's

    Scenario: The managed user opens with its own token and is another one
      Given Orbit created Bob, with Alice's e-mail
      And Alice gave Omni a token, with the scope PROFILE_READ alone
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    Scenario: What the managed user changes of itself does not change the regular account
      Given Orbit created Bob, with Alice's e-mail
      And Alice gave Omni a token, with the scope PROFILE_READ alone
      When Bob asks PATCH /v2/me in version any, sending the week start Saturday, watched at /v2/me
      Then the endpoint answers
      And nothing was changed

    @needs:control
    Scenario: Whoever is a managed user can register a regular account
      Given Orbit created Bob
      And Alice registered with Bob's e-mail
      And Alice gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks GET /v2/me in version any, sending nothing
      Then the profile is Alice's
      And the answer is about somebody else than Bob

    @needs:control
    Scenario: The managed user stays what it was when a regular account is registered
      Given Orbit created Bob
      And Alice registered with Bob's e-mail
      And Alice gave Omni a token, with the scope PROFILE_READ alone
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob
