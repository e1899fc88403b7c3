//! The versions of the API that `cal-api-version` may name (production-api A6).

/// A version of the API, or what stands for one that is missing or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version(&'static str);

/// Every version that is known.
const KNOWN: &[&str] = &["2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04", "2026-02-25"];

impl Version {
    /// What the header names; the oldest one where it names none that is known.
    #[must_use]
    pub fn of(header: Option<&str>) -> Self {
        let named = header.and_then(|header| KNOWN.iter().find(|known| **known == header));
        Self(named.copied().unwrap_or(KNOWN[0]))
    }

    /// How it is written.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_is_missing_or_unknown_is_the_oldest() {
        for header in [None, Some(""), Some("2024-06-15"), Some("latest"), Some("2024-04-15")] {
            assert_eq!(Version::of(header).word(), "2024-04-15", "{header:?}");
        }
        assert_eq!(Version::of(Some("2026-02-25")).word(), "2026-02-25");
    }
}
