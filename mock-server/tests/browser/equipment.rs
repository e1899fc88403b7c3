//! What a browser test needs, whether it is there, and what is said where it is not.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What the page of the atoms is built from.
const SOURCES: [&str; 8] = [
    "index.html",
    "package.json",
    "package-lock.json",
    "page.jsx",
    "vite.config.js",
    "no-next/image.js",
    "no-next/link.js",
    "no-next/navigation.js",
];

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
    static FOUND: LazyLock<Result<Equipment, String>> =
        LazyLock::new(|| gather().inspect_err(|missing| say("no page was walked", missing)));
    found(&FOUND)
}

/// The folder with the built page of the atoms. It takes the rest of the equipment, too.
pub(crate) fn page_with_atoms() -> Option<&'static PathBuf> {
    static FOUND: LazyLock<Result<PathBuf, String>> =
        LazyLock::new(|| built_page().inspect_err(|missing| say("the atoms were not tried", missing)));
    equipment().and_then(|_| found(&FOUND))
}

/// Not with a macro: what they print is shown only when a test fails.
fn say(left_out: &str, missing: &str) {
    let _ = writeln!(std::io::stderr(), "browser: LEFT OUT, {left_out}: {missing}");
}

fn found<T>(looked_for: &Result<T, String>) -> Option<&T> {
    looked_for
        .as_ref()
        .inspect_err(|missing| assert!(variable("CI").is_none(), "the browser tests cannot run: {missing}"))
        .ok()
}

/// One that is older than what it is built from would show what nobody reads here any more.
fn built_page() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/atoms");
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|it| it.modified()).ok();
    let built = changed("built/index.html");
    let is_current = SOURCES.iter().all(|file| changed(file) <= built);
    let how = "`npm ci` and `npm run build` in mock-server/tests/browser/atoms build it";
    match built {
        None => Err(format!("their page is not built ({how})")),
        Some(_) if !is_current => Err(format!("their page has changed since it was built ({how})")),
        Some(_) => Ok(folder.join("built")),
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
