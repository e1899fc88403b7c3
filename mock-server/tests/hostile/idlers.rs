//! Thousands of connections on which nobody asks anything: more than the server wants to hold.

use std::net::TcpStream;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::hostility::Campaign;

pub(crate) struct Idlers {
    address: String,
    held: Mutex<Vec<TcpStream>>,
}

impl Idlers {
    /// So many at once.
    pub(crate) fn new(address: &str, count: usize) -> Self {
        let held = (0..count).map(|_| TcpStream::connect(address).unwrap()).collect();
        Self { address: address.to_owned(), held: Mutex::new(held) }
    }

    /// One after the other leaves, and another comes in its place.
    pub(crate) fn come_and_go(&self, campaign: &Campaign) {
        let mut held = self.held.lock().unwrap();
        for place in (0..held.len()).cycle() {
            if campaign.is_over() {
                return;
            }
            held[place] = TcpStream::connect(&self.address).unwrap();
            thread::sleep(Duration::from_millis(1));
        }
    }
}
