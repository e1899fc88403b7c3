//! The fields of an object that somebody wrote: a body of the control door, a part of a world. Each is judged before the
//! object is read, so that every wrong one is named in plain words.

use jiff::{Span, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Hash, Misfit, Wanted, calendar};

/// The largest number that can be an id: the largest that every reader of JSON reads as it was written.
pub const LARGEST_ID: u64 = 1 << 53;

/// An object that can be written by a person or a program.
pub trait Order: DeserializeOwned {
    /// Its fields.
    const FIELDS: &'static [Field];
}

/// One field of an object. `null` is the same as leaving it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// How it is called.
    pub name: &'static str,
    /// What it must be.
    pub wanted: Wanted,
    /// Whether it must be there.
    pub is_required: bool,
}

/// A field that may be left out.
pub(crate) const fn may(name: &'static str, wanted: Wanted) -> Field {
    Field { name, wanted, is_required: false }
}

/// A field that must be there.
pub(crate) const fn must(name: &'static str, wanted: Wanted) -> Field {
    Field { name, wanted, is_required: true }
}

/// Reads an object that has the fields it must.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn read<T: Order>(mut object: Map<String, Value>) -> Result<T, Vec<Misfit>> {
    object.retain(|_, value| !value.is_null());
    let misfits = judge(&object, T::FIELDS);
    if !misfits.is_empty() {
        return Err(misfits);
    }
    // Whatever the table lets through can be read; a test holds the tables to it.
    serde_json::from_value(object.into()).map_err(|_| vec![Misfit::Missing("a member")])
}

/// Everything that is wrong with an object: what it should not have, then what it should have and has not, or otherwise.
#[must_use]
pub fn judge(object: &Map<String, Value>, known: &'static [Field]) -> Vec<Misfit> {
    let is_known = |name: &str| known.iter().any(|field| field.name == name);
    let unknown = object.keys().filter(|name| !is_known(name));
    let unknown = unknown.map(|name| Misfit::Unknown { name: name.clone(), known });
    let others = known.iter().flat_map(|field| match object.get(field.name) {
        None | Some(Value::Null) if field.is_required => vec![Misfit::Missing(field.name)],
        None | Some(Value::Null) => Vec::new(),
        Some(value) => misfits(value, field),
    });
    unknown.chain(others).collect()
}

/// What is wrong with the value of a field, or with what is in it.
fn misfits(value: &Value, field: &Field) -> Vec<Misfit> {
    let &Field { name, wanted, .. } = field;
    match (value, inside(wanted)) {
        (Value::Array(items), _) if is_a_list(wanted) => {
            let of_one = |(index, item): (usize, &Value)| {
                let misfits = of_item(item, field).into_iter();
                misfits.map(move |misfit| misfit.within(format!("{name}[{index}]")))
            };
            items.iter().enumerate().flat_map(of_one).collect()
        }
        (Value::Object(object), Some(known)) if !is_a_list(wanted) => {
            judge(object, known).into_iter().map(|misfit| misfit.within(name.to_owned())).collect()
        }
        (Value::String(text), _) if text.contains('\0') => vec![Misfit::Null(name)],
        _ if is(value, wanted) => Vec::new(),
        _ => vec![Misfit::Wrong(name, wanted)],
    }
}

fn of_item(item: &Value, field: &Field) -> Vec<Misfit> {
    let wanted = field.wanted;
    match (item, inside(wanted)) {
        (Value::Object(object), Some(known)) => judge(object, known),
        (Value::Object(_), None) if wanted == Wanted::Objects => Vec::new(),
        (Value::String(word), _) if matches!(wanted, Wanted::ManyOf(words) if words.contains(&&**word)) => {
            Vec::new()
        }
        (Value::String(text), _) if text.contains('\0') => vec![Misfit::Null(field.name)],
        _ if wanted == Wanted::Users && is(item, Wanted::User) => Vec::new(),
        (Value::String(_), _) if matches!(wanted, Wanted::Texts | Wanted::Secrets) => Vec::new(),
        _ => vec![Misfit::Wrong(field.name, wanted)],
    }
}

const fn is_a_list(wanted: Wanted) -> bool {
    matches!(
        wanted,
        Wanted::Texts
            | Wanted::Members
            | Wanted::Secrets
            | Wanted::Objects
            | Wanted::List(_)
            | Wanted::ManyOf(_)
            | Wanted::Users
    )
}

/// The fields of the objects that stand in a field.
const fn inside(wanted: Wanted) -> Option<&'static [Field]> {
    match wanted {
        Wanted::Members => Some(MEMBERSHIP),
        Wanted::Password => Some(KEPT_PASSWORD),
        Wanted::Secrets | Wanted::Secret => Some(KEPT_SECRET),
        Wanted::List(fields) => Some(fields),
        _ => None,
    }
}

const MEMBERSHIP: &[Field] =
    &[must("user", Wanted::User), must("role", Wanted::OneOf(&["MEMBER", "ADMIN", "OWNER"]))];
const KEPT_PASSWORD: &[Field] = &[must("hash", Wanted::Hash)];
const KEPT_SECRET: &[Field] = &[
    must("hash", Wanted::Hash),
    must("hint", Wanted::Text),
    may("id", Wanted::Number),
    may("created_at", Wanted::Moment),
];

fn is(value: &Value, wanted: Wanted) -> bool {
    let text = value.as_str();
    match wanted {
        Wanted::Text | Wanted::Password | Wanted::Secret => text.is_some(),
        Wanted::Flag => value.is_boolean(),
        Wanted::OneOf(words) => text.is_some_and(|text| words.contains(&text)),
        Wanted::Number => value.as_u64().is_some_and(|number| (1..=LARGEST_ID).contains(&number)),
        Wanted::Email => text.is_some_and(|text| text.contains('@')),
        Wanted::User | Wanted::Actor => text.is_some() || value.is_u64(),
        Wanted::Team => text.map_or(value.is_u64(), |text| text.parse::<u64>().is_ok()),
        Wanted::Organization => value.is_boolean() || value.is_u64(),
        Wanted::Moment => text.is_some_and(|text| text.parse::<Timestamp>().is_ok()),
        Wanted::Length => text.is_some_and(is_length),
        Wanted::ClientId => text.is_some_and(is_client_id),
        Wanted::Hash => text.is_some_and(|text| Hash::from_hex(text).is_some()),
        Wanted::Object => value.is_object(),
        Wanted::Count => value.as_u64().is_some_and(|number| number <= LARGEST_ID),
        Wanted::Zone => text.is_some_and(|text| calendar::time_zone(text).is_some()),
        Wanted::Day => text.is_some_and(|text| calendar::day(text).is_some()),
        Wanted::TimeOfDay => text.is_some_and(|text| calendar::time_of_day(text).is_some()),
        Wanted::TimeFormat => matches!(value.as_u64(), Some(12 | 24)),
        // A list was looked at item by item.
        Wanted::Texts
        | Wanted::Members
        | Wanted::Secrets
        | Wanted::Objects
        | Wanted::List(_)
        | Wanted::ManyOf(_)
        | Wanted::Users => false,
    }
}

/// Months and years have no length of their own.
fn is_length(text: &str) -> bool {
    text.parse::<Span>().is_ok_and(|span| span.get_years() == 0 && span.get_months() == 0)
}

fn is_client_id(text: &str) -> bool {
    let is_fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (1..=128).contains(&text.len()) && text.chars().all(is_fine)
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    /// With all members, whatever words they hold, and with the required ones alone.
    pub(crate) fn is_true_to_its_table<T: Order>() {
        for leave_out in [false, true] {
            for choice in 0..3 {
                let asked = T::FIELDS.iter().filter(|field| field.is_required || !leave_out);
                let members: Map<String, Value> =
                    asked.map(|field| (field.name.to_owned(), example(field.wanted, choice))).collect();
                let kind = std::any::type_name::<T>();
                assert_eq!(judge(&members, T::FIELDS), [], "{kind}");
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
            Wanted::User | Wanted::Actor | Wanted::Team => [json!(7), json!("7")][choice % 2].clone(),
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
            Wanted::Secret => [json!("x"), json!({"hash": hash, "hint": "x"})][choice % 2].clone(),
            Wanted::Hash => json!(hash),
            Wanted::Object => json!({}),
            Wanted::Objects => json!([{}]),
            Wanted::List(fields) => {
                let members =
                    fields.iter().map(|field| (field.name.to_owned(), example(field.wanted, choice)));
                json!([members.collect::<Map<String, Value>>()])
            }
            Wanted::ManyOf(words) => json!(words),
            Wanted::Users => json!([7, "7"]),
            Wanted::Count => json!(0),
            Wanted::Zone => json!("Europe/London"),
            Wanted::Day => json!("2026-01-31"),
            Wanted::TimeOfDay => json!("09:00"),
            Wanted::TimeFormat => json!(24),
        }
    }

    #[test]
    fn what_is_wrong_inside_is_told_with_its_place() {
        const TEAM: &[Field] = &[may("members", Wanted::Members), may("secrets", Wanted::Secrets)];
        let said = |team: Value| {
            let misfits = judge(team.as_object().unwrap(), TEAM);
            misfits.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(said(json!({"members": [{"user": 1, "role": "OWNER"}]})), "");
        assert_eq!(
            said(
                json!({"members": [{"user": 1, "role": "OWNER"}, {"user": 1, "colour": 1, "role": "boss"}]})
            ),
            "members[1]: there is no member colour; there are user, role; \
             members[1]: role must be one of MEMBER, ADMIN, OWNER"
        );
        assert_eq!(
            said(json!({"secrets": ["x", {"hash": "5ec2"}]})),
            "secrets[1]: hash must be 64 lower-case hex digits; secrets[1]: hint is missing"
        );
    }

    #[test]
    fn no_text_holds_the_character_that_no_database_holds() {
        const CLIENT: &[Field] = &[may("name", Wanted::Text), may("redirect_uris", Wanted::Texts)];
        for (object, wrong) in [
            (json!({"name": "Ac\0me"}), vec![Misfit::Null("name")]),
            (
                json!({"redirect_uris": ["x", "\0"]}),
                vec![Misfit::Null("redirect_uris").within("redirect_uris[1]".to_owned())],
            ),
            (json!({"name": "Acme", "redirect_uris": ["x"]}), Vec::new()),
        ] {
            assert_eq!(judge(object.as_object().unwrap(), CLIENT), wrong);
        }
    }

    #[test]
    fn an_id_is_a_number_that_every_reader_of_json_reads_alike() {
        const ID: &[Field] = &[may("id", Wanted::Number)];
        for (id, is_fine) in [
            (json!(1), true),
            (json!(LARGEST_ID), true),
            (json!(LARGEST_ID + 1), false),
            (json!(0), false),
            (json!(-1), false),
            (json!(1.5), false),
        ] {
            assert_eq!(judge(json!({"id": id}).as_object().unwrap(), ID).is_empty(), is_fine, "{id}");
        }
    }
}
