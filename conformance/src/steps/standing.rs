//! Sentences about how clients stand after something was done to them, and what was told of it.

use cucumber::then;
use serde_json::Value;

use crate::{
    cast::ClientRole,
    exchange::Exchange,
    readings::registration as reading,
    requests::{phrases, registration::REASON},
    stage::Stage,
    verdict::{Halt, Mismatch},
};

phrases! {
    /// What an admin decided last.
    State, "state", &'static str {
        "approved" => "approved",
        "pending" => "pending",
        "rejected" => "rejected",
    }
}

#[then(expr = "{client} is registered")]
fn is_registered(stage: &mut Stage, client: ClientRole) {
    let result =
        stage.answer().and_then(|it| reading::registered(it).map(drop)).and_then(|()| as_sent(stage, client));
    stage.assert(result);
}

#[then("the edit is made")]
fn is_made(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        reading::shown(it)?;
        as_sent(stage, stage.last_trace()?.role)
    });
    stage.assert(result);
}

#[then(expr = "the registration/edit/review/deletion/request is refused, and nothing was changed")]
fn is_refused(stage: &mut Stage) {
    let result = stage.answer().and_then(reading::refused).and_then(|()| unchanged(stage));
    stage.assert(result);
}

#[then(expr = "{client} is {state}")]
fn is(stage: &mut Stage, client: ClientRole, wanted: State) {
    let result = member_is(stage, client, "status", &Value::from(wanted.0));
    stage.assert(result);
}

#[then(expr = "{client} has no rejection reason")]
fn has_no_reason(stage: &mut Stage, client: ClientRole) {
    let result = member_is(stage, client, "rejection_reason", &Value::Null);
    stage.assert(result);
}

#[then(expr = "{client} has the rejection reason that it was given")]
fn has_its_reason(stage: &mut Stage, client: ClientRole) {
    let result = member_is(stage, client, "rejection_reason", &Value::from(REASON));
    stage.assert(result);
}

#[then(expr = "{client} has {int} redirect URIs")]
fn has_redirect_uris(stage: &mut Stage, client: ClientRole, number: usize) {
    let result = stands(stage, client).and_then(|it| {
        let got = it["redirect_uris"].as_array().map_or(0, Vec::len);
        let expected = format!("a client with {number} redirect URIs");
        if got == number {
            Ok(())
        } else {
            Err(Halt::mismatch(expected, format!("{got}: {}", it["redirect_uris"])))
        }
    });
    stage.assert(result);
}

#[then(expr = "{client} is gone")]
fn is_gone(stage: &mut Stage, client: ClientRole) {
    let result = stage.trace_of(client).and_then(|trace| {
        let is_gone = trace.after.starts_with("404\n");
        if is_gone { Ok(()) } else { Err(Halt::mismatch("no such client", trace.after.clone())) }
    });
    stage.assert(result);
}

#[then("the answer holds no secret")]
fn holds_no_secret(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| reading::without_secret(it, &stage.credentials()));
    stage.assert(result);
}

#[then(expr = "{client} has no secret")]
fn has_no_secret(stage: &mut Stage, client: ClientRole) {
    let result = stands(stage, client).and_then(|it| match it["secrets"].as_array().map(Vec::len) {
        Some(0) => Ok(()),
        _ => Err(Halt::mismatch("a client without secrets", it["secrets"].to_string())),
    });
    stage.assert(result);
}

#[then("every client id and every secret is 64 lower-case hexadecimal digits, and no two are the same")]
fn are_hexadecimal(stage: &mut Stage) {
    let credentials = stage.credentials();
    let words: Vec<&str> =
        credentials.iter().flat_map(|(id, secret)| [Some(*id), *secret]).flatten().collect();
    let odd = words.iter().find(|word| !reading::is_hexadecimal(word));
    let mut kinds = words.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let result = match odd {
        Some(odd) => Err(Halt::mismatch("64 lower-case hexadecimal digits", (*odd).to_owned())),
        None if kinds.len() < words.len() => {
            Err(Halt::mismatch("ids and secrets that differ", "two that do not"))
        }
        None => Ok(()),
    };
    stage.assert(result);
}

#[then(expr = "{client}'s secret is shown by its last four digits")]
fn is_shown_by_its_end(stage: &mut Stage, client: ClientRole) {
    let result = stage.answer().and_then(|it| {
        let secret = stage.secret_of(client)?;
        let end = &secret[secret.len().saturating_sub(4)..];
        let hints: Vec<Value> =
            it.answer.member("secrets").and_then(|it| it.as_array().cloned()).unwrap_or_default();
        match hints.as_slice() {
            [only] if only["secret_hint"] == end => Ok(()),
            _ => Err(Halt::mismatch("one secret, shown by its last four digits", it.answer.summary())),
        }
    });
    stage.assert(result);
}

#[then("there is no e-mail")]
fn no_email(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        let is_none = reading::emails(it)?.is_empty();
        if is_none { Ok(()) } else { Err(Halt::mismatch("no e-mail", it.answer.summary())) }
    });
    stage.assert(result);
}

#[then(expr = "there is one e-mail, which says that {client} was accepted")]
fn email_of_acceptance(stage: &mut Stage, client: ClientRole) {
    let result = stage.answer().and_then(|it| {
        let words = reading::only_email(it)?.to_lowercase();
        let says =
            ["accepted", "approved"].iter().any(|word| words.contains(word)) && !words.contains("rejected");
        says_of(it, says && words.contains(&client.to_string().to_lowercase()), "accepted")
    });
    stage.assert(result);
}

#[then(expr = "there is one e-mail, which says that {client} was rejected, and why")]
fn email_of_rejection(stage: &mut Stage, client: ClientRole) {
    let result = stage.answer().and_then(|it| {
        let words = reading::only_email(it)?;
        let says = words.to_lowercase().contains("rejected") && words.contains(REASON);
        says_of(it, says && words.contains(&client.to_string()), "rejected, and why")
    });
    stage.assert(result);
}

fn says_of(it: &Exchange, says: bool, what: &str) -> Result<(), Halt> {
    let expected = format!("an e-mail that names the client and says that it was {what}");
    if says { Ok(()) } else { Err(Halt::mismatch(expected, it.answer.summary())) }
}

/// The client as it stands after what was done to it last.
fn stands(stage: &Stage, client: ClientRole) -> Result<&Value, Halt> {
    let trace = stage.trace_of(client)?;
    trace.client.as_ref().ok_or_else(|| Halt::mismatch(format!("{client} at the door"), trace.after.clone()))
}

/// A member of it, and of the answer where that shows the client.
fn member_is(stage: &Stage, client: ClientRole, name: &str, value: &Value) -> Result<(), Halt> {
    let expected = format!("a client whose {name} is {value}");
    let now = stands(stage, client)?;
    if now[name] != *value {
        return Err(Halt::mismatch(expected, format!("{name} {}, asked again", now[name])));
    }
    let it = stage.answer()?;
    match reading::shown(it) {
        Ok(answered) if answered[name] != *value => Err(Halt::mismatch(expected, it.answer.summary())),
        _ => Ok(()),
    }
}

/// Whether the client stands as it was written. Whatever is empty may be nothing.
fn as_sent(stage: &Stage, client: ClientRole) -> Result<(), Halt> {
    let (sent, now) = (&stage.trace_of(client)?.sent, stands(stage, client)?);
    for (name, value) in sent.iter().filter(|(name, _)| now.get(name.as_str()).is_some()) {
        let is_so = now[name] == *value || (value == "" && now[name].is_null());
        if !is_so {
            return Err(Halt::mismatch(format!("{name} {value}"), now[name].to_string()));
        }
    }
    Ok(())
}

/// Whether what was refused left everything as it was.
fn unchanged(stage: &Stage) -> Result<(), Halt> {
    let trace = stage.last_trace()?;
    if trace.before == trace.after {
        return Ok(());
    }
    Err(Halt::Mismatch(Mismatch {
        expected: "everything as it was before the refusal".to_owned(),
        got: "something else".to_owned(),
        diff: Some(crate::snapshot::diff(&trace.before, &trace.after)),
    }))
}
