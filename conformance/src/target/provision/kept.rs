//! Access tokens that are used again: whoever stands there already need not consent for every scenario.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{
    cast::UserRole,
    requests::token_request::{Grant, Tokens},
};

/// Ten minutes before a documented access token ends.
const LONG_ENOUGH: Duration = Duration::from_secs(20 * 60);

/// For whom, by whom and with which scopes a token was given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occasion {
    pub(crate) client_id: String,
    pub(crate) user: UserRole,
    pub(crate) scope: String,
}

/// The tokens of a run.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<BTreeMap<Occasion, (Instant, Grant, Tokens)>>);

impl Kept {
    /// The tokens that were given on such an occasion, while they are good.
    pub(crate) fn of(&self, occasion: &Occasion) -> Option<(Grant, Tokens)> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, grant, tokens) = kept.get(occasion)?;
        (since.elapsed() < LONG_ENOUGH).then(|| (grant.clone(), tokens.clone()))
    }

    /// Keeps tokens that were just given.
    pub(crate) fn keep(&self, occasion: Occasion, grant: Grant, tokens: Tokens) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(occasion, (Instant::now(), grant, tokens));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn tokens_are_used_again_for_twenty_minutes_and_for_the_same_scopes() {
        let occasion = |scope: &str| Occasion {
            client_id: "id".to_owned(),
            user: UserRole::Alice,
            scope: scope.to_owned(),
        };
        let grant = Grant {
            code: String::new(),
            redirect_uri: String::new(),
            verifier: None,
            challenge: None,
            scopes: Vec::new(),
        };
        let tokens = Tokens { access: "a".to_owned(), refresh: "r".to_owned(), scope: None };
        let kept = Kept::default();
        kept.keep(occasion("BOOKING_READ"), grant, tokens);
        assert!(kept.of(&occasion("BOOKING_READ")).is_some());
        assert!(kept.of(&occasion("BOOKING_WRITE")).is_none());
        tokio::time::advance(LONG_ENOUGH).await;
        assert!(kept.of(&occasion("BOOKING_READ")).is_none());
    }
}
