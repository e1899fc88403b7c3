//! How clients and users in some state come to be.

pub mod control;
pub(crate) mod kept;
pub mod standing;

use std::sync::Arc;

pub use control::Door;
pub use standing::Standing;

/// How clients and users come to be.
#[derive(Debug, Clone)]
pub enum Provision {
    /// They are made for each scenario, through the mock's door.
    Control(Door),
    /// They are those that a target file names.
    Static(Arc<Standing>),
}
