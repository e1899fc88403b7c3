//! The secrets of a client: those that it was given, and which of them were revoked.

/// A secret that was given.
#[derive(Clone)]
struct Given {
    plain: String,
    /// By which it is revoked, where that is known.
    id: Option<String>,
    is_revoked: bool,
}

/// The secrets of a client, by when they were given.
#[derive(Clone, Default)]
pub struct Secrets {
    given: Vec<Given>,
    /// One of which it is only known that it no longer works.
    revoked_before: Option<String>,
}

/// What the secrets of a client are called in the book, by when they were given.
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

impl Secrets {
    /// The first one, where there is one.
    #[must_use]
    pub fn new(first: Option<String>) -> Self {
        Self::standing(first, None, None)
    }

    /// Those that a target file names.
    #[must_use]
    pub fn standing(first: Option<String>, second: Option<String>, revoked: Option<String>) -> Self {
        let given = first.into_iter().chain(second).map(|plain| Given { plain, id: None, is_revoked: false });
        Self { given: given.collect(), revoked_before: revoked }
    }

    /// One more was given; this is its place.
    pub(crate) fn give(&mut self, plain: String, id: String) -> usize {
        self.given.push(Given { plain, id: Some(id), is_revoked: false });
        self.given.len() - 1
    }

    /// Whether it was given one at this place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&str> {
        self.given.get(place).map(|it| it.plain.as_str())
    }

    /// The id of the one at this place, where it is known.
    pub(crate) fn id_at(&self, place: usize) -> Option<&str> {
        self.given.get(place)?.id.as_deref()
    }

    /// Whether one that was given has this id.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.given.iter().any(|it| it.id.as_deref() == Some(id))
    }

    /// The one at this place, which has this id, was revoked.
    pub(crate) fn revoke(&mut self, place: usize, id: String) {
        if let Some(it) = self.given.get_mut(place) {
            it.id = Some(id);
            it.is_revoked = true;
        }
    }

    /// The oldest that was not revoked.
    #[must_use]
    pub fn in_use(&self) -> Option<&str> {
        self.given.iter().find(|it| !it.is_revoked).map(|it| it.plain.as_str())
    }

    /// How many were not revoked.
    pub(crate) fn number_in_use(&self) -> usize {
        self.given.iter().filter(|it| !it.is_revoked).count()
    }

    /// The one that was revoked last.
    #[must_use]
    pub fn revoked(&self) -> Option<&str> {
        let revoked = self.given.iter().rev().find(|it| it.is_revoked).map(|it| it.plain.as_str());
        revoked.or(self.revoked_before.as_deref())
    }

    /// All that were given, revoked or not, each with what it is called.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let given = self.given.iter().enumerate().map(|(place, it)| (ordinal(place), it.plain.as_str()));
        given.chain(self.revoked_before.as_deref().map(|revoked| ("revoked", revoked)))
    }
}

/// What the secret at this place is called.
pub(crate) fn ordinal(place: usize) -> &'static str {
    ORDINALS.get(place).copied().unwrap_or("latest")
}

crate::redaction::opaque!(Secrets);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_that_was_not_revoked_is_in_use() {
        let mut secrets = Secrets::new(Some("one".to_owned()));
        assert_eq!(secrets.give("two".to_owned(), "7".to_owned()), 1);
        assert_eq!((secrets.in_use(), secrets.revoked(), secrets.number_in_use()), (Some("one"), None, 2));
        secrets.revoke(0, "6".to_owned());
        assert_eq!((secrets.in_use(), secrets.revoked()), (Some("two"), Some("one")));
        assert_eq!((secrets.at(1), secrets.id_at(1), secrets.id_at(0)), (Some("two"), Some("7"), Some("6")));
        assert!(secrets.has_id("7") && !secrets.has_id("8"));
    }

    #[test]
    fn one_that_was_revoked_before_is_no_second_one() {
        let secrets = Secrets::standing(Some("one".to_owned()), None, Some("old".to_owned()));
        assert_eq!((secrets.at(1), secrets.revoked()), (None, Some("old")));
        assert_eq!(secrets.all().collect::<Vec<_>>(), [("first", "one"), ("revoked", "old")]);
        assert_eq!(format!("{secrets:?}"), "Secrets { .. }");
    }
}
