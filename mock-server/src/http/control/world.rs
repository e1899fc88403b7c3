//! `GET`, `PUT /_mock/v1/world`: everybody and everything, without secrets in plain.

use http::header::{ACCEPT, CONTENT_TYPE};

use super::operations::Call;
use super::{Outcome, order};
use crate::http::respond::{self, Reply};
use crate::store::{App, World};
use crate::wire::DoorError;

/// How a world file is written.
const TOML: &str = "application/toml";

/// As JSON, or as TOML where that is asked for.
pub(super) fn read(app: &App, call: &Call<'_>) -> Reply {
    let world = app.world();
    if call.says(&ACCEPT, TOML) {
        return respond::with_body(200, "application/toml; charset=utf-8", world.to_toml());
    }
    respond::json(200, &world.to_json())
}

/// Takes another world for this one.
pub(super) fn replace(app: &App, call: &Call<'_>) -> Outcome {
    let text = std::str::from_utf8(order::bytes(&call.request.body)?).map_err(|_| DoorError::NotJson)?;
    let world = if call.says(&CONTENT_TYPE, TOML) { World::from_toml(text) } else { World::from_json(text) }?;
    Ok(respond::json(200, &app.replace(world).to_json()))
}
