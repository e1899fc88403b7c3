//! Private links of event types (production-api D, A6).

use serde_json::{Value, json};

use crate::office::Office;

async fn event_type(office: &Office) -> String {
    let body = json!({"lengthInMinutes": 30, "title": "Talk", "slug": "talk"});
    let made = office.asked(&office.alice, "POST", "/v2/event-types", body).await;
    format!("/v2/event-types/{}/private-links", made["id"])
}

#[tokio::test]
async fn a_link_of_which_nothing_is_said_can_be_used_once() {
    let office = Office::open().await;
    let path = event_type(&office).await;
    let made = office.asked(&office.alice, "POST", &path, json!({})).await;
    let id = made["linkId"].as_str().unwrap();
    assert_eq!(made["bookingUrl"], format!("{}/d/{id}/talk", office.house.server.url()));
    assert_eq!(
        (&made["maxUsageCount"], &made["usageCount"], &made["isExpired"]),
        (&json!(1), &json!(0), &json!(false))
    );
    assert!(made.get("expiresAt").is_none());
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await, json!([made]));
}

#[tokio::test]
async fn a_link_that_time_ends_is_expired_when_it_is_over() {
    let office = Office::open().await;
    let path = event_type(&office).await;
    let made =
        office.asked(&office.alice, "POST", &path, json!({"expiresAt": "2026-01-01T01:10:00+01:00"})).await;
    assert_eq!((&made["expiresAt"], &made["isExpired"]), (&json!("2026-01-01T00:10:00.000Z"), &json!(false)));
    assert!(made.get("maxUsageCount").is_none() && made.get("usageCount").is_none());
    office.house.advance("10m").await;
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await[0]["isExpired"], false);
    office.house.advance("1s").await;
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await[0]["isExpired"], true);
}

#[tokio::test]
async fn what_ends_a_link_can_be_changed() {
    let office = Office::open().await;
    let path = event_type(&office).await;
    let made = office.asked(&office.alice, "POST", &path, json!({"maxUsageCount": 10})).await;
    let link = format!("{path}/{}", made["linkId"].as_str().unwrap());
    let timed =
        office.asked(&office.alice, "PATCH", &link, json!({"expiresAt": "2026-02-01T00:00:00Z"})).await;
    assert_eq!(
        (&timed["linkId"], &timed["expiresAt"]),
        (&made["linkId"], &json!("2026-02-01T00:00:00.000Z"))
    );
    assert!(timed.get("maxUsageCount").is_none());
    assert_eq!(office.asked(&office.alice, "PATCH", &link, json!({})).await, timed);
    let counted = office.asked(&office.alice, "PATCH", &link, json!({"maxUsageCount": 5})).await;
    assert_eq!((&counted["maxUsageCount"], counted.get("expiresAt")), (&json!(5), None));
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await, json!([counted]));
}

#[tokio::test]
async fn a_link_that_was_deleted_is_gone() {
    let office = Office::open().await;
    let path = event_type(&office).await;
    let made = office.asked(&office.alice, "POST", &path, json!({})).await;
    let link = format!("{path}/{}", made["linkId"].as_str().unwrap());
    let gone = office.asked(&office.alice, "DELETE", &link, Value::Null).await;
    assert_eq!(gone, json!({"linkId": made["linkId"], "message": "Private link deleted successfully"}));
    let deleted = (404, "Deleted link not found".to_owned());
    assert_eq!(office.refused(&office.alice, "DELETE", &link, Value::Null).await, deleted);
    let changed = (404, "Updated link not found".to_owned());
    assert_eq!(office.refused(&office.alice, "PATCH", &link, json!({"maxUsageCount": 2})).await, changed);
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await, json!([]));
}

#[tokio::test]
async fn both_versions_answer_the_same() {
    let office = Office::open().await;
    let path = event_type(&office).await;
    office.asked(&office.alice, "POST", &path, json!({})).await;
    let mut answers = Vec::new();
    for version in ["2024-09-04", "2024-04-15", "unheard-of"] {
        let request = office.house.http.get(office.house.url(&path)).header("cal-api-version", version);
        let answer = office.house.send(request.bearer_auth(&office.alice.token)).await;
        assert_eq!(answer.status, 200, "{version}: {}", answer.text);
        answers.push(answer.json);
    }
    assert!(answers[0] == answers[1] && answers[1] == answers[2]);
}

#[tokio::test]
async fn links_of_others_are_neither_seen_nor_made_nor_changed() {
    let office = Office::open().await;
    let path = event_type(&office).await;
    let made = office.asked(&office.alice, "POST", &path, json!({})).await;
    let link = format!("{path}/{}", made["linkId"].as_str().unwrap());
    for (method, path, body) in [
        ("GET", &path, Value::Null),
        ("POST", &path, json!({})),
        ("PATCH", &link, json!({"maxUsageCount": 9})),
        ("DELETE", &link, Value::Null),
    ] {
        let (status, said) = office.refused(&office.bob, method, path, body).await;
        assert!(status == 404 && said.starts_with("Event type with id "), "{method} {path}: {status} {said}");
    }
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await, json!([made]));
}

#[tokio::test]
async fn a_body_that_is_not_what_it_must_be_is_refused_and_changes_nothing() {
    let office = Office::open().await;
    let path = event_type(&office).await;
    let made = office.asked(&office.alice, "POST", &path, json!({"maxUsageCount": 3})).await;
    let link = format!("{path}/{}", made["linkId"].as_str().unwrap());
    for (body, words) in [
        (json!({"maxUsageCount": 0}), "maxUsageCount must not be less than 1"),
        (json!({"maxUsageCount": "3"}), "maxUsageCount must be an integer number"),
        (json!({"maxUsageCount": u64::MAX}), "maxUsageCount must not be greater than 2147483647"),
        (json!({"expiresAt": "2026-02-30T00:00:00Z"}), "expiresAt must be a Date instance"),
        (json!({"expiresAt": "soon"}), "expiresAt must be a Date instance"),
        (json!({"expiresAt": i64::MAX}), "expiresAt must be a Date instance"),
        (
            json!({"expiresAt": "2026-02-01T00:00:00Z", "maxUsageCount": 3}),
            "Provide only one of expiresAt or maxUsageCount",
        ),
    ] {
        for (method, path) in [("POST", &path), ("PATCH", &link)] {
            let refused = office.refused(&office.alice, method, path, body.clone()).await;
            assert_eq!(refused, (400, words.to_owned()), "{method} {body}");
        }
    }
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await, json!([made]));
}

#[tokio::test]
async fn a_number_that_no_event_type_can_have_is_refused_before_it_is_looked_for() {
    let office = Office::open().await;
    for (id, status, words) in [
        ("-5", 400, "Invalid eventTypeId param."),
        ("0", 400, "Invalid eventTypeId param."),
        ("9223372036854775808", 404, "Event type with id 9223372036854775808 not found"),
        ("x", 400, "Validation failed (numeric string is expected)"),
    ] {
        let path = format!("/v2/event-types/{id}/private-links");
        let refused = office.refused(&office.alice, "GET", &path, Value::Null).await;
        assert_eq!(refused, (status, words.to_owned()));
    }
}
