//! One connection as the server sees it from outside: what is going on there, since when, and whether it may be closed.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::http::Limits;

/// What is going on at a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing of a request has come.
    Idle,
    /// A part of a header has come.
    Asking,
    /// A request is being answered.
    Asked,
    /// The answer is being taken.
    Told,
    /// Somebody else needs the room.
    Dismissed,
}

#[derive(Debug, Clone, Copy)]
struct State {
    phase: Phase,
    since: Instant,
    idle_since: Instant,
    has_asked: bool,
}

impl State {
    fn rank(&self) -> Option<Rank> {
        let Self { phase, has_asked, idle_since, .. } = *self;
        matches!(phase, Phase::Idle | Phase::Asking).then_some(Rank { has_asked, idle_since })
    }
}

/// A connection.
#[derive(Debug)]
pub(super) struct Line {
    state: Mutex<State>,
    farewell: Notify,
}

/// How dispensable an idle connection is: the least of all is closed first. Whoever never asked anything comes before
/// those who did, and who is idle for long before the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    has_asked: bool,
    idle_since: Instant,
}

impl Line {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        let state = State { phase: Phase::Idle, since: now, idle_since: now, has_asked: false };
        Self { state: Mutex::new(state), farewell: Notify::new() }
    }

    /// A whole header came.
    pub(super) fn asked(&self) {
        let mut state = self.state();
        state.phase = Phase::Asked;
        state.has_asked = true;
    }

    /// The answer to it is there.
    pub(super) fn answered(&self) {
        self.turn(Phase::Asked, Phase::Told);
    }

    /// Whether a request, or a part of one, has come that is not answered.
    pub(super) fn is_busy(&self) -> bool {
        self.state().phase != Phase::Idle
    }

    /// How dispensable it is; nothing where somebody waits for an answer.
    pub(super) fn rank(&self) -> Option<Rank> {
        self.state().rank()
    }

    /// Closes it, unless something was asked since it had this rank. Whether it does.
    pub(super) fn dismiss(&self, rank: Rank) -> bool {
        let mut state = self.state();
        let is_same = state.rank() == Some(rank);
        if is_same {
            state.phase = Phase::Dismissed;
            self.farewell.notify_one();
        }
        is_same
    }

    /// Whether it was dismissed, and nothing was asked at the last moment.
    pub(super) fn is_dismissed(&self) -> bool {
        self.state().phase == Phase::Dismissed
    }

    /// Closes it when what was asked is answered.
    pub(super) fn say_farewell(&self) {
        self.farewell.notify_one();
    }

    /// Until it is to be closed.
    pub(super) async fn farewell(&self) {
        self.farewell.notified().await;
    }

    /// Until nobody is waited for any longer. It looks now and then, so that a request costs no timer.
    pub(super) async fn silence(&self, limits: &Limits) {
        loop {
            let State { phase, since, .. } = *self.state();
            let now = Instant::now();
            let until = match phase {
                Phase::Idle => since + limits.idle,
                Phase::Asking | Phase::Told => since + limits.patience,
                // Its handler has a patience of its own.
                Phase::Asked | Phase::Dismissed => now + limits.patience.min(limits.idle),
            };
            if until <= now {
                return;
            }
            sleep_until(until.min(now + limits.patience)).await;
        }
    }

    /// Goes on to a phase, where it is in this one.
    fn turn(&self, from: Phase, to: Phase) {
        let mut state = self.state();
        if state.phase == from {
            state.phase = to;
            state.since = Instant::now();
            if to == Phase::Idle {
                state.idle_since = state.since;
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bytes of a connection, of which its [`Line`] is told.
#[derive(Debug)]
pub(super) struct Overheard {
    stream: TcpStream,
    line: Arc<Line>,
}

impl Overheard {
    pub(super) fn new(stream: TcpStream, line: Arc<Line>) -> Self {
        Self { stream, line }
    }

    fn written(&self, outcome: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if matches!(outcome, Poll::Ready(Ok(1..))) {
            self.line.turn(Phase::Told, Phase::Told);
        }
        outcome
    }
}

impl AsyncRead for Overheard {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = bytes.filled().len();
        let outcome = Pin::new(&mut self.stream).poll_read(context, bytes);
        if bytes.filled().len() > before {
            self.line.turn(Phase::Idle, Phase::Asking);
            self.line.turn(Phase::Dismissed, Phase::Asking);
        }
        outcome
    }
}

impl AsyncWrite for Overheard {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.written(outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// Called when everything was written.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_flush(context);
        if outcome.is_ready() {
            self.line.turn(Phase::Told, Phase::Idle);
        }
        outcome
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
