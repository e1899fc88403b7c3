Feature: Endpoints that look for permissions before they look for a user
  Event types, private links and bookings were guarded before there were scopes, by what asks for a platform's client.

  @ME-05 @observed
  Rule: Where permissions are looked at first, a missing or bad token is forbidden and not unauthorized
    Event types by id, private links and everything of bookings that takes a scope answer 403, with what the guard looked for. (production-api A4)
    A client that refreshes its tokens on 401 alone never refreshes here.

    Scenario Outline: <method> <path> forbids a request <bearer>
      When Omni asks <method> <path> in version <version>, sending <sends>, <bearer>
      Then the refusal's status and body are as recorded

      Examples:
        | id                                         | method | path                                            | version    | sends   | bearer               |
        | none-get-event-types-one                   | GET    | /v2/event-types/{eventTypeId}                   | 2024-06-14 | nothing | without a token      |
        | none-get-event-types-private-links         | GET    | /v2/event-types/{eventTypeId}/private-links     | 2024-09-04 | nothing | without a token      |
        | none-get-bookings                          | GET    | /v2/bookings                                    | 2024-08-13 | nothing | without a token      |
        | none-get-bookings-recordings               | GET    | /v2/bookings/{bookingUid}/recordings            | 2024-08-13 | nothing | without a token      |
        | none-get-bookings-transcripts              | GET    | /v2/bookings/{bookingUid}/transcripts           | 2024-08-13 | nothing | without a token      |
        | none-get-bookings-calendar-links           | GET    | /v2/bookings/{bookingUid}/calendar-links        | 2024-08-13 | nothing | without a token      |
        | none-get-bookings-references               | GET    | /v2/bookings/{bookingUid}/references            | 2024-08-13 | nothing | without a token      |
        | none-get-bookings-conferencing-sessions    | GET    | /v2/bookings/{bookingUid}/conferencing-sessions | 2024-08-13 | nothing | without a token      |
        | garbled-get-event-types-one                | GET    | /v2/event-types/{eventTypeId}                   | 2024-06-14 | nothing | with a garbled token |
        | garbled-get-event-types-private-links      | GET    | /v2/event-types/{eventTypeId}/private-links     | 2024-09-04 | nothing | with a garbled token |
        | garbled-get-bookings                       | GET    | /v2/bookings                                    | 2024-08-13 | nothing | with a garbled token |
        | garbled-get-bookings-recordings            | GET    | /v2/bookings/{bookingUid}/recordings            | 2024-08-13 | nothing | with a garbled token |
        | garbled-get-bookings-transcripts           | GET    | /v2/bookings/{bookingUid}/transcripts           | 2024-08-13 | nothing | with a garbled token |
        | garbled-get-bookings-calendar-links        | GET    | /v2/bookings/{bookingUid}/calendar-links        | 2024-08-13 | nothing | with a garbled token |
        | garbled-get-bookings-references            | GET    | /v2/bookings/{bookingUid}/references            | 2024-08-13 | nothing | with a garbled token |
        | garbled-get-bookings-conferencing-sessions | GET    | /v2/bookings/{bookingUid}/conferencing-sessions | 2024-08-13 | nothing | with a garbled token |

    @destructive
    Scenario Outline: <method> <path> forbids a request <bearer>
      When Omni asks <method> <path> in version <version>, sending <sends>, <bearer>
      Then the refusal's status and body are as recorded

      Examples:
        | id                                           | method | path                                                 | version    | sends                    | bearer               |
        | none-post-event-types                        | POST   | /v2/event-types                                      | 2024-06-14 | an event type            | without a token      |
        | none-patch-event-types-one                   | PATCH  | /v2/event-types/{eventTypeId}                        | 2024-06-14 | a new title              | without a token      |
        | none-delete-event-types-one                  | DELETE | /v2/event-types/{eventTypeId}                        | 2024-06-14 | nothing                  | without a token      |
        | none-post-event-types-private-links          | POST   | /v2/event-types/{eventTypeId}/private-links          | 2024-09-04 | a private link           | without a token      |
        | none-patch-event-types-private-links-one     | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | a number of uses         | without a token      |
        | none-delete-event-types-private-links-one    | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | nothing                  | without a token      |
        | none-post-bookings-guests                    | POST   | /v2/bookings/{bookingUid}/guests                     | 2024-08-13 | a guest                  | without a token      |
        | none-patch-bookings-location                 | PATCH  | /v2/bookings/{bookingUid}/location                   | 2024-08-13 | an address               | without a token      |
        | none-post-bookings-mark-absent               | POST   | /v2/bookings/{bookingUid}/mark-absent                | 2024-08-13 | that the host was absent | without a token      |
        | none-post-bookings-reassign                  | POST   | /v2/bookings/{bookingUid}/reassign                   | 2024-08-13 | nothing                  | without a token      |
        | none-post-bookings-reassign-one              | POST   | /v2/bookings/{bookingUid}/reassign/{userId}          | 2024-08-13 | a reason                 | without a token      |
        | none-post-bookings-confirm                   | POST   | /v2/bookings/{bookingUid}/confirm                    | 2024-08-13 | nothing                  | without a token      |
        | none-post-bookings-decline                   | POST   | /v2/bookings/{bookingUid}/decline                    | 2024-08-13 | a reason                 | without a token      |
        | garbled-post-event-types                     | POST   | /v2/event-types                                      | 2024-06-14 | an event type            | with a garbled token |
        | garbled-patch-event-types-one                | PATCH  | /v2/event-types/{eventTypeId}                        | 2024-06-14 | a new title              | with a garbled token |
        | garbled-delete-event-types-one               | DELETE | /v2/event-types/{eventTypeId}                        | 2024-06-14 | nothing                  | with a garbled token |
        | garbled-post-event-types-private-links       | POST   | /v2/event-types/{eventTypeId}/private-links          | 2024-09-04 | a private link           | with a garbled token |
        | garbled-patch-event-types-private-links-one  | PATCH  | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | a number of uses         | with a garbled token |
        | garbled-delete-event-types-private-links-one | DELETE | /v2/event-types/{eventTypeId}/private-links/{linkId} | 2024-09-04 | nothing                  | with a garbled token |
        | garbled-post-bookings-guests                 | POST   | /v2/bookings/{bookingUid}/guests                     | 2024-08-13 | a guest                  | with a garbled token |
        | garbled-patch-bookings-location              | PATCH  | /v2/bookings/{bookingUid}/location                   | 2024-08-13 | an address               | with a garbled token |
        | garbled-post-bookings-mark-absent            | POST   | /v2/bookings/{bookingUid}/mark-absent                | 2024-08-13 | that the host was absent | with a garbled token |
        | garbled-post-bookings-reassign               | POST   | /v2/bookings/{bookingUid}/reassign                   | 2024-08-13 | nothing                  | with a garbled token |
        | garbled-post-bookings-reassign-one           | POST   | /v2/bookings/{bookingUid}/reassign/{userId}          | 2024-08-13 | a reason                 | with a garbled token |
        | garbled-post-bookings-confirm                | POST   | /v2/bookings/{bookingUid}/confirm                    | 2024-08-13 | nothing                  | with a garbled token |
        | garbled-post-bookings-decline                | POST   | /v2/bookings/{bookingUid}/decline                    | 2024-08-13 | a reason                 | with a garbled token |

    @exclusive @needs:clock
    Scenario Outline: <method> <path> forbids a request with an expired token
      Given Alice gave Omni a token, with the scope <scope> alone
      And thirty minutes passed
      When Omni asks <method> <path> in version <version>, sending nothing
      Then the endpoint refuses
      And the status is 403

      Examples:
        | id                   | method | path         | version    | scope        |
        | expired-get-bookings | GET    | /v2/bookings | 2024-08-13 | BOOKING_READ |

    Scenario Outline: <method> <path> forbids a request <bearer>
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending nothing, <bearer>
      Then the endpoint refuses
      And the status is 403

      Examples:
        | id                              | method | path                                 | version    | scope        | bearer                 |
        | refresh-get-bookings-references | GET    | /v2/bookings/{bookingUid}/references | 2024-08-13 | BOOKING_READ | with its refresh token |
