//! How a user is made to click Allow.

pub mod form;
pub mod manual;
pub mod page;

use reqwest::Url;

pub use manual::Desk;

use self::form::{Decision, Journey};
use super::{Venue, profile::Consent};
use crate::verdict::Halt;

/// The browser of one user.
#[derive(Debug)]
pub enum Browser {
    /// Ours, which fills in forms.
    Form(form::Browser),
    /// That of a person, who is told what to do.
    Manual(manual::Browser),
}

impl Browser {
    /// The browser of the user with these credentials, at `venue`.
    #[must_use]
    pub fn new(venue: &Venue, email: &str, password: Option<&str>) -> Self {
        match &venue.desk {
            Some(desk) => Self::Manual(manual::Browser::new(venue, desk, email)),
            None => Self::Form(form::Browser::new(
                venue.app_url.clone(),
                venue.transport.clone(),
                email,
                password.unwrap_or_default(),
            )),
        }
    }

    /// Opens `url` and presses the button; whatever leads to one of `redirect_uris` is an end, not a page to fetch.
    ///
    /// # Errors
    ///
    /// When there is no end to see.
    pub async fn authorize(
        &mut self,
        url: Url,
        redirect_uris: &[String],
        decision: Option<Decision>,
    ) -> Result<Journey, Halt> {
        match self {
            Self::Form(browser) => browser.authorize(url, redirect_uris, decision).await,
            Self::Manual(browser) => browser.authorize(&url, redirect_uris, decision).await,
        }
    }
}

impl Venue {
    /// How a user is made to click Allow there.
    #[must_use]
    pub fn consent(&self) -> Consent {
        if self.desk.is_some() { Consent::Manual } else { Consent::Form }
    }
}
