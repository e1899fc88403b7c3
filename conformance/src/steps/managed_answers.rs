//! Sentences about what came of a question of a platform client or of a managed user.

use std::collections::BTreeSet;

use cucumber::then;
use serde_json::Value;

use crate::{
    cast::platform::ManagedRole,
    exchange::Exchange,
    readings::managed::{created, is_of, refused, renewed, stored, turned_away, username},
    snapshot::diff,
    stage::Stage,
    verdict::{Halt, Mismatch},
};

#[then(expr = "{managed} is created")]
fn is_created(stage: &mut Stage, _user: ManagedRole) {
    let result = stage.answer().and_then(created).and_then(|it| {
        let sent = stage.email_sent();
        if is_of(&it.email, &sent) {
            Ok(())
        } else {
            Err(Halt::mismatch(format!("the e-mail {sent}"), it.email))
        }
    });
    stage.assert(result);
    let result = stage.users_seen().and_then(|seen| match seen {
        Some((before, after)) if after.difference(before).count() != 1 => {
            Err(changed("one user more", before, after))
        }
        _ => Ok(()),
    });
    stage.assert(result);
}

#[then("the creation is refused, and no user came of it")]
fn is_refused(stage: &mut Stage) {
    let secrets = stage.secrets_of_platforms();
    let result = stage.answer().and_then(|it| refused(it, &secrets));
    stage.assert(result);
    let result = stage.users_seen().and_then(|seen| match seen {
        Some((before, after)) if before != after => Err(changed("the same users as before", before, after)),
        _ => Ok(()),
    });
    stage.assert(result);
}

fn changed(expected: &str, before: &BTreeSet<String>, after: &BTreeSet<String>) -> Halt {
    let text = |lines: &BTreeSet<String>| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    Halt::Mismatch(Mismatch {
        expected: expected.to_owned(),
        got: "others".to_owned(),
        diff: Some(diff(&text(before), &text(after))),
    })
}

#[then(expr = "{managed} gets new tokens")]
fn gets_new_tokens(stage: &mut Stage, user: ManagedRole) {
    let result = stage.answer().and_then(renewed).and_then(|new| {
        let held = &stage.managed(user)?.tokens;
        let before = held.len().checked_sub(2).and_then(|place| held.get(place));
        let before = before.ok_or_else(|| Halt::Ours(format!("{user} held no tokens before")))?;
        if before.access != new.access {
            return Ok(());
        }
        Err(Halt::mismatch("another access token than before", "the same"))
    });
    stage.assert(result);
}

#[then(expr = "{managed} gets another refresh token as well")]
fn gets_another_refresh_token(stage: &mut Stage, user: ManagedRole) {
    let result = stage.managed(user).and_then(|it| match it.tokens.as_slice() {
        [.., before, new] if before.refresh != new.refresh => Ok(()),
        _ => Err(Halt::mismatch("another refresh token than before", "the same")),
    });
    stage.assert(result);
}

#[then("the platform is refused")]
fn platform_refused(stage: &mut Stage) {
    let hidden = stage.hidden_of_platforms();
    let result = stage.answer().and_then(|it| refused(it, &hidden));
    stage.assert(result);
}

#[then(expr = "the API turns {managed} away")]
fn api_turns_away(stage: &mut Stage, _user: ManagedRole) {
    let hidden = stage.hidden_of_platforms();
    let result = stage.answer().and_then(|it| turned_away(it, &hidden));
    stage.assert(result);
}

#[then(expr = "the answer is about {managed}")]
fn about(stage: &mut Stage, user: ManagedRole) {
    let result = stage.managed(user).map(|it| it.id.clone()).and_then(|id| {
        let it = stage.answer()?;
        if it.answer.status.is_success() && id_in(it) == id {
            return Ok(());
        }
        Err(Halt::mismatch(format!("200 to 299 with the id {id} of {user}"), it.answer.summary()))
    });
    stage.assert(result);
}

#[then(expr = "the answer is about somebody else than {managed}")]
fn about_another(stage: &mut Stage, user: ManagedRole) {
    let result = stage.managed(user).map(|it| it.id.clone()).and_then(|id| {
        let it = stage.answer()?;
        if it.answer.status.is_success() && !id_in(it).is_null() && id_in(it) != id {
            return Ok(());
        }
        Err(Halt::mismatch(format!("200 to 299 with another id than {id}"), it.answer.summary()))
    });
    stage.assert(result);
}

/// Whom an answer is about.
fn id_in(it: &Exchange) -> Value {
    let data = it.answer.member("data").unwrap_or_default();
    [&data["id"], &data["user"]["id"]].into_iter().find(|id| !id.is_null()).cloned().unwrap_or_default()
}

#[then(expr = "the user of the answer is stored under the e-mail with the client id in it")]
fn is_stored(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        let expected = stored(&stage.email_sent(), &stage.client_id_sent());
        let got = user_in(it)["email"].clone();
        if got == Value::from(expected.as_str()) {
            return Ok(());
        }
        Err(Halt::mismatch(format!("the e-mail {expected}"), got.to_string()))
    });
    stage.assert(result);
}

#[then(expr = "the user name of the answer is made of that e-mail")]
fn is_named(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        let expected = username(user_in(it)["email"].as_str().unwrap_or_default());
        let got = user_in(it)["username"].clone();
        if got == Value::from(expected.as_str()) {
            return Ok(());
        }
        Err(Halt::mismatch(format!("the user name {expected}"), got.to_string()))
    });
    stage.assert(result);
}

/// The user of an answer: its data, or a member of it.
fn user_in(it: &Exchange) -> Value {
    let data = it.answer.member("data").unwrap_or_default();
    if data["user"].is_null() { data } else { data["user"].clone() }
}

#[then(expr = "the list holds {managed}")]
fn list_holds(stage: &mut Stage, user: ManagedRole) {
    let result = stage.listed(user).and_then(|(is_there, told)| {
        if is_there { Ok(()) } else { Err(Halt::mismatch(format!("a list with {user} in it"), told)) }
    });
    stage.assert(result);
}

#[then(expr = "the list does not hold {managed}")]
fn list_does_not_hold(stage: &mut Stage, user: ManagedRole) {
    let result = stage.listed(user).and_then(|(is_there, told)| {
        if is_there { Err(Halt::mismatch(format!("a list without {user}"), told)) } else { Ok(()) }
    });
    stage.assert(result);
}

#[then(expr = "the list has {int} item(s)")]
fn list_has(stage: &mut Stage, count: usize) {
    let result = stage.answer().and_then(|it| {
        let data = it.answer.member("data").unwrap_or_default();
        match data.as_array() {
            Some(items) if it.answer.status.is_success() && items.len() == count => Ok(()),
            _ => Err(Halt::mismatch(format!("a list of {count}"), it.answer.summary())),
        }
    });
    stage.assert(result);
}

#[then(expr = "the name in it is {managed}'s")]
fn name_is(stage: &mut Stage, user: ManagedRole) {
    let name = stage.named(user).name;
    let result = stage.answer().and_then(|it| {
        let got = user_in(it)["name"].clone();
        if got == Value::from(name.as_str()) { Ok(()) } else { Err(Halt::mismatch(name, got.to_string())) }
    });
    stage.assert(result);
}

#[then(expr = "its {string} is the number of {managed}")]
fn is_number_of(stage: &mut Stage, name: String, user: ManagedRole) {
    let result = stage.managed(user).map(|it| it.id.clone()).and_then(|id| {
        let it = stage.answer()?;
        let got = it.answer.member("data").map(|data| data[name.as_str()].clone()).unwrap_or_default();
        if got == id { Ok(()) } else { Err(Halt::mismatch(format!("{name} {id}"), it.answer.summary())) }
    });
    stage.assert(result);
}

#[then("the list holds what stands there")]
fn list_holds_it(stage: &mut Stage) {
    let result = stage.thing_listed().and_then(|(is_there, told)| {
        if is_there { Ok(()) } else { Err(Halt::mismatch("a list with what was made in it", told)) }
    });
    stage.assert(result);
}

#[then("the list does not hold what stands there")]
fn list_does_not_hold_it(stage: &mut Stage) {
    let result = stage.thing_listed().and_then(|(is_there, told)| {
        if is_there { Err(Halt::mismatch("a list without what was made", told)) } else { Ok(()) }
    });
    stage.assert(result);
}

#[then(expr = "the {string} of the list are {string}")]
fn list_of(stage: &mut Stage, member: String, words: String) {
    let result = stage.answer().and_then(|it| {
        let data = it.answer.member("data").unwrap_or_default();
        let items = data.as_array().into_iter().flatten();
        let mut got: Vec<&str> = items.filter_map(|item| item[member.as_str()].as_str()).collect();
        let mut expected: Vec<&str> = words.split(' ').collect();
        got.sort_unstable();
        expected.sort_unstable();
        if got == expected { Ok(()) } else { Err(Halt::mismatch(expected.join(" "), got.join(" "))) }
    });
    stage.assert(result);
}

#[then(expr = "the answer says {string}")]
fn says(stage: &mut Stage, sentence: String) {
    let result = stage.answer().and_then(|it| {
        if it.answer.body.contains(&sentence) {
            return Ok(());
        }
        Err(Halt::mismatch(format!("an answer that says {sentence:?}"), it.answer.summary()))
    });
    stage.assert(result);
}

#[then(expr = "the name in it is not {managed}'s")]
fn name_is_not(stage: &mut Stage, user: ManagedRole) {
    let name = stage.named(user).name;
    let result = stage.answer().and_then(|it| {
        let got = user_in(it)["name"].clone();
        if got == Value::from(name.as_str()) { Err(Halt::mismatch("another name", name)) } else { Ok(()) }
    });
    stage.assert(result);
}
