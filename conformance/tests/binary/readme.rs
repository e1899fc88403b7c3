//! The README's page "Verify your own server", run as it stands there.
//!
//! `<!-- file NAME -->` writes the block below it into a file, `<!-- verify N -->` gives it to bash, all of them in one
//! shell, whose last command must exit with N, and `<!-- shows -->` holds lines that the block before it prints, in this
//! order, `…` for whatever differs each time. Port 4226 stands for the server of this test.

use std::{
    fmt::Write as _,
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
};

use assert_cmd::cargo::cargo_bin;

use crate::{another_process::cal_mock, backends::integrator_path};

/// The port that the page's server has.
const PORT: &str = "4226";

/// The port that the page's backend has.
const BACKEND: &str = "4300";

/// What the page does, one block after the other.
#[derive(Debug)]
enum Block {
    File { name: String, text: String },
    Verify { exit: i32, commands: String, shows: Vec<String> },
}

fn blocks() -> Vec<Block> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let Some(mark) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) else {
            continue;
        };
        let (word, value) = mark.split_once(' ').unwrap_or((mark, ""));
        if !["file", "verify", "shows"].contains(&word) {
            continue;
        }
        assert!(lines.next().is_some_and(|fence| fence.starts_with("```")), "no block below {line}");
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match (word, blocks.last_mut()) {
            ("file", _) => blocks.push(Block::File { name: value.to_owned(), text: text.join("\n") }),
            ("verify", _) => {
                let exit = value.parse().unwrap();
                blocks.push(Block::Verify { exit, commands: text.join("\n"), shows: Vec::new() });
            }
            (_, Some(Block::Verify { shows, .. })) => {
                shows.extend(text.iter().map(|line| (*line).to_owned()));
            }
            _ => panic!("{line} stands behind no block that is run"),
        }
    }
    blocks
}

/// The page as one script for bash, and a mark at the end of each block that is run.
fn script(blocks: &[Block], ports: &[(&str, String)]) -> String {
    let mut script = String::from("set -u\ntrap 'kill $(jobs -p) 2>/dev/null' EXIT\n");
    for block in blocks {
        match block {
            Block::File { name, text } => writeln!(script, "cat > '{name}' <<'THE_END'\n{text}\nTHE_END"),
            Block::Verify { commands, .. } => writeln!(script, "{commands}\necho \"=== ended with $?\""),
        }
        .unwrap();
    }
    ports.iter().fold(script, |script, (shown, port)| script.replace(shown, port))
}

/// Whether `line` is `pattern`, where `…` stands for any characters.
fn fits(line: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('…');
    let Some(mut rest) = parts.next().and_then(|start| line.strip_prefix(start)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn every_command_of_the_page_does_what_it_says() {
    let folder = tempfile::TempDir::new().unwrap();
    let free = || TcpListener::bind("127.0.0.1:0").unwrap();
    let both = [free(), free()];
    let free = both.each_ref().map(|it| it.local_addr().unwrap().port().to_string());
    drop(both);
    let [port, backend] = free;
    let ports = [(PORT, port), (BACKEND, backend)];
    let blocks = blocks();
    let integrator = integrator_path();
    let programs = [cal_mock(), cargo_bin!("cal-conformance"), Path::new(&integrator)];
    let programs: Vec<_> = programs.iter().map(|it| it.parent().unwrap().to_str().unwrap()).collect();
    let output = Command::new("bash")
        .args(["-c", &format!("PATH={}:\"$PATH\"\n{}", programs.join(":"), script(&blocks, &ports))])
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .env_remove("CAL_MOCK_FAULT")
        .stdin(Stdio::null())
        .output()
        .expect("the page's commands need bash and curl");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let printed = ports.iter().fold(printed, |printed, (shown, port)| printed.replace(port, shown));
    let said = String::from_utf8_lossy(&output.stderr);
    let mut rest = printed.as_str();
    let mut verified = 0;
    for block in &blocks {
        let Block::Verify { exit, commands, shows } = block else { continue };
        let (out, after) = rest.split_once("=== ended with ").unwrap_or_else(|| panic!("{commands}\n{said}"));
        let (code, after) = after.split_once('\n').unwrap();
        assert_eq!(code, exit.to_string(), "{commands}\n{out}\n{said}");
        let mut lines = out.lines();
        for shown in shows.iter().filter(|line| !line.trim().is_empty()) {
            assert!(
                lines.any(|line| fits(line.trim_end(), shown)),
                "{commands}\nshows no line\n{shown}\nin\n{out}"
            );
        }
        rest = after;
        verified += 1;
    }
    assert!(verified > 4, "the page verifies {verified} things alone");
}

#[test]
fn three_dots_stand_for_anything_in_a_line() {
    assert!(fits("  pass  TOKEN-05  A code", "  pass  TOKEN-05  …"));
    assert!(fits("a 12 b 34 c", "a … b … c"));
    assert!(!fits("a 12 b 34 d", "a … b … c") && !fits("ab", "a"));
}
