//! A call that would be let in; each test spoils one thing.

use super::*;
use crate::wire::{Hash, ScopeList, UserRole};

const KEY: &SigningKey = &SigningKey::new([7; 32]);

#[test]
fn a_token_is_good_until_the_last_second_of_its_life() {
    Attempt::default().after(1799).succeeds();
    Attempt::default().after(1800).fails_with(ApiError::InvalidAccessToken);
}

#[test]
fn without_a_token_nobody_is_let_in() {
    Attempt { header: None, ..Attempt::default() }.fails_with(ApiError::NoCredentials);
    Attempt::default().header("").fails_with(ApiError::NoCredentials);
}

#[test]
fn the_scheme_is_taken_literally() {
    let token = Attempt::default().claims.sign(KEY).unwrap();
    Attempt::default().header(&token).succeeds();
    Attempt::default().header(&format!("bearer {token}")).fails_with(ApiError::InvalidAccessToken);
    Attempt::default().header(&format!("Bearer  {token}")).fails_with(ApiError::InvalidAccessToken);
    Attempt::default().header("Basic YTpi").fails_with(ApiError::InvalidAccessToken);
    Attempt::default().header("Bearer cal_123").fails_with(ApiError::InvalidApiKey);
}

#[test]
fn a_forged_token_is_none() {
    let token = Attempt::default().claims.sign(&SigningKey::new([8; 32])).unwrap();
    Attempt::default().header(&format!("Bearer {token}")).fails_with(ApiError::InvalidAccessToken);
    let unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJ1c2VySWQiOjF9.";
    Attempt::default().header(&format!("Bearer {unsigned}")).fails_with(ApiError::InvalidAccessToken);
}

#[test]
fn a_refresh_token_opens_nothing() {
    let mut attempt = Attempt::default();
    attempt.claims.token_type = Use::Refresh;
    attempt.fails_with(ApiError::InvalidAccessToken);
}

#[test]
fn somebody_must_be_behind_it() {
    Attempt { user: None, ..Attempt::default() }.fails_with(ApiError::NobodyBehindToken);
}

#[test]
fn half_of_a_platform_clients_credentials_is_told_which_half_is_missing() {
    let stranger = || Attempt { header: None, ..Attempt::default() };
    Attempt { client_id: Some("x"), ..stranger() }.fails_with(ApiError::OnlyClientId);
    Attempt { has_secret_key: true, ..stranger() }.fails_with(ApiError::OnlySecretKey);
    Attempt { client_id: Some("x"), ..Attempt::default() }.succeeds();
    Attempt { has_secret_key: true, ..Attempt::default() }.succeeds();
}

#[test]
fn a_platform_client_is_unknown_even_beside_a_good_token() {
    Attempt { client_id: Some("x"), has_secret_key: true, ..Attempt::default() }
        .fails_with(ApiError::PlatformClientNotFound("x".to_owned()));
}

#[test]
fn a_call_does_not_print_its_token() {
    let strictness = Strictness::default();
    let case = Call {
        client_id: None,
        has_secret_key: false,
        token: Some("5ec2e7"),
        claims: None,
        user: None,
        now: Timestamp::UNIX_EPOCH,
        strictness: &strictness,
    };
    assert!(!format!("{case:?}").contains("5ec2e7"));
}

struct Attempt {
    claims: Claims,
    header: Option<String>,
    client_id: Option<&'static str>,
    has_secret_key: bool,
    user: Option<User>,
    now: Timestamp,
}

impl Default for Attempt {
    fn default() -> Self {
        let claims = Claims {
            user_id: Some(1),
            team_id: None,
            scope: ScopeList::default(),
            token_type: Use::Access,
            client_id: "acme".to_owned(),
            iat: 0,
            exp: 1800,
            secret: None,
            code_challenge: None,
            code_challenge_method: None,
        };
        let user = User {
            id: 1,
            email: "alice@example.com".to_owned(),
            name: None,
            username: "alice".to_owned(),
            password: Hash::of(""),
            role: UserRole::User,
            profile: crate::wire::Profile::default(),
        };
        Self {
            claims,
            header: Some("signed".to_owned()),
            client_id: None,
            has_secret_key: false,
            user: Some(user),
            now: Timestamp::UNIX_EPOCH,
        }
    }
}

impl Attempt {
    fn header(mut self, header: &str) -> Self {
        self.header = Some(header.to_owned());
        self
    }

    fn after(mut self, seconds: i64) -> Self {
        self.now = Timestamp::from_second(seconds).unwrap();
        self
    }

    fn outcome(&self) -> Result<(), ApiError> {
        let strictness = Strictness::default();
        let token = self.header.as_deref().map(|header| match header {
            "signed" => self.claims.sign(KEY).unwrap(),
            header => token(header),
        });
        let claims = token.as_deref().and_then(|token| claims(token, KEY, &strictness));
        let case = Call {
            client_id: self.client_id,
            has_secret_key: self.has_secret_key,
            token: token.as_deref(),
            claims: claims.as_ref(),
            user: self.user.as_ref(),
            now: self.now,
            strictness: &strictness,
        };
        identify(&case).map_err(|refused| refused.refusal)
    }

    #[track_caller]
    fn succeeds(self) {
        assert_eq!(self.outcome(), Ok(()));
    }

    #[track_caller]
    fn fails_with(self, error: ApiError) {
        assert_eq!(self.outcome(), Err(error));
    }
}
