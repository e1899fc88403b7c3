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
    if let Some(client) = pick(showcase::CONFIDENTIAL.0, is_confidential) {
        environment.tell("CAL_CLIENT_ID", &client.id.0);
        environment.tell_secret("CAL_CLIENT_SECRET", client);
    }
    if let Some(client) = pick(showcase::PUBLIC, |client| client.kind == ClientType::Public) {
        environment.tell("CAL_PUBLIC_CLIENT_ID", &client.id.0);
    }
    let is_legacy = |client: &Client| client.kind == ClientType::Confidential && client.is_legacy();
    if let Some(client) = pick(showcase::LEGACY.0, is_legacy) {
        environment.tell("CAL_LEGACY_CLIENT_ID", &client.id.0);
        environment.tell_secret("CAL_LEGACY_CLIENT_SECRET", client);
    }
    environment.tell("CAL_REDIRECT_URI", format!("{}{}", app.public_url, showcase::CALLBACK));
    environment.tell("CAL_SCOPE", showcase::SCOPE);
    // The ordinary user: the owner could use even a client that nobody approved.
    let users = app.users.all();
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
        if let Some(secret) = showcase::secret_of(&client) {
            lines.push(format!("  secret  {secret}"));
        }
        if client.knows(showcase::SECOND_SECRET) {
            lines.push(format!("  secret  {}", showcase::SECOND_SECRET));
        }
    }
    for user in app.users.all() {
        let password = if user.password.matches(showcase::PASSWORD) { showcase::PASSWORD } else { "***" };
        lines.push(format!("{} {password}", user.email));
    }
    lines
}
