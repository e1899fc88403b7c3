//! The word that ends a run early, and the reason that everything unasked is then skipped with.

use std::sync::Arc;

use tokio::sync::watch;

use crate::verdict::Halt;

/// Why a run ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Somebody pressed Ctrl-C, or the process was told to terminate.
    Interrupted,
    /// The person whose help is needed is gone.
    InputEnded,
    /// A rule that decides is broken, and that is enough.
    FirstFailure,
}

impl Reason {
    /// Why a scenario was not asked.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Interrupted => "interrupted",
            Self::InputEnded => "interrupted: the input ended, and consent needs somebody who answers",
            Self::FirstFailure => "not asked: a rule that decides was found broken before (--fail-fast)",
        }
    }

    /// Whether a scenario was not asked because a run ended early.
    #[must_use]
    pub fn is_behind(why_skipped: &str) -> bool {
        let all = [Self::Interrupted, Self::InputEnded, Self::FirstFailure];
        all.iter().any(|reason| reason.words() == why_skipped)
    }

    /// Whether what is under way is cut off; else it may come to its end.
    #[must_use]
    pub const fn cuts(self) -> bool {
        !matches!(self, Self::FirstFailure)
    }
}

/// Whether a run has been told to stop. Every copy hears it.
#[derive(Debug, Clone)]
pub struct Stopping {
    reason: Arc<watch::Sender<Option<Reason>>>,
}

impl Default for Stopping {
    fn default() -> Self {
        Self { reason: Arc::new(watch::Sender::new(None)) }
    }
}

impl Stopping {
    /// Says stop. The first reason stands, unless the next one is graver.
    pub fn stop(&self, reason: Reason) {
        self.reason.send_if_modified(|known| {
            let is_news = known.is_none_or(|known| !known.cuts() && reason.cuts());
            if is_news {
                *known = Some(reason);
            }
            is_news
        });
    }

    /// Why, if it was said.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        *self.reason.borrow()
    }

    /// Comes back when what is under way is to be cut off.
    pub async fn cut(&self) -> Halt {
        let mut reason = self.reason.subscribe();
        let cut = reason.wait_for(|reason| reason.is_some_and(Reason::cuts)).await;
        match cut.map(|reason| *reason) {
            Ok(Some(reason)) => Halt::Skip(reason.words().to_owned()),
            // The sender is as old as we are.
            _ => std::future::pending().await,
        }
    }

    /// Stops whoever asks, where everything is to be cut off.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] with the reason.
    pub fn check(&self) -> Result<(), Halt> {
        match self.reason() {
            Some(reason) if reason.cuts() => Err(Halt::Skip(reason.words().to_owned())),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interruption_outweighs_a_failure_and_nothing_outweighs_it() {
        let stopping = Stopping::default();
        assert!(stopping.check().is_ok());
        stopping.stop(Reason::FirstFailure);
        assert!(stopping.check().is_ok(), "what is under way comes to its end");
        stopping.clone().stop(Reason::Interrupted);
        stopping.stop(Reason::FirstFailure);
        assert_eq!(stopping.reason(), Some(Reason::Interrupted));
        assert!(stopping.check().is_err());
    }
}
