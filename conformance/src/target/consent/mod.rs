//! How a user is made to click Allow.

pub mod form;
pub mod page;
