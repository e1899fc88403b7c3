//! Ctrl-C and SIGTERM: the first ends the run in good order, the second at once.

use std::{process, sync::mpsc, thread};

use conformance::{
    stopping::{Reason, Stopping},
    verdict::Exit,
};
use tokio::runtime;

use super::terminal;

/// Listens from now on, on a thread of its own: the one that asked for it waits for those that play.
pub(super) fn heed(stopping: &Stopping) {
    let stopping = stopping.clone();
    let (listens, listening) = mpsc::channel();
    thread::spawn(move || {
        let Ok(runtime) = runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async move {
            let Some(mut signals) = Signals::listen() else { return };
            drop(listens);
            signals.next().await;
            terminal::complain("interrupted; what was made is being removed (once more ends at once)");
            stopping.stop(Reason::Interrupted);
            signals.next().await;
            process::exit(i32::from(Exit::Interrupted.code()));
        });
    });
    // It comes to an end without a word, when the thread listens or never will.
    let _: Result<(), _> = listening.recv();
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> Option<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        let interrupt = signal(SignalKind::interrupt()).ok()?;
        Some(Self { interrupt, terminate: signal(SignalKind::terminate()).ok()? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> Option<Self> {
        Some(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
