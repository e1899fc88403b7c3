//! What the door is asked to do: the body of a request, as an object whose members are judged before it is read.

use serde_json::Value;

use crate::http::body::Body;
use crate::wire::fields::{self, Order};
use crate::wire::{DoorError, Misfit, Refusal};

/// Reads a body. Without one it has no members.
pub(super) fn read<T: Order>(body: &Body) -> Result<T, DoorError> {
    let bytes = bytes(body)?;
    let bytes = if bytes.is_empty() { &b"{}"[..] } else { bytes };
    let value: Value = serde_json::from_slice(bytes).map_err(|_| DoorError::NotJson)?;
    let Value::Object(members) = value else { return Err(DoorError::NotAnObject) };
    Ok(fields::read(members).map_err(first)?)
}

/// A program that writes one wrong member mends that one.
fn first(misfits: Vec<Misfit>) -> Misfit {
    misfits.into_iter().next().unwrap_or(Misfit::Missing("a member"))
}

/// The bytes of a body, unless they are too many.
pub(super) fn bytes(body: &Body) -> Result<&[u8], DoorError> {
    match body {
        Body::Whole(bytes) => Ok(bytes),
        Body::TooLarge => Err(Refusal::BodyTooLarge.into()),
    }
}

#[cfg(test)]
mod tests {
    use crate::http::control::{authorize, clients, clock, people};
    use crate::wire::fields::tests::is_true_to_its_table;

    #[test]
    fn whatever_a_table_lets_through_can_be_read() {
        is_true_to_its_table::<clients::NewClient>();
        is_true_to_its_table::<clients::Edit>();
        is_true_to_its_table::<clients::Review>();
        is_true_to_its_table::<people::NewUser>();
        is_true_to_its_table::<people::NewTeam>();
        is_true_to_its_table::<authorize::Decided>();
        is_true_to_its_table::<clock::Step>();
        is_true_to_its_table::<clock::Reading>();
    }
}
