//! `/v2/oauth-clients/{clientId}/users`: the users that a platform client manages (platform-quickstart 3, production-api
//! E1, E2).

use serde_json::{Map, Value, json};

use super::call::Call;
use super::guards::No;
use super::{managed_tokens, schedules, shapes};
use crate::http::respond::Reply;
use crate::rules::paging;
use crate::rules::platform::user::{self as managed_user, Candidate, Named};
use crate::rules::profile;
use crate::rules::properties::{self, Is, Property, may};
use crate::store::App;
use crate::wire::{
    ApiError, ClientId, EventType, Hash, ManagedBy, Member, Owner, Place, PlatformClient, Profile, Role,
    Schedule, User, UserRole,
};

/// The event types with which a managed user begins: title, slug, minutes, and whether they are calls by video.
const FIRST_EVENT_TYPES: &[(&str, &str, u64, bool)] = &[
    ("30 Minutes", "thirty-minutes", 30, false),
    ("30 Minutes", "thirty-minutes-video", 30, true),
    ("60 Minutes", "sixty-minutes", 60, false),
    ("60 Minutes", "sixty-minutes-video", 60, true),
];

const FILTERS: &[Property] =
    &[may("limit", Is::Whole(1, 250)), may("offset", Is::Whole(0, 250)), may("emails", Is::Texts)];

/// Those of this client, by number. Addresses are known as they were given and as they are kept.
pub(super) fn list(call: &Call<'_>) -> Result<Reply, No> {
    let client = call.platform()?;
    let query = call.query(FILTERS)?;
    let number = |name: &str, usual| query.get(name).and_then(Value::as_u64).unwrap_or(usual);
    let ignores_the_offset = call.app.strictness.at(Place::ManagedListIgnoresItsOffset);
    let offset = if ignores_the_offset { 0 } else { number("offset", 0) };
    let mut users = if call.app.strictness.at(Place::ManagedUsersOfEveryClientAreListed) {
        call.app.users.all().into_iter().filter(|user| user.managed_by.is_some()).collect()
    } else {
        call.app.users_managed_by(&client.id)
    };
    if let Some(emails) = query.get("emails").and_then(Value::as_array) {
        let emails: Vec<&str> =
            emails.iter().filter_map(Value::as_str).filter(|email| !email.is_empty()).collect();
        if let Some(wrong) = emails.iter().find(|email| !properties::is_email(email)) {
            return Err(ApiError::InvalidEmail((*wrong).to_owned()).into());
        }
        let stored: Vec<_> = emails.iter().map(|email| stored_email(call.app, &client.id, email)).collect();
        users.retain(|user| stored.iter().any(|email| user.is_at(email)));
    }
    let shown: Vec<_> = paging::cut(users, offset, number("limit", 50)).iter().map(shown).collect();
    Ok(shapes::success(200, &shown.into()))
}

pub(super) fn read(call: &Call<'_>) -> Result<Reply, No> {
    Ok(shapes::success(200, &shown(&named(call)?)))
}

/// Makes one, with tokens of their own: both are told this once.
pub(super) fn create(call: &Call<'_>) -> Result<Reply, No> {
    let client = call.platform()?;
    let read = managed_user::read(call.raw_body()?, &call.app.strictness);
    let (said, violations) = read.map_or_else(|wrong| (Map::new(), wrong), |said| (said, Vec::new()));
    let given = said.get("email").and_then(Value::as_str).unwrap_or_default();
    let email = stored_email(call.app, &client.id, given);
    let judge = || {
        let taken_by = taken_by(call.app, &client.id, &email, &call.app.users.all());
        managed_user::judge(&Candidate {
            violations: &violations,
            email: &email,
            taken_by,
            strictness: &call.app.strictness,
        })
    };
    judge()?;
    let (mut user, schedule) = newcomer(call, &client, email.clone(), &said);
    user.profile.default_schedule = schedule.as_ref().map(|schedule| schedule.id);
    let is_free = call
        .app
        .users
        .put_unless(user.id, user.clone(), |other| other.is_managed_by(&client.id) && other.is_at(&email));
    if !is_free {
        // Somebody was quicker since. A server that pardons it has two of them.
        judge()?;
        call.app.users.put(user.id, user.clone());
    }
    settle(call.app, &client, &user, schedule);
    if call.app.strictness.at(Place::ManagedUsersRenameAccounts) {
        rename_the_account(call.app, given, &user);
    }
    let tokens = managed_tokens::first(call.app, &client.id, user.id);
    let mut data = json!({"user": shown(&user)});
    for name in ["accessToken", "refreshToken", "accessTokenExpiresAt", "refreshTokenExpiresAt"] {
        data[name] = tokens[name].clone();
    }
    if call.app.strictness.at(Place::ManagedUsersGetNoRefreshToken) {
        data["refreshToken"].take();
    }
    let is_200 = call.app.strictness.at(Place::ManagedUsersAreMadeWith200);
    Ok(shapes::success(if is_200 { 200 } else { 201 }, &data))
}

/// What is said of them takes the place of what was; another address is theirs at once.
pub(super) fn edit(call: &Call<'_>) -> Result<Reply, No> {
    let said = properties::read(&profile::coerced(call.raw_body()?), profile::OF_CHANGED);
    let said = said.map_err(ApiError::Invalid)?;
    Ok(shapes::success(200, &shown(&change(call.app, &named(call)?, &said)?)))
}

/// Deletes one and whatever hangs on them. Nothing may hold the world still meanwhile.
pub(super) fn delete(call: &Call<'_>) -> Result<Reply, No> {
    let named = named(call)?;
    if call.app.strictness.at(Place::DeletedManagedUsersStay) {
        return Ok(shapes::success(200, &shown(&named)));
    }
    if call.app.strictness.at(Place::DeletedManagedTokensLive) {
        let _: Result<_, std::convert::Infallible> = call.app.users.edit(&named.id, |user| {
            user.managed_by = Some(ManagedBy { client: ClientId(String::new()), since: call.now() });
            Ok(())
        });
        return Ok(shapes::success(200, &shown(&named)));
    }
    let gone = call.app.remove_user(named.id);
    let gone = gone.ok_or_else(|| ApiError::NotOfThisClient(call.name("userId").to_owned()))?;
    Ok(shapes::success(200, &shown(&gone)))
}

/// The managed user in the path, if they are this client's.
pub(super) fn named(call: &Call<'_>) -> Result<User, No> {
    let client = call.platform()?;
    let found = call.number("userId").and_then(|id| call.app.users.find(&id));
    let any = call.app.strictness.at(Place::ForeignManagedUsersAreFound);
    let found = found.filter(|user| user.is_managed_by(&client.id) || (any && user.managed_by.is_some()));
    let (name, is_ours) = (call.name("userId"), found.is_some());
    managed_user::is_ours(&Named { name, is_ours, strictness: &call.app.strictness })?;
    Ok(found.ok_or_else(|| ApiError::NotOfThisClient(name.to_owned()))?)
}

/// Changes a managed user as a body says that was read by [`profile::OF_CHANGED`]: all of it, or nothing.
pub(super) fn change(app: &App, before: &User, said: &Map<String, Value>) -> Result<User, No> {
    let schedule = said.get("defaultScheduleId").map(|number| schedules::own(app, before.id, number));
    let schedule = schedule.transpose()?;
    let Some(client) = before.managed_by.as_ref().map(|by| &by.client) else {
        return Err(ApiError::NobodyBehindToken.into());
    };
    let given = said.get("email").and_then(Value::as_str).filter(|email| !email.is_empty());
    let email = given.map(|email| stored_email(app, client, email)).filter(|email| *email != before.email);
    // Under one lock, so that no two who change at once end with one address.
    let edited = app.users.edit_among(&before.id, |user, others| {
        if let Some(email) = &email {
            let taken_by = taken_by(app, client, email, others.iter().copied());
            let case = Candidate { violations: &[], email, taken_by, strictness: &app.strictness };
            managed_user::judge(&case)?;
        }
        let mut rest = said.clone();
        rest.remove("email");
        if app.strictness.at(Place::ManagedProfileIsNotKept) {
            return Ok(());
        }
        profile::apply(user, &rest);
        if let Some(email) = &email {
            user.email.clone_from(email);
            user.username = username(email, user.id, others.iter().copied());
        }
        Ok::<_, No>(())
    });
    let user = edited?.ok_or(ApiError::NobodyBehindToken)?;
    schedules::follow_the_zone(app, before, &user, said);
    let Some(schedule) = schedule else { return Ok(user) };
    schedules::choose_default(app, user.id, schedule.id)?;
    Ok(app.users.find(&user.id).unwrap_or(user))
}

/// A kept address without what was put behind its plus.
fn original(email: &str) -> String {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    format!("{}@{domain}", local.rsplit_once('+').map_or(local, |(local, _)| local))
}

/// A faulty server takes a managed user for the account with the same address.
fn rename_the_account(app: &App, email: &str, managed: &User) {
    let Some(account) = app.user_called(email) else { return };
    let _: Result<_, std::convert::Infallible> = app.users.edit(&account.id, |user| {
        user.name.clone_from(&managed.name);
        Ok(())
    });
}

fn stored_email(app: &App, client: &ClientId, email: &str) -> String {
    managed_user::stored_email(email, client, &app.strictness)
}

/// Who of this client has the address among `others`.
fn taken_by<'a>(
    app: &App,
    client: &ClientId,
    email: &str,
    others: impl IntoIterator<Item = &'a User>,
) -> Option<u64> {
    let is_an_account = app.strictness.at(Place::ManagedEmailsMustBeNoAccounts);
    let is_theirs_anywhere = app.strictness.at(Place::ManagedEmailIsTakenAnywhere);
    let is_in_the_way = |user: &&User| {
        let stored = is_an_account && user.managed_by.is_none();
        let own = user.is_managed_by(client) && user.is_at(email);
        let elsewhere = || is_theirs_anywhere && original(&user.email) == original(email);
        own || (user.managed_by.is_some() && elsewhere())
            || (stored && User::folded(&stored_email(app, client, &user.email)) == User::folded(email))
    };
    others.into_iter().find(is_in_the_way).map(|user| user.id)
}

/// The first part of a managed user's booking links. Two addresses may come to one word: then the number tells them apart.
fn username<'a>(email: &str, id: u64, others: impl IntoIterator<Item = &'a User>) -> String {
    let name = managed_user::username(email);
    let is_taken = others.into_iter().any(|other| other.id != id && other.username == name);
    if is_taken { format!("{name}-{id}") } else { name }
}

/// Somebody who is nobody yet. A schedule comes along only where a time zone was said.
fn newcomer(
    call: &Call<'_>,
    client: &PlatformClient,
    email: String,
    said: &Map<String, Value>,
) -> (User, Option<Schedule>) {
    let app = call.app;
    let id = app.next_number();
    let mut user = User {
        id,
        username: username(&email, id, &app.users.all()),
        email,
        name: None,
        // Nobody signs in as a managed user: no password is theirs.
        password: Hash::of(&hex::encode(app.env.dice.bytes::<32>())),
        role: UserRole::User,
        profile: Profile::default(),
        managed_by: Some(ManagedBy { client: client.id.clone(), since: call.now() }),
    };
    let mut rest = said.clone();
    rest.remove("email");
    for (place, name) in
        [(Place::ManagedNamesAreForgotten, "name"), (Place::ManagedTimeFormatsAreForgotten, "timeFormat")]
    {
        rest.retain(|member, _| member != name || !app.strictness.at(place));
    }
    profile::apply(&mut user, &rest);
    for (place, name, instead) in [
        (Place::WeeksBeginOnMonday, "weekStart", "Monday"),
        (Place::ManagedUsersLiveInUtc, "timeZone", "UTC"),
    ] {
        if app.strictness.at(place) && !said.contains_key(name) {
            profile::apply(&mut user, &Map::from_iter([(name.to_owned(), json!(instead))]));
        }
    }
    let has_none = app.strictness.at(Place::ManagedUsersHaveNoSchedule);
    let schedule = (said.contains_key("timeZone") && !has_none).then(|| Schedule {
        name: "Default schedule".to_owned(),
        ..Schedule::working_hours(app.next_number(), user.id, &user.profile.time_zone)
    });
    (user, schedule)
}

/// What hangs on a managed user from the beginning.
fn settle(app: &App, client: &PlatformClient, user: &User, schedule: Option<Schedule>) {
    if let Some(schedule) = schedule {
        app.schedules.put(schedule.id, schedule);
    }
    let member = Member::new(app.next_number(), user.id, Role::Member);
    let joined: Result<_, std::convert::Infallible> = app.teams.edit(&client.organization, |team| {
        team.members.push(member);
        Ok(())
    });
    // Where a world names an organization that is gone, there is nothing to join.
    drop(joined);
    for (title, slug, length, is_video) in FIRST_EVENT_TYPES.iter().filter(|_| client.default_event_types) {
        let mut event_type = EventType {
            title: (*title).to_owned(),
            slug: (*slug).to_owned(),
            length: *length,
            ..EventType::new(app.next_number(), Owner::User(user.id))
        };
        if *is_video {
            let video = json!([{"type": "integration", "integration": "cal-video"}]);
            event_type.settings.insert("locations".to_owned(), video);
        }
        app.event_types.put(event_type.id, event_type);
    }
}

/// A managed user as the platform's API shows them: not as their own profile does.
fn shown(user: &User) -> Value {
    let profile = &user.profile;
    let mut shown = json!({
        "id": user.id,
        "email": user.email,
        "username": user.username,
        "name": user.name,
        "bio": profile.bio,
        "timeZone": profile.time_zone,
        "weekStart": profile.week_start,
        "createdDate": user.managed_by.as_ref().map(|by| shapes::moment(by.since)),
        "timeFormat": profile.time_format,
        "defaultScheduleId": profile.default_schedule,
        "locale": profile.locale,
        "avatarUrl": profile.avatar_url,
    });
    if !profile.metadata.is_empty() {
        shown["metadata"] = json!(profile.metadata);
    }
    shown
}
