//! What in a target file cannot be meant, and what comes of the rest.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Url;
use serde_json::{Value, json};
use toml::Spanned;

use super::{
    Account, Capability, Consent, Fixture, Lookup, Person, Profile, Provision, Registration, Role, Server,
    hint,
    secret::Reference,
    written::{Client, Clock, Id, Presence, User, Written},
};
use crate::{
    cast::scopes::DOCUMENTED,
    handwritten::{Handwritten, Unusable},
};

/// The profile that was meant, unless something cannot be.
pub(super) fn checked(written: Written, file: &Handwritten, lookup: Lookup<'_>) -> Result<Profile, Unusable> {
    let reader = Reader { file, lookup };
    let consent = written.consent.map(|section| section.strategy).unwrap_or_default();
    let provision = written.provision.get_ref().strategy;
    if (consent, provision) == (Consent::Manual, Provision::Control) {
        let message = "nobody can sign in by hand as users who are made anew for every scenario: either [consent] \
                       strategy = \"form\" or [provision] strategy = \"static\"";
        return Err(file.unusable(written.provision.span(), message));
    }
    let absent = reader.absent(written.capabilities.named())?;
    let clients = reader.clients(written.clients.named(), &absent)?;
    let platform = written.platform.map(|it| reader.platform(it, &clients, &absent)).transpose()?;
    let users = reader.users(written.users.named(), consent)?;
    let clock = written.clock.map(|section| section.strategy);
    let rate = written
        .limits
        .rate
        .map(|rate| rate.get_ref().parse().map_err(|message: String| file.unusable(rate.span(), message)));
    let server = Server {
        app_url: reader.address("app_url", &written.target.app_url)?,
        api_url: reader.address("api_url", &written.target.api_url)?,
        name: reader.text("name", written.target.name)?,
    };
    Ok(Profile {
        server,
        clients,
        platform,
        users,
        consent,
        provision,
        moves_the_clock: clock.map_or(provision == Provision::Control, |clock| clock == Clock::Control),
        rate: rate.transpose()?,
        destructive: written.limits.destructive,
        fixtures: reader.fixtures(written.fixtures.named())?,
        absent,
    })
}

pub(super) struct Reader<'a> {
    file: &'a Handwritten,
    lookup: Lookup<'a>,
}

impl Reader<'_> {
    pub(super) fn wrong<T, W>(&self, at: &Spanned<W>, message: impl Into<String>) -> Result<T, Unusable> {
        Err(self.file.unusable(at.span(), message))
    }

    pub(super) fn text(&self, key: &str, written: Spanned<String>) -> Result<String, Unusable> {
        if written.get_ref().trim().is_empty() {
            return self.wrong(&written, format!("{key} is empty"));
        }
        Ok(written.into_inner())
    }

    fn address(&self, key: &str, written: &Spanned<String>) -> Result<Url, Unusable> {
        let no_address = |why: &str| {
            self.wrong(
                written,
                format!("{key} must be an http or https address such as https://app.example.com: {why}"),
            )
        };
        let url = match Url::parse(written.get_ref()) {
            Ok(url) => url,
            Err(error) => return no_address(&error.to_string()),
        };
        if !matches!(url.scheme(), "http" | "https") {
            return no_address(&format!("this one begins with {}:", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return no_address("a user name or password has no place in it");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return no_address("it ends before a ? or #");
        }
        Ok(url)
    }

    pub(super) fn secret(&self, written: &Spanned<Reference>) -> Result<String, Unusable> {
        let secret = written.get_ref().look_up(self.lookup);
        secret.map_err(|message| self.file.unusable(written.span(), message))
    }

    fn absent(
        &self,
        written: impl Iterator<Item = (Capability, Spanned<Presence>)>,
    ) -> Result<BTreeMap<Capability, String>, Unusable> {
        let mut absent = BTreeMap::new();
        for (capability, written) in written.filter(|(_, written)| !written.get_ref().present) {
            match written.get_ref().reason.as_deref().map(str::trim) {
                Some(reason) if !reason.is_empty() => absent.insert(capability, reason.to_owned()),
                _ => {
                    let mend =
                        format!("{capability} is said to be absent without a reason: add reason = \"...\"");
                    return self.wrong(&written, mend);
                }
            };
        }
        Ok(absent)
    }

    fn fixtures(
        &self,
        written: impl Iterator<Item = (Fixture, Spanned<Id>)>,
    ) -> Result<BTreeMap<Fixture, Value>, Unusable> {
        let mut fixtures = BTreeMap::new();
        for (fixture, written) in written {
            let id = match written.get_ref() {
                Id::Number(number) => json!(number),
                Id::Text(text) if is_segment(text) => json!(text),
                Id::Text(text) => {
                    let mend = format!(
                        "{text:?} cannot stand in a path: an id is a number, or letters, digits, - and _"
                    );
                    return self.wrong(&written, mend);
                }
            };
            fixtures.insert(fixture, id);
        }
        Ok(fixtures)
    }

    fn clients(
        &self,
        written: impl Iterator<Item = (Role, Spanned<Client>)>,
        absent: &BTreeMap<Capability, String>,
    ) -> Result<BTreeMap<Role, Registration>, Unusable> {
        let mut clients: BTreeMap<Role, Registration> = BTreeMap::new();
        for (role, client) in written {
            let capability = match role {
                Role::Legacy => Some(Capability::Legacy),
                Role::Pending | Role::Rejected => Some(Capability::Review),
                Role::Rotating => Some(Capability::Rotation),
                _ => None,
            };
            if let Some(capability) = capability.filter(|capability| absent.contains_key(capability)) {
                let mend = format!(
                    "[clients.{role}] is there, but [capabilities] {capability} is not: take one away"
                );
                return self.wrong(&client, mend);
            }
            if let Some(twin) = clients.iter().find(|(_, it)| it.id == *client.get_ref().id.get_ref()) {
                let mend = format!("[clients.{}] has this id too; each role is another client", twin.0);
                return self.wrong(&client.get_ref().id, mend);
            }
            clients.insert(role, self.client(role, client)?);
        }
        Ok(clients)
    }

    fn client(&self, role: Role, written: Spanned<Client>) -> Result<Registration, Unusable> {
        self.secrets_fit(role, &written)?;
        let client = written.into_inner();
        let scopes = match client.scopes {
            Some(scopes) => self.scopes(role, &scopes)?,
            None if role == Role::Legacy => Vec::new(),
            None => {
                return self.wrong(
                    &client.id,
                    format!("[clients.{role}] has no `scopes`: list those it may ask for"),
                );
            }
        };
        let secret = |written: Option<Spanned<Reference>>| written.map(|it| self.secret(&it)).transpose();
        Ok(Registration {
            redirect_uris: self.redirect_uris(role, &client.redirect_uris)?,
            id: self.text("id", client.id)?,
            secret: secret(client.secret)?,
            scopes,
            second_secret: secret(client.second_secret)?,
            revoked_secret: secret(client.revoked_secret)?,
        })
    }

    fn secrets_fit(&self, role: Role, written: &Spanned<Client>) -> Result<(), Unusable> {
        let client = written.get_ref();
        match (&client.secret, role == Role::Public) {
            (Some(secret), true) => {
                return self
                    .wrong(secret, "a public client has no secret: take it away, or name another role");
            }
            (None, false) => {
                let mend = format!("[clients.{role}] has no `secret`: add secret = {{ env = \"NAME\" }}");
                return self.wrong(written, mend);
            }
            _ => {}
        }
        let others: Vec<_> =
            [("second_secret", &client.second_secret), ("revoked_secret", &client.revoked_secret)]
                .into_iter()
                .filter_map(|(key, secret)| Some((key, secret.as_ref()?)))
                .collect();
        match others.first() {
            Some((key, secret)) if role != Role::Rotating => {
                self.wrong(secret, format!("{key} belongs to [clients.rotating] alone"))
            }
            None if role == Role::Rotating => self
                .wrong(written, "[clients.rotating] has neither second_secret nor revoked_secret: add one"),
            _ => Ok(()),
        }
    }

    fn redirect_uris(
        &self,
        role: Role,
        written: &Spanned<Vec<Spanned<String>>>,
    ) -> Result<Vec<String>, Unusable> {
        if written.get_ref().is_empty() {
            return self.wrong(
                written,
                format!("[clients.{role}] has no redirect URI: name those that are registered"),
            );
        }
        let mut seen = BTreeSet::new();
        for uri in written.get_ref() {
            let text = uri.get_ref().as_str();
            let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
            let Some(url) = url else {
                return self
                    .wrong(uri, format!("{text:?} is no redirect URI: write all of it, from https:// on"));
            };
            if url.fragment().is_some() {
                return self.wrong(uri, "a redirect URI has no #fragment");
            }
            let ours = ["code", "state", "error", "error_description"];
            if let Some((name, _)) = url.query_pairs().find(|(name, _)| ours.contains(&name.as_ref())) {
                return self
                    .wrong(uri, format!("nobody could tell its own `{name}` from the one that is added"));
            }
            if !seen.insert(text) {
                return self.wrong(uri, "it stands here twice");
            }
        }
        Ok(written.get_ref().iter().map(|uri| uri.get_ref().clone()).collect())
    }

    fn scopes(&self, role: Role, written: &Spanned<Vec<Spanned<String>>>) -> Result<Vec<String>, Unusable> {
        match (written.get_ref().is_empty(), role == Role::Legacy) {
            (true, false) => {
                return self.wrong(written, format!("[clients.{role}] may ask for nothing: list its scopes"));
            }
            (false, true) => {
                return self
                    .wrong(written, "a legacy client has no scopes: take them away, or name another role");
            }
            _ => {}
        }
        let mut seen = BTreeSet::new();
        for scope in written.get_ref() {
            let word = scope.get_ref().as_str();
            if DOCUMENTED.contains(&word) {
                // The usual case.
            } else if let Some(meant) = hint::nearest(word, DOCUMENTED) {
                return self.wrong(scope, format!("no scope is called {word:?}; did you mean {meant}?"));
            } else if word.is_empty() || !word.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
                return self.wrong(scope, format!("{word:?} is no scope: one looks like BOOKING_READ"));
            }
            if !seen.insert(word) {
                return self.wrong(scope, "it stands here twice");
            }
        }
        Ok(written.get_ref().iter().map(|scope| scope.get_ref().clone()).collect())
    }

    fn users(
        &self,
        written: impl Iterator<Item = (Person, Spanned<User>)>,
        consent: Consent,
    ) -> Result<BTreeMap<Person, Account>, Unusable> {
        let mut users: BTreeMap<Person, Account> = BTreeMap::new();
        for (person, user) in written {
            if user.get_ref().password.is_none() && consent == Consent::Form {
                let mend = format!("[users.{person}] has no `password`: add password = {{ env = \"NAME\" }}");
                return self.wrong(&user, mend);
            }
            let User { email, password } = user.into_inner();
            if let Some(twin) = users.iter().find(|(_, it)| it.email.eq_ignore_ascii_case(email.get_ref())) {
                return self
                    .wrong(&email, format!("[users.{}] has this e-mail too; each is somebody else", twin.0));
            }
            let password = password.map(|it| self.secret(&it)).transpose()?;
            users.insert(person, Account { email: self.text("email", email)?, password });
        }
        Ok(users)
    }
}

/// Whether an id can stand in a path.
pub(super) fn is_segment(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
