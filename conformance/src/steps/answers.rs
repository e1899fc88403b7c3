//! Sentences about what the endpoints of the API answer and leave behind.

use cucumber::then;
use jiff::Timestamp;
use serde_json::Value;

use crate::{
    cast::UserRole,
    exchange::Exchange,
    readings::endpoint::{answers, refuses, refuses_for_want_of_scope},
    stage::Stage,
    verdict::Halt,
};

#[then("the endpoint answers")]
fn endpoint_answers(stage: &mut Stage) {
    let result = stage.venue().and_then(|venue| answers(stage.answer()?, venue.exactness));
    stage.assert(result);
}

#[then("the endpoint answers, where there is one")]
fn endpoint_answers_if_there(stage: &mut Stage) {
    let result = stage.venue().and_then(|venue| {
        let it = stage.answer()?;
        is_there(it)?;
        answers(it, venue.exactness)
    });
    stage.assert(result);
}

#[then("the booking is accepted for the time that was asked for")]
fn booking_accepted(stage: &mut Stage) {
    let result = stage.booking().and_then(|(booking, start)| {
        let begins = booking["start"].as_str().and_then(|start| start.parse::<Timestamp>().ok());
        if booking["status"] == "accepted" && begins == start {
            return Ok(());
        }
        let start = start.map(|start| start.to_string()).unwrap_or_default();
        let got = format!("one that is {} and begins {}", booking["status"], booking["start"]);
        Err(Halt::mismatch(format!("a booking that is accepted and begins {start}"), got))
    });
    stage.assert(result);
}

#[then("the booking is cancelled")]
fn booking_cancelled(stage: &mut Stage) {
    let result = stage.booking().and_then(|(booking, _)| match booking["status"].as_str() {
        Some("cancelled") => Ok(()),
        _ => Err(Halt::mismatch("a booking that is cancelled", format!("one that is {}", booking["status"]))),
    });
    stage.assert(result);
}

#[then("the endpoint refuses")]
async fn endpoint_refuses(stage: &mut Stage) {
    let emails = stage.emails().await;
    let emails = stage.keep(emails);
    let result = stage.answer().and_then(|it| refuses(it, &emails));
    stage.assert(result);
}

/// A target may lack what the documents do not name: another spelling of a path may be none, lead elsewhere, or be a page.
fn is_there(it: &Exchange) -> Result<(), Halt> {
    let status = it.answer.status;
    let is_a_page = !it.answer.body.is_empty() && it.answer.json().is_none();
    if matches!(status.as_u16(), 404 | 405) || status.is_redirection() || is_a_page {
        return Err(Halt::Skip(format!(
            "the target has no {} {}",
            it.question.method,
            it.question.url.path()
        )));
    }
    Ok(())
}

#[then("the endpoint refuses, where there is one")]
async fn endpoint_refuses_if_there(stage: &mut Stage) {
    let there = stage.answer().and_then(is_there);
    stage.assert(there);
    endpoint_refuses(stage).await;
}

#[then(expr = "the status is {int}")]
fn has_status(stage: &mut Stage, status: u16) {
    let result = stage.answer().and_then(|it| {
        if it.answer.status.as_u16() == status {
            Ok(())
        } else {
            Err(Halt::mismatch(status.to_string(), it.answer.summary()))
        }
    });
    stage.assert(result);
}

#[then("the endpoint refuses for want of a scope")]
async fn endpoint_refuses_for_want_of_scope(stage: &mut Stage) {
    let emails = stage.emails().await;
    let emails = stage.keep(emails);
    let result = stage.answer().and_then(|it| refuses_for_want_of_scope(it, &emails));
    stage.assert(result);
}

#[then("the answer has the shape on record")]
fn has_recorded_shape(stage: &mut Stage) {
    let result = stage.has_recorded_shape();
    stage.assert(result);
}

#[then(expr = "its data has exactly the members {string}")]
fn has_exactly(stage: &mut Stage, names: String) {
    let result = stage.answer().and_then(|it| has_members(it, names.split(", ").collect()));
    stage.assert(result);
}

#[then(expr = "its data has exactly the members {string}, and {string} where there is an organization")]
fn has_exactly_in_organization(stage: &mut Stage, names: String, more: String) {
    let result = stage.answer().and_then(|it| {
        let organization = it.answer.member("data").map(|data| data["organizationId"].clone());
        let is_in_one = organization.is_some_and(|id| !id.is_null());
        has_members(it, names.split(", ").chain(is_in_one.then_some(more.as_str())).collect())
    });
    stage.assert(result);
}

#[then(expr = "its {string} has exactly the members {string}")]
fn part_has_exactly(stage: &mut Stage, name: String, names: String) {
    let result = stage.answer().and_then(|it| {
        let part = told(it, &name);
        let mut got: Vec<&str> =
            part.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let mut expected: Vec<&str> = names.split(", ").collect();
        got.sort_unstable();
        expected.sort_unstable();
        if got == expected {
            Ok(())
        } else {
            Err(Halt::mismatch(format!("{name} with {names}"), part.to_string()))
        }
    });
    stage.assert(result);
}

#[then(expr = "its {string} is {json}")]
fn is_told(stage: &mut Stage, name: String, value: Json) {
    let result = stage.answer().and_then(|it| {
        let (got, expected) = (told(it, &name), value.0);
        if got == expected {
            Ok(())
        } else {
            Err(Halt::mismatch(format!("{name} {expected}"), got.to_string()))
        }
    });
    stage.assert(result);
}

/// A member of the data, or of a member of it, behind a point.
fn told(it: &Exchange, name: &str) -> Value {
    let data = it.answer.member("data").unwrap_or_default();
    data.pointer(&format!("/{}", name.replace('.', "/"))).cloned().unwrap_or_default()
}

#[then(expr = "only the {string} of what was watched was changed")]
fn only_that_changed(stage: &mut Stage, name: String) {
    let result = stage.saw_no_change_but_of(&name);
    stage.assert(result);
}

#[then(expr = "its {string} is the number of the organization")]
async fn is_the_organization(stage: &mut Stage, name: String) {
    let number = stage.organization_of(UserRole::Alice).await;
    let number = stage.keep(number);
    let result = stage.answer().and_then(|it| {
        let got = told(it, &name);
        if got == number { Ok(()) } else { Err(Halt::mismatch(format!("{name} {number}"), got.to_string())) }
    });
    stage.assert(result);
}

#[then(expr = "the {string} of what was watched is now {json}")]
fn stands_now(stage: &mut Stage, name: String, value: Json) {
    let result = stage.stands_now(&name).and_then(|got| {
        let expected = value.0;
        if got == expected {
            Ok(())
        } else {
            Err(Halt::mismatch(format!("{name} {expected}"), got.to_string()))
        }
    });
    stage.assert(result);
}

/// A value as JSON writes it.
#[derive(Debug)]
struct Json(Value);

impl cucumber::Parameter for Json {
    const REGEX: &'static str = r#""[^"]*"|[0-9]+|null|true|false"#;
    const NAME: &'static str = "json";
}

impl std::str::FromStr for Json {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        text.parse().map(Self)
    }
}

#[then("nothing was changed")]
fn nothing_changed(stage: &mut Stage) {
    let result = stage.saw_no_change();
    stage.assert(result);
}

/// Whether the data of an answer has these members and no others.
fn has_members(it: &Exchange, mut expected: Vec<&str>) -> Result<(), Halt> {
    let data = it.answer.member("data").and_then(|data| data.as_object().cloned()).unwrap_or_default();
    let mut got: Vec<&str> = data.keys().map(String::as_str).collect();
    expected.sort_unstable();
    got.sort_unstable();
    if expected == got {
        return Ok(());
    }
    Err(Halt::mismatch(format!("the members {}", expected.join(", ")), got.join(", ")))
}
