//! The API: `/v2/...`, and everything that nobody else owns (production-api A).
//!
//! Order of one request: a JSON body that cannot be read, routing and version, scope guard, who calls, the numbers in the
//! path, whose things they are, existence and body (the handler).

mod bookings;
mod calendars;
mod call;
mod caller;
mod clients;
mod dispatch;
mod envelope;
mod event_types;
mod guards;
mod managed_tokens;
mod managed_users;
mod memberships;
mod private_links;
mod profile;
mod provider;
mod schedules;
mod shapes;
mod slots;
mod team_event_types;
mod teams;
mod throttle;
mod token;

use http::{Method, StatusCode};

use super::body;
use super::respond::{self, Reply};
use super::routes::{Names, Operation, Route};
use super::site::{Note, Request, Site};
use crate::wire::{ApiError, Place, Version};

pub(super) use bookings::{Requester, book, call_off, put_off};
use caller::Caller;
use guards::No;
pub(super) use slots::free;
pub(super) use token::Rendezvous;

/// Answers a request to the API.
pub(super) async fn answer(site: &Site, request: &Request) -> Reply {
    let app = &*site.app;
    let mut reply = if request.method() == Method::OPTIONS {
        respond::empty(StatusCode::NO_CONTENT)
    } else {
        let version = Version::of(request.header("cal-api-version"));
        let found = site.map.find(request.method(), request.path(), version);
        let reads_itself = found.as_ref().is_some_and(|(route, _)| route.operation == Operation::Token);
        if !reads_itself
            && body::is_unreadable_json(&request.parts.headers, &request.body)
            && !token::is_here(site, request)
        {
            envelope::error(app, request, &ApiError::UnreadableBody)
        } else if let Some((route, names)) = found {
            throttled(site, request, route, names).await
        } else {
            no_route(site, request)
        }
    };
    envelope::dress(app, request, &mut reply);
    reply
}

/// Answers a request of which only a part came: it is not carried out.
pub(super) fn incomplete(site: &Site, request: &Request) -> Reply {
    let app = &*site.app;
    let is_for_tokens = token::is_here(site, request) && request.method() == Method::POST;
    let mut reply = if is_for_tokens {
        token::incomplete(app, request)
    } else {
        envelope::error(app, request, &ApiError::BodyIncomplete)
    };
    envelope::dress(app, request, &mut reply);
    reply
}

/// Nobody gets further who asks too often.
async fn throttled(site: &Site, request: &Request, route: &'static Route, names: Names) -> Reply {
    let Some(told) = throttle::count(&site.app, request, route) else {
        return carry_out(site, request, route, names).await;
    };
    told.on(if told.standing.is_blocked {
        envelope::error(&site.app, request, &ApiError::TooManyRequests)
    } else {
        carry_out(site, request, route, names).await
    })
}

async fn carry_out(site: &Site, request: &Request, route: &'static Route, names: Names) -> Reply {
    let app = &*site.app;
    if route.operation == Operation::Token {
        return token::answer(site, request).await;
    }
    // Whatever takes part of the world away waits by itself until nobody needs it.
    let is_upheaval = matches!(route.operation, Operation::DeleteTeam | Operation::DeleteManagedUser);
    let still = (!is_upheaval).then(|| app.still());
    let caller = Caller::of(app, request, route, &names);
    let outcome =
        guards::pass(app, request, &caller, route, names.clone()).and_then(|call| dispatch::answer(&call));
    if outcome.is_err()
        && let Some(call) = guards::happens_all_the_same(app, request, &caller, route, names)
    {
        // Only a server that is wrong about it gets here: it says no and does it.
        let _ = dispatch::answer(&call);
    }
    drop(still);
    match outcome {
        Ok(reply) if reply.extensions().get::<Note>().is_some() => reply,
        Ok(reply) => caller.note().on(reply),
        Err(no) => refused(site, request, caller.note(), &no),
    }
}

fn refused(site: &Site, request: &Request, note: Note, no: &No) -> Reply {
    let note = match no {
        No::Check(refused) => note.refused(refused),
        No::Handler(error) => {
            Note { differed: Some(site.map.without_words(&error.told(), request.path())), ..note }
        }
        No::About(user, no) => return refused(site, request, Note { user: Some(*user), ..note }, no),
    };
    note.on(envelope::error(&site.app, request, no.error()))
}

fn no_route(site: &Site, request: &Request) -> Reply {
    if token::is_here(site, request) && site.app.strictness.at(Place::WrongMethodIs405) {
        return respond::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let error = ApiError::NoSuchRoute { method: request.method().to_string(), path: request.target() };
    envelope::error(&site.app, request, &error)
}
