//! `/_mock/callback`: a redirect URI that shows what an application would have been sent, and the next step.

use super::sheet;
use super::view::{Arrival, Callback};
use crate::http::respond::Reply;
use crate::http::site::Request;
use crate::store::{App, showcase};
use crate::wire::ClientType;

pub(super) fn show(app: &App, request: &Request) -> Reply {
    let arrived: Vec<_> = form_urlencoded::parse(request.query().as_bytes()).into_owned().collect();
    let value =
        |wanted: &str| arrived.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let command = value("code").map(|code| next_step(app, code)).unwrap_or_default();
    let arrival = match (value("code"), value("error")) {
        (_, Some(error)) => Arrival::Error { error, description: value("error_description") },
        (Some(code), None) => Arrival::Code { code, command: &command },
        (None, None) => Arrival::Nothing,
    };
    sheet::page(200, &Callback { arrival, state: value("state") })
}

/// The command that exchanges `code`, ready to paste. A secret that is not known is a variable of `cal-mock env`.
fn next_step(app: &App, code: &str) -> String {
    let client = app.codes.client_of(code).and_then(|id| app.clients.find(&id));
    let id = client.as_ref().map_or("$CAL_CLIENT_ID", |client| client.id.0.as_str());
    let proof = match &client {
        Some(client) if client.kind == ClientType::Public => "code_verifier=$CODE_VERIFIER".to_owned(),
        Some(client) => {
            format!("client_secret={}", showcase::secret_of(client).unwrap_or("$CAL_CLIENT_SECRET"))
        }
        None => "client_secret=$CAL_CLIENT_SECRET".to_owned(),
    };
    // A code that this server did not issue came from who knows where: it is not put into a command.
    let code = if client.is_some() { code } else { "$CODE" };
    let parameters = [
        "grant_type=authorization_code".to_owned(),
        format!("client_id={id}"),
        proof,
        format!("redirect_uri={}{}", app.public_url, showcase::CALLBACK),
        format!("code={code}"),
    ];
    let lines: Vec<_> =
        parameters.iter().map(|parameter| format!("  --data-urlencode \"{parameter}\"")).collect();
    format!("curl {}/v2/auth/oauth2/token \\\n{}", app.public_url, lines.join(" \\\n"))
}
