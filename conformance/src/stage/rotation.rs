//! Rotating the secrets of a client through the door, as its owner does it in the settings.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Said, Stage, cast::name_of_secret, endpoint::Watched, things::plain as id_in_path};
use crate::{
    cast::{Client, ClientRole, UserRole, secrets::ordinal},
    exchange::Exchange,
    readings::refusal::refused,
    target::{Door, profile::Capability},
    verdict::Halt,
};

/// An id of no secret.
const UNKNOWN_SECRET: &str = "987654321";

/// Which secret is to be revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// The one that was given at this place.
    Own(usize),
    /// None: nobody has such an id.
    Unknown,
    /// One of another client, by its id.
    Foreign(ClientRole),
}

/// Where somebody looks for a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Settings,
    List,
    Edit,
    Review,
    RefusedSecret,
    Revocation,
    World,
    Journal,
}

impl Stage {
    /// Generates a secret for a client that was just made; nobody said anything yet.
    pub(super) async fn add_secret(&mut self, door: &Door, role: ClientRole) -> Result<(), Halt> {
        let path = format!("clients/{}/secrets", self.known(role)?.id);
        let question = door.question(Method::POST, &path, None)?;
        let it = self.venue()?.transport.ask_to_the_end(question).await?;
        self.keep_secret(role, &it)?;
        given(&it).map(drop)
    }

    /// A user generates a secret of a client; whatever is given is kept, and so is the answer.
    pub(crate) async fn generate_secret(&mut self, user: UserRole, role: ClientRole) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let path = format!("clients/{}/secrets{}", client.id, self.acting(user).await?);
        let it = self.ask_watched(&client, Method::POST, &path, None).await?;
        self.keep_secret(role, &it)?;
        self.said = Said::Answer(Box::new(it));
        Ok(())
    }

    /// A user revokes a secret of a client; the answer is kept.
    pub(crate) async fn revoke_secret(
        &mut self,
        user: UserRole,
        role: ClientRole,
        which: Which,
    ) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let id = match which {
            Which::Own(place) => self.secret_id(&client, place).await?,
            Which::Unknown => UNKNOWN_SECRET.to_owned(),
            Which::Foreign(other) => {
                let other = self.client(other).await?;
                self.secret_id(&other, 0).await?
            }
        };
        let path = format!("clients/{}/secrets/{id}{}", client.id, self.acting(user).await?);
        let it = self.ask_watched(&client, Method::DELETE, &path, None).await?;
        if let (Which::Own(place), true) = (which, it.answer.status.is_success())
            && let Some(client) = self.clients.get_mut(&role)
        {
            client.secrets.revoke(place, id);
            client.secret = client.secrets.in_use().map(str::to_owned);
        }
        self.said = Said::Answer(Box::new(it));
        Ok(())
    }

    /// Sees to it that a client has a secret that was revoked: its second, where nothing else is said.
    pub(super) async fn have_revoked(&mut self, role: ClientRole) -> Result<(), Halt> {
        let client = self.client(role).await?;
        if client.secrets.revoked().is_some() || self.venue()?.has_standing_clients() {
            return Ok(());
        }
        if client.secrets.number_in_use() < 2 {
            self.generate_secret(UserRole::Owen, role).await?;
            self.answer().and_then(given).map(drop)?;
        }
        self.revoke_secret(UserRole::Owen, role, Which::Own(1)).await?;
        self.said_to_be_revoked()
    }

    /// A user looks where a secret might be shown, or does what might show it.
    pub(crate) async fn look_for_secrets(
        &mut self,
        user: UserRole,
        role: ClientRole,
        view: View,
    ) -> Result<(), Halt> {
        match view {
            View::RefusedSecret => {
                self.generate_secret(user, role).await?;
                return refused(self.answer()?).map(drop);
            }
            View::Revocation => {
                self.revoke_secret(user, role, Which::Own(0)).await?;
                return self.said_to_be_revoked();
            }
            _ => {}
        }
        let client = self.client(role).await?;
        let (id, acting) = (&client.id, self.acting(user).await?);
        let (method, path, body) = match view {
            View::List => (Method::GET, format!("clients/{id}/secrets{acting}"), None),
            View::Edit => {
                let body = json!({ "purpose": "It plays another part." });
                (Method::PATCH, format!("clients/{id}"), Some(body))
            }
            View::Review => {
                (Method::POST, format!("clients/{id}/review"), Some(json!({ "decision": "approve" })))
            }
            View::World => (Method::GET, "world".to_owned(), None),
            View::Journal => (Method::GET, format!("requests?client={id}"), None),
            _ => (Method::GET, format!("clients/{id}"), None),
        };
        let it = self.ask_watched(&client, method, &path, body.as_ref()).await?;
        if !it.answer.status.is_success() {
            return Err(Halt::mismatch("an answer in which a secret might be shown", it.answer.summary()));
        }
        self.said = Said::Answer(Box::new(it));
        Ok(())
    }

    /// Whether the last answer says that a secret was revoked.
    pub(crate) fn said_to_be_revoked(&self) -> Result<(), Halt> {
        let it = self.answer()?;
        if it.answer.status.is_success() {
            return Ok(());
        }
        Err(Halt::mismatch("an answer from 200 to 299 to a revocation", it.answer.summary()))
    }

    /// The same, and the list no longer shows it.
    pub(crate) fn revoked(&self) -> Result<(), Halt> {
        let it = self.answer()?;
        let (before, after) = self.watched.as_ref().map(Watched::both).unwrap_or_default();
        if it.answer.status.is_success() && before != after {
            return Ok(());
        }
        let got = format!(
            "{}, and the list of secrets {}",
            it.answer.summary(),
            if before == after { "is as it was" } else { "is another one" }
        );
        Err(Halt::mismatch("an answer from 200 to 299 and a list of secrets without this one", got))
    }

    /// Whether the last answer shows none of a client's secrets, and tells of the client.
    pub(crate) fn shows_no_secret(&self, role: ClientRole) -> Result<(), Halt> {
        let (it, client) = (self.answer()?, self.known(role)?);
        let is_shown = |secret: &str| {
            it.answer.body.contains(secret)
                || it.answer.headers.values().any(|value| value.to_str().is_ok_and(|it| it.contains(secret)))
        };
        match client.secrets.all().find(|(_, secret)| is_shown(secret)) {
            None => Ok(()),
            Some((called, _)) => {
                let got = format!("{}, which shows ${}", it.answer.summary(), name_of_secret(role, called));
                Err(Halt::mismatch(format!("an answer without a secret of {role}'s"), got))
            }
        }
    }

    /// What the door is told about who acts: nothing of the clients' owner, who is meant without a word.
    async fn acting(&mut self, user: UserRole) -> Result<String, Halt> {
        if user == UserRole::Owen {
            return Ok(String::new());
        }
        let id = self.user_id(user).await?;
        Ok(format!("?as={}", id_in_path(&id)))
    }

    /// Asks the door for something that may be refused. The client's list of secrets is looked at before and after.
    async fn ask_watched(
        &mut self,
        client: &Client,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Exchange, Halt> {
        let venue = self.venue()?;
        venue.offers(Capability::Rotation)?;
        let door = venue.door()?;
        self.forget_question();
        let before = listed(&door.secrets(&client.id).await?);
        let question = door.question(method, path, body)?;
        self.note(&question);
        let it = venue.transport.ask_to_the_end(question).await?;
        let after = listed(&door.secrets(&client.id).await?);
        self.watched = Some(Watched::new("the list of secrets", before, after));
        Ok(it)
    }

    /// The secret that an answer gives, if it does, is the client's from now on, and hidden.
    fn keep_secret(&mut self, role: ClientRole, it: &Exchange) -> Result<(), Halt> {
        let Some(Value::String(plain)) = it.answer.member("client_secret") else { return Ok(()) };
        let id = it.answer.member("id").unwrap_or_default();
        let client = self.clients.get_mut(&role).ok_or_else(|| Halt::Ours(format!("{role} is not there")))?;
        let place = client.secrets.give(plain.clone(), id_in_path(&id));
        client.secret = client.secrets.in_use().map(str::to_owned);
        self.hide(&plain, &name_of_secret(role, ordinal(place)));
        Ok(())
    }

    /// The id of the secret that a client was given at `place`. That of the first is learnt from the list.
    async fn secret_id(&mut self, client: &Client, place: usize) -> Result<String, Halt> {
        if let Some(id) = client.secrets.id_at(place) {
            return Ok(id.to_owned());
        }
        let it = self.venue()?.door()?.secrets(&client.id).await?;
        let secrets = it.answer.member("secrets").unwrap_or_default();
        let mut ids = secrets.as_array().into_iter().flatten().map(|secret| id_in_path(&secret["id"]));
        let id = ids.find(|id| place == 0 && !client.secrets.has_id(id));
        id.ok_or_else(|| Halt::mismatch("the secret in the list of secrets", it.answer.summary()))
    }
}

/// The secret in an answer that gives one.
pub(crate) fn given(it: &Exchange) -> Result<String, Halt> {
    match (it.answer.status.is_success(), it.answer.member("client_secret")) {
        (true, Some(Value::String(secret))) if !secret.is_empty() => Ok(secret),
        _ => Err(Halt::mismatch("an answer with a client_secret", it.answer.summary())),
    }
}

/// A list of secrets as a text that can be compared.
fn listed(it: &Exchange) -> String {
    format!("{:#}\n", it.answer.json().unwrap_or_default())
}
