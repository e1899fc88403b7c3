//! Carries questions to the target and answers back: the only file that opens a connection.
//!
//! No redirect is followed, no cookie is kept (a browser's jar is its stage's), no request is sent twice, and no
//! proxy stands between us and a loopback address, whatever the environment says.

mod errand;
mod pace;

use std::{future::Future, sync::Arc, time::Duration};

use futures::future::join_all;
use reqwest::{Client, Url, redirect};
use tokio::net::TcpStream;

use self::{errand::Errand, pace::Pace};
use crate::{
    exchange::{Answer, Exchange, Question},
    rate::Rate,
    stopping::{Reason, Stopping},
    verdict::Halt,
};

/// At most this much of a body is read.
const ENOUGH: usize = 1024 * 1024;

/// A connection that was not used for so long is not used again: servers close theirs after five seconds or more, and a
/// request that crosses the closing gets no answer.
const IDLE: Duration = Duration::from_secs(3);

/// A scenario may take as long as so many answers.
const ANSWERS_OF_A_SCENARIO: u32 = 12;

/// One HTTP client for a whole run.
#[derive(Debug, Clone)]
pub struct Transport {
    direct: Client,
    /// Obeys the environment's proxies; used for addresses beyond this machine.
    outward: Client,
    deadline: Duration,
    pace: Option<Arc<Pace>>,
    errand: Option<Arc<Errand>>,
    stopping: Stopping,
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
                .retry(reqwest::retry::never())
                .pool_idle_timeout(IDLE)
                .user_agent(concat!("cal-conformance/", env!("CARGO_PKG_VERSION")))
        };
        let direct = builder().no_proxy().build().map_err(|e| causes(&e))?;
        let outward = builder().build().map_err(|e| causes(&e))?;
        Ok(Self { direct, outward, deadline, pace: None, errand: None, stopping: Stopping::default() })
    }

    /// The same with connections of its own: those of one thread's runtime are no use to another.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn anew(&self) -> Result<Self, String> {
        let Self { direct, outward, .. } = Self::new(self.deadline)?;
        Ok(Self { direct, outward, ..self.clone() })
    }

    /// The same, giving up on an answer after `deadline`.
    #[must_use]
    pub fn giving_up_after(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// The same, asking no more often than that.
    #[must_use]
    pub fn paced(self, rate: Option<Rate>) -> Self {
        Self { pace: rate.map(|rate| Arc::new(Pace::new(rate))), ..self }
    }

    /// The same, which asks nothing more once it is told to stop.
    #[must_use]
    pub fn stopped_by(self, stopping: Stopping) -> Self {
        Self { stopping, ..self }
    }

    /// The same for one scenario, which begins now.
    #[must_use]
    pub fn for_one_scenario(&self) -> Self {
        let errand = Errand::new(self.deadline * ANSWERS_OF_A_SCENARIO);
        Self { errand: Some(Arc::new(errand)), ..self.clone() }
    }

    /// The same for what must be done whatever happened: tidying up.
    #[must_use]
    pub fn unhindered(&self) -> Self {
        Self { errand: None, stopping: Stopping::default(), ..self.clone() }
    }

    /// Ends the run; what it gives back stops whoever noticed that it must end.
    #[must_use]
    pub fn stop(&self, reason: Reason) -> Halt {
        self.stopping.stop(reason);
        Halt::Skip(reason.words().to_owned())
    }

    /// Waits for something that is not the target's to answer for, until the run is told to stop.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] when it is.
    pub async fn excused<T>(&self, wait: impl Future<Output = T>) -> Result<T, Halt> {
        let began = tokio::time::Instant::now();
        let waited = tokio::select! {
            biased;
            halt = self.stopping.cut() => Err(halt),
            done = wait => Ok(done),
        };
        if let Some(errand) = &self.errand {
            errand.excuse(began.elapsed());
        }
        waited
    }

    /// Asks, and waits for the whole answer; an interruption comes first.
    ///
    /// # Errors
    ///
    /// [`Halt::Transport`] when there is no answer or not all of it, [`Halt::Mismatch`] when there is no end of it or
    /// it is encoded in a way that nobody asked for, [`Halt::Skip`] when the run was told to stop.
    pub async fn ask(&self, question: Question) -> Result<Exchange, Halt> {
        self.turn().await?;
        tokio::select! {
            biased;
            halt = self.stopping.cut() => Err(halt),
            answer = self.exchange(question) => answer,
        }
    }

    /// How long an answer may take.
    #[must_use]
    pub fn deadline(&self) -> Duration {
        self.deadline
    }

    /// Sees that somebody listens there, and asks nothing.
    ///
    /// # Errors
    ///
    /// [`Halt::Transport`] when nobody does.
    pub async fn reach(&self, url: &Url) -> Result<(), Halt> {
        let origin = url.origin().ascii_serialization();
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return Err(Halt::Ours(format!("{origin} is no address")));
        };
        let connection = TcpStream::connect((host.trim_matches(['[', ']']), port));
        match tokio::time::timeout(self.deadline, connection).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Halt::Transport(format!("{origin}: {error}"))),
            Err(_) => {
                Err(Halt::Transport(format!("nobody at {origin} within {} s", self.deadline.as_secs_f32())))
            }
        }
    }

    /// Asks one of whom it is known that somebody is there, so that silence is an answer, too: nothing, when its time is
    /// over. The same many times at once where that is wanted.
    ///
    /// # Errors
    ///
    /// As [`Transport::ask`].
    pub async fn ask_or_hear_nothing(
        &self,
        question: &Question,
        times: usize,
    ) -> Result<Vec<Option<Exchange>>, Halt> {
        for _ in 0..times {
            self.turn().await?;
        }
        let time = self.time_for(question)?;
        // What ends the connection itself comes later than that.
        let patient = Self { deadline: time * 2, errand: None, ..self.clone() };
        let racers = (0..times).map(|_| tokio::time::timeout(time, patient.exchange(question.clone())));
        tokio::select! {
            biased;
            halt = self.stopping.cut() => Err(halt),
            answers = join_all(racers) => answers.into_iter().map(|it| it.ok().transpose()).collect(),
        }
    }

    /// Asks the same many times at once: a pace is kept before the first, and not between them.
    ///
    /// # Errors
    ///
    /// As above, of the first that has one, when all have ended: none goes on by itself.
    pub async fn ask_at_once(&self, question: &Question, times: usize) -> Result<Vec<Exchange>, Halt> {
        for _ in 0..times {
            self.turn().await?;
        }
        let racers = (0..times).map(|_| self.exchange(question.clone()));
        tokio::select! {
            biased;
            halt = self.stopping.cut() => Err(halt),
            answers = join_all(racers) => answers.into_iter().collect(),
        }
    }

    /// The same for what makes something: once it was asked its answer is waited for, or nobody could remove what was
    /// made.
    ///
    /// # Errors
    ///
    /// As above.
    pub async fn ask_to_the_end(&self, question: Question) -> Result<Exchange, Halt> {
        self.turn().await?;
        self.exchange(question).await
    }

    /// Asks, and waits only until an answer begins.
    ///
    /// # Errors
    ///
    /// [`Halt::Transport`] when none does.
    pub async fn knock(&self, question: Question) -> Result<(), Halt> {
        self.turn().await?;
        tokio::select! {
            biased;
            halt = self.stopping.cut() => Err(halt),
            answer = self.send(&question) => answer.map(drop),
        }
    }

    /// Waits for our turn.
    async fn turn(&self) -> Result<(), Halt> {
        self.stopping.check()?;
        let Some(pace) = &self.pace else { return Ok(()) };
        self.excused(pace.wait()).await.map(drop)
    }

    async fn exchange(&self, question: Question) -> Result<Exchange, Halt> {
        let mut response = self.send(&question).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let encoding =
            headers.get("content-encoding").filter(|it| !it.as_bytes().eq_ignore_ascii_case(b"identity"));
        if let Some(encoding) = encoding {
            let expected = format!("a plain answer to {}, as Accept-Encoding asks for", place(&question));
            let got = format!("one with Content-Encoding: {}", String::from_utf8_lossy(encoding.as_bytes()));
            return Err(Halt::mismatch(expected, got));
        }
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

    async fn send(&self, question: &Question) -> Result<reqwest::Response, Halt> {
        let client = if is_loopback(&question.url) { &self.direct } else { &self.outward };
        let mut request = client.request(question.method.clone(), question.url.clone());
        request = request.timeout(self.time_for(question)?).header("Accept-Encoding", "identity");
        for (name, value) in &question.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &question.body {
            request = request.body(body.clone());
        }
        request.send().await.map_err(|e| self.broken(question, &e))
    }

    /// An answer's time, or what is left of the scenario's.
    fn time_for(&self, question: &Question) -> Result<Duration, Halt> {
        let Some(errand) = &self.errand else { return Ok(self.deadline) };
        match errand.left() {
            Some(left) => Ok(left.min(self.deadline)),
            None => Err(Halt::Transport(format!(
                "the scenario had taken {} s when {} was to be asked",
                errand.allowed().as_secs_f32(),
                place(question)
            ))),
        }
    }

    fn broken(&self, question: &Question, error: &reqwest::Error) -> Halt {
        let place = place(question);
        Halt::Transport(match &self.errand {
            Some(errand) if error.is_timeout() && errand.left().is_none() => format!(
                "the scenario had taken {} s when {place} was still not answered",
                errand.allowed().as_secs_f32()
            ),
            _ if error.is_timeout() => {
                format!("no whole answer to {place} within {} s", self.deadline.as_secs_f32())
            }
            _ => format!("{place}: {}", causes(error)),
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

    #[tokio::test(start_paused = true)]
    async fn a_scenario_whose_time_is_over_asks_nothing_more() {
        let transport = Transport::new(Duration::from_secs(10)).unwrap();
        let (errand, tidying) = (transport.for_one_scenario(), transport.for_one_scenario().unhindered());
        tokio::time::advance(Duration::from_secs(120)).await;
        let question = || Question::get(Url::parse("http://127.0.0.1:1/v2/me?code=hush").unwrap());
        let told = errand.ask(question()).await.unwrap_err().message();
        assert!(
            told.contains("the scenario had taken 120 s when GET http://127.0.0.1:1/v2/me was to be asked"),
            "{told}"
        );
        assert!(!told.contains("hush"), "{told}");
        let told = tidying.ask(question()).await.unwrap_err().message();
        assert!(told.contains("refused"), "what was made is removed all the same: {told}");
    }

    #[tokio::test]
    async fn who_was_told_to_stop_asks_nothing_more() {
        let stopping = Stopping::default();
        let transport = Transport::new(Duration::from_secs(10)).unwrap().stopped_by(stopping.clone());
        let question = || Question::get(Url::parse("http://127.0.0.1:1/").unwrap());
        assert!(matches!(transport.ask(question()).await, Err(Halt::Transport(_))));
        stopping.stop(Reason::Interrupted);
        assert!(matches!(transport.ask(question()).await, Err(Halt::Skip(_))));
        assert!(matches!(transport.ask_to_the_end(question()).await, Err(Halt::Skip(_))));
        assert!(matches!(transport.unhindered().ask(question()).await, Err(Halt::Transport(_))));
    }

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
