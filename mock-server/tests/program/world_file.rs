//! `--world FILE` as it is typed.

use std::fs;
use std::path::{Path, PathBuf};

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

use crate::running::{Running, cal_mock};

const FILE: &str = r#"
[[users]]
email = "olivia@acme.example"
password = "hunter2-pw"

[[clients]]
name = "Acme"
owner = "olivia@acme.example"
redirect_uris = ["http://localhost:3000/callback"]
scopes = ["BOOKING_READ"]
secrets = ["a-secret-of-their-own-1234"]
"#;

fn file(name: &str, text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn start(file: &Path) -> (Running, String) {
    Running::start(&["--world", file.to_str().unwrap()])
}

/// What the control door answers to `GET path`.
fn get(url: &str, path: &str, accept: &str) -> String {
    asked(|client| client.get(format!("{url}{path}")).header("accept", accept))
}

fn asked(how: impl FnOnce(reqwest::Client) -> reqwest::RequestBuilder) -> String {
    // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { how(client).send().await.unwrap().text().await.unwrap() })
}

#[test]
fn a_server_starts_with_a_world_that_somebody_wrote_and_does_not_tell_its_secrets() {
    let (_folder, file) = file("world.toml", FILE);
    let (program, url) = start(&file);
    let known = cal_mock().args(["env", &url, "--format", "json"]).assert().success();
    let withheld = contains("CAL_CLIENT_SECRET is not known here").and(contains("CAL_USER_PASSWORD is not"));
    let output = known.stderr(withheld).get_output().stdout.clone();
    let known: Value = serde_json::from_slice(&output).unwrap();
    assert_eq!(known["CAL_REDIRECT_URI"], "http://localhost:3000/callback");
    assert_eq!(known["CAL_SCOPE"], "BOOKING_READ");
    assert_eq!(known["CAL_CLIENT_SECRET"], Value::Null);
    let (printed, complained) = program.end();
    assert!(
        printed.contains("world.toml; of its secrets") && printed.contains("one that ends in 1234"),
        "{printed}"
    );
    assert!(complained.contains("CAL_CLIENT_SECRET is not known here"), "{complained}");
    for text in [printed, complained, String::from_utf8(output).unwrap()] {
        assert!(!text.contains("a-secret-of-their-own") && !text.contains("hunter2"), "{text}");
    }
}

#[test]
fn the_world_of_a_server_can_be_saved_and_loaded_again_in_both_languages() {
    let (_folder, written) = file("world.toml", FILE);
    let (_program, url) = start(&written);
    let world = get(&url, "/_mock/v1/world", "application/json");
    for (name, accept) in [("world.json", "application/json"), ("other.toml", "application/toml")] {
        let (_folder, saved) = file(name, get(&url, "/_mock/v1/world", accept));
        let (_program, url) = start(&saved);
        assert_eq!(get(&url, "/_mock/v1/world", "application/json"), world, "{name}");
    }
}

#[test]
fn a_variable_names_the_file_too_and_an_empty_one_none() {
    let (_folder, file) = file("world.toml", "nonsense");
    cal_mock().env("CAL_MOCK_WORLD", &file).assert().code(2).stderr(contains("world.toml:1:"));
    let (_program, url) = Running::start_with(&["serve"], &[("CAL_MOCK_WORLD", "")]);
    assert!(url.starts_with("http://127.0.0.1:"));
}

#[test]
fn every_mistake_of_a_file_is_2_with_its_place_and_its_mend() {
    let spoiled = FILE.replace("olivia@acme.example\"\nredirect", "nobody@acme.example\"\nredirect");
    let spoiled = spoiled.replace("\"BOOKING_READ\"", "\"BOOKINGS\"").replace("name =", "nom = 1\nname =");
    let (_folder, file) = file("world.toml", spoiled);
    let told = contains(
        "world.toml:7:1: clients[0]: there is no key nom; there are name, id, purpose, website_url, logo, type",
    );
    cal_mock().arg("--world").arg(&file).assert().code(2).stderr(told);

    let spoiled = fs::read_to_string(&file).unwrap().replace("nom = 1\n", "");
    fs::write(&file, spoiled).unwrap();
    let told =
        contains("world.toml:8:9: clients[0].owner: there is no such user; there are olivia@acme.example")
            .and(contains(
                "world.toml:10:11: clients[0].scopes[0]: Requested scope is not a recognized scope",
            ));
    let told = told.and(contains("a-secret-of-their-own").not()).and(contains("hunter2").not());
    cal_mock().arg("--world").arg(&file).assert().code(2).stderr(told);
}

#[test]
fn a_file_that_cannot_be_read_is_2() {
    cal_mock()
        .args(["--world", "/nonexistent.toml"])
        .assert()
        .code(2)
        .stderr(contains("/nonexistent.toml: No such"));
    let (folder, file) = file("world.toml", b"[[users]]\nemail = \"\xff\"");
    cal_mock().arg("--world").arg(folder.path()).assert().code(2).stderr(contains("cannot read --world"));
    cal_mock()
        .arg("--world")
        .arg(&file)
        .assert()
        .code(2)
        .stderr(contains("world.toml:2:10: this is no UTF-8"));
}

#[test]
fn a_reset_goes_back_to_the_file() {
    let (_folder, file) = file("world.toml", FILE);
    let (_program, url) = start(&file);
    let before = get(&url, "/_mock/v1/world", "application/json");
    asked(|client| client.put(format!("{url}/_mock/v1/world")).body("{}"));
    assert_ne!(get(&url, "/_mock/v1/world", "application/json"), before);
    asked(|client| client.post(format!("{url}/_mock/v1/reset")));
    assert_eq!(get(&url, "/_mock/v1/world", "application/json"), before);
}
