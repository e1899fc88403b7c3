//! Requests that would succeed, and the closed lists of phrases each of which changes one thing about them.
//!
//! A phrase of a list is a step parameter whose pattern is the alternation of the list, so that a phrase which nobody
//! defined is an undefined step, and lint finds it. What each phrase means stands in `features/README.md`.

pub mod authorization;
pub mod exchange;
pub mod exchange_details;
pub mod profile;
pub mod redirect_uri;

/// Makes a step parameter of a closed list, `phrase => what it means`.
macro_rules! phrases {
    ($(#[$doc:meta])* $name:ident, $word:literal, $change:ty { $($phrase:literal => $to:expr,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(pub(crate) $change);

        impl cucumber::Parameter for $name {
            // The last alternative never matches; it spares the others a separator.
            const REGEX: &'static str = concat!($("(?:", $phrase, ")|",)+ r"(?:[^\s\S])");
            const NAME: &'static str = $word;
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                const LIST: &[(&str, $change)] = &[$(($phrase, $to),)+];
                LIST.iter()
                    .find(|(phrase, _)| *phrase == text)
                    .map(|(_, change)| Self(*change))
                    .ok_or_else(|| format!("no {} is called {text:?}", $word))
            }
        }
    };
}
pub(crate) use phrases;

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
