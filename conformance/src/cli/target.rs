//! Who is asked: the embedded mock, or the server of a target file.

use std::time::Duration;

use conformance::{
    target::{Target, mock, profile::Profile, remote::Remote},
    transport::Transport,
    verdict::Exit,
};

use super::Ended;

/// How long an answer may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// What opens connections.
pub(super) fn transport() -> Result<Transport, Ended> {
    Transport::new(DEADLINE).map_err(Ended::internal)
}

/// Finds the target, and sees that it is there.
pub(super) async fn find(name: &str, transport: &Transport, concurrency: usize) -> Result<Target, Ended> {
    if matches!(name, "mock" | "") {
        return mock::Lanes::start(concurrency, None, transport).map(Target::Mock).map_err(Ended::internal);
    }
    let profile = Profile::read(name.as_ref()).map_err(|e| Ended::usage(e.to_string()))?;
    let remote = Remote::new(&profile, transport, concurrency);
    remote
        .greet()
        .await
        .map_err(|halt| Ended::new(Exit::Unreachable, format!("{}: {}", remote.name, halt.message())))?;
    Ok(Target::Remote(remote))
}
