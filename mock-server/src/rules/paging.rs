//! Which part of a list is shown, and where it stands among the others (production-api D).

use serde::Serialize;
use serde_json::{Map, Value};

use super::properties::{Is, Property, may};

/// How many items are shown, where a list shows one page without saying where it stands.
pub const TAKE: Property = may("take", Is::Whole(1, 250));
/// How many are left out before them.
pub const SKIP: Property = may("skip", Is::Whole(0, u64::MAX));

/// The part of `items` that a query asks for by [`TAKE`] and [`SKIP`].
#[must_use]
pub fn part<T>(items: Vec<T>, query: &Map<String, Value>) -> Vec<T> {
    let number = |name: &str| query.get(name).and_then(Value::as_u64);
    cut(items, number("skip").unwrap_or(0), number("take").unwrap_or(250))
}

/// Where a page stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are those of the API")]
pub struct Page {
    pub total_items: u64,
    pub remaining_items: u64,
    pub returned_items: u64,
    pub items_per_page: u64,
    pub current_page: u64,
    pub total_pages: u64,
    pub has_next_page: bool,
    pub has_previous_page: bool,
}

impl Page {
    /// The page of `take` items after the first `skip` of `total`.
    #[must_use]
    pub fn of(total: u64, skip: u64, take: u64) -> Self {
        let total_pages = if take == 0 { 0 } else { total.div_ceil(take) };
        let current_page =
            if total_pages == 0 { 0 } else { (skip.checked_div(take).unwrap_or(0) + 1).min(total_pages) };
        Self {
            total_items: total,
            remaining_items: total.saturating_sub(skip.saturating_add(take)),
            returned_items: take.min(total.saturating_sub(skip)),
            items_per_page: take,
            current_page,
            total_pages,
            has_next_page: current_page < total_pages,
            has_previous_page: current_page > 1,
        }
    }
}

/// The items of that page.
#[must_use]
pub fn cut<T>(items: Vec<T>, skip: u64, take: u64) -> Vec<T> {
    let as_size = |number| usize::try_from(number).unwrap_or(usize::MAX);
    items.into_iter().skip(as_size(skip)).take(as_size(take)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items in all, skipped, taken: remaining, returned, page, pages, next, previous.
    #[test]
    fn a_page_knows_where_it_stands() {
        for (total, skip, take, wanted) in [
            (25, 0, 10, (15, 10, 1, 3, true, false)),
            (25, 10, 10, (5, 10, 2, 3, true, true)),
            (25, 20, 10, (0, 5, 3, 3, false, true)),
            (25, 40, 10, (0, 0, 3, 3, false, true)),
            (25, 0, 0, (25, 0, 0, 0, false, false)),
            (0, 0, 100, (0, 0, 0, 0, false, false)),
        ] {
            let page = Page::of(total, skip, take);
            let got = (
                page.remaining_items,
                page.returned_items,
                page.current_page,
                page.total_pages,
                page.has_next_page,
                page.has_previous_page,
            );
            assert_eq!(got, wanted, "{total} {skip} {take}");
        }
    }

    #[test]
    fn a_query_asks_for_a_part() {
        let asked =
            |query: serde_json::Value| part((1..=300).collect(), query.as_object().unwrap_or(&Map::new()));
        assert_eq!(asked(serde_json::json!({"skip": 1, "take": 2})), [2, 3]);
        assert_eq!(asked(serde_json::json!({})).len(), 250);
        assert_eq!(asked(serde_json::json!({"skip": u64::MAX})), [0; 0]);
    }

    #[test]
    fn a_page_holds_its_items() {
        assert_eq!(cut(vec![1, 2, 3, 4], 1, 2), [2, 3]);
        assert_eq!(cut(vec![1, 2], 5, 2), [0; 0]);
        assert_eq!(cut(vec![1, 2], 0, u64::MAX), [1, 2]);
    }
}
