//! A `cal-mock` in another process is asked like any server, and answers like the embedded one.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::LazyLock,
    thread,
    time::Duration,
};

use crate::subjects::{cal_conformance, target_file};
use serde_json::Value;

/// A running `cal-mock`, stopped when dropped.
pub(crate) struct Mock {
    process: Child,
    pub(crate) url: String,
    _folder: tempfile::TempDir,
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `cal-mock`, built with the profile of this test: only `cargo build --workspace` makes both binaries.
pub(crate) fn cal_mock() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(build_cal_mock);
    &BUILT
}

fn build_cal_mock() -> PathBuf {
    let folder = build(&["--package", "mock-server", "--bin", "cal-mock"]);
    folder.join(format!("cal-mock{}", std::env::consts::EXE_SUFFIX))
}

/// Builds a program of the workspace with the profile of this test, and says in which folder.
pub(crate) fn build(what: &[&str]) -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let profile_folder = here.parent().and_then(Path::parent).unwrap().to_owned();
    let profile = match profile_folder.file_name().and_then(|name| name.to_str()).unwrap() {
        "debug" => "dev",
        other => other,
    };
    #[expect(clippy::disallowed_methods, reason = "cargo tells its tests where it is")]
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    // What cargo tells a test about its package would make some dependencies build again, and the next test, too.
    #[expect(clippy::disallowed_methods, reason = "what is there is taken away")]
    let ambient = std::env::vars().map(|(name, _)| name);
    for name in ambient.filter(|name| {
        ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "OUT_DIR"].iter().any(|it| name.starts_with(it))
    }) {
        command.env_remove(name);
    }
    let built = command
        .args(["build", "--quiet", "--profile", profile])
        .args(what)
        .arg("--target-dir")
        .arg(profile_folder.parent().unwrap())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(built.success(), "{what:?} cannot be built");
    profile_folder
}

pub(crate) fn start(args: &[&str]) -> Mock {
    let folder = tempfile::TempDir::new().unwrap();
    let ready = folder.path().join("ready.json");
    let process = Command::new(cal_mock())
        .args(args)
        .args(["--port", "0", "--ready-file"])
        .arg(&ready)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut mock = Mock { process, url: String::new(), _folder: folder };
    // No deadline of ours: whoever runs the tests has one.
    loop {
        if let Some(status) = mock.process.try_wait().unwrap() {
            panic!("cal-mock ended: {status}");
        }
        if let Some(ready) = fs::read(&ready).ok().and_then(|it| serde_json::from_slice::<Value>(&it).ok()) {
            ready["url"].as_str().unwrap().clone_into(&mut mock.url);
            return mock;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Rule and outcome of a run with these arguments.
pub(crate) fn outcomes(args: &[&str]) -> Vec<(String, String)> {
    let run = cal_conformance().args(args).args(["--report", "json=-"]).assert().code(0);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    report["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| (text(&rule["id"]), text(&rule["outcome"])))
        .collect()
}

/// Rule and outcome of a run against the embedded mock: several tests compare with it, and it is always the same.
pub(crate) fn embedded() -> &'static [(String, String)] {
    static PLAYED: LazyLock<Vec<(String, String)>> = LazyLock::new(|| outcomes(&[]));
    &PLAYED
}

#[test]
fn it_answers_rule_by_rule_like_the_embedded_one() {
    let mock = start(&[]);
    let (_folder, target) = target_file(&mock.url);
    let there = outcomes(&["--target", &target, "--authority", "observed"]);
    assert_eq!(there, embedded());
    assert!(there.len() > 70, "{} rules", there.len());
}

#[test]
fn a_report_full_of_failures_shows_what_to_do_and_no_secret() {
    let faults = [
        "any-secret",
        "any-verifier",
        "code-works-again",
        "codes-of-other-clients",
        "basic-is-read",
        "every-refusal-is-400",
        "repeated-parameter-takes-the-first",
        "signature-is-ignored",
        "any-redirect-uri-at-exchange",
    ];
    let args: Vec<&str> = faults.iter().flat_map(|fault| ["--fault", *fault]).collect();
    let mock = start(&args);
    let (_folder, target) = target_file(&mock.url);
    let run = cal_conformance().args(["--target", &target, "--authority", "observed"]).assert().code(1);
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for told in [
        "  fail         TOKEN-05",
        "control: passed (A code that was never exchanged gets tokens)",
        "expected: a refusal",
        "got:      200 with",
        "at features/token/code.feature:",
        "> Then the exchange is refused",
        r#"-u "${CAL_CLIENT_ID}"':'"${CAL_CLIENT_SECRET}""#,
        "subject does not conform",
    ] {
        assert!(out.contains(told), "{told}\n{out}");
    }
    // Secrets are 64 hex digits, codes 54 characters, tokens begin with eyJ, signatures have 43 characters.
    let secret = regex::Regex::new(r"[0-9a-f]{60,}|[A-Za-z0-9_-]{40,}|eyJ[A-Za-z0-9]").unwrap();
    // Made-up values, a client's id in capitals, and words without a digit are none.
    let is_none = |text: &str| {
        text.starts_with("conformance-")
            || text.contains("badc0de")
            || !text.contains(|c: char| c.is_ascii_digit())
            || !text.contains(|c: char| c.is_ascii_lowercase())
    };
    let shown: Vec<&str> =
        secret.find_iter(&out).map(|it| it.as_str()).filter(|text| !is_none(text)).collect();
    assert_eq!(shown, Vec::<&str>::new());
}
