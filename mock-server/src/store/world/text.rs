//! A text with a world in it: its values, and where each of them stands.

use std::collections::HashMap;
use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use crate::wire::{Misplaced, WorldError, WorldMistake};

const ONE_OF_TWO: &str = "leave out one of the two";

/// What stands in a text, and where. A part is named like `clients[0].owner`; all of it by the empty name.
pub(super) struct Text<'a> {
    source: &'a str,
    pub(super) value: Value,
    places: HashMap<String, Place>,
}

/// A mistake, and at which byte.
pub(super) struct Found {
    pub(super) at: usize,
    pub(super) part: String,
    pub(super) mistake: WorldMistake,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    key: usize,
    value: usize,
}

impl<'a> Text<'a> {
    pub(super) fn from_toml(source: &'a str) -> Result<Self, WorldError> {
        // The parser passes over it, too, and counts it: nobody sees it in their editor.
        let source = source.trim_start_matches('\u{feff}');
        let mut text = Self { source, value: Value::Null, places: HashMap::new() };
        let table = DeTable::parse(source).map_err(|error| {
            // Its `Display` would show the line, and what stands in it.
            let at = error.span().map_or(0, |span| span.start);
            let why = error.message().to_owned();
            let mend = if why.starts_with("duplicate key") {
                ONE_OF_TWO
            } else {
                "a text stands in quotes, a list in brackets, and each client below a line [[clients]]"
            };
            text.unreadable("TOML", at, why, mend)
        })?;
        text.value = text.toml_table("", table.get_ref());
        Ok(text)
    }

    pub(super) fn from_json(source: &'a str) -> Result<Self, WorldError> {
        let source = source.trim_start_matches('\u{feff}');
        let mut text = Self { source, value: Value::Null, places: HashMap::new() };
        let mend = "names and texts stand in double quotes, and no comma before a closing bracket";
        let broken = |text: &Self, error: &serde_json::Error| {
            let before = source.split_inclusive('\n').take(error.line().saturating_sub(1));
            let at = before.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
            // It ends with the place, which is told already, and in bytes.
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default().to_owned();
            text.unreadable("JSON", at, why, mend)
        };
        // This one minds how deep it goes.
        let value: Value = serde_json::from_str(source).map_err(|error| broken(&text, &error))?;
        if !value.is_object() {
            let why = "it holds something else than an object".to_owned();
            return Err(text.unreadable("JSON", 0, why, "write { \"users\": [...], \"clients\": [...] }"));
        }
        let raw: &RawValue = serde_json::from_str(source).map_err(|error| broken(&text, &error))?;
        if let Some(at) = text.json_places("", raw).map_err(|error| broken(&text, &error))? {
            return Err(text.unreadable("JSON", at, "duplicate key".to_owned(), ONE_OF_TWO));
        }
        text.value = value;
        Ok(text)
    }

    fn unreadable(&self, language: &'static str, at: usize, why: String, mend: &'static str) -> WorldError {
        let mistake = WorldMistake::Unreadable { language, why, mend };
        self.told(vec![Found { at, part: String::new(), mistake }])
    }

    /// The first of these mistakes, each with its line and column.
    pub(super) fn told(&self, mut found: Vec<Found>) -> WorldError {
        found.sort_by_key(|mistake| mistake.at);
        let more = found.len().saturating_sub(WorldError::MOST);
        found.truncate(WorldError::MOST);
        let misplaced = |Found { at, part, mistake }| {
            let (line, column) = self.line_and_column(at);
            Misplaced { line, column, part, mistake }
        };
        WorldError { mistakes: found.into_iter().map(misplaced).collect(), more }
    }

    /// Where `part` stands: the key that is not wanted, or the value that should be another.
    pub(super) fn place(&self, part: &str, is_about_the_key: bool) -> usize {
        let mut part = part;
        let place = loop {
            match self.places.get(part) {
                Some(place) => break *place,
                // What is not there is missed in what it should be in.
                None if part.is_empty() => break Place { key: 0, value: 0 },
                None => part = part.rfind(['.', '[']).map_or("", |end| &part[..end]),
            }
        };
        if is_about_the_key { place.key } else { place.value }
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.source.get(..at).unwrap_or(self.source);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    fn toml_table(&mut self, part: &str, table: &DeTable<'_>) -> Value {
        let mut members = Map::new();
        for (key, value) in table {
            let name = member(part, key.get_ref());
            self.places.insert(name.clone(), Place { key: key.span().start, value: value.span().start });
            members.insert(key.get_ref().to_string(), self.toml_value(&name, value.get_ref()));
        }
        members.into()
    }

    fn toml_value(&mut self, part: &str, value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(moment) => Value::String(moment.to_string()),
            DeValue::Integer(number) => {
                let digits = number.as_str().replace('_', "");
                i64::from_str_radix(&digits, number.radix()).map_or_else(|_| no_whole_number(), Value::from)
            }
            DeValue::Float(_) => no_whole_number(),
            DeValue::Table(table) => self.toml_table(part, table),
            DeValue::Array(list) => {
                let mut items = Vec::new();
                for (index, value) in list.iter().enumerate() {
                    let name = item(part, index);
                    let at = value.span().start;
                    self.places.insert(name.clone(), Place { key: at, value: at });
                    items.push(self.toml_value(&name, value.get_ref()));
                }
                items.into()
            }
        }
    }

    /// Finds the place of everything, and that of a key that stands there a second time.
    fn json_places(&mut self, part: &str, raw: &RawValue) -> Result<Option<usize>, serde_json::Error> {
        if raw.get().starts_with('{') {
            let Members(members) =
                serde_json::Deserializer::from_str(raw.get()).deserialize_map(Members(Vec::new()))?;
            for (key, value) in members {
                let name = member(part, &serde_json::from_str::<String>(key.get())?);
                let place = Place { key: self.offset(key), value: self.offset(value) };
                if self.places.insert(name.clone(), place).is_some() {
                    return Ok(Some(place.key));
                }
                if let Some(twice) = self.json_places(&name, value)? {
                    return Ok(Some(twice));
                }
            }
        } else if raw.get().starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(raw.get())?;
            for (index, value) in items.into_iter().enumerate() {
                let name = item(part, index);
                let at = self.offset(value);
                self.places.insert(name.clone(), Place { key: at, value: at });
                if let Some(twice) = self.json_places(&name, value)? {
                    return Ok(Some(twice));
                }
            }
        }
        Ok(None)
    }

    /// A raw value is a piece of the text itself.
    fn offset(&self, raw: &RawValue) -> usize {
        raw.get().as_ptr().addr().saturating_sub(self.source.as_ptr().addr())
    }
}

/// Nothing in a world is such a number, whichever it was.
fn no_whole_number() -> Value {
    Value::from(0.5)
}

fn member(part: &str, name: &str) -> String {
    if part.is_empty() { name.to_owned() } else { format!("{part}.{name}") }
}

pub(super) fn item(part: &str, index: usize) -> String {
    format!("{part}[{index}]")
}

/// The members of an object, each as it is written.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'a> Visitor<'a> for Members<'a> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(mut self, mut members: M) -> Result<Self, M::Error> {
        while let Some(member) = members.next_entry()? {
            self.0.push(member);
        }
        Ok(self)
    }
}
