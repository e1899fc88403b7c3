//! The ground floor: the words on the wire and the things they are about. It decides nothing.
//!
//! Every error word, error sentence, scope, claim and fault of this server is spelled on this floor and nowhere else.

mod api_error;
mod client;
mod code;
pub mod faults;
mod parameters;
mod refusal;
mod scope;
mod secret;
pub mod shown;
mod strictness;
mod team;
pub(crate) mod token;
mod user;

pub use api_error::ApiError;
pub use client::{Client, ClientId, ClientStatus, ClientType, KeptSecret};
pub use code::{Code, Grant, Grantee, Proof};
pub use faults::{Fault, faults};
pub use parameters::Parameters;
pub use refusal::{Delivery, Refusal};
pub use scope::{Family, Scope, ScopeList};
pub use secret::{Hash, Secret};
pub use strictness::{Answer, Case, Check, Flaw, Refused, Site, Step, Strictness};
pub use team::{Member, Role, Team};
pub use token::{Claims, Tokens, Use};
pub use user::{User, UserRole};
