//! Which page a path leads to, and how the journal calls it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use strum::EnumCount;

use crate::store::showcase;

/// The login page.
pub(super) const LOGIN: &str = "/auth/login";
/// An owner's clients.
pub(super) const CLIENTS: &str = "/settings/developer/oauth";
/// The form of a client to be.
pub(super) const NEW_CLIENT: &str = "/settings/developer/oauth/new";
/// An owner's platform clients.
pub(super) const PLATFORM: &str = "/settings/platform";
/// The way there, for whoever stands before a refusal.
pub(super) const TO_PLATFORM: (&str, &str) = ("Go to your platform clients", PLATFORM);
/// The admin's review.
pub(super) const REVIEWS: &str = "/settings/admin/oauth";
/// The e-mails.
pub(super) const OUTBOX: &str = "/_mock/outbox";

/// What a path begins with that belongs to somebody else: no user's pages are there.
const OTHERS: &[&str] = &["_mock", "api", "auth", "booking", "onboarding", "reschedule", "settings", "v2"];

/// All of them: as many as there are kinds, so that none is forgotten.
pub(super) const ROOMS: [Room<'static>; Room::COUNT] = [
    Room::Consent,
    Room::Login,
    Room::SignOut,
    Room::Callback,
    Room::Clients,
    Room::NewClient,
    Room::Client(""),
    Room::Deletion(""),
    Room::Secrets(""),
    Room::Revocation("", ""),
    Room::Reviews,
    Room::Review(""),
    Room::PlatformClients,
    Room::NewPlatformClient,
    Room::PlatformClient(""),
    Room::PlatformDeletion(""),
    Room::Outbox,
    Room::Mail(""),
    Room::Offer("", ""),
    Room::Booking(""),
    Room::Cancellation(""),
    Room::Rescheduling(""),
    Room::Nowhere,
];

/// A page, with the names that are in its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumCount)]
pub(super) enum Room<'a> {
    Consent,
    Login,
    SignOut,
    Callback,
    Clients,
    NewClient,
    Client(&'a str),
    Deletion(&'a str),
    Secrets(&'a str),
    Revocation(&'a str, &'a str),
    Reviews,
    Review(&'a str),
    PlatformClients,
    NewPlatformClient,
    PlatformClient(&'a str),
    PlatformDeletion(&'a str),
    Outbox,
    Mail(&'a str),
    /// Where a person can be booked, if there is such a person: username and slug.
    Offer(&'a str, &'a str),
    Booking(&'a str),
    Cancellation(&'a str),
    Rescheduling(&'a str),
    /// Where pages are, but none of this name.
    Nowhere,
}

impl<'a> Room<'a> {
    /// The page at `path`; `None` where no pages are.
    pub(super) fn at(path: &'a str) -> Option<Self> {
        let path = path.strip_suffix('/').unwrap_or(path);
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        Some(match *parts.as_slice() {
            ["auth", "oauth2", "authorize"] => Self::Consent,
            ["auth", "login"] => Self::Login,
            ["auth", "logout"] => Self::SignOut,
            ["settings", "developer", "oauth"] => Self::Clients,
            ["settings", "developer", "oauth", "new"] => Self::NewClient,
            ["settings", "developer", "oauth", id] => Self::Client(id),
            ["settings", "developer", "oauth", id, "delete"] => Self::Deletion(id),
            ["settings", "developer", "oauth", id, "secrets"] => Self::Secrets(id),
            ["settings", "developer", "oauth", id, "secrets", secret, "revoke"] => {
                Self::Revocation(id, secret)
            }
            ["settings", "admin", "oauth"] => Self::Reviews,
            ["settings", "admin", "oauth", id] => Self::Review(id),
            ["settings", "platform"] => Self::PlatformClients,
            ["settings", "platform", "new"] => Self::NewPlatformClient,
            ["settings", "platform", id] => Self::PlatformClient(id),
            ["settings", "platform", id, "delete"] => Self::PlatformDeletion(id),
            ["_mock", "outbox"] => Self::Outbox,
            ["_mock", "outbox", id] => Self::Mail(id),
            ["settings", ..] => Self::Nowhere,
            ["booking", uid] => Self::Booking(uid),
            ["booking", uid, "cancel"] => Self::Cancellation(uid),
            ["reschedule", uid] => Self::Rescheduling(uid),
            _ if path == showcase::CALLBACK => Self::Callback,
            [first, _] if OTHERS.contains(&first) => return None,
            [username, slug] if !username.is_empty() && !slug.is_empty() => Self::Offer(username, slug),
            _ => return None,
        })
    }

    /// Its path with the names in braces; `None` of a page that there is not.
    pub(super) fn shown(self) -> Option<&'static str> {
        Some(match self {
            Self::Consent => "/auth/oauth2/authorize",
            Self::Login => LOGIN,
            Self::SignOut => "/auth/logout",
            Self::Callback => showcase::CALLBACK,
            Self::Clients => CLIENTS,
            Self::NewClient => NEW_CLIENT,
            Self::Client(_) => "/settings/developer/oauth/{clientId}",
            Self::Deletion(_) => "/settings/developer/oauth/{clientId}/delete",
            Self::Secrets(_) => "/settings/developer/oauth/{clientId}/secrets",
            Self::Revocation(..) => "/settings/developer/oauth/{clientId}/secrets/{secretId}/revoke",
            Self::Reviews => REVIEWS,
            Self::Review(_) => "/settings/admin/oauth/{clientId}",
            Self::PlatformClients => PLATFORM,
            Self::NewPlatformClient => "/settings/platform/new",
            Self::PlatformClient(_) => "/settings/platform/{clientId}",
            Self::PlatformDeletion(_) => "/settings/platform/{clientId}/delete",
            Self::Outbox => OUTBOX,
            Self::Mail(_) => "/_mock/outbox/{emailId}",
            Self::Offer(..) => "/{username}/{eventSlug}",
            Self::Booking(_) => "/booking/{uid}",
            Self::Cancellation(_) => "/booking/{uid}/cancel",
            Self::Rescheduling(_) => "/reschedule/{uid}",
            Self::Nowhere => return None,
        })
    }

    /// Where somebody who was stopped here goes on with GET.
    pub(super) fn entrance(self, path: &str) -> String {
        match self {
            Self::Secrets(id) => client(id),
            _ => path.to_owned(),
        }
    }
}

/// The page of a client.
pub(super) fn client(id: &str) -> String {
    format!("{CLIENTS}/{id}")
}

/// The page on which a client is reviewed.
pub(super) fn review(id: &str) -> String {
    format!("{REVIEWS}/{id}")
}

/// The page of a platform client.
pub(super) fn platform_client(id: &str) -> String {
    format!("{PLATFORM}/{id}")
}

/// The page on which an event type is booked.
pub(super) fn booking_page(username: &str, slug: &str) -> String {
    format!("/{}/{}", escaped(username), escaped(slug))
}

/// The page about a booking, or about somebody's seat in it.
pub(super) fn booking(uid: &str, seat: Option<&str>) -> String {
    with_seat(format!("/booking/{}", escaped(uid)), seat)
}

/// Where a booking is called off.
pub(super) fn cancel(uid: &str) -> String {
    format!("/booking/{}/cancel", escaped(uid))
}

/// Where a booking, or somebody's seat in it, is moved.
pub(super) fn reschedule(uid: &str, seat: Option<&str>) -> String {
    with_seat(format!("/reschedule/{}", escaped(uid)), seat)
}

fn with_seat(address: String, seat: Option<&str>) -> String {
    match seat.filter(|seat| !seat.is_empty()) {
        Some(seat) => format!("{address}?seatUid={}", escaped(seat)),
        None => address,
    }
}

/// A name as a part of a path.
pub(super) fn escaped(name: &str) -> String {
    /// All but the letters that RFC 3986 never escapes.
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(name, ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_page_is_in_the_list_once() {
        let kinds: BTreeSet<String> = ROOMS.iter().map(|room| format!("{room:?}")).collect();
        assert_eq!(kinds.len(), Room::COUNT);
    }

    #[test]
    fn a_path_leads_to_one_page_and_is_shown_without_the_names_in_it() {
        for (path, room, shown) in [
            ("/settings/developer/oauth", Room::Clients, Some(CLIENTS)),
            ("/settings/developer/oauth/", Room::Clients, Some(CLIENTS)),
            ("/settings/developer/oauth/new", Room::NewClient, Some(NEW_CLIENT)),
            ("/settings/developer/oauth/x", Room::Client("x"), Some("/settings/developer/oauth/{clientId}")),
            ("/settings/admin/oauth/x", Room::Review("x"), Some("/settings/admin/oauth/{clientId}")),
            ("/settings/teams", Room::Nowhere, None),
            ("/_mock/callback", Room::Callback, Some("/_mock/callback")),
        ] {
            assert_eq!((Room::at(path), room.shown()), (Some(room), shown), "{path}");
        }
        for (path, room) in [
            ("/uma/meeting", Room::Offer("uma", "meeting")),
            ("/uma/meeting/", Room::Offer("uma", "meeting")),
            ("/booking/u1", Room::Booking("u1")),
            ("/booking/u1/cancel", Room::Cancellation("u1")),
            ("/reschedule/u1", Room::Rescheduling("u1")),
        ] {
            assert_eq!(Room::at(path), Some(room), "{path}");
        }
        for elsewhere in [
            "/",
            "//x",
            "/uma",
            "/uma/meeting/x",
            "/api/x",
            "/_mock/x",
            "/onboarding/x",
            "/booking",
            "/v2/me",
            "/auth",
            "/settingsx",
            "/_mock/v1/outbox",
        ] {
            assert_eq!(Room::at(elsewhere), None, "{elsewhere}");
        }
    }
}
