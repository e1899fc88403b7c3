//! What an answer is made of: the path of every member and the kinds of its values, whatever stands in them.
//!
//! ```text
//! data: list
//! data[]: object
//! data[].id: number
//! data[].recurrence: null
//! status: text
//! ```
//!
//! A list is one path for all its items. A member that only some items have is `absent` in the others, and one that is
//! called like a day stands as `[day]`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde_json::Value;

use crate::snapshot::{Exactness, diff};

/// What stands under a member that not every item of a list has.
const ABSENT: &str = "absent";
const NULL: &str = "null";

/// The paths of an answer with the kinds of their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape(BTreeMap<String, BTreeSet<String>>);

impl Shape {
    /// That of a JSON value.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        let mut shape = Self::default();
        shape.walk(value, "");
        shape
    }

    /// Reads what [`fmt::Display`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.rsplit_once(": "));
        let kinds = |kinds: &str| kinds.split(" or ").map(str::to_owned).collect();
        Self(lines.map(|(path, words)| (path.to_owned(), kinds(words))).collect())
    }

    fn walk(&mut self, value: &Value, path: &str) {
        let kind = match value {
            Value::Null => NULL,
            Value::Bool(_) => "flag",
            Value::Number(_) => "number",
            Value::String(_) => "text",
            Value::Array(_) => "list",
            Value::Object(_) => "object",
        };
        if !path.is_empty() {
            self.0.entry(path.to_owned()).or_default().insert(kind.to_owned());
        }
        match value {
            Value::Array(items) => self.walk_items(items, &format!("{path}[]")),
            Value::Object(members) => {
                for (name, member) in members {
                    self.walk(member, &below(path, name));
                }
            }
            _ => {}
        }
    }

    fn walk_items(&mut self, items: &[Value], path: &str) {
        for item in items {
            self.walk(item, path);
        }
        let objects: Vec<_> = items.iter().filter_map(Value::as_object).collect();
        let names: BTreeSet<&String> = objects.iter().flat_map(|members| members.keys()).collect();
        for name in names.into_iter().filter(|name| objects.iter().any(|it| !it.contains_key(*name))) {
            self.0.entry(below(path, name)).or_default().insert(ABSENT.to_owned());
        }
    }

    /// Where `got` is another shape than this one on record, if it is. The mock has exactly this one; another server may
    /// have more members, none in a list that is empty, null for what holds no more, and anything where nothing but null is on
    /// record.
    #[must_use]
    pub fn unlike(&self, got: &Self, exactness: Exactness) -> Option<String> {
        match exactness {
            Exactness::Raw if self == got => None,
            Exactness::Raw => Some(diff(&self.to_string(), &got.to_string())),
            Exactness::Parsed => {
                let wrong: Vec<String> =
                    self.0.iter().filter_map(|(path, kinds)| got.misses(path, kinds)).collect();
                (!wrong.is_empty()).then(|| wrong.join("\n"))
            }
        }
    }

    /// What is wrong with the member at `path`, which is of one of these kinds on record.
    fn misses(&self, path: &str, kinds: &BTreeSet<String>) -> Option<String> {
        let recorded = words(kinds);
        let Some(got) = self.0.get(path) else {
            let is_free = kinds.contains(ABSENT) || self.has_nothing_above(path);
            return (!is_free).then(|| format!("{path}: {recorded} on record, missing"));
        };
        let holds_more = kinds.iter().any(|kind| kind == "list" || kind == "object");
        let is_any = kinds.iter().all(|kind| kind == NULL || kind == ABSENT);
        let is_allowed = |kind: &String| {
            kinds.contains(kind)
                || (kind == ABSENT && kinds.contains(NULL))
                // Somebody else's thing may have no name.
                || (kind == NULL && !holds_more)
        };
        let is_unlike = !is_any && !got.iter().all(is_allowed);
        is_unlike.then(|| format!("{path}: {recorded} on record, received {}", words(got)))
    }

    /// Whether what holds `path` is an empty list, null, or missing itself, which is told of it alone.
    fn has_nothing_above(&self, path: &str) -> bool {
        if let Some(list) = path.strip_suffix("[]") {
            return self.0.contains_key(list) || self.has_nothing_above(list);
        }
        let ends = path.char_indices().filter(|(_, c)| matches!(c, '.' | '[')).map(|(end, _)| end);
        ends.into_iter().filter(|end| *end > 0).any(|end| {
            let above = self.0.get(&path[..end]);
            above.is_none_or(|kinds| kinds.contains(NULL))
        })
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(path, kinds)| writeln!(f, "{path}: {}", words(kinds)))
    }
}

fn words(kinds: &BTreeSet<String>) -> String {
    kinds.iter().map(String::as_str).collect::<Vec<_>>().join(" or ")
}

/// The path of a member.
fn below(path: &str, name: &str) -> String {
    let name = if name.parse::<jiff::civil::Date>().is_ok() { "[day]" } else { name };
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn recorded() -> Shape {
        Shape::of(&json!({
            "status": "success",
            "data": [{ "id": 1, "name": null, "hosts": [{ "email": "a" }] }, { "id": 2, "name": "x", "hosts": [] }],
        }))
    }

    fn other(value: &Value) -> Option<String> {
        recorded().unlike(&Shape::of(value), Exactness::Parsed)
    }

    #[test]
    fn a_shape_is_what_it_is_made_of_and_survives_reading() {
        let text = "data: list\ndata[]: object\ndata[].hosts: list\ndata[].hosts[]: object\n\
                    data[].hosts[].email: text\ndata[].id: number\ndata[].name: null or text\nstatus: text\n";
        assert_eq!(recorded().to_string(), text);
        assert_eq!(Shape::parse(text), recorded());
        let days = Shape::of(&json!({ "2026-01-02": [1], "2026-01-03": [2] })).to_string();
        assert_eq!(days, "[day]: list\n[day][]: number\n");
        let some = Shape::of(&json!([{ "a": 1 }, {}])).to_string();
        assert_eq!(some, "[]: object\n[].a: absent or number\n");
    }

    #[test]
    fn the_mock_has_exactly_the_members_on_record() {
        let more = json!({ "status": "success", "data": [], "more": 1 });
        assert!(recorded().unlike(&Shape::of(&more), Exactness::Raw).is_some());
        assert!(recorded().unlike(&recorded(), Exactness::Raw).is_none());
    }

    #[test]
    fn another_server_may_have_more_and_must_not_have_less() {
        let item = json!({ "id": 7, "name": "x", "hosts": [], "colour": "green" });
        assert_eq!(other(&json!({ "status": "ok", "data": [item], "more": 1 })), None);
        assert_eq!(other(&json!({ "status": "ok", "data": [] })), None, "an empty list shows no items");
        let nameless = json!({ "id": null, "name": null, "hosts": [] });
        assert_eq!(other(&json!({ "status": "ok", "data": [nameless] })), None, "there may be no value");
        assert!(other(&json!({ "status": "ok", "data": null })).is_some(), "there may be no nothing");
        let less = other(&json!({ "data": [{ "id": 7, "name": null }] })).unwrap();
        assert!(less.contains("status: text on record, missing"), "{less}");
        assert!(less.contains("data[].hosts: list on record, missing"), "{less}");
        assert!(!less.contains("email"), "{less}");
        let wrong =
            other(&json!({ "status": "ok", "data": [{ "id": "7", "name": 1, "hosts": [] }] })).unwrap();
        assert!(wrong.contains("data[].id: number on record, received text"), "{wrong}");
        assert!(wrong.contains("data[].name: null or text on record, received number"), "{wrong}");
    }

    #[test]
    fn what_is_null_on_record_may_be_anything_elsewhere() {
        let record = Shape::of(&json!({ "a": null }));
        assert_eq!(record.unlike(&Shape::of(&json!({ "a": 7 })), Exactness::Parsed), None);
        assert!(record.unlike(&Shape::of(&json!({})), Exactness::Parsed).is_some());
        let record = Shape::parse("a: null or object\na.b: text\n");
        assert_eq!(record.unlike(&Shape::of(&json!({ "a": null })), Exactness::Parsed), None);
    }
}
