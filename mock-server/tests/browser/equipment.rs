//! What a browser test needs, whether it is there, and what is said where it is not.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Where everything is.
pub(crate) struct Equipment {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    /// The script of the accessibility engine.
    pub(crate) axe: String,
    /// Where pictures are kept, if they are.
    pub(crate) pictures: Option<PathBuf>,
}

/// Everything, or nothing where something is missing: said once, and a failure where `CI` is set.
pub(crate) fn equipment() -> Option<&'static Equipment> {
    static FOUND: LazyLock<Result<Equipment, String>> = LazyLock::new(|| {
        let found = gather();
        if let Err(missing) = &found {
            // Not with a macro: what they print is shown only when a test fails.
            let _ = writeln!(std::io::stderr(), "browser: LEFT OUT, no page was walked: {missing}");
        }
        found
    });
    match &*FOUND {
        Ok(equipment) => Some(equipment),
        Err(missing) => {
            assert!(variable("CI").is_none(), "the browser tests cannot run: {missing}");
            None
        }
    }
}

fn gather() -> Result<Equipment, String> {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/axe-core/axe.min.js");
    let no_axe = "axe-core is not there (`npm ci` in mock-server/tests/browser installs it)";
    Ok(Equipment {
        chromium: on_the_path("chromium")?,
        chromedriver: on_the_path("chromedriver")?,
        axe: fs::read_to_string(axe).map_err(|_| no_axe.to_owned())?,
        pictures: variable("CAL_PICTURES").map(PathBuf::from),
    })
}

fn on_the_path(program: &str) -> Result<PathBuf, String> {
    let path = variable("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file());
    found.ok_or_else(|| format!("`{program}` is not on the PATH"))
}

#[expect(clippy::disallowed_methods, reason = "what the machine has is not for a flag of the product")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
