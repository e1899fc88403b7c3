//! The session cookie: what scripts and other sites get of it, when its value changes, and when it ends.

use crate::house::House;
use crate::town::Town;
use crate::visit::{Browser, Page};

const CLIENTS: &str = "/settings/developer/oauth";

async fn sign_in(house: &House, cookie: &str) -> Page {
    let browser = Browser { house, cookie: cookie.to_owned() };
    let mut login = browser.open("/auth/login").await.form("login-button");
    login.set("email", "alice@example.com");
    login.set("password", "wonderland");
    browser.send(&login, "login-button").await
}

fn value(page: &Page) -> String {
    page.header("set-cookie").split(';').next().unwrap().to_owned()
}

async fn is_signed_in(house: &House, cookie: &str) -> bool {
    Browser { house, cookie: cookie.to_owned() }.open(CLIENTS).await.status == 200
}

#[tokio::test]
async fn no_script_reads_it_no_other_site_sends_it_and_under_https_it_is_never_sent_in_plain() {
    for (public_url, is_secure) in [(None, false), (Some("https://mock.example"), true)] {
        let house = House::taught(|builder| match public_url {
            Some(url) => builder.public_url(url),
            None => builder,
        })
        .await;
        let signed_in = sign_in(&house, "").await;
        let cookies: Vec<_> = signed_in.headers.get_all("set-cookie").iter().collect();
        assert_eq!(cookies.len(), 1);
        let parts: Vec<_> = signed_in.header("set-cookie").split("; ").skip(1).collect();
        let expected = ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"];
        let expected: Vec<_> = expected.into_iter().filter(|part| is_secure || *part != "Secure").collect();
        assert_eq!(parts, expected);
        assert_eq!(value(&signed_in).split_once('=').unwrap().1.len(), 64);
    }
}

#[tokio::test]
async fn a_cookie_that_somebody_planted_is_nobodys_session_before_or_after_the_login() {
    let house = House::open().await;
    let planted = format!("cal-mock-session={}", "5".repeat(64));
    assert!(!is_signed_in(&house, &planted).await);
    let signed_in = value(&sign_in(&house, &planted).await);
    assert_ne!(signed_in, planted);
    assert!(is_signed_in(&house, &signed_in).await && !is_signed_in(&house, &planted).await);
}

#[tokio::test]
async fn who_signs_in_again_gets_another_session_and_the_one_before_is_over() {
    let house = House::open().await;
    let first = value(&sign_in(&house, "").await);
    let second = value(&sign_in(&house, &first).await);
    assert_ne!(first, second);
    assert!(is_signed_in(&house, &second).await && !is_signed_in(&house, &first).await);
    // A login that fails neither ends a session nor begins one.
    let browser = Browser { house: &house, cookie: second.clone() };
    let mut login = browser.open("/auth/login").await.form("login-button");
    login.set("email", "alice@example.com");
    login.set("password", "queen");
    let refused = browser.send(&login, "login-button").await;
    assert_eq!((refused.status, refused.header("set-cookie")), (401, ""));
    assert!(is_signed_in(&house, &second).await);
}

#[tokio::test]
async fn a_session_ends_at_the_server_when_somebody_signs_out_or_is_gone() {
    let town = Town::open().await;
    let ada = town.ada();
    let form = ada.open(CLIENTS).await.form("sign-out");
    assert_eq!(ada.send(&form, "sign-out").await.status, 303);
    assert!(!is_signed_in(&town.house, &town.cookie).await);

    let alice = value(&sign_in(&town.house, "").await);
    assert!(is_signed_in(&town.house, &alice).await);
    town.house.delete("/_mock/v1/users/alice@example.com").await;
    assert!(!is_signed_in(&town.house, &alice).await);
}
