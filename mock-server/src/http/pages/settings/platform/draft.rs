//! What somebody typed about a platform client (platform-quickstart 2.1 to 2.4).

use super::super::lines::Lines;
use crate::http::pages::form::Form;
use crate::http::pages::view::platform::{Landing, Permission, Resource};
use crate::http::platform_desk;
use crate::wire::{PERMISSIONS, Permissions, PlatformClient};

/// What can be permitted, each to read and to write, in the order of [`PERMISSIONS`], and what it is.
const RESOURCES: &[(&str, &str)] = &[
    (
        "Event type",
        "A user event that others can book, for example \u{201c}30 minutes Italian lesson\u{201d}.",
    ),
    ("Booking", "When Bob books the Italian lesson, a booking is created."),
    ("Schedule", "When a user is available: from what to what time, and when an event type can be booked."),
    ("Profile", "Read or update the users that you create."),
    ("Apps", "Connect Google Calendar, Zoom, Microsoft Teams and so on."),
];

/// The pages on which people land: how the field is called, what it is, and what it is for.
const LANDINGS: [(&str, &str, &str); 3] = [
    ("booking", "Booking URL", "After something was booked."),
    ("reschedule", "Reschedule URL", "After a booking was moved to another time."),
    ("cancel", "Cancel URL", "After a booking was cancelled."),
];

/// What stands in the form of a platform client, as it was typed.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) redirect_uris: Lines,
    /// In the order of [`LANDINGS`].
    landings: [String; 3],
    permissions: Permissions,
    pub(super) default_event_types: bool,
}

impl Draft {
    /// Nothing yet; "most likely you need all enabled".
    pub(super) fn blank() -> Self {
        Self {
            name: String::new(),
            redirect_uris: Lines::default(),
            landings: <[String; 3]>::default(),
            permissions: Permissions::all(),
            default_event_types: true,
        }
    }

    /// A platform client as it is.
    pub(super) fn of(client: &PlatformClient) -> Self {
        let landings = [&client.booking_url, &client.reschedule_url, &client.cancel_url];
        Self {
            name: client.name.clone(),
            redirect_uris: Lines::of(&client.redirect_uris),
            landings: landings.map(|url| url.clone().unwrap_or_default()),
            permissions: client.permissions.clone(),
            default_event_types: client.default_event_types,
        }
    }

    /// What was sent.
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            name: form.field("name").to_owned(),
            redirect_uris: Lines::typed(form),
            landings: LANDINGS.map(|(word, ..)| form.field(&field(word)).to_owned()),
            permissions: form.all("permission").map(str::to_owned).collect::<Vec<_>>().into(),
            default_event_types: !form.field("default_event_types").is_empty(),
        }
    }

    /// What the desk is asked for.
    pub(super) fn asked(&self) -> platform_desk::Draft {
        let [booking, reschedule, cancel] = self.landings.each_ref().map(|url| Some(url.trim().to_owned()));
        platform_desk::Draft {
            name: Some(self.name.trim().to_owned()),
            redirect_uris: Some(self.redirect_uris.uris()),
            booking_url: booking,
            reschedule_url: reschedule,
            cancel_url: cancel,
            permissions: Some(self.permissions.clone()),
            default_event_types: Some(self.default_event_types),
        }
    }

    pub(super) fn landings(&self) -> Vec<Landing<'_>> {
        let all = LANDINGS.iter().zip(&self.landings);
        all.map(|((word, label, hint), url)| Landing {
            id: format!("{word}-url"),
            name: field(word),
            label,
            hint,
            url,
        })
        .collect()
    }

    pub(super) fn resources(&self) -> Vec<Resource> {
        let all = RESOURCES.iter().zip(PERMISSIONS.chunks(2));
        all.map(|((title, about), words)| Resource {
            title,
            about,
            permissions: ["Read", "Write"]
                .into_iter()
                .zip(words)
                .map(|(title, word)| Permission { title, word, is_checked: self.permissions.have(word) })
                .collect(),
        })
        .collect()
    }
}

/// The field of the form in which the address of a landing page is typed.
fn field(word: &str) -> String {
    format!("{word}_url")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_stands_with_its_resource() {
        for resource in Draft::blank().resources() {
            let word = resource.title.to_uppercase().replace(' ', "_");
            let words: Vec<_> = resource.permissions.iter().map(|it| (it.title, it.word)).collect();
            let expected = [("Read", format!("{word}_READ")), ("Write", format!("{word}_WRITE"))];
            assert_eq!(words.len(), 2);
            for ((title, word), (expected_title, expected)) in words.iter().zip(&expected) {
                assert_eq!((*title, *word), (*expected_title, expected.as_str()));
            }
        }
        assert_eq!(RESOURCES.len() * 2, PERMISSIONS.len());
    }
}
