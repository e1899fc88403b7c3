//! The reference integrator in a process of its own, beside a mock, and how these tests speak with both.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::LazyLock,
};

use serde_json::{Value, json};

use crate::another_process::{Mock, build, start};

/// The example, built with the profile of this test.
fn program() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
        build(&["--package", "conformance", "--example", "integrator"])
            .join("examples")
            .join(format!("integrator{}", std::env::consts::EXE_SUFFIX))
    });
    &BUILT
}

/// A platform client of a mock.
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) secret: String,
}

/// A mock with a platform client.
pub(crate) fn mock_with_client() -> (Mock, Client) {
    let mock = start(&[]);
    let order = json!({ "name": "Orbit", "redirect_uris": ["https://orbit.example/callback"] });
    let (status, made) = call(&mock.url, "POST", "/_mock/v1/platform-clients", &[], Some(&order));
    assert_eq!(status, 201, "{made}");
    let text = |member: &str| made[member].as_str().unwrap().to_owned();
    let client = Client { id: text("client_id"), secret: text("client_secret") };
    (mock, client)
}

/// A running integrator, stopped when dropped.
pub(crate) struct Integrator {
    process: Child,
    pub(crate) url: String,
    _out: BufReader<ChildStdout>,
}

impl Drop for Integrator {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Integrator {
    /// Ends it at once.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Waits until it has ended by itself.
    pub(crate) fn end(&mut self) -> ExitStatus {
        self.process.wait().unwrap()
    }

    /// What a browser's page gives atoms as `refreshUrl`.
    pub(crate) fn refresh_url(&self) -> String {
        format!("{}/refresh", self.url)
    }

    /// Calls the endpoint as atoms does: the status and the token, if one came.
    pub(crate) fn refresh(&self, token: &str) -> (u16, String) {
        let (status, body) = call(&self.url, "GET", "/refresh", &[("Authorization", &bearer(token))], None);
        (status, body["accessToken"].as_str().unwrap_or("no accessToken").to_owned())
    }
}

pub(crate) fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

/// Starts the example for a client of a mock, with these flags and variables.
pub(crate) fn integrator(
    mock: &Mock,
    client: &Client,
    flags: &[&str],
    variables: &[(&str, &str)],
) -> Integrator {
    integrator_at(&mock.url, client, flags, variables)
}

/// The same for whatever plays Cal.com at `url`.
pub(crate) fn integrator_at(
    url: &str,
    client: &Client,
    flags: &[&str],
    variables: &[(&str, &str)],
) -> Integrator {
    let mut process = Command::new(program())
        .args(["--api-url", url, "--client-id", &client.id, "--port", "0"])
        .args(flags)
        .env("CAL_PLATFORM_CLIENT_SECRET", &client.secret)
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let url = line.trim().rsplit(' ').next().unwrap().to_owned();
    assert!(url.starts_with("http://127.0.0.1:"), "{line:?}");
    Integrator { process, url, _out: out }
}

/// Where the example is, for a shell.
pub(crate) fn integrator_path() -> String {
    program().display().to_string()
}

/// Asks the server at `url`: the status and the body, as JSON where it is that. Status 0 where there is no answer.
pub(crate) fn call(
    url: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> (u16, Value) {
    let (status, _, body) = call_whole(url, method, path, headers, body);
    (status, serde_json::from_str(&body).unwrap_or_default())
}

/// The same with the head of the answer, and the body as it came.
pub(crate) fn call_whole(
    url: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> (u16, String, String) {
    let host = url.strip_prefix("http://").unwrap();
    let body = body.map(Value::to_string).unwrap_or_default();
    let headers: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         {}content-length: {}\r\n\r\n{body}",
        headers.concat(),
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    let Some((head, body)) = answer.split_once("\r\n\r\n") else { return (0, answer, String::new()) };
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (status, head.to_owned(), body.to_owned())
}
