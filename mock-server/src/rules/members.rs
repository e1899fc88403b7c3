//! Which members an object that somebody wrote may have: judged one by one before it is read, so that a wrong one is
//! named in plain words.

use jiff::{Span, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::wire::{Hash, Misfit, Wanted};

/// An object that can be written by a person or a program.
pub trait Order: DeserializeOwned {
    /// Its members.
    const MEMBERS: &'static [Member];
}

/// One member of an object. `null` is the same as leaving it out.
#[derive(Debug)]
pub struct Member {
    /// How it is called.
    pub name: &'static str,
    /// What it must be.
    pub wanted: Wanted,
    /// Whether it must be there.
    pub is_required: bool,
}

/// A member that may be left out.
pub(crate) const fn may(name: &'static str, wanted: Wanted) -> Member {
    Member { name, wanted, is_required: false }
}

/// A member that must be there.
pub(crate) const fn must(name: &'static str, wanted: Wanted) -> Member {
    Member { name, wanted, is_required: true }
}

/// Reads an object that has the members it must.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn read<T: Order>(mut members: Map<String, Value>) -> Result<T, Misfit> {
    members.retain(|_, value| !value.is_null());
    judge(&members, T::MEMBERS)?;
    // Whatever the table lets through can be read; a test holds the tables to it.
    serde_json::from_value(members.into()).map_err(|_| Misfit::Missing("a member"))
}

/// Whether an object has the members it must, and no others.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn judge(members: &Map<String, Value>, known: &'static [Member]) -> Result<(), Misfit> {
    if let Some(name) = members.keys().find(|name| known.iter().all(|member| member.name != *name)) {
        let known: Vec<_> = known.iter().map(|member| member.name).collect();
        return Err(Misfit::Unknown { name: name.clone(), known: known.join(", ") });
    }
    for Member { name, wanted, is_required } in known {
        match members.get(*name) {
            None if *is_required => return Err(Misfit::Missing(name)),
            Some(value) if !is(value, *wanted) => return Err(Misfit::Wrong(name, *wanted)),
            _ => {}
        }
    }
    Ok(())
}

fn is(value: &Value, wanted: Wanted) -> bool {
    let text = value.as_str();
    let every = |is_fine: fn(&Value) -> bool| value.as_array().is_some_and(|list| list.iter().all(is_fine));
    match wanted {
        Wanted::Text => text.is_some(),
        Wanted::Texts => every(Value::is_string),
        Wanted::Flag => value.is_boolean(),
        Wanted::OneOf(words) => text.is_some_and(|text| words.contains(&text)),
        Wanted::Number => is_number(value),
        Wanted::Email => text.is_some_and(|text| text.contains('@')),
        Wanted::User => text.is_some() || value.is_u64(),
        Wanted::Team => text.map_or(value.is_u64(), |text| text.parse::<u64>().is_ok()),
        Wanted::Organization => value.is_boolean() || value.is_u64(),
        Wanted::Members => every(is_membership),
        Wanted::Moment => text.is_some_and(|text| text.parse::<Timestamp>().is_ok()),
        Wanted::Length => text.is_some_and(|text| text.parse::<Span>().is_ok()),
        Wanted::ClientId => text.is_some_and(is_client_id),
        Wanted::Password => text.is_some() || is_kept_password(value),
        Wanted::Secrets => every(|secret| secret.is_string() || is_kept_secret(secret)),
        Wanted::Object => value.is_object(),
        Wanted::Objects => every(Value::is_object),
    }
}

/// Numbers that `i64` cannot hold cannot be written in TOML.
fn is_number(value: &Value) -> bool {
    value.as_i64().is_some_and(|number| number > 0)
}

fn is_client_id(text: &str) -> bool {
    let is_fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (1..=128).contains(&text.len()) && text.chars().all(is_fine)
}

fn is_membership(value: &Value) -> bool {
    const KNOWN: &[Member] =
        &[must("user", Wanted::User), must("role", Wanted::OneOf(&["MEMBER", "ADMIN", "OWNER"]))];
    value.as_object().is_some_and(|members| judge(members, KNOWN).is_ok())
}

fn is_kept_password(value: &Value) -> bool {
    value.as_object().is_some_and(|kept| kept.len() == 1 && has_hash(kept))
}

fn is_kept_secret(value: &Value) -> bool {
    const KNOWN: &[Member] = &[
        must("hash", Wanted::Text),
        must("hint", Wanted::Text),
        may("id", Wanted::Number),
        may("created_at", Wanted::Moment),
    ];
    value.as_object().is_some_and(|kept| judge(kept, KNOWN).is_ok() && has_hash(kept))
}

fn has_hash(kept: &Map<String, Value>) -> bool {
    kept.get("hash").and_then(Value::as_str).is_some_and(|hash| Hash::from_hex(hash).is_some())
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    /// With all members, whatever words they hold, and with the required ones alone.
    pub(crate) fn is_true_to_its_table<T: Order>() {
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
        let hash = "5ec2e701".repeat(8);
        match wanted {
            Wanted::Text | Wanted::ClientId => json!("x"),
            Wanted::Texts => json!(["x"]),
            Wanted::Flag => json!(true),
            Wanted::OneOf(words) => json!(words[choice % words.len()]),
            Wanted::Number => json!(7),
            Wanted::Email => json!("x@example.com"),
            Wanted::User | Wanted::Team => [json!(7), json!("7")][choice % 2].clone(),
            Wanted::Organization => [json!(7), json!(true)][choice % 2].clone(),
            Wanted::Members => {
                let role = ["MEMBER", "ADMIN", "OWNER"][choice];
                json!([{"user": 7, "role": role}])
            }
            Wanted::Moment => json!("2026-01-01T00:00:00Z"),
            Wanted::Length => json!("-1 day"),
            Wanted::Password => [json!("x"), json!({"hash": hash})][choice % 2].clone(),
            Wanted::Secrets => {
                let kept = json!({"hash": hash, "hint": "x", "id": 7, "created_at": "2026-01-01T00:00:00Z"});
                json!(["x", {"hash": hash, "hint": "x"}, kept])
            }
            Wanted::Object => json!({}),
            Wanted::Objects => json!([{}]),
        }
    }
}
