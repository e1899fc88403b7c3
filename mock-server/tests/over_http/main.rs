//! The server as its clients meet it: over HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod agency;
mod api;
mod bad_input;
mod bad_paths;
mod bookings_changed;
mod bookings_listed;
mod bookings_made;
mod bookings_moved;
mod calendars;
mod client_library;
mod clients;
mod control_door;
mod day_in_the_life;
mod door_document;
mod event_type_bodies;
mod event_types;
mod every_operation;
mod flow;
mod house;
mod journal;
mod memberships;
mod office;
mod openapi;
mod pages;
mod private_links;
mod profile;
mod public_lists;
mod quirks;
mod rotation;
mod schedules;
mod slots;
mod team_event_types;
mod teams;
mod world;
