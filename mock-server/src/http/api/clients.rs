//! `GET /v2/auth/oauth2/clients/{clientId}`, and the same for atoms: what anybody may know of a client (production-oauth A.8,
//! production-api E5).

use serde_json::json;

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::wire::{ApiError, Client, ClientId, ClientType};

/// Neither secrets nor status nor scopes; a client that nobody reviewed yet is shown as well.
pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let client = named(call)?;
    let kind = match client.kind {
        ClientType::Confidential => "CONFIDENTIAL",
        ClientType::Public => "PUBLIC",
    };
    let data = json!({
        "client_id": client.id,
        "redirect_uris": client.redirect_uris,
        "redirect_uri": client.redirect_uris.first().cloned().unwrap_or_default(),
        "name": client.name,
        "logo": client.logo,
        "is_trusted": false,
        "client_type": kind,
    });
    Ok(shapes::success(200, &data))
}

/// Whether there is such a client, for whoever is not signed in yet.
pub(super) fn read_for_atoms(call: &Call<'_>) -> Result<Reply, ApiError> {
    let client = named(call)?;
    Ok(shapes::success(200, &json!({"clientId": client.id, "organizationId": null})))
}

fn named(call: &Call<'_>) -> Result<Client, ApiError> {
    let id = ClientId(call.name("clientId").to_owned());
    call.app.clients.find(&id).ok_or(ApiError::NoSuchClient)
}
