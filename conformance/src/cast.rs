//! Who plays: the clients and users of the rule book (`features/README.md`, "Who plays").

pub mod platform;
pub mod scopes;
pub mod secrets;

use serde_json::Value;

use self::{scopes::Scopes, secrets::Secrets};
use crate::target::{
    Venue,
    consent::Browser,
    profile::Account,
    provision::control::{ClientMade, ClientOrder, UserMade},
};

/// Where the clients send users back to: Mallory names the same, so that only who asks tells her from Acme.
const REDIRECT_URIS: [&str; 2] = ["https://acme.example/callback", "https://acme.example/second"];

/// A redirect URI with a query of its own, registered only where a scenario asks for it.
pub const REDIRECT_URI_WITH_QUERY: &str = "https://acme.example/callback?tenant=7&lang=en";

/// The clients of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::Display)]
pub enum ClientRole {
    /// Approved, confidential.
    Acme,
    /// Approved, public.
    Nimbus,
    /// Approved, confidential, somebody else.
    Mallory,
    /// Approved, confidential, without scopes.
    Oldie,
    /// Confidential, pending.
    Novice,
    /// Confidential, rejected.
    Outcast,
    /// Approved, confidential, with every scope of the documents.
    Omni,
    /// Approved, confidential, with two secrets.
    Gemini,
}

impl cucumber::Parameter for ClientRole {
    const REGEX: &'static str = "Acme|Nimbus|Mallory|Oldie|Novice|Outcast|Omni|Gemini";
    const NAME: &'static str = "client";
}

impl ClientRole {
    /// Whether it has no secret.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Nimbus)
    }

    /// Whether it is of the time before scopes.
    #[must_use]
    pub const fn is_legacy(self) -> bool {
        matches!(self, Self::Oldie)
    }

    /// Whether it is in the middle of a rotation: a second secret beside the first.
    #[must_use]
    pub const fn has_two_secrets(self) -> bool {
        matches!(self, Self::Gemini)
    }

    /// What is asked of the server to make it; `owner` is Owen's id.
    #[must_use]
    pub fn order(self, owner: Value) -> ClientOrder {
        ClientOrder {
            name: self.to_string(),
            purpose: "It plays a part in a conformance run.".to_owned(),
            r#type: if self.is_public() { "public" } else { "confidential" },
            redirect_uris: REDIRECT_URIS.iter().map(|uri| (*uri).to_owned()).collect(),
            scopes: match self {
                Self::Oldie => Vec::new(),
                Self::Omni => scopes::DOCUMENTED.map(str::to_owned).to_vec(),
                _ => scopes::of_the_cast(),
            },
            status: match self {
                Self::Novice => "pending",
                Self::Outcast => "rejected",
                _ => "approved",
            },
            owner,
            legacy: self.is_legacy(),
            website_url: None,
            logo: None,
        }
    }

    /// The section of a target file whose client plays it.
    #[must_use]
    pub const fn section(self) -> &'static str {
        match self {
            Self::Acme | Self::Omni => "[clients.confidential]",
            Self::Nimbus => "[clients.public]",
            Self::Mallory => "[clients.other]",
            Self::Oldie => "[clients.legacy]",
            Self::Novice => "[clients.pending]",
            Self::Outcast => "[clients.rejected]",
            Self::Gemini => "[clients.rotating]",
        }
    }

    /// The one scope that it keeps where the others are taken away.
    pub(crate) const NARROWED: &'static str = "BOOKING_READ";

    /// How its id and secret are called in reports: as `cal-mock env` calls them, where it does.
    #[must_use]
    pub fn names(self) -> (String, String) {
        let prefix = match self {
            Self::Acme | Self::Omni => "CAL".to_owned(),
            Self::Nimbus => "CAL_PUBLIC".to_owned(),
            Self::Oldie => "CAL_LEGACY".to_owned(),
            other => other.to_string().to_ascii_uppercase(),
        };
        (format!("{prefix}_CLIENT_ID"), format!("{prefix}_CLIENT_SECRET"))
    }
}

/// A client that is there.
#[derive(Clone)]
pub struct Client {
    /// Which one.
    pub role: ClientRole,
    /// Its id.
    pub id: String,
    /// The secret that it uses, where it has one: the oldest that it may use.
    pub secret: Option<String>,
    /// All that it was given.
    pub secrets: Secrets,
    /// Where it may send users back to, the usual one first.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scopes: Scopes,
}

impl Client {
    /// The client that the server made for `order`.
    #[must_use]
    pub fn new(role: ClientRole, order: ClientOrder, made: ClientMade) -> Self {
        let ClientMade { client_id: id, client_secret: secret } = made;
        let secrets = Secrets::new(secret.clone());
        let scopes = Scopes::new(order.scopes);
        Self { role, id, secret, secrets, redirect_uris: order.redirect_uris, scopes }
    }
}

/// The users of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::Display)]
pub enum UserRole {
    /// An ordinary user.
    Alice,
    /// The one who owns the clients.
    Owen,
    /// One who reviews clients, and owns none.
    Ada,
}

impl cucumber::Parameter for UserRole {
    const REGEX: &'static str = "Alice|Owen|Ada";
    const NAME: &'static str = "user";
}

impl UserRole {
    /// The role with which the server makes the user.
    #[must_use]
    pub const fn role(self) -> &'static str {
        match self {
            Self::Alice | Self::Owen => "user",
            Self::Ada => "admin",
        }
    }
}

/// A user that is there, with a browser.
pub struct User {
    /// The id, a number or a word, where it is known.
    pub id: Option<Value>,
    /// How to sign in.
    pub email: String,
    /// The browser, signed in or not.
    pub browser: Browser,
}

impl User {
    /// The user that the server made.
    #[must_use]
    pub fn made(made: &UserMade, venue: &Venue) -> Self {
        let browser = Browser::new(venue, &made.email, Some(&made.password));
        Self { id: Some(made.id.clone()), email: made.email.clone(), browser }
    }

    /// A user who was there before.
    #[must_use]
    pub fn known(account: &Account, venue: &Venue) -> Self {
        let browser = Browser::new(venue, &account.email, account.password.as_deref());
        Self { id: None, email: account.email.clone(), browser }
    }
}

crate::redaction::opaque!(Client, User);
