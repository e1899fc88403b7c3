//! The rule book, read out of the feature files, and the answers on record.
//!
//! Both are embedded, so that the binary works from any folder; `--features` and `--snapshots` name others.

pub mod book;
pub mod lint;
pub mod records;
pub mod sentences;
pub mod shelf;

pub use book::{Authority, Book, Kind, Rule, Scenario, Spot};
pub use records::Records;
pub use shelf::Shelf;
