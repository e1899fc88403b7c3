//! Floor 3: bytes to values and back: routes, pages, the API, the control door. It knows hyper; it knows no rule.

pub mod matrix;
pub mod pages;

mod api;
mod body;
mod consent;
mod control;
mod desk;
mod limits;
mod mail;
mod origin;
mod platform_desk;
mod respond;
mod routes;
mod serve;
mod site;

pub use limits::Limits;
pub use routes::{Guard, Map, Names, Operation, ROUTES, Route};
pub use serve::serve;
