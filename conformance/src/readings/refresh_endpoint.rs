//! How the answers of an integrator's refresh endpoint are read (`rules.md`, "Readings": REFURL), and what its author can
//! do about each that is wrong.

mod leaks;

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::Value;

use crate::{
    exchange::{Answer, Exchange},
    verdict::Halt,
};

pub(crate) use leaks::{Secrets, keeps_secrets, words};

/// What came of a call.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// An answer.
    Answered(Box<Exchange>),
    /// Nothing, for so long.
    Silence(Duration),
}

/// A call of the endpoint, and what is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) reply: Reply,
    /// What the API saw of the backend meanwhile, where there is no token and somebody could look.
    pub(crate) seen: Option<String>,
    /// What the API said to the token that came.
    pub(crate) proof: Option<Exchange>,
}

impl Call {
    /// The answer, whatever it is.
    pub(crate) fn answer(&self) -> Result<&Answer, Halt> {
        match &self.reply {
            Reply::Answered(exchange) => Ok(&exchange.answer),
            Reply::Silence(time) => Err(self.wrong(
                "an answer",
                &format!("nothing within {} s", time.as_secs_f32()),
                "find out where the endpoint waits: for a lock that nobody releases, or for a call without a time \
                 limit; --timeout gives it longer",
            )),
        }
    }

    /// The token, if one came; in whatever answer, as atoms does.
    pub(crate) fn token(&self) -> Option<String> {
        let Reply::Answered(exchange) = &self.reply else { return None };
        text(&exchange.answer.member(MEMBER)?)
    }

    /// A mismatch that says what to do next.
    fn wrong(&self, expected: &str, got: &str, mend: &str) -> Halt {
        let seen = self.seen.as_ref().map(|seen| format!("\n{seen}")).unwrap_or_default();
        Halt::mismatch(expected, format!("{got}{seen}\nnext: {mend}"))
    }
}

/// The member of the answer that atoms reads.
const MEMBER: &str = "accessToken";

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// REFURL-01: there is something that answers GET. Whether it likes the token is not asked here.
pub(crate) fn answers_get(call: &Call) -> Result<(), Halt> {
    let expected = "an answer to GET: no redirect, no 404, 405 or 501, and below 500";
    let answer = call.answer()?;
    let got = answer.summary();
    let status = answer.status;
    // Of these it is of no interest what the backend asked the API.
    if status.is_redirection() {
        let mend = "answer at this address: whoever is sent elsewhere loses the Authorization header on the way, and a \
                    login page is no token";
        return Err(Halt::mismatch(expected, format!("{got}\nnext: {mend}")));
    }
    if matches!(status, StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED) {
        let mend = "make it a GET endpoint: atoms sends nothing else";
        return Err(Halt::mismatch(expected, format!("{got}\nnext: {mend}")));
    }
    let mend = match status {
        StatusCode::NOT_FOUND => {
            "if nothing answers GET at this address, route it; else the backend does not know this access token: look \
             whether it stored the one that was handed over, and after a refresh the new one"
        }
        status if status.is_server_error() => "look into the backend's own log: this is an error of its own",
        _ => return Ok(()),
    };
    Err(call.wrong(expected, &got, mend))
}

/// REFURL-02: the token was not turned away because it has expired.
pub(crate) fn accepts(call: &Call) -> Result<(), Halt> {
    answers_get(call)?;
    let answer = call.answer()?;
    if answer.status.is_success() {
        return Ok(());
    }
    let mend = match answer.status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            "do not verify the token, and ask for no other sign-in: look the user up by the token as it came"
        }
        _ if call.seen.is_some() => "see why the refresh did not work out",
        _ => "look the user up by the access token, refresh, and answer 200",
    };
    Err(call.wrong("200 to 299 for an expired access token", &answer.summary(), mend))
}

/// REFURL-03: JSON, an object, with a text as its accessToken.
pub(crate) fn has_the_format(call: &Call) -> Result<(), Halt> {
    let expected = format!("an object in JSON whose member {MEMBER} is the fresh token");
    let answer = call.answer()?;
    let mend = match answer.json() {
        None => "answer in JSON: atoms cannot read anything else, and stays refreshing for ever",
        Some(json) if json.get(MEMBER).and_then(text).is_some() => return Ok(()),
        Some(Value::Object(_)) => "call the member accessToken, and let it be the token as a text",
        Some(_) => "answer an object with the member accessToken",
    };
    Err(call.wrong(&expected, &answer.summary(), mend))
}

/// A token came, as atoms reads it.
pub(crate) fn gave_a_token(call: &Call) -> Result<(), Halt> {
    accepts(call)?;
    has_the_format(call)
}

/// REFURL-08: no token came; whatever else did.
pub(crate) fn gave_no_token(call: &Call) -> Result<(), Halt> {
    let answer = call.answer()?;
    if call.token().is_none() {
        return Ok(());
    }
    let mend =
        "answer without a token where the access token belongs to nobody, or Cal.com refuses the refresh";
    let got = answer.summary();
    Err(call.wrong(&format!("an answer without {MEMBER}, or with an empty one"), &got, mend))
}

/// REFURL-04: the API knows this user by the token that came.
pub(crate) fn works_for(call: &Call, user: &Value) -> Result<(), Halt> {
    gave_a_token(call)?;
    let proof = call.proof.as_ref().ok_or_else(|| Halt::Ours("nobody tried the token".to_owned()))?;
    let expected = "a token that the API accepts, for the user whose token was sent";
    let id = proof.answer.member("data").map(|data| data["id"].clone()).unwrap_or_default();
    let summary = proof.answer.summary();
    if !proof.answer.status.is_success() {
        let mend =
            "give atoms the access token that the refresh has just brought, not the one that was stored";
        return Err(call.wrong(expected, &format!("a token to which the API says {summary}"), mend));
    }
    if id == *user {
        return Ok(());
    }
    let mend = "look the user up by the access token that came, and refresh with this user's refresh token";
    Err(call.wrong(expected, &format!("a token of user {id}, not of {user}"), mend))
}

/// What the API's journal says of the refreshes of a client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Journal(pub(crate) Vec<Value>);

impl Journal {
    /// The number of its last entry.
    pub(crate) fn end(&self) -> u64 {
        self.0.iter().filter_map(|entry| entry["seq"].as_u64()).max().unwrap_or(0)
    }

    /// What stands in it behind the entry with this number.
    pub(crate) fn since(self, mark: u64) -> Self {
        let is_later = |entry: &Value| entry["seq"].as_u64().is_none_or(|seq| seq > mark);
        Self(self.0.into_iter().filter(is_later).collect())
    }

    fn refreshes(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(|entry| entry["method"] == "POST" && entry["path"] == REFRESH)
    }

    /// Whether the refresh token of this user was exchanged.
    pub(crate) fn has_refreshed(&self, user: &Value) -> bool {
        self.refreshes().any(|entry| entry["status"] == 200 && entry["user"] == *user)
    }

    /// Its end, in words.
    pub(crate) fn told(&self) -> String {
        let Some(last) = self.refreshes().last() else {
            let others: Vec<String> = self
                .0
                .iter()
                .rev()
                .take(3)
                .map(|it| format!("{} {}", plain(it, "method"), plain(it, "path")))
                .collect();
            return if others.is_empty() {
                "the API was not asked for anything: does the backend call the one that plays Cal.com?"
                    .to_owned()
            } else {
                format!("the API was not asked for a refresh, but for {}", others.join(", "))
            };
        };
        let (status, user) = (plain(last, "status"), plain(last, "user"));
        let why = ["check", "differed"].map(|member| plain(last, member));
        let why: Vec<String> = why.into_iter().filter(|text| !text.is_empty()).collect();
        let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join(": ")) };
        let user = if user.is_empty() { String::new() } else { format!(" for user {user}") };
        format!("the API's last answer to a refresh was {status}{user}{why}")
    }
}

/// A member of an entry as a text, empty where it is not there.
fn plain(entry: &Value, member: &str) -> String {
    match &entry[member] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// As the journal writes it.
pub(crate) const REFRESH: &str = "/v2/oauth/{clientId}/refresh";

/// REFURL-07: the API exchanged this user's refresh token.
pub(crate) fn was_refreshed(journal: &Journal, user: &Value) -> Result<(), Halt> {
    if journal.has_refreshed(user) {
        return Ok(());
    }
    let expected = format!("a POST of {REFRESH} with the refresh token of user {user}, answered with 200");
    let mend = "provide the client id, the secret and the refresh token that is stored for this user to \
                oauth/:clientId/refresh, and answer what comes back";
    Err(Halt::mismatch(expected, format!("none; {}\nnext: {mend}", journal.told())))
}

#[cfg(test)]
mod tests {
    use reqwest::{Url, header::HeaderMap};
    use serde_json::json;

    use super::*;
    use crate::exchange::Question;

    fn exchange(status: u16, body: &str) -> Exchange {
        let question = Question::get(Url::parse("https://backend.example/refresh").unwrap());
        let status = StatusCode::from_u16(status).unwrap();
        Exchange { question, answer: Answer { status, headers: HeaderMap::new(), body: body.to_owned() } }
    }

    fn call(status: u16, body: &str) -> Call {
        Call { reply: Reply::Answered(Box::new(exchange(status, body))), seen: None, proof: None }
    }

    const FRESH: &str = r#"{"accessToken":"fresh"}"#;

    #[test]
    fn whatever_is_no_answer_to_get_says_what_to_do_next() {
        assert!(answers_get(&call(200, FRESH)).is_ok());
        assert!(answers_get(&call(401, "")).is_ok(), "that it turns the token away is REFURL-02");
        for status in [301, 307, 404, 405, 500, 501, 503] {
            let told = answers_get(&call(status, "")).unwrap_err().message();
            assert!(told.contains("next: "), "{status}: {told}");
        }
        let silent = Call { reply: Reply::Silence(Duration::from_secs(3)), seen: None, proof: None };
        assert!(answers_get(&silent).unwrap_err().message().contains("nothing within 3 s"));
    }

    #[test]
    fn an_answer_that_is_no_success_does_not_accept() {
        assert!(accepts(&call(200, FRESH)).is_ok());
        for status in [400, 401, 403, 404, 500] {
            assert!(accepts(&call(status, FRESH)).is_err(), "{status}");
        }
    }

    #[test]
    fn the_format_is_an_object_with_a_text() {
        assert!(has_the_format(&call(200, FRESH)).is_ok());
        for body in [
            "fresh",
            "<html>",
            r#""fresh""#,
            r#"["fresh"]"#,
            r#"{"access_token":"fresh"}"#,
            r#"{"accessToken":""}"#,
            r#"{"accessToken":null}"#,
            r#"{"accessToken":{"token":"fresh"}}"#,
            r#"{"data":{"accessToken":"fresh"}}"#,
        ] {
            assert!(has_the_format(&call(200, body)).is_err(), "{body}");
        }
    }

    #[test]
    fn a_token_for_a_stranger_is_one_whatever_the_status() {
        for status in [200, 404, 500] {
            assert!(gave_no_token(&call(status, FRESH)).is_err(), "{status}");
            assert!(gave_no_token(&call(status, r#"{"accessToken":""}"#)).is_ok(), "{status}");
            assert!(gave_no_token(&call(status, "no")).is_ok(), "{status}");
        }
    }

    #[test]
    fn a_token_works_for_one_user() {
        let tried = |status, body: &str| Call { proof: Some(exchange(status, body)), ..call(200, FRESH) };
        assert!(works_for(&tried(200, r#"{"data":{"id":7}}"#), &json!(7)).is_ok());
        assert!(works_for(&tried(200, r#"{"data":{"id":8}}"#), &json!(7)).is_err());
        assert!(works_for(&tried(200, "{}"), &json!(7)).is_err());
        assert!(works_for(&tried(498, r#"{"data":{"id":7}}"#), &json!(7)).is_err());
    }

    #[test]
    fn the_journal_says_what_the_backend_did_instead() {
        let entry = |path: &str, status: u16, user: Value| json!({"method": "POST", "path": path, "status": status, "user": user});
        let refreshed = |status, user| Journal(vec![entry(REFRESH, status, json!(user))]);
        assert!(was_refreshed(&refreshed(200, 7), &json!(7)).is_ok());
        let told = |journal: &Journal| was_refreshed(journal, &json!(7)).unwrap_err().message();
        assert!(told(&refreshed(200, 8)).contains("200 for user 8"));
        assert!(told(&refreshed(400, 7)).contains("400 for user 7"));
        assert!(told(&Journal::default()).contains("not asked for anything"));
        let forced = Journal(vec![entry(
            "/v2/oauth-clients/{clientId}/users/{userId}/force-refresh",
            200,
            Value::Null,
        )]);
        assert!(told(&forced).contains("force-refresh"));
    }
}
