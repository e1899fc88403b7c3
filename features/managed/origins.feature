@destructive
Feature: From where browsers may ask with a managed user's token
  The token lies in a page of the platform. Whoever gets hold of it has a page of another origin.

  @MANAGED-18 @observed
  Rule: A star in a redirect URI stands for any characters of an origin
    It is compared from end to end, and the refusal of a foreign origin, like that for want of a permission, is told in production's words. (production-api A4)
    Previews of a platform's pages stand at addresses that nobody knows beforehand.

    @control
    Scenario: A redirect URI itself is accepted as an origin
      Given Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing, from a redirect URI itself
      Then the answer is about Bob

    @needs:control
    Scenario Outline: With "<uris>" the origin "<origin>" is accepted
      Given Orbit has the redirect URIs "<uris>"
      And Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing, from the origin "<origin>"
      Then the answer is about Bob

      Examples:
        | id              | uris                                          | origin                           |
        | subdomain       | https://*.orbit.example                       | https://app.orbit.example        |
        | deep-subdomain  | https://*.orbit.example                       | https://a.b.orbit.example        |
        | any             | *                                             | https://whoever.example          |
        | any-null        | *                                             | null                             |
        | end             | https://orbit.*                               | https://orbit.example            |
        | port            | http://localhost:*                            | http://localhost:5173            |
        | middle          | https://preview-*.orbit.example               | https://preview-17.orbit.example |
        | two-stars       | https://*.orbit.*                             | https://app.orbit.example        |
        | nothing-between | https://app*.orbit.example                    | https://app.orbit.example        |
        | second-of-two   | https://comet.example https://*.orbit.example | https://app.orbit.example        |
        | itself          | https://orbit.example                         | https://orbit.example            |

    @refusal @needs:control
    Scenario Outline: With "<uris>" the origin "<origin>" is refused
      Given Orbit has the redirect URIs "<uris>"
      And Orbit created Bob
      When Bob asks GET /v2/me in version any, sending nothing, from the origin "<origin>"
      Then the API turns Bob away
      And the refusal's status and body are as recorded

      Examples:
        | id             | uris                    | origin                                 |
        | without-dot    | https://*.orbit.example | https://orbit.example                  |
        | more-behind    | https://*.orbit.example | https://app.orbit.example.evil.example |
        | another-scheme | https://*.orbit.example | http://app.orbit.example               |
        | dot-is-a-dot   | https://*.orbit.example | https://app.orbit-example              |
        | another-port   | https://*.orbit.example | https://app.orbit.example:8443         |
        | more-in-front  | http*://orbit.example   | ftp-http://orbit.example               |
        | none-of-it     | https://*.orbit.example | null                                   |

    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob
      And Bob asked GET /v2/me in version any, sending nothing, <origin>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                  | origin                                     |
        | MANAGED-19.stranger | from the origin "https://stranger.example" |
        | MANAGED-19.null     | from the origin "null"                     |

    @needs:control
    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob
      And Bob asked GET /v2/me in version any, sending nothing, <origin>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                   | origin                                            |
        | MANAGED-19.scheme    | from that origin under another scheme             |
        | MANAGED-19.port      | from that origin on another port                  |
        | MANAGED-19.subdomain | from a subdomain of that origin                   |
        | MANAGED-19.suffix    | from that origin with more letters behind it      |
        | MANAGED-19.prefix    | from that origin with more letters in front of it |
        | MANAGED-19.cut-short | from only the start of that origin                |

    @needs:control
    Scenario Outline: The refusal of <id> is the one on record
      Given Orbit created Bob, with the time zone "Europe/London"
      And something of Bob's stands at <list>
      And Orbit was left every permission but "<permission>"
      And Bob asked <method> <path> in version <version>, sending <sends>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                             | permission       | list                                        | method | path                                                 | version    | sends                    |
        | MANAGED-13.get-event-type      | EVENT_TYPE_READ  | /v2/event-types                             | GET    | /v2/event-types/{eventTypeId}                        | 2024-06-14 | nothing                  |
        | MANAGED-13.get-private-links   | EVENT_TYPE_READ  | /v2/event-types                             | GET    | /v2/event-types/{eventTypeId}/private-links          | 2024-09-04 | nothing                  |
        | MANAGED-13.get-bookings        | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings                                         | 2024-08-13 | nothing                  |
        | MANAGED-13.get-references      | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/references                 | 2024-08-13 | nothing                  |
        | MANAGED-13.get-recordings      | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/recordings                 | 2024-08-13 | nothing                  |
        | MANAGED-13.get-transcripts     | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/transcripts                | 2024-08-13 | nothing                  |
        | MANAGED-13.get-calendar-links  | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/calendar-links             | 2024-08-13 | nothing                  |
        | MANAGED-13.get-sessions        | BOOKING_READ     | /v2/bookings                                | GET    | /v2/bookings/{bookingUid}/conferencing-sessions      | 2024-08-13 | nothing                  |
        | MANAGED-13.get-default         | SCHEDULE_READ    | /v2/schedules                               | GET    | /v2/schedules/default                                | 2024-06-11 | nothing                  |
        | MANAGED-13.post-private-link   | EVENT_TYPE_WRITE | /v2/event-types                             | POST   | /v2/event-types/{eventTypeId}/private-links          | 2024-09-04 | a private link           |
        | MANAGED-13.patch-private-link  | EVENT_TYPE_WRITE | /v2/event-types/{eventTypeId}/private-links | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | a number of uses         |
        | MANAGED-13.delete-private-link | EVENT_TYPE_WRITE | /v2/event-types/{eventTypeId}/private-links | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | nothing                  |
        | MANAGED-13.post-confirm        | BOOKING_WRITE    | /v2/bookings                                | POST   | /v2/bookings/{bookingUid}/confirm                    | 2024-08-13 | nothing                  |
        | MANAGED-13.post-decline        | BOOKING_WRITE    | /v2/bookings                                | POST   | /v2/bookings/{bookingUid}/decline                    | 2024-08-13 | a reason                 |
        | MANAGED-13.get-schedules       | SCHEDULE_READ    | /v2/schedules                               | GET    | /v2/schedules                                        | 2024-06-11 | nothing                  |
        | MANAGED-13.get-schedule        | SCHEDULE_READ    | /v2/schedules                               | GET    | /v2/schedules/{scheduleId}                           | 2024-06-11 | nothing                  |
        | MANAGED-13.get-me              | PROFILE_READ     | /v2/me                                      | GET    | /v2/me                                               | any        | nothing                  |
        | MANAGED-13.get-calendars-check | APPS_READ        | /v2/me                                      | GET    | /v2/calendars/{calendar}/check                       | any        | nothing                  |
        | MANAGED-13.post-event-types    | EVENT_TYPE_WRITE | /v2/event-types                             | POST   | /v2/event-types                                      | 2024-06-14 | an event type            |
        | MANAGED-13.patch-event-type    | EVENT_TYPE_WRITE | /v2/event-types                             | PATCH  | /v2/event-types/{eventTypeId}                        | 2024-06-14 | a new title              |
        | MANAGED-13.delete-event-type   | EVENT_TYPE_WRITE | /v2/event-types                             | DELETE | /v2/event-types/{eventTypeId}                        | 2024-06-14 | nothing                  |
        | MANAGED-13.patch-location      | BOOKING_WRITE    | /v2/bookings                                | PATCH  | /v2/bookings/{bookingUid}/location                   | 2024-08-13 | an address               |
        | MANAGED-13.post-guests         | BOOKING_WRITE    | /v2/bookings                                | POST   | /v2/bookings/{bookingUid}/guests                     | 2024-08-13 | a guest                  |
        | MANAGED-13.post-schedules      | SCHEDULE_WRITE   | /v2/schedules                               | POST   | /v2/schedules                                        | 2024-06-11 | a schedule               |
        | MANAGED-13.patch-schedule      | SCHEDULE_WRITE   | /v2/schedules                               | PATCH  | /v2/schedules/{scheduleId}                           | 2024-06-11 | a new name               |
        | MANAGED-13.delete-schedule     | SCHEDULE_WRITE   | /v2/schedules                               | DELETE | /v2/schedules/{scheduleId}                           | 2024-06-11 | nothing                  |
        | MANAGED-13.patch-me            | PROFILE_WRITE    | /v2/me                                      | PATCH  | /v2/me                                               | any        | the week start Saturday  |

  @MANAGED-19 @documented
  Rule: A browser's request is accepted from the origin of a redirect URI and refused from another
    "Redirect URIs: Used to validate internal requests origin and allow redirections on your platform when needed." (platform-quickstart.txt, 2. Setting up an OAuth client)
    A token that was copied out of a page is worth nothing in a page of somebody else.

    Background:
      Given Orbit created Bob

    @control
    Scenario: A request that comes from no page is accepted
      When Bob asks GET /v2/me in version any, sending nothing
      Then the answer is about Bob

    Scenario: A request from the origin of a redirect URI is accepted
      When Bob asks GET /v2/me in version any, sending nothing, from the origin of a redirect URI
      Then the answer is about Bob

    @needs:control
    Scenario: A request from the origin of the other redirect URI is accepted
      When Bob asks GET /v2/me in version any, sending nothing, from the origin "https://orbit.example:8443"
      Then the answer is about Bob

    @refusal
    Scenario Outline: A request <origin> is refused
      When Bob asks GET /v2/me in version any, sending nothing, <origin>
      Then the API turns Bob away
      And the refusal is on record

      Examples:
        | id        | origin                                            |
        | stranger  | from the origin "https://stranger.example"        |
        | null      | from the origin "null"                            |
        | scheme    | from that origin under another scheme             |
        | port      | from that origin on another port                  |
        | subdomain | from a subdomain of that origin                   |
        | suffix    | from that origin with more letters behind it      |
        | prefix    | from that origin with more letters in front of it |
        | cut-short | from only the start of that origin                |

    @refusal
    Scenario Outline: A request of <method> <path> from another origin is refused as well
      When Bob asks <method> <path> in version <version>, sending <sends>, from the origin "https://stranger.example"
      Then the API turns Bob away

      Examples:
        | id               | method | path            | version    | sends                   |
        | get-bookings     | GET    | /v2/bookings    | 2024-08-13 | nothing                 |
        | post-event-types | POST   | /v2/event-types | 2024-06-14 | an event type           |
        | patch-me         | PATCH  | /v2/me          | any        | the week start Saturday |
