//! One refresh of a user at a time: a refresh token works once, so that two calls with the same one cannot both win.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::OwnedMutexGuard;

/// Whose turn it is, user by user.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<BTreeMap<i64, Arc<tokio::sync::Mutex<()>>>>);

impl Turns {
    /// Waits until nobody else refreshes this user's tokens; whoever waits comes on in the order of coming.
    pub(super) async fn of(&self, user: i64) -> OwnedMutexGuard<()> {
        let turn = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(user).or_default());
        turn.lock_owned().await
    }
}
