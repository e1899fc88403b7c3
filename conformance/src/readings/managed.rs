//! How the answers to a platform client are read (`rules.md`, "Readings": Refused; MANAGED).

use serde_json::Value;

use crate::{
    cast::platform::ManagedTokens,
    exchange::{Exchange, Question},
    readings::endpoint::holds,
    verdict::Halt,
};

/// A managed user as the answer to its creation tells of it.
pub(crate) struct Created {
    pub(crate) id: Value,
    pub(crate) email: String,
    pub(crate) tokens: ManagedTokens,
}

/// A text that is not empty.
fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Created: id, e-mail, user name, access token and refresh token come back.
pub(crate) fn created(it: &Exchange) -> Result<Created, Halt> {
    let data = it.answer.member("data").unwrap_or_default();
    let user = &data["user"];
    let id = Some(user["id"].clone()).filter(|id| id.is_number() || text(id).is_some());
    let (email, name) = (text(&user["email"]), text(&user["username"]));
    match (it.answer.status.is_success(), id, email, name, tokens_in(&data)) {
        (true, Some(id), Some(email), Some(_), Some(tokens)) => Ok(Created { id, email, tokens }),
        _ => Err(Halt::mismatch(
            "a managed user: 200 to 299, with user.id, user.email, user.username, accessToken and refreshToken",
            it.answer.summary(),
        )),
    }
}

/// New tokens: both, and two of them.
pub(crate) fn renewed(it: &Exchange) -> Result<ManagedTokens, Halt> {
    let tokens = tokens_in(&it.answer.member("data").unwrap_or_default());
    tokens.filter(|_| it.answer.status.is_success()).ok_or_else(|| {
        Halt::mismatch("200 to 299 with an accessToken and a refreshToken", it.answer.summary())
    })
}

fn tokens_in(data: &Value) -> Option<ManagedTokens> {
    let (access, refresh) = (text(&data["accessToken"])?, text(&data["refreshToken"])?);
    (access != refresh).then(|| ManagedTokens { access, refresh, data: data.clone() })
}

/// Refused: 400 to 499, no token, nobody's e-mail among these, and none of these secrets.
pub(crate) fn refused(it: &Exchange, hidden: &[String]) -> Result<(), Halt> {
    let expected = "a refusal: a status from 400 to 499, with no token and nobody's data in it";
    let sent = sent(&it.question);
    if gives_token(it, &sent) {
        return Err(Halt::mismatch(expected, format!("{}, and a token in it", it.answer.summary())));
    }
    let shows = it.answer.member("data").is_some_and(|data| !data.is_null())
        || hidden.iter().any(|text| holds(it, text) && !sent.contains(&text.to_lowercase()));
    if it.answer.status.is_client_error() && !shows {
        return Ok(());
    }
    Err(Halt::mismatch(expected, it.answer.summary()))
}

/// All that a question says: a refusal may repeat it.
fn sent(question: &Question) -> String {
    let mut sent = question.url.to_string();
    for (_, value) in question.url.query_pairs() {
        sent = format!("{sent} {value}");
    }
    for (_, value) in &question.headers {
        sent = format!("{sent} {value}");
    }
    let body = question.body.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    format!("{sent} {body}").to_lowercase()
}

/// Whether an answer holds a token that was not sent.
fn gives_token(it: &Exchange, sent: &str) -> bool {
    fn gives(value: &Value, name: &str, sent: &str) -> bool {
        match value {
            Value::Object(members) => members.iter().any(|(name, value)| gives(value, name, sent)),
            Value::Array(items) => items.iter().any(|item| gives(item, name, sent)),
            Value::String(text) => {
                let is_token = matches!(name, "accessToken" | "refreshToken") || text.starts_with("eyJ");
                is_token && !text.is_empty() && !sent.contains(&text.to_lowercase())
            }
            _ => false,
        }
    }
    it.answer.json().is_some_and(|json| gives(&json, "", sent))
}

/// Refused to a token: 400 to 499, no data, and nobody's e-mail in it. The token that was sent may come back.
pub(crate) fn turned_away(it: &Exchange, hidden: &[String]) -> Result<(), Halt> {
    let sent = sent(&it.question);
    let shows = it.answer.member("data").is_some_and(|data| !data.is_null())
        || hidden.iter().any(|text| holds(it, text) && !sent.contains(&text.to_lowercase()));
    if it.answer.status.is_client_error() && !shows {
        return Ok(());
    }
    Err(Halt::mismatch("a refusal: a status from 400 to 499, and nobody's data in it", it.answer.summary()))
}

/// The e-mail under which a client's user is stored (production-api E1): the client's id stands in it.
pub(crate) fn stored(email: &str, client_id: &str) -> String {
    let mark = format!("+{client_id}@");
    match email.split_once('@') {
        Some((local, domain)) if !email.contains(&mark) => format!("{local}{mark}{domain}"),
        _ => email.to_owned(),
    }
}

/// The user name that is made of such an e-mail (production-api E1): of the domain its first two words.
pub(crate) fn username(stored: &str) -> String {
    let (local, domain) = stored.split_once('@').unwrap_or((stored, ""));
    let words: Vec<&str> = std::iter::once(local).chain(domain.split('.').take(2)).collect();
    words.join("-").to_lowercase().replace('+', "-")
}

/// Whether an e-mail came back as it was sent, be it with a mark of the client's behind a plus.
pub(crate) fn is_of(got: &str, sent: &str) -> bool {
    let (got, sent) = (got.to_lowercase(), sent.to_lowercase());
    match (got.rsplit_once('@'), sent.rsplit_once('@')) {
        (Some((local, domain)), Some((name, home))) => {
            domain == home && (local == name || local.starts_with(&format!("{name}+")))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use reqwest::{StatusCode, Url, header::HeaderMap};

    use super::*;
    use crate::exchange::{Answer, Question};

    fn answered(status: u16, body: &str) -> Exchange {
        let question = Question::get(Url::parse("https://api.example/v2/oauth-clients/c/users").unwrap());
        let status = StatusCode::from_u16(status).unwrap();
        Exchange { question, answer: Answer { status, headers: HeaderMap::new(), body: body.to_owned() } }
    }

    const WHOLE: &str = r#"{"status":"success","data":{"user":{"id":179,"email":"bob@x.example","username":"bob"},"accessToken":"a","refreshToken":"r"}}"#;

    #[test]
    fn a_user_without_one_of_what_the_documents_name_was_not_created() {
        assert!(created(&answered(201, WHOLE)).is_ok() && created(&answered(200, WHOLE)).is_ok());
        assert!(created(&answered(400, WHOLE)).is_err(), "a refusal");
        for (from, to) in [
            ("\"id\":179,", ""),
            ("\"id\":179", "\"id\":null"),
            ("bob@x.example", ""),
            ("\"username\":\"bob\"", "\"username\":null"),
            ("\"accessToken\":\"a\"", "\"accessToken\":\"\""),
            (",\"refreshToken\":\"r\"", ""),
            ("\"refreshToken\":\"r\"", "\"refreshToken\":\"a\""),
        ] {
            assert!(WHOLE.contains(from), "{from}");
            assert!(created(&answered(201, &WHOLE.replace(from, to))).is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn a_refusal_gives_nothing_away() {
        let hidden = ["bob@x.example".to_owned()];
        let told = r#"{"status":"error","error":{"code":"UnauthorizedException","message":"no"}}"#;
        assert!(refused(&answered(401, told), &hidden).is_ok());
        for (status, body) in [
            (200, told),
            (500, told),
            (401, WHOLE),
            (401, r#"{"data":{"id":7}}"#),
            (401, r#"{"message":"of Bob@x.example"}"#),
            (401, r#"{"refreshToken":"r3fr3sh"}"#),
        ] {
            assert!(refused(&answered(status, body), &hidden).is_err(), "{status} {body}");
        }
        let mut repeated =
            answered(400, r#"{"error":{"target":{"refreshToken":"r3fr3sh","email":"bob@x.example"}}}"#);
        repeated.question.body = Some(br#"{"refreshToken":"r3fr3sh","email":"bob@x.example"}"#.to_vec());
        assert!(refused(&repeated, &hidden).is_ok(), "what was sent may come back");
    }

    #[test]
    fn the_stored_e_mail_and_the_user_name_are_those_of_production() {
        assert_eq!(stored("bob@example.com", "abc"), "bob+abc@example.com");
        assert_eq!(stored("bob+abc@example.com", "abc"), "bob+abc@example.com");
        assert_eq!(stored("bob+news@example.com", "abc"), "bob+news+abc@example.com");
        assert_eq!(username("bob+abc@example.com"), "bob-abc-example-com");
        assert_eq!(username("bob+abc@mail.example.com"), "bob-abc-mail-example");
    }

    #[test]
    fn an_e_mail_may_come_back_with_more_in_it() {
        assert!(
            is_of("bob@example.com", "bob@example.com") && is_of("bob+abc@example.com", "Bob@example.com")
        );
        for other in ["carol@example.com", "bob@example.org", "bob", "x+bob@example.com", "bobby@example.com"]
        {
            assert!(!is_of(other, "bob@example.com"), "{other}");
        }
    }
}
