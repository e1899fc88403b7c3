//! An exchange that would succeed; each test spoils one thing.

use super::*;
use crate::wire::{ClientId, ClientStatus, Fault, Grant, Grantee, KeptSecret, Proof, ScopeList, Secret};

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const HOME: &str = "https://acme.example/callback";
const SECOND: &str = "https://acme.example/second";
const OWNER: u64 = 1;
const USER: u64 = 2;

#[test]
fn a_code_is_good_until_the_last_second_of_its_life() {
    Attempt::confidential().after(599).succeeds();
    Attempt::confidential().after(600).fails_with(Refusal::CodeInvalid);
}

#[test]
fn a_code_works_once() {
    let mut attempt = Attempt::confidential();
    assert_eq!(attempt.outcome(), Ok(()));
    assert_eq!(attempt.outcome(), Err(Refusal::CodeInvalid));
}

#[test]
fn an_unknown_client_beats_everything() {
    Attempt { client: None, ..Attempt::confidential() }
        .secret("wrong")
        .to("https://evil.example")
        .fails_with(Refusal::ClientNotFound);
}

#[test]
fn a_wrong_redirect_uri_beats_a_wrong_secret_and_that_a_wrong_code() {
    Attempt::confidential()
        .to("https://evil.example")
        .secret("wrong")
        .fails_with(Refusal::RedirectUriMismatch);
    Attempt { code: None, ..Attempt::confidential() }.secret("wrong").fails_with(Refusal::WrongSecret);
    Attempt { code: None, ..Attempt::confidential() }.fails_with(Refusal::CodeInvalid);
}

#[test]
fn another_registered_redirect_uri_and_an_empty_one_are_refused_and_the_code_lives() {
    for other in [SECOND, ""] {
        let mut attempt = Attempt::confidential().to(other);
        assert_eq!(attempt.outcome(), Err(Refusal::RedirectUriMismatch), "{other:?}");
        attempt.to(HOME).succeeds();
    }
}

#[test]
fn a_wrong_secret_does_not_use_up_the_code() {
    let mut attempt = Attempt::confidential().secret("wrong");
    assert_eq!(attempt.outcome(), Err(Refusal::WrongSecret));
    attempt.secret("5ec2e7").succeeds();
}

#[test]
fn an_empty_secret_is_a_wrong_one() {
    Attempt::confidential().secret("").fails_with(Refusal::WrongSecret);
}

#[test]
fn a_stolen_code_is_refused_even_with_the_right_verifier_and_lives_on() {
    let mut attempt = Attempt::public();
    attempt.code.as_mut().unwrap().grant.client = ClientId("somebody else".to_owned());
    assert_eq!(attempt.outcome(), Err(Refusal::CodeInvalid));
    assert!(!attempt.code.unwrap().is_spent);
}

#[test]
fn a_public_client_proves_itself_with_the_vector_of_the_rfc() {
    Attempt::public().succeeds();
}

#[test]
fn a_wrong_verifier_uses_up_the_code() {
    let mut attempt = Attempt::public().verifier("wrong");
    assert_eq!(attempt.outcome(), Err(Refusal::PkceFailed));
    attempt.verifier(VERIFIER).fails_with(Refusal::CodeInvalid);
}

#[test]
fn an_empty_verifier_or_none_at_all_is_missing() {
    Attempt::public().verifier("").fails_with(Refusal::PkceMissing);
    let mut attempt = Attempt::public().secret("whatever");
    attempt.request.code_verifier = None;
    attempt.fails_with(Refusal::PkceMissing);
}

#[test]
fn a_confidential_client_that_sent_a_challenge_can_never_exchange() {
    Attempt::confidential().challenged().fails_with(Refusal::PkceMissing);
}

#[test]
fn a_rejected_client_is_refused_to_its_owner_too_and_the_code_is_gone() {
    let mut attempt = Attempt::confidential().by(OWNER).status(ClientStatus::Rejected);
    assert_eq!(attempt.outcome(), Err(Refusal::ClientRejected));
    assert!(attempt.code.unwrap().is_spent);
}

#[test]
fn a_pending_client_exchanges_for_its_owner_alone() {
    Attempt::confidential().by(OWNER).status(ClientStatus::Pending).succeeds();
    Attempt::confidential().status(ClientStatus::Pending).fails_with(Refusal::ClientNotApproved);
}

#[test]
fn for_a_team_even_the_owner_is_a_stranger() {
    let mut attempt = Attempt::confidential().status(ClientStatus::Pending);
    attempt.code.as_mut().unwrap().grant.grantee = Grantee::Team(7);
    attempt.fails_with(Refusal::ClientNotApproved);
}

#[test]
fn faults_are_wrong_in_their_one_way() {
    Attempt::confidential().secret("wrong").on("any-secret").succeeds();
    Attempt::confidential().to(SECOND).on("redirect-uri-not-bound").succeeds();
    Attempt::confidential().to("https://evil.example").on("any-redirect-uri-at-exchange").succeeds();
    Attempt::confidential().challenged().on("confidential-clients-skip-pkce").succeeds();
    Attempt::public().verifier("wrong").on("any-verifier").succeeds();
    Attempt::public().to(SECOND).on("public-redirect-uri-is-unbound").succeeds();
    Attempt::confidential().after(100_000).on("code-never-expires").succeeds();
    Attempt::public().on("standard-base64-challenge").fails_with(Refusal::PkceFailed);
    let mut kept = Attempt::public().verifier("wrong").on("failed-verifier-keeps-the-code");
    assert_eq!(kept.outcome(), Err(Refusal::PkceFailed));
    kept.verifier(VERIFIER).succeeds();
}

struct Attempt {
    client: Option<Client>,
    code: Option<Code>,
    request: Exchange,
    now: Timestamp,
    strictness: Strictness,
}

impl Attempt {
    fn confidential() -> Self {
        let client = Client {
            id: ClientId("acme".to_owned()),
            name: "Acme".to_owned(),
            purpose: "tests".to_owned(),
            website_url: None,
            logo: None,
            kind: ClientType::Confidential,
            status: ClientStatus::Approved,
            rejection_reason: None,
            owner: Some(OWNER),
            redirect_uris: vec![HOME.to_owned(), SECOND.to_owned()],
            scopes: ScopeList::parse("BOOKING_READ"),
            secrets: vec![KeptSecret::of(&Secret::new("5ec2e7"))],
        };
        let grant = Grant {
            client: client.id.clone(),
            grantee: Grantee::User(USER),
            scopes: ScopeList::default(),
            proof: None,
        };
        let now = Timestamp::UNIX_EPOCH;
        let expires_at = Timestamp::from_second(600).unwrap();
        let code = Code { grant, redirect_uri: HOME.to_owned(), expires_at, is_spent: false };
        let request = Exchange {
            client_id: "acme".to_owned(),
            code: "code".to_owned(),
            redirect_uri: Some(HOME.to_owned()),
            client_secret: Some("5ec2e7".to_owned()),
            code_verifier: None,
        };
        Self { client: Some(client), code: Some(code), request, now, strictness: Strictness::default() }
    }

    fn public() -> Self {
        let mut attempt = Self::confidential().challenged().verifier(VERIFIER);
        attempt.client.as_mut().unwrap().kind = ClientType::Public;
        attempt.request.client_secret = None;
        attempt
    }

    fn challenged(mut self) -> Self {
        let proof = Proof { challenge: CHALLENGE.to_owned(), method: "S256".to_owned() };
        self.code.as_mut().unwrap().grant.proof = Some(proof);
        self
    }

    fn secret(mut self, secret: &str) -> Self {
        self.request.client_secret = Some(secret.to_owned());
        self
    }

    fn verifier(mut self, verifier: &str) -> Self {
        self.request.code_verifier = Some(verifier.to_owned());
        self
    }

    fn to(mut self, redirect_uri: &str) -> Self {
        self.request.redirect_uri = Some(redirect_uri.to_owned());
        self
    }

    fn by(mut self, user: u64) -> Self {
        self.code.as_mut().unwrap().grant.grantee = Grantee::User(user);
        self
    }

    fn status(mut self, status: ClientStatus) -> Self {
        self.client.as_mut().unwrap().status = status;
        self
    }

    fn after(mut self, seconds: i64) -> Self {
        self.now = Timestamp::from_second(seconds).unwrap();
        self
    }

    fn on(mut self, fault: &str) -> Self {
        self.strictness = Strictness::with(&[Fault::named(fault).unwrap()]);
        self
    }

    fn outcome(&mut self) -> Result<(), Refusal> {
        let case = Redemption {
            request: &self.request,
            client: self.client.as_ref(),
            code: self.code.clone(),
            is_form: false,
            now: self.now,
            strictness: &self.strictness,
        };
        redeem(self.code.as_mut(), &case).map_err(|refused| refused.refusal)
    }

    #[track_caller]
    fn succeeds(mut self) {
        assert_eq!(self.outcome(), Ok(()));
    }

    #[track_caller]
    fn fails_with(mut self, reason: Refusal) {
        assert_eq!(self.outcome(), Err(reason));
    }
}
