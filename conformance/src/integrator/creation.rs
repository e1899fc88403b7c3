//! A managed user, made at Cal.com and remembered (platform-quickstart, 3).
//!
//! A kill between Cal.com's answer and our writing it down leaves a user there whom nobody knows here; made once more, it
//! is refused, since the e-mail is taken. Then the user is looked up, and gets new tokens by force: those that were lost
//! are of no use to anybody.

use reqwest::StatusCode;

use super::{
    Backend, Dies,
    cal::{MadeUser, Unanswered},
    refresh::NoToken,
};

/// What came of it.
pub(super) enum Created {
    /// It is new here.
    New(MadeUser),
    /// It was known before.
    Known(MadeUser),
}

impl Backend {
    /// Makes a managed user and remembers it with its tokens.
    pub(super) async fn create(&self, email: &str, name: Option<&str>) -> Result<Created, NoToken> {
        match self.cal.create(email, name).await {
            Ok(made) => {
                self.die(Dies::User);
                self.storage.remember(made.user.id, &made.user.email, &made.tokens())?;
                Ok(Created::New(made.user))
            }
            Err(Unanswered::Refused(StatusCode::CONFLICT)) => self.find(email).await,
            Err(unanswered) => Err(unanswered.into()),
        }
    }

    async fn find(&self, email: &str) -> Result<Created, NoToken> {
        let user = self.cal.find(email).await?.ok_or(NoToken::Nobody)?;
        let _turn = self.turns.of(user.id).await;
        if self.storage.user(user.id)?.is_some() {
            return Ok(Created::Known(user));
        }
        let tokens = self.cal.force_refresh(user.id).await?;
        self.storage.remember(user.id, &user.email, &tokens)?;
        Ok(Created::New(user))
    }
}
