//! Waiver files: any row of the rule book can be waived, and a mistake is told where it is.

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index, test_runner::Config};

use super::*;
use crate::{
    catalogue::{Book, Shelf},
    handwritten::Handwritten,
};

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::read(&Shelf::embedded_features()));

/// The pieces of a waiver, of which each may be spoilt: a line each.
fn lines(rule: Index, row: Index, shows: &str) -> Vec<String> {
    let rule = rule.get(&BOOK.rules);
    let scenario = row.get(&rule.scenarios);
    let text = |text: &str| toml::Value::from(text).to_string();
    vec![
        "[[waiver]]".to_owned(),
        format!("rule = {}", text(&rule.id)),
        format!("rows = [{}]", text(scenario.label())),
        format!("shows = {}", text(shows)),
        "reason = \"it is known\"".to_owned(),
        "expires = 2099-12-31".to_owned(),
    ]
}

proptest! {
    #![proptest_config(Config { cases: Config::default().cases / 4, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_row_of_the_book_can_be_waived(rule: Index, row: Index, shows in "[!-~][\\PC]{0,20}") {
        let file = Handwritten::new("w.toml", lines(rule, row, &shows).join("\n"));
        let waivers = Waivers::read(&file, &BOOK).map_err(|it| TestCaseError::fail(it.to_string()))?;
        let [waiver] = waivers.0.as_slice() else { panic!("one waiver: {waivers:?}") };
        prop_assert_eq!((&waiver.rule, &waiver.shows), (&rule.get(&BOOK.rules).id, &shows));
        prop_assert_eq!(&waiver.place, "w.toml:1:1");
    }

    #[test]
    fn what_is_spoilt_is_told_in_its_line(rule: Index, row: Index, spoilt in 1_usize..6, above in 0_usize..4) {
        let mut lines = lines(rule, row, "got");
        lines[spoilt] = match spoilt {
            1 => "rule = \"TOKEN-999\"".to_owned(),
            2 => "rows = [\"no such row\"]".to_owned(),
            3 => "shows = \" \"".to_owned(),
            4 => "raeson = \"it is known\"".to_owned(),
            _ => "expires = \"2099-12-31\"".to_owned(),
        };
        let text = "# A comment.\n".repeat(above) + &lines.join("\n");
        let unusable = Waivers::read(&Handwritten::new("w.toml", text), &BOOK).unwrap_err();
        let line = format!("w.toml:{}:", above + spoilt + 1);
        prop_assert!(unusable.place.starts_with(&line), "{} and not {}", unusable, line);
    }
}
