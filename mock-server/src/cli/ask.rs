//! Asking a server that runs.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use super::Failure;

/// A server that has not answered by then does not.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the control door of the server at `url` answers to `GET path`.
pub(super) async fn get(url: &str, path: &str) -> Result<Bytes, Failure> {
    if url.starts_with("https:") {
        let text = "cal-mock speaks http alone: ask it where it listens, not at what stands before it";
        return Err(Failure::Usage(format!("{url}: {text}")));
    }
    let unreachable = |why: String| Failure::Unreachable(format!("no mock answers at {url}: {why}"));
    let client: Client<HttpConnector, Empty<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let address =
        format!("{url}{path}").parse().map_err(|error| Failure::Usage(format!("{url}: {error}")))?;
    let asked = async {
        let answer = client.get(address).await.map_err(|error| unreachable(innermost(&error)))?;
        let status = answer.status();
        let body =
            answer.into_body().collect().await.map_err(|error| unreachable(error.to_string()))?.to_bytes();
        if status.is_success() { Ok(body) } else { Err(unreachable(format!("it answered {status}"))) }
    };
    tokio::time::timeout(PATIENCE, asked)
        .await
        .unwrap_or_else(|_| Err(unreachable("it is silent".to_owned())))
}

/// `Connection refused` says more than `client error (Connect)`.
fn innermost(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), innermost)
}
