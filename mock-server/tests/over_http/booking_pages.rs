//! The public pages of a managed user: somebody books, moves and cancels without signing in, and lands on the pages of the
//! platform client (platform-quickstart 2.3).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::house::{Answer, House, all};
use crate::platform::{Managed, Platform};
use crate::visit::{Browser, Form, Page};

/// Friday; Bob lives an hour east of Greenwich.
pub(crate) const SECOND: &str = "2026-01-02T08:00:00Z";
pub(crate) const TAKEN: &str = "User either already has booking at this time or is not available";

/// Orbit, with pages of its own, and Bob whom it manages.
pub(crate) struct Studio {
    pub(crate) platform: Platform,
    pub(crate) bob: Managed,
}

impl Studio {
    pub(crate) async fn open() -> Self {
        let platform = Platform::open().await;
        let bob = json!({"email": "bob@example.com", "name": "Bob", "timeZone": "Europe/Rome"});
        let bob = platform.managed(&platform.orbit, &bob).await;
        let studio = Self { platform, bob };
        studio
            .set(&json!({
                "booking_url": "https://orbit.example/booked?tenant=7",
                "reschedule_url": "https://orbit.example/moved/",
                "cancel_url": "https://orbit.example/off#top",
            }))
            .await;
        studio
    }

    pub(crate) const fn house(&self) -> &House {
        &self.platform.house
    }

    /// Changes Orbit.
    async fn set(&self, changes: &Value) {
        let url = self.house().url(&format!("/_mock/v1/platform-clients/{}", self.platform.orbit.id));
        let answer = self.house().send(self.house().http.patch(url).json(changes)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// Somebody whom nobody knows.
    pub(crate) fn anybody(&self) -> Browser<'_> {
        Browser { house: self.house(), cookie: String::new() }
    }

    pub(crate) fn page(&self, slug: &str) -> String {
        format!("/{}/{slug}", self.username())
    }

    fn username(&self) -> &str {
        self.bob.user["username"].as_str().unwrap()
    }

    /// The form with which Dora books half an hour.
    pub(crate) async fn filled(&self, start: &str) -> Form {
        let mut form = self.anybody().open(&self.page("thirty-minutes")).await.form("book");
        form.set("start", start);
        form.set("name", "Dora");
        form.set("email", "dora@example.com");
        form
    }

    /// Books so, and tells the uid.
    async fn booked(&self, start: &str) -> String {
        uid(&self.anybody().send(&self.filled(start).await, "book").await)
    }

    async fn seen(&self, uid: &str) -> Value {
        api(self.house(), uid).await.json["data"].clone()
    }

    /// How many bookings there are.
    async fn count(&self) -> usize {
        self.house().get("/_mock/v1/world", None).await.json["bookings"].as_array().map_or(0, Vec::len)
    }
}

pub(crate) async fn api(house: &House, uid: &str) -> Answer {
    let url = house.url(&format!("/v2/bookings/{uid}"));
    house.send(house.http.get(url).header("cal-api-version", "2024-08-13")).await
}

/// The booking that stands in the address to which the browser is sent: the last part of its path.
#[track_caller]
pub(crate) fn uid(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.text);
    let path = page.header("location").split(['?', '#']).next().unwrap();
    path.rsplit('/').next().unwrap().to_owned()
}

/// The times that can be chosen, in their order.
pub(crate) fn times(page: &Page) -> Vec<String> {
    let starts = page.text.split(r#"name="start" value=""#).skip(1);
    starts.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_page_offers_free_times_by_day_in_the_hosts_zone_and_more_behind_a_link() {
    let studio = Studio::open().await;
    let browser = studio.anybody();
    let page = browser.open(&studio.page("thirty-minutes")).await;
    assert_eq!((page.status, page.says("host").as_str()), (200, "Bob"));
    assert_eq!(page.says("time-zone"), "In the time zone Europe/Rome, where the host lives.");
    assert!(page.text.contains("<legend>Thursday, 1 January 2026</legend>"));
    assert!(page.text.contains("<span>9:00 am</span>") && page.text.contains("<span>4:30 pm</span>"));
    assert_eq!(page.text.matches("<form ").count(), 1);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("form-action"), "{policy}");
    assert!(!page.text.contains("<script"));

    let mut seen: Vec<String> = times(&page);
    assert_eq!((seen.len(), seen[0].as_str()), (32, "2026-01-01T08:00:00Z"));
    assert!(!page.has("first-times"));
    let later = browser.open(&page.link("later-times")).await;
    assert_eq!(times(&later).len(), 32);
    seen.extend(times(&later));
    assert_eq!(browser.open(&later.link("first-times")).await.text, page.text);
    let slots = format!(
        "/v2/slots?username={}&eventTypeSlug=thirty-minutes&start=2026-01-01&end=2026-01-06",
        studio.username()
    );
    let request = studio.house().http.get(studio.house().url(&slots)).header("cal-api-version", "2024-09-04");
    let offered = studio.house().send(request).await.json["data"].clone();
    let days = offered.as_object().unwrap().values().flat_map(|day| day.as_array().unwrap());
    let starts = days.map(|slot| slot["start"].as_str().unwrap().replace(".000Z", "Z"));
    assert_eq!(seen, starts.take(64).collect::<Vec<_>>(), "as GET /v2/slots has them");
}

#[tokio::test]
async fn whoever_books_lands_on_the_clients_page_with_the_booking_in_the_address() {
    let studio = Studio::open().await;
    let landed = studio.anybody().send(&studio.filled(SECOND).await, "book").await;
    let uid = uid(&landed);
    let expected = format!(
        "https://orbit.example/booked/{uid}?tenant=7&slug=thirty-minutes&username={}",
        studio.username()
    );
    assert_eq!(landed.header("location"), expected);
    let booking = studio.seen(&uid).await;
    assert_eq!(
        (&booking["start"], &booking["status"]),
        (&json!("2026-01-02T08:00:00.000Z"), &json!("accepted"))
    );
    assert_eq!(booking["hosts"][0]["id"], studio.bob.id);
    let attendee = &booking["attendees"][0];
    assert_eq!(
        (&attendee["name"], &attendee["email"], &attendee["timeZone"]),
        (&json!("Dora"), &json!("dora@example.com"), &json!("Europe/Rome"))
    );
    let page = studio.anybody().open(&studio.page("thirty-minutes")).await;
    assert!(!times(&page).contains(&SECOND.to_owned()), "that time is taken now");
}

#[tokio::test]
async fn whoever_moves_a_booking_lands_on_the_clients_page_with_the_new_one_in_the_address() {
    let studio = Studio::open().await;
    let (browser, old) = (studio.anybody(), studio.booked(SECOND).await);
    let page = browser.open(&format!("/booking/{old}")).await;
    let page = browser.open(&page.link("reschedule")).await;
    assert_eq!(page.says("former-time"), "Friday, 2 January 2026, 9:00 am");
    assert!(times(&page).contains(&SECOND.to_owned()), "its own time is not in its way");
    let mut form = page.form("move-booking");
    form.set("start", "2026-01-02T10:00:00Z");
    form.set("reschedulingReason", "Ill,\r\nsorry");
    let landed = browser.send(&form, "move-booking").await;
    let new = uid(&landed);
    assert_ne!(new, old);
    let expected = format!(
        "https://orbit.example/moved/{new}?slug=thirty-minutes&username={}&reschedule=true",
        studio.username()
    );
    assert_eq!(landed.header("location"), expected);
    let (before, after) = (studio.seen(&old).await, studio.seen(&new).await);
    assert_eq!((&before["status"], &before["rescheduledToUid"]), (&json!("cancelled"), &json!(new)));
    assert_eq!(
        (&after["rescheduledFromUid"], &after["reschedulingReason"]),
        (&json!(old), &json!("Ill,\nsorry"))
    );

    let page = browser.open(&format!("/booking/{old}")).await;
    assert_eq!(page.link("successor"), format!("/booking/{new}"));
    assert!(!page.has("reschedule") && !page.has("cancel-booking"));
    let again = browser.send(&form, "move-booking").await;
    assert_eq!(again.status, 400, "a second press moves nothing");
    assert_eq!(browser.open(&format!("/reschedule/{old}")).await.status, 400);
    assert_eq!(studio.count().await, 2);
}

#[tokio::test]
async fn whoever_cancels_lands_on_the_clients_page_with_the_booking_in_the_address() {
    let studio = Studio::open().await;
    let (browser, uid) = (studio.anybody(), studio.booked(SECOND).await);
    let mut form = browser.open(&format!("/booking/{uid}")).await.form("cancel-booking");
    form.set("cancellationReason", "Rain & <snow>");
    let landed = browser.send(&form, "cancel-booking").await;
    let expected = format!(
        "https://orbit.example/off/{uid}?slug=thirty-minutes&username={}&cancel=true#top",
        studio.username()
    );
    assert_eq!((landed.status, landed.header("location")), (303, expected.as_str()));
    let booking = studio.seen(&uid).await;
    assert_eq!(
        (&booking["status"], &booking["cancellationReason"]),
        (&json!("cancelled"), &json!("Rain & <snow>"))
    );
    let again = browser.send(&form, "cancel-booking").await;
    assert_eq!((again.status, again.has("cancel-booking")), (400, false), "{}", again.text);
    assert!(again.says("refusal").starts_with("This booking has already been cancelled."));
    assert_eq!((again.says("booking-reason").as_str(), again.has("book-again")), ("Rain & <snow>", true));
}

#[tokio::test]
async fn without_a_page_of_the_client_one_lands_on_the_mocks_own() {
    let studio = Studio::open().await;
    studio.set(&json!({"booking_url": "", "reschedule_url": "", "cancel_url": ""})).await;
    let browser = studio.anybody();
    let landed = browser.send(&studio.filled(SECOND).await, "book").await;
    let old = uid(&landed);
    assert_eq!(landed.header("location"), format!("/booking/{old}"));
    let page = browser.open(landed.header("location")).await;
    assert_eq!(page.says("booking-title"), "30 Minutes between Bob and Dora");
    assert_eq!(page.says("booking-time"), "Friday, 2 January 2026, 9:00 am to 9:30 am");
    assert_eq!(page.says("booking-status"), "Accepted");
    let people = page.says("booking-people");
    assert!(
        people.contains("Bob") && people.contains("Dora") && people.contains("dora@example.com"),
        "{people}"
    );
    let mut form = browser.open(&page.link("reschedule")).await.form("move-booking");
    form.set("start", "2026-01-02T10:00:00Z");
    let moved = browser.send(&form, "move-booking").await;
    let new = uid(&moved);
    assert_eq!(moved.header("location"), format!("/booking/{new}"));
    let cancel = browser.open(moved.header("location")).await.form("cancel-booking");
    let off = browser.send(&cancel, "cancel-booking").await;
    assert_eq!(off.header("location"), format!("/booking/{new}"));
    assert_eq!(browser.open(off.header("location")).await.says("booking-status"), "Cancelled");
}

/// Field, what is typed, beside what it is said, and the sentence of the API.
const WRONG: &[(&str, &str, &str, &str)] = &[
    ("start", "", "error-start", "start must be a valid ISO 8601 date string"),
    ("start", "soon", "error-start", "start must be a valid ISO 8601 date string"),
    ("start", "2025-12-31T09:00:00Z", "error-start", "Attempting to book a meeting in the past."),
    ("start", "2026-01-02T03:00:00Z", "error-start", TAKEN),
    ("name", "", "error-name", "name should not be empty"),
    ("name", " ", "error-name", "name should not be empty"),
    ("email", "", "error-email", "email must be an email"),
    ("email", "dora", "error-email", "email must be an email"),
];

#[tokio::test]
async fn what_is_refused_is_said_beside_its_field_and_keeps_what_was_typed() {
    let studio = Studio::open().await;
    let browser = studio.anybody();
    for (field, typed, beside, said) in WRONG {
        let mut form = studio.filled(SECOND).await;
        form.set("name", "Dora <b>");
        form.set(field, typed);
        let refused = browser.send(&form, "book").await;
        assert_eq!(refused.status, 400, "{field} {typed}: {}", refused.text);
        let told = refused.says(beside);
        assert!(told.contains(said) && told.ends_with("Nothing was changed."), "{field} {typed}: {told}");
        assert_eq!(refused.text.matches(" autofocus").count(), 1, "{field} {typed}");
        assert!(refused.text.contains("<title>Error: "));
        let again = refused.form("book");
        for other in ["start", "name", "email"].iter().filter(|other| *other != field) {
            assert_eq!(again.value(other), form.value(other), "{field} {typed}");
        }
    }
    let empty = browser.send(&browser.open(&studio.page("thirty-minutes")).await.form("book"), "book").await;
    assert!(
        ["start", "name", "email"].iter().all(|field| empty.has(&format!("error-{field}"))),
        "all at once"
    );
    assert_eq!(empty.text.matches(" autofocus").count(), 1);
    let mut half = studio.filled(SECOND).await;
    half.fields.retain(|(name, _)| name == "email");
    let refused = browser.send(&half, "book").await;
    assert_eq!((refused.status, refused.form("book").value("email").as_str()), (400, "dora@example.com"));
    assert_eq!(studio.count().await, 0, "nothing was booked");
}

#[tokio::test]
async fn a_refusal_shows_the_times_that_were_on_the_page() {
    let studio = Studio::open().await;
    let browser = studio.anybody();
    let first = browser.open(&studio.page("thirty-minutes")).await;
    let later = browser.open(&first.link("later-times")).await;
    let mut form = later.form("book");
    form.set("start", &times(&later)[3]);
    let refused = browser.send(&form, "book").await;
    assert_eq!((refused.status, times(&refused)), (400, times(&later)));
    assert_eq!(refused.form("book").value("start"), times(&later)[3]);
    for odd in ["?from=yesterday", "?from=2020-01-01T00:00:00Z", "?from="] {
        let page = browser.open(&format!("{}{odd}", studio.page("thirty-minutes"))).await;
        assert_eq!(times(&page), times(&first), "{odd}");
    }
}

#[tokio::test]
async fn of_many_who_press_at_once_one_books_and_the_others_are_told_kindly() {
    let studio = Studio::open().await;
    let (browser, form) = (studio.anybody(), studio.filled(SECOND).await);
    let answers = all((0..8).map(|_| browser.send(&form, "book")).collect()).await;
    let won: Vec<&Page> = answers.iter().filter(|page| page.status == 303).collect();
    assert_eq!((won.len(), studio.count().await), (1, 1));
    for lost in answers.iter().filter(|page| page.status != 303) {
        let told = lost.says("error-start");
        assert!(
            lost.status == 400 && told.contains(TAKEN) && told.contains("pressed the button twice"),
            "{told}"
        );
        assert_eq!(lost.form("book").value("email"), "dora@example.com");
    }
    let cancel = browser.open(&format!("/booking/{}", uid(won[0]))).await.form("cancel-booking");
    let answers = all((0..4).map(|_| browser.send(&cancel, "cancel-booking")).collect()).await;
    assert_eq!(answers.iter().filter(|page| page.status == 303).count(), 1, "and one cancels");
}

#[tokio::test]
async fn a_form_from_another_site_books_moves_and_cancels_nothing() {
    let studio = Studio::open().await;
    let browser = studio.anybody();
    let uid = studio.booked(SECOND).await;
    let page = browser.open(&format!("/booking/{uid}")).await;
    let mut moving = browser.open(&page.link("reschedule")).await.form("move-booking");
    moving.set("start", "2026-01-02T10:00:00Z");
    let booking = studio.filled("2026-01-02T11:00:00Z").await;
    for (form, button) in
        [(&booking, "book"), (&moving, "move-booking"), (&page.form("cancel-booking"), "cancel-booking")]
    {
        for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
            let refused =
                browser.answer(browser.request(form, button).header(name, value), &form.action).await;
            assert_eq!((refused.status, refused.header("location")), (403, ""), "{button} {name}");
        }
        let url = studio.house().url(&form.action);
        let json = studio.house().http.post(url).json(&json!({"start": SECOND}));
        assert_eq!(browser.answer(json, &form.action).await.status, 400, "{button}: no form");
    }
    assert_eq!((studio.count().await, &studio.seen(&uid).await["status"]), (1, &json!("accepted")));
}

#[tokio::test]
async fn the_journal_names_the_client_and_neither_people_nor_bookings() {
    let studio = Studio::open().await;
    let uid = studio.booked(SECOND).await;
    let browser = studio.anybody();
    let cancel = browser.open(&format!("/booking/{uid}")).await.form("cancel-booking");
    browser.open(&format!("/reschedule/{uid}")).await;
    browser.send(&cancel, "cancel-booking").await;
    browser.send(&cancel, "cancel-booking").await;
    let journal =
        studio.house().get(&format!("/_mock/v1/requests?client={}", studio.platform.orbit.id), None).await;
    let entries = journal.json["requests"].as_array().unwrap_or_else(|| panic!("{}", journal.text));
    let paths: BTreeSet<_> = entries.iter().map(|entry| entry["path"].as_str().unwrap()).collect();
    for path in ["/{username}/{eventSlug}", "/booking/{uid}", "/booking/{uid}/cancel", "/reschedule/{uid}"] {
        assert!(paths.contains(path), "{path}: {paths:?}");
    }
    for word in [uid.as_str(), "Dora", "dora@example.com", studio.username()] {
        assert!(!journal.text.contains(word), "{word}: {}", journal.text);
    }
}

#[tokio::test]
async fn whoever_is_gone_is_not_booked_any_more() {
    let studio = Studio::open().await;
    let (browser, form, uid) = (studio.anybody(), studio.filled(SECOND).await, studio.booked(SECOND).await);
    let door = format!("/_mock/v1/platform-clients/{}", studio.platform.orbit.id);
    assert_eq!(studio.house().delete(&door).await.status, 204);
    for path in [studio.page("thirty-minutes"), format!("/booking/{uid}"), format!("/reschedule/{uid}")] {
        assert_eq!(browser.open(&path).await.status, 404, "{path}");
    }
    assert_eq!(browser.send(&form, "book").await.status, 404);
}
