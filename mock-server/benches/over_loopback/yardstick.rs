//! The yardsticks: hyper, set up as the mock sets it up, and nothing else but what the bytes themselves cost.
//!
//! | yardstick | answers                                                                                     |
//! |-----------|---------------------------------------------------------------------------------------------|
//! | bytes     | anything with an answer that the mock gave, to the byte                                     |
//! | tokens    | a token request: parses the body, hashes one secret, signs two HS256 tokens, writes JSON    |
//!
//! Both send the headers of the mock's answer, or with `--bare` hyper's own and the content type alone.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use jsonwebtoken::{EncodingKey, Header};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use super::load::Program;

/// As long as a header may be at the mock.
const HEADER: usize = 64 * 1024;

/// The argument by which this program is a yardstick.
pub(crate) const WORD: &str = "yardstick";

/// What a yardstick answers.
#[derive(Clone)]
pub(crate) struct Yardstick {
    headers: HeaderMap,
    /// The body that is always the same; nothing where tokens are signed.
    body: Option<Bytes>,
}

impl Yardstick {
    /// Starts one that always answers as the mock did: this program once more.
    pub(crate) fn bytes(answer: &[u8], is_bare: bool) -> Program {
        start("bytes", answer, is_bare)
    }

    /// Starts one that answers with tokens, under the headers of `answer`.
    pub(crate) fn tokens(answer: &[u8], is_bare: bool) -> Program {
        start("tokens", answer, is_bare)
    }

    /// What `answer` was, without what hyper writes by itself.
    fn of(answer: &[u8], kind: &str, is_bare: bool) -> Self {
        let (head, body) = halves(answer);
        let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let parsed = lines.map(|(name, value)| {
            (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap())
        });
        let is_kept =
            |name: &HeaderName| name != CONTENT_LENGTH && name != DATE && (!is_bare || name == CONTENT_TYPE);
        let headers = parsed.filter(|(name, _)| is_kept(name)).collect();
        Self { headers, body: (kind == "bytes").then(|| Bytes::copy_from_slice(body)) }
    }

    async fn to(self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let body = match self.body {
            Some(body) => body,
            None => tokens(request).await,
        };
        let mut answer = Response::new(Full::new(body));
        *answer.headers_mut() = self.headers;
        Ok(answer)
    }
}

fn start(kind: &str, answer: &[u8], is_bare: bool) -> Program {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), answer).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(WORD).arg(kind).arg(file.path()).arg(is_bare.to_string());
    // It has read the file when it answers.
    Program::start(command, "/")
}

fn halves(answer: &[u8]) -> (&str, &[u8]) {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    (std::str::from_utf8(&answer[..end]).unwrap(), &answer[end + 4..])
}

/// What the process does: it serves at a port until it is ended.
pub(crate) fn run(words: &[String]) {
    let [kind, file, is_bare, _, port] = words else { panic!("a yardstick and its --port, not {words:?}") };
    serve(port, &Yardstick::of(&std::fs::read(file).unwrap(), kind, is_bare == "true"));
}

/// The same runtime and the same settings of hyper as the mock's.
fn serve(port: &str, yardstick: &Yardstick) {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().unwrap()));
        let listener = TcpListener::bind(address).await.unwrap();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            stream.set_nodelay(true).unwrap();
            let yardstick = yardstick.clone();
            tokio::spawn(async move {
                let connection = http1::Builder::new()
                    .header_read_timeout(None)
                    .max_header_size(HEADER)
                    .max_buf_size(HEADER)
                    .half_close(true)
                    .serve_connection(
                        TokioIo::new(stream),
                        service_fn(move |request| yardstick.clone().to(request)),
                    );
                // Whoever measures closes connections as they like.
                let _ = connection.await;
            });
        }
    });
}

/// A token request, as far as a yardstick cares.
#[derive(Deserialize)]
struct Sent {
    client_id: String,
    client_secret: String,
}

/// As the mock's.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Claims<'a> {
    user_id: u64,
    team_id: Option<u64>,
    scope: [&'a str; 3],
    #[serde(rename = "token_type")]
    token_type: &'a str,
    client_id: &'a str,
    iat: i64,
    exp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<&'a str>,
}

/// As the mock's.
#[derive(Serialize)]
struct Tokens<'a> {
    access_token: String,
    token_type: &'a str,
    refresh_token: String,
    expires_in: i64,
    scope: &'a str,
}

async fn tokens(request: Request<Incoming>) -> Bytes {
    let Ok(body) = request.into_body().collect().await else { return Bytes::new() };
    let Ok(sent) = serde_json::from_slice::<Sent>(&body.to_bytes()) else { return Bytes::new() };
    let hash = Sha256::digest(sent.client_secret.as_bytes());
    let key = EncodingKey::from_secret(&hash);
    let access = Claims {
        user_id: 3,
        team_id: None,
        scope: ["BOOKING_READ", "BOOKING_WRITE", "PROFILE_READ"],
        token_type: "Access Token",
        client_id: &sent.client_id,
        iat: 1_800_000_000,
        exp: 1_800_001_800,
        secret: None,
    };
    let secret = Some("xLBL9hH9lhN0N8qZm2sX8rJ4v0hS1e5YQm3jv8oXk3E");
    let refresh = Claims { token_type: "Refresh Token", secret, ..access };
    let sign =
        |claims: &Claims<'_>| jsonwebtoken::encode(&Header::default(), claims, &key).unwrap_or_default();
    let tokens = Tokens {
        access_token: sign(&access),
        token_type: "bearer",
        refresh_token: sign(&refresh),
        expires_in: 1_800,
        scope: "BOOKING_READ BOOKING_WRITE PROFILE_READ",
    };
    serde_json::to_vec(&tokens).unwrap_or_default().into()
}
