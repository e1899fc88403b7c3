//! What of an answer about platform clients stands in no record: ids, secrets, tokens, e-mails and names.

use crate::{
    cast::platform::PlatformRole,
    stage::{Stage, things::plain},
};

impl Stage {
    /// A body in which what differs from run to run stands as what it is.
    pub(in crate::stage) fn without_platforms(&self, body: &str) -> String {
        let mut body = body.to_owned();
        let mut replace = |value: &str, shown: &str| {
            if !value.is_empty() {
                body = body.replace(value, shown);
            }
        };
        for user in &self.platforms.users {
            for tokens in &user.tokens {
                replace(&tokens.access, "[access token]");
                replace(&tokens.refresh, "[refresh token]");
            }
            replace(&user.email, "[stored e-mail]");
        }
        for named in self.platforms.people.values() {
            replace(&named.name, "[name]");
            replace(&named.email, "[e-mail]");
            // What an e-mail begins with.
            replace(named.email.split('@').next().unwrap_or_default(), "[local part]");
        }
        for client in self.platforms.clients.values() {
            let is_orbit = client.role == PlatformRole::Orbit;
            replace(&client.secret, if is_orbit { "[secret]" } else { "[another secret]" });
            replace(&client.id.to_uppercase(), "[clientId in capitals]");
            replace(&client.id, if is_orbit { "[clientId]" } else { "[another clientId]" });
        }
        for user in &self.platforms.users {
            let id = plain(&user.id);
            for before in ["ID=", "ID "] {
                for end in [" ", "\"", "."] {
                    replace(&format!("{before}{id}{end}"), &format!("{before}[userId]{end}"));
                }
            }
        }
        body
    }
}
