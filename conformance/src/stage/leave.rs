//! The end of a scenario: a shared server is left as it was found.

use super::{Notes, Stage};
use crate::{
    target::{Venue, mock::Watch},
    verdict::Halt,
};

/// A clock that runs is read a little late.
const ROOM: i64 = 2;

impl Stage {
    /// Ends the scenario: puts back the clock, removes what was made, hands over the notes.
    pub async fn leave(&mut self, went_through: bool) -> Notes {
        let mut notes = std::mem::take(&mut self.notes);
        if !went_through || notes.asserted == 0 {
            notes.curl = self.curl();
        }
        notes.seen = self.venue().ok().and_then(|venue| venue.watch.as_ref().map(Watch::seen));
        // Before the next scenario comes, which may start one at the same port.
        self.atoms.close();
        if let Some(visit) = self.visit.take()
            && visit.venue.is_shared
        {
            let venue = visit.venue.unhindered();
            let put_back = self.put_clock_back(&venue).await;
            notes.trouble = put_back.err().map(|halt| self.redacted(halt).message());
            notes.left.extend(self.take_back(&venue).await);
            notes.left.extend(self.delete_managed(&venue).await);
            if let Ok(door) = venue.door() {
                for (kind, id) in self.made.drain(..).rev() {
                    if door.remove(kind, &id).await.is_err() {
                        notes.left.push(format!("{kind}/{id}"));
                    }
                }
            }
        }
        notes
    }

    /// The last question, for the report of a failure.
    fn curl(&mut self) -> Option<String> {
        let mut redaction = self.redaction.clone();
        for redirect_uri in self.clients.values().filter_map(|client| client.redirect_uris.first()) {
            // The default world of a mock has an address of its own in this place.
            redaction.name(redirect_uri, "CAL_REDIRECT_URI");
        }
        self.last.take().map(|question| question.curl(&redaction))
    }

    async fn put_clock_back(&self, venue: &Venue) -> Result<(), Halt> {
        let (Some(clock), Some((found, when))) = (&venue.clock, &self.found) else { return Ok(()) };
        let is_ahead = async || -> Result<i64, Halt> {
            let running = if found.frozen { 0 } else { i64::try_from(when.elapsed().as_secs()).unwrap_or(0) };
            Ok(clock.read().await?.now.as_second() - found.now.as_second() - running)
        };
        let moved = if self.moved_uncertainly { is_ahead().await? } else { self.moved };
        match moved {
            0 => Ok(()),
            moved => match clock.advance(-moved).await {
                // The answer was lost, and it may have been a yes: looked at once more.
                Err(Halt::Transport(_)) => match is_ahead().await? {
                    ahead if ahead.abs() <= ROOM => Ok(()),
                    ahead => clock.advance(-ahead).await,
                },
                put_back => put_back,
            },
        }
    }
}
