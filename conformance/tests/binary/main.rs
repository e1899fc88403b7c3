//! The binary, run as a user runs it: what it prints and what it exits with.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod backends;
mod door;
mod proxy;
mod subjects;

mod another_process;
mod another_server;
mod broken_connections;
mod by_hand;
mod choosing;
mod coverage;
mod exit_codes;
mod hostile_server;
mod integrator;
mod no_room_left;
mod nothing_is_green_by_accident;
mod production;
mod reaching_the_target;
mod readme;
mod refresh_url;
mod reports;
mod shared_server;
mod snapshots;
mod standing_clients;
mod standing_platform;
mod stopping_early;
mod waivers;
mod what_may_be_touched;
