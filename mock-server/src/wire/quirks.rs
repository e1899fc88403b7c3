//! Where production departs from the documents (rules.md, "Quirks"): faults that somebody really has.
//!
//! Where the documents are merely silent there is no quirk: there production's behaviour is the only one.

use super::Check::RedirectUriOfTheCode;
use super::Fault;
use super::Flaw::{At, Pardon};
use super::Place;
use super::faults::Kind;

/// Whose manners a server has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Behaviour {
    /// Those of the documents.
    #[default]
    Documented,
    /// Those of Cal.com's own server: every quirk.
    Production,
}

impl Behaviour {
    /// The quirks that come with it.
    #[must_use]
    pub fn quirks(self) -> &'static [Fault] {
        match self {
            Self::Documented => &[],
            Self::Production => QUIRKS,
        }
    }
}

impl Fault {
    /// The quirk called `name`.
    #[must_use]
    pub fn quirk_named(name: &str) -> Option<&'static Self> {
        QUIRKS.iter().find(|quirk| quirk.name == name)
    }
}

#[rustfmt::skip]
pub(super) const QUIRKS: &[Fault] = &[
    quirk("redirect-uri-not-bound", &["PKCE-09", "TOKEN-14"], &[Pardon(RedirectUriOfTheCode)],
        "Any registered redirect URI passes at the exchange, and so does an empty one."),
    quirk("code-challenge-method-required", &["AUTHZ-28"], &[At(Place::ChallengeMethodRequired)],
        "A code challenge without a method is refused."),
    quirk("state-required", &["AUTHZ-03"], &[At(Place::StateRequired)],
        "Allow without a state ends in an error."),
    quirk("unreadable-body-is-not-oauth-shaped", &["TOKEN-16"],
        &[At(Place::UnreadableBodyIsNotOauthShaped)],
        "A body that cannot be read is refused in other shapes than those of OAuth errors."),
    quirk("code-exchanges-can-race", &["TOKEN-08"], &[At(Place::ExchangesRace)],
        "Of two exchanges of one code that meet within 50 ms both succeed."),
    quirk("redirect-uri-edit-needs-no-review", &["REVIEW-04"], &[At(Place::RedirectUriEditNeedsNoReview)],
        "An owner can change the redirect URIs of a client without a review."),
    quirk("event-type-lists-are-public",
        &[
            "SCOPE-03/get-event-types",
            "SCOPE-03/get-teams-event-types",
            "SCOPE-03/get-organizations-teams-event-types",
        ],
        &[At(Place::EventTypeListsArePublic)],
        "The lists of event types want neither a scope nor a token."),
    quirk("managed-user-name-required", &["MANAGED-01", "MANAGED-03"], &[At(Place::ManagedUserNameRequired)],
        "A managed user is not created without a name."),
    quirk("managed-user-week-start-unchecked", &["MANAGED-05"], &[At(Place::ManagedUserWeekStartUnchecked)],
        "A managed user is created with any word for the day on which the week begins."),
    quirk("origin-must-equal-redirect-uri", &["MANAGED-19"], &[At(Place::OriginMustEqualRedirectUri)],
        "A page may bring a managed user's token only if its origin equals a redirect URI, or matches the * in one."),
];

/// Shorthand for the table.
const fn quirk(
    name: &'static str,
    breaks: &'static [&'static str],
    flaws: &'static [super::Flaw],
    wrong: &'static str,
) -> Fault {
    Fault { name, kind: Kind::Quirk, wrong, breaks, flaws }
}
