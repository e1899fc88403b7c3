//! What somebody does to a client at the control door: registering, editing, reviewing, deleting it, and asking for the
//! list of its secrets; and how the client stands before and after.

use reqwest::Method;
use serde_json::{Map, Value, json};

use super::{Said, Stage, things::plain};
use crate::{
    cast::{Client, ClientRole, UserRole, scopes::Scopes, secrets::Secrets},
    exchange::Exchange,
    readings::registration as reading,
    requests::registration::{Form, LOGO, REASON, WEBSITE},
    target::provision::control::{ClientMade, ClientOrder},
    verdict::Halt,
};

/// In what a client that is not there yet will differ from the usual.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) has_website_and_logo: bool,
}

impl Plan {
    /// What is asked of the server then.
    pub(super) fn applied(self, mut order: ClientOrder) -> ClientOrder {
        if let Some(scopes) = self.scopes {
            // What it is follows from its scopes: nothing is said of it beside them.
            order.legacy = scopes.is_empty();
            order.scopes = scopes;
        }
        if self.has_website_and_logo {
            (order.website_url, order.logo) = (Some(WEBSITE), Some(LOGO));
        }
        order
    }
}

/// How a client stood before and after something was done to it. Of one that is registered: which clients its owner had.
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) role: ClientRole,
    pub(crate) before: String,
    pub(crate) after: String,
    /// The client as it stands then, where it does.
    pub(crate) client: Option<Value>,
    /// What was asked to be written.
    pub(crate) sent: Map<String, Value>,
}

/// What is done to a client, beside who does it.
pub(crate) struct Act {
    method: Method,
    /// Below the client's own path.
    path: String,
    body: Option<Map<String, Value>>,
}

impl Act {
    pub(crate) fn review(decision: &str) -> Self {
        let body = match decision {
            "reject" => json!({ "decision": decision, "reason": REASON }),
            _ => json!({ "decision": decision }),
        };
        Self { method: Method::POST, path: "/review".to_owned(), body: body.as_object().cloned() }
    }

    /// The same with something else in its body.
    pub(crate) fn changed(mut self, change: fn(&mut Map<String, Value>)) -> Self {
        self.body.iter_mut().for_each(change);
        self
    }

    pub(crate) fn deletion() -> Self {
        Self { method: Method::DELETE, path: String::new(), body: None }
    }

    pub(crate) fn list_of_secrets() -> Self {
        Self { method: Method::GET, path: "/secrets".to_owned(), body: None }
    }
}

impl Stage {
    /// What a client that nobody named yet will be like.
    pub(crate) fn plan(&mut self, role: ClientRole) -> Result<&mut Plan, Halt> {
        if self.clients.contains_key(&role) {
            return Err(Halt::Ours(format!("{role} is there already")));
        }
        Ok(self.planned.entry(role).or_default())
    }

    /// Registers a client of the cast, with this change, and keeps the answer.
    pub(crate) async fn register_client(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl Fn(&mut Form),
    ) -> Result<(), Halt> {
        let plan = std::mem::take(self.plan(role)?);
        self.forget_question();
        let owner = self.user_id(user).await?;
        let order = plan.applied(role.order(owner.clone()));
        let usual = serde_json::to_value(order).map_err(|e| Halt::Ours(e.to_string()))?;
        let mut usual = usual.as_object().cloned().unwrap_or_default();
        // Whoever registers a client says nothing of its state.
        usual.remove("status");
        let mut form = Form::registration(usual);
        change(&mut form);
        let before = self.clients_of(&owner).await?;
        let sent = form.members.clone();
        let exchange = self.ask_door(Method::POST, "clients", Some(&Value::Object(sent.clone()))).await?;
        let mut client = None;
        if let Ok(made) = reading::registered(&exchange) {
            self.made.push(("clients", made.client_id.clone()));
            client = self.looked_up(&made.client_id).await?.answer.json();
            self.keep_client(role, &form, made);
        }
        self.hide_secret_in(&exchange);
        let after = self.clients_of(&owner).await?;
        self.trace = Some(Trace { role, before, after, client, sent });
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    fn keep_client(&mut self, role: ClientRole, form: &Form, made: ClientMade) {
        let client = Client {
            role,
            id: made.client_id,
            secret: made.client_secret.clone(),
            secrets: Secrets::new(made.client_secret),
            redirect_uris: form.redirect_uris(),
            scopes: Scopes::new(form.scopes()),
        };
        self.introduce(&client);
    }

    /// Edits a client with these changes, and keeps the answer.
    pub(crate) async fn edit_client(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl Fn(&mut Form),
    ) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let shown = self.looked_up(&client.id).await?;
        let shown = reading::shown(&shown)?;
        let mut form = Form::edit(shown);
        change(&mut form);
        let (redirect_uris, scopes) = (form.redirect_uris(), form.scopes());
        let act = Act { method: Method::PATCH, path: String::new(), body: Some(form.members) };
        self.act(user, role, act).await?;
        if self.answer()?.answer.status.is_success()
            && let Some(client) = self.clients.get_mut(&role)
        {
            (client.redirect_uris, client.scopes) = (redirect_uris, Scopes::new(scopes));
        }
        Ok(())
    }

    /// Does something to a client, and keeps the answer; looks at it before and after.
    pub(crate) async fn act(&mut self, user: UserRole, role: ClientRole, act: Act) -> Result<(), Halt> {
        self.forget_question();
        let (client, actor) = (self.client(role).await?, self.user_id(user).await?);
        let before = reading::rendered(&self.looked_up(&client.id).await?);
        let Act { method, path, body } = act;
        let sent = body.clone().unwrap_or_default();
        let path = format!("clients/{}{path}", client.id);
        let exchange = if let Some(mut body) = body {
            body.insert("as".to_owned(), actor);
            self.ask_door(method, &path, Some(&Value::Object(body))).await?
        } else {
            self.ask_door(method, &format!("{path}?as={}", plain(&actor)), None).await?
        };
        self.hide_secret_in(&exchange);
        let after = self.looked_up(&client.id).await?;
        let client = reading::shown(&after).ok();
        self.trace = Some(Trace { role, before, after: reading::rendered(&after), client, sent });
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// Looks a client up at the door, and keeps the answer.
    pub(crate) async fn look_up(&mut self, role: ClientRole) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let exchange = self.ask_door(Method::GET, &format!("clients/{}", client.id), None).await?;
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// Reads what a user was sent, and keeps the answer.
    pub(crate) async fn read_emails(&mut self, user: UserRole) -> Result<(), Halt> {
        let email = self.user(user).await?.email.clone();
        let email: String = url::form_urlencoded::byte_serialize(email.as_bytes()).collect();
        let exchange = self.ask_door(Method::GET, &format!("outbox?to={email}"), None).await?;
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// Brings a client into a state, unless it is in it: an admin reviews it, or sends it back to review.
    pub(crate) async fn bring_into(&mut self, role: ClientRole, state: &str) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let stands = |client: &Value| {
            let has_its_reason = state != "rejected" || client["rejection_reason"] == REASON;
            client["status"] == state && has_its_reason
        };
        if stands(&reading::shown(&self.looked_up(&client.id).await?)?) {
            return Ok(());
        }
        match state {
            "approved" => self.act(UserRole::Ada, role, Act::review("approve")).await?,
            "rejected" => self.act(UserRole::Ada, role, Act::review("reject")).await?,
            _ => self.venue()?.door()?.send_back_to_review(&client.id).await?,
        }
        let it = self.looked_up(&client.id).await?;
        if stands(&reading::shown(&it)?) {
            return Ok(());
        }
        Err(Halt::mismatch(format!("a client that is {state}"), it.answer.summary()))
    }

    /// Adds a redirect URI to a client, as an admin.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn register(&mut self, role: ClientRole, redirect_uri: &str) -> Result<(), Halt> {
        let mut redirect_uris = self.client(role).await?.redirect_uris;
        redirect_uris.insert(0, redirect_uri.to_owned());
        let venue = self.venue()?;
        if let Some(client) = self.clients.get_mut(&role) {
            venue.door()?.register(&client.id, &redirect_uris).await?;
            client.redirect_uris = redirect_uris;
        }
        Ok(())
    }

    /// What was done to a client last left this behind.
    pub(crate) fn last_trace(&self) -> Result<&Trace, Halt> {
        self.trace.as_ref().ok_or_else(|| Halt::Ours("nothing was done to a client".to_owned()))
    }

    /// The same, where it was this one.
    pub(crate) fn trace_of(&self, role: ClientRole) -> Result<&Trace, Halt> {
        let is_its = |trace: &&Trace| trace.role == role;
        self.last_trace().ok().filter(is_its).ok_or_else(|| Halt::Ours(format!("nothing was done to {role}")))
    }

    /// The secret with which a client was registered or made.
    pub(crate) fn secret_of(&self, role: ClientRole) -> Result<&str, Halt> {
        let secret = self.clients.get(&role).and_then(|client| client.secret.as_deref());
        secret.ok_or_else(|| Halt::mismatch(format!("a secret of {role}'s"), "none"))
    }

    /// The ids and secrets of all clients of the scenario.
    pub(crate) fn credentials(&self) -> Vec<(&str, Option<&str>)> {
        self.clients.values().map(|client| (client.id.as_str(), client.secret.as_deref())).collect()
    }

    /// Asks the door, and keeps the question for the report.
    async fn ask_door(&mut self, method: Method, path: &str, body: Option<&Value>) -> Result<Exchange, Halt> {
        let venue = self.venue()?;
        let door = venue.door()?;
        let question = door.question(method.clone(), path, body)?;
        self.note(&question);
        door.ask(method, path, body).await
    }

    /// A secret that an answer gives does not show from now on.
    fn hide_secret_in(&mut self, exchange: &Exchange) {
        if let Some(Value::String(secret)) = exchange.answer.member("client_secret") {
            self.hide(&secret, "CLIENT_SECRET_AS_GIVEN");
        }
    }

    /// How a client stands, whoever asks.
    async fn looked_up(&self, id: &str) -> Result<Exchange, Halt> {
        self.venue()?.door()?.ask(Method::GET, &format!("clients/{id}"), None).await
    }

    /// The clients that a user owns: the ids, a line each.
    async fn clients_of(&self, owner: &Value) -> Result<String, Halt> {
        let world = self.venue()?.door()?.ask(Method::GET, "world", None).await?;
        let clients = world.answer.member("clients").unwrap_or_default();
        let theirs = clients.as_array().into_iter().flatten().filter(|client| client["owner"] == *owner);
        let ids: Vec<String> = theirs.map(|client| client["id"].to_string()).collect();
        Ok(ids.join("\n"))
    }
}
