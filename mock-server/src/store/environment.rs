//! The environment variables that an application needs to speak to this server (INTERFACE, "cal-mock").

use super::{App, showcase};
use crate::wire::{Client, ClientStatus, ClientType};

/// Variables to paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// Names and values, in the order of the documentation.
    pub variables: Vec<(&'static str, String)>,
    /// Those that cannot be told: secrets are kept as hashes.
    pub withheld: Vec<&'static str>,
}

impl Environment {
    fn tell(&mut self, name: &'static str, value: impl Into<String>) {
        self.variables.push((name, value.into()));
    }

    fn tell_secret(&mut self, name: &'static str, client: &Client) {
        match showcase::secret_of(client) {
            Some(secret) => self.tell(name, secret),
            None => self.withheld.push(name),
        }
    }
}

/// The variables for `app` as it is now. What it does not have is left out.
#[must_use]
pub fn environment(app: &App) -> Environment {
    let mut environment = Environment { variables: Vec::new(), withheld: Vec::new() };
    environment.tell("CAL_APP_URL", app.public_url.as_str());
    environment.tell("CAL_API_URL", app.public_url.as_str());
    let clients = app.clients.all();
    // The default world's own where it is still there: what was created since has another redirect URI.
    let pick = |usual: &str, wanted: fn(&Client) -> bool| {
        let fits = |client: &&Client| client.status == ClientStatus::Approved && wanted(client);
        let mut fitting = clients.iter().filter(fits);
        fitting.clone().find(|client| client.id.0 == usual).or_else(|| fitting.next())
    };
    let is_confidential = |client: &Client| client.kind == ClientType::Confidential && !client.is_legacy();
    let confidential = pick(showcase::CONFIDENTIAL.0, is_confidential);
    if let Some(client) = confidential {
        environment.tell("CAL_CLIENT_ID", &client.id.0);
        environment.tell_secret("CAL_CLIENT_SECRET", client);
    }
    let public = pick(showcase::PUBLIC, |client| client.kind == ClientType::Public);
    if let Some(client) = public {
        environment.tell("CAL_PUBLIC_CLIENT_ID", &client.id.0);
    }
    let is_legacy = |client: &Client| client.kind == ClientType::Confidential && client.is_legacy();
    if let Some(client) = pick(showcase::LEGACY.0, is_legacy) {
        environment.tell("CAL_LEGACY_CLIENT_ID", &client.id.0);
        environment.tell_secret("CAL_LEGACY_CLIENT_SECRET", client);
    }
    let platforms = app.platform_clients.all();
    let usual = platforms.iter().find(|client| client.id.0 == showcase::PLATFORM.0);
    if let Some(client) = usual.or(platforms.first()) {
        environment.tell("CAL_PLATFORM_CLIENT_ID", &client.id.0);
        if client.knows(showcase::PLATFORM.1) {
            environment.tell("CAL_PLATFORM_CLIENT_SECRET", showcase::PLATFORM.1);
        } else {
            environment.withheld.push("CAL_PLATFORM_CLIENT_SECRET");
        }
    }
    let client = confidential.or(public).or_else(|| clients.first());
    if let Some(client) = client {
        environment.tell("CAL_REDIRECT_URI", redirect_uri(app, client));
        environment.tell("CAL_SCOPE", scope(client));
    }
    // The ordinary user: the owner could use even a client that nobody approved.
    let users: Vec<_> = app.users.all().into_iter().filter(|user| user.managed_by.is_none()).collect();
    if let Some(user) = users.iter().find(|user| user.email == showcase::USER).or_else(|| users.first()) {
        environment.tell("CAL_USER_EMAIL", &user.email);
        if user.password.matches(showcase::PASSWORD) {
            environment.tell("CAL_USER_PASSWORD", showcase::PASSWORD);
        } else {
            environment.withheld.push("CAL_USER_PASSWORD");
        }
    }
    environment
}

/// The mock's own page, if `client` has it; else its first.
fn redirect_uri(app: &App, client: &Client) -> String {
    let own = format!("{}{}", app.public_url, showcase::CALLBACK);
    let registered = &client.redirect_uris;
    if registered.contains(&own) { own } else { registered.first().cloned().unwrap_or(own) }
}

/// What the default world's client asks for, if `client` may; else all that it may.
fn scope(client: &Client) -> String {
    let is_short_of_some = showcase::SCOPE.split(' ').any(|word| !client.scopes.has(word));
    if is_short_of_some { client.scopes.joined() } else { showcase::SCOPE.to_owned() }
}

/// Who is in the world of `app`, a line each, with the secrets that are known.
#[must_use]
pub fn credentials(app: &App) -> Vec<String> {
    let mut lines = Vec::new();
    for client in app.clients.all() {
        let kind = match (client.kind, client.is_legacy()) {
            (ClientType::Public, _) => "public",
            (ClientType::Confidential, true) => "legacy",
            (ClientType::Confidential, false) => "confidential",
        };
        let status = match client.status {
            ClientStatus::Pending => ", pending",
            ClientStatus::Approved => "",
            ClientStatus::Rejected => ", rejected",
        };
        lines.push(format!("{} ({kind}{status})", client.name));
        lines.push(format!("  id      {}", client.id));
        for kept in &client.secrets {
            let known = [showcase::secret_of(&client), Some(showcase::SECOND_SECRET)];
            let known = known.into_iter().flatten().find(|secret| kept.hash.matches(secret));
            lines.push(match known {
                Some(secret) => format!("  secret  {secret}"),
                None if kept.hint.is_empty() => "  secret  one of your own".to_owned(),
                None => format!("  secret  one that ends in {}", kept.hint),
            });
        }
    }
    for client in app.platform_clients.all() {
        lines.push(format!("{} (platform)", client.name));
        lines.push(format!("  id      {}", client.id));
        lines.push(match (client.knows(showcase::PLATFORM.1), client.secret.kept.hint.as_str()) {
            (true, _) => format!("  secret  {}", showcase::PLATFORM.1),
            (false, "") => "  secret  one of your own".to_owned(),
            (false, hint) => format!("  secret  one that ends in {hint}"),
        });
    }
    for user in app.users.all().into_iter().filter(|user| user.managed_by.is_none()) {
        let is_known = user.password.matches(showcase::PASSWORD);
        let password = if is_known { showcase::PASSWORD } else { "with a password of your own" };
        lines.push(format!("{} {password}", user.email));
    }
    lines
}
