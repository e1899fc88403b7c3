//! A secret as it stands in a file: the name of a variable, never itself.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::Lookup;

const MEND: &str = "a secret never stands in this file: write { env = \"NAME\" } and set the variable NAME";

/// `{ env = "NAME" }`
#[derive(Debug, Clone)]
pub(super) struct Reference {
    variable: String,
}

impl Reference {
    /// The secret.
    pub(super) fn look_up(&self, lookup: Lookup<'_>) -> Result<String, String> {
        match lookup(&self.variable) {
            Some(secret) if !secret.is_empty() => Ok(secret),
            Some(_) => Err(format!("the variable {} is empty; set it to the secret", self.variable)),
            None => Err(format!("the variable {} is not set; set it to the secret", self.variable)),
        }
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

/// Every message here is our own: one of the reader's would show the value.
impl<'de> Visitor<'de> for Reader {
    type Value = Reference;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{ env = \"NAME\" }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reference, A::Error> {
        let mut variable = None;
        while let Some(key) = map.next_key::<String>()? {
            if key != "env" {
                let _ = map.next_value::<IgnoredAny>();
                return Err(A::Error::custom(format!("unknown key `{key}`; {MEND}")));
            }
            variable = Some(map.next_value::<Name>()?.0);
        }
        variable.map(|variable| Reference { variable }).ok_or_else(|| A::Error::custom(MEND))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Reference, E> {
        Err(E::custom(MEND))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Reference, E> {
        Err(E::custom(MEND))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Reference, E> {
        Err(E::custom(MEND))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Reference, E> {
        Err(E::custom(MEND))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Reference, A::Error> {
        Err(A::Error::custom(MEND))
    }
}

/// The name of a variable, which may be shown; what has not the form of one may be the secret itself.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::Value::deserialize(deserializer)?;
        match written.as_str() {
            Some(name) if is_name(name) => Ok(Self(name.to_owned())),
            _ => Err(D::Error::custom(
                "`env` takes the name of a variable: letters, digits and underscores, as in CAL_OWNER_PASSWORD",
            )),
        }
    }
}

fn is_name(text: &str) -> bool {
    let is_long = text.len() >= 32 && !text.contains('_');
    !is_long
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
