//! Floor 1: what the documents decide, as pure functions. No input, no output; the time is an argument.
//!
//! A decision is an ordered list of named checks, in the order of the documents; see
//! [`Strictness`](crate::wire::Strictness).

pub mod access;
pub mod authorization;
pub mod availability;
pub mod bearer;
pub mod booking;
mod client;
pub mod editing;
pub mod event_type;
pub mod exchange;
pub mod grant;
pub mod issuance;
pub mod memberships;
pub mod paging;
pub mod pkce;
pub mod platform;
pub mod profile;
pub mod properties;
pub mod redirect;
pub mod refresh;
pub mod registration;
pub mod review;
pub mod roles;
pub mod rotation;
pub mod schedule;
pub mod scopes;
pub mod team_settings;
pub mod token_request;
