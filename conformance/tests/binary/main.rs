//! The binary, run as a user runs it: what it prints and what it exits with.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod subjects;

mod another_process;
mod another_server;
mod choosing;
mod coverage;
mod exit_codes;
mod nothing_is_green_by_accident;
mod production;
mod proxy;
mod reaching_the_target;
mod readme;
mod reports;
mod snapshots;
mod waivers;
