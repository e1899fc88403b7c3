//! A fresh access token for an old one: what the refresh endpoint decides (platform-quickstart, 4.4 to 4.7).
//!
//! Three things can go wrong that no example shows:
//!
//! - **Two calls with one token.** Two tabs notice at the same moment that their token has expired. They take turns; the
//!   second finds that its token is not the newest any more, and gets the one that the first has stored.
//! - **An old token long afterwards.** A tab that slept for hours brings a token from before the newest. The newest may
//!   have expired as well, and atoms would repeat its request hundreds of times a second with such a one (production-api
//!   F, "storm"). So Cal.com is asked whether the newest is still good, and only then it is given.
//! - **A kill between Cal.com's answer and our writing it down.** The refresh token is used up then, and the new one is
//!   lost. That a refresh was begun is written down before; where that is all that stands there and the refresh token is
//!   refused, new tokens are forced with the client secret.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::StatusCode;

use super::{
    Backend, Dies, Wrong,
    cal::Unanswered,
    storage::{Keep, Tokens, User},
};

/// Why there is no fresh token.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoToken {
    /// Nobody is known by the token that came, or none came.
    #[error("nobody is known by this token")]
    Nobody,
    /// The token has expired, which is no reason; one variant takes it for one.
    #[error("this token has expired")]
    TurnedAway,
    /// Cal.com gives none.
    #[error(transparent)]
    Cal(#[from] Unanswered),
    /// The database is out of order.
    #[error("the database: {0}")]
    Storage(#[from] rusqlite::Error),
}

/// So long the variant that refreshes side by side waits for the other one.
const SIDE_BY_SIDE: Duration = Duration::from_millis(50);

impl Backend {
    /// The newest tokens of the user who brings `old`, refreshed if that is the newest one or the newest has expired.
    pub(super) async fn fresh(&self, old: Option<&str>) -> Result<Tokens, NoToken> {
        let user = self.whose(old)?;
        let old = old.unwrap_or_default();
        if self.is(Wrong::TurnsExpiredTokensAway) && !self.cal.accepts(old).await? {
            return Err(NoToken::TurnedAway);
        }
        let is_in_a_hurry = self.is(Wrong::RefreshesTwiceAtOnce);
        let _turn = if is_in_a_hurry { None } else { Some(self.turns.of(user.id).await) };
        // Whoever had the turn before may have stored other tokens.
        let user = self.storage.user(user.id)?.ok_or(NoToken::Nobody)?;
        let is_newest = user.tokens.access == old;
        if self.is(Wrong::AlwaysTheSameToken) {
            return Ok(user.tokens);
        }
        if self.is(Wrong::ForgetsTheOldToken) && !is_newest {
            return Err(NoToken::Nobody);
        }
        if is_in_a_hurry {
            tokio::time::sleep(SIDE_BY_SIDE).await;
        } else if !is_newest && self.cal.accepts(&user.tokens.access).await? {
            return Ok(user.tokens);
        }
        match self.refresh(&user).await {
            Err(NoToken::Cal(Unanswered::Refused(_))) if self.is(Wrong::HidesTheRefusal) => Ok(user.tokens),
            refreshed => refreshed,
        }
    }

    /// The user who is known by this token.
    fn whose(&self, old: Option<&str>) -> Result<User, NoToken> {
        let known = old.map_or(Ok(None), |old| self.storage.user_of(old))?;
        if self.is(Wrong::TrustsTheToken) {
            return old.and_then(owner).map_or(Ok(None), |id| self.storage.user(id))?.ok_or(NoToken::Nobody);
        }
        if self.is(Wrong::TakesRefreshTokens)
            && let Some(holder) = old.and_then(owner).map_or(Ok(None), |id| self.storage.user(id))?
            && old == Some(holder.tokens.refresh.as_str())
        {
            return Ok(holder);
        }
        let mistaken = if known.is_some() { Wrong::AnotherUsersToken } else { Wrong::IgnoresWhoAsks };
        let taken = if self.is(mistaken) { self.storage.first_user()? } else { known };
        taken.ok_or(NoToken::Nobody)
    }

    async fn refresh(&self, user: &User) -> Result<Tokens, NoToken> {
        self.storage.begin(user.id)?;
        let answered = if self.is(Wrong::ForcesTheRefresh) {
            self.cal.force_refresh(user.id).await
        } else {
            self.cal.refresh(&user.tokens.refresh).await
        };
        let answered = match answered {
            // The refresh before this one was cut off, and had used it up.
            Err(Unanswered::Refused(StatusCode::BAD_REQUEST)) if user.is_under_way => {
                self.cal.force_refresh(user.id).await
            }
            answered => answered,
        };
        // What was under way before stays so until there are tokens: whoever is refused meanwhile, for a secret that is
        // wrong today, is not to be locked out for ever.
        if matches!(answered, Err(Unanswered::Refused(_))) && !user.is_under_way {
            self.storage.give_up(user.id)?;
        }
        let tokens = answered?;
        self.die(Dies::Tokens);
        self.storage.store(user.id, &tokens, self.kept())?;
        Ok(tokens)
    }

    /// What is written down of new tokens.
    fn kept(&self) -> Keep {
        match self.wrong {
            Some(Wrong::DoesNotStore) => Keep::Neither,
            Some(Wrong::StoresOnlyTheAccessToken) => Keep::Access,
            Some(Wrong::StoresOnlyTheRefreshToken) => Keep::Refresh,
            _ => Keep::Both,
        }
    }
}

/// Whose a token says that it is, for one variant that is wrong: its signature is not looked at.
fn owner(token: &str) -> Option<i64> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<serde_json::Value>(&payload).ok()?["ownerId"].as_i64()
}
