//! Making the clients of the cast, and making them known.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::Stage;
use crate::{
    cast::{Client, ClientRole},
    target::{Door, provision::control::ClientOrder},
    verdict::Halt,
};

impl Stage {
    /// Makes the client that plays `role`; a second secret comes along where it has two.
    pub(super) async fn make_client(
        &mut self,
        door: &Door,
        order: ClientOrder,
        role: ClientRole,
    ) -> Result<Client, Halt> {
        let made = door.create_client(&order).await?;
        self.made.push(("clients", made.client_id.clone()));
        let client = Client::new(role, order, made.fit_for(role)?);
        self.introduce(&client);
        if role.has_two_secrets() {
            self.add_secret(door, role).await?;
        }
        self.known(role)
    }

    /// The client is there from now on, and what nobody may see of it is hidden.
    pub(super) fn introduce(&mut self, client: &Client) {
        let (id_name, secret_name) = client.role.names();
        self.hide(&client.id, &id_name);
        if let Some(secret) = &client.secret {
            self.hide(secret, &secret_name);
            self.hide(
                &STANDARD.encode(format!("{}:{secret}", client.id)),
                &format!("{secret_name}_AS_BASIC"),
            );
        }
        for (called, secret) in client.secrets.all() {
            self.hide(secret, &name_of_secret(client.role, called));
        }
        self.clients.insert(client.role, client.clone());
    }

    /// A client that is there.
    pub(super) fn known(&self, role: ClientRole) -> Result<Client, Halt> {
        self.clients.get(&role).cloned().ok_or_else(|| Halt::Ours(format!("{role} is not there")))
    }

    /// Gives a client these scopes in place of its own, as `owner` or `admin`.
    pub(crate) async fn give_scopes(
        &mut self,
        role: ClientRole,
        editor: &str,
        scopes: &str,
    ) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let scopes: Vec<&str> = scopes.split(' ').collect();
        self.venue()?.door()?.give_scopes(&client.id, editor, &scopes).await?;
        if let Some(client) = self.clients.get_mut(&role) {
            client.scopes = crate::cast::scopes::Scopes::new(scopes.into_iter().map(str::to_owned).collect());
        }
        Ok(())
    }
}

/// How one of several secrets of a client is called in reports.
pub(super) fn name_of_secret(role: ClientRole, called: &str) -> String {
    role.names().1.replace("CLIENT", &called.to_ascii_uppercase())
}
