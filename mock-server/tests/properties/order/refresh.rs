//! The order of a refresh: production-oauth A.4 and A.6.

use jiff::Timestamp;
use mock_server::rules::refresh::{Renewal, renew};
use mock_server::rules::token_request::{self, TokenRequest};
use mock_server::wire::{Claims, Client, ClientStatus, ClientType, Parameters, ScopeList, Strictness, Use};
use serde_json::{Map, Value, json};

use super::{SECRET, Said, USER, Wrong, at_the_token_endpoint, client, the_first_is_told, wrong};

const THIRTY_DAYS: i64 = 2_592_000;

type Order = &'static [Wrong<Attempt, Said>];

const ORDER: Order = &[
    wrong(
        (400, "invalid_request", "client_id is required"),
        &[|it| it.lacks("client_id"), |it| it.sends("client_id", json!(""))],
    ),
    wrong(
        (400, "invalid_request", "grant_type must be 'authorization_code' or 'refresh_token'"),
        &[|it| it.lacks("grant_type"), |it| it.sends("grant_type", json!("Refresh_Token"))],
    ),
    wrong(
        (400, "invalid_request", "refresh_token property is wrong,refresh_token must be a string "),
        &[|it| it.lacks("refresh_token"), |it| it.sends("refresh_token", json!({"a": 1}))],
    ),
    wrong((401, "invalid_client", "client_not_found"), &[|it| it.client = None]),
    // Other than at an exchange, a secret that is left out is only a wrong one.
    wrong(
        (401, "invalid_client", "invalid_client_credentials"),
        &[
            |it| it.sends("client_secret", json!("wrong")),
            |it| it.sends("client_secret", json!("")),
            |it| it.lacks("client_secret"),
        ],
    ),
    wrong(
        (400, "invalid_grant", "invalid_refresh_token"),
        &[
            |it| it.claims = None,
            |it| it.says(|claims| claims.token_type = Use::Access),
            |it| it.now = Timestamp::from_second(THIRTY_DAYS).unwrap(),
        ],
    ),
    wrong(
        (400, "invalid_grant", "client_id_mismatch"),
        &[|it| it.says(|claims| "nimbus".clone_into(&mut claims.client_id))],
    ),
    wrong((401, "unauthorized_client", "client_rejected"), &[|it| it.status(ClientStatus::Rejected)]),
    wrong((401, "unauthorized_client", "client_not_approved"), &[|it| it.status(ClientStatus::Pending)]),
    wrong((400, "invalid_grant", "refresh_token_revoked"), &[|it| it.counts = false]),
];

#[test]
fn whoever_refreshes_is_told_the_first_of_what_is_wrong() {
    the_first_is_told(Attempt::usual, ORDER, Attempt::outcome);
}

/// A refresh that would succeed.
#[derive(Debug)]
struct Attempt {
    sent: Map<String, Value>,
    client: Option<Client>,
    claims: Option<Claims>,
    counts: bool,
    now: Timestamp,
}

impl Attempt {
    fn usual() -> Self {
        let claims = Claims {
            user_id: Some(USER),
            team_id: None,
            scope: ScopeList::parse("PROFILE_READ"),
            token_type: Use::Refresh,
            client_id: "acme".to_owned(),
            iat: 0,
            exp: THIRTY_DAYS,
            secret: Some("row".to_owned()),
            code_challenge: None,
            code_challenge_method: None,
        };
        let sent = json!({
            "client_id": "acme", "grant_type": "refresh_token", "refresh_token": "token", "client_secret": SECRET,
        });
        Self {
            sent: sent.as_object().unwrap().clone(),
            client: Some(client(ClientType::Confidential)),
            claims: Some(claims),
            counts: true,
            now: Timestamp::from_second(THIRTY_DAYS - 1).unwrap(),
        }
    }

    fn lacks(&mut self, name: &str) {
        self.sent.shift_remove(name);
    }

    fn sends(&mut self, name: &str, value: Value) {
        self.sent.insert(name.to_owned(), value);
    }

    fn status(&mut self, status: ClientStatus) {
        self.client.iter_mut().for_each(|client| client.status = status);
    }

    fn says(&mut self, change: fn(&mut Claims)) {
        self.claims.iter_mut().for_each(change);
    }

    fn outcome(&mut self) -> Result<(), Said> {
        let strictness = Strictness::default();
        let read = token_request::read(&Parameters(self.sent.clone()), &strictness);
        let granted = read.and_then(|request| {
            let TokenRequest::Refresh(request) = request else { panic!("no refresh: {request:?}") };
            renew(&Renewal {
                request: &request,
                client: self.client.as_ref(),
                claims: self.claims.as_ref(),
                counts: self.counts,
                is_form: false,
                now: self.now,
                strictness: &strictness,
            })
        });
        granted.map(|_| ()).map_err(|refused| at_the_token_endpoint(&refused, ORDER))
    }
}
