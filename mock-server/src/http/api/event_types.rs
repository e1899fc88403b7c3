//! `/v2/event-types`: what a person can be booked for (production-api D, "Event type"; A6).
//!
//! [`shown`] writes them, [`draft`] reads bodies. Reading one is open to whoever has to do with it, changing it to its owner
//! alone.

pub(super) mod draft;
pub(super) mod shown;

use serde_json::{Map, Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::event_type::body::Kind;
use crate::rules::event_type::rights;
use crate::rules::properties::{Is, Property, may};
use crate::wire::{ApiError, EventType, EventTypeError, Owner, Team, User};
use draft::Draft;

/// Own ones, or those of a person who is named; together with several, what they can be booked for together.
pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(FILTERS)?;
    let text = |name: &str| query.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let of = |user: &User, slug: Option<&str>| {
        let is_own = call.caller.as_ref().is_some_and(|caller| caller.id == user.id);
        let is_wanted = |it: &EventType| {
            it.owner == Owner::User(user.id)
                && (is_own || !it.hidden)
                && slug.is_none_or(|slug| it.slug == slug)
        };
        sorted(call.app.event_types.all().into_iter().filter(is_wanted).collect(), &query)
    };
    let found = match (text("username"), query.get("usernames"), &call.caller) {
        (Some(username), _, _) => {
            let user = person(call, username, &query);
            user.map(|user| of(&user, text("eventSlug"))).unwrap_or_default()
        }
        (None, Some(usernames), _) => {
            let names = usernames.as_array().into_iter().flatten().filter_map(Value::as_str);
            let users: Vec<User> = names.filter_map(|name| person(call, name, &query)).collect();
            let group = shown::without_hidden_fields(shown::of_group(call.app, &users));
            return Ok(shapes::success(200, &json!([group])));
        }
        (None, None, Some(caller)) => of(caller, None),
        (None, None, None) => Vec::new(),
    };
    let shown = found.iter().map(|it| shown::without_hidden_fields(shown::personal(call.app, it)));
    Ok(shapes::success(200, &shown.collect()))
}

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let reader = call.user()?;
    let teams = call.app.teams.all();
    let found = named(call).filter(|it| rights::may_read(reader, it, &teams));
    let found = found.ok_or_else(|| not_found(call))?;
    Ok(shapes::success(200, &shown::any(call.app, &found)))
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = call.user()?.id;
    let mut event_type = blank(Owner::User(owner));
    Draft::of_new(call, Kind::Personal)?.put(&mut event_type)?;
    event_type.id = call.app.next_number();
    let stands_in_the_way = |other: &EventType| collides(&event_type, other);
    if !call.app.event_types.put_unless(event_type.id, event_type.clone(), stands_in_the_way) {
        return Err(EventTypeError::SlugTaken.into());
    }
    Ok(shapes::success(201, &shown::personal(call.app, &event_type)))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let own = own(call)?;
    let draft = Draft::of_change(call, Kind::Personal)?;
    let edited = call.app.event_types.edit_among(&own.id, |event_type, others| {
        draft.put(event_type)?;
        let is_taken = others.iter().any(|other| collides(event_type, other));
        if is_taken { Err(EventTypeError::SlugTaken) } else { Ok(()) }
    });
    let edited = edited?.ok_or_else(|| not_found(call))?;
    Ok(shapes::success(200, &shown::personal(call.app, &edited)))
}

/// What was booked of it stays readable; its private links lead nowhere.
pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let user = call.user()?.id;
    let found = named(call).ok_or_else(|| not_found(call))?;
    if found.owner != Owner::User(user) {
        return Err(EventTypeError::NotOwned { user, event_type: found.id }.into());
    }
    let gone = call.app.event_types.remove(&found.id).ok_or_else(|| not_found(call))?;
    let data = json!({"id": gone.id, "lengthInMinutes": gone.length, "title": gone.title, "slug": gone.slug});
    Ok(shapes::success(200, &data))
}

/// The event type in the path, if it is the caller's own.
pub(super) fn own(call: &Call<'_>) -> Result<EventType, ApiError> {
    let owner = Owner::User(call.user()?.id);
    named(call).filter(|it| it.owner == owner).ok_or_else(|| not_found(call))
}

/// The event type in the path, whosever it is.
pub(super) fn named(call: &Call<'_>) -> Option<EventType> {
    call.app.event_types.find(&call.number("eventTypeId")?)
}

pub(super) fn not_found(call: &Call<'_>) -> ApiError {
    EventTypeError::NotFound(call.name("eventTypeId").to_owned()).into()
}

/// An event type before anybody said what it is.
pub(super) fn blank(owner: Owner) -> EventType {
    EventType { length: 0, ..EventType::new(0, owner) }
}

/// Whether both would have the same address.
pub(super) fn collides(one: &EventType, other: &EventType) -> bool {
    one.owner == other.owner && one.slug == other.slug
}

/// The newest last, unless it is wanted otherwise.
pub(super) fn sorted(mut found: Vec<EventType>, query: &Map<String, Value>) -> Vec<EventType> {
    found.sort_by_key(|event_type| event_type.id);
    if query.get("sortCreatedAt").is_some_and(|order| order == "desc") {
        found.reverse();
    }
    found
}

pub(super) const SORT: Property = may("sortCreatedAt", Is::OneOf(&["asc", "desc"]));

const FILTERS: &[Property] = &[
    may("username", Is::Text),
    may("eventSlug", Is::Text),
    may("usernames", Is::Texts),
    may("orgSlug", Is::Text),
    may("orgId", Is::Number),
    SORT,
];

/// The person with this name; of an organization, where the query names one.
fn person(call: &Call<'_>, username: &str, query: &Map<String, Value>) -> Option<User> {
    let user = call.app.users.all().into_iter().find(|user| user.username == username)?;
    let is_named = |team: &Team| {
        query.get("orgId").is_none_or(|id| id.as_u64() == Some(team.id))
            && query.get("orgSlug").is_none_or(|slug| team.settings.get("slug") == Some(slug))
    };
    let is_asked = query.contains_key("orgId") || query.contains_key("orgSlug");
    let is_in = |team: &Team| team.is_organization && team.role_of(user.id).is_some() && is_named(team);
    (!is_asked || call.app.teams.all().iter().any(is_in)).then_some(user)
}
