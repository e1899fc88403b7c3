//! What holds for any request, file and history, and not only for those that somebody thought of.
//!
//! `PROPTEST_CASES=2560` plays ten times as many cases as usual; a case that fails is made small and printed, and becomes a
//! test of its own beside what it broke.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod grant;
mod order;
mod redirects;
mod registration;
mod worlds;

use proptest::test_runner::Config;

/// So many cases, or a multiple of them where the environment wants more than proptest's usual 256.
fn cases(few: u32) -> Config {
    let usual = Config::default();
    // A failure is a message; what is worth keeping becomes a test.
    Config { cases: (few * usual.cases).div_ceil(256), failure_persistence: None, ..usual }
}
