//! What the pages about platform clients show.

use askama::Template;

use super::Client;
use super::frame::Frame;
use super::settings::{Around, Here, Moment};
use crate::wire::Secret;

/// An owner's platform clients.
#[derive(Debug, Template)]
#[template(path = "settings/platform_clients.html")]
pub struct PlatformClients<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The clients.
    pub clients: Vec<Entry<'a>>,
}

/// A platform client in the list, and at the top of its own page.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its name.
    pub client: Client<'a>,
    /// The client id.
    pub id: &'a str,
    /// The page about it.
    pub address: String,
    /// How many users it manages.
    pub users: usize,
}

impl Entry<'_> {
    /// The name, or the id of one without.
    fn title(&self) -> &str {
        if self.client.name.trim().is_empty() { self.id } else { self.client.name }
    }
}

/// The form of a platform client to be.
#[derive(Debug, Template)]
#[template(path = "settings/platform_new.html")]
pub struct NewPlatformClient<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The form.
    pub form: Form<'a>,
}

/// A platform client before its owner.
#[derive(Debug, Template)]
#[template(path = "settings/platform_client.html")]
pub struct PlatformClientPage<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The client.
    pub client: Entry<'a>,
    /// Its secret.
    pub secret: Known<'a>,
    /// The first of the users that it manages.
    pub users: Vec<ManagedUser<'a>>,
    /// The form of an edit.
    pub form: Form<'a>,
    /// What the copy buttons do: the page's one script, which its headers allow by its hash.
    pub script: &'a str,
}

/// What is known of a secret.
#[derive(Debug)]
pub enum Known<'a> {
    /// All of it.
    Whole(&'a Secret),
    /// How it ends; may be empty.
    LastDigits(&'a str),
}

/// A user that a platform client manages.
#[derive(Debug)]
pub struct ManagedUser<'a> {
    /// The number.
    pub id: u64,
    /// What they are called, the username where there is no name.
    pub name: &'a str,
    /// The address as it is kept.
    pub email: &'a str,
    /// The first part of their booking pages' addresses.
    pub username: &'a str,
    /// Where they live.
    pub time_zone: &'a str,
    /// When they were created.
    pub since: Option<Moment>,
    /// Address and slug of each page where they can be booked.
    pub booking_pages: Vec<(String, String)>,
}

/// What is typed about a platform client.
#[derive(Debug)]
pub struct Form<'a> {
    /// What every form about a client has.
    pub frame: Frame<'a>,
    /// The pages on which people land.
    pub landings: Vec<Landing<'a>>,
    /// What can be permitted.
    pub resources: Vec<Resource>,
    /// Whether its users begin with event types.
    pub default_event_types: bool,
}

/// A page on which people land.
#[derive(Debug)]
pub struct Landing<'a> {
    /// How its element is called.
    pub id: String,
    /// How its field is called.
    pub name: String,
    /// What it is.
    pub label: &'static str,
    /// What it is for.
    pub hint: &'static str,
    /// The address; may be empty.
    pub url: &'a str,
}

/// Something that can be permitted, to read and to write.
#[derive(Debug)]
pub struct Resource {
    /// What it is called.
    pub title: &'static str,
    /// What it is.
    pub about: &'static str,
    /// To read it, and to write it.
    pub permissions: Vec<Permission>,
}

/// A permission that can be ticked.
#[derive(Debug)]
pub struct Permission {
    /// What it allows.
    pub title: &'static str,
    /// Its spelling.
    pub word: &'static str,
    /// Whether it is ticked.
    pub is_checked: bool,
}
