//! How clients and users in some state come to be.

pub mod control;
