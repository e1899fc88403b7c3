//! A call that would be let in; each test spoils one thing.

use super::*;
use crate::wire::{ClientId, Hash, Permissions, PlatformSecret, ScopeList, Secret, SigningKey, UserRole};

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
    Attempt { secret_key: Some("y"), ..stranger() }.fails_with(ApiError::OnlySecretKey);
    Attempt { client_id: Some("x"), ..Attempt::default() }.succeeds();
    Attempt { secret_key: Some("y"), ..Attempt::default() }.succeeds();
}

#[test]
fn a_platform_client_is_unknown_even_beside_a_good_token() {
    Attempt { client_id: Some("x"), secret_key: Some("y"), ..Attempt::default() }
        .fails_with(ApiError::PlatformClientNotFound("x".to_owned()));
}

#[test]
fn a_platform_client_proves_itself_by_its_own_secret() {
    let orbit = |key| Attempt {
        client_id: Some("orbit"),
        secret_key: Some(key),
        platform: Some(platform(&["PROFILE_READ"])),
        header: None,
        ..Attempt::default()
    };
    orbit("own").succeeds();
    orbit("other").fails_with(ApiError::WrongSecretKey);
    orbit("own").header("Bearer cal_123").succeeds();
    Attempt { user: None, ..orbit("own") }.succeeds();
}

#[test]
fn a_managed_users_token_is_good_until_it_ends_and_then_known_as_expired() {
    Attempt::managed(platform(&[])).after(3599).succeeds();
    Attempt::managed(platform(&[])).after(3600).fails_with(ApiError::AccessTokenExpired);
    let expired = Attempt::managed(platform(&["BOOKING_READ"])).after(3600);
    assert_eq!(expired.judged(permit), Ok(()), "it has a row");
    let mut taken_back = Attempt::managed(platform(&[]));
    taken_back.managed.as_mut().unwrap().is_taken_back = true;
    taken_back.fails_with(ApiError::NoClientOfToken);
}

#[test]
fn an_origin_is_asked_of_managed_users_tokens_alone_and_after_their_end() {
    let from = |origin, attempt| Attempt { origin: Some(origin), ..attempt };
    from("https://orbit.example", Attempt::managed(platform(&[]))).succeeds();
    from("https://evil.example", Attempt::default()).succeeds();
    let foreign = || from("https://evil.example", Attempt::managed(platform(&[])));
    let (origin, client) = ("https://evil.example".to_owned(), "orbit".to_owned());
    foreign().fails_with(ApiError::ForeignOrigin { origin, client });
    foreign().after(3600).fails_with(ApiError::AccessTokenExpired);
}

#[test]
fn what_a_platform_client_is_not_permitted_is_refused_to_its_users_and_to_itself() {
    let lacking = |permission: &str| ApiError::NotPermitted {
        client: "orbit".to_owned(),
        permission: permission.to_owned(),
    };
    let users = Attempt::managed(platform(&["BOOKING_READ"]));
    let own = Attempt {
        client_id: Some("orbit"),
        secret_key: Some("own"),
        platform: Some(platform(&["BOOKING_READ"])),
        header: None,
        ..Attempt::default()
    };
    for attempt in [users, own] {
        assert_eq!(attempt.judged(|case| permits(case, "BOOKING_READ")), Ok(()));
        for other in ["BOOKING_WRITE", "PROFILE_READ"] {
            assert_eq!(attempt.judged(|case| permits(case, other)), Err(lacking(other)));
        }
    }
    assert_eq!(Attempt::default().judged(|case| permits(case, "BOOKING_WRITE")), Ok(()));
}

fn platform(permissions: &[&str]) -> PlatformClient {
    let permissions: Vec<String> = permissions.iter().map(|word| (*word).to_owned()).collect();
    PlatformClient {
        id: ClientId("orbit".to_owned()),
        name: "Orbit".to_owned(),
        redirect_uris: vec!["https://orbit.example/cb".to_owned()],
        booking_url: None,
        reschedule_url: None,
        cancel_url: None,
        permissions: Permissions::from(permissions),
        default_event_types: true,
        organization: 7,
        owner: Some(1),
        secret: PlatformSecret::of(Secret::new("own")),
    }
}

#[test]
fn a_call_does_not_print_its_token() {
    let strictness = Strictness::default();
    let case = Call {
        client_id: None,
        secret_key: Some("5ec2e7"),
        platform: None,
        managed: None,
        is_forgotten: false,
        origin: None,
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
    secret_key: Option<&'static str>,
    platform: Option<PlatformClient>,
    managed: Option<Managed>,
    origin: Option<&'static str>,
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
            managed_by: None,
        };
        Self {
            claims,
            header: Some("signed".to_owned()),
            client_id: None,
            secret_key: None,
            platform: None,
            managed: None,
            origin: None,
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

    /// A managed user's token in place of one that this server signed; it ends at 3600.
    fn managed(client: PlatformClient) -> Self {
        let end = Timestamp::from_second(3600).unwrap();
        let managed = Managed { client, end, is_taken_back: false };
        Self { managed: Some(managed), ..Self::default() }.header("Bearer opaque")
    }

    fn outcome(&self) -> Result<(), ApiError> {
        self.judged(identify)
    }

    fn judged(&self, judge: impl FnOnce(&Call<'_>) -> Result<(), Refused<ApiError>>) -> Result<(), ApiError> {
        let strictness = Strictness::default();
        let token = self.header.as_deref().map(|header| match header {
            "signed" => self.claims.sign(KEY).unwrap(),
            header => token(header).into_owned(),
        });
        let claims = token
            .as_deref()
            .and_then(|token| claims(token, || Claims::read(token, KEY).map(Arc::new), &strictness));
        let case = Call {
            client_id: self.client_id,
            secret_key: self.secret_key,
            platform: self.platform.as_ref(),
            managed: self.managed.as_ref(),
            is_forgotten: false,
            origin: self.origin,
            token: token.as_deref(),
            claims: claims.as_deref(),
            user: self.user.as_ref(),
            now: self.now,
            strictness: &strictness,
        };
        judge(&case).map_err(|refused| refused.refusal)
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
