//! Which edits send a client back to review (oauth.txt "Re-approval", production-oauth D).

use std::collections::BTreeSet;

use super::client::is_legacy;
use crate::wire::{Client, Family, Place, Scope, Strictness};

/// What of an edit the reviewers want to see again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
pub enum Trigger {
    /// Another name.
    #[strum(serialize = "the name")]
    Name,
    /// Another logo, or none any more.
    #[strum(serialize = "the logo")]
    Logo,
    /// Another website, or none any more.
    #[strum(serialize = "the website URL")]
    Website,
    /// A redirect URI more, less or instead.
    #[strum(serialize = "the redirect URIs")]
    RedirectUris,
    /// A scope that reaches further.
    #[strum(serialize = "the scopes")]
    Scopes,
    /// Another purpose: only a faulty server wants to see that.
    #[strum(serialize = "the purpose")]
    Purpose,
}

impl Trigger {
    /// What changed, as a person reads it.
    #[must_use]
    pub fn what(self) -> &'static str {
        self.into()
    }
}

/// What of an owner's edit the reviewers want to see again. Nothing: the client stays in the state that it is in.
#[must_use]
pub fn triggers(before: &Client, after: &Client, strictness: &Strictness) -> Vec<Trigger> {
    let at = |place| strictness.at(place);
    if before.purpose != after.purpose && at(Place::AnotherPurposeHidesTheRest) {
        return Vec::new();
    }
    let all = [
        (Trigger::Name, before.name != after.name && !at(Place::RenamingNeedsNoReview)),
        (Trigger::Logo, before.logo != after.logo && !at(Place::LogoNeedsNoReview)),
        (Trigger::Website, before.website_url != after.website_url && !at(Place::WebsiteNeedsNoReview)),
        (Trigger::RedirectUris, redirect_uris_changed(before, after, strictness)),
        (Trigger::Scopes, scopes_need_review(before, after, strictness)),
        (Trigger::Purpose, before.purpose != after.purpose && at(Place::PurposeNeedsReview)),
    ];
    all.into_iter().filter(|(_, is_so)| *is_so).map(|(trigger, _)| trigger).collect()
}

/// The order in which they stand changes nothing.
fn redirect_uris_changed(before: &Client, after: &Client, strictness: &Strictness) -> bool {
    let set = |client: &Client| client.redirect_uris.iter().cloned().collect::<BTreeSet<_>>();
    let (former, now) = (set(before), set(after));
    let lost_none = former.is_subset(&now);
    let changed = former != now
        && !(lost_none && strictness.at(Place::AddedRedirectUrisNeedNoReview))
        && !(now.is_subset(&former) && strictness.at(Place::RemovedRedirectUrisNeedNoReview));
    changed && !strictness.at(Place::RedirectUriEditNeedsNoReview)
}

fn scopes_need_review(before: &Client, after: &Client, strictness: &Strictness) -> bool {
    let held: BTreeSet<&str> = before.scopes.words().collect();
    let now: BTreeSet<&str> = after.scopes.words().collect();
    let mut new = now.iter().copied().filter(|word| !held.contains(word));
    if !now.is_superset(&held) && now.is_subset(&held) && strictness.at(Place::RemovalNeedsReview) {
        return true;
    }
    if is_legacy(before, strictness) {
        return new.any(|word| needs_review_of_legacy(word, strictness));
    }
    new.any(|word| expands(word, &held, &now, strictness)) && !strictness.at(Place::ExpansionNeedsNoReview)
}

/// "as long as only user-level scopes are added - adding TEAM_ or ORG_ scopes to a legacy client will trigger re-approval".
fn needs_review_of_legacy(word: &str, strictness: &Strictness) -> bool {
    match Scope::named(word).map(Scope::family) {
        Some(Family::Team) => !strictness.at(Place::LegacyTeamScopesNeedNoReview),
        Some(Family::Organization) => !strictness.at(Place::LegacyOrganizationScopesNeedNoReview),
        _ => strictness.at(Place::LegacyScopesNeedReview),
    }
}

/// Whether a new scope reaches further than what is held: `X_READ` beside or instead of `X_WRITE` does not.
fn expands(word: &str, held: &BTreeSet<&str>, now: &BTreeSet<&str>, strictness: &Strictness) -> bool {
    let write = word.strip_suffix("_READ").map(|resource| format!("{resource}_WRITE"));
    let writes = write.as_deref().is_some_and(|write| held.contains(write));
    let still_writes = write.as_deref().is_some_and(|write| now.contains(write));
    let is_covered = writes
        && !(still_writes && strictness.at(Place::ReadBesideWriteNeedsReview))
        && (still_writes || !strictness.at(Place::DemotionNeedsReview));
    let read = word.strip_suffix("_WRITE").map(|resource| format!("{resource}_READ"));
    let reads = read.is_some_and(|read| held.contains(read.as_str()));
    let is_passed_over = passes_though_uncovered(word, held, strictness)
        || (reads && strictness.at(Place::WriteBesideReadNeedsNoReview))
        || (word.starts_with("TEAM_") && strictness.at(Place::TeamScopesNeedNoReview))
        || (word.starts_with("ORG_") && strictness.at(Place::OrganizationScopesNeedNoReview));
    !is_covered && !is_passed_over
}

/// Only at a faulty server: a READ for a WRITE of another family, or of anything.
fn passes_though_uncovered(word: &str, held: &BTreeSet<&str>, strictness: &Strictness) -> bool {
    let bare = |word: &str| word.trim_start_matches("TEAM_").trim_start_matches("ORG_").to_owned();
    let Some(resource) = word.strip_suffix("_READ").map(bare) else { return false };
    let writes = || held.iter().filter_map(|held| held.strip_suffix("_WRITE"));
    (writes().any(|held| bare(held) == resource) && strictness.at(Place::FamiliesAreOne))
        || (writes().next().is_some() && strictness.at(Place::AnyWriteCoversAnyRead))
}

#[cfg(test)]
mod tests;
