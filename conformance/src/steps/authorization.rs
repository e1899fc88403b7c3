//! Sentences about authorization requests and how they end.

use cucumber::{given, then, when};
use reqwest::Url;
use serde_json::{Value, json};

use crate::{
    cast::{Client, ClientRole, REDIRECT_URI_WITH_QUERY, UserRole},
    requests::{
        authorization::{AuthorizationRequest, RequestDetail, TeamRelation},
        exchange::Grant,
        redirect_uri::leads_to,
    },
    stage::{Authorization, Said, Stage},
    target::consent::{
        form::{Decision, Journey, Landing},
        page::Page,
    },
    verdict::Halt,
};

/// The test ids that pages carry (INTERFACE).
const ERROR: &str = "authorize-error";
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
    stage.remember();
}

#[given(
    expr = "{user} opened {client}'s authorization request, but {request}, and was sent back with an error"
)]
async fn opened_and_sent_back(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    opens_with(stage, user, client, detail).await;
    let result = stage.authorization().and_then(|it| expect_error(&arrival(it)?));
    stage.keep(result);
    stage.remember();
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
        Landing::Page => stays_on_page(it),
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
    let result = stage.authorization().and_then(|it| {
        let expected = format!("a page that lists the permission {permission:?} and no other");
        match last_page(it)?.items_of(PERMISSIONS) {
            Some(items) if items == [permission] => Ok(()),
            Some(items) => Err(Halt::mismatch(expected, format!("{items:?}"))),
            None => Err(Halt::mismatch(expected, format!("a page without the test id {PERMISSIONS}"))),
        }
    });
    stage.assert(result);
}

#[then(expr = "the code is {int} letters, digits, hyphens and underscores")]
fn code_alphabet(stage: &mut Stage, length: usize) {
    let result = stage.authorization().and_then(|it| {
        let code = code(it)?;
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

impl Stage {
    /// Asks for consent, with a change, and keeps what came of it.
    pub(super) async fn authorize(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl FnOnce(&mut AuthorizationRequest),
    ) -> Result<(), Halt> {
        let mut client = self.client(role).await?;
        let mut request = AuthorizationRequest::usual(&client);
        change(&mut request);
        if request.registers_query {
            self.register(role, REDIRECT_URI_WITH_QUERY).await?;
        }
        if let Some(instead) = request.instead {
            client = self.client(instead).await?;
            request.set("client_id", &client.id);
        }
        let journey = match request.team {
            Some(relation) => self.consent_for_team(user, &client, &request, relation).await?,
            None => self.consent(user, &client, &request).await?,
        };
        if let Some(question) = journey.exchanges.first().map(|exchange| exchange.question.clone()) {
            self.note(&question);
        }
        if let Landing::Away(location) = &journey.landing
            && let Some(code) = Url::parse(location).ok().and_then(|url| {
                url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned())
            })
        {
            self.hide(&code, "CODE");
        }
        let registered = client.redirect_uris;
        self.said = Said::Authorization(Box::new(Authorization { user, request, registered, journey }));
        Ok(())
    }

    /// The same, where a code must come of it.
    pub(super) async fn allow(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl FnOnce(&mut AuthorizationRequest),
    ) -> Result<(), Halt> {
        self.authorize(user, role, change).await?;
        let it = self.authorization()?;
        let code = expect_code(&arrival(it)?)?;
        let value = |name: &str| it.request.parameter(name).map(str::to_owned);
        let scope = value("scope").unwrap_or_default();
        let parts = scope.split([',', ' ']).filter(|part| !part.is_empty());
        let grant = Grant {
            code,
            redirect_uri: value("redirect_uri").unwrap_or_default(),
            verifier: it.request.verifier.clone(),
            challenge: value("code_challenge"),
            scopes: parts.map(str::to_owned).collect(),
        };
        if let Some(verifier) = &grant.verifier {
            let verifier = verifier.clone();
            self.hide(&verifier, "CODE_VERIFIER");
        }
        self.grants.entry(role).or_default().push((user, grant));
        Ok(())
    }

    async fn consent(
        &mut self,
        user: UserRole,
        client: &Client,
        request: &AuthorizationRequest,
    ) -> Result<Journey, Halt> {
        let url = request.url(&self.venue()?.app_url).map_err(|e| Halt::Ours(e.to_string()))?;
        let ends = redirect_uris(request, &client.redirect_uris);
        let decision = request.decision;
        self.user(user).await?.browser.authorize(url, &ends, decision).await
    }

    /// A team cannot be named in the address, so this goes through the control door.
    async fn consent_for_team(
        &mut self,
        user: UserRole,
        client: &Client,
        request: &AuthorizationRequest,
        relation: TeamRelation,
    ) -> Result<Journey, Halt> {
        let (user, owner) = (self.user_id(user).await?, self.user_id(UserRole::Owen).await?);
        let team = match relation {
            TeamRelation::Runs => self.team(&[(&user, "ADMIN")]).await?,
            TeamRelation::Member => self.team(&[(&user, "MEMBER"), (&owner, "OWNER")]).await?,
            TeamRelation::Stranger => self.team(&[(&owner, "OWNER")]).await?,
        };
        let mut order: serde_json::Map<String, Value> =
            request.parameters.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        order.insert("client_id".to_owned(), json!(client.id));
        order.insert("user".to_owned(), user);
        order.insert("team".to_owned(), team);
        let decision = if request.decision == Some(Decision::Deny) { "deny" } else { "allow" };
        order.insert("decision".to_owned(), json!(decision));
        let (exchange, location) = self.venue()?.door.authorize(&Value::Object(order)).await?;
        Ok(Journey { exchanges: vec![exchange], landing: Landing::Away(location) })
    }

    /// The authorization request that came to its end last.
    pub(super) fn authorization(&self) -> Result<&Authorization, Halt> {
        match &self.said {
            Said::Authorization(it) => Ok(it),
            _ => Err(Halt::Ours("no authorization request was the last thing said".to_owned())),
        }
    }

    /// The same, where it was this user's.
    fn authorization_of(&self, user: UserRole) -> Result<&Authorization, Halt> {
        let it = self.authorization()?;
        if it.user == user { Ok(it) } else { Err(Halt::Ours(format!("it was {} who asked last", it.user))) }
    }
}

/// The redirect URI that was sent, and those of the client.
fn redirect_uris(request: &AuthorizationRequest, registered: &[String]) -> Vec<String> {
    let sent = request.parameter("redirect_uri").into_iter().map(str::to_owned);
    sent.chain(registered.iter().cloned()).filter(|uri| !uri.is_empty()).collect()
}

/// What the browser brought back to the client.
struct Arrival {
    location: String,
    pairs: Vec<(String, String)>,
    sent_state: Option<String>,
}

impl Arrival {
    fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    fn unlike(&self, expected: &str) -> Halt {
        Halt::mismatch(format!("a redirect with {expected}"), format!("a redirect to {}", self.location))
    }

    /// One parameter of this name, with this value.
    fn expect(&self, name: &str, value: &str) -> Result<(), Halt> {
        if self.all(name) == [value] { Ok(()) } else { Err(self.unlike(&format!("{name} {value:?}"))) }
    }

    /// The state as it was sent; an empty one is an absent one.
    fn expect_state(&self) -> Result<(), Halt> {
        let sent = self.sent_state.as_deref().unwrap_or_default();
        match self.all("state").as_slice() {
            [] if sent.is_empty() => Ok(()),
            [came] if *came == sent => Ok(()),
            _ => Err(self.unlike(&format!("the state {sent:?}"))),
        }
    }
}

/// The redirect to the request's redirect URI.
fn arrival(it: &Authorization) -> Result<Arrival, Halt> {
    let home = it.request.parameter("redirect_uri").unwrap_or_default();
    let Landing::Away(location) = &it.journey.landing else {
        let last = it.journey.last()?;
        let page = Page::read(&last.answer.body);
        let text = page.text_of(ERROR).unwrap_or_else(|| page.text());
        let got = format!("the page {} {text:?}", last.answer.status.as_u16());
        return Err(Halt::mismatch(format!("a redirect to {home}"), got));
    };
    let url = Url::parse(location).ok().filter(|url| leads_to(url, home));
    let url =
        url.ok_or_else(|| Halt::mismatch(format!("a redirect to {home}"), format!("one to {location}")))?;
    Ok(Arrival {
        location: location.clone(),
        pairs: url.query_pairs().into_owned().collect(),
        sent_state: it.request.parameter("state").map(str::to_owned),
    })
}

fn expect_code(arrival: &Arrival) -> Result<String, Halt> {
    match (arrival.all("code").as_slice(), arrival.all("error").as_slice()) {
        ([code], []) if !code.is_empty() => Ok((*code).to_owned()),
        _ => Err(arrival.unlike("one code and no error")),
    }
}

/// The code that came back, with the state as it was sent.
fn code(it: &Authorization) -> Result<String, Halt> {
    let arrival = arrival(it)?;
    let code = expect_code(&arrival)?;
    arrival.expect_state()?;
    Ok(code)
}

/// The error that came back, with the state as it was sent and without a code.
fn error(it: &Authorization) -> Result<Arrival, Halt> {
    let arrival = arrival(it)?;
    expect_error(&arrival)?;
    arrival.expect_state()?;
    Ok(arrival)
}

fn expect_error(arrival: &Arrival) -> Result<(), Halt> {
    match (arrival.all("error").as_slice(), arrival.all("code").as_slice()) {
        ([error], []) if !error.is_empty() => Ok(()),
        _ => Err(arrival.unlike("one error and no code")),
    }
}

fn last_page(it: &Authorization) -> Result<Page, Halt> {
    match &it.journey.landing {
        Landing::Page => Ok(Page::read(&it.journey.last()?.answer.body)),
        Landing::Away(location) => Err(Halt::mismatch("a page", format!("a redirect to {location}"))),
    }
}

/// AUTHZ-04 to -07, -09, -16: nothing on the way redirects, nothing holds a code, and the page says something.
fn stays_on_page(it: &Authorization) -> Result<(), Halt> {
    let expected = "an error on the page and no redirect";
    if let Landing::Away(location) = &it.journey.landing {
        return Err(Halt::mismatch(expected, format!("a redirect to {location}")));
    }
    let addresses = redirect_uris(&it.request, &it.registered);
    for exchange in &it.journey.exchanges {
        let answer = &exchange.answer;
        let headers =
            ["location", "refresh"].into_iter().filter_map(|name| answer.header(name).map(str::to_owned));
        for way in headers.chain(Page::read(&answer.body).ways_out()) {
            let leads_away = addresses.iter().any(|address| way.contains(address.as_str()));
            if leads_away || way.contains("code=") {
                return Err(Halt::mismatch(expected, format!("a way to the client: {way}")));
            }
        }
    }
    let last = it.journey.last()?;
    if last.answer.status.is_server_error() {
        return Err(Halt::mismatch(expected, last.answer.summary()));
    }
    if Page::read(&last.answer.body).text().is_empty() {
        return Err(Halt::mismatch(expected, "an empty page"));
    }
    Ok(())
}
