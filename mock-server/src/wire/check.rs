//! The named checks of which every decision is made, and the rules of the book that each holds up.

/// The named checks, in the order of the tables in `rules/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "each is explained where it stands in a table of `rules/`")]
pub enum Check {
    // The authorization page: rules/authorization.rs
    StatePresent,
    RedirectUriPresent,
    RedirectUriReadable,
    ClientKnown,
    RedirectUriRegistered,
    ClientNotRejected,
    ClientApproved,
    ScopePresent,
    ScopesExist,
    ScopesRegistered,
    ChallengePresent,
    ChallengeMethodS256,
    TeamRunByUser,
    UserConsents,
    // A request to the token endpoint: rules/token_request.rs
    BodyReadable,
    ClientIdPresent,
    GrantTypeLegal,
    PropertiesFit,
    // Exchanging a code: rules/exchange.rs
    ClientKnownAtExchange,
    RedirectUriRegisteredAtExchange,
    SecretMatches,
    CodeKnown,
    CodeUnused,
    CodeOfThisClient,
    CodeInTime,
    RedirectUriOfTheCode,
    ClientNotRejectedAtExchange,
    ClientApprovedAtExchange,
    PkcePresented,
    VerifierMatches,
    // Refreshing: rules/refresh.rs
    ClientKnownAtRefresh,
    SecretMatchesAtRefresh,
    RefreshTokenGenuine,
    RefreshTokenForRefresh,
    RefreshTokenInTime,
    RefreshTokenOfThisClient,
    ClientNotRejectedAtRefresh,
    ClientApprovedAtRefresh,
    RefreshTokenCounts,
    // An access token at the API: rules/bearer.rs, rules/access.rs
    ClientKeysFit,
    ClientIdNotAlone,
    SecretKeyNotAlone,
    CredentialsPresent,
    NotAnApiKey,
    TokenGenuine,
    TokenForAccess,
    TokenInTime,
    ManagedTokenInTime,
    ManagedTokenKept,
    OriginRegistered,
    SomebodyBehindToken,
    SecretKeyFits,
    PermissionsNeedCredentials,
    PermissionsOfToken,
    PlatformPermits,
    OpenToThirdParties,
    ScopesHeld,
    // Managed users: rules/platform.rs
    PlatformOfThisClient,
    RunsThePlatform,
    ManagedRefreshTokenCounts,
    ManagedUserFits,
    ManagedEmailValid,
    ManagedEmailFree,
    ManagedUserOfThisClient,
    // Registering a client: rules/registration.rs
    NameGiven,
    PurposeGiven,
    WebsiteReadable,
    LogoReadable,
    ScopeGiven,
    RegisteredScopesExist,
    RedirectUriGiven,
    AtMostTenRedirectUris,
    RedirectUriIsUrl,
    RedirectUriWithoutFragment,
    RedirectUriSecure,
    RedirectUriDistinct,
    LandingReadable,
    PermissionGiven,
    // Editing, reviewing and deleting it: rules/editing.rs
    ClientThere,
    ReasonByAdmin,
    ReasonGiven,
    StatusByAdmin,
    EditedByOwnerOrAdmin,
    DeletedByOwner,
    // Rotating its secrets: rules/rotation.rs
    SecretsOfOwnClient,
    UsesSecrets,
    RoomForASecret,
    NotTheLastSecret,
    SecretThere,
    // Whose things they are: rules/roles.rs
    OrganizationThere,
    InOrganization,
    InTeam,
    RoleSuffices,
    TeamThere,
    TeamOfOrganization,
    UserOfOrganization,
    UserOfTeam,
}

impl Check {
    /// Its name in the log and the journal.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
    /// The rules of the book that it holds up: what the journal names beside it.
    #[must_use]
    #[rustfmt::skip]
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::StatePresent => &["AUTHZ-03"],
            Self::RedirectUriPresent | Self::RedirectUriReadable => &["AUTHZ-16"],
            Self::ClientKnown => &["AUTHZ-04", "AUTHZ-16"],
            Self::RedirectUriRegistered => &["AUTHZ-06", "AUTHZ-07"],
            Self::ClientNotRejected => &["CLIENT-06", "CLIENT-12"],
            Self::ClientApproved => &["AUTHZ-05"],
            Self::ScopePresent => &["AUTHZ-09"],
            Self::ScopesExist => &["AUTHZ-10", "AUTHZ-11"],
            Self::ScopesRegistered => &["AUTHZ-12"],
            Self::ChallengePresent => &["AUTHZ-19", "AUTHZ-20"],
            Self::ChallengeMethodS256 => &["AUTHZ-20"],
            Self::TeamRunByUser => &["AUTHZ-14", "AUTHZ-25"],
            Self::UserConsents => &["AUTHZ-13"],

            Self::BodyReadable => &["TOKEN-16", "TOKEN-29"],
            Self::ClientIdPresent => &["TOKEN-11"],
            Self::GrantTypeLegal => &["TOKEN-12"],
            Self::PropertiesFit => &["TOKEN-15", "TOKEN-25", "PKCE-03", "REFRESH-08", "REFRESH-16"],

            Self::ClientKnownAtExchange => &["TOKEN-10"],
            Self::RedirectUriRegisteredAtExchange => &["TOKEN-13", "TOKEN-22"],
            Self::SecretMatches => &["TOKEN-09"],
            Self::CodeKnown => &["TOKEN-07"],
            Self::CodeUnused => &["TOKEN-05", "TOKEN-08"],
            Self::CodeOfThisClient => &["TOKEN-30"],
            Self::CodeInTime => &["TOKEN-06"],
            Self::RedirectUriOfTheCode => &["TOKEN-14", "PKCE-09"],
            Self::ClientNotRejectedAtExchange => &["TOKEN-27", "CLIENT-12"],
            Self::ClientApprovedAtExchange => &["TOKEN-27"],
            Self::PkcePresented => &["PKCE-03", "PKCE-05", "PKCE-08"],
            Self::VerifierMatches => &["PKCE-02", "PKCE-05"],

            Self::ClientKnownAtRefresh => &["REFRESH-07"],
            Self::SecretMatchesAtRefresh => &["REFRESH-06", "REFRESH-08"],
            Self::RefreshTokenGenuine => &["REFRESH-04", "REFRESH-18"],
            Self::RefreshTokenForRefresh => &["REFRESH-18"],
            Self::RefreshTokenInTime => &["REFRESH-05", "REFRESH-17"],
            Self::RefreshTokenOfThisClient => &["REFRESH-12", "REFRESH-19"],
            Self::ClientNotRejectedAtRefresh => &["CLIENT-12"],
            Self::ClientApprovedAtRefresh => &["CLIENT-01"],
            Self::RefreshTokenCounts => &["REFRESH-13", "REFRESH-14"],

            Self::CredentialsPresent | Self::NotAnApiKey | Self::TokenGenuine | Self::TokenInTime => &["ME-02", "ME-03"],
            Self::TokenForAccess => &["REFRESH-11"],
            Self::ClientKeysFit => &["ME-03", "MANAGED-07"],
            Self::ClientIdNotAlone | Self::SecretKeyNotAlone | Self::SomebodyBehindToken => &["ME-03"],
            Self::SecretKeyFits => &["MANAGED-07", "MANAGED-12"],
            Self::ManagedTokenInTime | Self::ManagedTokenKept => &["MANAGED-16"],
            Self::OriginRegistered => &["MANAGED-18", "MANAGED-19"],
            Self::PlatformPermits => &["MANAGED-13"],
            Self::ManagedRefreshTokenCounts => &["MANAGED-12", "MANAGED-17"],
            Self::ManagedUserFits => &["MANAGED-02", "MANAGED-04", "MANAGED-05", "MANAGED-06"],
            Self::ManagedEmailValid | Self::ManagedEmailFree => &["MANAGED-14"],
            Self::ManagedUserOfThisClient => &["MANAGED-15"],
            Self::PermissionsNeedCredentials | Self::PermissionsOfToken => &["ME-05"],
            Self::OpenToThirdParties => &["SCOPE-09", "SCOPE-13"],
            Self::ScopesHeld => &["SCOPE-03", "SCOPE-05", "SCOPE-06", "SCOPE-07", "SCOPE-08"],

            Self::NameGiven | Self::PurposeGiven => &["CLIENT-13"],
            Self::ScopeGiven => &["CLIENT-02"],
            Self::AtMostTenRedirectUris => &["CLIENT-04"],
            Self::RedirectUriGiven
            | Self::RedirectUriIsUrl
            | Self::RedirectUriWithoutFragment
            | Self::RedirectUriSecure
            | Self::RedirectUriDistinct => &["CLIENT-09"],
            Self::ReasonGiven | Self::EditedByOwnerOrAdmin | Self::DeletedByOwner | Self::SecretsOfOwnClient => &["CLIENT-11"],
            Self::ReasonByAdmin | Self::StatusByAdmin => &["CLIENT-14"],
            Self::UsesSecrets => &["ROTATE-07"],
            Self::RoomForASecret => &["ROTATE-03"],
            Self::NotTheLastSecret => &["ROTATE-10"],
            // No rule of the book speaks of these.
            Self::WebsiteReadable
            | Self::LogoReadable
            | Self::LandingReadable
            | Self::RunsThePlatform
            | Self::PlatformOfThisClient
            | Self::PermissionGiven
            | Self::RegisteredScopesExist
            | Self::ClientThere
            | Self::SecretThere => &[],

            Self::OrganizationThere
            | Self::InOrganization
            | Self::InTeam
            | Self::RoleSuffices
            | Self::TeamThere
            | Self::TeamOfOrganization
            | Self::UserOfOrganization
            | Self::UserOfTeam => &["SCOPE-02"],
        }
    }
}
