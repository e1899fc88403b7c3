//! Event types of teams, below `/v2/teams` and `/v2/organizations/{orgId}/teams` (production-api D, "Team event type").
//!
//! That the caller may be here was decided before. Of a managed event type each host has a copy of their own, which goes the
//! way of the first.

use serde_json::{Value, json};

use super::call::Call;
use super::event_types::{self, draft::Draft, shown};
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::event_type::body::Kind;
use crate::rules::event_type::locations;
use crate::rules::paging;
use crate::rules::properties::{Is, Property, may, must};
use crate::wire::{ApiError, EventType, EventTypeError, Host, Owner, Scheduling, Team};

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(FILTERS)?;
    let team = visited(call)?;
    let slug = query.get("eventSlug").and_then(Value::as_str).filter(|slug| !slug.is_empty());
    let is_wanted = |it: &EventType| {
        team.is_some_and(|team| it.owner == Owner::Team(team)) && slug.is_none_or(|slug| it.slug == slug)
    };
    let found = call.app.event_types.all().into_iter().filter(is_wanted).collect();
    let most = query.get("hostsLimit").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
    let found = event_types::sorted(found, &query);
    let shown = found.iter().map(|it| shown::of_team(call.app, it, team.unwrap_or_default(), most));
    Ok(shapes::success(200, &shown.collect()))
}

/// The event types of all teams of the organization.
pub(super) fn list_of_organization(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(PAGE)?;
    let organization = call.organization()?.id;
    let teams = call.app.teams.all();
    let team_of = |it: &EventType| match it.owner {
        Owner::Team(id) => teams.iter().find(|team| team.id == id && team.parent == Some(organization)),
        Owner::User(_) => None,
    };
    let found = call.app.event_types.all().into_iter().filter(|it| team_of(it).is_some()).collect();
    let number = |name: &str| query.get(name).and_then(Value::as_u64);
    let found = paging::cut(
        event_types::sorted(found, &query),
        number("skip").unwrap_or_default(),
        number("take").unwrap_or(MOST),
    );
    Ok(shapes::success(200, &found.iter().map(|it| shown::any(call.app, it)).collect()))
}

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (team, found) = own(call)?;
    Ok(shapes::success(200, &shown::of_team(call.app, &found, team.id, None)))
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let team = call.team()?;
    let draft = Draft::of_new(call, kind(team))?;
    let mut event_type = event_types::blank(Owner::Team(team.id));
    draft.put(&mut event_type)?;
    event_type.hosts = hosts(&draft, team, event_type.scheduling)?.unwrap_or_default();
    event_type.id = call.app.next_number();
    let stands_in_the_way = |other: &EventType| event_types::collides(&event_type, other);
    if !call.app.event_types.put_unless(event_type.id, event_type.clone(), stands_in_the_way) {
        return Err(EventTypeError::TeamSlugTaken.into());
    }
    Ok(answer(call, 201, &event_type, team))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (team, found) = own(call)?;
    let draft = Draft::of_change(call, kind(team))?;
    let edited = call.app.event_types.edit_among(&found.id, |event_type, others| {
        let before = event_type.scheduling;
        draft.put(event_type)?;
        match hosts(&draft, team, event_type.scheduling)? {
            Some(hosts) => event_type.hosts = hosts,
            None if event_type.scheduling != before => return Err(EventTypeError::HostsMissing),
            None => {}
        }
        let is_taken = others.iter().any(|other| event_types::collides(event_type, other));
        if is_taken { Err(EventTypeError::TeamSlugTaken) } else { Ok(()) }
    });
    let edited = edited?.ok_or_else(|| event_types::not_found(call))?;
    Ok(answer(call, 200, &edited, team))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (_, found) = own(call)?;
    let gone = call.app.event_types.remove(&found.id).ok_or_else(|| event_types::not_found(call))?;
    for copy in copies(call, gone.id) {
        call.app.event_types.remove(&copy.id);
    }
    Ok(shapes::success(200, &json!({"id": gone.id, "title": gone.title})))
}

/// Nobody is called; what production answers once its agent was asked to.
pub(super) fn call_by_phone(call: &Call<'_>) -> Result<Reply, ApiError> {
    own(call)?;
    call.body(PHONE_CALL)?;
    let id = |kind: &str| format!("{kind}_{}", hex::encode(call.app.env.dice.bytes::<13>()));
    Ok(shapes::success(201, &json!({"callId": id("call"), "agentId": id("agent")})))
}

const FILTERS: &[Property] =
    &[may("eventSlug", Is::Text), may("hostsLimit", Is::Whole(1, 1000)), event_types::SORT];

const MOST: u64 = 250;
const PAGE: &[Property] =
    &[may("take", Is::Whole(1, MOST)), may("skip", Is::Whole(0, u64::MAX)), event_types::SORT];

const PHONE_CALL: &[Property] = &[
    must("yourPhoneNumber", Is::Judged(locations::number_to_call)),
    must("numberToCall", Is::Judged(locations::number_to_call)),
    must("calApiKey", Is::Text),
    may("enabled", Is::Flag),
    may("templateType", Is::OneOf(&["CHECK_IN_APPOINTMENT", "CUSTOM_TEMPLATE"])),
    may("schedulerName", Is::Text),
    may("guestName", Is::Text),
    may("guestEmail", Is::Text),
    may("guestCompany", Is::Text),
    may("beginMessage", Is::Text),
    may("generalPrompt", Is::Text),
];

/// The number of the team in the path. Whoever is not asked who they are may look at any, but below an organization only
/// at one of its own.
fn visited(call: &Call<'_>) -> Result<Option<u64>, ApiError> {
    if call.caller.is_some() {
        return Ok(Some(call.team()?.id));
    }
    let Some(organization) = call.written("orgId") else { return Ok(call.number("teamId")) };
    let (id, team) = (call.organization()?.id, call.team()?);
    if team.parent == Some(id) {
        return Ok(Some(team.id));
    }
    let team = call.name("teamId").to_owned();
    Err(ApiError::TeamNotInOrganization { team, organization: organization.to_owned() })
}

/// The team, and its event type in the path.
fn own<'a>(call: &'a Call<'_>) -> Result<(&'a Team, EventType), ApiError> {
    let team = call.team()?;
    let found = event_types::named(call).filter(|it| it.owner == Owner::Team(team.id));
    Ok((team, found.ok_or_else(|| event_types::not_found(call))?))
}

fn kind(team: &Team) -> Kind {
    if team.parent.is_some() { Kind::OrganizationTeam } else { Kind::Team }
}

/// Who a body says takes part, each once; nothing where it says nothing.
fn hosts(
    draft: &Draft,
    team: &Team,
    scheduling: Option<Scheduling>,
) -> Result<Option<Vec<Host>>, EventTypeError> {
    let is_collective = scheduling == Some(Scheduling::Collective);
    let host = |user: u64, mandatory: bool, priority: &str| Host {
        user,
        mandatory: mandatory || is_collective,
        priority: if is_collective { "medium" } else { priority }.to_owned(),
    };
    let named = draft.said.get("hosts").and_then(Value::as_array);
    let user = |host: &Value| host["userId"].as_u64().unwrap_or_default();
    let strangers: Vec<_> = named
        .into_iter()
        .flatten()
        .map(user)
        .filter(|user| team.role_of(*user).is_none())
        .map(|user| user.to_string())
        .collect();
    if !strangers.is_empty() {
        return Err(EventTypeError::HostsOfNoTeam { hosts: strangers.join(", "), team: team.id });
    }
    if draft.said.get("assignAllTeamMembers") == Some(&Value::Bool(true)) {
        let members = team.members.iter().filter(|member| member.accepted);
        return Ok(Some(members.map(|member| host(member.user, false, "medium")).collect()));
    }
    let mut hosts: Vec<Host> = Vec::new();
    for said in named.into_iter().flatten() {
        if !hosts.iter().any(|host| host.user == user(said)) {
            let priority = said["priority"].as_str().unwrap_or("medium");
            hosts.push(host(user(said), said["mandatory"] == true, priority));
        }
    }
    Ok(named.map(|_| hosts))
}

/// What was made of it; of a managed one with the copies of its hosts behind it.
fn answer(call: &Call<'_>, status: u16, event_type: &EventType, team: &Team) -> Reply {
    align_copies(call, event_type);
    let first = shown::of_team(call.app, event_type, team.id, None);
    if event_type.scheduling != Some(Scheduling::Managed) {
        return shapes::success(status, &first);
    }
    let copies = copies(call, event_type.id);
    let copies = copies.iter().map(|copy| shown::of_team(call.app, copy, team.id, None));
    shapes::success(status, &std::iter::once(first).chain(copies).collect())
}

/// Gives each host of a managed event type a copy like it, and takes away those of others.
fn align_copies(call: &Call<'_>, managed: &EventType) {
    let hosts = if managed.scheduling == Some(Scheduling::Managed) { &*managed.hosts } else { &[] };
    let copies = copies(call, managed.id);
    for copy in &copies {
        if !hosts.iter().any(|host| copy.owner == Owner::User(host.user)) {
            call.app.event_types.remove(&copy.id);
        }
    }
    for host in hosts {
        let owner = Owner::User(host.user);
        let before = copies.iter().find(|copy| copy.owner == owner);
        let mut copy = EventType {
            id: before.map_or_else(|| call.app.next_number(), |copy| copy.id),
            owner,
            scheduling: None,
            hosts: Vec::new(),
            private_links: before.map(|copy| copy.private_links.clone()).unwrap_or_default(),
            ..managed.clone()
        };
        copy.settings.insert(PARENT.to_owned(), managed.id.into());
        call.app.event_types.put(copy.id, copy);
    }
}

const PARENT: &str = "parentEventTypeId";

fn copies(call: &Call<'_>, managed: u64) -> Vec<EventType> {
    let is_copy = |it: &EventType| it.settings.get(PARENT).is_some_and(|parent| *parent == managed);
    call.app.event_types.all().into_iter().filter(is_copy).collect()
}
