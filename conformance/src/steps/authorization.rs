//! Sentences about authorization requests and how they end.

use cucumber::{given, then, when};
use reqwest::Url;

use crate::{
    cast::{ClientRole, UserRole},
    readings::arrival::{ERROR, arrival, code, error, expect_code, expect_error, last_page, stays_on_page},
    requests::authorization::{AuthorizationRequest, RequestDetail},
    stage::{Authorization, Stage},
    target::consent::form::Landing,
    verdict::Halt,
};

/// The test id of the permissions on a page (INTERFACE).
const PERMISSIONS: &str = "scope-permissions-list";

#[given(expr = "{user} allowed {client}")]
async fn allowed(stage: &mut Stage, user: UserRole, client: ClientRole) {
    let result = stage.allow(user, client, |_| {}).await;
    stage.keep(result);
}

#[given(expr = "{user} allowed {client}, {request}")]
async fn allowed_with(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    let result = stage.allow(user, client, |request| detail.apply(request)).await;
    stage.keep(result);
}

#[given(expr = "{user} allowed {client} {int} times")]
async fn allowed_often(stage: &mut Stage, user: UserRole, client: ClientRole, times: usize) {
    for _ in 0..times {
        let result = stage.allow(user, client, |_| {}).await;
        stage.keep(result);
    }
}

#[given(expr = "{user} opened {client}'s authorization request, but {request}, and was shown an error")]
async fn opened_and_shown(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    opens_with(stage, user, client, detail).await;
    let result = stage.authorization().and_then(stays_on_page);
    stage.keep(result);
    let remembered = stage.remember();
    stage.keep(remembered);
}

#[given(
    expr = "{user} opened {client}'s authorization request, but {request}, and was sent back with an error"
)]
async fn opened_and_sent_back(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    opens_with(stage, user, client, detail).await;
    let result = stage.authorization().and_then(|it| expect_error(&arrival(it)?));
    stage.keep(result);
    let remembered = stage.remember();
    stage.keep(remembered);
}

#[when(expr = "{user} opens {client}'s authorization request")]
async fn opens(stage: &mut Stage, user: UserRole, client: ClientRole) {
    let result = stage.authorize(user, client, |_| {}).await;
    stage.keep(result);
}

#[when(expr = "{user} opens {client}'s authorization request,( but) {request}")]
async fn opens_with(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    let result = stage.authorize(user, client, |request| detail.apply(request)).await;
    stage.keep(result);
}

#[when(expr = "{user} opens {client}'s authorization request, but {request} and also {request}")]
async fn opens_with_both(
    stage: &mut Stage,
    user: UserRole,
    client: ClientRole,
    first: RequestDetail,
    second: RequestDetail,
) {
    let both = |request: &mut AuthorizationRequest| {
        first.apply(request);
        second.apply(request);
    };
    let result = stage.authorize(user, client, both).await;
    stage.keep(result);
}

#[when(expr = "{user} looks at {client}'s authorization request, {request}")]
async fn looks_at(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    let look = |request: &mut AuthorizationRequest| {
        detail.apply(request);
        request.decision = None;
    };
    let result = stage.authorize(user, client, look).await;
    stage.keep(result);
}

#[then(expr = "{user} is sent back with a code")]
fn some_code(stage: &mut Stage, user: UserRole) {
    let result = stage.authorization_of(user).and_then(|it| expect_code(&arrival(it)?).map(drop));
    stage.assert(result);
}

#[then(expr = "{user} is sent back with a code and the same state")]
fn code_and_state(stage: &mut Stage, user: UserRole) {
    let result = stage.authorization_of(user).and_then(code).map(drop);
    stage.assert(result);
}

#[then(expr = "{user} is sent back with a code and no state")]
fn code_and_no_state(stage: &mut Stage, user: UserRole) {
    let result = stage.authorization_of(user).and_then(|it| {
        let arrival = arrival(it)?;
        expect_code(&arrival)?;
        match arrival.all("state").as_slice() {
            [] | [""] => Ok(()),
            _ => Err(arrival.unlike("no state")),
        }
    });
    stage.assert(result);
}

#[then(expr = "{user} is sent back with an error and the same state")]
fn some_error(stage: &mut Stage, user: UserRole) {
    let result = stage.authorization_of(user).and_then(|it| error(it).map(drop));
    stage.assert(result);
}

#[then(expr = "{user} is sent back with the error {string} and the same state")]
fn this_error(stage: &mut Stage, user: UserRole, word: String) {
    let result = stage.authorization_of(user).and_then(|it| error(it)?.expect("error", &word));
    stage.assert(result);
}

#[then(expr = "{user} is sent back with the error {string}, the description {string} and the same state")]
fn this_error_and_description(stage: &mut Stage, user: UserRole, word: String, description: String) {
    let result = stage.authorization_of(user).and_then(|it| {
        let arrival = error(it)?;
        arrival.expect("error", &word)?;
        arrival.expect("error_description", &description)
    });
    stage.assert(result);
}

#[then(expr = "{user} is shown an error and is not sent back")]
fn shown_an_error(stage: &mut Stage, user: UserRole) {
    let result = stage.authorization_of(user).and_then(stays_on_page);
    stage.assert(result);
}

#[then("no code is given")]
fn no_code(stage: &mut Stage) {
    let result = stage.authorization().and_then(|it| match it.journey.landing {
        Landing::Page { .. } | Landing::Unseen => stays_on_page(it),
        Landing::Away(_) => error(it).map(drop),
    });
    stage.assert(result);
}

#[then(expr = "the page says {string}")]
fn page_says(stage: &mut Stage, sentence: String) {
    let result = stage.authorization().and_then(|it| {
        let page = last_page(it)?;
        let text = page.text_of(ERROR).unwrap_or_else(|| page.text());
        let says = text.contains(&sentence);
        if says {
            Ok(())
        } else {
            Err(Halt::mismatch(format!("a page that says {sentence:?}"), format!("{text:?}")))
        }
    });
    stage.assert(result);
}

#[then("the state that came back is the one that was sent")]
fn same_state(stage: &mut Stage) {
    let result = stage.authorization().and_then(|it| arrival(it)?.expect_state());
    stage.assert(result);
}

#[then(expr = "the error is {string}")]
fn error_is(stage: &mut Stage, word: String) {
    let result = stage.authorization().and_then(|it| arrival(it)?.expect("error", &word));
    stage.assert(result);
}

#[then(expr = "the error's description is {string}")]
fn description_is(stage: &mut Stage, description: String) {
    let result = stage.authorization().and_then(|it| arrival(it)?.expect("error_description", &description));
    stage.assert(result);
}

#[then("the error has no description")]
fn no_description(stage: &mut Stage) {
    let result = stage.authorization().and_then(|it| {
        let arrival = arrival(it)?;
        let none = arrival.all("error_description").is_empty();
        if none { Ok(()) } else { Err(arrival.unlike("no error_description")) }
    });
    stage.assert(result);
}

#[then("the redirect URI keeps its own query")]
fn own_query(stage: &mut Stage) {
    let result = stage.authorization().and_then(|it| {
        let arrival = arrival(it)?;
        let sent = it.request.parameter("redirect_uri").unwrap_or_default();
        let own: Vec<_> = Url::parse(sent)
            .map(|uri| uri.query_pairs().into_owned().collect())
            .map_err(|e| Halt::Ours(format!("{sent} is no address: {e}")))?;
        let keeps = !own.is_empty() && arrival.pairs.starts_with(&own);
        if keeps { Ok(()) } else { Err(arrival.unlike("the redirect URI's own query in front")) }
    });
    stage.assert(result);
}

#[then(expr = "the page lists the permission {string} and no other")]
fn one_permission(stage: &mut Stage, permission: String) {
    let result = stage.authorization().and_then(|it| lists(it, &[permission]));
    stage.assert(result);
}

#[then(expr = "the page lists the permissions {string} and {string} and no others")]
fn two_permissions(stage: &mut Stage, first: String, second: String) {
    let result = stage.authorization().and_then(|it| {
        // The sentences are those of two scopes that a client of somebody else may lack.
        it.request.asks_for(["BOOKING_READ", "PROFILE_READ"])?;
        lists(it, &[first, second])
    });
    stage.assert(result);
}

#[then(expr = "the code is {int} letters, digits, hyphens and underscores")]
fn code_alphabet(stage: &mut Stage, length: usize) {
    let result = stage.authorization().and_then(|it| {
        let code = expect_code(&arrival(it)?)?;
        let harmless = code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if harmless && code.len() == length {
            return Ok(());
        }
        let got =
            if harmless { format!("one of {}", code.len()) } else { "one with other characters".to_owned() };
        Err(Halt::mismatch(format!("a code of {length} letters, digits, hyphens and underscores"), got))
    });
    stage.assert(result);
}

/// Whether the page lists these permissions, in any order, and no others.
fn lists(it: &Authorization, permissions: &[String]) -> Result<(), Halt> {
    let expected = format!("a page that lists {permissions:?} and nothing else");
    let Some(mut items) = last_page(it)?.items_of(PERMISSIONS) else {
        return Err(Halt::mismatch(expected, format!("a page without the test id {PERMISSIONS}")));
    };
    items.sort();
    let mut wanted = permissions.to_vec();
    wanted.sort();
    if items == wanted { Ok(()) } else { Err(Halt::mismatch(expected, format!("{items:?}"))) }
}
