//! Who is asked: the embedded mock, or the server of a target file.

use std::time::Duration;

use conformance::{
    stopping::Stopping,
    target::{
        Target, mock,
        profile::{Consent, Profile},
        remote::Remote,
    },
    transport::Transport,
    verdict::Exit,
};

use super::{Ended, flags::Pace};

/// How long an answer of a mock of our own may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// What opens connections to mocks of our own.
pub(super) fn transport() -> Result<Transport, Ended> {
    Transport::new(DEADLINE).map_err(Ended::internal)
}

/// A target and how fast it is asked.
pub(super) struct Found {
    pub(super) target: Target,
    pub(super) concurrency: usize,
    /// Whether a person gives consent, and a line that moves would be in the way.
    pub(super) talks: bool,
}

/// Finds the target, and sees that it is there.
pub(super) async fn find(name: &str, pace: &Pace, stopping: &Stopping) -> Result<Found, Ended> {
    let transport = Transport::new(pace.timeout).map_err(Ended::internal)?.stopped_by(stopping.clone());
    let concurrency = usize::from(pace.concurrency);
    if name.is_empty() {
        let mend = "--target names nothing: write `--target FILE`, or `--target mock` for the mock inside";
        return Err(Ended::usage(mend));
    }
    if name == "mock" {
        let lanes = mock::Lanes::new(concurrency, None, transport.paced(pace.rate_limit));
        return Ok(Found { target: Target::Mock(lanes), concurrency, talks: false });
    }
    let profile = Profile::read(name.as_ref(), &variable).map_err(|e| Ended::usage(e.to_string()))?;
    let talks = profile.consent == Consent::Manual;
    // A person does one thing at a time.
    let concurrency = if talks { 1 } else { concurrency };
    let transport = transport.paced(pace.rate_limit.or(profile.rate));
    let remote = Remote::new(&profile, &transport, concurrency);
    remote.greet().await.map_err(|halt| {
        let exit = if stopping.reason().is_some() { Exit::Interrupted } else { Exit::Unreachable };
        Ended::new(exit, format!("{}: {}", remote.name, halt.message()))
    })?;
    Ok(Found { target: Target::Remote(remote), concurrency, talks })
}

/// The environment, for the secrets that a target file names.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
