//! No page of somebody else makes a browser change anything here, and none reads anything by a name that was pointed at
//! this machine.

use mock_server::http::pages::addresses;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::house::House;
use crate::town::Town;

/// Pages that anybody may send a form to, signed in or not: nothing of theirs is done with somebody's session.
const PUBLIC: [&str; 4] =
    ["/auth/login", "/{username}/{eventSlug}", "/booking/{uid}/cancel", "/reschedule/{uid}"];

/// What a browser says when a page of another site sends a request.
fn betrayals(house: &House) -> Vec<Vec<(&'static str, String)>> {
    let port = house.server.url().rsplit(':').next().unwrap();
    let rebound = |more: (&'static str, &str)| {
        vec![("host", format!("evil.example:{port}")), (more.0, more.1.to_owned())]
    };
    let origin = format!("http://evil.example:{port}");
    let mut all: Vec<_> = [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("origin", "http://127.0.0.1.evil.example"),
        ("origin", "file://"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ]
    .map(|(name, value)| vec![(name, value.to_owned())])
    .into();
    all.extend([
        rebound(("origin", &origin)),
        rebound(("sec-fetch-site", "same-origin")),
        rebound(("user-agent", "Mozilla/5.0")),
        rebound(("accept-language", "*")),
    ]);
    all
}

fn betrayed(request: &RequestBuilder, headers: &[(&str, String)]) -> RequestBuilder {
    let request = request.try_clone().unwrap();
    headers.iter().fold(request, |request, (name, value)| request.header(*name, value))
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing_at_any_page() {
    let mut takers = Vec::new();
    for pattern in addresses() {
        let town = Town::open().await;
        let house = &town.house;
        let form = town.post(&town.address(pattern)).await;
        let before = town.state().await;
        let mut statuses = Vec::new();
        for headers in betrayals(house) {
            let answer = house.send(betrayed(&form, &headers)).await;
            statuses.push(answer.status);
            assert!(matches!(answer.status, 403 | 405), "{pattern} {headers:?}: {}", answer.status);
            assert!(answer.headers.get("set-cookie").is_none(), "{pattern} {headers:?}");
        }
        assert_eq!(town.state().await, before, "{pattern}");
        // The same form from the page itself is taken: it was refused for where it came from.
        let own = house.send(form.header("origin", house.server.url())).await;
        assert_ne!(own.status, 403, "{pattern}: {}", own.text);
        if own.status != 405 {
            takers.push(pattern);
            assert!(statuses.iter().all(|status| *status == 403), "{pattern}: {statuses:?}");
        }
    }
    assert!(takers.len() >= 14 && PUBLIC.iter().all(|page| takers.contains(page)), "{takers:?}");
}

#[tokio::test]
async fn a_form_without_the_token_of_its_session_is_not_taken_where_somebody_is_signed_in() {
    for pattern in addresses().filter(|pattern| !PUBLIC.contains(pattern)) {
        let town = Town::open().await;
        let before = town.state().await;
        let foreign = "0".repeat(64);
        for form in [vec![], vec![("csrf", "")], vec![("csrf", &*foreign), ("ticket", "1")]] {
            let form = [vec![("request", "x"), ("decision", "allow"), ("name", "Eve")], form].concat();
            let url = town.house.url(&town.address(pattern));
            let asked = town.house.http.post(url).header("cookie", &town.cookie).form(&form);
            let answer = town.house.send(asked).await;
            // Where much is typed, the page is shown again, with a token of its own and with nothing done.
            assert!(matches!(answer.status, 401 | 403 | 404 | 405 | 409), "{pattern}: {}", answer.status);
        }
        assert_eq!(town.state().await, before, "{pattern}");
    }
}

#[tokio::test]
async fn no_operation_of_the_door_is_open_to_a_page_of_another_site() {
    let town = Town::open().await;
    let house = &town.house;
    let before = town.state().await;
    let document = house.get("/_mock/openapi.json", None).await.json;
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            let names = |part: &str| if part.starts_with('{') { "1".to_owned() } else { part.to_owned() };
            let path = path.split('/').map(names).collect::<Vec<_>>().join("/");
            let request = house.http.request(method.clone(), house.url(&path));
            for headers in betrayals(house) {
                let answer = house.send(betrayed(&request, &headers)).await;
                assert_eq!(answer.status, 403, "{method} {path} {headers:?}");
                assert_eq!(answer.json["error"], "forbidden", "{method} {path}");
            }
            asked += 1;
        }
    }
    assert!(asked > 25, "{asked}");
    assert_eq!(town.state().await, before);
    // What needs no permission of a browser's: a form with a body of plain text.
    let plain = house.http.post(house.url("/_mock/v1/users")).header("origin", "https://evil.example");
    let plain = plain.header("content-type", "text/plain").body(r#"{"role": "admin"}"#);
    assert_eq!(house.send(plain).await.status, 403);
    assert_eq!(house.post("/_mock/v1/users", &json!({"role": "admin"})).await.status, 201);
}

#[tokio::test]
async fn no_page_of_another_site_may_read_what_a_page_or_the_door_answers() {
    let town = Town::open().await;
    let mut addresses = town.pages();
    addresses.extend(["/_mock/v1/health", "/_mock/v1/world", "/_mock/openapi.json"].map(str::to_owned));
    for address in addresses {
        for method in [Method::GET, Method::OPTIONS, Method::HEAD] {
            for origin in ["https://evil.example", town.house.server.url()] {
                let asked = town.house.http.request(method.clone(), town.house.url(&address));
                let asked = asked.header("origin", origin).header("cookie", &town.cookie);
                let asked = asked.header("access-control-request-method", "POST");
                let answer = town.house.send(asked).await;
                let granted = answer.headers.keys().find(|name| name.as_str().starts_with("access-control"));
                assert_eq!(granted, None, "{method} {address} {origin}");
            }
        }
    }
}

#[tokio::test]
async fn a_name_that_was_pointed_at_this_machine_reads_no_page() {
    let town = Town::open().await;
    let port = town.house.server.url().rsplit(':').next().unwrap();
    let rebound = format!("evil.example:{port}");
    for address in town.pages() {
        // A script may call itself what it likes, and asks for no other language than it must.
        let asked = town.get(&address).header("host", &rebound).header("user-agent", "node");
        let answer = town.house.send(asked.header("accept-language", "*")).await;
        assert_eq!(answer.status, 403, "{address}");
    }
    // Node says so, too, beside what no script can set; and programs say nothing of the kind.
    for headers in [vec![("accept-language", "*"), ("sec-fetch-mode", "cors")], vec![("accept", "*/*")]] {
        let asked = town.house.http.get(town.house.url("/_mock/v1/health")).header("host", &rebound);
        let asked = headers.iter().fold(asked, |asked, (name, value)| asked.header(*name, *value));
        let health: Value = town.house.send(asked).await.json;
        assert_eq!(health["status"], "ok", "{headers:?}");
    }
}
