//! How hostile requests are sent: whole, in pieces, half, never read. Every answer is looked at.

use std::collections::{BTreeMap, VecDeque};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::dice::Dice;
use crate::program::FORGOTTEN;
use crate::requests::Templates;

/// So many half requests does one attacker leave behind.
const HELD: usize = 40;

/// All attackers together.
pub(crate) struct Campaign {
    address: String,
    ends: tokio::time::Instant,
    length: Duration,
    most: u64,
    requests: AtomicU64,
    connections: AtomicU64,
    answers: Mutex<BTreeMap<u16, u64>>,
    faults: Mutex<Vec<String>>,
}

impl Campaign {
    pub(crate) fn new(address: &str, length: Duration, most: u64) -> Self {
        Self {
            address: address.to_owned(),
            ends: tokio::time::Instant::now() + length,
            length,
            most,
            requests: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            answers: Mutex::default(),
            faults: Mutex::default(),
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.left().is_zero() || self.requests() >= self.most || self.faults.lock().unwrap().len() > 5
    }

    /// Until two fifths of it are over.
    pub(crate) fn wait_for_the_first_part(&self) {
        while !self.is_over() && self.left() > self.length * 3 / 5 && self.requests() < self.most * 2 / 5 {
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    pub(crate) fn connections(&self) -> u64 {
        self.connections.load(Ordering::Relaxed)
    }

    /// How often each status was answered.
    pub(crate) fn answers(&self) -> BTreeMap<u16, u64> {
        self.answers.lock().unwrap().clone()
    }

    /// What should not have been answered, and to what.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.faults.lock().unwrap().clone()
    }

    fn left(&self) -> Duration {
        self.ends.saturating_duration_since(tokio::time::Instant::now())
    }

    fn connect(&self) -> TcpStream {
        self.connections.fetch_add(1, Ordering::Relaxed);
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(FORGOTTEN)).unwrap();
        stream.set_write_timeout(Some(FORGOTTEN)).unwrap();
        stream
    }

    fn look_at(&self, sent: &[u8], answer: &[u8]) {
        let mut answers = self.answers.lock().unwrap();
        for status in statuses(answer) {
            *answers.entry(status).or_default() += 1;
            if status >= 500 {
                self.blame(&format!("answered {status}"), sent);
            }
        }
    }

    fn blame(&self, what: &str, sent: &[u8]) {
        let shown = sent[..sent.len().min(3_000)].escape_ascii();
        self.faults.lock().unwrap().push(format!("{what} to {} bytes: {shown}", sent.len()));
    }
}

/// The statuses of the answers in `bytes`. No request holds these words, so no body does.
fn statuses(bytes: &[u8]) -> impl Iterator<Item = u16> {
    const BEGINNING: &[u8] = b"HTTP/1.1 ";
    let starts = bytes.windows(BEGINNING.len() + 3).filter(|window| window.starts_with(BEGINNING));
    starts.filter_map(|window| str::from_utf8(&window[BEGINNING.len()..]).ok()?.parse().ok())
}

/// One of them.
pub(crate) struct Attacker<'a> {
    campaign: &'a Campaign,
    templates: &'a Templates,
    dice: Dice,
    held: VecDeque<(TcpStream, Vec<u8>)>,
}

impl<'a> Attacker<'a> {
    pub(crate) fn new(campaign: &'a Campaign, templates: &'a Templates, seed: u64, number: u64) -> Self {
        Self { campaign, templates, dice: Dice::new(seed, number), held: VecDeque::new() }
    }

    /// Until the campaign is over.
    pub(crate) fn attack(mut self) {
        while !self.campaign.is_over() {
            match self.dice.throw(20) {
                0 => self.leaves_half(),
                1 => self.goes_on_slowly(),
                2 => self.never_reads(),
                _ => self.asks(),
            }
        }
    }

    /// Some requests at once, and every answer is read.
    fn asks(&mut self) {
        let sent = self.batch();
        let mut stream = self.campaign.connect();
        self.sends(&mut stream, &sent);
        let _ = stream.shutdown(Shutdown::Write);
        self.reads(&mut stream, &sent);
    }

    /// A part of a request, and no more.
    fn leaves_half(&mut self) {
        let sent = self.batch();
        let mut stream = self.campaign.connect();
        let (part, rest) = sent.split_at(self.dice.throw(sent.len()));
        self.sends(&mut stream, part);
        self.held.push_back((stream, rest.to_vec()));
        if self.held.len() > HELD {
            self.held.pop_front();
        }
    }

    /// A few bytes more of what was left half.
    fn goes_on_slowly(&mut self) {
        let Some((mut stream, mut rest)) = self.held.pop_front() else { return };
        let more: Vec<u8> = rest.drain(..rest.len().min(self.dice.throw(8) + 1)).collect();
        self.sends(&mut stream, &more);
        if rest.is_empty() {
            let _ = stream.shutdown(Shutdown::Write);
            self.reads(&mut stream, &more);
        } else {
            self.held.push_back((stream, rest));
        }
    }

    /// Leaves before any answer, or without taking it.
    fn never_reads(&mut self) {
        let sent = self.batch();
        let mut stream = self.campaign.connect();
        self.sends(&mut stream, &sent);
        if self.dice.once_in(2) {
            self.held.push_back((stream, Vec::new()));
        }
    }

    /// One request, or several behind each other.
    fn batch(&mut self) -> Vec<u8> {
        let count = if self.dice.once_in(3) { 1 + self.dice.throw(12) } else { 1 };
        self.campaign.requests.fetch_add(u64::try_from(count).unwrap(), Ordering::Relaxed);
        (0..count).flat_map(|_| self.templates.hostile(&mut self.dice)).collect()
    }

    /// In one piece or several. The server may have had enough before the end.
    fn sends(&mut self, stream: &mut TcpStream, bytes: &[u8]) {
        if self.dice.once_in(8) {
            let pieces = bytes.chunks(bytes.len() / 4 + 1);
            for piece in pieces {
                let _ = stream.write_all(piece);
                thread::yield_now();
            }
        } else {
            let _ = stream.write_all(bytes);
        }
    }

    fn reads(&self, stream: &mut TcpStream, sent: &[u8]) {
        let mut answer = Vec::new();
        let outcome = stream.read_to_end(&mut answer);
        self.campaign.look_at(sent, &answer);
        if outcome.is_err_and(|error| matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)) {
            self.campaign.blame("neither answered nor closed", sent);
        }
    }
}
