//! The server as its clients meet it: over HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod api;
mod bad_input;
mod calendars;
mod client_library;
mod clients;
mod control_door;
mod door_document;
mod event_type_bodies;
mod event_types;
mod flow;
mod house;
mod journal;
mod office;
mod openapi;
mod pages;
mod private_links;
mod quirks;
mod rotation;
mod team_event_types;
mod world;
