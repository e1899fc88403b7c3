//! The table of faults keeps its own promises.

use std::collections::BTreeSet;

use strum::IntoEnumIterator;

use super::*;
use crate::wire::{Check, Place};

/// Checks that yield a value, without which nothing can go on.
const YIELDING: &[Check] = &[
    Check::RedirectUriPresent,
    Check::ClientKnown,
    Check::BodyReadable,
    Check::ClientIdPresent,
    Check::ClientKnownAtExchange,
    Check::CodeKnown,
    Check::ClientKnownAtRefresh,
    Check::RefreshTokenGenuine,
    Check::ClientKeysFit,
    Check::ManagedUserOfThisClient,
    Check::ManagedTokenKept,
    Check::CredentialsPresent,
    Check::TokenGenuine,
    Check::OrganizationThere,
    Check::TeamThere,
    Check::ClientThere,
];

#[test]
fn names_are_unique_and_can_be_typed() {
    let names: BTreeSet<_> = faults().iter().map(|fault| fault.name).collect();
    assert_eq!(names.len(), faults().len());
    assert!(
        names
            .iter()
            .all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
    );
}

#[test]
fn every_rule_of_these_chapters_has_a_fault() {
    let broken: BTreeSet<&str> =
        faults().iter().flat_map(|fault| fault.breaks).filter_map(|name| name.split('/').next()).collect();
    for (chapter, last) in [
        ("CLIENT", 14),
        ("REVIEW", 15),
        ("AUTHZ", 29),
        ("TOKEN", 30),
        ("PKCE", 9),
        ("REFRESH", 19),
        ("ROTATE", 10),
        ("LEGACY", 11),
        ("SCOPE", 13),
        ("ME", 5),
        ("MANAGED", 21),
    ] {
        for number in 1..=last {
            let rule = format!("{chapter}-{number:02}");
            assert!(broken.contains(rule.as_str()), "nothing breaks {rule}");
        }
    }
}

#[test]
fn a_check_that_yields_a_value_is_never_pardoned() {
    for fault in faults() {
        for flaw in fault.flaws {
            let Flaw::Pardon(check) = flaw else { continue };
            assert!(!YIELDING.contains(check), "{} pardons {}", fault.name, check.name());
        }
    }
}

#[test]
fn every_site_has_a_fault() {
    for place in Place::iter() {
        let used = faults().iter().flat_map(|fault| fault.flaws);
        assert!(
            used.into_iter().any(|flaw| matches!(flaw, Flaw::At(own) if *own == place)),
            "{place:?} has none"
        );
    }
}

#[test]
fn a_fault_says_in_a_sentence_what_it_does_wrong() {
    for fault in faults() {
        assert!(fault.wrong.ends_with('.') && fault.wrong.len() > 20, "{}", fault.name);
        assert!(!fault.breaks.is_empty() && !fault.flaws.is_empty(), "{}", fault.name);
    }
}
