//! An authorization request that would succeed; each test spoils one thing.

use super::*;
use crate::wire::{ClientId, ClientStatus, Fault, Member, Role};

const HOME: &str = "https://acme.example/callback";
const OWNER: u64 = 1;
const USER: u64 = 2;

#[test]
fn a_request_as_documented_opens_the_page_and_gets_a_code() {
    Attempt::default().succeeds();
    Attempt::default().public().challenged(None).succeeds();
}

#[test]
fn a_state_is_only_recommended_and_a_response_type_is_not_read() {
    let mut attempt = Attempt::default();
    attempt.request.state = None;
    attempt.request.response_type = Some("token".to_owned());
    attempt.succeeds();
}

#[test]
fn the_redirect_uri_is_matched_to_the_letter() {
    for other in [
        "http://acme.example/callback",
        "https://acme.example:8443/callback",
        "https://ACME.example/callback",
        "https://acme.example/Callback",
        "https://acme.example/callback/",
        "https://acme.example/callback?x=1",
        "https://acme.example/call",
        "https://acme.example/callback/deeper",
    ] {
        Attempt::default().to(other).fails_with(Refusal::UnregisteredRedirectUri);
    }
}

#[test]
fn without_client_or_redirect_uri_the_page_says_so() {
    Attempt { client: None, ..Attempt::default() }.fails_with(Refusal::UnknownClientId);
    Attempt::default().to("").fails_with(Refusal::RedirectUriMissing);
    Attempt::default().to("nonsense").fails_with(Refusal::RedirectUriUnreadable);
}

#[test]
fn a_pending_client_is_its_owners_alone() {
    Attempt::default().status(ClientStatus::Pending).fails_with(Refusal::UnapprovedClient);
    Attempt { user: OWNER, ..Attempt::default() }.status(ClientStatus::Pending).succeeds();
}

#[test]
fn a_rejected_client_is_nobodys() {
    let attempt = Attempt { user: OWNER, ..Attempt::default() };
    attempt.status(ClientStatus::Rejected).fails_with(Refusal::RejectedClient);
}

#[test]
fn the_checks_come_in_the_order_of_the_documents() {
    let spoiled =
        || Attempt::default().scopes("NOPE").status(ClientStatus::Rejected).to("https://evil.example");
    Attempt { client: None, ..spoiled() }.fails_with(Refusal::UnknownClientId);
    spoiled().fails_with(Refusal::UnregisteredRedirectUri);
    spoiled().to(HOME).fails_with(Refusal::RejectedClient);
    spoiled().to(HOME).status(ClientStatus::Pending).fails_with(Refusal::UnapprovedClient);
    Attempt::default().scopes("PROFILE_READ NOPE").fails_with(Refusal::UnknownScope);
}

#[test]
fn a_client_asks_for_scopes_that_exist_and_are_its_own() {
    Attempt::default().scopes("").fails_with(Refusal::ScopeMissing);
    Attempt::default().scopes("booking_read").fails_with(Refusal::UnknownScope);
    Attempt::default().scopes("BOOKING_READ,PROFILE_READ").fails_with(Refusal::ExceedingScope);
}

#[test]
fn a_legacy_client_asks_for_nothing_or_for_anything_that_exists() {
    let legacy = || {
        let mut attempt = Attempt::default();
        attempt.client.as_mut().unwrap().scopes = ScopeList::parse("READ_BOOKING");
        attempt
    };
    legacy().scopes("").succeeds();
    legacy().scopes("PROFILE_READ").succeeds();
    legacy().scopes("NOPE").fails_with(Refusal::UnknownScope);
}

#[test]
fn a_public_client_sends_a_challenge_and_the_method_is_s256() {
    Attempt::default().public().fails_at_allow_with(Refusal::ChallengeMissing);
    Attempt::default().public().challenged(Some("S256")).succeeds();
    Attempt::default().challenged(Some("plain")).fails_at_allow_with(Refusal::ChallengeMethodUnknown);
}

#[test]
fn a_challenge_without_a_method_means_s256() {
    let attempt = Attempt::default().challenged(None);
    assert_eq!(proof(&attempt.request).unwrap().method, "S256");
}

#[test]
fn a_team_is_chosen_by_who_runs_it() {
    for (role, is_fine) in [(Role::Owner, true), (Role::Admin, true), (Role::Member, false)] {
        let members = vec![Member::new(1, USER, role)];
        let team = Team {
            id: 7,
            name: "Team".to_owned(),
            is_organization: false,
            parent: None,
            members,
            settings: serde_json::Map::new(),
        };
        let attempt = Attempt { account: Account::Team(Some(team)), ..Attempt::default() };
        if is_fine { attempt.succeeds() } else { attempt.fails_at_allow_with(Refusal::TeamRefused) }
    }
    let attempt = Attempt { account: Account::Team(None), ..Attempt::default() };
    attempt.fails_at_allow_with(Refusal::TeamRefused);
}

#[test]
fn what_changed_since_the_page_was_shown_is_told_to_the_application() {
    let attempt = Attempt::default().status(ClientStatus::Rejected);
    assert_eq!(attempt.judge(allow), Err(Refusal::RejectedMeanwhile));
    let attempt = Attempt::default().status(ClientStatus::Pending);
    assert_eq!(attempt.judge(allow), Err(Refusal::UnapprovedMeanwhile));
}

#[test]
fn faults_are_wrong_in_their_one_way() {
    Attempt::default().status(ClientStatus::Pending).on("pending-client-passes").succeeds();
    Attempt::default().to("https://evil.example").on("any-redirect-uri").succeeds();
    Attempt::default().to("https://acme.example/callback/deeper").on("redirect-uri-by-prefix").succeeds();
    Attempt::default().to("https://acme.example/callback?x=1").on("redirect-uri-ignores-query").succeeds();
    Attempt::default().scopes("").on("scope-may-be-missing").succeeds();
    Attempt::default().scopes("NOPE").on("unknown-scope-passes").succeeds();
    Attempt::default().scopes("PROFILE_READ").on("exceeding-scope-passes").succeeds();
    Attempt::default().public().on("public-client-without-challenge").succeeds();
    Attempt::default()
        .challenged(None)
        .on("code-challenge-method-required")
        .fails_at_allow_with(Refusal::ChallengeMethodUnknown);
    let mut stateless = Attempt::default();
    stateless.request.state = None;
    stateless.on("state-required").fails_at_allow_with(Refusal::StateMissing);
    Attempt::default()
        .status(ClientStatus::Rejected)
        .to("https://evil.example")
        .on("rejection-before-redirect-uri")
        .fails_with(Refusal::RejectedClient);
    Attempt::default()
        .scopes("PROFILE_READ NOPE")
        .on("exceeding-before-unknown-scope")
        .fails_with(Refusal::ExceedingScope);
    let owner = Attempt { user: OWNER, ..Attempt::default() };
    owner.status(ClientStatus::Pending).on("owner-is-a-stranger").fails_with(Refusal::UnapprovedClient);
}

struct Attempt {
    client: Option<Client>,
    request: AuthorizationRequest,
    user: u64,
    account: Account,
    strictness: Strictness,
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
            redirect_uris: vec![HOME.to_owned()],
            scopes: ScopeList::parse("BOOKING_READ BOOKING_WRITE"),
            secrets: Vec::new(),
        };
        let request = AuthorizationRequest {
            client_id: "acme".to_owned(),
            redirect_uri: HOME.to_owned(),
            state: Some("s".to_owned()),
            scopes: ScopeList::parse("BOOKING_READ"),
            ..AuthorizationRequest::default()
        };
        let strictness = Strictness::default();
        Self { client: Some(client), request, user: USER, account: Account::Own, strictness }
    }
}

impl Attempt {
    fn to(mut self, redirect_uri: &str) -> Self {
        redirect_uri.clone_into(&mut self.request.redirect_uri);
        self
    }

    fn scopes(mut self, scopes: &str) -> Self {
        self.request.scopes = ScopeList::parse(scopes);
        self
    }

    fn status(mut self, status: ClientStatus) -> Self {
        self.client.as_mut().unwrap().status = status;
        self
    }

    fn public(mut self) -> Self {
        self.client.as_mut().unwrap().kind = ClientType::Public;
        self
    }

    fn challenged(mut self, method: Option<&str>) -> Self {
        self.request.challenge = Some("challenge".to_owned());
        self.request.method = method.map(str::to_owned);
        self
    }

    fn on(mut self, fault: &str) -> Self {
        self.strictness = Strictness::with(&[Fault::named(fault).unwrap()]);
        self
    }

    fn judge(&self, how: fn(&Authorization<'_>) -> Result<(), Refused>) -> Result<(), Refusal> {
        let case = Authorization {
            request: &self.request,
            client: self.client.as_ref(),
            user: self.user,
            account: self.account.clone(),
            strictness: &self.strictness,
        };
        how(&case).map_err(|refused| refused.refusal)
    }

    #[track_caller]
    fn succeeds(self) {
        assert_eq!((self.judge(open), self.judge(allow)), (Ok(()), Ok(())));
    }

    #[track_caller]
    fn fails_with(self, reason: Refusal) {
        assert_eq!(self.judge(open), Err(reason));
    }

    #[track_caller]
    fn fails_at_allow_with(self, reason: Refusal) {
        assert_eq!((self.judge(open), self.judge(allow)), (Ok(()), Err(reason)));
    }
}
