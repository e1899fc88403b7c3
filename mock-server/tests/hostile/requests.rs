//! What is sent: real requests of every kind, and what becomes of them in hostile hands.
//!
//! The control door may do everything, also what would harm the good client; of its operations only those are asked here
//! that read, or that are refused.

use mock_server::http::ROUTES;
use mock_server::store::showcase::{ADMIN, CONFIDENTIAL, LEGACY, PASSWORD, PENDING, PLATFORM, PUBLIC, USER};
use mock_server::wire::Scope;

use crate::dice::Dice;
use crate::good_client::GoodClient;

/// Requests that the server understands.
pub(crate) struct Templates(Vec<Vec<u8>>);

/// What is put into requests, or in the place of parts of them.
const BAITS: &[&[u8]] = &[
    b"\0",
    b"%",
    b"%00",
    b"%zz",
    b"%f",
    b"%ff%fe",
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b"\r",
    b" ",
    b"\t",
    b"?",
    b"#",
    b"//",
    b"/../",
    b"&",
    b"=",
    b"[]",
    b"[a]",
    b"{",
    b"}",
    b"{}",
    b"[",
    b"]",
    b"\"",
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"0",
    b"9223372036854775808",
    b"99999999999999999999",
    b"\xff\xfe",
    b"\xc3",
    b"\xe2\x80\xae",
    b"<script>",
    b"'",
    b"\\u0000",
    b"\\ud800",
    b"HTTP/1.0",
    b"HTTP/9.9",
    b"Content-Length: 5\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Length: 18446744073709551616\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: gzip\r\n",
    b"Expect: 100-continue\r\n",
    b"Connection: upgrade\r\nUpgrade: h2c\r\n",
    b"Connection: close\r\n",
    b"Host: \r\n",
    b"Origin: null\r\n",
    b"Cookie: a=b; next-auth.session-token=\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Content-Type: application/json; charset=utf-16\r\n",
    b"Authorization: Bearer \r\n",
    b"Authorization: Basic x\r\n",
    b"cal-api-version: x\r\n",
    b"0000-00-00T00:00:00Z",
    b"2026-02-30",
    b"+99:99",
    b"client_id",
    b"OPTIONS",
    b"HEAD",
    b"PUT",
];

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

impl Templates {
    /// Those for the server at `url`, with the tokens of a client that may do everything with what is the user's.
    pub(crate) fn of(url: &str, friend: &GoodClient) -> Self {
        let words: Vec<_> = Scope::documented().map(Scope::word).collect();
        let client = friend.registered("Hostile", &words);
        let tokens = friend.tokens(&client, &words.join(" "), ADMIN);
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let refresh_token = tokens["refresh_token"].as_str().unwrap();
        let mut all = Self(Vec::new());
        all.add_the_api(&bearer);
        all.add_tokens(refresh_token);
        all.add_pages(url);
        all.add_the_door();
        all
    }

    fn add(&mut self, line: &str, headers: &str, body: &str) {
        let length =
            if body.is_empty() { String::new() } else { format!("content-length: {}\r\n", body.len()) };
        let text = format!("{line} HTTP/1.1\r\nhost: 127.0.0.1\r\n{headers}{length}\r\n{body}");
        self.0.push(text.into_bytes());
    }

    fn add_with(&mut self, line: &str, content_type: &str, body: &str) {
        self.add(line, &format!("content-type: {content_type}\r\n"), body);
    }

    /// Every endpoint, with names that may be there and members of every kind.
    fn add_the_api(&mut self, bearer: &str) {
        for (at, route) in ROUTES.iter().enumerate() {
            let names = ["1", "10", "20", "30", "0", "default", PLATFORM.0];
            let parts = route
                .path
                .split('/')
                .map(|part| if part.starts_with('{') { names[at % names.len()] } else { part });
            let path = parts.collect::<Vec<_>>().join("/");
            let version = route.versions.first().unwrap_or(&"2024-08-13");
            let headers =
                format!("authorization: {bearer}\r\ncal-api-version: {version}\r\ncontent-type: {JSON}\r\n");
            let body = r#"{"title":"x","slug":"x","lengthInMinutes":30,"start":"2026-01-01T10:00:00Z","eventTypeId":1,"attendee":{"name":"x","email":"x@example.com","timeZone":"Europe/Rome"},"timeZone":"Europe/Rome","isDefault":false,"name":"x","email":"x@example.com","availability":[{"days":["Monday"],"startTime":"09:00","endTime":"17:00"}],"guests":["y@example.com"],"role":"MEMBER","userId":3}"#;
            let is_read = route.method == "GET";
            let query = if is_read {
                "?take=10&skip=0&start=2026-01-01&end=2026-01-08&eventTypeId=1&timeZone=Europe/Rome"
            } else {
                ""
            };
            self.add(&format!("{} {path}{query}", route.method), &headers, if is_read { "" } else { body });
        }
        let key = format!("x-cal-client-id: {}\r\nx-cal-secret-key: {}\r\n", PLATFORM.0, PLATFORM.1);
        self.add(&format!("GET /v2/oauth-clients/{}/users", PLATFORM.0), &key, "");
        self.add("OPTIONS /v2/me", "access-control-request-method: GET\r\norigin: https://a.example\r\n", "");
    }

    fn add_tokens(&mut self, refresh_token: &str) {
        const TOKEN: &str = "POST /v2/auth/oauth2/token";
        for (id, secret) in [CONFIDENTIAL, LEGACY, PENDING, (PUBLIC, "")] {
            let json = format!(
                r#"{{"client_id":"{id}","client_secret":"{secret}","grant_type":"authorization_code","code":"abc","redirect_uri":"https://a.example/"}}"#
            );
            self.add_with(TOKEN, JSON, &json);
            let form = format!(
                "client_id={id}&client_secret={secret}&grant_type=refresh_token&refresh_token={refresh_token}"
            );
            self.add_with(TOKEN, FORM, &form);
            self.add_with(
                TOKEN,
                FORM,
                &format!(
                    "client_id={id}&code_verifier={}&grant_type=authorization_code&code=%61",
                    "v".repeat(43)
                ),
            );
        }
    }

    fn add_pages(&mut self, url: &str) {
        for id in [CONFIDENTIAL.0, PUBLIC, PENDING.0, "nobody"] {
            let query = format!(
                "client_id={id}&redirect_uri={url}/_mock/callback&scope=PROFILE_READ&state=s&response_type=code&code_challenge=x&code_challenge_method=S256"
            );
            self.add(&format!("GET /auth/oauth2/authorize?{query}"), "", "");
            self.add_with("POST /auth/oauth2/authorize", FORM, &format!("{query}&decision=allow"));
        }
        self.add_with(
            "POST /auth/login",
            FORM,
            &format!("email={USER}&password={PASSWORD}&callbackUrl=/settings/developer/oauth&kept="),
        );
        self.add_with(
            "POST /auth/login",
            FORM,
            &format!("email={USER}&password=wrong&callbackUrl=//evil.example"),
        );
        for path in [
            "/",
            "/auth/login",
            "/settings/developer/oauth",
            "/settings/admin/oauth",
            "/settings/platform",
            "/_mock/outbox",
            "/_mock/callback?code=x&state=y",
            "/user/30min",
            "/booking/x",
            "/reschedule/x",
        ] {
            self.add(&format!("GET {path}"), "cookie: next-auth.session-token=x\r\n", "");
            self.add_with(
                &format!("POST {path}"),
                FORM,
                "name=x&purpose=y&redirect_uris=https%3A%2F%2Fa.example&ticket=x",
            );
        }
    }

    fn add_the_door(&mut self) {
        for path in [
            "health",
            "clock",
            "world",
            "clients",
            "users",
            "teams",
            "requests",
            "requests?client=x",
            "outbox",
            "environment",
            "routes",
        ] {
            self.add(&format!("GET /_mock/v1/{path}"), "", "");
        }
        self.add("GET /_mock/openapi.json", "", "");
        let refused = format!(
            r#"{{"client_id":"{}","redirect_uri":"https://a.example/","scope":"X","state":"s","user":"{USER}","decision":"deny"}}"#,
            PENDING.0
        );
        self.add_with("POST /_mock/v1/authorize", JSON, &refused);
        for line in [
            "PUT /_mock/v1/world",
            "PUT /_mock/v1/clock",
            "PATCH /_mock/v1/clock",
            "POST /_mock/v1/clients",
            "POST /_mock/v1/users",
            "POST /_mock/v1/teams",
        ] {
            self.add_with(line, JSON, r#"[[{"name": "x", "clients": [{"name": {"#);
        }
        self.add_with("POST /_mock/v1/clients/nobody/review", JSON, r#"{"decision":"approve"}"#);
    }

    /// One request of some kind.
    pub(crate) fn hostile(&self, dice: &mut Dice) -> Vec<u8> {
        match dice.throw(40) {
            0 => noise(dice),
            1 => self.with_a_long_header(dice),
            2 => self.with_many_headers(dice),
            3 | 4 => in_broken_chunks(dice),
            5 | 6 => with_two_lengths(dice),
            7 => at_a_long_address(dice),
            8 => with_a_long_body(dice),
            9..=14 => self.real(dice),
            _ => self.mutated(dice),
        }
    }

    fn real(&self, dice: &mut Dice) -> Vec<u8> {
        self.0[dice.throw(self.0.len())].clone()
    }

    /// Spoiled anywhere, in its address, or in a body of which the length is still right.
    fn mutated(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.real(dice);
        let head = position(&bytes, b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let has_body = head < bytes.len();
        match dice.throw(4) {
            0 => self.spoil(&mut bytes, dice),
            1 | 2 if has_body => {
                let mut body = bytes.split_off(head);
                self.spoil(&mut body, dice);
                let line = position(&bytes, b"content-length: ").unwrap_or(head - 2);
                bytes.truncate(line);
                bytes.extend(format!("content-length: {}\r\n\r\n", body.len()).bytes().chain(body));
            }
            _ => {
                let start = position(&bytes, b" ").unwrap_or_default() + 1;
                let end = position(&bytes, b" HTTP/").unwrap_or_default().max(start);
                let mut address = bytes[start..end].to_vec();
                self.spoil(&mut address, dice);
                bytes.splice(start..end, address).for_each(drop);
            }
        }
        bytes
    }

    fn spoil(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        for _ in 0..=dice.throw(4) {
            let at = dice.throw(bytes.len());
            let until = (at + dice.throw(12)).min(bytes.len());
            match dice.throw(7) {
                0 => bytes.truncate(at),
                1 => bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << (at % 8)),
                2 => drop(bytes.drain(at..until)),
                3 => drop(bytes.splice(at..at, bytes[at..until].repeat(3))),
                4 => drop(bytes.splice(at..until, dice.bytes(4))),
                5 => drop(bytes.splice(at.., self.real(dice).split_off(at.min(20)))),
                _ => {
                    let until = if dice.once_in(2) { at } else { until };
                    drop(bytes.splice(at..until, dice.one_of(BAITS).to_vec()));
                }
            }
        }
    }

    fn with_a_long_header(&self, dice: &mut Dice) -> Vec<u8> {
        let length = [100, 8_000, 65_000, 70_000, 200_000][dice.throw(5)];
        let name = dice.one_of(&["x", "cookie", "authorization", "content-type", "origin"]);
        self.with_header(dice, format!("{name}: {}\r\n", "é".repeat(length / 2)).as_bytes())
    }

    fn with_many_headers(&self, dice: &mut Dice) -> Vec<u8> {
        let count = [20, 90, 120, 3_000][dice.throw(4)];
        self.with_header(dice, &b"a: b\r\n".repeat(count))
    }

    /// A real request with this before its first header.
    fn with_header(&self, dice: &mut Dice, header: &[u8]) -> Vec<u8> {
        let mut bytes = self.real(dice);
        let line = position(&bytes, b"\r\n").map_or(0, |at| at + 2);
        bytes.splice(line..line, header.iter().copied()).for_each(drop);
        bytes
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn noise(dice: &mut Dice) -> Vec<u8> {
    let length = 1 + dice.throw(2_000);
    dice.bytes(length)
}

fn in_broken_chunks(dice: &mut Dice) -> Vec<u8> {
    let path = dice.one_of(&["/v2/auth/oauth2/token", "/_mock/v1/users", "/auth/login", "/v2/bookings"]);
    let chunks: &[u8] = dice.one_of(&[
        b"5\r\nhello\r\n0\r\n\r\n".as_slice(),
        b"5\r\nhell",
        b"zz\r\nhello\r\n0\r\n\r\n",
        b"-1\r\n\r\n",
        b"ffffffffffffffffff\r\nx",
        b"7fffffffffffffff\r\nx",
        b"2;ext=\"\0\"\r\n{}\r\n0\r\n\r\n",
        b"2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
        b"2\n{}\n0\n\n",
        b"\r\n\r\n",
    ]);
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: {JSON}\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    [head.as_bytes(), chunks].concat()
}

fn with_two_lengths(dice: &mut Dice) -> Vec<u8> {
    let lengths = dice.one_of(&[
        "content-length: 5\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: chunked\r\ncontent-length: 5\r\n",
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: 5, 5\r\n",
        "transfer-encoding: chunked, identity\r\n",
        "transfer-encoding: identity\r\ntransfer-encoding: chunked\r\n",
        "content-length: 999999999999\r\n",
        "content-length: +5\r\n",
    ]);
    let head =
        format!("POST /v2/auth/oauth2/token HTTP/1.1\r\nhost: a\r\ncontent-type: {JSON}\r\n{lengths}\r\n");
    [head.as_bytes(), b"0\r\n\r\nGET /v2/me HTTP/1.1\r\n\r\n"].concat()
}

fn at_a_long_address(dice: &mut Dice) -> Vec<u8> {
    let length = [1_000, 30_000, 64_000, 65_535, 100_000][dice.throw(5)];
    let path =
        dice.one_of(&["/v2/", "/auth/oauth2/authorize?state=", "/v2/bookings?take=", "/_mock/v1/", "/"]);
    let filling = dice.one_of(&["a", "%41", "/", "%2f", "&a=", "[", "+"]);
    let filling = filling.repeat(length / filling.len());
    format!("GET {path}{filling} HTTP/1.1\r\nhost: a\r\n\r\n").into_bytes()
}

fn with_a_long_body(dice: &mut Dice) -> Vec<u8> {
    let length = [100_000, 102_400, 102_401, 600_000][dice.throw(4)];
    let line =
        dice.one_of(&["POST /v2/auth/oauth2/token", "POST /auth/login", "PUT /_mock/v1/world", "GET /v2/me"]);
    let (content_type, filling) =
        [(JSON, "["), (JSON, "{\"a\":"), (FORM, "a=b&"), (FORM, "a[b]"), (FORM, "%")][dice.throw(5)];
    let body = filling.repeat(length / filling.len());
    let head = format!(
        "{line} HTTP/1.1\r\nhost: a\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head, body].concat().into_bytes()
}
