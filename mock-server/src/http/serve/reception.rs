//! Who is connected, and who has to go when there is no room for one more.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::task::{Id, JoinSet};
use tokio::time::{Instant, timeout};

use super::converse;
use super::line::{Line, Rank};
use crate::http::Limits;
use crate::http::site::Site;

/// Of so many connections one is sought out at a time to make room: looking through all of them for each is too dear.
const SHARE: usize = 16;
/// What is told of every connection is told once in this long.
const SILENCE: Duration = Duration::from_secs(60);

/// The connections of a server.
pub(super) struct Reception {
    site: Arc<Site>,
    limits: Limits,
    tasks: JoinSet<()>,
    lines: HashMap<Id, Arc<Line>>,
    /// The most dispensable, the last first.
    dispensable: Vec<(Rank, Id)>,
    told: Option<Instant>,
}

impl Reception {
    pub(super) fn new(site: Site, limits: Limits) -> Self {
        Self {
            site: Arc::new(site),
            limits,
            tasks: JoinSet::new(),
            lines: HashMap::new(),
            dispensable: Vec::new(),
            told: None,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.lines.len() >= self.limits.connections.get()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Serves one more.
    pub(super) fn admit(&mut self, stream: TcpStream, peer: IpAddr) {
        let line = Arc::new(Line::new());
        let conversation = converse(stream, peer, Arc::clone(&self.site), Arc::clone(&line), self.limits);
        let task = self.tasks.spawn(conversation);
        self.lines.insert(task.id(), line);
    }

    /// Until one has ended; at once where there is none.
    pub(super) async fn one_ends(&mut self) {
        let ended = match self.tasks.join_next_with_id().await {
            Some(Ok((id, ()))) => Some(id),
            Some(Err(error)) => Some(error.id()),
            None => None,
        };
        if let Some(id) = ended {
            self.lines.remove(&id);
        }
    }

    /// Closes the most dispensable connection, where one is: it ends soon.
    pub(super) fn make_room(&mut self) {
        if !self.dismiss_one() {
            self.look_around();
            self.dismiss_one();
        }
    }

    fn dismiss_one(&mut self) -> bool {
        while let Some((rank, id)) = self.dispensable.pop() {
            if self.lines.get(&id).is_some_and(|line| line.dismiss(rank)) {
                return true;
            }
        }
        false
    }

    fn look_around(&mut self) {
        let idle = self.lines.iter().filter_map(|(id, line)| line.rank().map(|rank| (rank, *id)));
        let mut idle: Vec<_> = idle.collect();
        idle.sort_unstable_by_key(|(rank, _)| *rank);
        idle.truncate(self.lines.len().div_ceil(SHARE));
        idle.reverse();
        self.dispensable = idle;
    }

    /// Says that there is no room, and no more often than anybody would read it.
    pub(super) fn complain(&mut self, why: &str) {
        let now = Instant::now();
        if self.told.is_none_or(|told| now.duration_since(told) > SILENCE) {
            self.told = Some(now);
            tracing::warn!(
                "{why}: the longest idle connections are closed, and new ones wait where none is idle"
            );
        }
    }

    /// Lets the requests under way end, for as long as the limits say.
    pub(super) async fn close(mut self) {
        let busy = self.lines.values().filter(|line| line.is_busy()).count();
        if busy > 0 {
            let are = if busy == 1 { "connection is" } else { "connections are" };
            tracing::info!("stopping: {busy} {are} busy, and may be for {:?}", self.limits.grace);
        }
        for line in self.lines.values() {
            line.say_farewell();
        }
        let all_done = async { while self.tasks.join_next().await.is_some() {} };
        if timeout(self.limits.grace, all_done).await.is_err() {
            tracing::warn!("some requests were still under way");
        }
    }
}
