//! The server as its clients meet it: over HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod agency;
mod api;
mod bad_input;
mod bookings_changed;
mod bookings_listed;
mod bookings_made;
mod bookings_moved;
mod client_library;
mod control_door;
mod door_document;
mod flow;
mod house;
mod journal;
mod office;
mod openapi;
mod pages;
mod quirks;
mod rotation;
mod slots;
mod world;
