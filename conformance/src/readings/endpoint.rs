//! How an answer of an endpoint is read (`rules.md`, "Readings": SCOPE-02, SCOPE-03).

use serde_json::Value;

use crate::{exchange::Exchange, snapshot::Exactness, verdict::Halt};

/// The mock answers as documented; of another server whatever is neither a refusal nor a breakdown will do, since what is
/// sent may be wrong for it in a way that nobody knows.
pub(crate) fn answers(it: &Exchange, exactness: Exactness) -> Result<(), Halt> {
    let status = it.answer.status;
    let (is_answer, expected) = match exactness {
        Exactness::Raw => (status.is_success(), "an answer: a status from 200 to 299"),
        Exactness::Parsed => (
            !matches!(status.as_u16(), 401 | 403 | 404) && !status.is_server_error(),
            "an answer: a status below 500 that is none of 401, 403 and 404",
        ),
    };
    if is_answer { Ok(()) } else { Err(Halt::mismatch(expected, it.answer.summary())) }
}

/// Refused: 401 or 403, and nothing in it of what was asked for.
pub(crate) fn refuses(it: &Exchange, emails: &[String]) -> Result<(), Halt> {
    let shows = emails.iter().any(|email| holds(it, email) || a_header_holds(it, email))
        || it.answer.member("data").is_some();
    if matches!(it.answer.status.as_u16(), 401 | 403) && !shows {
        return Ok(());
    }
    Err(Halt::mismatch("a refusal: 401 or 403, and nobody's data in it", it.answer.summary()))
}

/// Refused, and because a scope is missing.
pub(crate) fn refuses_for_want_of_scope(it: &Exchange, emails: &[String]) -> Result<(), Halt> {
    refuses(it, emails)?;
    if it.answer.body.contains("insufficient_scope") {
        return Ok(());
    }
    Err(Halt::mismatch("a refusal that says insufficient_scope", it.answer.summary()))
}

fn a_header_holds(it: &Exchange, email: &str) -> bool {
    let email = email.to_lowercase();
    it.answer
        .headers
        .values()
        .any(|value| String::from_utf8_lossy(value.as_bytes()).to_lowercase().contains(&email))
}

/// Whether an e-mail stands in the answer, in whatever case and however JSON writes its characters.
pub(crate) fn holds(it: &Exchange, email: &str) -> bool {
    fn any_text(value: &Value, is_it: &dyn Fn(&str) -> bool) -> bool {
        match value {
            Value::String(text) => is_it(text),
            Value::Array(items) => items.iter().any(|item| any_text(item, is_it)),
            Value::Object(members) => members.values().any(|member| any_text(member, is_it)),
            _ => false,
        }
    }
    let email = email.to_lowercase();
    let is_it = |text: &str| text.to_lowercase().contains(&email);
    is_it(&it.answer.body) || it.answer.json().is_some_and(|json| any_text(&json, &is_it))
}

#[cfg(test)]
mod tests {
    use reqwest::{StatusCode, Url, header::HeaderMap};

    use super::*;
    use crate::exchange::{Answer, Question};

    fn answered(status: u16, body: &str) -> Exchange {
        let question = Question::get(Url::parse("https://api.example/v2/me").unwrap());
        let status = StatusCode::from_u16(status).unwrap();
        Exchange { question, answer: Answer { status, headers: HeaderMap::new(), body: body.to_owned() } }
    }

    #[test]
    fn an_e_mail_is_seen_however_it_is_written() {
        for body in [
            r#"{"data":{"email":"alice+x@acme.example"}}"#,
            r#"{"data":{"email":"Alice+X@acme.example"}}"#,
            r#"{"data":[{"email":"alice\u002Bx@acme.example"}]}"#,
            "<p>alice+x@acme.example",
        ] {
            assert!(holds(&answered(200, body), "Alice+x@acme.example"), "{body}");
        }
        assert!(!holds(&answered(200, r#"{"data":{"email":"bob@acme.example"}}"#), "alice@acme.example"));
    }

    #[test]
    fn an_answer_is_what_the_readings_say() {
        for (status, on_the_mock, elsewhere) in [
            (200, true, true),
            (204, true, true),
            (302, false, true),
            (400, false, true),
            (401, false, false),
            (403, false, false),
            (404, false, false),
            (409, false, true),
            (500, false, false),
        ] {
            let it = answered(status, "{}");
            assert_eq!(answers(&it, Exactness::Raw).is_ok(), on_the_mock, "{status}");
            assert_eq!(answers(&it, Exactness::Parsed).is_ok(), elsewhere, "{status}");
        }
    }

    #[test]
    fn a_refusal_is_401_or_403_and_shows_nothing() {
        let emails = ["alice@acme.example".to_owned()];
        for status in [401, 403] {
            assert!(refuses(&answered(status, r#"{"error":{}}"#), &emails).is_ok());
            assert!(refuses(&answered(status, r#"{"data":[]}"#), &emails).is_err(), "its data came along");
            assert!(refuses(&answered(status, "of alice@acme.example"), &emails).is_err(), "an e-mail");
        }
        assert!(refuses_for_want_of_scope(&answered(403, "insufficient_scope: ..."), &emails).is_ok());
        assert!(
            refuses_for_want_of_scope(&answered(403, "RolesGuard - ..."), &emails).is_err(),
            "for a role"
        );
        for status in [200, 400, 404, 500] {
            assert!(refuses(&answered(status, "{}"), &emails).is_err(), "{status}");
        }
    }
}
