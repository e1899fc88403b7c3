//! Rotating the secrets of a client (oauth.txt §5, production-oauth D).

use crate::wire::{Client, ClientType, Objection};

/// A client has at most this many secrets.
pub const MOST_SECRETS: usize = 2;

/// Whether a client may get one more secret.
///
/// # Errors
///
/// ROTATE-07, ROTATE-03.
pub fn may_add(client: &Client) -> Result<(), Objection> {
    uses_secrets(client)?;
    if client.secrets.len() < MOST_SECRETS { Ok(()) } else { Err(Objection::TooManySecrets) }
}

/// Whether the secret `id` of a client may be revoked. That it is the last one is said whatever its id.
///
/// # Errors
///
/// ROTATE-07, ROTATE-10, or that there is no such secret.
pub fn may_revoke(client: &Client, id: &str) -> Result<(), Objection> {
    uses_secrets(client)?;
    match client.secrets.as_slice() {
        [] | [_] => Err(Objection::LastSecret),
        secrets if secrets.iter().any(|secret| secret.id.to_string() == id) => Ok(()),
        _ => Err(Objection::SecretNotFound),
    }
}

fn uses_secrets(client: &Client) -> Result<(), Objection> {
    if client.kind == ClientType::Public { Err(Objection::SecretOfPublicClient) } else { Ok(()) }
}
