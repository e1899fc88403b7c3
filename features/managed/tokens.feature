@destructive
Feature: What the tokens of a managed user open
  A managed user never signs in: its access token is all that it has, and the platform's backend keeps it alive.

  @MANAGED-09 @documented
  Rule: The access token handles scheduling on behalf of its user and of no other
    "You will be able to provide an access token to our atoms so that they can handle scheduling on behalf of the user associated with the token." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    The token lies in a browser: what it opens beyond its user is open to that user.
    Without a record: what others may not touch the API refuses to a managed user as to anybody else.

    @control
    Scenario: Of two users each is shown with the token of its own
      Given Orbit created Bob
      And Orbit created Carol
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    @control
    Scenario Outline: A managed user asks <method> <path> for itself
      Given Orbit created Bob, with the time zone "Europe/London"
      When Bob asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers
      And its "ownerId" is the number of Bob

      Examples:
        | id               | method | path            | version    | sends         |
        | post-event-types | POST   | /v2/event-types | 2024-06-14 | an event type |
        | post-schedules   | POST   | /v2/schedules   | 2024-06-11 | a schedule    |

    @control
    Scenario Outline: A managed user asks <method> <path> about its own
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      When Bob asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                    | list            | method | path                                 | version    | sends       |
        | own-get-event-type    | /v2/event-types | GET    | /v2/event-types/{eventTypeId}        | 2024-06-14 | nothing     |
        | own-patch-event-type  | /v2/event-types | PATCH  | /v2/event-types/{eventTypeId}        | 2024-06-14 | a new title |
        | own-delete-event-type | /v2/event-types | DELETE | /v2/event-types/{eventTypeId}        | 2024-06-14 | nothing     |
        | own-get-schedule      | /v2/schedules   | GET    | /v2/schedules/{scheduleId}           | 2024-06-11 | nothing     |
        | own-patch-schedule    | /v2/schedules   | PATCH  | /v2/schedules/{scheduleId}           | 2024-06-11 | a new name  |
        | own-delete-schedule   | /v2/schedules   | DELETE | /v2/schedules/{scheduleId}           | 2024-06-11 | nothing     |
        | own-get-references    | /v2/bookings    | GET    | /v2/bookings/{bookingUid}/references | 2024-08-13 | nothing     |

    @control
    Scenario Outline: What a managed user has stands in its own list at <list>
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      When Bob asks GET <list> in version <version>, sending nothing
      Then the list holds what stands there

      Examples:
        | id                   | list            | version    |
        | own-list-event-types | /v2/event-types | 2024-06-14 |
        | own-list-schedules   | /v2/schedules   | 2024-06-11 |
        | own-list-bookings    | /v2/bookings    | 2024-08-13 |

    @refusal
    Scenario Outline: Another managed user of the client is turned away from <method> <path>
      Given Orbit created Bob, with the time zone "Europe/London"
      And Orbit created Carol, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      When Carol asks <method> <path> in version <version>, sending <sends>, watched at <path>
      Then the API turns Carol away
      And nothing was changed

      Examples:
        | id                | list            | method | path                          | version    | sends       |
        | get-event-type    | /v2/event-types | GET    | /v2/event-types/{eventTypeId} | 2024-06-14 | nothing     |
        | patch-event-type  | /v2/event-types | PATCH  | /v2/event-types/{eventTypeId} | 2024-06-14 | a new title |
        | delete-event-type | /v2/event-types | DELETE | /v2/event-types/{eventTypeId} | 2024-06-14 | nothing     |
        | get-schedule      | /v2/schedules   | GET    | /v2/schedules/{scheduleId}    | 2024-06-11 | nothing     |
        | patch-schedule    | /v2/schedules   | PATCH  | /v2/schedules/{scheduleId}    | 2024-06-11 | a new name  |
        | delete-schedule   | /v2/schedules   | DELETE | /v2/schedules/{scheduleId}    | 2024-06-11 | nothing     |

    @refusal
    Scenario Outline: Another managed user of the client is turned away from <method> <path>
      Given Orbit created Bob, with the time zone "Europe/London"
      And Orbit created Carol, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      When Carol asks <method> <path> in version <version>, sending <sends>
      Then the API turns Carol away

      Examples:
        | id                | list            | method | path                                        | version    | sends          |
        | get-private-links | /v2/event-types | GET    | /v2/event-types/{eventTypeId}/private-links | 2024-09-04 | nothing        |
        | post-private-link | /v2/event-types | POST   | /v2/event-types/{eventTypeId}/private-links | 2024-09-04 | a private link |
        | get-references    | /v2/bookings    | GET    | /v2/bookings/{bookingUid}/references        | 2024-08-13 | nothing        |
        | confirm-booking   | /v2/bookings    | POST   | /v2/bookings/{bookingUid}/confirm           | 2024-08-13 | nothing        |
        | patch-location    | /v2/bookings    | PATCH  | /v2/bookings/{bookingUid}/location          | 2024-08-13 | an address     |

    @refusal
    Scenario Outline: A managed user is turned away from <method> <path> of a regular user
      Given Alice gave Omni a token, with every scope
      And something stands at <list>
      And Orbit created Bob, with the time zone "Europe/London"
      When Bob asks <method> <path> in version <version>, sending <sends>, watched at <path>
      Then the API turns Bob away
      And nothing was changed

      Examples:
        | id                 | list            | method | path                          | version    | sends       |
        | regular-event-type | /v2/event-types | GET    | /v2/event-types/{eventTypeId} | 2024-06-14 | nothing     |
        | regular-new-title  | /v2/event-types | PATCH  | /v2/event-types/{eventTypeId} | 2024-06-14 | a new title |
        | regular-schedule   | /v2/schedules   | GET    | /v2/schedules/{scheduleId}    | 2024-06-11 | nothing     |
        | regular-gone       | /v2/schedules   | DELETE | /v2/schedules/{scheduleId}    | 2024-06-11 | nothing     |

    @refusal
    Scenario Outline: A managed user is turned away from GET <path>, which is about others of the platform
      Given Orbit created Bob, with the time zone "Europe/London"
      And Orbit created Carol, with the time zone "Europe/London"
      When Bob asks GET <path> in version any, sending nothing
      Then the API turns Bob away

      Examples:
        | id               | path                                                        |
        | others-schedules | /v2/organizations/{platformOrgId}/schedules                 |
        | others-bookings  | /v2/organizations/{platformOrgId}/bookings                  |
        | carols-schedules | /v2/organizations/{platformOrgId}/users/{carolId}/schedules |

    @refusal
    Scenario Outline: A managed user's token is no secret of the client: <deed>
      Given Orbit created Bob
      And Orbit created Carol
      When Orbit <deed> Carol, but with Bob's access token instead of the secret
      Then the platform is refused

      Examples:
        | id           | deed            |
        | read-carol   | reads           |
        | delete-carol | deletes         |
        | force-carol  | force-refreshes |

    Scenario Outline: What another managed user has does not stand in one's own list at <list>
      Given Orbit created Bob, with the time zone "Europe/London"
      And Orbit created Carol, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      When Carol asks GET <list> in version <version>, sending nothing
      Then the list does not hold what stands there

      Examples:
        | id               | list            | version    |
        | list-event-types | /v2/event-types | 2024-06-14 |
        | list-schedules   | /v2/schedules   | 2024-06-11 |
        | list-bookings    | /v2/bookings    | 2024-08-13 |

  @MANAGED-10 @documented
  Rule: The access token can modify the information of the managed user
    "can be used to modify “managed user” information" (platform-quickstart.txt, 3. Creating managed users, What is a "Managed user"?)
    Whoever moves to another city must not lose their bookings by being created again.

    Scenario Outline: A managed user changes its own <member>
      Given Orbit created Bob
      And something of Bob's stands at /v2/me
      When Bob asks PATCH /v2/me in version any, sending <sends>, watched at /v2/me
      Then the endpoint answers
      And the "<member>" of what was watched is now <value>
      And only the "<member>" of what was watched was changed

      Examples:
        | id          | sends                     | member     | value         |
        | name        | another name of the user  | name       | "Alice Ample" |
        | time-format | the time format 24        | timeFormat | 24            |
        | week-start  | the week start Saturday   | weekStart  | "Saturday"    |
        | time-zone   | the time zone Europe/Rome | timeZone   | "Europe/Rome" |
        | biography   | a biography of one word   | bio        | "Curious"     |

    Scenario: What one user changes of itself is not changed of another
      Given Orbit created Bob
      And Orbit created Carol
      And something of Carol's stands at /v2/me
      When Bob asks PATCH /v2/me in version any, sending the week start Saturday, watched at /v2/me
      Then the endpoint answers
      And nothing was changed

  @MANAGED-11 @documented
  Rule: Access tokens expire, and client id, secret and refresh token give new ones
    "access tokens expires, so you will have to refresh them using the refresh token." (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    A token in a browser that never ends is never lost; one that nobody can renew ends the work of its user.

    @control
    Scenario: A token that was just given is accepted
      Given Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    @refusal @needs:clock @exclusive
    Scenario Outline: A token is refused <age> after it was given
      Given Orbit created Bob
      And <age> passed
      When Bob asks GET /v2/me in version any, sending nothing
      Then the API turns Bob away
      And the refusal is on record

      Examples:
        | id      | age   |
        | expired | a day |

    @needs:clock @exclusive
    Scenario: A refresh after the token expired gives new ones
      Given Orbit created Bob
      And a day passed
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

    @needs:clock @exclusive
    Scenario: The new access token is good after the former one expired
      Given Orbit created Bob
      And a day passed
      And Orbit refreshed Bob's tokens
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    @refusal @needs:clock @exclusive
    Scenario: The new access token expires in its turn
      Given Orbit created Bob
      And a day passed
      And Orbit refreshed Bob's tokens
      And a day passed
      When Bob asks GET /v2/me in version any, sending nothing
      Then the API turns Bob away

    Scenario: A refresh before the token expires gives new ones as well
      Given Orbit created Bob
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

    Scenario: The new access token opens the profile of the same user
      Given Orbit created Bob
      And Orbit created Carol
      And Orbit refreshed Bob's tokens
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    Scenario: The refresh token that came with the new tokens gives new ones in its turn
      Given Orbit created Bob
      And Orbit refreshed Bob's tokens
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

    Scenario: The refresh of one user leaves the refresh token of another alone
      Given Orbit created Carol
      And Orbit created Bob
      And Orbit refreshed Bob's tokens
      When Orbit refreshes Carol's tokens
      Then Carol gets new tokens

    Scenario Outline: Tokens are refreshed <how>
      Given Orbit created Bob
      When Orbit refreshes Bob's tokens, <how>
      Then Bob gets new tokens

      Examples:
        | id        | how        |
        | below-api | below /api |

  @MANAGED-12 @documented
  Rule: A refresh with a wrong secret or a wrong refresh token is refused
    "Provide client ID, client secret and refresh token make a request to our “oauth/:clientId/refresh” endpoint." (platform-quickstart.txt, 4. Backend)
    Whoever finds one of the three in a log must not get a token with it.

    Background:
      Given Orbit created Bob

    @control
    Scenario: With client id, secret and refresh token there are new tokens
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused
      When Orbit refreshes Bob's tokens, but <mistake>
      Then the platform is refused
      And the refusal is on record

      Examples:
        | id                | mistake                                                    |
        | none              | without the secret                                         |
        | empty-secret      | with an empty secret                                       |
        | wrong-secret      | with a wrong secret                                        |
        | cut-secret        | with the last half of the secret cut off                   |
        | longer-secret     | with a character added to the secret                       |
        | secret-query      | with the secret in the query instead of the header         |
        | secret-body       | with the secret in the body instead of the header          |
        | secret-bearer     | with the secret as Bearer instead of in its own header     |
        | secret-basic      | with its credentials as HTTP Basic instead of the header   |
        | unknown-client    | for a client that does not exist                           |
        | missing           | without the refresh token                                  |
        | no-body           | without a body                                             |
        | empty             | with an empty refresh token                                |
        | null              | with null for the refresh token                            |
        | number            | with a number for the refresh token                        |
        | list              | with a list for the refresh token                          |
        | another-key       | with the refresh token under another key                   |
        | garbled           | with a garbled refresh token                               |
        | never-issued      | with a refresh token that was never issued                 |
        | cut-short         | with the last half of the refresh token cut off            |
        | longer            | with a character added to the refresh token                |
        | blank-behind      | with a blank after the refresh token                       |
        | signature         | with the refresh token's signature changed                 |
        | payload           | with the refresh token's payload changed                   |
        | two-parts         | with the refresh token's signature cut away                |
        | signed-by-another | with the refresh token signed by somebody else             |
        | unsigned          | with the refresh token unsigned                            |
        | access            | with its access token in place of the refresh token        |
        | user-id           | with the user's id in place of the refresh token           |
        | query             | with the refresh token in the query instead of in the body |
        | bearer            | with the refresh token as Bearer instead of in the body    |

    @refusal @needs:control
    Scenario Outline: A refresh <mistake> is refused
      When Orbit refreshes Bob's tokens, but <mistake>
      Then the platform is refused
      And the refusal is on record

      Examples:
        | id                   | mistake                                       |
        | another-secret       | with Comet's secret                           |
        | another-client       | for Comet with its own secret                 |
        | another-client-named | for Comet with its own credentials in headers |
        | another-token        | with the refresh token of Comet's Carol       |
        | by-another           | by Comet with its own credentials             |

    @refusal
    Scenario: A refresh with the access token of the user in place of the secret is refused
      When Orbit refreshes Bob's tokens, but with Bob's access token instead of the secret
      Then the platform is refused

    Scenario Outline: After a refresh <mistake> the right one gives tokens all the same
      Given Orbit refreshed Bob's tokens, but <mistake>, and was refused
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

      Examples:
        | id                 | mistake                                         |
        | after-wrong-secret | with a wrong secret                             |
        | after-cut-short    | with the last half of the refresh token cut off |

    @needs:control
    Scenario Outline: After a refresh <mistake> the right one gives tokens all the same
      Given Orbit refreshed Bob's tokens, but <mistake>, and was refused
      When Orbit refreshes Bob's tokens
      Then Bob gets new tokens

      Examples:
        | id               | mistake                           |
        | after-by-another | by Comet with its own credentials |

  @MANAGED-13 @documented
  Rule: What is not enabled for a platform client is refused to its users
    "Permissions - most likely you need all enabled:" (platform-quickstart.txt, 2. Setting up an OAuth client)
    A platform that only shows bookings need not fear that a page of its deletes some.

    @control @needs:control
    Scenario Outline: With <permission> alone <method> <path> answers
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      And Orbit was left the permission "<permission>" alone
      When Bob asks <method> <path> in version <version>, sending <sends>
      Then the endpoint answers

      Examples:
        | id                        | permission       | list                                        | method | path                                                 | version    | sends                   |
        | alone-get-event-type      | EVENT_TYPE_READ  | /v2/event-types                             | GET    | /v2/event-types/{eventTypeId}                        | 2024-06-14 | nothing                 |
        | alone-get-private-links   | EVENT_TYPE_READ  | /v2/event-types                             | GET    | /v2/event-types/{eventTypeId}/private-links          | 2024-09-04 | nothing                 |
        | alone-post-private-links  | EVENT_TYPE_WRITE | /v2/event-types                             | POST   | /v2/event-types/{eventTypeId}/private-links          | 2024-09-04 | a private link          |
        | alone-get-recordings      | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/recordings                 | 2024-08-13 | nothing                 |
        | alone-get-transcripts     | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/transcripts                | 2024-08-13 | nothing                 |
        | alone-get-calendar-links  | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/calendar-links             | 2024-08-13 | nothing                 |
        | alone-get-default         | SCHEDULE_READ    | /v2/schedules                               | GET    | /v2/schedules/default                                | 2024-06-11 | nothing                 |
        | alone-post-event-types    | EVENT_TYPE_WRITE | /v2/event-types                             | POST   | /v2/event-types                                      | 2024-06-14 | an event type           |
        | alone-patch-event-type    | EVENT_TYPE_WRITE | /v2/event-types                             | PATCH  | /v2/event-types/{eventTypeId}                        | 2024-06-14 | a new title             |
        | alone-delete-event-type   | EVENT_TYPE_WRITE | /v2/event-types                             | DELETE | /v2/event-types/{eventTypeId}                        | 2024-06-14 | nothing                 |
        | alone-get-bookings        | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings                                         | 2024-08-13 | nothing                 |
        | alone-get-references      | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/references                 | 2024-08-13 | nothing                 |
        | alone-patch-location      | BOOKING_WRITE    | /v2/bookings                                | PATCH  | /v2/bookings/{bookingUid}/location                   | 2024-08-13 | an address              |
        | alone-post-guests         | BOOKING_WRITE    | /v2/bookings                                | POST   | /v2/bookings/{bookingUid}/guests                     | 2024-08-13 | a guest                 |
        | alone-get-schedules       | SCHEDULE_READ    | /v2/schedules                               | GET    | /v2/schedules                                        | 2024-06-11 | nothing                 |
        | alone-get-schedule        | SCHEDULE_READ    | /v2/schedules                               | GET    | /v2/schedules/{scheduleId}                           | 2024-06-11 | nothing                 |
        | alone-post-schedules      | SCHEDULE_WRITE   | /v2/schedules                               | POST   | /v2/schedules                                        | 2024-06-11 | a schedule              |
        | alone-patch-schedule      | SCHEDULE_WRITE   | /v2/schedules                               | PATCH  | /v2/schedules/{scheduleId}                           | 2024-06-11 | a new name              |
        | alone-delete-schedule     | SCHEDULE_WRITE   | /v2/schedules                               | DELETE | /v2/schedules/{scheduleId}                           | 2024-06-11 | nothing                 |
        | alone-get-me              | PROFILE_READ     | /v2/me                                      | GET    | /v2/me                                               | any        | nothing                 |
        | alone-patch-me            | PROFILE_WRITE    | /v2/me                                      | PATCH  | /v2/me                                               | any        | the week start Saturday |
        | alone-get-calendars-check | APPS_READ        | /v2/me                                      | GET    | /v2/calendars/{calendar}/check                       | any        | nothing                 |
        | alone-patch-private-link  | EVENT_TYPE_WRITE | /v2/event-types/{eventTypeId}/private-links | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | a number of uses        |
        | alone-delete-private-link | EVENT_TYPE_WRITE | /v2/event-types/{eventTypeId}/private-links | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | nothing                 |
        | alone-get-sessions        | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/conferencing-sessions      | 2024-08-13 | nothing                 |

    @control @needs:control
    Scenario Outline: With every permission <method> <path> answers
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at /v2/bookings
      When Bob asks <method> <path> in version 2024-08-13, sending <sends>
      Then the endpoint answers

      Examples: What is asked makes an event type that must be confirmed first, which takes another permission
        | id               | method | path                              | sends    |
        | all-post-confirm | POST   | /v2/bookings/{bookingUid}/confirm | nothing  |
        | all-post-decline | POST   | /v2/bookings/{bookingUid}/decline | a reason |

    @refusal @needs:control
    Scenario Outline: Without <permission> <method> <path> is refused
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      And Orbit was left every permission but "<permission>"
      When Bob asks <method> <path> in version <version>, sending nothing
      Then the API turns Bob away
      And the refusal is on record

      Examples:
        | id                  | permission      | list            | method | path                                            | version    |
        | get-event-type      | EVENT_TYPE_READ | /v2/event-types | GET    | /v2/event-types/{eventTypeId}                   | 2024-06-14 |
        | get-private-links   | EVENT_TYPE_READ | /v2/event-types | GET    | /v2/event-types/{eventTypeId}/private-links     | 2024-09-04 |
        | get-bookings        | BOOKING_READ    | /v2/bookings    | GET    | /v2/bookings                                    | 2024-08-13 |
        | get-references      | BOOKING_READ    | /v2/bookings    | GET    | /v2/bookings/{bookingUid}/references            | 2024-08-13 |
        | get-recordings      | BOOKING_READ    | /v2/bookings    | GET    | /v2/bookings/{bookingUid}/recordings            | 2024-08-13 |
        | get-transcripts     | BOOKING_READ    | /v2/bookings    | GET    | /v2/bookings/{bookingUid}/transcripts           | 2024-08-13 |
        | get-calendar-links  | BOOKING_READ    | /v2/bookings    | GET    | /v2/bookings/{bookingUid}/calendar-links        | 2024-08-13 |
        | get-sessions        | BOOKING_READ    | /v2/bookings    | GET    | /v2/bookings/{bookingUid}/conferencing-sessions | 2024-08-13 |
        | get-default         | SCHEDULE_READ   | /v2/schedules   | GET    | /v2/schedules/default                           | 2024-06-11 |
        | get-schedules       | SCHEDULE_READ   | /v2/schedules   | GET    | /v2/schedules                                   | 2024-06-11 |
        | get-schedule        | SCHEDULE_READ   | /v2/schedules   | GET    | /v2/schedules/{scheduleId}                      | 2024-06-11 |
        | get-me              | PROFILE_READ    | /v2/me          | GET    | /v2/me                                          | any        |
        | get-calendars-check | APPS_READ       | /v2/me          | GET    | /v2/calendars/{calendar}/check                  | any        |

    @refusal @needs:control
    Scenario Outline: Without <permission> <method> <path> is refused and changes nothing
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      And Orbit was left every permission but "<permission>"
      When Bob asks <method> <path> in version <version>, sending <sends>, watched at <seen>
      Then the API turns Bob away
      And nothing was changed
      And the refusal is on record

      Examples:
        | id                  | permission       | list                                        | method | path                                                 | version    | sends                    | seen                                        |
        | post-event-types    | EVENT_TYPE_WRITE | /v2/event-types                             | POST   | /v2/event-types                                      | 2024-06-14 | an event type            | /v2/event-types                             |
        | patch-event-type    | EVENT_TYPE_WRITE | /v2/event-types                             | PATCH  | /v2/event-types/{eventTypeId}                        | 2024-06-14 | a new title              | /v2/event-types/{eventTypeId}               |
        | delete-event-type   | EVENT_TYPE_WRITE | /v2/event-types                             | DELETE | /v2/event-types/{eventTypeId}                        | 2024-06-14 | nothing                  | /v2/event-types/{eventTypeId}               |
        | post-private-link   | EVENT_TYPE_WRITE | /v2/event-types                             | POST   | /v2/event-types/{eventTypeId}/private-links          | 2024-09-04 | a private link           | /v2/event-types/{eventTypeId}/private-links |
        | patch-private-link  | EVENT_TYPE_WRITE | /v2/event-types/{eventTypeId}/private-links | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | a number of uses         | /v2/event-types/{eventTypeId}/private-links |
        | delete-private-link | EVENT_TYPE_WRITE | /v2/event-types/{eventTypeId}/private-links | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | nothing                  | /v2/event-types/{eventTypeId}/private-links |
        | post-confirm        | BOOKING_WRITE    | /v2/bookings                                | POST   | /v2/bookings/{bookingUid}/confirm                    | 2024-08-13 | nothing                  | /v2/bookings                                |
        | post-decline        | BOOKING_WRITE    | /v2/bookings                                | POST   | /v2/bookings/{bookingUid}/decline                    | 2024-08-13 | a reason                 | /v2/bookings                                |
        | patch-location      | BOOKING_WRITE    | /v2/bookings                                | PATCH  | /v2/bookings/{bookingUid}/location                   | 2024-08-13 | an address               | /v2/bookings                                |
        | post-guests         | BOOKING_WRITE    | /v2/bookings                                | POST   | /v2/bookings/{bookingUid}/guests                     | 2024-08-13 | a guest                  | /v2/bookings                                |
        | post-schedules      | SCHEDULE_WRITE   | /v2/schedules                               | POST   | /v2/schedules                                        | 2024-06-11 | a schedule               | /v2/schedules                               |
        | patch-schedule      | SCHEDULE_WRITE   | /v2/schedules                               | PATCH  | /v2/schedules/{scheduleId}                           | 2024-06-11 | a new name               | /v2/schedules/{scheduleId}                  |
        | delete-schedule     | SCHEDULE_WRITE   | /v2/schedules                               | DELETE | /v2/schedules/{scheduleId}                           | 2024-06-11 | nothing                  | /v2/schedules/{scheduleId}                  |
        | patch-me            | PROFILE_WRITE    | /v2/me                                      | PATCH  | /v2/me                                               | any        | the week start Saturday  | /v2/me                                      |

    @control @needs:control
    Scenario: What is enabled from the beginning is open
      Given Orbit has the permissions "PROFILE_READ"
      And Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    @refusal @needs:control
    Scenario: What is not enabled from the beginning is closed
      Given Orbit has the permissions "PROFILE_READ"
      And Orbit created Bob
      When Bob asks GET /v2/bookings in version 2024-08-13, sending nothing
      Then the API turns Bob away

    @refusal @needs:control
    Scenario: What is disabled is closed to a refreshed token, too
      Given Orbit created Bob
      And Orbit was left every permission but "PROFILE_READ"
      And Orbit refreshed Bob's tokens
      When Bob asks GET /v2/me in version any, sending nothing
      Then the API turns Bob away
