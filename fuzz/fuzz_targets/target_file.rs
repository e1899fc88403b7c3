//! A target file, whose variables are all set.
//!
//! What is taken has addresses that can be asked, and prints no secret; what is not taken is told on one line, with a place
//! inside the file and without what stands in the variables.

#![no_main]

use conformance::handwritten::{Handwritten, Unusable};
use conformance::target::profile::Profile;
use fuzz::{SECRET, tells, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The fuzzer learns what is compared: a file with the secret in it proves nothing.
    let Some(text) = text(data).filter(|text| !tells(text)) else { return };
    let lookup = |name: &str| match name {
        "UNSET" => None,
        "EMPTY" => Some(String::new()),
        name => Some(format!("{SECRET}{name}")),
    };
    match Profile::parse(&Handwritten::new("t.toml", text), &lookup) {
        Ok(profile) => {
            for url in [&profile.server.app_url, &profile.server.api_url] {
                assert!(matches!(url.scheme(), "http" | "https") && url.has_host(), "{url}");
                assert!(
                    url.query().is_none() && url.fragment().is_none() && url.password().is_none(),
                    "{url}"
                );
            }
            assert!(!profile.server.name.trim().is_empty());
            assert!(!tells(&format!("{profile:?}")), "a profile prints its secrets");
        }
        Err(unusable) => is_told(&unusable, text),
    }
});

fn is_told(unusable: &Unusable, text: &str) {
    let shown = unusable.to_string();
    assert!(!tells(&shown), "{shown}");
    assert!(!unusable.message.trim().is_empty() && !unusable.message.contains('\n'), "{shown:?}");
    let mut place =
        unusable.place.strip_prefix("t.toml:").expect("a place").split(':').map(str::parse::<usize>);
    let (Some(Ok(line)), Some(Ok(column)), None) = (place.next(), place.next(), place.next()) else {
        panic!("no place: {shown}")
    };
    let line = text.split('\n').nth(line.wrapping_sub(1)).unwrap_or_else(|| panic!("no such line: {shown}"));
    assert!((1..=line.chars().count() + 1).contains(&column), "no such column: {shown}");
}
