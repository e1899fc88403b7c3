Feature: Endpoints that no scope opens
  Some need none, and whatever else stands in no table is closed to a token that has scopes.

  @SCOPE-04 @documented
  Rule: Creating, cancelling and rescheduling a booking need neither scope nor token
    "public endpoints that do not require any scope" (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    Whoever books is a guest, and has no account.

    @destructive
    Scenario Outline: <method> <path> works without a token
      When Omni asks <method> <path> in version 2024-08-13, sending <sends>, without a token, and looks at the booking
      Then the endpoint answers
      And the booking is accepted for the time that was asked for

      Examples:
        | id         | method | path                                 | sends         |
        | create     | POST   | /v2/bookings                         | a booking     |
        | reschedule | POST   | /v2/bookings/{bookingUid}/reschedule | a later start |

    @destructive
    Scenario Outline: <method> <path> works without a token
      When Omni asks <method> <path> in version 2024-08-13, sending <sends>, without a token, and looks at the booking
      Then the endpoint answers
      And the booking is cancelled

      Examples:
        | id     | method | path                             | sends              |
        | cancel | POST   | /v2/bookings/{bookingUid}/cancel | a reason to cancel |

    @destructive
    Scenario Outline: <method> <path> works with a token of another scope
      Given Alice gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks <method> <path> in version 2024-08-13, sending <sends>, and looks at the booking
      Then the endpoint answers
      And the booking is accepted for the time that was asked for

      Examples:
        | id                         | method | path                                 | sends         |
        | create-by-profile-read     | POST   | /v2/bookings                         | a booking     |
        | reschedule-by-profile-read | POST   | /v2/bookings/{bookingUid}/reschedule | a later start |

    @destructive
    Scenario Outline: <method> <path> works with a token of another scope
      Given Alice gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks <method> <path> in version 2024-08-13, sending <sends>, and looks at the booking
      Then the endpoint answers
      And the booking is cancelled

      Examples:
        | id                     | method | path                             | sends              |
        | cancel-by-profile-read | POST   | /v2/bookings/{bookingUid}/cancel | a reason to cancel |

    @destructive
    Scenario Outline: <method> <path> calls off the booking that was there before
      Given Alice gave Omni a token, with the scope PROFILE_READ alone
      When Omni asks <method> <path> in version 2024-08-13, sending <sends>, watched at /v2/bookings/{bookingUid}
      Then the endpoint answers
      And the "status" of what was watched is now "cancelled"

      Examples:
        | id             | method | path                                 | sends         |
        | earlier-is-off | POST   | /v2/bookings/{bookingUid}/reschedule | a later start |

  @SCOPE-13 @documented
  Rule: An endpoint that stands in no table and is not public refuses a token that has scopes
    "the issued access token can only be used to call endpoints covered by those scopes" (oauth.txt, 1. OAuth Client Credentials, Available Scopes)
    What nobody listed, nobody consented to.

    @control @needs:legacy-client
    Scenario: A token without scopes is answered, where there is such an endpoint
      Given Alice allowed Oldie
      And Oldie exchanged the code
      When Oldie asks GET /v2/calendars in version any, sending nothing
      Then the endpoint answers, where there is one

    @refusal
    Scenario Outline: A token <scopes> is refused
      Given Alice gave Omni a token, <scopes>
      When Omni asks GET /v2/calendars in version any, sending nothing
      Then the endpoint refuses
      And the refusal is on record

      Examples:
        | id           | scopes                            |
        | apps-read    | with the scope APPS_READ alone    |
        | profile-read | with the scope PROFILE_READ alone |
        | every-scope  | with every scope                  |

  @SCOPE-09 @observed
  Rule: Such a refusal says that the endpoint is not for applications of others
    It is 403 in the API's error envelope, with insufficient_scope and no scope that would open it. (production-oauth E, production-api B1)
    Whoever reads it knows that asking the user for more would not help.

    Scenario Outline: The refusal of <id> is the one on record
      Given Alice gave Omni a token, <scopes>
      And Omni asked GET /v2/calendars in version any, sending nothing, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                    | scopes                            |
        | SCOPE-13.apps-read    | with the scope APPS_READ alone    |
        | SCOPE-13.profile-read | with the scope PROFILE_READ alone |
        | SCOPE-13.every-scope  | with every scope                  |

    @needs:legacy-client
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice gave Oldie a token, <scopes>
      And Oldie asked GET /v2/calendars in version any, sending nothing, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id               | scopes                             |
        | LEGACY-10.closed | with the scope SCHEDULE_READ alone |
