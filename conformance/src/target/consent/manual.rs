//! Consent by hand: an address is printed, a person opens it, presses the button and pastes where the browser ended.
//!
//! What a page shows is seen by nobody else, so it is never taken for granted: where a redirect is wanted, a browser that
//! stayed on a page has failed; where a page is wanted, the scenario is skipped.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    io::{self, Write as _},
    sync::Arc,
    thread,
};

use reqwest::Url;
use sha2::{Digest as _, Sha256};
use tokio::sync::{Mutex, mpsc};

use super::form::{Decision, Journey, Landing};
use crate::{
    requests::redirect_uri::leads_to,
    stopping::Reason,
    target::{Venue, needs::UNSEEN},
    transport::Transport,
    verdict::Halt,
};

/// Where the person sits: one question at a time.
#[derive(Debug, Default)]
pub struct Desk {
    line: Mutex<Line>,
}

/// What the person types.
#[derive(Debug, Default)]
struct Line {
    typed: Option<mpsc::UnboundedReceiver<String>>,
    /// What was pasted before, as hashes: a code is nothing to keep.
    seen: BTreeSet<[u8; 32]>,
}

impl Line {
    /// The next line, `None` at the end of the input.
    async fn next(&mut self) -> Option<String> {
        self.typed.get_or_insert_with(listen).recv().await
    }
}

/// A thread of its own reads the input: nothing else may wait for a person.
fn listen() -> mpsc::UnboundedReceiver<String> {
    let (say, typed) = mpsc::unbounded_channel();
    thread::spawn(move || {
        for line in io::stdin().lines() {
            if line.is_err() || line.is_ok_and(|line| say.send(line).is_err()) {
                return;
            }
        }
    });
    typed
}

/// The browser of a person who plays one user.
pub struct Browser {
    app_url: Url,
    transport: Transport,
    desk: Arc<Desk>,
    email: String,
}

impl Browser {
    /// The browser of whoever signs in with `email`.
    #[must_use]
    pub fn new(venue: &Venue, desk: &Arc<Desk>, email: &str) -> Self {
        Self {
            app_url: venue.app_url.clone(),
            transport: venue.transport.clone(),
            desk: Arc::clone(desk),
            email: email.to_owned(),
        }
    }

    /// Asks the person, and waits as long as it takes.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] when only a page could be judged, and when the input ends, which ends the run.
    pub async fn authorize(
        &mut self,
        url: &Url,
        redirect_uris: &[String],
        decision: Option<Decision>,
    ) -> Result<Journey, Halt> {
        let decision = decision.ok_or_else(|| Halt::Skip(UNSEEN.to_owned()))?;
        let desk = Arc::clone(&self.desk);
        let mut line = self.transport.excused(desk.line.lock()).await?;
        tell(&self.request(url, decision));
        loop {
            let Some(typed) = self.transport.excused(line.next()).await? else {
                return Err(self.transport.stop(Reason::InputEnded));
            };
            let typed = typed.trim();
            if typed.is_empty() {
                return Ok(ended(Landing::Unseen));
            }
            let Some(address) = Url::parse(typed).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
            else {
                tell(
                    "That is no address. Paste all of it, from http on, or press Enter where a page stayed.\n",
                );
                continue;
            };
            let is_home = redirect_uris.iter().any(|uri| leads_to(&address, uri));
            if !is_home && address.origin() == self.app_url.origin() {
                // The address of a page of the server's own: nobody was sent anywhere.
                return Ok(ended(Landing::Unseen));
            }
            if !line.seen.insert(Sha256::digest(typed).into()) {
                tell(
                    "That was pasted before. Open the address above once more, and paste where it leads now.\n",
                );
                continue;
            }
            return Ok(ended(Landing::Away(typed.to_owned())));
        }
    }

    fn request(&self, url: &Url, decision: Decision) -> String {
        let button = match decision {
            Decision::Allow => "Allow",
            Decision::Deny => "Deny",
        };
        let mut text = String::new();
        let _ = write!(
            text,
            "\nOpen this address, sign in as {} and press {button}:\n\n  {url}\n\nThen paste the address where the \
             browser ended, or press Enter where it stayed on a page:\n",
            self.email
        );
        text
    }
}

fn ended(landing: Landing) -> Journey {
    Journey { exchanges: Vec::new(), landing }
}

fn tell(text: &str) {
    // Where nobody reads, nobody answers either, and the input ends.
    let _ = io::stderr().write_all(text.as_bytes());
}

crate::redaction::opaque!(Browser);
