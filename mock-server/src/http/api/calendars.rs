//! `/v2/calendars`: what a person's times are compared with (production-api D, "Calendar check"; B4).
//!
//! Everybody has a Google calendar of their own, and no other until they save one that is read from an address.

use serde_json::{Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::properties::{Is, Property, may, must};
use crate::store::App;
use crate::wire::sentence::Sentence;
use crate::wire::{ApiError, Constraint, Feed, User};

pub(super) fn check(call: &Call<'_>) -> Result<Reply, ApiError> {
    match call.name("calendar") {
        "google" => Ok(shapes::done()),
        "apple" => Err(ApiError::CalendarNotConnected("apple calendar")),
        "office365" => Err(ApiError::CalendarNotConnected("office_365_calendar")),
        _ => Err(ApiError::UnknownCalendar),
    }
}

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let user = call.user()?;
    let mut connected = vec![connection(&GOOGLE, user.id, &[google(user)])];
    let feeds = feeds(call.app, user);
    connected.extend(feeds.iter().map(|feed| connection(&ICS, feed.id, &calendars(feed))));
    let data = json!({"connectedCalendars": connected, "destinationCalendar": destination(user)});
    Ok(shapes::success(200, &data))
}

pub(super) fn save_feed(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = call.user()?.id;
    let body = call.body(FEED)?;
    let urls = body.get("urls").and_then(Value::as_array).into_iter().flatten();
    let feed = Feed {
        id: call.app.next_number(),
        owner,
        urls: urls.filter_map(Value::as_str).map(str::to_owned).collect(),
        read_only: body.get("readOnly").and_then(Value::as_bool).unwrap_or(true),
    };
    let data = json!({
        "id": feed.id,
        "type": ICS.kind,
        "userId": owner,
        "teamId": null,
        "appId": ICS.slug,
        "invalid": false,
    });
    call.app.feeds.put(feed.id, feed);
    Ok(shapes::success(201, &data))
}

/// All calendars of a person.
pub(super) fn of(app: &App, user: &User) -> Vec<Value> {
    std::iter::once(google(user)).chain(feeds(app, user).iter().flat_map(calendars)).collect()
}

const FEED: &[Property] = &[must("urls", Is::Judged(addresses)), may("readOnly", Is::Flag)];

fn addresses(property: &str, value: &Value) -> Option<Constraint> {
    let Some(urls) = value.as_array() else { return Some(Constraint::List) };
    let is_feed = |url: &Value| {
        let url = url.as_str().and_then(|text| url::Url::parse(text).ok());
        url.is_some_and(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.path().rsplit_once('.').is_some_and(|(_, kind)| kind == "ics")
        })
    };
    if urls.is_empty() {
        Some(Constraint::NotEmpty)
    } else if urls.iter().any(|url| url.is_null() || url == "") {
        Some(Sentence::EachNotEmpty(property.to_owned()).into())
    } else if !urls.iter().all(is_feed) {
        Some(Sentence::IcsUrl.into())
    } else {
        None
    }
}

fn feeds(app: &App, user: &User) -> Vec<Feed> {
    app.feeds.all().into_iter().filter(|feed| feed.owner == user.id).collect()
}

fn google(user: &User) -> Value {
    json!({
        "externalId": user.email,
        "integration": GOOGLE.kind,
        "name": user.email,
        "primary": true,
        "readOnly": false,
        "email": user.email,
        "isSelected": true,
        "credentialId": user.id,
        "delegationCredentialId": null,
    })
}

fn calendars(feed: &Feed) -> Vec<Value> {
    let one = |(place, url): (usize, &String)| {
        json!({
            "externalId": url,
            "integration": ICS.kind,
            "name": url,
            "primary": place == 0,
            "readOnly": feed.read_only,
            "email": "",
            "isSelected": false,
            "credentialId": feed.id,
            "delegationCredentialId": null,
        })
    };
    feed.urls.iter().enumerate().map(one).collect()
}

/// An app through which calendars are connected.
struct Provider {
    kind: &'static str,
    slug: &'static str,
    name: &'static str,
    description: &'static str,
}

const GOOGLE: Provider = Provider {
    kind: "google_calendar",
    slug: "google-calendar",
    name: "Google Calendar",
    description: "Google Calendar is a time management and scheduling service developed by Google.",
};

const ICS: Provider = Provider {
    kind: "ics-feed_calendar",
    slug: "ics-feed",
    name: "ICS Feed",
    description: "Calendars that are read from an address.",
};

fn connection(provider: &Provider, credential: u64, calendars: &[Value]) -> Value {
    json!({
        "integration": {
            "name": provider.name,
            "description": provider.description,
            "installed": true,
            "type": provider.kind,
            "title": provider.name,
            "variant": "calendar",
            "category": "calendar",
            "categories": ["calendar"],
            "logo": "icon.svg",
            "publisher": "Cal.com",
            "slug": provider.slug,
            "url": "https://cal.com/",
            "email": "help@cal.com",
            "locationOption": null,
        },
        "credentialId": credential,
        "delegationCredentialId": null,
        "primary": calendars.first(),
        "calendars": calendars,
    })
}

/// Where bookings are written.
fn destination(user: &User) -> Value {
    json!({
        "id": user.id,
        "integration": GOOGLE.kind,
        "externalId": user.email,
        "primaryEmail": user.email,
        "userId": user.id,
        "eventTypeId": null,
        "credentialId": user.id,
        "delegationCredentialId": null,
        "name": user.email,
        "primary": true,
        "readOnly": false,
        "email": user.email,
        "integrationTitle": GOOGLE.name,
    })
}
