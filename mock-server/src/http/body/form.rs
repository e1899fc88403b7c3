//! Form bodies, read as qs reads them: what is repeated is a list, `a[b]=c` is an object (production-oauth A.1).

use serde_json::{Map, Value};

use crate::wire::{Parameters, Refusal};

/// More parameters than this are too many.
const MOST: usize = 1_000;
/// More brackets in a name than this are too deep.
const DEEPEST: usize = 32;

/// The parameters of a form. Of a repeated one the first counts if `first_counts`; that is a fault.
pub(super) fn parse(bytes: &[u8], first_counts: bool) -> Result<Parameters, Refusal> {
    if form_urlencoded::parse(bytes).nth(MOST).is_some() {
        return Err(Refusal::TooManyParameters);
    }
    let mut parameters = Map::new();
    for (name, value) in form_urlencoded::parse(bytes) {
        let value = Value::String(value.into_owned());
        let (name, value) = match name.split_once('[') {
            Some((_, inner)) if inner.matches('[').count() >= DEEPEST => return Err(Refusal::FormTooDeep),
            Some((outer, inner)) if !outer.is_empty() && inner.contains(']') => {
                (outer.to_owned(), nested(inner, value))
            }
            _ => (name.into_owned(), value),
        };
        match parameters.get_mut(&name) {
            None if name.is_empty() => {}
            None => {
                parameters.insert(name, value);
            }
            Some(_) if first_counts => {}
            Some(Value::Array(values)) => values.push(value),
            Some(single) => *single = Value::Array(vec![single.take(), value]),
        }
    }
    Ok(Parameters(parameters))
}

/// Only that it is no text matters to the rules: one level stands for all of them.
fn nested(inner: &str, value: Value) -> Value {
    match inner.split_once(']').map_or("", |(name, _)| name) {
        "" => Value::Array(vec![value]),
        name => Value::Object(Map::from_iter([(name.to_owned(), value)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &str) -> Value {
        Value::Object(parse(form.as_bytes(), false).unwrap().0)
    }

    #[test]
    fn plain_parameters_are_texts() {
        assert_eq!(read("a=1+2&b=%C3%A4&c"), serde_json::json!({"a": "1 2", "b": "\u{e4}", "c": ""}));
    }

    #[test]
    fn a_repeated_parameter_is_a_list() {
        assert_eq!(read("a=1&a=2&a=3"), serde_json::json!({"a": ["1", "2", "3"]}));
    }

    #[test]
    fn brackets_make_objects_and_lists() {
        assert_eq!(read("a[b]=c&d[]=e"), serde_json::json!({"a": {"b": "c"}, "d": ["e"]}));
    }

    #[test]
    fn stray_percents_and_bytes_do_no_harm() {
        assert_eq!(read("a=%&b=%zz&%00=c"), serde_json::json!({"a": "%", "b": "%zz", "\u{0}": "c"}));
        assert!(parse(b"a=\xff", false).is_ok());
    }

    #[test]
    fn too_many_and_too_deep_are_refused() {
        assert_eq!(parse("a=1&".repeat(1_001).as_bytes(), false), Err(Refusal::TooManyParameters));
        let deep = format!("a{}=1", "[b]".repeat(40));
        assert_eq!(parse(deep.as_bytes(), false), Err(Refusal::FormTooDeep));
    }
}
