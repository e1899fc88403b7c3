//! A world out of a text: every mistake is found at once, and told with its place.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::World;
use super::entries::{
    ClientEntry, MemberEntry, Name, OrganizationEntry, PasswordEntry, SecretEntry, TeamEntry, UserEntry,
    WORLD,
};
use super::platform;
use super::text::{Found, Text, item};
use crate::rules::registration::{self, Registration};
use crate::rules::rotation::MOST_SECRETS;
use crate::store::showcase;
use crate::wire::fields::{Order, judge, read as read_fields};
use crate::wire::{
    BEGINNING, Check, Client, ClientId, ClientStatus, ClientType, Hash, KeptSecret, ManagedBy, Member,
    Misfit, Objection, Refused, Strictness, Team, User, WorldError, WorldMistake, shown,
};

/// What a client is for, where nobody says it.
const PURPOSE: &str = "Stands in a world file";

pub(super) fn read(text: &Text<'_>) -> Result<World, WorldError> {
    let mut reading = Reading { text, mistakes: Vec::new() };
    let world = reading.world();
    let mistakes = reading.mistakes;
    if mistakes.is_empty() { Ok(world) } else { Err(text.told(mistakes)) }
}

pub(super) struct Reading<'a> {
    text: &'a Text<'a>,
    mistakes: Vec<Found>,
}

/// An entry and what it is called in messages.
pub(super) struct Part<T> {
    pub(super) name: String,
    pub(super) entry: T,
    /// Whether it has a key that there is not: what is missing in it may stand there.
    is_odd: bool,
}

/// The entries of a list that could be read, and whether those are all.
struct Entries<T> {
    parts: Vec<Part<T>>,
    are_complete: bool,
}

impl Reading<'_> {
    pub(super) fn complain(&mut self, part: impl Into<String>, mistake: impl Into<WorldMistake>) {
        let (part, mistake) = (part.into(), mistake.into());
        let inside = |inner: &str| format!("{part}.{inner}").trim_start_matches('.').to_owned();
        let at = match &mistake {
            WorldMistake::Misfit(Misfit::Within { part, misfit }) => {
                return self.complain(inside(part), (**misfit).clone());
            }
            WorldMistake::Misfit(misfit) => {
                let whole = misfit.member().map_or_else(|| part.clone(), inside);
                self.text.place(&whole, matches!(misfit, Misfit::Unknown { .. }))
            }
            _ => self.text.place(&part, false),
        };
        self.mistakes.push(Found { at, part, mistake });
    }

    fn world(&mut self) -> World {
        let Some(lists) = self.text.value.as_object() else { return World::empty() };
        for misfit in judge(lists, WORLD) {
            self.complain("", misfit);
        }
        // Who is missed may be one of those that could not be read, or stand in a list that there is not.
        let are_there = self.mistakes.is_empty();
        let users = self.entries("users");
        let all_are_known = are_there && users.are_complete;
        let mut users = self.users(users.parts);
        let people = People::new(&users, all_are_known);
        let teams = self.entries("teams");
        let all_are_known = are_there && teams.are_complete && teams.parts.iter().all(|team| !team.is_odd);
        let mut teams = self.teams(teams.parts, &people, all_are_known);
        let clients = self.entries("clients");
        let clients = self.clients(clients.parts, &people);
        let platform_clients = self.entries("platform_clients");
        let platform_clients = self.platform_clients(platform_clients.parts, &mut teams, &people);

        let has_schedules = self.text.value.get("schedules").is_some_and(|list| !list.is_null());
        let schedules = self.entries("schedules");
        let schedules = self.schedules(has_schedules.then_some(schedules.parts), &mut users, &people);
        self.default_schedules(&users, &schedules);
        let event_types = self.entries("event_types");
        let event_types = self.event_types(event_types.parts, &schedules, &teams, &people);
        let bookings = self.entries("bookings");
        let bookings = self.bookings(bookings.parts, &event_types, &people);
        let feeds = self.entries("feeds");
        let feeds = self.feeds(feeds.parts, &people);
        World { users, teams, clients, platform_clients, schedules, event_types, bookings, feeds }
    }

    fn entries<T: Order>(&mut self, list: &str) -> Entries<T> {
        let items = self.text.value.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut parts = Vec::new();
        for (index, value) in items.iter().enumerate() {
            let Some(object) = value.as_object() else { continue };
            let name = item(list, index);
            let mut object = object.clone();
            object.retain(|_, value| !value.is_null());
            let misfits = judge(&object, T::FIELDS);
            let is_odd = misfits.iter().any(|misfit| matches!(misfit, Misfit::Unknown { .. }));
            object.retain(|key, _| T::FIELDS.iter().any(|field| field.name == key));
            parts.extend(read_fields(object).ok().map(|entry| Part { name: name.clone(), entry, is_odd }));
            for misfit in misfits {
                self.complain(name.clone(), misfit);
            }
        }
        Entries { are_complete: parts.len() == items.len(), parts }
    }

    fn users(&mut self, entries: Vec<Part<UserEntry>>) -> Vec<User> {
        let mut ids = Ids::taken(entries.iter().filter_map(|part| part.entry.id));
        let mut users: Vec<User> = Vec::new();
        let (mut emails, mut numbers) = (HashMap::new(), HashMap::new());
        let platforms = platform::ids(&self.text.value);
        for Part { name, entry, .. } in entries {
            let managed_by = entry.managed_by.map(ClientId);
            if managed_by.as_ref().is_some_and(|client| !platforms.contains(client)) {
                self.complain(format!("{name}.managed_by"), WorldMistake::Nowhere("platform client"));
            }
            let since = entry.managed_since.unwrap_or(BEGINNING);
            if let Some(first) = emails.insert(User::folded(&entry.email), name.clone()) {
                self.twice(format!("{name}.email"), "e-mail address", &entry.email, first);
            }
            if let Some(first) = entry.id.and_then(|id| numbers.insert(id, name.clone())) {
                self.twice(format!("{name}.id"), "id", &entry.id.unwrap_or_default().to_string(), first);
            }
            let username = entry.username.unwrap_or_else(|| User::username_for(&entry.email));
            let password = match entry.password {
                None => Hash::of(showcase::PASSWORD),
                Some(PasswordEntry::Plain(plain)) => plain.hash(),
                Some(PasswordEntry::Kept { hash }) => hash,
            };
            let id = entry.id.unwrap_or_else(|| ids.next());
            users.push(User {
                id,
                email: entry.email,
                name: entry.name,
                username,
                password,
                role: entry.role,
                profile: entry.profile,
                managed_by: managed_by.map(|client| ManagedBy { client, since }),
            });
        }
        users
    }

    fn teams(&mut self, entries: Vec<Part<TeamEntry>>, people: &People, all_are_known: bool) -> Vec<Team> {
        let mut ids = Ids::taken(entries.iter().filter_map(|part| part.entry.id));
        let organizations: BTreeSet<u64> = entries
            .iter()
            .filter(|part| matches!(part.entry.organization, Some(OrganizationEntry::Itself(true))))
            .filter_map(|part| part.entry.id)
            .collect();
        let given = entries.iter().flat_map(|part| &part.entry.members).filter_map(|member| member.id);
        let mut membership_ids = Ids::taken(given);
        let mut teams: Vec<Team> = Vec::new();
        let mut numbers = HashMap::new();
        for Part { name, entry, .. } in entries {
            if let Some(first) = entry.id.and_then(|id| numbers.insert(id, name.clone())) {
                self.twice(format!("{name}.id"), "id", &entry.id.unwrap_or_default().to_string(), first);
            }
            let (is_organization, parent) = match entry.organization {
                None => (false, None),
                Some(OrganizationEntry::Itself(itself)) => (itself, None),
                Some(OrganizationEntry::Of(parent)) => (false, Some(parent)),
            };
            if all_are_known && parent.is_some_and(|parent| !organizations.contains(&parent)) {
                self.complain(format!("{name}.organization"), WorldMistake::NoOrganization);
            }
            let members =
                self.members(&format!("{name}.members"), entry.members, people, &mut membership_ids);
            let id = entry.id.unwrap_or_else(|| ids.next());
            let called = entry.name.unwrap_or_else(|| format!("Team {id}"));
            teams.push(Team { id, name: called, is_organization, parent, members, settings: entry.settings });
        }
        teams
    }

    fn members(
        &mut self,
        part: &str,
        entries: Vec<MemberEntry>,
        people: &People,
        ids: &mut Ids,
    ) -> Vec<Member> {
        let mut members = Vec::new();
        for (index, entry) in entries.into_iter().enumerate() {
            let name = format!("{}.user", item(part, index));
            let user = self.user(&name, &entry.user, people);
            let id = entry.id.unwrap_or_else(|| ids.next());
            members.extend(user.map(|user| Member {
                id,
                user,
                role: entry.role,
                accepted: entry.accepted,
                disable_impersonation: entry.disable_impersonation,
            }));
        }
        members
    }

    pub(super) fn user(&mut self, part: &str, name: &Name, people: &People) -> Option<u64> {
        let found = people.find(name);
        if found.is_none() && people.are_complete {
            self.complain(part, WorldMistake::NoUser(people.some.clone()));
        }
        found
    }

    fn clients(&mut self, entries: Vec<Part<ClientEntry>>, people: &People) -> Vec<Client> {
        let mut clients: Vec<Client> = Vec::new();
        let mut ids = HashMap::new();
        for Part { name, entry, is_odd } in entries {
            let owner = entry.owner.as_ref();
            let owner = owner.and_then(|owner| self.user(&format!("{name}.owner"), owner, people));
            let has_id = entry.id.is_some();
            let client = self.client(&name, entry, owner, is_odd);
            match ids.insert(client.id.clone(), name.clone()) {
                Some(first) if has_id => {
                    self.twice(format!("{name}.id"), "id", &shown::stranger(&client.id.0), first);
                }
                Some(first) => self.complain(format!("{name}.name"), WorldMistake::NameTwice(first)),
                None => {}
            }
            clients.push(client);
        }
        clients
    }

    fn client(&mut self, part: &str, entry: ClientEntry, owner: Option<u64>, is_odd: bool) -> Client {
        let purpose = entry.purpose.unwrap_or_else(|| PURPOSE.to_owned());
        let redirect_uris = entry.redirect_uris.unwrap_or_else(|| vec![showcase::CALLBACK.to_owned()]);
        self.registration(
            part,
            &Registration {
                name: &entry.name,
                purpose: &purpose,
                website_url: entry.website_url.as_deref(),
                logo: entry.logo.as_deref(),
                scopes: &entry.scopes,
                is_legacy: entry.legacy || is_odd,
                redirect_uris: &redirect_uris,
                // Whatever the address that is advertised.
                home: "http://localhost",
                strictness: &Strictness::default(),
            },
        );
        let kind = entry.kind.unwrap_or(ClientType::Confidential);
        let part = format!("{part}.secrets");
        if kind == ClientType::Confidential && entry.secrets.is_empty() && !is_odd {
            self.complain(part.as_str(), WorldMistake::SecretMissing);
        }
        let secrets = self.secrets(&part, kind, entry.secrets);
        Client {
            id: ClientId(entry.id.unwrap_or_else(|| Hash::of(&entry.name).into_hex())),
            name: entry.name,
            purpose,
            website_url: entry.website_url,
            logo: entry.logo,
            kind,
            status: entry.status.unwrap_or(ClientStatus::Approved),
            rejection_reason: entry.rejection_reason,
            owner,
            redirect_uris,
            scopes: entry.scopes,
            secrets,
        }
    }

    /// Whether it could be registered so: what it says of itself, its scopes and its redirect URIs are told apart.
    fn registration(&mut self, part: &str, case: &Registration<'_>) {
        let (scopes, uris) = (case.scopes, case.redirect_uris);
        for judge in [registration::describes, registration::scopes, registration::redirect_uris] {
            let Err(Refused { check, refusal, .. }) = judge(case) else { continue };
            let at = match &refusal {
                Objection::UnknownScope(unknown) => scopes.words().position(|word| word == unknown),
                Objection::DuplicateRedirectUri(uri)
                | Objection::UnreadableRedirectUri(uri)
                | Objection::FragmentInRedirectUri(uri)
                | Objection::InsecureRedirectUri(uri) => uris.iter().rposition(|own| own == uri),
                _ => None,
            };
            let key = match check {
                Check::NameGiven => "name",
                Check::PurposeGiven => "purpose",
                Check::WebsiteReadable => "website_url",
                Check::LogoReadable => "logo",
                Check::ScopeGiven | Check::RegisteredScopesExist => "scopes",
                _ => "redirect_uris",
            };
            self.complain(one_of(&format!("{part}.{key}"), at), refusal);
        }
    }

    fn secrets(&mut self, part: &str, kind: ClientType, entries: Vec<SecretEntry>) -> Vec<KeptSecret> {
        match (kind, entries.len()) {
            (ClientType::Public, 1..) => self.complain(part, WorldMistake::SecretOfPublicClient),
            (_, count) if count > MOST_SECRETS => {
                self.complain(item(part, MOST_SECRETS), WorldMistake::TooManySecrets);
            }
            _ => {}
        }
        let id_of = |entry: &SecretEntry| if let SecretEntry::Kept { id, .. } = entry { *id } else { None };
        let mut ids = Ids::taken(entries.iter().filter_map(id_of));
        let (mut secrets, mut numbers) = (Vec::new(), HashSet::new());
        for (index, entry) in entries.into_iter().enumerate() {
            let id = id_of(&entry).unwrap_or_else(|| ids.next());
            if !numbers.insert(id) {
                self.complain(item(part, index), WorldMistake::SecretTwice);
            }
            secrets.push(match entry {
                SecretEntry::Kept { hash, hint, created_at, .. } => {
                    KeptSecret { id, hash, hint, created_at: created_at.unwrap_or(BEGINNING) }
                }
                SecretEntry::Plain(plain) => {
                    if plain.reveal().trim().is_empty() {
                        self.complain(item(part, index), WorldMistake::SecretEmpty);
                    }
                    KeptSecret { id, ..KeptSecret::of(&plain) }
                }
            });
        }
        secrets
    }

    /// The id that was written, or the next free one.
    pub(super) fn unique_id(&mut self, part: &str, written: Option<u64>, ids: &mut Ids) -> u64 {
        let Some(id) = written else { return ids.next() };
        if !ids.used.insert(id) {
            self.twice(format!("{part}.id"), "id", &id.to_string(), "another one of this list".to_owned());
        }
        id
    }

    pub(super) fn twice(&mut self, part: String, what: &'static str, name: &str, first: String) {
        self.complain(part, WorldMistake::Twice { what, name: name.to_owned(), first });
    }
}

fn one_of(part: &str, at: Option<usize>) -> String {
    at.map_or_else(|| part.to_owned(), |index| item(part, index))
}

/// The users by what they may be called.
pub(super) struct People {
    by_name: HashMap<String, u64>,
    some: Vec<String>,
    are_complete: bool,
}

impl People {
    fn new(users: &[User], are_complete: bool) -> Self {
        let ids = users.iter().map(|user| (user.id.to_string(), user.id));
        let by_name = ids.chain(users.iter().map(|user| (User::folded(&user.email), user.id))).collect();
        let some = users.iter().take(5).map(|user| user.email.clone()).collect();
        Self { by_name, some, are_complete }
    }

    fn find(&self, name: &Name) -> Option<u64> {
        let name = match name {
            Name::Number(id) => id.to_string(),
            Name::Text(text) => User::folded(text),
        };
        self.by_name.get(&name).copied()
    }
}

/// The numbers that are left for entries without an id: the smallest ones that nobody has.
pub(super) struct Ids {
    taken: BTreeSet<u64>,
    /// Those of `taken` that an entry was given already.
    used: BTreeSet<u64>,
    next: u64,
}

impl Ids {
    pub(super) fn taken(ids: impl Iterator<Item = u64>) -> Self {
        Self { taken: ids.collect(), used: BTreeSet::new(), next: 1 }
    }

    pub(super) fn next(&mut self) -> u64 {
        while self.taken.contains(&self.next) {
            self.next += 1;
        }
        self.taken.insert(self.next);
        self.next
    }
}
