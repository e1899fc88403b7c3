//! Ctrl-C and SIGTERM: the first ends the run in good order, the second at once.

use std::process;

use conformance::{
    stopping::{Reason, Stopping},
    verdict::Exit,
};

use super::terminal;

/// Listens from now on.
pub(super) fn heed(stopping: &Stopping) {
    let stopping = stopping.clone();
    tokio::spawn(async move {
        told().await;
        terminal::complain("interrupted; what was made is being removed (once more ends at once)");
        stopping.stop(Reason::Interrupted);
        told().await;
        process::exit(i32::from(Exit::Interrupted.code()));
    });
}

#[cfg(unix)]
async fn told() {
    use tokio::signal::unix::{SignalKind, signal};

    let (Ok(mut interrupt), Ok(mut terminate)) =
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn told() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
