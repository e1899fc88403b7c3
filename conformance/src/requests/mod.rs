//! Requests that would succeed, and the closed lists of phrases each of which changes one thing about them.
//!
//! A phrase of a list is a step parameter whose pattern is the alternation of the list, so that a phrase which nobody
//! defined is an undefined step, and lint finds it. What each phrase means stands in `features/README.md`.

pub(crate) mod atoms;
pub mod authorization;
pub mod details;
pub mod endpoint;
mod forgery;
pub(crate) mod managed;
pub mod payload;
pub mod profile;
pub mod redirect_uri;
pub mod registration;
pub mod token_request;

/// In seconds.
pub(crate) const A_DAY: i64 = 86_400;

/// Makes a step parameter of a closed list, `phrase => what it means`.
macro_rules! phrases {
    ($(#[$doc:meta])* $name:ident, $word:literal, $change:ty { $($phrase:expr => $to:expr,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(pub(crate) $change);

        impl cucumber::Parameter for $name {
            // The last alternative never matches; it spares the others a separator.
            const REGEX: &'static str = concat!($("(?:", $phrase, ")|",)+ r"(?:[^\s\S])");
            const NAME: &'static str = $word;
        }

        impl $name {
            /// Each phrase and what it means.
            pub(crate) const LIST: &[(&str, $change)] = &[$(($phrase, $to),)+];
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                Self::LIST
                    .iter()
                    .find(|(phrase, _)| *phrase == text)
                    .map(|(_, change)| Self(*change))
                    .ok_or_else(|| format!("no {} is called {text:?}", $word))
            }
        }
    };
}
pub(crate) use phrases;

/// Makes a step parameter of several closed lists: a phrase of any of them, and no other.
macro_rules! union {
    ($(#[$doc:meta])* $name:ident, $word:literal, $change:ty = $first:ty $(| $list:ty)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(pub(crate) $change);

        impl cucumber::Parameter for $name {
            const REGEX: &'static str = {
                const PARTS: &[&str] = &[
                    <$first as cucumber::Parameter>::REGEX,
                    $(<$list as cucumber::Parameter>::REGEX,)+
                ];
                const JOINED: [u8; $crate::requests::length(PARTS)] = $crate::requests::alternatives(PARTS);
                match std::str::from_utf8(&JOINED) {
                    Ok(joined) => joined,
                    Err(_) => panic!("texts joined by ASCII are a text"),
                }
            };
            const NAME: &'static str = $word;
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let found = text.parse::<$first>().map(|it| it.0);
                $(let found = found.or_else(|_| text.parse::<$list>().map(|it| it.0));)+
                found.map(Self).map_err(|_| format!("no {} is called {text:?}", $word))
            }
        }
    };
}
pub(crate) use union;

/// How many bytes `alternatives` of these patterns has.
pub(crate) const fn length(patterns: &[&str]) -> usize {
    let (mut length, mut number) = (patterns.len().saturating_sub(1), 0);
    while number < patterns.len() {
        length += patterns[number].len();
        number += 1;
    }
    length
}

/// The patterns with `|` between them.
pub(crate) const fn alternatives<const LENGTH: usize>(patterns: &[&str]) -> [u8; LENGTH] {
    let (mut joined, mut place, mut number) = ([b'|'; LENGTH], 0, 0);
    while number < patterns.len() {
        let bytes = patterns[number].as_bytes();
        let mut byte = 0;
        while byte < bytes.len() {
            joined[place + byte] = bytes[byte];
            byte += 1;
        }
        place += bytes.len() + 1;
        number += 1;
    }
    joined
}

/// What a change leaves of a text.
pub(crate) mod spoil {
    /// Another character in the middle: the last one of an encoded value carries unused bits.
    pub(crate) fn middle(text: &str) -> String {
        let middle = text.chars().count() / 2;
        text.chars()
            .enumerate()
            .map(|(place, c)| match (place == middle, c) {
                (false, c) => c,
                (true, 'A') => 'B',
                (true, _) => 'A',
            })
            .collect()
    }

    /// The first half.
    pub(crate) fn half(text: &str) -> String {
        text.chars().take(text.chars().count() / 2).collect()
    }

    /// Upper case for lower, lower for upper.
    pub(crate) fn other_case(text: &str) -> String {
        text.chars()
            .map(|c| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
            .collect()
    }

    /// As many characters of the same alphabet that nobody issued.
    pub(crate) fn never_issued(text: &str) -> String {
        text.chars().enumerate().map(|(place, _)| if place % 2 == 0 { 'n' } else { '0' }).collect()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_spoilt_text_is_another_one() {
            for text in ["AAAA", "abcde", "x-y_Z9"] {
                for spoilt in [middle(text), half(text), other_case(text), never_issued(text)] {
                    assert_ne!(spoilt, text);
                }
                assert_eq!(middle(text).len(), text.len());
            }
        }
    }
}
