//! The parameters of a request to the token endpoint, in the order of the body (production-oauth A.1, A.4).

use serde_json::{Map, Value};

/// A parsed body: names and values, in the order in which they were sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parameters(pub Map<String, Value>);

impl Parameters {
    /// The value of `name`, if it is a text. A repeated or nested parameter is none.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// Whether `name` was sent at all, with whatever value.
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}
