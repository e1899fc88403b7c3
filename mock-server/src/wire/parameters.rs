//! The parameters of a request to the token endpoint, in the order of the body (production-oauth A.1, A.4).

use std::fmt;

use serde_json::{Map, Value};

use super::shown;

/// A parsed body: names and values, in the order in which they were sent.
#[derive(Clone, Default, PartialEq)]
pub struct Parameters(pub Map<String, Value>);

/// The names alone: a value may be a secret, and so may a name that nobody knows.
impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys().map(|name| shown::parameter(name))).finish()
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_print_their_names_alone() {
        let members = serde_json::json!({"client_secret": "5ec2e7", "5ec2e7": "x"});
        let parameters = Parameters(members.as_object().unwrap().clone());
        assert_eq!(format!("{parameters:?}"), r#"["client_secret", "(another)"]"#);
    }
}
