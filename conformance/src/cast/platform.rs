//! The platform's side of the cast: platform clients, and the users that they manage.
//!
//! A managed user is created by its client (`POST /v2/oauth-clients/{clientId}/users`) and never signs in: what it
//! holds are the two tokens that came back, and those of each refresh since.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where platform clients may be asked from: the origin of the first is that of the book's pages.
const REDIRECT_URIS: [&str; 2] = ["https://orbit.example/callback", "https://orbit.example:8443/second"];

/// The platform clients of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::Display)]
pub enum PlatformRole {
    /// The one with which the book begins.
    Orbit,
    /// Another one, somebody else's.
    Comet,
}

impl cucumber::Parameter for PlatformRole {
    const REGEX: &'static str = "Orbit|Comet";
    const NAME: &'static str = "platform";
}

impl PlatformRole {
    /// What is asked of the server to make it.
    #[must_use]
    pub fn order(self) -> PlatformOrder {
        let name = self.to_string();
        let page = |page: &str| format!("https://{}.example/{page}", name.to_lowercase());
        PlatformOrder {
            booking_url: page("booked"),
            reschedule_url: page("rescheduled"),
            cancel_url: page("cancelled"),
            redirect_uris: REDIRECT_URIS.map(|uri| uri.replace("orbit", &name.to_lowercase())).to_vec(),
            permissions: PERMISSIONS.map(str::to_owned).to_vec(),
            default_event_types: false,
            owner: None,
            name,
        }
    }

    /// How its id and secret are called in reports: as `cal-mock env` calls them, where it does.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Orbit => ("CAL_PLATFORM_CLIENT_ID", "CAL_PLATFORM_CLIENT_SECRET"),
            Self::Comet => ("COMET_CLIENT_ID", "COMET_CLIENT_SECRET"),
        }
    }
}

/// What a platform client may enable: five resources, to read and to write (platform-quickstart 2.4).
pub const PERMISSIONS: [&str; 10] = [
    "EVENT_TYPE_READ",
    "EVENT_TYPE_WRITE",
    "BOOKING_READ",
    "BOOKING_WRITE",
    "SCHEDULE_READ",
    "SCHEDULE_WRITE",
    "PROFILE_READ",
    "PROFILE_WRITE",
    "APPS_READ",
    "APPS_WRITE",
];

/// A platform client to be made.
#[derive(Debug, Clone, Serialize)]
pub struct PlatformOrder {
    /// Its name.
    pub name: String,
    /// From where browsers may ask with its users' tokens.
    pub redirect_uris: Vec<String>,
    /// What is enabled.
    pub permissions: Vec<String>,
    /// Where a browser lands that booked.
    pub booking_url: String,
    /// Where one lands that moved a booking.
    pub reschedule_url: String,
    /// Where one lands that called a booking off.
    pub cancel_url: String,
    /// Whether its users begin with event types.
    pub default_event_types: bool,
    /// Whose it is, where anybody minds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Value>,
}

/// A platform client that was made.
#[derive(Clone, Deserialize)]
pub struct PlatformMade {
    /// Its id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

/// A platform client that is there.
#[derive(Clone)]
pub struct Platform {
    /// Which one.
    pub role: PlatformRole,
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// From where browsers may ask with its users' tokens; none where nobody said so.
    pub redirect_uris: Vec<String>,
}

/// The managed users of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::Display)]
pub enum ManagedRole {
    /// The one with whom the book begins.
    Bob,
    /// Somebody else.
    Carol,
}

impl cucumber::Parameter for ManagedRole {
    const REGEX: &'static str = "Bob|Carol";
    const NAME: &'static str = "managed";
}

impl ManagedRole {
    /// How what it holds is called in reports, `BOB_ACCESS_TOKEN`.
    #[must_use]
    pub fn named(self, what: &str) -> String {
        format!("{}_{what}", self.to_string().to_ascii_uppercase())
    }
}

/// The tokens of a managed user.
#[derive(Clone)]
pub struct ManagedTokens {
    /// Opens the API.
    pub access: String,
    /// Gives new ones.
    pub refresh: String,
    /// The rest of what came with them: when they end.
    pub data: Value,
}

/// A managed user that is there.
#[derive(Clone)]
pub struct Managed {
    /// Who.
    pub role: ManagedRole,
    /// Whose.
    pub platform: PlatformRole,
    /// The id, a number or a word.
    pub id: Value,
    /// The e-mail as it came back.
    pub email: String,
    /// What it was given, the latest last; never empty.
    pub tokens: Vec<ManagedTokens>,
}

impl PlatformMade {
    /// The client that the server made for `order`.
    #[must_use]
    pub fn of(self, role: PlatformRole, order: PlatformOrder) -> Platform {
        let Self { client_id: id, client_secret: secret } = self;
        Platform { role, id, secret, redirect_uris: order.redirect_uris }
    }
}

crate::redaction::opaque!(PlatformMade, Platform, ManagedTokens, Managed);
