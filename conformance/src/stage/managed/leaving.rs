//! The end of managed users: where no door takes them along with their client, they are deleted one by one.

use reqwest::Method;

use crate::{
    requests::managed::PlatformRequest,
    stage::{Stage, things::plain},
    target::{Backend, Venue},
};

impl Stage {
    /// Deletes the managed users that the scenario made, the last first; what cannot be deleted is told.
    pub(in crate::stage) async fn delete_managed(&mut self, venue: &Venue) -> Vec<String> {
        let mut left = Vec::new();
        if let Backend::Given(given) = &venue.backend {
            // It may not forget them meanwhile.
            for (_, id) in std::mem::take(&mut self.platforms.left) {
                given.keep(id);
            }
            return left;
        }
        if venue.door().is_ok() {
            // With a client that the door made go its users.
            return left;
        }
        for (role, id) in std::mem::take(&mut self.platforms.left).into_iter().rev() {
            let Some(platform) = self.platforms.clients.get(&role) else { continue };
            let template = "/v2/oauth-clients/{clientId}/users/{userId}";
            let mut request = PlatformRequest::usual(platform, Method::DELETE, template);
            request.user_id = plain(&id);
            let deleted = match request.question(&venue.api_url) {
                Ok(question) => venue.transport.ask_to_the_end(question).await,
                Err(halt) => Err(halt),
            };
            match deleted {
                Ok(it) if it.answer.status.is_success() || it.answer.status.as_u16() == 404 => {}
                Ok(it) => left.push(format!(
                    "the managed user {} (DELETE answered {})",
                    plain(&id),
                    it.answer.status.as_u16()
                )),
                Err(_) => left.push(format!("the managed user {} (DELETE was not answered)", plain(&id))),
            }
        }
        left
    }
}
