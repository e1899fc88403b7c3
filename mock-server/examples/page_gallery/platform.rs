//! The pages about platform clients, as the gallery shows them.

use std::error::Error;
use std::path::Path;

use mock_server::http::pages::view::Client;
use mock_server::http::pages::view::frame::Frame;
use mock_server::http::pages::view::platform::{
    Entry, Form, Known, Landing, ManagedUser, NewPlatformClient, Permission, PlatformClientPage,
    PlatformClients, Resource,
};
use mock_server::http::pages::view::settings::{Here, Moment, Problem};
use mock_server::wire::Secret;

use crate::settings::{EVIL, around, frame};
use crate::write;

pub(crate) fn pages(folder: &Path) -> Result<(), Box<dyn Error>> {
    let here = |done| around(Here::Platform, false, done);
    let clients = vec![entry("Acme Platform", 1), entry(EVIL, 0), entry("", 1204)];
    write(folder, "platform", &PlatformClients { around: here(None), clients })?;
    write(folder, "platform-none", &PlatformClients { around: here(None), clients: Vec::new() })?;
    let uris = vec!["https://acme.example".to_owned(), "https://*.acme.example".to_owned()];
    write(
        folder,
        "platform-new",
        &NewPlatformClient { around: here(None), form: form("", &uris[..1], None) },
    )?;
    let (field, advice) = ("permissions".to_owned(), "Tick at least one.");
    let problem = Problem { field, said: "At least one permission is required".to_owned(), advice };
    let wrong = form("Acme", &uris, Some(problem));
    write(folder, "platform-new-wrong", &NewPlatformClient { around: here(None), form: wrong })?;
    let secret = Secret::new("5ec2e707".repeat(8));
    let page = |users, secret| PlatformClientPage {
        around: here(Some("Saved.")),
        client: entry("Acme Platform", 1204),
        secret,
        users,
        form: form("Acme Platform", &uris, None),
        script: "",
    };
    let since = Some(Moment("2026-03-05T14:30:00Z".parse()?));
    let users = vec![user(179, "Bob", since), user(180, EVIL, None)];
    write(folder, "platform-client", &page(users, Known::Whole(&secret)))?;
    write(folder, "platform-client-hashed", &page(Vec::new(), Known::LastDigits("e707")))
}

fn entry(name: &str, users: usize) -> Entry<'_> {
    let (id, address) = ("clca1c0de7ca1c0de7ca1c0de", "/settings/platform/clca1c0de7".to_owned());
    Entry { client: Client { name, logo: None }, id, address, users }
}

fn user(id: u64, name: &str, since: Option<Moment>) -> ManagedUser<'_> {
    ManagedUser {
        id,
        name,
        email: "bob+clca1c0de7ca1c0de7ca1c0de@example.com",
        username: "bob-clca1c0de7ca1c0de7ca1c0de-example-com",
        time_zone: "Europe/Rome",
        since,
        booking_pages: ["thirty-minutes", "sixty-minutes"]
            .map(|slug| ("/".to_owned(), slug.to_owned()))
            .into(),
    }
}

fn form<'a>(name: &'a str, redirect_uris: &'a [String], problem: Option<Problem>) -> Form<'a> {
    let permission = |title, word| Permission { title, word, is_checked: true };
    Form {
        frame: Frame { most_redirect_uris: None, problem, ..frame(name, redirect_uris) },
        landings: vec![Landing {
            id: "booking-url".to_owned(),
            name: "booking_url".to_owned(),
            label: "Booking URL",
            hint: "After something was booked.",
            url: "https://acme.example/booked",
        }],
        resources: vec![Resource {
            title: "Event type",
            about: "A user event that others can book, for example \u{201c}30 minutes Italian lesson\u{201d}.",
            permissions: vec![permission("Read", "EVENT_TYPE_READ"), permission("Write", "EVENT_TYPE_WRITE")],
        }],
        default_event_types: true,
    }
}
