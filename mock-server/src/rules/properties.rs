//! What the properties of a body or a query must be, and what of them is wrong (production-api A3).
//!
//! What is not in the table is stripped without a word, as production does.

use serde_json::{Map, Value};
use url::Url;

pub use crate::wire::calendar::{date, day, moment, time_of_day, time_zone};
use crate::wire::{Constraint, Violation};

/// One property of an object that somebody sends.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// How it is called.
    pub name: &'static str,
    /// What it must be.
    pub is: Is,
    /// Whether it must be there.
    pub is_required: bool,
}

/// What a property must be.
#[derive(Debug, Clone, Copy)]
pub enum Is {
    /// A text, perhaps an empty one.
    Text,
    /// A text with something in it.
    Word,
    /// A number.
    Number,
    /// A whole number from the first to the second.
    Whole(u64, u64),
    /// The same, where a text is said to be no whole number rather than no number.
    Int(u64, u64),
    /// True or false.
    Flag,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// One of these numbers.
    OneNumberOf(&'static [&'static str]),
    /// A time zone of the IANA's.
    TimeZone,
    /// A moment such as `2026-01-01T09:00:00Z`.
    Moment,
    /// A moment in any form that JavaScript's `Date` takes from JSON: the above, a day, or milliseconds since 1970.
    Date,
    /// A day such as `2026-01-01`.
    Day,
    /// A time such as `09:00`.
    TimeOfDay,
    /// An e-mail address.
    Email,
    /// The address of a page.
    Url,
    /// A telephone number in international form.
    PhoneNumber,
    /// An object, whatever is in it.
    Object,
    /// An object of this kind.
    Part(&'static [Property]),
    /// An object of the kind that is chosen by what is in it.
    Chosen(fn(&Map<String, Value>) -> &'static [Property]),
    /// A list of texts.
    Texts,
    /// A list of such texts.
    ManyOf(&'static [&'static str]),
    /// A list of e-mail addresses.
    Emails,
    /// A list of numbers.
    Numbers,
    /// A list of objects, whatever is in them.
    Objects,
    /// A list of objects of this kind, from the first number of them to the second.
    Parts(&'static [Property], usize, usize),
    /// A text of at least one letter, be it a blank.
    Filled,
    /// A whole number, be it negative.
    AnyInteger,
    /// A day that ISO 8601 knows.
    IsoDay,
    /// One of these texts, which the framework compares with a list.
    In(&'static [&'static str]),
    /// A list of such texts.
    EachIn(&'static [&'static str]),
    /// What a program wants kept: few and short words, numbers and flags.
    Metadata,
    /// Whatever is there.
    Anything,
    /// What this finds nothing wrong with; it is told how the property is called.
    Judged(fn(&str, &Value) -> Option<Constraint>),
}

/// A property that may be left out.
#[must_use]
pub const fn may(name: &'static str, is: Is) -> Property {
    Property { name, is, is_required: false }
}

/// A property that must be there.
#[must_use]
pub const fn must(name: &'static str, is: Is) -> Property {
    Property { name, is, is_required: true }
}

/// The properties that `known` names, if each is what it must be. `null` is left out where it may be.
///
/// # Errors
///
/// Everything that is wrong, in the order of `known`.
pub fn read(object: &Map<String, Value>, known: &[Property]) -> Result<Map<String, Value>, Vec<Violation>> {
    let own = |property: &Property| Some((property.name.to_owned(), object.get(property.name)?.clone()));
    let mut kept: Map<String, Value> = known.iter().filter_map(own).collect();
    let violations: Vec<_> = known.iter().filter_map(|property| violation(&kept, property)).collect();
    if !violations.is_empty() {
        return Err(violations);
    }
    kept.retain(|_, value| !value.is_null());
    for property in known {
        let Some(Value::Object(part)) = kept.get(property.name) else { continue };
        if let Some(inner) = part_of(property.is, part) {
            let part = read(part, inner).unwrap_or_default();
            kept.insert(property.name.to_owned(), part.into());
        }
    }
    Ok(kept)
}

/// What a part of this kind must be.
fn part_of(is: Is, part: &Map<String, Value>) -> Option<&'static [Property]> {
    match is {
        Is::Part(known) => Some(known),
        Is::Chosen(choose) => Some(choose(part)),
        _ => None,
    }
}

/// A query as an object: numbers and flags as such where the table wants them.
#[must_use]
pub fn of_query(query: &str, known: &[Property]) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, text) in form_urlencoded::parse(query.as_bytes()) {
        let is = known.iter().find(|property| property.name == name).map(|property| property.is);
        let value = match is {
            Some(Is::Number | Is::Whole(..) | Is::Int(..)) => {
                serde_json::from_str::<serde_json::Number>(&text)
                    .map_or_else(|_| text.as_ref().into(), Value::Number)
            }
            Some(Is::Flag) => text.parse::<bool>().map_or_else(|_| text.as_ref().into(), Value::Bool),
            // A list may be sent with commas.
            Some(Is::Texts | Is::ManyOf(_) | Is::Emails) => {
                text.split(',').map(|item| Value::from(item.trim())).collect()
            }
            Some(Is::Numbers) => text
                .split(',')
                .map(|item| item.trim().parse::<u64>().map_or_else(|_| item.into(), Value::from))
                .collect(),
            _ => text.as_ref().into(),
        };
        object.insert(name.into_owned(), value);
    }
    object
}

fn violation(object: &Map<String, Value>, property: &Property) -> Option<Violation> {
    let of = |broken, children| Violation {
        target: object.clone(),
        property: property.name.to_owned(),
        broken,
        children,
    };
    match object.get(property.name) {
        None | Some(Value::Null) if !property.is_required => None,
        None => Some(of(broken(property.name, &Value::Null, property.is), Vec::new())),
        Some(value) => {
            let broken = broken(property.name, value, property.is);
            let children = if broken.is_none() { inside(value, property.is) } else { Vec::new() };
            (broken.is_some() || !children.is_empty()).then(|| of(broken, children))
        }
    }
}

/// What is wrong in the parts of a value.
fn inside(value: &Value, is: Is) -> Vec<Violation> {
    match (value, is) {
        (Value::Object(part), Is::Part(_) | Is::Chosen(_)) => {
            part_of(is, part).and_then(|known| read(part, known).err()).unwrap_or_default()
        }
        (Value::Array(items), Is::Parts(known, ..)) => {
            let target: Map<String, Value> =
                items.iter().enumerate().map(|(place, item)| (place.to_string(), item.clone())).collect();
            let of_item = |(place, item): (usize, &Value)| {
                let children = item.as_object().map(|item| read(item, known).err().unwrap_or_default());
                let (broken, children) = match children {
                    Some(children) if children.is_empty() => return None,
                    Some(children) => (None, children),
                    None => (Some(Constraint::Object), Vec::new()),
                };
                Some(Violation { target: target.clone(), property: place.to_string(), broken, children })
            };
            items.iter().enumerate().filter_map(of_item).collect()
        }
        _ => Vec::new(),
    }
}

/// The constraint that a value breaks as a whole.
fn broken(property: &str, value: &Value, is: Is) -> Option<Constraint> {
    let text = value.as_str();
    let unless = |holds: bool, constraint| (!holds).then_some(constraint);
    if text.is_some_and(|text| text.contains('\0')) {
        // Production's database refuses it, with an error of its own; the words are ours.
        return Some(Constraint::Text);
    }
    match is {
        Is::Text => unless(text.is_some(), Constraint::Text),
        Is::Word => match text {
            None => Some(Constraint::Text),
            Some(text) => unless(!text.trim().is_empty(), Constraint::NotEmpty),
        },
        Is::Number => unless(value.is_number(), Constraint::Number),
        Is::Whole(least, most) => whole(value, least, most),
        Is::Int(least, most) => {
            if value.is_number() {
                whole(value, least, most)
            } else {
                Some(Constraint::Whole)
            }
        }
        Is::Flag => unless(value.is_boolean(), Constraint::Flag),
        Is::OneOf(words) => unless(text.is_some_and(|text| words.contains(&text)), Constraint::OneOf(words)),
        Is::OneNumberOf(words) => {
            let is_one = value.is_number() && words.contains(&value.to_string().as_str());
            unless(is_one, Constraint::In(words))
        }
        Is::TimeZone => unless(text.is_some_and(|text| time_zone(text).is_some()), Constraint::TimeZone),
        Is::Moment => unless(text.is_some_and(|text| moment(text).is_some()), Constraint::Moment),
        Is::Date => unless(date(value).is_some(), Constraint::Date),
        Is::Day => unless(text.is_some_and(|text| day(text).is_some()), Constraint::Day),
        Is::TimeOfDay => unless(text.is_some_and(|text| time_of_day(text).is_some()), Constraint::TimeOfDay),
        Is::Email => unless(text.is_some_and(is_email), Constraint::Email),
        Is::Url => unless(text.is_some_and(is_url), Constraint::Url),
        Is::Object | Is::Part(_) | Is::Chosen(_) => unless(value.is_object(), Constraint::Object),
        Is::PhoneNumber => unless(text.is_some_and(is_phone_number), Constraint::PhoneNumber),
        Is::Filled => match text {
            None => Some(Constraint::Text),
            Some(text) => unless(!text.is_empty(), Constraint::Filled),
        },
        Is::AnyInteger => {
            unless(value.as_f64().is_some_and(|number| number.fract() == 0.0), Constraint::Whole)
        }
        Is::In(words) => unless(text.is_some_and(|text| words.contains(&text)), Constraint::In(words)),
        Is::IsoDay => broken(property, value, Is::Day).map(|_| Constraint::IsoDay),
        Is::EachIn(words) => {
            each(value, &|item| broken(property, item, Is::In(words)).map(|_| Constraint::EachIn(words)))
        }
        Is::Metadata => match value.as_object() {
            None => Some(Constraint::Object),
            Some(members) => unless(is_metadata(members), Constraint::Metadata),
        },
        Is::Anything => unless(!value.is_null(), Constraint::NotEmpty),
        Is::Judged(judge) => judge(property, value),
        Is::Texts => each(value, &|item| unless(item.is_string(), Constraint::Text)),
        Is::ManyOf(words) => each(value, &|item| broken(property, item, Is::OneOf(words))),
        Is::Emails => each(value, &|item| broken(property, item, Is::Email)),
        Is::Numbers => each(value, &|item| unless(item.is_number(), Constraint::Number)),
        Is::Objects => each(value, &|item| unless(item.is_object(), Constraint::Object)),
        Is::Parts(_, fewest, most) => match value.as_array() {
            None => Some(Constraint::List),
            Some(items) if items.len() < fewest => Some(Constraint::FewestItems(fewest)),
            Some(items) => unless(items.len() <= most, Constraint::MostItems(most)),
        },
    }
}

fn each(value: &Value, broken: &dyn Fn(&Value) -> Option<Constraint>) -> Option<Constraint> {
    let Some(items) = value.as_array() else { return Some(Constraint::List) };
    items.iter().find_map(broken)
}

fn whole(value: &Value, least: u64, most: u64) -> Option<Constraint> {
    match (value.as_u64(), value.as_i64()) {
        (Some(number), _) if number > most => Some(Constraint::AtMost(most)),
        (Some(number), _) => (number < least).then_some(Constraint::AtLeast(least)),
        (None, Some(_)) => Some(Constraint::AtLeast(least)),
        (None, None) => Some(if value.is_number() { Constraint::Whole } else { Constraint::Number }),
    }
}

/// At most 50 members with names of at most 40 letters; texts of at most 500, numbers, flags (production-api C).
fn is_metadata(members: &Map<String, Value>) -> bool {
    let fits = |text: &str, most| text.encode_utf16().count() <= most;
    let is_plain = |value: &Value| match value {
        Value::String(text) => fits(text, 500),
        other => other.is_number() || other.is_boolean(),
    };
    members.len() <= 50 && members.iter().all(|(name, value)| fits(name, 40) && is_plain(value))
}

/// As production judges e-mail addresses (production-api E1).
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    is_plain(local)
        && is_plain(domain)
        && domain.split_once('.').is_some_and(|(name, rest)| !name.is_empty() && !rest.is_empty())
}

fn is_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A plus and seven to fifteen digits; blanks and hyphens between them do no harm.
fn is_phone_number(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
    plain.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests;
