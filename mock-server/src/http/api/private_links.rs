//! `/v2/event-types/{eventTypeId}/private-links`: addresses that only those know who were told (production-api D).
//!
//! Both versions answer the whole address, as the documents show it.

use serde_json::{Value, json};

use super::call::Call;
use super::{event_types, shapes};
use crate::http::respond::Reply;
use crate::rules::event_type::private_link::{self, End};
use crate::rules::properties::{self, Is, Property, may};
use crate::wire::{ApiError, EventType, EventTypeError, PrivateLink};

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let event_type = own(call)?;
    let links = event_type.private_links.iter().map(|link| shown(call, &event_type, link));
    Ok(shapes::success(200, &links.collect()))
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let event_type = own(call)?;
    let end = end(call)?.unwrap_or(End::BY_DEFAULT);
    let id = hex::encode(call.app.env.dice.bytes::<11>());
    let mut link = PrivateLink { id, expires_at: None, max_usage_count: None, usage_count: 0 };
    end.put(&mut link);
    let edited = call.app.event_types.edit(&event_type.id, |it| {
        it.private_links.push(link.clone());
        Ok::<_, ApiError>(())
    });
    let event_type = edited?.ok_or_else(|| event_types::not_found(call))?;
    Ok(shapes::success(201, &shown(call, &event_type, &link)))
}

/// Says what ends a link; how often it was used stays.
pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let event_type = own(call)?;
    let end = end(call)?;
    let mut changed = None;
    let edited = call.app.event_types.edit(&event_type.id, |it| {
        let link = it.private_links.iter_mut().find(|link| link.id == call.name("linkId"));
        let link = link.ok_or(EventTypeError::NoLinkToChange)?;
        if let Some(end) = end {
            end.put(link);
        }
        changed = Some(link.clone());
        Ok::<_, EventTypeError>(())
    });
    let event_type = edited?.ok_or_else(|| event_types::not_found(call))?;
    let link = changed.ok_or(EventTypeError::NoLinkToChange)?;
    Ok(shapes::success(200, &shown(call, &event_type, &link)))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let event_type = own(call)?;
    let id = call.name("linkId");
    let edited = call.app.event_types.edit(&event_type.id, |it| {
        let before = it.private_links.len();
        it.private_links.retain(|link| link.id != id);
        if it.private_links.len() == before { Err(EventTypeError::NoLinkToRemove) } else { Ok(()) }
    });
    edited?.ok_or_else(|| event_types::not_found(call))?;
    Ok(shapes::success(200, &json!({"linkId": id, "message": "Private link deleted successfully"})))
}

const BODY: &[Property] = &[may("expiresAt", Is::Date), may("maxUsageCount", Is::Int(1, 2_147_483_647))];

fn end(call: &Call<'_>) -> Result<Option<End>, ApiError> {
    let body = call.body(BODY)?;
    let at = body.get("expiresAt").and_then(properties::date);
    let uses = body.get("maxUsageCount").and_then(Value::as_u64);
    Ok(private_link::end(at, uses)?)
}

/// The caller's own event type in the path; a number that none can have is refused before.
fn own(call: &Call<'_>) -> Result<EventType, ApiError> {
    if call.name("eventTypeId").starts_with('-') || call.number("eventTypeId") == Some(0) {
        return Err(EventTypeError::NoNumberOfAny.into());
    }
    event_types::own(call)
}

fn shown(call: &Call<'_>, event_type: &EventType, link: &PrivateLink) -> Value {
    let mut shown = json!({
        "linkId": link.id,
        "eventTypeId": event_type.id,
        "isExpired": private_link::is_expired(link, call.now()),
        "bookingUrl": format!("{}/d/{}/{}", call.app.public_url.as_str(), link.id, event_type.slug),
    });
    if let Some(at) = link.expires_at {
        shown["expiresAt"] = shapes::moment(at);
    } else {
        shown["maxUsageCount"] = link.max_usage_count.unwrap_or_default().into();
        shown["usageCount"] = link.usage_count.into();
    }
    shown
}
