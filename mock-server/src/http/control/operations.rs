//! What the door can be asked: one table, by which a request finds its answer, the log its words, and the OpenAPI
//! document everything.

use std::borrow::Cow;

use http::Method;
use http::header::HeaderName;
use percent_encoding::percent_decode_str;
use serde_json::json;

use super::acting::As;
use super::order::read;
use super::{
    Outcome, PREFIX, authorize, clients, clock, environment, journal, outbox, people, platform, secrets,
    world,
};
use crate::http::platform_desk::Draft;
use crate::http::site::Request;
use crate::http::{matrix, respond};
use crate::store::App;
use crate::wire::fields::{Field, Order, must};
use crate::wire::{DoorError, Wanted};

/// What a body holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// There is none.
    Nothing,
    /// An object with these members.
    Members(&'static [Field]),
    /// A whole world.
    World,
}

/// One row of the table.
pub(super) struct Operation {
    pub(super) method: Method,
    /// Behind the door's own. A name stands in braces.
    pub(super) path: &'static str,
    /// A parameter of the query.
    pub(super) query: Option<&'static str>,
    /// What it is called in programs.
    pub(super) name: &'static str,
    pub(super) summary: &'static str,
    pub(super) takes: Shape,
    pub(super) status: u16,
    pub(super) gives: Shape,
    /// Whether it takes part of the world away. All others have a world that stands still.
    pub(super) is_upheaval: bool,
    pub(super) answer: fn(&App, &Call<'_>) -> Outcome,
}

type Answer = fn(&App, &Call<'_>) -> Outcome;

const fn row(
    method: Method,
    path: &'static str,
    name: &'static str,
    summary: &'static str,
    answer: Answer,
) -> Operation {
    let (takes, gives) = (Shape::Nothing, Shape::Nothing);
    Operation {
        method,
        path,
        query: None,
        name,
        summary,
        takes,
        status: 204,
        gives,
        is_upheaval: false,
        answer,
    }
}

impl Operation {
    const fn asked(mut self, query: &'static str) -> Self {
        self.query = Some(query);
        self
    }

    const fn takes(mut self, body: Shape) -> Self {
        self.takes = body;
        self
    }

    const fn upsets(mut self) -> Self {
        self.is_upheaval = true;
        self
    }

    const fn gives(mut self, status: u16, body: Shape) -> Self {
        self.status = status;
        self.gives = body;
        self
    }
}

/// A request at the door, and the names in its path.
pub(super) struct Call<'a> {
    pub(super) request: &'a Request,
    names: Vec<Cow<'a, str>>,
}

impl Call<'_> {
    /// The name at `place` among those in the path.
    pub(super) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", AsRef::as_ref)
    }

    fn order<T: Order>(&self) -> Result<T, DoorError> {
        read(&self.request.body)
    }

    /// Who does it, where the query says so.
    fn by(&self) -> As {
        As::named(self.query("as").as_deref())
    }

    fn query(&self, wanted: &str) -> Option<Cow<'_, str>> {
        let mut pairs = form_urlencoded::parse(self.request.query().as_bytes());
        pairs.find(|(name, _)| name == wanted).map(|(_, value)| value)
    }

    /// Whether `header` names this media type.
    pub(super) fn says(&self, header: &HeaderName, media_type: &str) -> bool {
        let named = self.request.header(header.as_str()).unwrap_or_default();
        named.split([',', ';']).any(|part| part.trim().eq_ignore_ascii_case(media_type))
    }
}

const DONE: Shape = Shape::Members(&[must("status", Wanted::Text)]);
const VARIABLES: Shape =
    Shape::Members(&[must("variables", Wanted::Object), must("withheld", Wanted::Texts)]);
const REQUESTS: Shape = Shape::Members(&[must("requests", Wanted::Objects)]);
const ROUTES: Shape = Shape::Members(&[must("routes", Wanted::Objects)]);
const CLOCK: Shape = Shape::Members(clock::SHOWN);
const EMAILS: Shape = Shape::Members(&[must("emails", Wanted::Objects)]);
const SECRETS: Shape = Shape::Members(secrets::LISTED);
const CLIENT: Shape = Shape::Members(clients::SHOWN);
const PLATFORM: Shape = Shape::Members(platform::SHOWN);

/// The table itself.
#[rustfmt::skip]
pub(super) const OPERATIONS: &[Operation] = &[
    row(Method::GET, "health", "readHealth", "Says that the server is there",
        |_, _| Ok(respond::json(200, &json!({"status": "ok"})))).gives(200, DONE),
    row(Method::POST, "reset", "reset", "Makes everything as it was at the start, the clock included",
        |app, _| { app.reset(); Ok(respond::json(200, &json!({"status": "ok"}))) }).upsets().gives(200, DONE),
    row(Method::GET, "environment", "readEnvironment", "The variables of `cal-mock env`",
        |app, _| Ok(environment::read(app))).gives(200, VARIABLES),
    row(Method::GET, "requests", "readRequests",
        "The journal: each request, the check that refused it and what differed; of one client, if it is named",
        |app, call| Ok(journal::read(app, call.query("client").as_deref()))).asked("client").gives(200, REQUESTS),

    row(Method::GET, "routes", "readRoutes", "The permission matrix: every route of the API and the scope that it wants",
        |_, _| Ok(respond::json(200, &json!({"routes": matrix::as_json()})))).gives(200, ROUTES),

    row(Method::GET, "clock", "readClock", "What time it is at the mock",
        |app, _| Ok(clock::read(app))).gives(200, CLOCK),
    row(Method::PATCH, "clock", "advanceClock", "Moves the clock, running or not; a minus moves it back",
        |app, call| clock::advance(app, &call.order()?)).takes(Shape::Members(clock::Step::FIELDS)).gives(200, CLOCK),
    row(Method::PUT, "clock", "setClock", "Sets the clock; it stands still if it is to be frozen",
        |app, call| clock::set(app, &call.order()?)).takes(Shape::Members(clock::Reading::FIELDS)).gives(200, CLOCK),

    row(Method::GET, "world", "readWorld", "Users, teams and clients, without secrets in plain; as TOML if that is accepted",
        |app, call| Ok(world::read(app, call))).gives(200, Shape::World),
    row(Method::PUT, "world", "replaceWorld",
        "Takes other users, teams and clients; what was issued to the former ones is worth nothing any more",
        world::replace).upsets().takes(Shape::World).gives(200, Shape::World),

    row(Method::POST, "clients", "createClient", "Makes a client; its secret is shown this once",
        |app, call| clients::create(app, call.order()?)).takes(Shape::Members(clients::NewClient::FIELDS)).gives(201, CLIENT),
    row(Method::GET, "clients/{client_id}", "readClient", "A client, without its secrets",
        |app, call| clients::read(app, call.name(0))).gives(200, CLIENT),
    row(Method::PATCH, "clients/{client_id}", "editClient", "Changes a client, as its owner, as an admin, or as this user",
        |app, call| clients::edit(app, call.name(0), call.order()?)).takes(Shape::Members(clients::Edit::FIELDS)).gives(200, CLIENT),
    row(Method::DELETE, "clients/{client_id}", "removeClient", "Removes a client and its codes and refresh tokens",
        |app, call| clients::remove(app, call.name(0), call.by())).asked("as").upsets(),
    row(Method::POST, "clients/{client_id}/review", "reviewClient", "Approves or rejects a client, as an admin",
        |app, call| clients::review(app, call.name(0), call.order()?)).takes(Shape::Members(clients::Review::FIELDS)).gives(200, CLIENT),
    row(Method::GET, "clients/{client_id}/secrets", "readSecrets", "The secrets of a client, by what a person knows them",
        |app, call| secrets::list(app, call.name(0), call.by())).asked("as").gives(200, SECRETS),
    row(Method::POST, "clients/{client_id}/secrets", "createSecret", "Makes a second secret; it is shown this once",
        |app, call| secrets::create(app, call.name(0), call.by())).asked("as").gives(201, Shape::Members(secrets::MADE)),
    row(Method::DELETE, "clients/{client_id}/secrets/{secret_id}", "revokeSecret", "Revokes one of two secrets, at once",
        |app, call| secrets::revoke(app, call.name(0), call.name(1), call.by())).asked("as"),
    row(Method::GET, "outbox", "readOutbox", "The e-mails that were written; those to one address, if it is named",
        |app, call| Ok(outbox::read(app, call.query("to").as_deref()))).asked("to").gives(200, EMAILS),

    row(Method::POST, "users", "createUser", "Makes a user; the password is shown this once",
        |app, call| people::create_user(app, call.order()?)).takes(Shape::Members(people::NewUser::FIELDS)).gives(201, Shape::Members(people::USER)),
    row(Method::DELETE, "users/{user}", "removeUser", "Removes a user, by id or e-mail address, and all that was issued to them",
        |app, call| people::remove_user(app, call.name(0))).upsets(),
    row(Method::POST, "teams", "createTeam", "Makes a team or an organization",
        |app, call| people::create_team(app, call.order()?)).takes(Shape::Members(people::NewTeam::FIELDS)).gives(201, Shape::Members(people::TEAM)),
    row(Method::DELETE, "teams/{team_id}", "removeTeam", "Removes a team and all that was issued to it",
        |app, call| people::remove_team(app, call.name(0))).upsets(),

    row(Method::POST, "platform-clients", "createPlatformClient", "Makes a platform client and an organization for it; its secret is shown this once",
        |app, call| platform::create(app, call.order()?)).takes(Shape::Members(platform::NewPlatformClient::FIELDS)).gives(201, PLATFORM),
    row(Method::GET, "platform-clients/{client_id}", "readPlatformClient", "A platform client, without its secret",
        |app, call| platform::read(app, call.name(0))).gives(200, PLATFORM),
    row(Method::PATCH, "platform-clients/{client_id}", "editPlatformClient", "Changes a platform client; an empty URL takes it away",
        |app, call| platform::edit(app, call.name(0), &call.order()?)).takes(Shape::Members(Draft::FIELDS)).gives(200, PLATFORM),
    row(Method::DELETE, "platform-clients/{client_id}", "removePlatformClient", "Removes a platform client and the users that it manages",
        |app, call| platform::remove(app, call.name(0))).upsets(),

    row(Method::POST, "authorize", "authorize", "The consent without a browser, under the same rules",
        |app, call| authorize::decide(app, &call.order()?)).takes(Shape::Members(authorize::Decided::FIELDS)).gives(200, Shape::Members(authorize::SENT_BACK)),
];

/// The operation that a request asks for. `HEAD` is asked like `GET`.
pub(super) fn find(request: &Request) -> Option<(&'static Operation, Call<'_>)> {
    let path = request.path().strip_prefix(PREFIX)?;
    let method = if request.method() == Method::HEAD { &Method::GET } else { request.method() };
    let rows = OPERATIONS.iter().filter(|row| row.method == *method);
    let mut found = rows.filter_map(|row| Some((row, Call { request, names: names(row.path, path)? })));
    found.next()
}

/// Whether `path` is that of an operation, and holds no name.
pub(super) fn owns(path: &str) -> bool {
    path.strip_prefix(PREFIX).is_some_and(|rest| OPERATIONS.iter().any(|row| row.path == rest))
}

/// The names that `path` has where `pattern` has braces, decoded: one may be an e-mail address.
fn names<'a>(pattern: &str, path: &'a str) -> Option<Vec<Cow<'a, str>>> {
    let (wanted, parts): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let fits =
        |(wanted, part): (&&str, &&str)| wanted == part || (wanted.starts_with('{') && !part.is_empty());
    if wanted.len() != parts.len() || !wanted.iter().zip(&parts).all(fits) {
        return None;
    }
    let named = wanted.iter().zip(parts).filter(|(wanted, _)| wanted.starts_with('{'));
    Some(named.map(|(_, part)| percent_decode_str(part).decode_utf8_lossy()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_the_pattern_has_braces() {
        assert_eq!(names("clients/{id}/secrets", "clients/a%40b/secrets").unwrap(), ["a@b"]);
        assert_eq!(names("clock", "clock").unwrap().len(), 0);
        for other in ["clients", "clients//secrets", "clients/a/review", "clients/a/secrets/"] {
            assert!(names("clients/{id}/secrets", other).is_none(), "{other}");
        }
    }
}
