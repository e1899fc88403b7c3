//! The addresses of an event type that only those know who were told (production-api D, "Private link").

use jiff::Timestamp;

use crate::wire::{EventTypeError, PrivateLink};

/// What ends a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A moment.
    At(Timestamp),
    /// Being used so often.
    AfterUses(u64),
}

/// What a body says about it; nothing where it says nothing.
///
/// # Errors
///
/// Where it says both.
pub const fn end(at: Option<Timestamp>, uses: Option<u64>) -> Result<Option<End>, EventTypeError> {
    match (at, uses) {
        (Some(_), Some(_)) => Err(EventTypeError::TwoEnds),
        (Some(at), None) => Ok(Some(End::At(at))),
        (None, Some(uses)) => Ok(Some(End::AfterUses(uses))),
        (None, None) => Ok(None),
    }
}

impl End {
    /// A link of which nothing is said is used once.
    pub const BY_DEFAULT: Self = Self::AfterUses(1);

    /// Lets `link` end so, and no more as before.
    pub const fn put(self, link: &mut PrivateLink) {
        match self {
            Self::At(at) => (link.expires_at, link.max_usage_count) = (Some(at), None),
            Self::AfterUses(uses) => (link.expires_at, link.max_usage_count) = (None, Some(uses)),
        }
    }
}

/// Whether it leads nowhere any more.
#[must_use]
pub fn is_expired(link: &PrivateLink, now: Timestamp) -> bool {
    match link.expires_at {
        Some(at) => at < now,
        None => link.max_usage_count.is_some_and(|most| link.usage_count >= most),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_767_268_800, 0);

    fn link(end: End, used: u64) -> PrivateLink {
        let mut link =
            PrivateLink { id: String::new(), expires_at: None, max_usage_count: None, usage_count: used };
        end.put(&mut link);
        link
    }

    #[test]
    fn a_link_expires_after_its_last_moment_or_with_its_last_use() {
        let second = Timestamp::constant(1_767_268_801, 0);
        assert!(!is_expired(&link(End::At(NOON), 99), NOON));
        assert!(is_expired(&link(End::At(NOON), 0), second));
        assert!(!is_expired(&link(End::AfterUses(2), 1), second));
        assert!(is_expired(&link(End::AfterUses(2), 2), NOON));
    }

    #[test]
    fn a_link_ends_in_one_way() {
        assert_eq!(end(Some(NOON), Some(1)), Err(EventTypeError::TwoEnds));
        assert_eq!(end(None, None), Ok(None));
        let mut link = link(End::At(NOON), 0);
        End::AfterUses(3).put(&mut link);
        assert_eq!((link.expires_at, link.max_usage_count), (None, Some(3)));
    }
}
