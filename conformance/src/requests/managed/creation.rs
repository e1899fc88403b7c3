//! What is asked for a user that is to be created: an e-mail and a name, and every detail in which it may differ.

use serde_json::{Value, json};

use super::{Change, Meets, PlatformRequest, alone, caller::CallerDetail, meeting};
use crate::requests::{alternatives, length, phrases};

phrases! {
    /// A detail of what is said of the user.
    OfCreation, "of creation", Change {
        "with e-mail and name alone" => alone(|_| {}),
        "without a name" => alone(|r| r.leave_out("name")),
        "without an e-mail" => alone(|r| r.leave_out("email")),
        "with an empty e-mail" => alone(|r| r.set("email", "")),
        "with null for the e-mail" => alone(|r| r.set("email", Value::Null)),
        "with a number for the e-mail" => alone(|r| r.set("email", 7)),
        "with a list for the e-mail" => alone(|r| {
            let email = r.text("email");
            r.set("email", json!([email]));
        }),
        "with an e-mail under another key" => alone(|r| {
            let email = r.text("email");
            r.leave_out("email");
            r.set("Email", email);
        }),
        "with no at sign in the e-mail" => alone(|r| r.set("email", local(r))),
        "with no dot in the domain of the e-mail" => alone(|r| r.set("email", format!("{}@localhost", local(r)))),
        "with a blank in the e-mail" => alone(|r| r.set("email", format!("{} x@conformance.example", local(r)))),
        "with a plus in the e-mail" => alone(|r| r.set("email", format!("{}+news@conformance.example", local(r)))),
        "with a subdomain in the e-mail" => alone(|r| r.set("email", format!("{}@mail.conformance.example", local(r)))),
        "with the client id in the e-mail" => alone(|r| {
            let email = format!("{}+{}@conformance.example", local(r), r.platform.id);
            r.set("email", email);
        }),
        "with Alice's e-mail" => meeting(Meets::Alice, met_email),
        "with Bob's e-mail" => meeting(Meets::Bob, met_email),
        "with Bob's e-mail as it is stored" => meeting(Meets::BobAsStored, met_email),
        "with a member that means nothing" => alone(|r| r.set("colour", "green")),
        "below /api" => alone(|r| r.is_below_api = true),
    }
}

fn met_email(r: &mut PlatformRequest) {
    let email = r.met.email.clone().unwrap_or_default();
    r.set("email", email);
}

/// The e-mail up to its at sign.
fn local(r: &PlatformRequest) -> String {
    r.text("email").split('@').next().unwrap_or_default().to_owned()
}

/// A member of the body, in the words of the book.
const MEMBERS: [(&str, &str); 8] = [
    ("name", "name"),
    ("time format", "timeFormat"),
    ("week start", "weekStart"),
    ("time zone", "timeZone"),
    ("language", "locale"),
    ("avatar", "avatarUrl"),
    ("biography", "bio"),
    ("metadata", "metadata"),
];

/// `with the week start "Monday"`: a member and its value, as JSON writes it.
const MEMBER: &str = concat!(
    r"with the (?:name|time format|week start|time zone|language|avatar|biography|metadata) ",
    r#"(?:"[^"]*"|null|true|false|-?[0-9.]+|\[[^\]]*\]|\{.*\})"#
);

/// In what a user that is to be created differs from the usual.
#[derive(Debug, Clone)]
pub(crate) enum CreationDetail {
    /// A phrase of a list.
    Listed(Change),
    /// This value for that member.
    Member(&'static str, Value),
}

impl CreationDetail {
    /// Whom it is about.
    pub(crate) const fn meets(&self) -> Meets {
        match self {
            Self::Listed(change) => change.meets,
            Self::Member(..) => Meets::Nobody,
        }
    }

    /// Changes what the phrase says.
    pub(crate) fn apply(&self, request: &mut PlatformRequest) {
        match self {
            Self::Listed(change) => (change.apply)(request),
            Self::Member(name, value) => request.set(name, value.clone()),
        }
    }
}

impl cucumber::Parameter for CreationDetail {
    const REGEX: &'static str = {
        const PARTS: &[&str] = &[
            <OfCreation as cucumber::Parameter>::REGEX,
            <CallerDetail as cucumber::Parameter>::REGEX,
            MEMBER,
        ];
        const JOINED: [u8; length(PARTS)] = alternatives(PARTS);
        match std::str::from_utf8(&JOINED) {
            Ok(joined) => joined,
            Err(_) => panic!("texts joined by ASCII are a text"),
        }
    };
    const NAME: &'static str = "creation";
}

impl std::str::FromStr for CreationDetail {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let listed = text.parse::<OfCreation>().map(|it| it.0);
        if let Ok(change) = listed.or_else(|_| text.parse::<CallerDetail>().map(|it| it.0)) {
            return Ok(Self::Listed(change));
        }
        let member = MEMBERS.iter().find_map(|(word, name)| {
            let value = text.strip_prefix("with the ")?.strip_prefix(word)?.strip_prefix(' ')?;
            Some(Self::Member(name, serde_json::from_str(value).ok()?))
        });
        member.ok_or_else(|| format!("no creation is called {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Method;

    use super::*;
    use crate::cast::platform::{Platform, PlatformRole};

    fn usual() -> PlatformRequest {
        let orbit = Platform {
            role: PlatformRole::Orbit,
            id: "clu1orbit".to_owned(),
            secret: "s3cretOfOrbit".to_owned(),
            redirect_uris: Vec::new(),
        };
        let mut request = PlatformRequest::usual(&orbit, Method::POST, "/v2/oauth-clients/{clientId}/users");
        request.set("email", "bob-1@conformance.example");
        request.set("name", "Bob bob-1");
        request
    }

    fn changed(phrase: &str) -> PlatformRequest {
        let mut request = usual();
        request.met.email = Some("alice@conformance.example".to_owned());
        phrase.parse::<CreationDetail>().unwrap().apply(&mut request);
        request
    }

    #[test]
    fn each_detail_changes_something() {
        for (phrase, _) in OfCreation::LIST.iter().filter(|it| it.0 != "with e-mail and name alone") {
            let (usual, changed) = (usual(), changed(phrase));
            assert!(usual.body != changed.body || usual.path() != changed.path(), "{phrase}");
        }
    }

    #[test]
    fn a_member_has_the_kind_that_is_written() {
        let sent = |phrase: &str, name: &str| changed(phrase).body.unwrap()[name].clone();
        assert_eq!(sent("with the time format 24", "timeFormat"), json!(24));
        assert_eq!(sent(r#"with the time format "24""#, "timeFormat"), json!("24"));
        assert_eq!(sent("with the time zone null", "timeZone"), Value::Null);
        assert_eq!(sent(r#"with the time zone """#, "timeZone"), json!(""));
        assert_eq!(sent(r#"with the week start ["Monday"]"#, "weekStart"), json!(["Monday"]));
        assert!("with the colour green".parse::<CreationDetail>().is_err());
        for (word, _) in MEMBERS {
            assert!(MEMBER.contains(word), "{word}");
        }
    }
}
