//! From answers to the questions of an event type; each test spoils one thing.

use serde_json::json;

use super::*;
use crate::wire::Owner;

fn event_type(questions: Value) -> EventType {
    EventType {
        settings: Map::from_iter([("bookingFields".to_owned(), questions)]),
        ..EventType::new(50, Owner::User(1))
    }
}

/// What is said to an answer to a question of this kind.
fn said(kind: &str, answer: Value) -> String {
    let question = json!({"type": kind, "slug": "q", "options": ["1", {"value": "b", "label": "B"}]});
    let answers = Map::from_iter([("q".to_owned(), answer)]);
    let outcome = are_complete(&event_type(json!([question])), &answers, None);
    outcome.map_or_else(|error| error.to_string(), |()| String::new())
}

#[test]
fn an_answer_is_of_the_kind_that_its_question_wants() {
    for (kind, fine, wrong) in [
        ("text", json!("x"), json!(1)),
        ("number", json!(1), json!("1")),
        ("boolean", json!(true), json!("true")),
        ("multiemail", json!(["a@example.com"]), json!("a@example.com")),
        ("select", json!("b"), json!(["b"])),
        ("select", json!(1), json!("c")),
        ("radio", json!("1"), json!("2")),
        ("multiselect", json!(["1", "b"]), json!(["c"])),
        ("checkbox", json!([]), json!({})),
    ] {
        assert_eq!(said(kind, fine), "", "{kind}");
        assert_ne!(said(kind, wrong), "", "{kind}");
    }
    assert_eq!(said("something new", json!({})), "");
    assert_eq!(
        said("text", json!([])),
        "Invalid type for booking field 'q'. Expected type string (compatible with field type 'text'), but received object."
    );
    assert_eq!(
        said("select", json!("c")),
        "Invalid option 'c' for booking field 'q'. Allowed options are: 1, b."
    );
}

#[test]
fn only_what_must_be_answered_must_be() {
    let question = |slug: &str, required: bool| json!([{"type": "text", "slug": slug, "required": required}]);
    let outcome = |questions: Value, answers: Value, phone: Option<&str>| {
        are_complete(&event_type(questions), answers.as_object().unwrap(), phone)
    };
    let missing = BookingError::MissingResponse { field: "q".to_owned(), event_type: 50 };
    assert_eq!(outcome(question("q", false), json!({}), None), Ok(()));
    assert_eq!(outcome(question("q", true), json!({}), None), Err(missing.clone()));
    assert_eq!(outcome(question("q", true), json!({"q": null}), None), Err(missing));
    assert_eq!(outcome(question("q", true), json!({"q": "x"}), None), Ok(()));
    assert_eq!(outcome(question("email", true), json!({}), None), Ok(()), "that comes with the attendee");
    let phone = question("attendeePhoneNumber", true);
    assert_eq!(outcome(phone.clone(), json!({}), None), Err(BookingError::MissingPhoneNumber));
    assert_eq!(outcome(phone, json!({}), Some("+39")), Ok(()));
    assert_eq!(outcome(json!("nothing"), json!({}), None), Ok(()));
}
