//! How an answer of the token endpoint is read (`rules.md`, "Readings": Refused, TOKEN-08).

use crate::{exchange::Exchange, requests::token_request::Tokens, stage::Said, verdict::Halt};

pub(crate) fn unlike(it: &Exchange, expected: &str) -> Halt {
    Halt::mismatch(expected, it.answer.summary())
}

/// The tokens of a successful exchange.
pub(crate) fn tokens(it: &Exchange) -> Result<Tokens, Halt> {
    let text =
        |name: &str| it.answer.member(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    // Be it empty: whoever was granted nothing is told so.
    let scope = it.answer.member("scope").and_then(|scope| scope.as_str().map(str::to_owned));
    match (it.answer.status.as_u16(), text("access_token"), text("refresh_token"), it.answer.member("error"))
    {
        (200, Some(access), Some(refresh), None) => Ok(Tokens { access, refresh, scope }),
        _ => Err(unlike(it, "200 with an access token and a refresh token")),
    }
}

/// The words of a refusal.
pub(crate) struct Words {
    /// `error`
    pub(crate) error: String,
    /// `error_description`
    pub(crate) description: String,
}

/// Refused: a 4xx with `error` and `error_description`, and nowhere a token or a code.
pub(crate) fn refused(it: &Exchange) -> Result<Words, Halt> {
    let expected = "a refusal: a status from 400 to 499, an error and an error_description, and no token";
    let text =
        |name: &str| it.answer.member(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let (Some(error), Some(description)) = (text("error"), text("error_description")) else {
        return Err(unlike(it, expected));
    };
    if let Some(place) = given_in(it) {
        let got = format!("{}, and a token or a code in {place}", it.answer.summary());
        return Err(Halt::mismatch(expected, got));
    }
    if !it.answer.status.is_client_error() {
        return Err(unlike(it, expected));
    }
    Ok(Words { error, description })
}

/// Where in the answer an access token, a refresh token or a code is, if anywhere.
pub(crate) fn given_in(it: &Exchange) -> Option<String> {
    const NAMES: [&str; 4] = ["access_token", "refresh_token", "accessToken", "refreshToken"];
    fn holds(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Object(members) => members
                .iter()
                .any(|(name, value)| (NAMES.contains(&name.as_str()) && !value.is_null()) || holds(value)),
            serde_json::Value::Array(items) => items.iter().any(holds),
            serde_json::Value::String(text) => is_jwt(text),
            _ => false,
        }
    }
    let body_gives = match it.answer.json() {
        // A code is a member of the answer itself; deeper down the word means the code of an error.
        Some(json) => json.get("code").is_some_and(|code| !code.is_null()) || holds(&json),
        None => NAMES.iter().any(|name| it.answer.body.contains(name)) || is_jwt(&it.answer.body),
    };
    let is_given = |value: &reqwest::header::HeaderValue| value.to_str().is_ok_and(is_jwt);
    let header = it.answer.headers.iter().find(|(_, value)| is_given(value));
    match (body_gives, header) {
        (true, _) => Some("its body".to_owned()),
        (false, Some((name, _))) => Some(format!("its header {name}")),
        (false, None) => None,
    }
}

fn is_jwt(text: &str) -> bool {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "._-".contains(c)));
    words.into_iter().any(|word| word.starts_with("eyJ") && word.matches('.').count() == 2)
}

/// No winner and two winners are both wrong, and every loser is refused properly.
pub(crate) fn winners(said: &Said, attempts: &str) -> Result<(), Halt> {
    let Said::Burst(rounds) = said else { return Err(Halt::Ours("nobody raced".to_owned())) };
    if rounds.is_empty() {
        return Err(Halt::Ours("no code was raced for".to_owned()));
    }
    for (number, answers) in rounds.iter().enumerate() {
        let winners = answers.iter().filter(|it| tokens(it).is_ok()).count();
        if winners != 1 {
            let expected = format!("one of {} {attempts} to get tokens", answers.len());
            let got = format!("{winners} of the {} for code {} got tokens", answers.len(), number + 1);
            return Err(Halt::mismatch(expected, got));
        }
        for loser in answers.iter().filter(|it| tokens(it).is_err()) {
            refused(loser)?;
        }
    }
    Ok(())
}
