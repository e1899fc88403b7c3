Feature: What an exchange holds
  Every parameter is there once, none too many, in a body that can be read.

  Background:
    Given Alice allowed Acme

  @TOKEN-13 @documented
  Rule: An unregistered redirect URI is refused
    "Must match the redirect URI used in the authorization request" (oauth.txt, 3.1 Confidential Clients)
    A code that was led astray to a foreign address is of no use there.

    @control
    Scenario: The redirect URI of the authorization request gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id              | mistake                                           |
        | stranger        | with an unregistered redirect URI                 |
        | trailing-slash  | with a slash after the redirect URI               |
        | query           | with a query after the redirect URI               |
        | longer          | with more letters after the redirect URI          |
        | prefix          | with only the start of the redirect URI           |
        | path-case       | with the redirect URI's path in capitals          |
        | host-case       | with the redirect URI's host in capitals          |
        | default-port    | with the redirect URI's default port written out  |
        | dot-segments    | with dot segments in the redirect URI             |
        | percent-encoded | with a letter of the redirect URI percent-encoded |
        | outer-blank     | with a blank after the redirect URI               |

  @TOKEN-14 @documented
  Rule: A registered redirect URI other than the one of the authorization request is refused
    "Must match the redirect URI used in the authorization request" (oauth.txt, 3.1 Confidential Clients)
    A code is bound to the address to which it was sent, not to the client's whole list.

    @control
    Scenario: The redirect URI of the authorization request gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id    | mistake                     |
        | other | with its other redirect URI |
        | empty | with an empty redirect URI  |

    @refusal
    Scenario: A code that was sent to the second redirect URI is refused with the first
      Given Alice allowed Acme, with its other redirect URI
      When Acme exchanges the code, but with its first redirect URI
      Then the exchange is refused

    @control
    Scenario: A code that was sent to the second redirect URI gets tokens with the second
      Given Alice allowed Acme, with its other redirect URI
      When Acme exchanges the code
      Then Acme gets tokens

  @TOKEN-15 @documented
  Rule: An exchange that leaves out a parameter is refused
    "All parameters are required:" (oauth.txt, 3.1 Confidential Clients)
    No parameter has a default that an attacker could lean on.

    @control
    Scenario: An exchange with all parameters gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id            | mistake                  |
        | code          | without the code         |
        | redirect-uri  | without the redirect URI |
        | client-secret | without the secret       |

    @control
    Scenario: A form with all parameters gets tokens
      When Acme exchanges the code, as a form
      Then Acme gets tokens

    @refusal
    Scenario: A form that leaves out the secret is refused
      When Acme exchanges the code, but without the secret and also as a form
      Then the exchange is refused

  @TOKEN-16 @documented
  Rule: Every refusal says what was wrong
    "Error responses include error and error_description fields." (oauth.txt, 3. Exchange Token, Error Responses)
    A client can log the cause, whatever it sent, even where the body could not be read.

    @control
    Scenario: A body that can be read gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused with an error and a description
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused
      And the refusal is on record

      Examples:
        | id           | mistake                               |
        | malformed    | with a body of broken JSON            |
        | cut-off      | with the end of the JSON body cut off |
        | string       | with a JSON string as the body        |
        | number       | with a JSON number as the body        |
        | null         | with a JSON null as the body          |
        | charset      | as JSON in Latin-1                    |
        | form-charset | as a form in Latin-1                  |

    @needs:mock
    Scenario Outline: The mock's words of <id> are those on record
      Given Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's words are as recorded

      Examples:
        | id                    | mistake              |
        | TOKEN-16.charset      | as JSON in Latin-1   |
        | TOKEN-16.form-charset | as a form in Latin-1 |

  @TOKEN-22 @observed
  Rule: The words for a redirect URI that does not match are always the same
    A redirect URI that does not match is refused as invalid_grant with redirect_uri_mismatch. (production-oauth A.5)
    A developer recognises the most common slip of all by its name.

    Scenario Outline: The refusal of <id> names the redirect URI
      Given Acme exchanged the code, but <mistake>, and was refused
      Then the exchange is refused as "invalid_grant" with "redirect_uri_mismatch"

      Examples:
        | id                       | mistake                                           |
        | TOKEN-13.stranger        | with an unregistered redirect URI                 |
        | TOKEN-13.trailing-slash  | with a slash after the redirect URI               |
        | TOKEN-13.query           | with a query after the redirect URI               |
        | TOKEN-13.longer          | with more letters after the redirect URI          |
        | TOKEN-13.prefix          | with only the start of the redirect URI           |
        | TOKEN-13.path-case       | with the redirect URI's path in capitals          |
        | TOKEN-13.host-case       | with the redirect URI's host in capitals          |
        | TOKEN-13.default-port    | with the redirect URI's default port written out  |
        | TOKEN-13.dot-segments    | with dot segments in the redirect URI             |
        | TOKEN-13.percent-encoded | with a letter of the redirect URI percent-encoded |
        | TOKEN-13.outer-blank     | with a blank after the redirect URI               |
        | TOKEN-14.other           | with its other redirect URI                       |
        | TOKEN-14.empty           | with an empty redirect URI                        |

    @needs:public-client
    Scenario Outline: The refusal of <id> names the redirect URI
      Given Alice allowed Nimbus
      And Nimbus exchanged the code, but <mistake>, and was refused
      Then the exchange is refused as "invalid_grant" with "redirect_uri_mismatch"

      Examples:
        | id                            | mistake                           |
        | PKCE-09.unregistered-redirect | with an unregistered redirect URI |
        | PKCE-09.other-redirect        | with its other redirect URI       |
        | PKCE-09.empty-redirect        | with an empty redirect URI        |

  @TOKEN-23 @observed
  Rule: A body that cannot be understood is a bad request
    An unknown content type or no body leaves an empty request, whose client_id is required; a parameter that is repeated or not a string is an invalid_request. (production-oauth A.1, A.4)
    Whatever a client sends by mistake, the answer is its own fault by name and never a broken server.

    @control
    Scenario: A body that can be understood gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is an empty request
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_request" with "client_id is required"
      And the refusal's status is as recorded
      And the refusal is on record

      Examples:
        | id              | mistake                         |
        | no-body         | without a body                  |
        | no-content-type | without saying the body's type  |
        | plain-text      | with the body called plain text |
        | multipart       | as a multipart form             |
        | xml             | with the body called XML        |
        | list            | with a JSON list as the body    |
        | id-empty        | with an empty client id         |

    @refusal
    Scenario Outline: An exchange <mistake> is an invalid request
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_request"
      And the refusal's status is as recorded
      And the refusal is on record

      Examples:
        | id                | mistake                         |
        | id-repeated       | with the client id repeated     |
        | id-number         | with a number for the client id |
        | grant-repeated    | with the grant type repeated    |
        | grant-list        | with a list for the grant type  |
        | code-repeated     | with the code repeated          |
        | code-number       | with a number for the code      |
        | code-list         | with a list for the code        |
        | code-object       | with an object for the code     |
        | code-true         | with a truth value for the code |
        | redirect-repeated | with the redirect URI repeated  |
        | secret-repeated   | with the secret repeated        |
        | secret-null       | with null for the secret        |

    @control
    Scenario: A refresh that can be understood gets tokens
      Given Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is an invalid request
      Given Acme exchanged the code
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_request"
      And the refusal's status is as recorded
      And the refusal is on record

      Examples:
        | id                     | mistake                             |
        | refresh-token-null     | with null for the refresh token     |
        | refresh-token-number   | with a number for the refresh token |
        | refresh-token-list     | with a list for the refresh token   |
        | refresh-token-repeated | with the refresh token repeated     |

    @refusal
    Scenario Outline: An exchange <mistake> does not break the server
      When Acme exchanges the code, but <mistake>
      Then no tokens are given and the server is not broken

      Examples:
        | id            | mistake                                         |
        | nul           | with a zero byte in the code                    |
        | not-utf-8     | with broken UTF-8 in the code of a form         |
        | stray-percent | with a stray percent sign in the code of a form |
        | deep          | with a list nested a thousand deep for the code |

  @TOKEN-24 @observed
  Rule: The token endpoint knows no other method
    Any method but POST answers as if there were no such page, in the API's own error envelope. (production-oauth A.1)
    A wrong method shows as itself and not as a strange OAuth error.

    @control
    Scenario: An exchange by POST gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> finds nothing
      When Acme exchanges the code, but <mistake>
      Then the refusal's status and body are as recorded

      Examples:
        | id     | mistake   |
        | get    | by GET    |
        | put    | by PUT    |
        | delete | by DELETE |

  @TOKEN-25 @observed
  Rule: The words for missing and unexpected parameters name each of them
    Each bad parameter has a clause of its own; unexpected ones come first in the order of the body, then the declared ones in a fixed order. (production-oauth A.4)
    A library that sends one parameter too many is told which.

    @control
    Scenario: An exchange with exactly the right parameters gets tokens
      When Acme exchanges the code
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> is refused in the words on record
      When Acme exchanges the code, but <mistake>
      Then the exchange is refused as "invalid_request"
      And the refusal's words are as recorded

      Examples:
        | id                    | mistake                                        |
        | code                  | without the code                               |
        | redirect-uri          | without the redirect URI                       |
        | code-and-redirect-uri | without the code and the redirect URI          |
        | secret                | without the secret                             |
        | all-but-id-and-grant  | with only the client id and the grant type     |
        | secret-and-verifier   | with a verifier added                          |
        | scope                 | with a scope added                             |
        | state                 | with a state added                             |
        | refresh-token-added   | with a refresh token added                     |
        | unknown               | with an unknown parameter added                |
        | two-unknown           | with two unknown parameters added              |
        | unknown-and-code      | with an unknown parameter in place of the code |
        | secret-null           | with null for the secret                       |
        | code-number           | with a number for the code                     |

    @control
    Scenario: A refresh with exactly the right parameters gets tokens
      Given Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens

    @refusal
    Scenario Outline: A refresh <mistake> is refused in the words on record
      Given Acme exchanged the code
      When Acme refreshes, but <mistake>
      Then the refresh is refused as "invalid_request"
      And the refusal's words are as recorded

      Examples:
        | id                        | mistake                         |
        | refresh-token             | without the refresh token       |
        | refresh-with-verifier     | with a verifier added           |
        | refresh-with-redirect-uri | with the redirect URI added     |
        | refresh-with-code         | with the code added             |
        | refresh-with-unknown      | with an unknown parameter added |
        | refresh-secret-null       | with null for the secret        |

    @control
    Scenario: A parameter that every JavaScript object has is dropped
      When Acme exchanges the code, with a parameter called toString added
      Then Acme gets tokens

  @TOKEN-29 @observed
  Rule: The status tells a body that is malformed from one that is too large
    Malformed JSON and a body over 100 kB each have a status of their own. (production-oauth A.1)
    A gateway and a client can tell a slip from an abuse.

    @control
    Scenario: A body of exactly the largest size gets tokens
      When Acme exchanges the code, with blanks up to the size limit
      Then Acme gets tokens

    @refusal
    Scenario Outline: An exchange <mistake> has its own status
      When Acme exchanges the code, but <mistake>
      Then the refusal's status is as recorded

      Examples:
        | id        | mistake                                     |
        | malformed | with a body of broken JSON                  |
        | cut-off   | with the end of the JSON body cut off       |
        | scalar    | with a JSON string as the body              |
        | too-large | with blanks to one byte over the size limit |
        | huge      | with blanks to ten times the size limit     |

    @needs:mock
    Scenario Outline: The mock's words of <id> are those on record
      Given Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's words are as recorded

      Examples:
        | id                 | mistake                                     |
        | TOKEN-29.malformed | with a body of broken JSON                  |
        | TOKEN-29.cut-off   | with the end of the JSON body cut off       |
        | TOKEN-29.scalar    | with a JSON string as the body              |
        | TOKEN-29.too-large | with blanks to one byte over the size limit |
        | TOKEN-29.huge      | with blanks to ten times the size limit     |
