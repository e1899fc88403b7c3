//! `--world FILE`: clients, users and teams to start with.

use std::fs;
use std::path::Path;

use mock_server::World;

use super::Failure;

/// Reads the world in `file`: JSON if it is called so, else TOML.
pub(super) fn read(file: &Path) -> Result<World, Failure> {
    let name = file.display();
    let text =
        fs::read(file).map_err(|error| Failure::Usage(format!("cannot read --world {name}: {error}")))?;
    let text = String::from_utf8(text).map_err(|error| {
        let readable = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        let line = readable.matches('\n').count() + 1;
        let column = readable.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Failure::Usage(format!("{name}:{line}:{column}: this is no UTF-8; save the file as UTF-8"))
    })?;
    let is_json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let world = if is_json { World::from_json(&text) } else { World::from_toml(&text) };
    world.map_err(|error| {
        let lines: Vec<_> = error.lines().iter().map(|line| format!("{name}:{line}")).collect();
        Failure::Usage(lines.join("\ncal-mock: "))
    })
}
