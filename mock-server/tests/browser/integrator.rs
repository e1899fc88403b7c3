//! Starts the reference integrator: the backend of the page with the atoms, and a program of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

/// A backend that runs. Dropping it ends it.
pub(crate) struct Integrator {
    process: Child,
    /// Where it is, without a slash at its end.
    pub(crate) url: String,
}

impl Integrator {
    /// Starts it for this platform client of the API at `api_url`, with these flags besides. It serves the files in
    /// `page`, too.
    pub(crate) fn start(api_url: &str, client: (&str, &str), page: &Path, flags: &[&str]) -> Self {
        let mut process = Command::new(program())
            .args(["--api-url", api_url, "--client-id", client.0, "--port", "0"])
            .arg("--public")
            .arg(page)
            .args(flags)
            .env("CAL_PLATFORM_CLIENT_SECRET", client.1)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().rsplit(' ').next().unwrap().to_owned();
        assert!(url.starts_with("http://"), "the integrator did not start: {line:?}");
        Self { process, url }
    }
}

impl Drop for Integrator {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An example of the other package: `cargo test --workspace` builds it beside the tests. Whoever tests this package
/// alone gets it built here, once.
fn program() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
        let here = std::env::current_exe().unwrap();
        let profile_folder = here.parent().and_then(Path::parent).unwrap();
        let program = profile_folder.join(format!("examples/integrator{}", std::env::consts::EXE_SUFFIX));
        if !program.is_file() {
            build(profile_folder);
        }
        program
    });
    &BUILT
}

fn build(profile_folder: &Path) {
    let profile = match profile_folder.file_name().and_then(|name| name.to_str()).unwrap() {
        "debug" => "dev",
        other => other,
    };
    #[expect(clippy::disallowed_methods, reason = "cargo tells its tests where it is")]
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "conformance", "--example", "integrator"])
        .args(["--profile", profile, "--target-dir"])
        .arg(profile_folder.parent().unwrap())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(built.success(), "the reference integrator cannot be built");
}
