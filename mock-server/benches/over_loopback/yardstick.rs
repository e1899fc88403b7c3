//! The yardsticks: hyper, set up as the mock sets it up, and nothing else but what the bytes themselves cost.
//!
//! | yardstick | answers                                                                                     |
//! |-----------|---------------------------------------------------------------------------------------------|
//! | bytes     | anything with the body and the content type that the mock sent, under hyper's own headers   |
//! | tokens    | a token request: parses the body, hashes one secret, signs two HS256 tokens, writes JSON    |

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Request, Response};
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
pub(crate) enum Yardstick {
    /// Always the same.
    Bytes { body: Bytes, content_type: HeaderValue },
    /// Tokens.
    Tokens,
}

impl Yardstick {
    pub(crate) fn bytes(body: impl Into<Bytes>, content_type: &str) -> Self {
        Self::Bytes { body: body.into(), content_type: content_type.parse().unwrap() }
    }

    /// Starts it in a process of its own: this program once more, which reads the body from a file.
    pub(crate) fn start(&self) -> Program {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(WORD);
        let file = tempfile::NamedTempFile::new().unwrap();
        if let Self::Bytes { body, content_type } = self {
            std::fs::write(file.path(), body).unwrap();
            command.arg(file.path()).arg(content_type.to_str().unwrap());
        }
        Program::start(command, "/")
    }

    async fn to(self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let (body, content_type) = match self {
            Self::Bytes { body, content_type } => (body, content_type),
            Self::Tokens => (tokens(request).await, HeaderValue::from_static("application/json")),
        };
        let mut answer = Response::new(Full::new(body));
        answer.headers_mut().insert(CONTENT_TYPE, content_type);
        Ok(answer)
    }
}

/// What the process does: it serves at a port until it is ended.
pub(crate) fn run(words: &[String]) {
    match words {
        [file, content_type, _, port] => {
            serve(port, &Yardstick::bytes(std::fs::read(file).unwrap(), content_type));
        }
        [_, port] => serve(port, &Yardstick::Tokens),
        _ => panic!("a yardstick and its --port, not {words:?}"),
    }
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
