Feature: When the scope is looked at
  A request can be wrong in more than one way. What is told first decides what an integrator mends first.

  @SCOPE-11 @observed
  Rule: The scope is looked at behind the route, and before roles, existence and the body
    An unknown path or a version that answers nothing there is 404 whatever the scopes; what is there and not opened is 403 whatever else is wrong. (production-api B1)
    A token that may not see a thing does not learn whether it is there.

    Scenario Outline: <method> <path> in version <version> is not found, whatever the scope
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the refusal's status and body are as recorded

      Examples:
        | id                       | method | path                                 | version    | sends   | scope        |
        | unknown-path             | GET    | /v2/nope                             | any        | nothing | PROFILE_READ |
        | wrong-version            | GET    | /v2/schedules                        | 2024-08-13 | nothing | PROFILE_READ |
        | wrong-version-of-an-item | GET    | /v2/event-types/{eventTypeId}        | 2024-09-04 | nothing | PROFILE_READ |
        | unknown-version          | GET    | /v2/bookings/{bookingUid}/references | 2099-12-31 | nothing | PROFILE_READ |
        | no-version               | GET    | /v2/bookings/{bookingUid}/references | any        | nothing | PROFILE_READ |

    @destructive
    Scenario Outline: <method> <path> in version <version> is not found, whatever the scope
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the refusal's status and body are as recorded

      Examples:
        | id           | method | path   | version | sends   | scope        |
        | wrong-method | POST   | /v2/me | any     | nothing | BOOKING_READ |

    @control
    Scenario Outline: A token with <scope> learns what else is wrong with <method> <path>
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the refusal's status and body are as recorded

      Examples:
        | id                          | method | path                                   | version    | sends   | scope             |
        | opened-unknown-id           | GET    | /v2/event-types/{unknownId}            | 2024-06-14 | nothing | EVENT_TYPE_READ   |
        | opened-no-number            | GET    | /v2/event-types/nonsense               | 2024-06-14 | nothing | EVENT_TYPE_READ   |
        | opened-foreign-team         | GET    | /v2/teams/{foreignTeamId}              | any        | nothing | TEAM_PROFILE_READ |
        | opened-foreign-organization | GET    | /v2/organizations/{foreignOrgId}/teams | any        | nothing | ORG_PROFILE_READ  |

    @control @destructive
    Scenario Outline: A token with <scope> learns what else is wrong with <method> <path>
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the refusal's status and body are as recorded

      Examples:
        | id                | method | path            | version    | sends                    | scope            |
        | opened-bad-body   | POST   | /v2/event-types | 2024-06-14 | a title that is a number | EVENT_TYPE_WRITE |
        | opened-empty-body | POST   | /v2/event-types | 2024-06-14 | an empty object          | EVENT_TYPE_WRITE |

    @refusal
    Scenario Outline: A token with <scope> alone does not learn what else is wrong with <method> <path>
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses for want of a scope
      And the refusal is on record

      Examples:
        | id                   | method | path                                   | version    | sends   | scope        |
        | unknown-id           | GET    | /v2/event-types/{unknownId}            | 2024-06-14 | nothing | BOOKING_READ |
        | no-number            | GET    | /v2/event-types/nonsense               | 2024-06-14 | nothing | BOOKING_READ |
        | foreign-team         | GET    | /v2/teams/{foreignTeamId}              | any        | nothing | BOOKING_READ |
        | foreign-organization | GET    | /v2/organizations/{foreignOrgId}/teams | any        | nothing | BOOKING_READ |

    @refusal @destructive
    Scenario Outline: A token with <scope> alone does not learn what else is wrong with <method> <path>
      Given Alice gave Omni a token, with the scope <scope> alone
      When Omni asks <method> <path> in version <version>, sending <sends>
      Then the endpoint refuses for want of a scope
      And the refusal is on record

      Examples:
        | id         | method | path            | version    | sends                    | scope        |
        | bad-body   | POST   | /v2/event-types | 2024-06-14 | a title that is a number | BOOKING_READ |
        | empty-body | POST   | /v2/event-types | 2024-06-14 | an empty object          | BOOKING_READ |
