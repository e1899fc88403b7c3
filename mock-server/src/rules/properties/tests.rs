//! From a body that is as it must be; each test spoils one property.

use serde_json::json;

use super::*;
use crate::wire::sentence::Sentence;

const SCHEDULE: &[Property] = &[
    must("name", Is::Text),
    must("timeZone", Is::TimeZone),
    may("take", Is::Whole(1, 250)),
    may("hours", Is::Parts(&[must("start", Is::TimeOfDay), may("end", Is::TimeOfDay)], 0, 2)),
];

fn said(body: &Value) -> String {
    let violations = read(body.as_object().unwrap(), SCHEDULE).err().unwrap_or_default();
    violations.iter().map(Violation::told).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_body_that_is_as_it_must_be_is_kept_without_what_nobody_knows() {
    let body = json!({"name": "Work", "timeZone": "Europe/Berlin", "colour": 1, "take": null});
    let kept = read(body.as_object().unwrap(), SCHEDULE).unwrap();
    assert_eq!(Value::from(kept), json!({"name": "Work", "timeZone": "Europe/Berlin"}));
}

#[test]
fn every_wrong_property_is_told_in_the_words_of_the_framework() {
    assert_eq!(said(&json!({})), "name must be a string; timeZone must be a valid IANA time-zone");
    let fine = json!({"name": "Work", "timeZone": "America/New_york"});
    assert_eq!(said(&fine), "");
    for (property, value, words) in [
        ("timeZone", json!("Mars/Olympus"), "timeZone must be a valid IANA time-zone"),
        ("take", json!(0), "take must not be less than 1"),
        ("take", json!(-1), "take must not be less than 1"),
        ("take", json!(251), "take must not be greater than 250"),
        ("take", json!("x"), "take must be a number conforming to the specified constraints"),
        ("hours", json!({}), "hours must be an array"),
        ("hours", json!([{}, {}, {}]), "hours must contain no more than 2 elements"),
        ("hours", json!([{"start": "25:00"}]), "hours.0.start must be a valid time format HH:MM"),
        ("hours", json!([7]), "hours.0 must be an object"),
    ] {
        let mut body = fine.clone();
        body[property] = value;
        assert_eq!(said(&body), words);
    }
}

#[test]
fn a_violation_shows_the_body_the_value_and_the_constraint() {
    let body = json!({"name": "Work", "timeZone": "Mars"});
    let told = read(body.as_object().unwrap(), SCHEDULE).unwrap_err()[0].to_json();
    let wanted = json!({
        "target": {"name": "Work", "timeZone": "Mars"}, "value": "Mars", "property": "timeZone", "children": [],
        "constraints": {"isTimeZone": "timeZone must be a valid IANA time-zone"},
    });
    assert_eq!(told, wanted);
    let missing = read(json!({"timeZone": "UTC"}).as_object().unwrap(), SCHEDULE).unwrap_err()[0].to_json();
    assert!(missing.get("value").is_none(), "{missing}");
}

#[test]
fn a_query_is_read_as_numbers_where_numbers_are_wanted() {
    let query = of_query("take=5&name=7&hours=x", SCHEDULE);
    assert_eq!(Value::from(query), json!({"take": 5, "name": "7", "hours": "x"}));
}

#[test]
fn dates_times_and_addresses_that_do_not_exist_are_none() {
    for (is, fine, wrong) in [
        (Is::Day, "2028-02-29", "2026-02-30"),
        (Is::Day, "2026-01-01", "2026-1-1"),
        (Is::Moment, "2026-01-01T09:00:00Z", "2026-13-01T09:00:00Z"),
        (Is::Moment, "2026-01-01T09:00:00.000+02:00", "tomorrow"),
        (Is::Moment, "2026-01-01T09:00:00", "2026-02-30T09:00:00"),
        (Is::Date, "2026-01-01", "2026-02-30"),
        (Is::Date, "2026-01-01T09:00:00.000Z", "2026-01-01T25:00:00Z"),
        (Is::TimeOfDay, "09:00", "9:00"),
        (Is::TimeOfDay, "23:59", "24:00"),
        (Is::Email, "bob@example.com", "bob@example"),
        (Is::Url, "https://a.example/x", "javascript:x"),
        (Is::TimeZone, "Europe/London", "Europe/Londres"),
        (Is::PhoneNumber, "+44 20 7946 0000", "020 7946 0000"),
    ] {
        assert!(broken("it", &json!(fine), is).is_none(), "{fine}");
        assert!(broken("it", &json!(wrong), is).is_some(), "{wrong}");
    }
}

#[test]
fn metadata_is_few_and_short() {
    let of = |count: usize, name: usize, text: usize| {
        let members = (0..count).map(|number| (format!("{number:0>name$}"), json!("x".repeat(text))));
        Value::from(members.collect::<Map<_, _>>())
    };
    for fine in [of(50, 40, 500), json!({}), json!({"a": 1.5, "b": true})] {
        assert!(broken("it", &fine, Is::Metadata).is_none(), "{fine}");
    }
    for wrong in
        [of(51, 2, 1), of(1, 41, 1), of(1, 1, 501), json!({"a": null}), json!({"a": [1]}), json!({"a": {}})]
    {
        assert_eq!(broken("it", &wrong, Is::Metadata), Some(Constraint::Metadata), "{wrong}");
    }
    assert_eq!(broken("it", &json!([]), Is::Metadata), Some(Constraint::Object));
}

#[test]
fn whole_numbers_may_be_negative_and_names_blank() {
    for (is, fine, wrong) in [
        (Is::AnyInteger, json!(-3), json!(1.5)),
        (Is::AnyInteger, json!(u64::MAX), json!("1")),
        (Is::Filled, json!(" "), json!("")),
        (Is::Filled, json!("x"), json!(1)),
        (Is::In(&["a", "b"]), json!("b"), json!("c")),
        (Is::OneNumberOf(&["12", "24"]), json!(24), json!("24")),
    ] {
        assert!(broken("it", &fine, is).is_none(), "{fine}");
        assert!(broken("it", &wrong, is).is_some(), "{wrong}");
    }
}

#[test]
fn a_whole_number_is_none_as_a_text() {
    assert_eq!(broken("it", &json!("5"), Is::Int(1, 9)), Some(Constraint::Whole));
    assert_eq!(broken("it", &json!(1.5), Is::Int(1, 9)), Some(Constraint::Whole));
    assert_eq!(broken("it", &json!(0), Is::Int(1, 9)), Some(Constraint::AtLeast(1)));
    assert_eq!(broken("it", &json!(5), Is::Int(1, 9)), None);
}

#[test]
fn a_date_may_be_milliseconds_but_none_outside_the_calendar() {
    assert!(broken("it", &json!(1_767_225_600_000_i64), Is::Date).is_none());
    assert!(broken("it", &json!(u64::MAX), Is::Date).is_some());
    assert!(broken("it", &json!(i64::MAX), Is::Date).is_some());
}

#[test]
fn a_part_may_be_of_the_kind_that_it_shows_and_keeps_what_that_knows() {
    const OFF: &[Property] = &[must("off", Is::Flag)];
    const ON: &[Property] = &[must("size", Is::Int(1, 9))];
    fn choose(part: &Map<String, Value>) -> &'static [Property] {
        if part.contains_key("off") { OFF } else { ON }
    }
    let known = [may("seats", Is::Chosen(choose))];
    let reads = |seats: Value| read(json!({"seats": seats}).as_object().unwrap(), &known);
    assert_eq!(reads(json!({"off": true, "size": 0})).unwrap()["seats"], json!({"off": true}));
    assert_eq!(reads(json!({"size": 2, "more": 1})).unwrap()["seats"], json!({"size": 2}));
    assert_eq!(reads(json!({"size": 0})).unwrap_err()[0].told(), "seats.size must not be less than 1");
}

#[test]
fn a_judge_may_say_it_in_words_of_its_own() {
    fn judge(property: &str, value: &Value) -> Option<Constraint> {
        (value != "all").then(|| Sentence::Unique(property.to_owned()).into())
    }
    let known = [may("it", Is::Judged(judge))];
    let violation = read(json!({"it": "some"}).as_object().unwrap(), &known).unwrap_err().remove(0);
    assert_eq!(violation.told(), "All it's elements must be unique");
    assert_eq!(
        violation.to_json()["constraints"],
        json!({"arrayUnique": "All it's elements must be unique"})
    );
    assert!(read(json!({"it": "all"}).as_object().unwrap(), &known).is_ok());
}
