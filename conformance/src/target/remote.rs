//! A server at an address, shared with whoever else uses it.

use std::sync::Arc;

use reqwest::Url;
use tokio::sync::{RwLock, Semaphore};

use super::{Clock, Door, Place, Venue, Visit, profile::Profile};
use crate::{exchange::Question, snapshot::Exactness, transport::Transport, verdict::Halt};

/// What a target file describes.
#[derive(Debug)]
pub struct Remote {
    /// The name in reports.
    pub name: String,
    venue: Arc<Venue>,
    /// Scenarios that move the clock hold it alone.
    alone: Arc<RwLock<()>>,
    places: Arc<Semaphore>,
}

impl Remote {
    /// The server of `profile`; at most `concurrency` scenarios are there at once.
    #[must_use]
    pub fn new(profile: &Profile, transport: &Transport, concurrency: usize) -> Self {
        let door = Door::new(profile.target.app_url.clone(), transport.clone());
        let venue = Venue {
            app_url: profile.target.app_url.clone(),
            api_url: profile.target.api_url.clone(),
            clock: profile.moves_the_clock().then(|| Clock::control(door.clone())),
            door,
            exactness: Exactness::Parsed,
            transport: transport.clone(),
            is_shared: true,
        };
        Self {
            name: profile.target.name.clone(),
            venue: Arc::new(venue),
            alone: Arc::new(RwLock::new(())),
            places: Arc::new(Semaphore::new(concurrency.max(1))),
        }
    }

    /// What it can do.
    #[must_use]
    pub fn venue(&self) -> Arc<Venue> {
        Arc::clone(&self.venue)
    }

    /// Asks both addresses once, whatever they answer.
    ///
    /// # Errors
    ///
    /// [`Halt::Transport`] when nobody is there.
    pub async fn greet(&self) -> Result<(), Halt> {
        let both: [&Url; 2] = [&self.venue.app_url, &self.venue.api_url];
        for url in both {
            self.venue.transport.knock(Question::get(url.clone())).await?;
        }
        Ok(())
    }

    pub(super) async fn enter(&self, exclusive: bool) -> Visit {
        let place = if exclusive {
            Place::Alone(Arc::clone(&self.alone).write_owned().await)
        } else {
            let among = Arc::clone(&self.alone).read_owned().await;
            // The semaphore is never closed, so that there is always a permit.
            Place::Among(among, Arc::clone(&self.places).acquire_owned().await.ok())
        };
        Visit { venue: Arc::clone(&self.venue), _place: place }
    }
}
