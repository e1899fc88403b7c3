//! The accept loop: connections in, requests to `site`, and the last resorts: what is slow, endless, too many or panics.

mod line;
mod reception;

use std::convert::Infallible;
use std::future::poll_fn;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::coop::unconstrained;
use tokio::time::{sleep, timeout};

use self::line::{Line, Overheard};
use self::reception::Reception;
use super::limits::Limits;
use super::respond::{self, Reply};
use super::site::Site;
use crate::store::App;

/// Who has to wait for room looks again after this long.
const PAUSE: Duration = Duration::from_millis(10);
/// What was sent to an idle connection before it is to be closed may need this long to be read.
const A_MOMENT: Duration = Duration::from_millis(10);
/// hyper wants to keep at least this much of a connection; `Limits::header` is a limit of its own.
const BUFFER: usize = 64 * 1024;

/// Serves `app` to whoever connects, until `stop` says so; then lets the requests under way end.
pub async fn serve(listener: TcpListener, app: Arc<App>, limits: Limits, mut stop: watch::Receiver<()>) {
    let mut reception = Reception::new(Site::new(app, limits), limits);
    let mut waiting = None;
    loop {
        if let Some((stream, peer)) = waiting.take_if(|_| !reception.is_full()) {
            reception.admit(stream, peer);
        }
        tokio::select! {
            _ = stop.changed() => break,
            () = reception.one_ends(), if !reception.is_empty() => {}
            () = sleep(PAUSE), if waiting.is_some() => reception.make_room(),
            accepted = listener.accept(), if waiting.is_none() => match accepted {
                Ok((stream, peer)) if reception.is_full() => {
                    reception.complain("as many connections are open as --max-connections allows");
                    reception.make_room();
                    waiting = Some((stream, peer.ip()));
                }
                Ok((stream, peer)) => reception.admit(stream, peer.ip()),
                // It went away again by itself.
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    // Out of file handles, most likely: going on at once would spin.
                    reception.complain(&format!("cannot accept a connection ({error})"));
                    reception.make_room();
                    sleep(PAUSE).await;
                }
            },
        }
    }
    // Whoever got through before that is answered, too.
    for (stream, peer) in waiting.into_iter().chain(arrived(&listener).await) {
        reception.admit(stream, peer);
    }
    drop(listener);
    reception.close().await;
}

/// Those who have connected and were not yet accepted.
async fn arrived(listener: &TcpListener) -> Vec<(TcpStream, IpAddr)> {
    let mut arrived = Vec::new();
    let accepting = poll_fn(|context| {
        while let Poll::Ready(Ok((stream, peer))) = listener.poll_accept(context) {
            arrived.push((stream, peer.ip()));
        }
        Poll::Ready(())
    });
    // tokio would have it pause after some hundred of them.
    unconstrained(accepting).await;
    arrived
}

async fn converse(stream: TcpStream, peer: IpAddr, site: Arc<Site>, line: Arc<Line>, limits: Limits) {
    // Answers are small; waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let overheard = Overheard::new(stream, Arc::clone(&line));
    let service = service_fn(|request: http::Request<Incoming>| {
        line.asked();
        let (line, site) = (Arc::clone(&line), Arc::clone(&site));
        async move {
            let reply = answer(site, request, peer).await;
            line.answered();
            reply
        }
    });
    // Its own patience with headers would also run while nobody asks, and costs a timer a request.
    let connection = http1::Builder::new()
        .header_read_timeout(None)
        .max_header_size(limits.header)
        .max_buf_size(limits.header.max(BUFFER))
        .half_close(true)
        .serve_connection(TokioIo::new(overheard), service);
    let mut connection = pin!(connection);
    tokio::select! {
        biased;
        ended = &mut connection => return note_the_end(ended),
        () = line.silence(&limits) => return,
        () = line.farewell() => {}
    }
    if line.is_dismissed() {
        return;
    }
    if !line.is_busy()
        && let Ok(ended) = timeout(A_MOMENT, &mut connection).await
    {
        return note_the_end(ended);
    }
    connection.as_mut().graceful_shutdown();
    tokio::select! {
        ended = connection => note_the_end(ended),
        () = line.silence(&limits) => {}
    }
}

fn note_the_end(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!("a connection ended early: {error}");
    }
}

/// A handler that panics is an answer and not a dead connection.
async fn answer(
    site: Arc<Site>,
    request: http::Request<Incoming>,
    peer: IpAddr,
) -> Result<Reply, Infallible> {
    let mut handled = pin!(site.answer(request, peer));
    // What the handler held is dropped with it, and the locks of the store outlive a panic.
    let reply = poll_fn(|context| {
        let polled = panic::catch_unwind(AssertUnwindSafe(|| handled.as_mut().poll(context)));
        polled.unwrap_or_else(|_| {
            // Not its message: that may hold what was sent.
            tracing::error!("a handler panicked");
            Poll::Ready(respond::last_resort())
        })
    });
    Ok(reply.await)
}
