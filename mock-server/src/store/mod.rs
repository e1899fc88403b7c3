//! Floor 2: what the server remembers, and its clock and dice. It knows locks; it knows no HTTP.

mod answers;
mod app;
mod codes;
mod drawer;
mod env;
mod environment;
mod generations;
mod journal;
mod managed_tokens;
mod outbox;
mod readings;
mod refresh_tokens;
mod sessions;
mod shards;
mod shelf;
pub mod showcase;
mod throttle;
mod tickets;
mod world;

pub use answers::{Answers, Question, Revisions};
pub use app::{App, Settings};
pub use codes::Codes;
pub use env::{Clock, ClockStart, Dice, Env};
pub use environment::{Environment, credentials, environment};
pub use generations::Holder;
pub use journal::{Entry, Journal};
pub use managed_tokens::{AccessRow, ManagedTokens, Pair};
pub use outbox::Outbox;
pub use readings::Readings;
pub use refresh_tokens::RefreshTokens;
pub use sessions::{Session, Sessions};
pub use shelf::Shelf;
pub use throttle::{Rate, Standing, Throttle};
pub use tickets::Tickets;
pub use world::World;
pub(crate) use world::world_parts;
