//! The sentences, a file a noun.
//!
//! A `Given` makes something true, a `When` asks one thing, a `Then` only looks. What each sentence does stands in
//! `features/README.md`.
#![expect(clippy::needless_pass_by_value, reason = "cucumber hands captures over by value")]

mod answers;
mod authorization;
mod clients;
pub mod definitions;
mod endpoints;
mod exchange;
mod legacy;
mod managed;
mod managed_answers;
mod managed_pages;
mod managed_tokens;
mod managed_users;
mod profile;
mod record;
mod refresh;
mod refresh_url;
mod secrets;
mod standing;
mod tokens;
