//! What is wrong with the properties of a body or a query, as the API tells it (production-api A3, "body validation").

use serde_json::{Map, Value, json};

/// A constraint that a property breaks. `Display` is what is said behind the property's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Constraint {
    /// Not a text.
    #[error("must be a string")]
    Text,
    /// An empty text.
    #[error("should not be empty")]
    NotEmpty,
    /// Not a number.
    #[error("must be a number conforming to the specified constraints")]
    Number,
    /// Not a whole number.
    #[error("must be an integer number")]
    Whole,
    /// Too small a number.
    #[error("must not be less than {0}")]
    AtLeast(u64),
    /// Too large a number.
    #[error("must not be greater than {0}")]
    AtMost(u64),
    /// Neither true nor false.
    #[error("must be a boolean value")]
    Flag,
    /// Not one of a few values.
    #[error("must be one of the following values: {}", .0.join(", "))]
    OneOf(&'static [&'static str]),
    /// No time zone of the IANA's.
    #[error("must be a valid IANA time-zone")]
    TimeZone,
    /// No moment.
    #[error("must be a valid ISO 8601 date string")]
    Moment,
    /// Nothing that becomes a date.
    #[error("must be a Date instance")]
    Date,
    /// No day such as `2026-02-28`.
    #[error("must be a valid date in the format YYYY-MM-DD")]
    Day,
    /// No time of day such as `09:00`.
    #[error("must be a valid time in the format HH:MM")]
    TimeOfDay,
    /// No e-mail address.
    #[error("must be an email")]
    Email,
    /// No address of a page.
    #[error("must be a URL address")]
    Url,
    /// Not a list.
    #[error("must be an array")]
    List,
    /// Too long a list.
    #[error("must contain no more than {0} elements")]
    MostItems(usize),
    /// Too short a list.
    #[error("must contain at least {0} elements")]
    FewestItems(usize),
    /// Not an object.
    #[error("must be an object")]
    Object,
    /// Not what goes with the others: the words are the caller's.
    #[error("{0}")]
    Other(&'static str),
    /// The name of the constraint, and the whole sentence: the property's name is not put before it.
    #[error("{1}")]
    Said(&'static str, String),
}

impl Constraint {
    /// What the framework calls it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Text => "isString",
            Self::NotEmpty => "isNotEmpty",
            Self::Number => "isNumber",
            Self::Whole => "isInt",
            Self::AtLeast(_) => "min",
            Self::AtMost(_) => "max",
            Self::Flag => "isBoolean",
            Self::OneOf(_) => "isEnum",
            Self::TimeZone => "isTimeZone",
            Self::Moment => "isDateString",
            Self::Date | Self::Day => "isDate",
            Self::TimeOfDay => "isTime",
            Self::Email => "isEmail",
            Self::Url => "isUrl",
            Self::List => "isArray",
            Self::MostItems(_) => "arrayMaxSize",
            Self::FewestItems(_) => "arrayMinSize",
            Self::Object => "isObject",
            Self::Other(_) => "custom",
            Self::Said(name, _) => name,
        }
    }

    /// The whole sentence about `property`.
    #[must_use]
    pub fn told(&self, property: &str) -> String {
        match self {
            Self::Said(_, sentence) => sentence.clone(),
            _ => format!("{property} {self}"),
        }
    }
}

/// A property that is not what it must be, or one in which something is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The object that it stands in.
    pub target: Map<String, Value>,
    /// How it is called; in a list its place.
    pub property: String,
    /// What it breaks itself.
    pub broken: Option<Constraint>,
    /// What is wrong inside it.
    pub children: Vec<Violation>,
}

impl Violation {
    /// As it stands in `details.errors`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut told = json!({"target": self.target});
        if let Some(value) = self.target.get(&self.property) {
            told["value"] = value.clone();
        }
        told["property"] = json!(self.property);
        told["children"] = self.children.iter().map(Self::to_json).collect();
        if let Some(broken) = &self.broken {
            told["constraints"] = json!({(broken.name()): broken.told(&self.property)});
        }
        told
    }

    /// Which properties and why, for the journal: no value is shown.
    #[must_use]
    pub fn told(&self) -> String {
        let own = self.broken.as_ref().map(|broken| broken.told(&self.property));
        let inside = self.children.iter().map(|child| format!("{}.{}", self.property, child.told()));
        own.into_iter().chain(inside).collect::<Vec<_>>().join("; ")
    }
}
