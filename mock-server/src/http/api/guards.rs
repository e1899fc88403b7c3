//! What stands before every handler: scopes, who calls, and whose things they are (production-api A4, B1).

use std::borrow::Cow;
use std::sync::Arc;

use http::Method;

use super::call::Call;
use super::caller::Caller;
use crate::http::routes::{Guard, Names, Operation, Route};
use crate::http::site::Request;
use crate::rules::access::{self, Access, Entry};
use crate::rules::platform::{self, Governance};
use crate::rules::roles::{self, Named, Visit};
use crate::store::App;
use crate::wire::{ApiError, ClientId, PERMISSIONS, Place, Refused, Role, ScopeList, Team, User};

/// Why a call is not answered: a check says so, or the handler.
#[derive(Debug)]
pub(super) enum No {
    Check(Refused<ApiError>),
    Handler(ApiError),
    /// The same, and whose token was sent along in the body.
    About(u64, Box<No>),
}

impl No {
    pub(super) const fn error(&self) -> &ApiError {
        match self {
            Self::Check(refused) => &refused.refusal,
            Self::Handler(error) => error,
            Self::About(_, no) => no.error(),
        }
    }

    /// The same about this managed user, if it is known who.
    pub(super) fn about(self, user: Option<u64>) -> Self {
        match user {
            Some(user) => Self::About(user, Box::new(self)),
            None => self,
        }
    }
}

impl From<Refused<ApiError>> for No {
    fn from(refused: Refused<ApiError>) -> Self {
        Self::Check(refused)
    }
}

impl From<ApiError> for No {
    fn from(error: ApiError) -> Self {
        Self::Handler(error)
    }
}

/// Lets a call pass, or says why not.
pub(super) fn pass<'a>(
    app: &'a App,
    request: &'a Request,
    caller: &Caller,
    route: &'static Route,
    names: Names,
) -> Result<Call<'a>, No> {
    let asked = asked(app, route);
    let admitted = scopes(app, caller, &asked);
    if !app.strictness.at(Place::ScopesComeAfterTheLookup) {
        admitted?;
        return enter(app, request, caller, route, names, &asked);
    }
    let call = enter(app, request, caller, route, names, &asked)?;
    admitted?;
    Ok(call)
}

/// Whether a call that was refused is carried out all the same.
pub(super) fn happens_all_the_same<'a>(
    app: &'a App,
    request: &'a Request,
    caller: &Caller,
    route: &'static Route,
    names: Names,
) -> Option<Call<'a>> {
    if route.operation == Operation::CreateManagedUser && app.strictness.at(Place::RefusedManagedUsersAreMade)
    {
        return Some(Call::new(app, request, route, names, None));
    }
    let happens = app.strictness.at(Place::RefusedWritesHappen) && route.method != Method::GET;
    let asked = Asked { access: route.access, guard: route.guard };
    happens.then(|| enter(app, request, caller, route, names, &asked).ok())?
}

/// What a row asks for.
struct Asked {
    access: Access,
    guard: Guard,
}

/// What a row asks for on this server, which may be wrong about it.
fn asked(app: &App, route: &Route) -> Asked {
    let at = |place| app.strictness.at(place);
    let (access, guard) = (route.access, route.guard);
    let lists_are_public = at(Place::EventTypeListsArePublic);
    let is_of_schedules = route.path.starts_with("/v2/schedules");
    let (access, guard) = match route.operation {
        Operation::ListEventTypes if lists_are_public => (Access::Public, Guard::Optional),
        Operation::ListTeamEventTypes if lists_are_public => (Access::Public, Guard::Nobody),
        Operation::ListBookings if at(Place::BookingListAsksNoScope) => (Access::Public, guard),
        Operation::ListReferences if at(Place::ReferencesAreClosed) => (Access::Closed, guard),
        Operation::CancelBooking if at(Place::CancellingWantsAToken) => (access, Guard::Token),
        _ if is_of_schedules && at(Place::SchedulesAskNoScope) => (Access::Public, guard),
        _ => (access, guard),
    };
    Asked { access, guard }
}

/// Whether the token's scopes cover the endpoint; without a valid one the other guards decide.
fn scopes(app: &App, caller: &Caller, asked: &Asked) -> Result<(), No> {
    if asked.guard == Guard::Nobody && asked.access == Access::Public {
        return Ok(());
    }
    let mut claims = caller.valid_claims(app).map(Cow::Borrowed);
    if let Some(claims) = &mut claims
        && app.strictness.at(Place::ClientScopesDecide)
    {
        let client = app.clients.find(&ClientId(claims.client_id.clone()));
        claims.to_mut().scope = client.map(|client| client.scopes).unwrap_or_default();
    }
    if let Some(claims) = &mut claims
        && app.strictness.at(Place::LegacyTokensAreNeverHeld)
        && app.clients.find(&ClientId(claims.client_id.clone())).is_some_and(|client| client.is_legacy())
    {
        claims.to_mut().scope = ScopeList::default();
    }
    let entry = Entry { claims: claims.as_deref(), access: asked.access, strictness: &app.strictness };
    Ok(access::admit(&entry)?)
}

/// Who calls, and whether they may do that there.
fn enter<'a>(
    app: &'a App,
    request: &'a Request,
    caller: &Caller,
    route: &'static Route,
    names: Names,
    asked: &Asked,
) -> Result<Call<'a>, No> {
    let user = who_calls(app, caller, route.access, asked.guard)?;
    let call = Call::new(app, request, route, names, user);
    if asked.guard == Guard::Platform {
        govern(&call, caller)?;
    }
    let place = place(&call)?;
    if let Some(user) = &call.caller {
        roles::enter(&Visit {
            place: &place,
            user: user.id,
            must_run_it: route.method != Method::GET || looks_at_others(app, user, route),
            of_the_organization: matches!(route.access, Access::Scope(scope) if scope.starts_with("ORG_")),
            strictness: &app.strictness,
        })?;
    }
    Ok(call.at(place))
}

fn who_calls(app: &App, caller: &Caller, access: Access, guard: Guard) -> Result<Option<Arc<User>>, No> {
    // A platform client permits what a user may be asked for; of teams and organizations it says nothing.
    let permission = match access {
        Access::Scope(scope) if PERMISSIONS.contains(&scope) => Some(scope),
        _ => None,
    };
    let platform_permits =
        || permission.map_or(Ok(()), |permission| caller.platform_permits(app, permission));
    Ok(match guard {
        Guard::Nobody => None,
        Guard::Optional => caller.perhaps_identified(app)?,
        Guard::Token => {
            let user = caller.identified(app)?;
            platform_permits()?;
            Some(user)
        }
        Guard::PermissionsFirst => {
            caller.permitted(app)?;
            platform_permits()?;
            Some(caller.identified(app)?)
        }
        Guard::Platform => caller.identified_or_by_key(app)?,
    })
}

/// Who handles managed users (production-api E).
fn govern(call: &Call<'_>, caller: &Caller) -> Result<(), No> {
    let user = call.caller.as_ref().map(|user| user.id);
    let organization = user.and_then(|user| call.app.organization_of(user));
    let client = call.platform().ok();
    let role = |team: &Team| user.and_then(|user| team.role_of(user)).unwrap_or(Role::Member);
    Ok(platform::govern(&Governance {
        client: client.as_ref(),
        named: call.name("clientId"),
        has_its_key: caller.is_by_key(),
        organization: organization.as_ref().map(|team| (team, role(team))),
        strictness: &call.app.strictness,
    })?)
}

/// Whether a managed user asks for what belongs to others in their organization, too.
fn looks_at_others(app: &App, user: &User, route: &Route) -> bool {
    let is_held = !app.strictness.at(Place::ManagedUsersLookAtEachOther);
    is_held && user.managed_by.is_some() && route.operation != Operation::ListOwnTeamsOfOrganization
}

/// The organization, team and member in the path. Every name that must be a number is looked at.
fn place(call: &Call<'_>) -> Result<roles::Place, No> {
    for (name, text) in &call.names {
        if name.ends_with("Id") && !TEXTS.contains(&name.as_str()) && !is_numeric(text) {
            return Err(ApiError::NumericIdExpected.into());
        }
    }
    let team = |name: &str| {
        call.written(name).map(|text| Named { found: call.find_team(name), name: text.to_owned() })
    };
    // Only below an organization is a user in the path one of its members.
    let member = call.written("orgId").and(call.written("userId"));
    let user = || call.number("userId").filter(|id| call.app.users.has(id));
    Ok(roles::Place {
        organization: team("orgId"),
        team: team("teamId"),
        member: member.map(|text| Named { found: user(), name: text.to_owned() }),
    })
}

/// Names in paths that are no numbers although they end like them.
const TEXTS: &[&str] = &["linkId", "clientId"];

/// As the framework judges: digits, and perhaps a minus before them.
fn is_numeric(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
