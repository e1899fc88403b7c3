//! A server that behaves exactly as the Cal.com OAuth documents say.

#[doc(hidden)]
pub mod http;
