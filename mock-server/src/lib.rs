//! A server that behaves exactly as the Cal.com OAuth documents say, small enough to read and exact enough to test
//! clients against.
//!
//! Read it from the ground up. Each floor may use the floors below it and never the ones above;
//! `tests/architecture.rs` holds us to that.
//!
//! | floor      | module    | what lives there                                              |
//! |------------|-----------|---------------------------------------------------------------|
//! | 3 (street) | [`http`]  | bytes in, bytes out: routes, forms, pages, JSON               |
//! | 2          | [`store`] | what the server remembers, and its clock and dice             |
//! | 1          | [`rules`] | what the documents decide, as pure functions                  |
//! | 0 (ground) | [`wire`]  | the words on the wire: scopes, refusals, tokens; strictness   |
//!
//! A request walks down and back up: `http` parses it, `store` finds what it is about, `rules` decide, `store`
//! remembers, `http` answers. [`MockServer`] is the whole of it with a listener, for the binary and for tests.

pub mod wire;

pub mod rules;

pub mod store;

pub mod http;

mod postman;
mod server;

pub use http::Limits;
pub use postman::MailServer;
pub use server::{Builder, MockServer, reachable};
pub use store::World;
pub use wire::{Behaviour, Fault, Seen, Witness, faults};
