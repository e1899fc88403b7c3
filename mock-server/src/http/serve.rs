//! The accept loop: connections in, requests to `site`, and the last resorts: what is slow, endless or panics.

use std::convert::Infallible;
use std::future::poll_fn;
use std::net::IpAddr;
use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::respond::{self, Reply};
use super::site::Site;
use crate::store::App;

/// A client that has not sent its header, or its body, after this long is not waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// A header longer than this is refused.
const LONGEST_HEADER: usize = 64 * 1024;
/// The requests under way get this long when the server stops.
const GRACE: Duration = Duration::from_secs(2);

/// Serves `app` to whoever connects, until `stop` says so; then lets the requests under way end.
pub async fn serve(listener: TcpListener, app: Arc<App>, mut stop: watch::Receiver<()>) {
    let site = Arc::new(Site::new(app));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(converse(stream, peer.ip(), Arc::clone(&site), stop.clone()));
                }
                Err(error) => {
                    // Out of file handles, most likely: going on at once would spin.
                    tracing::warn!("cannot accept a connection: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    drop(listener);
    let all_done = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, all_done).await.is_err() {
        tracing::warn!("some requests were still under way");
    }
}

async fn converse(stream: TcpStream, peer: IpAddr, site: Arc<Site>, mut stop: watch::Receiver<()>) {
    // Answers are small; waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: http::Request<Incoming>| {
        request.extensions_mut().insert(peer);
        answer(Arc::clone(&site), request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LONGEST_HEADER)
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        ended = &mut connection => if let Err(error) = ended {
            tracing::debug!("a connection ended early: {error}");
        },
        _ = stop.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// A handler that panics is an answer and not a dead connection.
async fn answer(site: Arc<Site>, request: http::Request<Incoming>) -> Result<Reply, Infallible> {
    let mut handled = pin!(site.answer(request));
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
