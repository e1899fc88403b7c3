//! Where secrets are kept, shown and compared. That none stands in the journal or the log is `tests/secrets.rs`.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::house::House;
use crate::town::Town;

#[tokio::test]
async fn what_is_exported_holds_no_secret_in_plain() {
    let town = Town::open().await;
    let house = &town.house;
    let client = house.client("confidential").await;
    let secret = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let code = house.code(&client, &json!({})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let unspent = house.code(&client, &json!({})).await;
    let platform = house.platform_client().await;
    let secrets = [
        ("password", "lovelace".to_owned()),
        ("client secret", secret(&client["client_secret"])),
        ("platform secret", secret(&platform["client_secret"])),
        ("access token", secret(&tokens["access_token"])),
        ("refresh token", secret(&tokens["refresh_token"])),
        ("spent code", code),
        ("code", unspent),
        ("session", town.cookie.split_once('=').unwrap().1.to_owned()),
    ];
    let toml = house.http.get(house.url("/_mock/v1/world")).header("accept", "application/toml");
    let mut texts = vec![("the world as TOML".to_owned(), house.send(toml).await.text)];
    let id = client["client_id"].as_str().unwrap();
    for path in [
        "world",
        "outbox",
        "requests",
        "environment",
        &format!("clients/{id}"),
        &format!("clients/{id}/secrets"),
    ] {
        let answer = house.get(&format!("/_mock/v1/{path}"), None).await;
        assert_eq!(answer.status, 200, "{path}");
        texts.push((path.to_owned(), answer.text));
    }
    // The pages of platform clients show their secret to the owner, as Cal.com's do; Ada owns another one.
    for address in town.pages() {
        texts.push((address.clone(), house.send(town.get(&address)).await.text));
    }
    for (what, secret) in &secrets {
        for (at, text) in &texts {
            assert!(!text.contains(secret.as_str()), "the {what} stands in {at}");
        }
    }
}

#[tokio::test]
async fn a_session_and_a_secret_are_worth_nothing_to_whoever_reads_the_world() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let world = house.get("/_mock/v1/world", None).await.json;
    let kept =
        &world["clients"].as_array().unwrap().iter().find(|own| own["id"] == client["client_id"]).unwrap();
    let hash = kept["secrets"][0]["hash"].as_str().unwrap();
    let code = house.code(&client, &json!({})).await;
    let refused = house.exchange(&client, &code, &json!({"client_secret": hash})).await;
    assert_eq!((refused.status, &refused.json["error"]), (401, &json!("invalid_client")));
    assert_eq!(house.exchange(&client, &code, &json!({})).await.status, 200, "the secret itself works");
}

/// The lines of every file of the source, with file and number.
fn lines(folder: &Path) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            lines.extend(self::lines(&path));
        } else {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let place = |number: usize| format!("{}:{}", path.display(), number + 1);
            lines.extend(code.lines().enumerate().map(|(number, line)| (place(number), line.to_owned())));
        }
    }
    lines
}

/// A type that has no `==` cannot be compared byte by byte until one differs; what is taken out of it can.
#[test]
fn no_secret_is_compared_but_in_constant_time() {
    let lines = lines(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let secret_rs = lines.iter().filter(|(place, _)| place.contains("wire/secret.rs"));
    for (place, line) in secret_rs {
        assert!(!line.contains("PartialEq") && !line.contains("Ord"), "{place}: {line}");
    }
    let names = [
        "reveal",
        "client_secret",
        "password",
        "form_token",
        "verifier",
        "plain",
        "refresh_token",
        "signature",
    ];
    for (place, line) in lines.iter().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        let line = line.replace("()", "");
        for (at, operator) in line.match_indices("==").chain(line.match_indices("!=")) {
            let before = line[..at].trim_end().rsplit([' ', '(', '&', '*', '!']).next().unwrap();
            let after = line[at + operator.len()..].trim_start().split([' ', ')', ',', ';']).next().unwrap();
            let is_secret =
                |side: &str| names.iter().any(|name| side.trim_start_matches(['&', '*']).ends_with(name));
            assert!(!is_secret(before) && !is_secret(after), "{place}: {line}");
        }
    }
    let compared =
        |file: &str| lines.iter().any(|(place, line)| place.contains(file) && line.contains(".ct_eq("));
    for file in ["wire/secret.rs", "http/pages/visitor.rs", "rules/pkce.rs"] {
        assert!(compared(file), "{file}");
    }
}
