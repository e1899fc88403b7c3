//! When a target that does not answer is left alone: it must not take hours to hear nothing.

use std::cell::{Cell, RefCell};

use crate::verdict::Halt;

/// So many scenarios in a row whose connection broke are enough.
const ENOUGH: usize = 6;

/// How many broke off in a row, and the last one's reason.
#[derive(Debug, Default)]
pub(super) struct Patience {
    in_a_row: Cell<usize>,
    reason: RefCell<String>,
}

impl Patience {
    /// A scenario ended like this.
    pub(super) fn saw(&self, halt: Option<&Halt>) {
        match halt {
            _ if self.is_lost() => {}
            Some(Halt::Transport(why)) => {
                self.in_a_row.set(self.in_a_row.get() + 1);
                why.clone_into(&mut self.reason.borrow_mut());
            }
            // Nothing was learned of the connection.
            Some(Halt::Skip(_)) => {}
            _ => self.in_a_row.set(0),
        }
    }

    pub(super) fn is_lost(&self) -> bool {
        self.in_a_row.get() >= ENOUGH
    }

    /// Why nothing more is asked, if so.
    pub(super) fn check(&self) -> Result<(), Halt> {
        if !self.is_lost() {
            return Ok(());
        }
        let reason = self.reason.borrow();
        Err(Halt::Transport(format!(
            "not asked, since {ENOUGH} scenarios in a row had broken off; the last: {reason}"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_ends_when_nothing_is_heard_for_long_and_does_not_come_back() {
        let patience = Patience::default();
        let broken = Halt::Transport("refused".to_owned());
        for _ in 1..ENOUGH {
            patience.saw(Some(&broken));
        }
        patience.saw(None);
        for _ in 1..ENOUGH {
            patience.saw(Some(&broken));
            patience.saw(Some(&Halt::Skip("no such client".to_owned())));
        }
        assert!(patience.check().is_ok(), "one answer in between is enough");
        patience.saw(Some(&broken));
        patience.saw(None);
        assert!(patience.check().unwrap_err().message().contains("refused"));
    }
}
