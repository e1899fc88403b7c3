//! How the end of an authorization request is read (`rules.md`, "Readings": AUTHZ-02, AUTHZ-04 to AUTHZ-16).

use std::sync::LazyLock;

use reqwest::Url;

use crate::{
    requests::redirect_uri::leads_to,
    stage::Authorization,
    target::{
        consent::{
            form::Landing,
            page::{Page, unescaped},
        },
        needs::UNSEEN,
    },
    verdict::Halt,
};

/// The test id of the error on a page (INTERFACE).
pub(crate) const ERROR: &str = "authorize-error";

/// What the browser brought back to the client.
pub(crate) struct Arrival {
    location: String,
    /// The parameters of its query, decoded once.
    pub(crate) pairs: Vec<(String, String)>,
    sent_state: Option<String>,
}

impl Arrival {
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    pub(crate) fn unlike(&self, expected: &str) -> Halt {
        Halt::mismatch(format!("a redirect with {expected}"), format!("a redirect to {}", self.location))
    }

    /// One parameter of this name, with this value.
    pub(crate) fn expect(&self, name: &str, value: &str) -> Result<(), Halt> {
        if self.all(name) == [value] { Ok(()) } else { Err(self.unlike(&format!("{name} {value:?}"))) }
    }

    /// The state as it was sent; an empty one is an absent one.
    pub(crate) fn expect_state(&self) -> Result<(), Halt> {
        let sent = self.sent_state.as_deref().unwrap_or_default();
        match self.all("state").as_slice() {
            [] if sent.is_empty() => Ok(()),
            [came] if *came == sent => Ok(()),
            _ => Err(self.unlike(&format!("the state {sent:?}"))),
        }
    }
}

/// The redirect to the request's redirect URI.
pub(crate) fn arrival(it: &Authorization) -> Result<Arrival, Halt> {
    let home = it.request.parameter("redirect_uri").unwrap_or_default();
    if let Landing::Unseen = it.journey.landing {
        let got = "a page, as whoever is at the browser says";
        return Err(Halt::mismatch(format!("a redirect to {home}"), got));
    }
    let Landing::Away(location) = &it.journey.landing else {
        let last = it.journey.last()?;
        let page = Page::read(&last.answer.body);
        let text = page.text_of(ERROR).unwrap_or_else(|| page.text());
        let missing = match it.journey.landing {
            Landing::Page { missing: Some(button) } => {
                format!(", which has no button with the test id {button}")
            }
            _ => String::new(),
        };
        let got = format!("the page {} {text:?}{missing}", last.answer.status.as_u16());
        return Err(Halt::mismatch(format!("a redirect to {home}"), got));
    };
    let url = Url::parse(location).ok().filter(|url| leads_to(url, home));
    let url =
        url.ok_or_else(|| Halt::mismatch(format!("a redirect to {home}"), format!("one to {location}")))?;
    Ok(Arrival {
        location: location.clone(),
        pairs: url.query_pairs().into_owned().collect(),
        sent_state: it.request.parameter("state").map(str::to_owned),
    })
}

pub(crate) fn expect_code(arrival: &Arrival) -> Result<String, Halt> {
    match (arrival.all("code").as_slice(), arrival.all("error").as_slice()) {
        ([code], []) if !code.is_empty() => Ok((*code).to_owned()),
        _ => Err(arrival.unlike("one code and no error")),
    }
}

/// The code that came back, with the state as it was sent.
pub(crate) fn code(it: &Authorization) -> Result<String, Halt> {
    let arrival = arrival(it)?;
    let code = expect_code(&arrival)?;
    arrival.expect_state()?;
    Ok(code)
}

/// The error that came back, with the state as it was sent and without a code.
pub(crate) fn error(it: &Authorization) -> Result<Arrival, Halt> {
    let arrival = arrival(it)?;
    expect_error(&arrival)?;
    arrival.expect_state()?;
    Ok(arrival)
}

pub(crate) fn expect_error(arrival: &Arrival) -> Result<(), Halt> {
    match (arrival.all("error").as_slice(), arrival.all("code").as_slice()) {
        ([error], []) if !error.is_empty() => Ok(()),
        _ => Err(arrival.unlike("one error and no code")),
    }
}

pub(crate) fn last_page(it: &Authorization) -> Result<Page, Halt> {
    match &it.journey.landing {
        Landing::Page { .. } => Ok(Page::read(&it.journey.last()?.answer.body)),
        Landing::Away(location) => Err(Halt::mismatch("a page", format!("a redirect to {location}"))),
        Landing::Unseen => Err(Halt::Skip(UNSEEN.to_owned())),
    }
}

/// AUTHZ-04 to -07, -09, -16: nothing on the way redirects, nothing holds a code, and the page says something.
pub(crate) fn stays_on_page(it: &Authorization) -> Result<(), Halt> {
    let expected = "an error on the page and no redirect";
    if let Landing::Away(location) = &it.journey.landing {
        return Err(Halt::mismatch(expected, format!("a redirect to {location}")));
    }
    if let Landing::Unseen = it.journey.landing {
        return Err(Halt::Skip(UNSEEN.to_owned()));
    }
    let addresses = it.redirect_uris();
    for exchange in &it.journey.exchanges {
        let answer = &exchange.answer;
        // Where a Location led shows in the landing; on the way to the login it may well name the redirect URI.
        let locations = answer.values("location");
        let mut ways = answer.values("refresh");
        ways.extend(Page::read(&answer.body).ways_out());
        if let Some(way) = ways.iter().find(|way| addresses.iter().any(|it| way.contains(it.as_str()))) {
            return Err(Halt::mismatch(expected, format!("a way to the client: {way}")));
        }
        let headers_hold_one = locations.iter().chain(&ways).any(|header| holds_a_code(header));
        if headers_hold_one || holds_a_code(&unescaped(&answer.body)) {
            return Err(Halt::mismatch(expected, "an answer with a code in it"));
        }
    }
    let last = it.journey.last()?;
    if last.answer.status.is_server_error() {
        return Err(Halt::mismatch(expected, last.answer.summary()));
    }
    if Page::read(&last.answer.body).text().is_empty() {
        return Err(Halt::mismatch(expected, "an empty page"));
    }
    Ok(())
}

/// Whether an address with a code stands in the text, with whatever escapes HTML has for it.
fn holds_a_code(text: &str) -> bool {
    static CODE: LazyLock<Option<regex::Regex>> =
        LazyLock::new(|| regex::Regex::new(r#"[?&;]code=[^&"'\s<>]{4,}"#).ok());
    CODE.as_ref().is_none_or(|code| code.is_match(text))
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;
    use crate::{
        cast::{Client, ClientRole, UserRole, scopes::Scopes, secrets::Secrets},
        exchange::{Answer, Exchange, Question},
        requests::authorization::AuthorizationRequest,
        target::consent::form::Journey,
    };

    /// The end of a request for which the server gave these answers: header lines, an empty line, a body.
    fn ended(answers: &[&str]) -> Authorization {
        let client = Client {
            role: ClientRole::Acme,
            id: "acme".to_owned(),
            secret: None,
            secrets: Secrets::default(),
            redirect_uris: vec!["https://acme.example/callback".to_owned()],
            scopes: Scopes::default(),
        };
        let exchanges = answers.iter().map(|text| {
            let (head, body) = text.split_once("\n\n").unwrap();
            let headers = head.lines().map(|line| line.split_once(": ").unwrap());
            let headers = headers.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
            Exchange {
                question: Question::get(Url::parse("https://app.example/").unwrap()),
                answer: Answer { status: StatusCode::OK, headers: headers.collect(), body: body.to_owned() },
            }
        });
        let journey = Journey { exchanges: exchanges.collect(), landing: Landing::Page { missing: None } };
        let request = AuthorizationRequest::usual(&client);
        Authorization { user: UserRole::Alice, request, registered: client.redirect_uris, journey }
    }

    #[test]
    fn a_page_that_sends_nobody_anywhere_is_an_error_on_the_page() {
        let login = "location: /login?then=/authorize?redirect_uri=https://acme.example/callback\n\n";
        for answers in [&["x: y\n\n<p>No such client"][..], &[login, "x: y\n\n<p>No such client"][..]] {
            assert!(stays_on_page(&ended(answers)).is_ok(), "{answers:?}");
        }
    }

    #[test]
    fn every_way_to_the_client_is_seen() {
        for answer in [
            "refresh: 0; url=https://acme.example/callback\n\n<p>No",
            "x: y\n\n<meta http-equiv=refresh content='0;url=https://acme.example/callback'><p>No",
            r#"x: y

<p>No<script>location = "https:\/\/acme.example\/callback"</script>"#,
            r#"x: y

<p>No<a href="https://other.example/?code=abcdef">on</a>"#,
            "x: y\n\n",
        ] {
            assert!(stays_on_page(&ended(&[answer])).is_err(), "{answer}");
        }
    }

    #[test]
    fn a_code_is_seen_in_any_address() {
        for text in ["/cb?code=abcdef", r#"<a href="https://a.example/cb?x=1&amp;code=abcdef">"#] {
            assert!(holds_a_code(text), "{text}");
        }
        for text in ["?code_challenge=abcdef", "statusCode=12345", "code=abcdef", "?code="] {
            assert!(!holds_a_code(text), "{text}");
        }
    }
}
