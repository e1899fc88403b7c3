//! Carries questions to the target and answers back: the only file that opens a connection.
//!
//! No redirect is followed, no cookie is kept (a browser's jar is its stage's), no request is sent twice, and no
//! proxy stands between us and a loopback address, whatever the environment says.

use std::time::Duration;

use reqwest::{Client, Url, redirect};

use crate::{
    exchange::{Answer, Exchange, Question},
    verdict::Halt,
};

/// At most this much of a body is read.
const ENOUGH: usize = 1024 * 1024;

/// One HTTP client for a whole run.
#[derive(Debug, Clone)]
pub struct Transport {
    direct: Client,
    /// Obeys the environment's proxies; used for addresses beyond this machine.
    outward: Client,
    deadline: Duration,
}

impl Transport {
    /// A client that gives up on an answer after `deadline`.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new(deadline: Duration) -> Result<Self, String> {
        // Another client of this process may have installed the same provider before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            Client::builder()
                .redirect(redirect::Policy::none())
                .timeout(deadline)
                .retry(reqwest::retry::never())
                .user_agent(concat!("cal-conformance/", env!("CARGO_PKG_VERSION")))
        };
        let direct = builder().no_proxy().build().map_err(|e| causes(&e))?;
        let outward = builder().build().map_err(|e| causes(&e))?;
        Ok(Self { direct, outward, deadline })
    }

    /// Asks, and waits for the whole answer.
    ///
    /// # Errors
    ///
    /// [`Halt::Transport`] when there is no answer or not all of it, [`Halt::Mismatch`] when there is no end of it.
    pub async fn ask(&self, question: Question) -> Result<Exchange, Halt> {
        let mut response = self.send(&question).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| self.broken(&question, &e))? {
            body.extend_from_slice(&chunk);
            if body.len() > ENOUGH {
                let expected = format!("an answer to {} of at most {ENOUGH} bytes", place(&question));
                return Err(Halt::mismatch(expected, "a longer one"));
            }
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(Exchange { question, answer: Answer { status, headers, body } })
    }

    /// Asks, and waits only until an answer begins.
    ///
    /// # Errors
    ///
    /// [`Halt::Transport`] when none does.
    pub async fn knock(&self, question: Question) -> Result<(), Halt> {
        self.send(&question).await.map(drop)
    }

    async fn send(&self, question: &Question) -> Result<reqwest::Response, Halt> {
        let client = if is_loopback(&question.url) { &self.direct } else { &self.outward };
        let mut request = client.request(question.method.clone(), question.url.clone());
        for (name, value) in &question.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &question.body {
            request = request.body(body.clone());
        }
        request.send().await.map_err(|e| self.broken(question, &e))
    }

    fn broken(&self, question: &Question, error: &reqwest::Error) -> Halt {
        let place = place(question);
        Halt::Transport(if error.is_timeout() {
            format!("no answer to {place} within {} s", self.deadline.as_secs_f32())
        } else {
            format!("{place}: {}", causes(error))
        })
    }
}

/// Method, host and path: never the query, which may hold a code.
fn place(question: &Question) -> String {
    let origin = question.url.origin().ascii_serialization();
    format!("{} {origin}{}", question.method, question.url.path())
}

/// The error and what it came from, without the address (its query may hold a code).
fn causes(error: &reqwest::Error) -> String {
    let mut causes = Vec::new();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    if causes.is_empty() { "the request could not be made".to_owned() } else { causes.join(": ") }
}

/// Whether `url` is on this machine.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_known_by_name_and_number() {
        for here in ["http://localhost:1", "http://127.0.0.1", "http://127.9.9.9", "http://[::1]:80"] {
            assert!(is_loopback(&Url::parse(here).unwrap()), "{here}");
        }
        for away in ["https://api.cal.com", "http://10.0.0.1", "http://localhost.example"] {
            assert!(!is_loopback(&Url::parse(away).unwrap()), "{away}");
        }
    }
}
