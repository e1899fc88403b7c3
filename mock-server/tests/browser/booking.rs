//! Somebody books a managed user at their public page, moves it and cancels it, and lands on the platform's own pages.

use mock_server::store::showcase;
use thirtyfour::By;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::browser::{Scripts, Visit, with_scripts_and_without};
use crate::platform::PLATFORM;

/// The pages of a platform, at an origin of their own: each says its address, and nothing else.
struct Pages {
    url: String,
}

impl Pages {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let mut asked = [0; 4096];
                    let length = stream.read(&mut asked).await.unwrap_or(0);
                    let asked = String::from_utf8_lossy(&asked[..length]).into_owned();
                    let path = asked.split(' ').nth(1).unwrap_or_default().replace('&', "&amp;");
                    let page = format!(
                        "<!doctype html><title>Acme</title><h1>Acme</h1><p data-testid='path'>{path}</p>"
                    );
                    let head =
                        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length";
                    let _ =
                        stream.write_all(format!("{head}: {}\r\n\r\n{page}", page.len()).as_bytes()).await;
                });
            }
        });
        Self { url }
    }
}

impl Visit {
    /// Chooses the time at this place of the list, counted from nought; tells what it reads.
    async fn choose_time(&self, place: usize) -> String {
        let times = self.browser.find_all(By::Css(".slot")).await.unwrap();
        times[place].click().await.unwrap();
        times[place].text().await.unwrap()
    }
}

#[tokio::test]
async fn whoever_books_moves_and_cancels_lands_on_the_pages_of_the_platform() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        let pages = Pages::open().await;
        visit.open_as("Olivia Owner", &format!("{PLATFORM}/{}", showcase::PLATFORM.0)).await;
        for (label, page) in [("Booking URL", "booked"), ("Reschedule URL", "moved"), ("Cancel URL", "off")] {
            visit.type_into(label, &format!("{}/{page}", pages.url)).await;
        }
        visit.press("save").await;
        let username = visit.manage(showcase::PLATFORM, "Bob").await;
        visit.browser.delete_all_cookies().await.unwrap();

        visit.open(&format!("/{username}/thirty-minutes")).await;
        assert_eq!(visit.reads("host").await, "Bob");
        visit.look("booking").await;
        visit.press("book").await;
        assert!(visit.reads("error-start").await.ends_with("Nothing was changed."));
        visit.look("booking-without-a-time").await;
        visit.press("later-times").await;
        visit.look("booking-later").await;
        visit.choose_time(4).await;
        visit.type_into("Your name", "Dora").await;
        visit.type_into("Your email", "dora@example.com").await;
        visit.press("book").await;
        let landed = visit.reads("path").await;
        let uid = landed
            .strip_prefix("/booked/")
            .unwrap_or_else(|| panic!("{landed}"))
            .split('?')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(landed, format!("/booked/{uid}?slug=thirty-minutes&username={username}"));

        visit.open(&format!("/booking/{uid}")).await;
        assert_eq!(visit.heading().await, "It is booked");
        visit.look("booked").await;
        visit.press("reschedule").await;
        visit.look("reschedule").await;
        let time = visit.choose_time(2).await;
        visit.type_into("Reason (optional)", "Rain").await;
        visit.press("move-booking").await;
        let landed = visit.reads("path").await;
        let moved =
            landed.strip_prefix("/moved/").unwrap_or_else(|| panic!("{landed}")).split('?').next().unwrap();
        assert!(moved != uid && landed.ends_with("&reschedule=true"), "{landed}");

        visit.open(&format!("/booking/{uid}")).await;
        visit.look("booking-moved").await;
        visit.press("successor").await;
        assert!(visit.reads("booking-time").await.contains(&time));
        assert_eq!(visit.reads("booking-reason").await, "Rain");
        visit.type_into("Reason (optional)", "Snow").await;
        visit.press("cancel-booking").await;
        let landed = visit.reads("path").await;
        assert_eq!(landed, format!("/off/{moved}?slug=thirty-minutes&username={username}&cancel=true"));
        visit.open(&format!("/booking/{moved}")).await;
        assert_eq!(visit.reads("booking-status").await, "Cancelled");
        visit.look("booking-cancelled").await;
    }
}

#[tokio::test]
async fn a_person_with_an_account_is_booked_on_the_mocks_own_pages() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        visit.open("/user/meeting").await;
        visit.choose_time(1).await;
        visit.type_into("Your name", "Eve").await;
        visit.type_into("Your email", "eve@example.com").await;
        let eves = visit.browser.window().await.unwrap();

        visit.in_another_tab().await;
        visit.open("/user/meeting").await;
        let time = visit.choose_time(1).await;
        visit.type_into("Your name", "Dora \u{202e}<b>").await;
        visit.type_into("Your email", "dora").await;
        visit.press("book").await;
        assert!(visit.reads("error-email").await.contains("must be an email"));
        assert_eq!(visit.typed("Your name").await, "Dora \u{202e}<b>");
        let focused = visit.browser.active_element().await.unwrap();
        assert_eq!(focused.id().await.unwrap().as_deref(), Some("email"));
        visit.look("booking-wrong-email").await;
        visit.type_into("Your email", "dora@example.com").await;
        visit.press("book").await;
        assert!(visit.reads("booking-time").await.contains(&time), "the time that was chosen stays chosen");
        visit.look("booked-with-markup").await;
        if scripts == Scripts::On {
            assert!(visit.browser.title().await.unwrap().contains("<b>"));
        }

        visit.browser.switch_to_window(eves).await.unwrap();
        visit.press("book").await;
        assert!(visit.reads("error-start").await.contains("pressed the button twice"));
        assert_eq!(visit.typed("Your name").await, "Eve");
        visit.look("booking-taken").await;
    }
}
