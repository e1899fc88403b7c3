//! What every benchmark over loopback needs: a program that serves, and a connection that costs little itself.

mod connection;
mod program;

pub(crate) use connection::{Answer, Connection};
pub(crate) use program::Program;
