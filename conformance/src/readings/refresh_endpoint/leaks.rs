//! What must not stand in the answer of a refresh endpoint (REFURL-05): a refresh token, and the client's secret.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::Value;

use super::Call;
use crate::{exchange::Answer, verdict::Halt};

/// What each JWT begins with: `{"` in base64.
const JWT: &str = "eyJ";

/// What the answer may not hold.
pub(crate) struct Secrets<'a> {
    /// Refresh tokens of the users, those that are used up among them.
    pub(crate) refresh_tokens: &'a [String],
    pub(crate) client_id: &'a str,
    pub(crate) client_secret: &'a str,
}

/// The headers' values and the body, as they came and with their percent-encoding undone.
fn texts(answer: &Answer) -> Vec<String> {
    let headers = answer.headers.values().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let texts = headers.chain([answer.body.clone()]);
    texts.flat_map(|text| [percent_decoded(&text), text]).collect()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|it| std::str::from_utf8(it).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What in an answer could be a token: its longer words, wherever they stand. Those that look like a JWT come first.
pub(crate) fn words(answer: &Answer) -> Vec<String> {
    const SHORTEST: usize = 16;
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._~+/=-".contains(c);
    let mut words: Vec<String> = Vec::new();
    for text in texts(answer) {
        for whole in text.split(|c| !is_part(c)) {
            // `refreshToken=...` is a name and a token, while the `=` at its end belongs to one in base64.
            let found = std::iter::once(whole).chain(whole.split('=')).filter(|word| word.len() >= SHORTEST);
            words.extend(found.map(str::to_owned));
        }
    }
    words.sort_unstable_by(|one, other| {
        other.starts_with(JWT).cmp(&one.starts_with(JWT)).then_with(|| one.cmp(other))
    });
    words.dedup();
    words
}

/// A JWT in the text that says of itself that it is a refresh token.
fn jwt_that_refreshes(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let words = text.split(|c| !is_part(c));
    words.filter_map(|word| word.find(JWT).map(|place| &word[place..])).find(|word| {
        let payload = word.split('.').nth(1).and_then(|payload| URL_SAFE_NO_PAD.decode(payload).ok());
        let payload = payload.and_then(|payload| serde_json::from_slice::<Value>(&payload).ok());
        payload.is_some_and(|payload| payload["type"] == "refresh_token")
    })
}

/// REFURL-05: nothing in the answer refreshes or did, and the secret is not in it. `refreshing` is the words of it that
/// the API took for a refresh token.
pub(crate) fn keeps_secrets(call: &Call, refreshing: &[String], secrets: &Secrets<'_>) -> Result<(), Halt> {
    let answer = call.answer()?;
    let refuse = |got: &str| {
        let expected = "an answer with neither a refresh token nor the client secret in it";
        let got = format!("{}, in which {got}", answer.summary());
        Err(call.wrong(expected, &got, "answer the access token and nothing else"))
    };
    if let Some(token) = refreshing.first() {
        return refuse(&format!("{token} is a refresh token: the API took it"));
    }
    let texts = texts(answer);
    let stands = |value: &str| !value.is_empty() && texts.iter().any(|text| text.contains(value));
    if let Some(token) = secrets.refresh_tokens.iter().find(|token| stands(token)) {
        return refuse(&format!(
            "the refresh token {token} stands, which the backend was told or has used up"
        ));
    }
    if let Some(token) = texts.iter().find_map(|text| jwt_that_refreshes(text)) {
        return refuse(&format!("{token} says of itself that it is a refresh token"));
    }
    let Secrets { client_id, client_secret, .. } = secrets;
    let both = format!("{client_id}:{client_secret}");
    let encoded = [*client_secret, &both]
        .into_iter()
        .flat_map(|it| [STANDARD_NO_PAD, URL_SAFE_NO_PAD].map(|kind| kind.encode(it)));
    if encoded.chain([(*client_secret).to_owned()]).any(|form| stands(&form)) {
        return refuse("the client secret stands");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use reqwest::{StatusCode, Url, header::HeaderMap};

    use super::*;
    use crate::{
        exchange::{Exchange, Question},
        readings::refresh_endpoint::Reply,
    };

    const SECRET: &str = "s3cret+value/of=length";
    const USED_UP: &str = "the-first/refresh+token";

    fn call(body: &str, header: Option<(&'static str, &str)>) -> Call {
        let question = Question::get(Url::parse("https://backend.example/refresh").unwrap());
        let headers: HeaderMap =
            header.into_iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let answer = Answer { status: StatusCode::OK, headers, body: body.to_owned() };
        Call { reply: Reply::Answered(Box::new(Exchange { question, answer })), seen: None, proof: None }
    }

    fn judged(call: &Call, refreshing: &[String]) -> Result<(), Halt> {
        let refresh_tokens = [USED_UP.to_owned()];
        let secrets = Secrets { refresh_tokens: &refresh_tokens, client_id: "orbit", client_secret: SECRET };
        keeps_secrets(call, refreshing, &secrets)
    }

    fn jwt(kind: &str) -> String {
        let payload = URL_SAFE_NO_PAD.encode(format!(r#"{{"type":"{kind}","ownerId":7}}"#));
        format!("eyJhbGciOiJIUzI1NiJ9.{payload}.c2lnbmF0dXJl")
    }

    const FRESH: &str = r#"{"accessToken":"fresh"}"#;

    #[test]
    fn an_answer_with_the_access_token_alone_keeps_secrets() {
        assert!(judged(&call(FRESH, None), &[]).is_ok());
        let access = format!(r#"{{"accessToken":"{}"}}"#, jwt("access_token"));
        assert!(judged(&call(&access, Some(("set-cookie", "session=1; HttpOnly"))), &[]).is_ok());
    }

    #[test]
    fn a_secret_is_seen_in_every_form() {
        for form in [
            SECRET.to_owned(),
            "a s3cret%2Bvalue%2Fof%3Dlength".to_owned(),
            "a s3cret%2bvalue%2fof%3dlength".to_owned(),
            STANDARD_NO_PAD.encode(SECRET),
            URL_SAFE_NO_PAD.encode(SECRET),
            format!("Basic {}", STANDARD_NO_PAD.encode(format!("orbit:{SECRET}"))),
        ] {
            assert!(judged(&call(&form, None), &[]).is_err(), "{form}");
            assert!(judged(&call(FRESH, Some(("x-debug", &form))), &[]).is_err(), "{form}");
        }
    }

    #[test]
    fn a_refresh_token_is_seen_wherever_it_stands() {
        assert!(judged(&call(FRESH, None), &["taken".to_owned()]).is_err(), "the API took it");
        let refresh = jwt("refresh_token");
        for value in [
            format!("refreshToken={refresh}; HttpOnly"),
            format!("tokens=%7B%22refreshToken%22%3A%22{refresh}%22%7D"),
            format!("signed=s%3A{refresh}.c2lnbmVk"),
            format!("https://app.example/?refreshToken={refresh}"),
            format!("refreshToken={USED_UP}"),
            "refreshToken=the-first%2Frefresh%2Btoken".to_owned(),
        ] {
            assert!(judged(&call(FRESH, Some(("set-cookie", &value))), &[]).is_err(), "{value}");
            assert!(judged(&call(&value, None), &[]).is_err(), "{value}");
        }
    }

    #[test]
    fn the_longer_words_of_an_answer_are_its_possible_tokens() {
        let body =
            r#"{"accessToken":"eyJhbGciOiJI.eyJ0eXBl.c2ln-_","note":"short","b":["another/long+word=="]}"#;
        let call = call(
            body,
            Some(("set-cookie", "refreshToken=eyJhbGciOiJIUzI1NiJ9.a.b; at=%22eyJabcdefghijklmnop%22")),
        );
        assert_eq!(
            words(call.answer().unwrap()),
            [
                "eyJabcdefghijklmnop",
                "eyJhbGciOiJI.eyJ0eXBl.c2ln-_",
                "eyJhbGciOiJIUzI1NiJ9.a.b",
                "22eyJabcdefghijklmnop",
                "another/long+word",
                "another/long+word==",
                "refreshToken=eyJhbGciOiJIUzI1NiJ9.a.b",
            ]
        );
    }
}
