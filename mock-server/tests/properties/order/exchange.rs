//! The order of an exchange: production-oauth A.4, A.5 and TOKEN-14.

use jiff::Timestamp;
use mock_server::rules::exchange::{Redemption, redeem};
use mock_server::rules::token_request::{self, TokenRequest};
use mock_server::wire::{
    Client, ClientId, ClientStatus, ClientType, Code, Grant, Grantee, Parameters, Proof, ScopeList,
    Strictness,
};
use serde_json::{Map, Value, json};

use super::{
    EVIL, HOME, SECOND, SECRET, Said, USER, Wrong, at_the_token_endpoint, client, the_first_is_told, wrong,
};

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

type Order = &'static [Wrong<Attempt, Said>];

const CONFIDENTIAL: Order = &[
    wrong(
        (400, "invalid_request", "client_id is required"),
        &[
            |it| it.lacks("client_id"),
            |it| it.sends("client_id", json!("")),
            |it| it.sends("client_id", json!(["acme"])),
        ],
    ),
    wrong(
        (400, "invalid_request", "grant_type must be 'authorization_code' or 'refresh_token'"),
        &[
            |it| it.lacks("grant_type"),
            |it| it.sends("grant_type", json!("password")),
            |it| it.sends("grant_type", json!(["authorization_code"])),
        ],
    ),
    wrong(
        (400, "invalid_request", "code property is wrong,code must be a string "),
        &[|it| it.lacks("code"), |it| it.sends("code", json!(7)), |it| it.sends("code", json!(null))],
    ),
    wrong((401, "invalid_client", "client_not_found"), &[|it| it.client = None]),
    wrong(
        (400, "invalid_grant", "redirect_uri_mismatch"),
        &[
            |it| it.sends("redirect_uri", json!(EVIL)),
            |it| it.sends("redirect_uri", json!("https://acme.example/callback/")),
        ],
    ),
    wrong(
        (401, "invalid_client", "invalid_client_credentials"),
        &[|it| it.sends("client_secret", json!("wrong")), |it| it.sends("client_secret", json!(""))],
    ),
    wrong((400, "invalid_grant", "code_invalid_or_expired"), LATE_CODES),
    wrong(
        (400, "invalid_grant", "redirect_uri_mismatch"),
        &[|it| it.sends("redirect_uri", json!(SECOND)), |it| it.sends("redirect_uri", json!(""))],
    ),
    wrong((401, "unauthorized_client", "client_rejected"), &[|it| it.status(ClientStatus::Rejected)]),
    wrong((401, "unauthorized_client", "client_not_approved"), &[|it| it.status(ClientStatus::Pending)]),
    // PKCE-08: with the secret alone, one that sent a challenge can never exchange.
    wrong(
        (400, "invalid_request", "pkce_missing_parameters_or_invalid_method"),
        &[|it| it.challenged("S256")],
    ),
];

const PUBLIC: Order = &[
    wrong((400, "invalid_request", "client_id is required"), &[|it| it.lacks("client_id")]),
    wrong(
        (400, "invalid_request", "grant_type must be 'authorization_code' or 'refresh_token'"),
        &[|it| it.sends("grant_type", json!("AUTHORIZATION_CODE"))],
    ),
    wrong(
        (400, "invalid_request", "code property is wrong,code must be a string "),
        &[|it| it.lacks("code")],
    ),
    wrong((401, "invalid_client", "client_not_found"), &[|it| it.client = None]),
    wrong((400, "invalid_grant", "redirect_uri_mismatch"), &[|it| it.sends("redirect_uri", json!(EVIL))]),
    wrong((400, "invalid_grant", "code_invalid_or_expired"), LATE_CODES),
    wrong(
        (400, "invalid_grant", "redirect_uri_mismatch"),
        &[|it| it.sends("redirect_uri", json!(SECOND)), |it| it.sends("redirect_uri", json!(""))],
    ),
    wrong((401, "unauthorized_client", "client_rejected"), &[|it| it.status(ClientStatus::Rejected)]),
    wrong((401, "unauthorized_client", "client_not_approved"), &[|it| it.status(ClientStatus::Pending)]),
    wrong(
        (400, "invalid_request", "pkce_missing_parameters_or_invalid_method"),
        &[
            |it| it.sends("code_verifier", json!("")),
            |it| it.code_of(|code| code.grant.proof = None),
            |it| it.challenged("plain"),
        ],
    ),
    wrong(
        (400, "invalid_grant", "pkce_verification_failed"),
        &[|it| it.sends("code_verifier", json!("wrong")), |it| it.sends("code_verifier", json!(CHALLENGE))],
    ),
];

/// Unknown, expired, already used, another client's.
const LATE_CODES: &[fn(&mut Attempt)] = &[
    |it| it.code = None,
    |it| it.now = Timestamp::from_second(600).unwrap(),
    |it| it.code_of(|code| code.is_spent = true),
    |it| it.code_of(|code| code.grant.client = ClientId("nimbus".to_owned())),
];

/// "from here the code is gone" (A.5): what is refused in these words used it up.
const SPENDS: [&str; 4] = [
    "client_rejected",
    "client_not_approved",
    "pkce_missing_parameters_or_invalid_method",
    "pkce_verification_failed",
];

#[test]
fn a_client_with_a_secret_is_told_the_first_of_what_is_wrong() {
    the_first_is_told(Attempt::confidential, CONFIDENTIAL, |it| it.outcome(CONFIDENTIAL));
}

#[test]
fn a_client_without_one_is_told_the_first_of_what_is_wrong() {
    the_first_is_told(Attempt::public, PUBLIC, |it| it.outcome(PUBLIC));
}

/// An exchange that would succeed.
#[derive(Debug)]
struct Attempt {
    sent: Map<String, Value>,
    client: Option<Client>,
    code: Option<Code>,
    now: Timestamp,
}

impl Attempt {
    fn confidential() -> Self {
        let client = client(ClientType::Confidential);
        let (scopes, proof) = (ScopeList::parse("PROFILE_READ"), None);
        let grant = Grant { client: client.id.clone(), grantee: Grantee::User(USER), scopes, proof };
        let expires_at = Timestamp::from_second(600).unwrap();
        let code = Code { grant, redirect_uri: HOME.to_owned(), expires_at, is_spent: false };
        let sent = json!({
            "client_id": "acme", "grant_type": "authorization_code", "code": "code", "redirect_uri": HOME,
            "client_secret": SECRET,
        });
        let sent = sent.as_object().unwrap().clone();
        Self { sent, client: Some(client), code: Some(code), now: Timestamp::UNIX_EPOCH }
    }

    fn public() -> Self {
        let mut attempt = Self { client: Some(client(ClientType::Public)), ..Self::confidential() };
        attempt.lacks("client_secret");
        attempt.sends("code_verifier", json!(VERIFIER));
        attempt.challenged("S256");
        attempt
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

    fn code_of(&mut self, change: fn(&mut Code)) {
        self.code.iter_mut().for_each(change);
    }

    fn challenged(&mut self, method: &str) {
        let proof = Proof { challenge: CHALLENGE.to_owned(), method: method.to_owned() };
        self.code.iter_mut().for_each(|code| code.grant.proof = Some(proof.clone()));
    }

    fn outcome(&mut self, order: Order) -> Result<(), Said> {
        let strictness = Strictness::default();
        let was_spent = self.code.as_ref().is_some_and(|code| code.is_spent);
        let read = token_request::read(&Parameters(self.sent.clone()), &strictness);
        let outcome = read.and_then(|request| {
            let TokenRequest::Exchange(request) = request else { panic!("no exchange: {request:?}") };
            let (client, code) = (self.client.as_ref(), self.code.clone());
            let case = Redemption {
                request: &request,
                client,
                code,
                is_form: false,
                now: self.now,
                strictness: &strictness,
            };
            redeem(self.code.as_mut(), &case)
        });
        let outcome = outcome.map_err(|refused| at_the_token_endpoint(&refused, order));
        if let Some(code) = &self.code {
            let spends = outcome.map_or_else(|(_, _, description)| SPENDS.contains(&description), |()| true);
            assert_eq!(code.is_spent, was_spent || spends, "after {outcome:?}");
        }
        outcome
    }
}
