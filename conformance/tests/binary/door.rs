//! The control door of a mock in another process, as these tests knock at it, and target files for what is behind it.

use std::{
    fmt::Write as _,
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::subjects::cal_conformance;

/// Asks the door of the mock at `url`: the status and the body.
pub(crate) fn ask(url: &str, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
    let host = url.strip_prefix("http://").unwrap();
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} /_mock/v1/{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: \
         application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap_or_default())
}

/// A user of the mock.
pub(crate) fn user(url: &str, email: &str) -> Value {
    ask(url, "POST", "users", Some(&json!({ "email": email, "password": "correct-horse" }))).1
}

/// A client of the mock: `more` beside what every client has.
pub(crate) fn client(url: &str, owner: &Value, more: &Value) -> Value {
    let mut order = json!({
        "name": "Standing",
        "purpose": "It was there before.",
        "type": "confidential",
        "redirect_uris": ["https://standing.example/cb", "https://standing.example/other"],
        "scopes": ["BOOKING_READ", "PROFILE_READ", "EVENT_TYPE_READ"],
        "status": "approved",
        "owner": owner["id"],
    });
    for (key, value) in more.as_object().cloned().unwrap_or_default() {
        order[key] = value;
    }
    let (status, made) = ask(url, "POST", "clients", Some(&order));
    assert!(status < 300, "{status} {made}");
    order["client_id"] = made["client_id"].clone();
    order["client_secret"] = made["client_secret"].clone();
    order
}

/// A client in the middle of a rotation: with a second secret, and one that was revoked.
pub(crate) fn rotating_client(url: &str, owner: &Value, more: &Value) -> Value {
    let mut rotating = client(url, owner, more);
    let path = format!("clients/{}/secrets", rotating["client_id"].as_str().unwrap());
    let second = || ask(url, "POST", &path, None).1;
    let revoked = second();
    let (status, _) = ask(url, "DELETE", &format!("{path}/{}", revoked["id"]), None);
    assert_eq!(status, 204);
    rotating["second_secret"] = second()["client_secret"].clone();
    rotating["revoked_secret"] = revoked["client_secret"].clone();
    rotating
}

/// A target file that names clients and users, and their secrets in an environment.
pub(crate) struct Standing {
    folder: TempDir,
    text: String,
    variables: Vec<(String, String)>,
}

impl Standing {
    /// The server at `url`, without anybody; `sections` stand there too.
    pub(crate) fn at(url: &str, sections: &str) -> Self {
        let text = format!(
            "[target]\nname = \"standing\"\napp_url = \"{url}\"\napi_url = \"{url}\"\n\n[provision]\nstrategy = \
             \"static\"\n\n{sections}\n"
        );
        Self { folder: TempDir::new().unwrap(), text, variables: Vec::new() }
    }

    pub(crate) fn user(mut self, role: &str, user: &Value) -> Self {
        let variable = format!("PASSWORD_OF_{}", role.to_uppercase());
        let _ = write!(
            self.text,
            "[users.{role}]\nemail = {}\npassword = {{ env = \"{variable}\" }}\n\n",
            user["email"]
        );
        self.variables.push((variable, user["password"].as_str().unwrap().to_owned()));
        self
    }

    pub(crate) fn client(mut self, role: &str, client: &Value) -> Self {
        let _ = write!(
            self.text,
            "[clients.{role}]\nid = {}\nredirect_uris = {}\n",
            client["client_id"], client["redirect_uris"]
        );
        if role != "legacy" {
            let _ = writeln!(self.text, "scopes = {}", client["scopes"]);
        }
        for (key, member) in [
            ("secret", "client_secret"),
            ("second_secret", "second_secret"),
            ("revoked_secret", "revoked_secret"),
        ] {
            let Some(secret) = client[member].as_str() else { continue };
            let variable = format!("{}_OF_{}", key.to_uppercase(), role.to_uppercase());
            let _ = writeln!(self.text, "{key} = {{ env = \"{variable}\" }}");
            self.variables.push((variable, secret.to_owned()));
        }
        self.text.push('\n');
        self
    }

    /// The same, asked through what stands at `proxy` before the server at `url`.
    pub(crate) fn behind(mut self, url: &str, proxy: &str) -> Self {
        self.text = self.text.replace(url, proxy);
        self
    }

    pub(crate) fn platform(mut self, platform: &Value) -> Self {
        let _ = write!(
            self.text,
            "[platform]\nid = {}\nsecret = {{ env = \"PLATFORM_SECRET\" }}\nredirect_uris = {}\n\n",
            platform["client_id"], platform["redirect_uris"]
        );
        let secret = platform["client_secret"].as_str().unwrap().to_owned();
        self.variables.push(("PLATFORM_SECRET".to_owned(), secret));
        self
    }

    /// Writes the file and says where it is.
    pub(crate) fn file(&self) -> String {
        let file = self.folder.path().join("target.toml");
        fs::write(&file, &self.text).unwrap();
        file.to_string_lossy().into_owned()
    }

    /// The secrets, as variables.
    pub(crate) fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    /// `cal-conformance --target FILE --authority observed`.
    pub(crate) fn run(&self) -> Command {
        let mut command = cal_conformance();
        command.envs(self.variables.clone()).args(["--target", &self.file(), "--authority", "observed"]);
        command
    }
}

/// Every scenario of a JSON report: rule and row or name, outcome, reason.
pub(crate) fn scenarios(report: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rules = report["rules"].as_array().unwrap();
    let all = rules.iter().flat_map(|rule| {
        let scenarios = rule["scenarios"].as_array().unwrap();
        scenarios.iter().map(|it| {
            let label = it["row"].as_str().unwrap_or(it["name"].as_str().unwrap());
            (format!("{} {label}", text(&rule["id"])), text(&it["outcome"]), text(&it["reason"]))
        })
    });
    all.collect()
}
