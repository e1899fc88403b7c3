//! How an answer is read, so that two testers agree (`rules.md`, "Readings").

pub(crate) mod arrival;
pub(crate) mod endpoint;
pub(crate) mod managed;
pub(crate) mod refresh_endpoint;
pub(crate) mod refusal;
pub(crate) mod registration;
