//! The README's worked exchange, run as it stands there.
//!
//! A block below `<!-- run -->` is given to bash, all of them in one shell; a block below `<!-- prints -->` is what the
//! block before it prints, with `…` for whatever differs each time. `127.0.0.1:4225` stands for the mock of this test.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a README that cannot be run has nothing to say"
)]

mod rotation;

use std::path::Path;
use std::process::{Child, Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// A block of commands, and what the README says it prints.
#[derive(Debug)]
struct Act {
    commands: String,
    prints: Option<String>,
}

/// The README's acts, in their order.
fn acts() -> Vec<Act> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let mut acts: Vec<Act> = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let (runs, prints) = (line == "<!-- run -->", line == "<!-- prints -->");
        if runs || prints {
            assert!(lines.next().is_some_and(|fence| fence.starts_with("```")), "no block below {line}");
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            match acts.last_mut() {
                Some(act) if prints => act.prints = Some(block.join("\n")),
                _ => acts.push(Act { commands: block.join("\n"), prints: None }),
            }
        }
    }
    acts
}

/// A mock on a free port, stopped with the test.
struct Mock {
    process: Child,
    address: String,
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start(folder: &Path) -> Mock {
    let ready = folder.join("ready.json");
    let process = Command::new(cargo_bin!("cal-mock"))
        .args(["--port", "0", "--ready-file"])
        .arg(&ready)
        .env_remove("CAL_MOCK_FAULT")
        .env_remove("CAL_MOCK_PUBLIC_URL")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut mock = Mock { process, address: String::new() };
    loop {
        let text = std::fs::read_to_string(&ready).unwrap_or_default();
        if let Ok(ready) = serde_json::from_str::<Value>(&text) {
            ready["url"].as_str().unwrap().trim_start_matches("http://").clone_into(&mut mock.address);
            return mock;
        }
        assert!(mock.process.try_wait().unwrap().is_none(), "it ended before it was ready");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// What a shell prints that runs `commands` beside this mock, with `cal-mock` on its path.
fn shell(mock: &Mock, folder: &Path, commands: &str) -> String {
    let output = bash(mock, folder, commands).output().expect("the README's commands need bash and curl");
    let (printed, said) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{printed}\n{said}", output.status);
    printed
}

/// A shell that is to run `commands`.
fn bash(mock: &Mock, folder: &Path, commands: &str) -> Command {
    let programs = cargo_bin!("cal-mock").parent().unwrap();
    let port = mock.address.rsplit(':').next().unwrap();
    let mut bash = Command::new("bash");
    bash.args(["-c", &format!("PATH=\"$1:$PATH\"\nset -euo pipefail\n{commands}"), "readme"]).arg(programs);
    bash.current_dir(folder);
    bash.env("CAL_MOCK_PORT", port).env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    bash
}

/// Whether `text` is `pattern`, where `…` stands for any characters of one line.
fn fits(text: &str, pattern: &str) -> bool {
    let line_fits = |text: &str, pattern: &str| {
        let Some((start, mut rest)) = pattern.split_once('…') else { return text == pattern };
        let Some(mut text) = text.strip_prefix(start) else { return false };
        while let Some((part, next)) = rest.split_once('…') {
            let Some(at) = text.find(part) else { return false };
            (text, rest) = (&text[at + part.len()..], next);
        }
        text.ends_with(rest)
    };
    let (texts, patterns) = (text.trim().lines(), pattern.trim().lines());
    texts.clone().count() == patterns.clone().count()
        && texts.zip(patterns).all(|(text, pattern)| line_fits(text, pattern))
}

#[test]
fn the_worked_exchange_prints_what_the_readme_says() {
    const END: &str = "=== the end of a block ===";
    let folder = tempfile::tempdir().unwrap();
    let mock = start(folder.path());
    let acts = acts();
    let commands: Vec<String> = acts.iter().map(|act| format!("{}\necho '{END}'", act.commands)).collect();

    let printed = shell(&mock, folder.path(), &commands.join("\n"));

    let mut outputs = printed.split(END);
    for act in &acts {
        let output = outputs.next().unwrap().replace(&mock.address, "127.0.0.1:4225");
        if let Some(prints) = &act.prints {
            assert!(fits(&output, prints), "{}\nprints\n{output}\nand not\n{prints}", act.commands);
        }
    }
    assert!(printed.contains(r#""email":"user@example.com""#), "the README no longer ends at a profile");
}

#[test]
fn the_address_for_a_browser_leads_to_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let mock = start(folder.path());
    let acts = acts();
    let is_address = |act: &&Act| act.commands.contains("/auth/oauth2/authorize?");
    let address = acts.iter().find(is_address).expect("the README shows the address of the consent page");
    let commands = format!("{}\n{}", acts[0].commands, address.commands);
    let page = shell(
        &mock,
        folder.path(),
        &format!("address=$({commands})\ncurl -sS --fail --location --cookie-jar jar \"$address\""),
    );
    assert!(page.contains("type=\"password\""), "{page}");
}

#[test]
fn three_dots_stand_for_anything_in_a_line_and_nothing_else_does() {
    assert!(fits("{\"a\":1,\"b\":2}\n", "{\"a\":…,\"b\":2}"));
    assert!(fits("one\ntwo", "one\n…"));
    for wrong in ["{\"a\":1,\"b\":3}", "{\"b\":2}", "", "{\"a\":1,\"b\":2}\nmore"] {
        assert!(!fits(wrong, "{\"a\":…,\"b\":2}"), "{wrong}");
    }
}
