Feature: What every answer of the token endpoint has in common
  One status, one body and one set of headers for each refusal, and one order in which mistakes are found.

  @TOKEN-17 @observed
  Rule: A refusal has the status and the body on record
    invalid_client and unauthorized_client have the status of a failed authentication, the other errors that of a bad request, and the body has exactly two members. (production-oauth A.3, A.4, A.5)
    Client libraries branch on the status before they read a word.

    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                             | mistake                                                      |
        | TOKEN-05                       | it was exchanged before                                      |
        | TOKEN-07.made-up               | with a code that was never issued                            |
        | TOKEN-07.changed               | with one character of the code changed                       |
        | TOKEN-07.cut-short             | with the last half of the code cut off                       |
        | TOKEN-07.longer                | with a character added to the code                           |
        | TOKEN-07.blank-after           | with a blank after the code                                  |
        | TOKEN-07.other-case            | with upper and lower case of the code swapped                |
        | TOKEN-07.empty                 | with an empty code                                           |
        | TOKEN-09.wrong                 | with a wrong secret                                          |
        | TOKEN-09.cut-short             | with the last half of the secret cut off                     |
        | TOKEN-09.longer                | with a character added to the secret                         |
        | TOKEN-09.capitals              | with the secret in capitals                                  |
        | TOKEN-09.blank-after           | with a blank after the secret                                |
        | TOKEN-09.hash                  | with the SHA-256 of the secret                               |
        | TOKEN-09.last-four             | with only the last four digits of the secret right           |
        | TOKEN-09.empty                 | with an empty secret                                         |
        | TOKEN-10                       | with an unknown client id                                    |
        | TOKEN-10.capitals              | with the client id in capitals                               |
        | TOKEN-10.blank-after           | with a blank after the client id                             |
        | TOKEN-11                       | without the client id                                        |
        | TOKEN-12.missing               | without the grant type                                       |
        | TOKEN-12.empty                 | with an empty grant type                                     |
        | TOKEN-12.password              | with the password grant type                                 |
        | TOKEN-12.client-credentials    | with the client credentials grant type                       |
        | TOKEN-12.implicit              | with the implicit grant type                                 |
        | TOKEN-12.capitals              | with the grant type in capitals                              |
        | TOKEN-12.blank-after           | with a blank after the grant type                            |
        | TOKEN-13.stranger              | with an unregistered redirect URI                            |
        | TOKEN-13.trailing-slash        | with a slash after the redirect URI                          |
        | TOKEN-13.query                 | with a query after the redirect URI                          |
        | TOKEN-13.longer                | with more letters after the redirect URI                     |
        | TOKEN-13.prefix                | with only the start of the redirect URI                      |
        | TOKEN-13.path-case             | with the redirect URI's path in capitals                     |
        | TOKEN-13.host-case             | with the redirect URI's host in capitals                     |
        | TOKEN-13.default-port          | with the redirect URI's default port written out             |
        | TOKEN-13.dot-segments          | with dot segments in the redirect URI                        |
        | TOKEN-13.percent-encoded       | with a letter of the redirect URI percent-encoded            |
        | TOKEN-13.outer-blank           | with a blank after the redirect URI                          |
        | TOKEN-14.other                 | with its other redirect URI                                  |
        | TOKEN-14.empty                 | with an empty redirect URI                                   |
        | TOKEN-15.code                  | without the code                                             |
        | TOKEN-15.redirect-uri          | without the redirect URI                                     |
        | TOKEN-15.client-secret         | without the secret                                           |
        | TOKEN-16.malformed             | with a body of broken JSON                                   |
        | TOKEN-16.cut-off               | with the end of the JSON body cut off                        |
        | TOKEN-16.string                | with a JSON string as the body                               |
        | TOKEN-16.number                | with a JSON number as the body                               |
        | TOKEN-16.null                  | with a JSON null as the body                                 |
        | TOKEN-23.no-body               | without a body                                               |
        | TOKEN-23.no-content-type       | without saying the body's type                               |
        | TOKEN-23.plain-text            | with the body called plain text                              |
        | TOKEN-23.multipart             | as a multipart form                                          |
        | TOKEN-23.xml                   | with the body called XML                                     |
        | TOKEN-23.list                  | with a JSON list as the body                                 |
        | TOKEN-23.id-empty              | with an empty client id                                      |
        | TOKEN-23.id-repeated           | with the client id repeated                                  |
        | TOKEN-23.id-number             | with a number for the client id                              |
        | TOKEN-23.grant-repeated        | with the grant type repeated                                 |
        | TOKEN-23.grant-list            | with a list for the grant type                               |
        | TOKEN-23.code-repeated         | with the code repeated                                       |
        | TOKEN-23.code-number           | with a number for the code                                   |
        | TOKEN-23.code-list             | with a list for the code                                     |
        | TOKEN-23.code-object           | with an object for the code                                  |
        | TOKEN-23.code-true             | with a truth value for the code                              |
        | TOKEN-23.redirect-repeated     | with the redirect URI repeated                               |
        | TOKEN-23.secret-repeated       | with the secret repeated                                     |
        | TOKEN-23.secret-null           | with null for the secret                                     |
        | TOKEN-25.code                  | without the code                                             |
        | TOKEN-25.redirect-uri          | without the redirect URI                                     |
        | TOKEN-25.code-and-redirect-uri | without the code and the redirect URI                        |
        | TOKEN-25.secret                | without the secret                                           |
        | TOKEN-25.all-but-id-and-grant  | with only the client id and the grant type                   |
        | TOKEN-25.secret-and-verifier   | with a verifier added                                        |
        | TOKEN-25.scope                 | with a scope added                                           |
        | TOKEN-25.state                 | with a state added                                           |
        | TOKEN-25.refresh-token-added   | with a refresh token added                                   |
        | TOKEN-25.unknown               | with an unknown parameter added                              |
        | TOKEN-25.two-unknown           | with two unknown parameters added                            |
        | TOKEN-25.unknown-and-code      | with an unknown parameter in place of the code               |
        | TOKEN-25.secret-null           | with null for the secret                                     |
        | TOKEN-25.code-number           | with a number for the code                                   |
        | TOKEN-28.basic                 | with its credentials as HTTP Basic instead of in the body    |
        | TOKEN-28.basic-form            | with its credentials as HTTP Basic instead of in a form body |
        | TOKEN-28.query                 | with its credentials in the query instead of in the body     |
        | TOKEN-28                       | with only its secret as HTTP Basic instead of in the body    |
        | PKCE-08                        | after a request with a challenge                             |
        | PKCE-08.secret-and-verifier    | after a request with a challenge, with the verifier added    |

    @needs:control
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                 | mistake                          |
        | TOKEN-27.rejected  | after it was rejected            |
        | TOKEN-27.pending   | after it was sent back to review |
        | REVIEW-14.exchange | after its owner renamed it       |

    @needs:control
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                | mistake                    |
        | REVIEW-14.refresh | after its owner renamed it |

    @needs:public-client
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Nimbus
      And Nimbus exchanged the code, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                            | mistake                                                            |
        | PKCE-02.another               | with another verifier                                              |
        | PKCE-02.challenge             | with the challenge as the verifier                                 |
        | PKCE-02.changed               | with one character of the verifier changed                         |
        | PKCE-02.cut-short             | with the last half of the verifier cut off                         |
        | PKCE-02.other-case            | with upper and lower case of the verifier swapped                  |
        | PKCE-02.plain-challenge       | after a request with the verifier as the challenge                 |
        | PKCE-02.hex-challenge         | after a request with the challenge in hexadecimal                  |
        | PKCE-02.standard-challenge    | after a request with the challenge in standard Base64              |
        | PKCE-02.sha-512-challenge     | after a request with a SHA-512 challenge                           |
        | PKCE-02.blank-after           | with a blank after the verifier                                    |
        | PKCE-02.challenge-case        | after a request with upper and lower case of the challenge swapped |
        | PKCE-02.challenge-start       | after a request with only the start of the challenge               |
        | PKCE-03.missing               | without the verifier                                               |
        | PKCE-03.empty                 | with an empty verifier                                             |
        | PKCE-03.secret                | with a made-up secret in place of the verifier                     |
        | PKCE-07                       | after a request with the challenge padded                          |
        | PKCE-09.code                  | without the code                                                   |
        | PKCE-09.redirect-uri          | without the redirect URI                                           |
        | PKCE-09.unregistered-redirect | with an unregistered redirect URI                                  |
        | PKCE-09.other-redirect        | with its other redirect URI                                        |
        | PKCE-09.empty-redirect        | with an empty redirect URI                                         |

    @needs:second-client
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                      | mistake                    |
        | TOKEN-09.another-client | with Mallory's secret      |
        | TOKEN-30                | with Mallory's credentials |

    @needs:clock @exclusive
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id       | mistake     |
        | TOKEN-06 | a day later |

    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                                 | mistake                                                         |
        | REFRESH-04.garbled                 | with a garbled refresh token                                    |
        | REFRESH-04.empty                   | with an empty refresh token                                     |
        | REFRESH-04.cut-short               | with the last half of the refresh token cut off                 |
        | REFRESH-04.two-parts               | with the refresh token's signature cut away                     |
        | REFRESH-04.code                    | with the code in place of the refresh token                     |
        | REFRESH-06.wrong                   | with a wrong secret                                             |
        | REFRESH-06.cut-short               | with the last half of the secret cut off                        |
        | REFRESH-06.longer                  | with a character added to the secret                            |
        | REFRESH-06.capitals                | with the secret in capitals                                     |
        | REFRESH-06.blank-after             | with a blank after the secret                                   |
        | REFRESH-06.hash                    | with the SHA-256 of the secret                                  |
        | REFRESH-06.last-four               | with only the last four digits of the secret right              |
        | REFRESH-06.empty                   | with an empty secret                                            |
        | REFRESH-07.unknown                 | with an unknown client id                                       |
        | REFRESH-07.capitals                | with the client id in capitals                                  |
        | REFRESH-07.blank-after             | with a blank after the client id                                |
        | REFRESH-08.refresh-token           | without the refresh token                                       |
        | REFRESH-08.client-secret           | without the secret                                              |
        | REFRESH-13                         | after its refresh token was used                                |
        | REFRESH-14                         | after another sign-in of the same user was refreshed            |
        | REFRESH-16.granted                 | with a scope added                                              |
        | REFRESH-04.umlauts                 | with umlauts for the refresh token                              |
        | REFRESH-04.very-long               | with a refresh token of five thousand characters                |
        | REFRESH-16.empty                   | with an empty scope added                                       |
        | REFRESH-18.prolonged               | with the refresh token's life prolonged under its old signature |
        | TOKEN-28.refresh-query             | with the refresh token in the query instead of in the body      |
        | TOKEN-28.refresh-bearer            | with the refresh token as Bearer instead of in the body         |
        | REFRESH-16.wider                   | with a wider scope added                                        |
        | REFRESH-18.never-issued            | with a refresh token that was never issued                      |
        | REFRESH-18.payload-changed         | with the refresh token's payload changed                        |
        | REFRESH-18.signature-changed       | with the refresh token's signature changed                      |
        | REFRESH-18.no-signature            | with the refresh token's signature emptied                      |
        | REFRESH-18.another-key             | with the refresh token signed by somebody else                  |
        | REFRESH-18.alg-none                | with the refresh token unsigned                                 |
        | REFRESH-18.alg-none-spelt          | with the refresh token unsigned and its algorithm spelt None    |
        | REFRESH-18.blank-after             | with a blank after the refresh token                            |
        | REFRESH-18.access-token            | with its access token in place of the refresh token             |
        | TOKEN-25.refresh-token             | without the refresh token                                       |
        | TOKEN-23.refresh-token-null        | with null for the refresh token                                 |
        | TOKEN-23.refresh-token-number      | with a number for the refresh token                             |
        | TOKEN-23.refresh-token-list        | with a list for the refresh token                               |
        | TOKEN-23.refresh-token-repeated    | with the refresh token repeated                                 |
        | TOKEN-25.refresh-with-verifier     | with a verifier added                                           |
        | TOKEN-25.refresh-with-redirect-uri | with the redirect URI added                                     |
        | TOKEN-25.refresh-with-code         | with the code added                                             |
        | TOKEN-25.refresh-with-unknown      | with an unknown parameter added                                 |
        | TOKEN-25.refresh-secret-null       | with null for the secret                                        |
        | TOKEN-28.refresh-basic             | with its credentials as HTTP Basic instead of in the body       |

    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Gemini
      And Gemini exchanged the code, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                 | mistake                 |
        | ROTATE-04.exchange | with its revoked secret |

    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Gemini
      And Gemini exchanged the code
      And Gemini refreshed, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                | mistake                 |
        | ROTATE-04.refresh | with its revoked secret |

    @needs:second-client
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id                        | mistake                    |
        | REFRESH-06.another-client | with Mallory's secret      |
        | REFRESH-19                | with Mallory's credentials |

    @needs:clock @exclusive
    Scenario Outline: The refusal of <id> is the one on record
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, but <mistake>, and was refused
      Then the refusal's status and body are as recorded

      Examples:
        | id         | mistake      |
        | REFRESH-05 | a year later |

  @TOKEN-18 @observed
  Rule: No answer of the token endpoint may be cached
    Success and every error carry no-store and no-cache. (production-oauth A.2)
    A proxy that keeps an answer keeps a token, or a refusal that is no longer true.

    Scenario: The tokens of a confidential client may not be cached
      Given Alice allowed Acme
      When Acme exchanges the code
      Then Acme gets tokens
      And the answer forbids caching

    @needs:public-client
    Scenario: The tokens of a public client may not be cached
      Given Alice allowed Nimbus
      When Nimbus exchanges the code
      Then Nimbus gets tokens
      And the answer forbids caching

    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id                    | mistake                                                   |
        | TOKEN-05              | it was exchanged before                                   |
        | TOKEN-07.made-up      | with a code that was never issued                         |
        | TOKEN-09.wrong        | with a wrong secret                                       |
        | TOKEN-10              | with an unknown client id                                 |
        | TOKEN-11              | without the client id                                     |
        | TOKEN-12.missing      | without the grant type                                    |
        | TOKEN-13.stranger     | with an unregistered redirect URI                         |
        | TOKEN-14.other        | with its other redirect URI                               |
        | TOKEN-15.code         | without the code                                          |
        | TOKEN-16.malformed    | with a body of broken JSON                                |
        | TOKEN-16.cut-off      | with the end of the JSON body cut off                     |
        | TOKEN-16.string       | with a JSON string as the body                            |
        | TOKEN-16.number       | with a JSON number as the body                            |
        | TOKEN-16.null         | with a JSON null as the body                              |
        | TOKEN-16.charset      | as JSON in Latin-1                                        |
        | TOKEN-16.form-charset | as a form in Latin-1                                      |
        | TOKEN-23.no-body      | without a body                                            |
        | TOKEN-25.code         | without the code                                          |
        | TOKEN-28.basic        | with its credentials as HTTP Basic instead of in the body |
        | TOKEN-29.too-large    | with blanks to one byte over the size limit               |
        | PKCE-08               | after a request with a challenge                          |

    @needs:control
    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id                | mistake               |
        | TOKEN-27.rejected | after it was rejected |

    @needs:public-client
    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Nimbus
      And Nimbus exchanged the code, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id              | mistake                                   |
        | PKCE-02.another | with another verifier                     |
        | PKCE-03.missing | without the verifier                      |
        | PKCE-07         | after a request with the challenge padded |
        | PKCE-09.code    | without the code                          |

    @needs:second-client
    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id       | mistake                    |
        | TOKEN-30 | with Mallory's credentials |

    @needs:clock @exclusive
    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id       | mistake     |
        | TOKEN-06 | a day later |

    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Gemini
      And Gemini exchanged the code, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id                 | mistake                 |
        | ROTATE-04.exchange | with its revoked secret |

    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Gemini
      And Gemini exchanged the code
      And Gemini refreshed, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id                | mistake                 |
        | ROTATE-04.refresh | with its revoked secret |

    Scenario: The tokens of a form may not be cached
      Given Alice allowed Acme
      When Acme exchanges the code, as a form
      Then the answer forbids caching

    Scenario: The tokens of a refresh in a form may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, as a form
      Then the answer forbids caching

    @needs:public-client
    Scenario: The tokens of a public client's refresh may not be cached
      Given Alice allowed Nimbus
      And Nimbus exchanged the code
      And Nimbus refreshed
      Then the answer forbids caching

    Scenario: The tokens of a refresh may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code
      When Acme refreshes
      Then Acme gets tokens
      And the answer forbids caching

    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id                       | mistake                          |
        | REFRESH-04.garbled       | with a garbled refresh token     |
        | REFRESH-06.wrong         | with a wrong secret              |
        | REFRESH-07.unknown       | with an unknown client id        |
        | REFRESH-08.refresh-token | without the refresh token        |
        | REFRESH-08.client-secret | without the secret               |
        | REFRESH-13               | after its refresh token was used |
        | REFRESH-16.granted       | with a scope added               |

    @needs:second-client
    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id         | mistake                    |
        | REFRESH-19 | with Mallory's credentials |

    @needs:clock @exclusive
    Scenario Outline: The refusal of <id> may not be cached
      Given Alice allowed Acme
      And Acme exchanged the code
      And Acme refreshed, but <mistake>, and was refused
      Then the refusal's headers are as recorded

      Examples:
        | id         | mistake      |
        | REFRESH-05 | a year later |

  @TOKEN-21 @observed
  Rule: The first mistake in a fixed order is the one that is told
    The order is missing parameter, unknown client, redirect URI, secret, code. (production-oauth A.4, A.5)
    Nobody learns whether a code exists without the client's secret, and the answer is predictable.

    Background:
      Given Alice allowed Acme

    Scenario Outline: <id> is the order of two mistakes
      Given Acme exchanged the code, but <first>, and was refused
      When Acme exchanges the code, but <first> and also <second>
      Then the refusal is the same as before

      Examples:
        | id                         | first                             | second                            |
        | client-id-then-grant       | without the client id             | without the grant type            |
        | client-id-then-missing     | without the client id             | without the code                  |
        | grant-then-missing         | with the password grant type      | without the code                  |
        | missing-then-client        | without the redirect URI          | with an unknown client id         |
        | missing-code-then-client   | without the code                  | with an unknown client id         |
        | missing-then-redirect      | without the code                  | with an unregistered redirect URI |
        | missing-then-secret        | without the code                  | with a wrong secret               |
        | missing-then-code          | without the redirect URI          | it was exchanged before           |
        | client-then-redirect       | with an unknown client id         | with an unregistered redirect URI |
        | client-then-secret         | with an unknown client id         | with a wrong secret               |
        | client-then-code           | with an unknown client id         | with a code that was never issued |
        | redirect-then-secret       | with an unregistered redirect URI | with a wrong secret               |
        | redirect-then-code         | with an unregistered redirect URI | with a code that was never issued |
        | secret-then-code           | with a wrong secret               | with a code that was never issued |
        | secret-then-used-code      | with a wrong secret               | it was exchanged before           |
        | secret-then-other-redirect | with a wrong secret               | with its other redirect URI       |
        | code-then-other-redirect   | with a code that was never issued | with its other redirect URI       |
