//! What is sent to register a client and to edit one, and every detail in which it may differ.
//!
//! A registration is usually as the cast's clients are made, without a state. An edit usually changes nothing: it names
//! what differs, and nothing else.

use serde_json::{Map, Value, json};

use super::{alternatives, length, phrases};

/// Another client's name, website and picture.
const ANOTHER_WEBSITE: &str = "https://acme.example/about";
const ANOTHER_LOGO: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/// What a client has that has them.
pub(crate) const WEBSITE: &str = "https://acme.example/";
pub(crate) const LOGO: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

/// Why a client is rejected, unless a detail says otherwise.
pub(crate) const REASON: &str = "Its purpose is not clear to us.";

/// The name that a client gets when it gets another.
pub(crate) fn another_name(name: &str) -> String {
    format!("{name} Two")
}

/// What is sent.
pub(crate) struct Form {
    /// How the client stands, or would without a detail.
    shown: Value,
    /// What is sent of it, or in its place.
    pub(crate) members: Map<String, Value>,
}

impl Form {
    /// A registration that would be accepted.
    pub(crate) fn registration(usual: Map<String, Value>) -> Self {
        Self { shown: Value::Object(usual.clone()), members: usual }
    }

    /// An edit of a client that stands so, in which nothing is said yet.
    pub(crate) fn edit(shown: Value) -> Self {
        Self { shown, members: Map::new() }
    }

    /// The redirect URIs that the client has if this is accepted.
    pub(crate) fn redirect_uris(&self) -> Vec<String> {
        self.texts("redirect_uris")
    }

    /// The scopes that it then has.
    pub(crate) fn scopes(&self) -> Vec<String> {
        self.texts("scopes")
    }

    fn texts(&self, name: &str) -> Vec<String> {
        let texts = self.members.get(name).unwrap_or(&self.shown[name]);
        texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.members.insert(name.to_owned(), value.into());
    }

    fn without(&mut self, name: &str) {
        self.members.remove(name);
    }

    fn as_it_was(&mut self) {
        for name in ["name", "purpose", "website_url", "logo", "redirect_uris", "scopes"] {
            let value = self.shown[name].clone();
            if !value.is_null() {
                self.set(name, value);
            }
        }
    }

    fn change_name(&mut self, change: fn(&str) -> String) {
        let name = change(self.shown["name"].as_str().unwrap_or_default());
        self.set("name", name);
    }

    /// As many redirect URIs, the first two those that every client of the cast has.
    fn this_many_uris(&mut self, many: usize) {
        let more = (3..=many).map(|number| format!("https://acme.example/callback/{number}"));
        let all: Vec<String> = ["https://acme.example/callback", "https://acme.example/second"]
            .map(str::to_owned)
            .into_iter()
            .chain(more)
            .collect();
        self.set("redirect_uris", all);
    }

    fn change_uris(&mut self, change: fn(&mut Vec<String>)) {
        let mut uris = self.redirect_uris();
        change(&mut uris);
        self.set("redirect_uris", uris);
    }
}

type Change = fn(&mut Form);

/// An address that no client of the cast has.
const THIRD: &str = "https://acme.example/third";

phrases! {
    /// A detail of a registration alone.
    OfRegistration, "registration", Change {
        "as it usually is" => |_| {},
        "without a name" => |f| f.without("name"),
        "with an empty name" => |f| f.set("name", ""),
        "with blanks for the name" => |f| f.set("name", "  \t "),
        "without a purpose" => |f| f.without("purpose"),
        "with an empty purpose" => |f| f.set("purpose", ""),
        "with blanks for the purpose" => |f| f.set("purpose", "  \t "),
        "without a scope" => |f| f.set("scopes", json!([])),
        "without naming scopes" => |f| f.without("scopes"),
        "without naming redirect URIs" => |f| f.without("redirect_uris"),
    }
}

phrases! {
    /// A detail of a registration or an edit.
    OfBoth, "form", Change {
        "with ten redirect URIs" => |f| f.this_many_uris(10),
        "with eleven redirect URIs" => |f| f.this_many_uris(11),
        "without a redirect URI" => |f| f.set("redirect_uris", json!([])),
        "with an empty redirect URI" => |f| f.set("redirect_uris", json!([""])),
        "with a redirect URI twice" => |f| f.change_uris(|uris| uris.extend(uris.first().cloned())),
        "with a redirect URI that is no web address beside the others" => |f| {
            f.change_uris(|uris| uris.push("not a web address".to_owned()));
        },
    }
}

phrases! {
    /// A detail of an edit alone.
    OfEdit, "edit", Change {
        "with everything as it was" => Form::as_it_was,
        "with another name" => |f| f.change_name(another_name),
        "with its name in capitals" => |f| f.change_name(str::to_uppercase),
        "with another purpose" => |f| f.set("purpose", "It plays another part in a conformance run."),
        "with another website" => |f| f.set("website_url", ANOTHER_WEBSITE),
        "with an empty website" => |f| f.set("website_url", ""),
        "with another logo" => |f| f.set("logo", ANOTHER_LOGO),
        "with an empty logo" => |f| f.set("logo", ""),
        "with a redirect URI added" => |f| f.change_uris(|uris| uris.push(THIRD.to_owned())),
        "with a redirect URI removed" => |f| f.change_uris(|uris| drop(uris.pop())),
        "with a redirect URI replaced" => |f| f.change_uris(|uris| {
            uris.pop();
            uris.push(THIRD.to_owned());
        }),
        "with the state approved" => |f| f.set("status", "approved"),
        "with the state rejected" => |f| {
            f.set("status", "rejected");
            f.set("rejection_reason", REASON);
        },
        "with the state pending" => |f| f.set("status", "pending"),
        "with the state rejected and no reason" => |f| f.set("status", "rejected"),
        "with the state rejected and blanks for the reason" => |f| {
            f.set("status", "rejected");
            f.set("rejection_reason", " \t ");
        },
        "with a rejection reason" => |f| f.set("rejection_reason", REASON),
    }
}

phrases! {
    /// A detail of a review.
    ReviewDetail, "review", fn(&mut Map<String, Value>) {
        "without a reason" => |body| drop(body.remove("reason")),
        "with an empty reason" => |body| drop(body.insert("reason".to_owned(), json!(""))),
        "with blanks for the reason" => |body| drop(body.insert("reason".to_owned(), json!(" \t "))),
    }
}

/// A list with a value of its own in quotes.
const REDIRECT_URI: (&str, &str) = (r#"with the redirect URI ""#, r#"(?:with the redirect URI "[^"]*")"#);
const SCOPES: (&str, &str) = (r#"with the scopes ""#, r#"(?:with the scopes "[A-Z_ ]*")"#);

/// What a detail does.
#[derive(Debug, Clone)]
enum Detail {
    Listed(Change),
    /// This one and no other.
    RedirectUri(String),
    /// These and no others.
    Scopes(Vec<String>),
}

impl Detail {
    fn apply(&self, form: &mut Form) {
        match self {
            Self::Listed(change) => change(form),
            Self::RedirectUri(uri) => form.set("redirect_uris", json!([uri])),
            Self::Scopes(scopes) => form.set("scopes", json!(scopes)),
        }
    }

    /// What stands in quotes.
    fn quoted(text: &str) -> Option<Self> {
        let in_quotes = |(before, _): (&str, &str)| text.strip_prefix(before)?.strip_suffix('"');
        in_quotes(REDIRECT_URI).map(|uri| Self::RedirectUri(uri.to_owned())).or_else(|| {
            Some(Self::Scopes(in_quotes(SCOPES)?.split_whitespace().map(str::to_owned).collect()))
        })
    }
}

/// Makes a step parameter of the lists and of what stands in quotes.
macro_rules! details {
    ($(#[$doc:meta])* $name:ident, $word:literal = $own:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(Detail);

        impl $name {
            /// Changes what the phrase says.
            pub(crate) fn apply(&self, form: &mut Form) {
                self.0.apply(form);
            }
        }

        impl cucumber::Parameter for $name {
            const REGEX: &'static str = {
                const PARTS: &[&str] = &[
                    <$own as cucumber::Parameter>::REGEX,
                    <OfBoth as cucumber::Parameter>::REGEX,
                    REDIRECT_URI.1,
                    SCOPES.1,
                ];
                const JOINED: [u8; length(PARTS)] = alternatives(PARTS);
                match std::str::from_utf8(&JOINED) {
                    Ok(joined) => joined,
                    Err(_) => panic!("texts joined by ASCII are a text"),
                }
            };
            const NAME: &'static str = $word;
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let listed = text.parse::<$own>().map(|it| it.0).or_else(|_| text.parse::<OfBoth>().map(|it| it.0));
                let detail = listed.ok().map(Detail::Listed).or_else(|| Detail::quoted(text));
                detail.map(Self).ok_or_else(|| format!("no {} is called {text:?}", $word))
            }
        }
    };
}

details! {
    /// In what a registration differs from the usual.
    RegistrationDetail, "registration" = OfRegistration
}

details! {
    /// What an edit changes.
    EditDetail, "edit" = OfEdit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual() -> Map<String, Value> {
        let usual = json!({
            "name": "Acme",
            "purpose": "p",
            "redirect_uris": ["https://acme.example/callback", "https://acme.example/second"],
            "scopes": ["BOOKING_READ"],
        });
        usual.as_object().cloned().unwrap()
    }

    fn edited(phrase: &str) -> Map<String, Value> {
        let mut form = Form::edit(Value::Object(usual()));
        phrase.parse::<EditDetail>().unwrap().apply(&mut form);
        form.members
    }

    #[test]
    fn an_edit_names_what_it_changes_and_nothing_else() {
        for (phrase, _) in OfEdit::LIST.iter().filter(|(phrase, _)| !phrase.contains("as it was")) {
            let members = edited(phrase);
            assert!(!members.is_empty(), "{phrase}");
            for (name, value) in members {
                assert_ne!(usual().get(&name), Some(&value), "{phrase} leaves {name} as it was");
            }
        }
    }

    #[test]
    fn what_stands_in_quotes_is_sent_as_it_stands() {
        let scopes = edited(r#"with the scopes "BOOKING_READ TEAM_BOOKING_READ""#);
        assert_eq!(scopes["scopes"], json!(["BOOKING_READ", "TEAM_BOOKING_READ"]));
        let uri = edited(r#"with the redirect URI "http://[::1]:3000/#a?b|c""#);
        assert_eq!(uri["redirect_uris"], json!(["http://[::1]:3000/#a?b|c"]));
        assert!(r#"with the scopes "x""#.parse::<EditDetail>().is_ok(), "the pattern refuses it before");
        assert!("without a name".parse::<EditDetail>().is_err(), "of a registration alone");
    }

    #[test]
    fn a_registration_differs_in_one_thing_from_the_usual() {
        for (phrase, _) in
            OfRegistration::LIST.iter().chain(OfBoth::LIST).filter(|it| it.0 != "as it usually is")
        {
            let mut form = Form::registration(usual());
            phrase.parse::<RegistrationDetail>().unwrap().apply(&mut form);
            let differs =
                usual().iter().filter(|(name, value)| form.members.get(*name) != Some(value)).count();
            assert_eq!(differs, 1, "{phrase}");
        }
    }
}
