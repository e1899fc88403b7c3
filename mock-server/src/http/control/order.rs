//! What the door is asked to do: an object, judged member by member before it is read, so that a wrong one is named
//! in plain words.

use jiff::{Span, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::http::body::Body;
use crate::wire::{DoorError, Refusal, Wanted};

/// A body that the door understands.
pub(super) trait Order: DeserializeOwned {
    /// Its members.
    const MEMBERS: &'static [Member];
}

/// One member of a body. `null` is the same as leaving it out.
#[derive(Debug)]
pub(super) struct Member {
    name: &'static str,
    wanted: Wanted,
    is_required: bool,
}

/// A member that may be left out.
pub(super) const fn may(name: &'static str, wanted: Wanted) -> Member {
    Member { name, wanted, is_required: false }
}

/// A member that must be there.
pub(super) const fn must(name: &'static str, wanted: Wanted) -> Member {
    Member { name, wanted, is_required: true }
}

/// Reads a body. Without one it has no members.
pub(super) fn read<T: Order>(body: &Body) -> Result<T, DoorError> {
    let bytes = match body {
        Body::Whole(bytes) if bytes.is_empty() => &b"{}"[..],
        Body::Whole(bytes) => bytes.as_ref(),
        Body::TooLarge => return Err(Refusal::BodyTooLarge.into()),
    };
    let value: Value = serde_json::from_slice(bytes).map_err(|_| DoorError::NotJson)?;
    let Value::Object(mut members) = value else { return Err(DoorError::NotAnObject) };
    members.retain(|_, value| !value.is_null());
    judge(&members, T::MEMBERS)?;
    // Whatever the table lets through can be read; a test holds the tables to it.
    serde_json::from_value(members.into()).map_err(|_| DoorError::NotAnObject)
}

fn judge(members: &Map<String, Value>, known: &'static [Member]) -> Result<(), DoorError> {
    if let Some(name) = members.keys().find(|name| known.iter().all(|member| member.name != *name)) {
        let known: Vec<_> = known.iter().map(|member| member.name).collect();
        return Err(DoorError::MemberUnknown { name: name.clone(), known: known.join(", ") });
    }
    for Member { name, wanted, is_required } in known {
        match members.get(*name) {
            None if *is_required => return Err(DoorError::MemberMissing(name)),
            Some(value) if !is(value, *wanted) => return Err(DoorError::MemberWrong(name, *wanted)),
            _ => {}
        }
    }
    Ok(())
}

fn is(value: &Value, wanted: Wanted) -> bool {
    let text = value.as_str();
    match wanted {
        Wanted::Text => text.is_some(),
        Wanted::Texts => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        Wanted::Flag => value.is_boolean(),
        Wanted::OneOf(words) => text.is_some_and(|text| words.contains(&text)),
        Wanted::Email => text.is_some_and(|text| text.contains('@')),
        Wanted::User => text.is_some() || value.is_u64(),
        Wanted::Team => text.map_or(value.is_u64(), |text| text.parse::<u64>().is_ok()),
        Wanted::Organization => value.is_boolean() || value.is_u64(),
        Wanted::Members => value.as_array().is_some_and(|list| list.iter().all(is_membership)),
        Wanted::Moment => text.is_some_and(|text| text.parse::<Timestamp>().is_ok()),
        Wanted::Length => text.is_some_and(|text| text.parse::<Span>().is_ok()),
    }
}

fn is_membership(value: &Value) -> bool {
    const KNOWN: &[Member] =
        &[must("user", Wanted::User), must("role", Wanted::OneOf(&["MEMBER", "ADMIN", "OWNER"]))];
    value.as_object().is_some_and(|members| judge(members, KNOWN).is_ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::http::control::{authorize, clients, clock, people};

    #[test]
    fn whatever_a_table_lets_through_can_be_read() {
        is_true_to_its_table::<clients::NewClient>();
        is_true_to_its_table::<clients::Edit>();
        is_true_to_its_table::<clients::Review>();
        is_true_to_its_table::<people::NewUser>();
        is_true_to_its_table::<people::NewTeam>();
        is_true_to_its_table::<authorize::Decided>();
        is_true_to_its_table::<clock::Step>();
        is_true_to_its_table::<clock::Reading>();
    }

    /// With all members, whatever words they hold, and with the required ones alone.
    fn is_true_to_its_table<T: Order>() {
        for leave_out in [false, true] {
            for choice in 0..3 {
                let asked = T::MEMBERS.iter().filter(|member| member.is_required || !leave_out);
                let members: Map<String, Value> =
                    asked.map(|member| (member.name.to_owned(), example(member.wanted, choice))).collect();
                let kind = std::any::type_name::<T>();
                assert_eq!(judge(&members, T::MEMBERS), Ok(()), "{kind}");
                assert!(serde_json::from_value::<T>(members.clone().into()).is_ok(), "{kind} {members:?}");
            }
        }
    }

    fn example(wanted: Wanted, choice: usize) -> Value {
        match wanted {
            Wanted::Text => json!("x"),
            Wanted::Texts => json!(["x"]),
            Wanted::Flag => json!(true),
            Wanted::OneOf(words) => json!(words[choice % words.len()]),
            Wanted::Email => json!("x@example.com"),
            Wanted::User | Wanted::Team => [json!(7), json!("7")][choice % 2].clone(),
            Wanted::Organization => [json!(7), json!(true)][choice % 2].clone(),
            Wanted::Members => {
                let role = ["MEMBER", "ADMIN", "OWNER"][choice];
                json!([{"user": 7, "role": role}])
            }
            Wanted::Moment => json!("2026-01-01T00:00:00Z"),
            Wanted::Length => json!("-1 day"),
        }
    }
}
