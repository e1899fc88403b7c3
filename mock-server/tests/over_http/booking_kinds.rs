//! The public pages of people with an account: which event types have one, and what those with seats, questions and a yes to
//! wait for make of it.

use serde_json::{Value, json};

use crate::agency::{CHECKED, CLASS, HELP, INTRO, open};
use crate::booking_pages::{SECOND, Studio, TAKEN, api, times, uid};
use crate::house::House;
use crate::office::Office;
use crate::visit::{Browser, Form, Page};

const NINE: &str = "2026-01-01T09:00:00Z";

fn anybody(office: &Office) -> Browser<'_> {
    Browser { house: &office.house, cookie: String::new() }
}

/// The form with which somebody books at nine.
async fn filled(browser: &Browser<'_>, slug: &str, name: &str) -> Form {
    let mut form = browser.open(&format!("/alice/{slug}")).await.form("book");
    form.set("start", NINE);
    form.set("name", name);
    form.set("email", &format!("{name}@example.com"));
    form
}

async fn book(browser: &Browser<'_>, slug: &str, name: &str) -> Page {
    browser.send(&filled(browser, slug, name).await, "book").await
}

/// Changes an event type of the world as it is.
async fn set(house: &House, id: u64, changes: &Value) {
    let mut world = house.get("/_mock/v1/world", None).await.json;
    let all = world["event_types"].as_array_mut().unwrap();
    let event_type = all.iter_mut().find(|it| it["id"] == id).unwrap();
    event_type.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let put = house.put("/_mock/v1/world", &world).await;
    assert_eq!(put.status, 200, "{}", put.text);
}

#[tokio::test]
async fn a_person_with_an_account_is_booked_too_and_one_lands_on_the_mocks_own_page() {
    let office = open().await;
    let browser = anybody(&office);
    let landed = book(&browser, "intro", "dora").await;
    assert_eq!(landed.header("location"), format!("/booking/{}", uid(&landed)));
    let page = browser.open(landed.header("location")).await;
    assert_eq!(
        (page.says("booking-status").as_str(), page.says("booking-title").as_str()),
        ("Accepted", "intro between alice and dora")
    );
    assert!(page.says("booking-place").starts_with("https://app.cal.com/video/"));
}

#[tokio::test]
async fn where_no_page_is_everything_is_as_it_was() {
    let office = open().await;
    set(&office.house, INTRO, &json!({"hidden": true})).await;
    let browser = anybody(&office);
    for path in [
        "/alice/intro",
        "/alice/nothing",
        "/nobody/intro",
        "/bob/class",
        "/alice/help",
        "/support/help",
        "/support/managed",
        "/v2/intro",
        "/api/intro",
        "/auth/intro",
        "/onboarding/intro",
        "/_mock/intro",
        "/alice/class/x",
        "//class",
    ] {
        let missed = browser.open(path).await;
        assert_eq!(missed.status, 404, "{path}");
        let told: Value =
            serde_json::from_str(&missed.text).unwrap_or_else(|_| panic!("{path}: {}", missed.text));
        assert!(told.get("error").is_some(), "{path}: {told}");
    }
    for path in ["/booking/nobody", "/reschedule/nobody", "/settings/intro"] {
        let missed = browser.open(path).await;
        assert_eq!(
            (missed.status, missed.header("content-type")),
            (404, "text/html; charset=utf-8"),
            "{path}"
        );
    }
    let cancelled = office.house.http.post(office.house.url("/booking/nobody/cancel")).form(&[("a", "b")]);
    assert_eq!(browser.answer(cancelled, "").await.status, 404);
    let looked = browser.open("/booking/nobody/cancel").await;
    assert_eq!((looked.status, looked.header("location")), (303, "/booking/nobody"));
    let deleted = office.house.http.delete(office.house.url("/alice/class"));
    assert_eq!(browser.answer(deleted, "").await.status, 405);
}

#[tokio::test]
async fn names_that_need_it_are_escaped_in_addresses() {
    let office = open().await;
    set(&office.house, INTRO, &json!({"slug": "tea & <b>cake</b>", "title": "<script>1</script>"})).await;
    let browser = anybody(&office);
    let page = browser.open("/alice/tea%20%26%20%3Cb%3Ecake%3C%2Fb%3E").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(!page.text.contains("<script"));
    let mut form = page.form("book");
    for (name, value) in [("start", NINE), ("name", "<i>Dora</i>"), ("email", "dora@example.com")] {
        form.set(name, value);
    }
    let landed = browser.send(&form, "book").await;
    let page = browser.open(landed.header("location")).await;
    assert_eq!(page.says("booking-title"), "<script>1</script> between alice and <i>Dora</i>");
    assert!(!page.text.contains("<script") && !page.text.contains("<i>"));
}

#[tokio::test]
async fn what_waits_for_a_yes_says_so_and_takes_its_time() {
    let office = open().await;
    let browser = anybody(&office);
    let landed = book(&browser, "checked", "dora").await;
    let page = browser.open(landed.header("location")).await;
    assert_eq!((page.says("booking-status").as_str(), page.has("booking-place")), ("Pending", false));
    assert!(!times(&browser.open("/alice/checked").await).contains(&NINE.to_owned()));
    let world = office.house.get("/_mock/v1/world", None).await.json;
    assert_eq!(world["bookings"][0]["event_type"], CHECKED);
}

#[tokio::test]
async fn of_a_seat_only_its_owner_is_shown_and_only_it_is_given_up_or_moved() {
    let office = open().await;
    let browser = anybody(&office);
    let (dora, eve) = (book(&browser, "class", "dora").await, book(&browser, "class", "eve").await);
    assert_eq!(uid(&dora), uid(&eve), "they share a booking");
    let address = dora.header("location").to_owned();
    assert!(address.contains("?seatUid=") && address != eve.header("location"));
    let twice = book(&browser, "intro", "dora").await;
    assert_eq!(twice.status, 400, "alice gives a class at that time");
    let full = book(&browser, "class", "mallory").await;
    assert!(full.status == 409 && full.says("error-start").contains("No more seats left"), "{}", full.text);

    let page = browser.open(&address).await;
    assert!(page.says("booking-people").contains("dora") && !page.text.contains("eve@"));
    let strangers = browser.open(&format!("/booking/{}", uid(&dora))).await;
    assert!(!strangers.text.contains("dora@") && !strangers.text.contains("eve@"), "{}", strangers.text);
    let refused = browser.send(&strangers.form("cancel-booking"), "cancel-booking").await;
    assert!(refused.status == 401 && refused.says("refusal").contains("User not a host of this event"));

    let mut moving = browser.open(&page.link("reschedule")).await.form("move-booking");
    moving.set("start", "2026-01-01T13:00:00Z");
    let moved = browser.send(&moving, "move-booking").await;
    let page = browser.open(moved.header("location")).await;
    assert!(page.says("booking-people").contains("dora"), "{}", page.text);
    let off = browser.send(&page.form("cancel-booking"), "cancel-booking").await;
    assert_eq!(off.status, 303, "{}", off.text);
    let left = api(&office.house, &uid(&eve)).await.json["data"].clone();
    assert_eq!((&left["status"], &left["eventTypeId"]), (&json!("accepted"), &json!(CLASS)));
    let eves = browser.open(eve.header("location")).await;
    assert!(eves.says("booking-people").contains("eve"), "she keeps her seat");
}

#[tokio::test]
async fn what_the_page_cannot_ask_is_said_above_the_form() {
    let office = open().await;
    let browser = anybody(&office);
    let mut asked = browser.open("/alice/long").await.form("book");
    asked.set("start", "2026-01-02T13:00:00Z");
    asked.set("name", "dora");
    asked.set("email", "dora@example.com");
    let refused = browser.send(&asked, "book").await;
    assert!(
        refused.status == 400
            && refused.says("refusal").contains("Missing required booking field response: size")
    );
    assert!(refused.says("refusal").contains("POST /v2/bookings"));
    assert_eq!(refused.form("book").value("name"), "dora");
    let refused = book(&browser, "internal", "dora").await;
    assert!(refused.status == 401 && refused.says("refusal").contains("Nobody signs in at this page"));
}

#[tokio::test]
async fn of_a_series_the_first_is_shown() {
    let office = open().await;
    let browser = anybody(&office);
    let landed = book(&browser, "weekly", "dora").await;
    let page = browser.open(landed.header("location")).await;
    assert_eq!(page.says("booking-time"), "Thursday, 1 January 2026, 9:00 am to 10:00 am");
    assert_eq!(office.house.get("/_mock/v1/world", None).await.json["bookings"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_teams_booking_is_looked_at_moved_and_cancelled_though_a_team_has_no_page() {
    let office = open().await;
    let browser = anybody(&office);
    let booking = office.booked(HELP, NINE).await;
    let page = browser.open(&format!("/booking/{}", booking["uid"].as_str().unwrap())).await;
    assert!(page.status == 200 && !page.has("book-again"));
    let mut moving = browser.open(&page.link("reschedule")).await.form("move-booking");
    moving.set("start", "2026-01-01T13:00:00Z");
    let moved = browser.press(&moving, "move-booking").await;
    let off = browser.press(&moved.form("cancel-booking"), "cancel-booking").await;
    assert_eq!((off.says("booking-status").as_str(), off.has("book-again")), ("Cancelled", false));
}

#[tokio::test]
async fn what_is_over_can_be_neither_moved_nor_cancelled_there() {
    let office = open().await;
    let browser = anybody(&office);
    let landed = book(&browser, "intro", "dora").await;
    let cancel = browser.open(landed.header("location")).await.form("cancel-booking");
    office.house.advance("2d").await;
    let page = browser.open(landed.header("location")).await;
    assert!(!page.has("cancel-booking"), "{}", page.text);
    let refused = browser.send(&cancel, "cancel-booking").await;
    assert!(refused.status == 400 && refused.says("refusal").contains("already ended"), "{}", refused.text);
}

#[tokio::test]
async fn where_nothing_is_free_the_page_says_why() {
    let studio = Studio::open().await;
    let browser = studio.anybody();
    let never = browser.open(&format!("{}?from=9999-12-30T20:00:00Z", studio.page("thirty-minutes"))).await;
    assert_eq!((never.status, never.says("no-times").as_str()), (200, "Nothing is free in the year ahead."));
    assert!(!never.text.contains("<form "));
    let zoneless = json!({"email": "eve@example.com", "name": "Eve"});
    let eve = studio.platform.managed(&studio.platform.orbit, &zoneless).await;
    let page = browser.open(&format!("/{}/thirty-minutes", eve.user["username"].as_str().unwrap())).await;
    assert_eq!(page.says("no-times"), "Nothing can be booked: the host has no schedule yet.");
    let mut form = studio.filled(SECOND).await;
    form.action.clone_from(&page.path);
    let refused = browser.send(&form, "book").await;
    assert!(refused.status == 400 && refused.says("refusal").contains(TAKEN), "{}", refused.text);
}

#[tokio::test]
async fn the_booking_url_of_an_event_type_is_such_a_page() {
    let studio = Studio::open().await;
    let url = studio.house().url("/v2/event-types");
    let asked = studio.house().http.get(url).bearer_auth(&studio.bob.access);
    let told = studio.house().send(asked.header("cal-api-version", "2024-06-14")).await;
    let event_types = told.json["data"].as_array().unwrap();
    assert_eq!(event_types.len(), 4, "{}", told.text);
    for event_type in event_types {
        let page =
            event_type["bookingUrl"].as_str().unwrap().strip_prefix(studio.house().server.url()).unwrap();
        let page = studio.anybody().open(page).await;
        assert_eq!((page.status, page.says("host").as_str()), (200, "Bob"), "{event_type}");
    }
}
