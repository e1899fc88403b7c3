//! How an answer of the control door about a client is read (`rules.md`, CLIENT and REVIEW; production-oauth D).

use serde_json::Value;

use super::refusal::unlike;
use crate::{exchange::Exchange, target::provision::control::ClientMade, verdict::Halt};

/// Ids and secrets are of this length.
const DIGITS: usize = 64;

/// The client that was registered.
pub(crate) fn registered(it: &Exchange) -> Result<ClientMade, Halt> {
    let made = serde_json::from_str::<ClientMade>(&it.answer.body);
    made.ok()
        .filter(|made| it.answer.status.is_success() && !made.client_id.is_empty())
        .ok_or_else(|| unlike(it, "a client that was registered: a status from 200 to 299 and a client_id"))
}

/// A client as the door shows it.
pub(crate) fn shown(it: &Exchange) -> Result<Value, Halt> {
    let client = it.answer.json().filter(|client| client["client_id"].is_string());
    client
        .filter(|_| it.answer.status.is_success())
        .ok_or_else(|| unlike(it, "a client: 200 with its client_id and how it stands"))
}

/// Status and JSON, a member a line.
pub(crate) fn rendered(it: &Exchange) -> String {
    let body = it.answer.json().map_or_else(|| it.answer.body.clone(), |json: Value| format!("{json:#}"));
    format!("{}\n{body}\n", it.answer.status.as_u16())
}

/// Refused: a 4xx with `error` and `error_description`, and nowhere a client, a secret or a list of them.
pub(crate) fn refused(it: &Exchange) -> Result<(), Halt> {
    const GIVEN: [&str; 4] = ["client_id", "client_secret", "secrets", "secret_hint"];
    let expected = "a refusal: a status from 400 to 499, an error and an error_description, and no client";
    let json = it.answer.json().unwrap_or_default();
    let says = |name: &str| json[name].as_str().is_some_and(|text| !text.is_empty());
    let gives = GIVEN.iter().any(|name| has_member(&json, name));
    if it.answer.status.is_client_error() && says("error") && says("error_description") && !gives {
        return Ok(());
    }
    Err(unlike(it, expected))
}

/// Whether no secret and no hash of one stands in an answer: nothing that looks like one but the ids of clients.
pub(crate) fn without_secret(it: &Exchange, known: &[(&str, Option<&str>)]) -> Result<(), Halt> {
    let expected = "an answer without a secret";
    let json = it.answer.json().unwrap_or_default();
    let is_id = |word: &str| known.iter().any(|(id, _)| *id == word);
    let looks_like_one = |word: &str| is_hexadecimal(&word.to_ascii_lowercase()) && !is_id(word);
    let body = &it.answer.body;
    let stands_there = has_member(&json, "client_secret")
        || known.iter().filter_map(|(_, secret)| *secret).any(|secret| body.contains(secret))
        || body.split(|c: char| !c.is_ascii_alphanumeric()).any(looks_like_one);
    if it.answer.status.is_success() && !stands_there { Ok(()) } else { Err(unlike(it, expected)) }
}

/// 64 lower-case hexadecimal digits.
pub(crate) fn is_hexadecimal(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a member of this name is anywhere in the answer, and says something.
fn has_member(json: &Value, wanted: &str) -> bool {
    match json {
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| (name == wanted && !value.is_null()) || has_member(value, wanted)),
        Value::Array(items) => items.iter().any(|item| has_member(item, wanted)),
        _ => false,
    }
}

/// The e-mails in an outbox.
pub(crate) fn emails(it: &Exchange) -> Result<Vec<Value>, Halt> {
    let emails = it.answer.member("emails").and_then(|emails| emails.as_array().cloned());
    emails
        .filter(|_| it.answer.status.is_success())
        .ok_or_else(|| unlike(it, "the e-mails that were sent: 200 with a list of them"))
}

/// The one e-mail that was sent: its subject and its text.
pub(crate) fn only_email(it: &Exchange) -> Result<String, Halt> {
    let emails = emails(it)?;
    let [email] = emails.as_slice() else {
        return Err(Halt::mismatch("one e-mail", format!("{}: {}", emails.len(), it.answer.summary())));
    };
    let part = |name: &str| email[name].as_str().unwrap_or_default().to_owned();
    Ok(format!("{}\n{}", part("subject"), part("text")))
}

#[cfg(test)]
mod tests {
    use reqwest::{StatusCode, Url, header::HeaderMap};

    use super::*;
    use crate::exchange::{Answer, Question};

    fn answered(status: u16, body: &str) -> Exchange {
        let question = Question::get(Url::parse("https://app.example/_mock/v1/clients").unwrap());
        let status = StatusCode::from_u16(status).unwrap();
        Exchange { question, answer: Answer { status, headers: HeaderMap::new(), body: body.to_owned() } }
    }

    #[test]
    fn a_refusal_gives_no_client_and_is_no_breakdown() {
        let words = r#"{"error":"invalid_request","error_description":"Purpose is required"}"#;
        assert!(refused(&answered(400, words)).is_ok());
        for (status, body) in [
            (500, words),
            (201, words),
            (400, r#"{"error":"invalid_request"}"#),
            (400, r#"{"error":"","error_description":""}"#),
            (400, r#"{"error":"a","error_description":"b","client_id":"c"}"#),
            (404, r#"{"error":"a","error_description":"b","client":{"secrets":[]}}"#),
            (400, "no JSON"),
        ] {
            assert!(refused(&answered(status, body)).is_err(), "{status} {body}");
        }
    }

    #[test]
    fn a_secret_is_seen_by_its_name_its_value_and_its_look() {
        let (id, secret, hash) = ("1d".repeat(32), "5ec2e7".to_owned(), "4a".repeat(32));
        let known = [(id.as_str(), Some(secret.as_str()))];
        let harmless =
            format!(r#"{{"client_id":"{id}","client_secret":null,"secrets":[{{"secret_hint":"c2e7"}}]}}"#);
        assert!(without_secret(&answered(200, &harmless), &known).is_ok());
        for body in [
            format!(r#"{{"client_id":"{id}","client_secret":"x"}}"#),
            format!(r#"{{"client_id":"{id}","note":"{secret}"}}"#),
            format!(r#"{{"client_id":"{id}","secrets":[{{"hash":"{hash}"}}]}}"#),
            format!(r#"{{"client_id":"{id}","secrets":[{{"hash":"{}"}}]}}"#, hash.to_uppercase()),
        ] {
            assert!(without_secret(&answered(200, &body), &known).is_err(), "{body}");
        }
        assert!(without_secret(&answered(404, "{}"), &known).is_err(), "there is no answer to look at");
    }

    #[test]
    fn one_e_mail_is_one() {
        let one = r#"{"emails":[{"subject":"a","text":"b"}]}"#;
        assert_eq!(only_email(&answered(200, one)).unwrap(), "a\nb");
        for body in [r#"{"emails":[]}"#, r#"{"emails":[{},{}]}"#, "{}"] {
            assert!(only_email(&answered(200, body)).is_err(), "{body}");
        }
    }
}
