//! Rates of any number, and texts that are none.

use proptest::{prelude::*, test_runner::Config};

use super::*;

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_rate_is_read_as_it_is_shown_and_keeps_its_pace(requests in 1..=u32::MAX, unit in "[smh]", blanks in "[ \t]{0,2}") {
        let rate: Rate = format!("{blanks}{requests}{blanks}/{blanks}{unit}").parse().map_err(TestCaseError::fail)?;
        prop_assert_eq!(rate.to_string(), format!("{requests}/{unit}"));
        prop_assert_eq!(rate.to_string().parse(), Ok(rate));
        let whole = Duration::from_secs(match unit.as_str() { "s" => 1, "m" => 60, _ => 3_600 });
        // Shorter by less than a nanosecond for each request.
        let played = rate.spacing() * requests;
        prop_assert!(played <= whole && whole.abs_diff(played) < Duration::from_nanos(requests.into()), "{:?}", played);
    }

    #[test]
    fn any_other_text_is_told_how_a_rate_looks(text in "[0-9/smh +.-]{0,8}|\\PC{0,12}") {
        match text.parse::<Rate>() {
            Ok(rate) => {
                let bare: String = text.split_whitespace().collect();
                prop_assert_eq!(bare.trim_start_matches(['0', '+']), rate.to_string());
            }
            Err(message) => prop_assert!(message.contains("60/m"), "{}", message),
        }
    }
}
