//! The ways in which an integrator's backend goes wrong: the faults of chapter REFURL. Each acts at one place.

/// A mistake that the reference integrator makes when it is told to.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Wrong {
    /// It is a POST endpoint.
    PostOnly,
    /// It sends whoever calls to its login page.
    Redirects,
    /// It answers 500 whatever it did.
    AnswersAnError,
    /// It never answers.
    Hangs,
    /// It lets nobody in whose token has expired.
    TurnsExpiredTokensAway,
    /// It answers `access_token`.
    WrongMember,
    /// It answers a page.
    AnswersHtml,
    /// It answers the token of the user who came first.
    AnotherUsersToken,
    /// It answers the token that it has.
    AlwaysTheSameToken,
    /// It answers both tokens.
    ReturnsTheRefreshToken,
    /// It sets the refresh token as a cookie.
    SetsTheRefreshTokenAsACookie,
    /// It answers the access token and the refresh token that it has just used up.
    ReturnsTheUsedRefreshToken,
    /// It answers its credentials, too.
    LeaksTheClientSecret,
    /// It keeps neither token.
    DoesNotStore,
    /// It keeps the old refresh token.
    StoresOnlyTheAccessToken,
    /// It keeps the old access token.
    StoresOnlyTheRefreshToken,
    /// It takes the way past the refresh token.
    ForcesTheRefresh,
    /// It gives the first user's token to whoever is unknown.
    IgnoresWhoAsks,
    /// It believes whatever a token says of itself.
    TrustsTheToken,
    /// It knows users by their refresh tokens, too.
    TakesRefreshTokens,
    /// Where Cal.com refuses it answers the token that it has.
    HidesTheRefusal,
    /// Two calls refresh side by side.
    RefreshesTwiceAtOnce,
    /// Who comes second with the old token is unknown.
    ForgetsTheOldToken,
}

impl Wrong {
    /// What `--wrong` and `--fault` call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What it does wrong, in one sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::PostOnly => "The refresh endpoint answers POST alone, and GET with 405.",
            Self::Redirects => "The refresh endpoint redirects whoever calls it to a login page.",
            Self::AnswersAnError => "The refresh endpoint answers 500, though it refreshed the tokens.",
            Self::Hangs => "The refresh endpoint never answers.",
            Self::TurnsExpiredTokensAway => {
                "The refresh endpoint has the token checked at Cal.com first, and turns an expired one away."
            }
            Self::WrongMember => "The fresh token comes back as access_token.",
            Self::AnswersHtml => "The answer is a page, as of an application that has no such route.",
            Self::AnotherUsersToken => "Whoever asks, the tokens of the user who came first are refreshed.",
            Self::AlwaysTheSameToken => "The stored access token is given back, and nothing is refreshed.",
            Self::ReturnsTheRefreshToken => "The answer holds the new refresh token beside the access token.",
            Self::SetsTheRefreshTokenAsACookie => "The answer sets the new refresh token as a cookie.",
            Self::ReturnsTheUsedRefreshToken => {
                "The answer holds the refresh token that was just used up beside the access token."
            }
            Self::LeaksTheClientSecret => {
                "The answer holds the client's credentials beside the access token."
            }
            Self::DoesNotStore => "The new tokens are given away and not stored.",
            Self::StoresOnlyTheAccessToken => "The new access token is stored, the new refresh token is not.",
            Self::StoresOnlyTheRefreshToken => {
                "The new refresh token is stored, the new access token is not."
            }
            Self::ForcesTheRefresh => {
                "The tokens come from force-refresh, which ends all others of the user, not from the refresh token."
            }
            Self::IgnoresWhoAsks => {
                "Whoever comes with an unknown token, or with none, gets the first user's."
            }
            Self::TrustsTheToken => "The user is the one whom the token names, whoever signed it.",
            Self::TakesRefreshTokens => "Whoever comes with a user's refresh token gets an access token.",
            Self::HidesTheRefusal => "Where Cal.com refuses the refresh, the stored access token is given.",
            Self::RefreshesTwiceAtOnce => "Two calls at once refresh side by side, with one refresh token.",
            Self::ForgetsTheOldToken => {
                "Once the tokens are refreshed, nobody is found any more by the access token before."
            }
        }
    }

    /// The rules that must notice.
    #[must_use]
    pub const fn breaks(self) -> &'static [&'static str] {
        match self {
            Self::PostOnly | Self::Redirects | Self::AnswersAnError | Self::Hangs => {
                &["REFURL-01", "REFURL-02"]
            }
            Self::TurnsExpiredTokensAway => &["REFURL-02"],
            Self::WrongMember | Self::AnswersHtml => &["REFURL-03"],
            Self::AnotherUsersToken => &["REFURL-04", "REFURL-07"],
            Self::AlwaysTheSameToken => {
                &["REFURL-04", "REFURL-07", "REFURL-08/Who was deleted gets no token"]
            }
            Self::ReturnsTheRefreshToken
            | Self::SetsTheRefreshTokenAsACookie
            | Self::ReturnsTheUsedRefreshToken
            | Self::LeaksTheClientSecret => &["REFURL-05"],
            Self::DoesNotStore | Self::StoresOnlyTheAccessToken | Self::StoresOnlyTheRefreshToken => {
                &["REFURL-06", "REFURL-09"]
            }
            Self::ForcesTheRefresh => &["REFURL-07"],
            Self::IgnoresWhoAsks | Self::TrustsTheToken => &["REFURL-08"],
            Self::TakesRefreshTokens => &["REFURL-08/refresh"],
            Self::HidesTheRefusal => &["REFURL-08/Who was deleted gets no token"],
            Self::RefreshesTwiceAtOnce | Self::ForgetsTheOldToken => &["REFURL-09"],
        }
    }
}
