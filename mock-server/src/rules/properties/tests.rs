use serde_json::json;

use super::*;

const SCHEDULE: &[Property] = &[
    must("name", Is::Text),
    must("timeZone", Is::TimeZone),
    may("take", Is::Whole(1, 250)),
    may("hours", Is::Parts(&[must("start", Is::TimeOfDay), may("end", Is::TimeOfDay)], 0, 2)),
];

fn said(body: Value) -> String {
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
    assert_eq!(said(json!({})), "name must be a string; timeZone must be a valid IANA time-zone");
    let fine = json!({"name": "Work", "timeZone": "America/New_york"});
    assert_eq!(said(fine.clone()), "");
    for (property, value, words) in [
        ("timeZone", json!("Mars/Olympus"), "timeZone must be a valid IANA time-zone"),
        ("take", json!(0), "take must not be less than 1"),
        ("take", json!(-1), "take must not be less than 1"),
        ("take", json!(251), "take must not be greater than 250"),
        ("take", json!("x"), "take must be a number conforming to the specified constraints"),
        ("hours", json!({}), "hours must be an array"),
        ("hours", json!([{}, {}, {}]), "hours must contain no more than 2 elements"),
        ("hours", json!([{"start": "25:00"}]), "hours.0.start must be a valid time in the format HH:MM"),
        ("hours", json!([7]), "hours.0 must be an object"),
    ] {
        let mut body = fine.clone();
        body[property] = value;
        assert_eq!(said(body), words);
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
        (Is::TimeOfDay, "09:00", "9:00"),
        (Is::TimeOfDay, "23:59", "24:00"),
        (Is::Email, "bob@example.com", "bob@example"),
        (Is::Url, "https://a.example/x", "javascript:x"),
        (Is::TimeZone, "Europe/London", "Europe/Londres"),
        (Is::PhoneNumber, "+44 20 7946 0000", "020 7946 0000"),
    ] {
        assert!(broken(&json!(fine), is).is_none(), "{fine}");
        assert!(broken(&json!(wrong), is).is_some(), "{wrong}");
    }
}

#[test]
fn metadata_is_small_and_flat() {
    let is_refused = |metadata: Value| broken(&metadata, Is::Metadata).is_some();
    let many = |count: usize| (0..count).map(|key| (key.to_string(), json!(1))).collect::<Map<_, _>>();
    assert!(!is_refused(json!({"a": "b", "c": 1, "d": true, ("k".repeat(40)): "v".repeat(500)})));
    assert!(!is_refused(many(50).into()) && is_refused(many(51).into()));
    for metadata in [
        json!([]),
        json!({"a": {}}),
        json!({"a": null}),
        json!({("k".repeat(41)): 1}),
        json!({"a": "v".repeat(501)}),
    ] {
        assert!(is_refused(metadata.clone()), "{metadata}");
    }
}
