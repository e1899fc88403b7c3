//! The ground floor: the words on the wire and the things they are about. It decides nothing.
//!
//! Every error word, error sentence, scope, claim and fault of this server is spelled on this floor and nowhere else.

mod api_error;
mod booking;
pub mod calendar;
mod check;
mod client;
mod code;
mod door_error;
mod event_type;
pub mod faults;
pub mod fields;
mod misfit;
mod objection;
mod origin;
mod parameters;
mod place;
mod quirks;
mod refusal;
mod schedule;
mod scope;
mod secret;
pub mod shown;
mod strictness;
mod team;
pub(crate) mod token;
mod user;
mod version;
mod violation;
mod world_error;

pub use api_error::{ApiError, LAST_RESORT};
pub use booking::{Attendee, Booking, BookingStatus, Reservation};
pub use check::Check;
pub(crate) use client::BEGINNING;
pub use client::{Client, ClientId, ClientStatus, ClientType, KeptSecret};
pub use code::{Code, Grant, Grantee, Proof};
pub use door_error::DoorError;
pub use event_type::{EventType, Host, Owner, PrivateLink, Scheduling};
pub use faults::{Fault, faults};
pub use misfit::{Misfit, Wanted};
pub use objection::Objection;
pub use origin::{NoOrigin, Origin};
pub use parameters::Parameters;
pub use place::Place;
pub use quirks::Behaviour;
pub use refusal::{Delivery, Refusal};
pub use schedule::{DAYS, Exception, Hours, Schedule};
pub use scope::{Family, Scope, ScopeList};
pub use secret::{Hash, Secret, SigningKey};
pub use strictness::{Answer, Case, Flaw, Refused, Step, Strictness};
pub use team::{Member, Role, Team};
pub use token::{Claims, Tokens, Use};
pub use user::{Profile, User, UserRole};
pub use version::Version;
pub use violation::{Constraint, Violation};
pub use world_error::{Misplaced, WorldError, WorldMistake};
