//! `GET /_mock/v1/environment`: the variables of `cal-mock env`.

use serde_json::{Map, Value, json};

use crate::http::respond::{self, Reply};
use crate::store::{App, environment};

pub(super) fn read(app: &App) -> Reply {
    let environment = environment(app);
    let variables: Map<String, Value> =
        environment.variables.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    respond::json(200, &json!({"variables": variables, "withheld": environment.withheld}))
}
