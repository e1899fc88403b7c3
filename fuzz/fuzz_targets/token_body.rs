//! A body at the token endpoint: its `Content-Type`, its `Content-Encoding` and its bytes, a line each and the rest.
//!
//! `$CODE` and `$REFRESH` stand for what counts, `$SECRET` for what nobody may see again. Nothing is a fault of the
//! server; every refusal is OAuth's and may not be cached; what was granted once is not granted again; and why something
//! was refused is told without the secret.

#![no_main]

use std::cell::RefCell;

use fuzz::{Mock, SECRET, first_line, header, replaced, tells};
use libfuzzer_sys::fuzz_target;
use mock_server::rules::token_request;
use mock_server::store::showcase::CONFIDENTIAL;
use mock_server::wire::{Parameters, Strictness};
use serde_json::{Value, json};

const TOKEN: &str = "/v2/auth/oauth2/token";
const CALLBACK: &str = "/_mock/callback";

thread_local! {
    static MOCK: RefCell<Mock> = RefCell::new(Mock::start());
}

fuzz_target!(|data: &[u8]| MOCK.with_borrow_mut(|mock| {
    let data = replaced(data, "$SECRET", SECRET);
    let grants =
        ["$CODE", "$REFRESH"].iter().any(|name| data.windows(name.len()).any(|it| it == name.as_bytes()));
    let data = if grants { granted(mock, &data) } else { data };
    let (content_type, rest) = first_line(&data);
    let (encoding, body) = first_line(rest);
    tells_no_secret(body);

    let mut headers = format!("content-type: {}\r\n", header(content_type));
    if !encoding.is_empty() {
        headers += &format!("content-encoding: {}\r\n", header(encoding));
    }
    let answer = mock.ask("POST", TOKEN, &headers, body);
    assert_eq!(answer.header("cache-control"), "no-store", "{answer:?}");
    if answer.status == 200 {
        assert!(grants, "something was granted to nobody: {answer:?}");
        let again = mock.ask("POST", TOKEN, &headers, body);
        assert_ne!(again.status, 200, "it was granted twice");
        return;
    }
    assert!(matches!(answer.status, 400 | 401 | 413 | 415), "{answer:?}");
    let said = answer.json();
    let members: Vec<_> = said.as_object().into_iter().flatten().collect();
    assert_eq!(members.len(), 2, "{answer:?}");
    assert!(said["error"].is_string() && said["error_description"].is_string(), "{answer:?}");
}));

/// With a code and a refresh token that count in the places that are kept for them.
fn granted(mock: &mut Mock, data: &[u8]) -> Vec<u8> {
    // The dice of a server never end, but what it keeps does not grow for ever either.
    let redirect_uri = format!("{}{CALLBACK}", mock.url());
    let code = mock.code(CONFIDENTIAL.0, &redirect_uri);
    let body = json!({
        "client_id": CONFIDENTIAL.0, "client_secret": CONFIDENTIAL.1, "grant_type": "authorization_code",
        "code": mock.code(CONFIDENTIAL.0, &redirect_uri), "redirect_uri": redirect_uri,
    });
    let tokens =
        mock.ask("POST", TOKEN, "content-type: application/json\r\n", body.to_string().as_bytes()).json();
    let refresh = tokens["refresh_token"].as_str().expect("an exchange to the letter gives tokens");
    let data = replaced(data, "$CODE", &code);
    let data = replaced(&data, "$HOME", &redirect_uri);
    replaced(&data, "$REFRESH", refresh)
}

/// The rule alone, of which the journal tells: a body that is an object is refused by name, without its values.
fn tells_no_secret(body: &[u8]) {
    let Ok(Value::Object(members)) = serde_json::from_slice(body) else { return };
    let parameters = Parameters(members);
    assert!(!tells(&format!("{parameters:?}")), "what was sent prints its secret");
    match token_request::read(&parameters, &Strictness::default()) {
        Ok(request) => assert!(
            !tells(&format!("{request:?}")) || tells(parameters.text("client_id").unwrap_or("")),
            "a request prints its secret"
        ),
        Err(refused) => {
            assert!(!refused.check.name().is_empty() && !refused.differed.is_empty());
            assert!(!tells(&refused.differed), "{}", refused.differed);
        }
    }
}
