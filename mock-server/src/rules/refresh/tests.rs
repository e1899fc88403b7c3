//! A refresh that would succeed; each test spoils one thing.

use super::*;
use crate::wire::{ClientId, ClientStatus, ClientType, Grantee, KeptSecret, ScopeList, Secret};

const OWNER: u64 = 1;
const USER: u64 = 2;

#[test]
fn a_refresh_grants_what_was_granted_before_without_its_challenge() {
    let grant = Attempt::default().outcome().unwrap();
    assert_eq!(grant.scopes.joined(), "PROFILE_READ BOOKING_READ");
    assert_eq!((grant.grantee, grant.proof), (Grantee::User(USER), None));
}

#[test]
fn a_refresh_token_is_good_until_the_last_second_of_its_life() {
    Attempt::default().after(99).succeeds();
    Attempt::default().after(100).fails_with(Refusal::InvalidRefreshToken);
}

#[test]
fn an_unknown_client_beats_everything() {
    Attempt { client: None, claims: None, ..Attempt::default() }.fails_with(Refusal::ClientNotFound);
}

#[test]
fn a_wrong_secret_beats_a_garbled_token() {
    let attempt = Attempt { claims: None, ..Attempt::default() };
    attempt.secret(Some("wrong")).fails_with(Refusal::WrongSecret);
    Attempt { claims: None, ..Attempt::default() }.fails_with(Refusal::InvalidRefreshToken);
}

#[test]
fn a_confidential_client_needs_its_secret_and_a_public_one_does_not() {
    Attempt::default().secret(None).fails_with(Refusal::WrongSecret);
    Attempt::default().secret(Some("")).fails_with(Refusal::WrongSecret);
    let mut public = Attempt::default().secret(None);
    public.client.as_mut().unwrap().kind = ClientType::Public;
    public.succeeds();
}

#[test]
fn an_access_token_in_its_place_is_invalid() {
    let mut attempt = Attempt::default();
    attempt.claims.as_mut().unwrap().token_type = Use::Access;
    attempt.fails_with(Refusal::InvalidRefreshToken);
}

#[test]
fn another_clients_token_is_refused_even_if_it_counts_no_more() {
    let mut attempt = Attempt { counts: false, ..Attempt::default() };
    attempt.claims.as_mut().unwrap().client_id = "somebody else".to_owned();
    attempt.fails_with(Refusal::ClientIdMismatch);
}

#[test]
fn a_rejected_client_is_refused_to_its_owner_too() {
    Attempt::default().by(OWNER).status(ClientStatus::Rejected).fails_with(Refusal::ClientRejected);
}

#[test]
fn a_pending_client_refreshes_for_its_owner_alone() {
    Attempt::default().by(OWNER).status(ClientStatus::Pending).succeeds();
    Attempt::default().status(ClientStatus::Pending).fails_with(Refusal::ClientNotApproved);
}

#[test]
fn for_a_team_even_the_owner_is_a_stranger() {
    let mut attempt = Attempt::default().status(ClientStatus::Pending);
    let claims = attempt.claims.as_mut().unwrap();
    (claims.user_id, claims.team_id) = (None, Some(OWNER));
    attempt.fails_with(Refusal::ClientNotApproved);
}

#[test]
fn a_token_that_was_rotated_is_revoked() {
    Attempt { counts: false, ..Attempt::default() }.fails_with(Refusal::RefreshTokenRevoked);
}

#[test]
fn a_token_that_names_nobody_is_invalid() {
    let mut attempt = Attempt::default();
    attempt.claims.as_mut().unwrap().user_id = None;
    attempt.fails_with(Refusal::InvalidRefreshToken);
}

struct Attempt {
    request: Refresh,
    client: Option<Client>,
    claims: Option<Claims>,
    counts: bool,
    now: Timestamp,
}

impl Default for Attempt {
    fn default() -> Self {
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
            redirect_uris: Vec::new(),
            scopes: ScopeList::default(),
            secrets: vec![KeptSecret::of(&Secret::new("5ec2e7"))],
        };
        let claims = Claims {
            user_id: Some(USER),
            team_id: None,
            scope: ScopeList::parse("PROFILE_READ BOOKING_READ"),
            token_type: Use::Refresh,
            client_id: "acme".to_owned(),
            iat: 0,
            exp: 100,
            secret: Some("row".to_owned()),
            code_challenge: Some("challenge".to_owned()),
            code_challenge_method: Some("S256".to_owned()),
        };
        let request = Refresh {
            client_id: "acme".to_owned(),
            refresh_token: "signed".to_owned(),
            client_secret: Some("5ec2e7".to_owned()),
        };
        Self { request, client: Some(client), claims: Some(claims), counts: true, now: Timestamp::UNIX_EPOCH }
    }
}

impl Attempt {
    fn secret(mut self, secret: Option<&str>) -> Self {
        self.request.client_secret = secret.map(str::to_owned);
        self
    }

    fn by(mut self, user: u64) -> Self {
        self.claims.as_mut().unwrap().user_id = Some(user);
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

    fn outcome(&self) -> Result<Grant, Refusal> {
        let case = Renewal {
            request: &self.request,
            client: self.client.as_ref(),
            claims: self.claims.as_ref(),
            counts: self.counts,
            is_form: false,
            now: self.now,
            strictness: &Strictness::default(),
        };
        renew(&case).map_err(|refused| refused.refusal)
    }

    #[track_caller]
    fn succeeds(self) {
        assert_eq!(self.outcome().map(drop), Ok(()));
    }

    #[track_caller]
    fn fails_with(self, reason: Refusal) {
        assert_eq!(self.outcome().map(drop), Err(reason));
    }
}
