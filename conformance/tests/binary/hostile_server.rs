//! What a hostile server can do to whoever asks it: nothing that a terminal, a reader of reports or a file of theirs obeys.

use std::{
    fs,
    io::Write as _,
    sync::atomic::{AtomicUsize, Ordering},
};

use serde_json::Value;

use crate::subjects::{cal_conformance, server, server_of_requests, target_file};

/// Clears the screen, writes the clipboard, hides a link, colours by a C1 control, turns the direction of writing, ends an
/// element and a CDATA section, and is no XML.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]52;c;eA==\u{7}\u{1b}]8;;https://evil.example\u{1b}\\\u{9b}31m\u{202e}\u{2066}]]></system-out><a b=\"&c;\">\u{0}\u{fffe}\u{7f}";

/// The same as JSON writes it, so that only whoever reads the JSON finds it.
fn as_json() -> String {
    let escape = |c: char| {
        if c.is_ascii_graphic() && c != '"' && c != '\\' {
            c.to_string()
        } else {
            format!("\\u{:04x}", u32::from(c))
        }
    };
    HOSTILE.chars().map(escape).collect()
}

/// Answers that carry it: as a body, in JSON, in a page, in headers.
fn answers() -> Vec<String> {
    let answer = |head: &str, body: &str| {
        format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
    };
    let json = as_json();
    vec![
        answer("200 OK", HOSTILE),
        answer("200 OK\r\ncontent-type: text/html", &format!("<h1>{HOSTILE}</h1>")),
        answer(
            "400 Bad Request\r\ncontent-type: application/json",
            &format!("{{\"error\": \"{json}\", \"error_description\": \"{json}\", \"{json}\": \"{json}\"}}"),
        ),
        answer(
            "201 Created\r\ncontent-type: application/json",
            &format!(
                "{{\"id\": \"{json}\", \"email\": \"{json}\", \"password\": \"{json}\", \"client_id\": \"{json}\", \"client_secret\": \"{json}\", \"location\": \"{json}\"}}"
            ),
        ),
        answer("302 Found\r\nlocation: https://evil.example/\u{9b}31m\u{202e}]]><a>", ""),
        answer("200 \u{9b}31m\u{202e}\r\ncontent-type: \u{9b}31m\u{202e}", HOSTILE),
    ]
}

fn is_obeyed(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// Whatever one run says of a server that gives these answers in turn: stdout, stderr, and both reports.
fn told(answers: Vec<String>) -> [String; 4] {
    let asked = AtomicUsize::new(0);
    let url = server(move |stream| {
        let turn = asked.fetch_add(1, Ordering::Relaxed) % answers.len();
        let _ = stream.write_all(answers[turn].as_bytes());
    });
    let (folder, target) = target_file(&url);
    let place = |name: &str| folder.path().join(name);
    let (json, xml) = (place("r.json"), place("r.xml"));
    let reports = [format!("json={}", json.display()), format!("junit={}", xml.display())];
    let mut run = cal_conformance();
    run.args(["--target", &target, "--rule", "TOKEN-01", "--rule", "ME-01"]);
    let ended = run.args(["--report", &reports[0], "--report", &reports[1]]).output().unwrap();
    assert!(matches!(ended.status.code(), Some(1 | 3)), "{ended:?}");
    let printed = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let read = |file| fs::read_to_string(file).unwrap_or_default();
    [printed(ended.stdout), printed(ended.stderr), read(json), read(xml)]
}

#[test]
fn nothing_that_a_server_sends_is_obeyed_by_a_terminal_or_breaks_a_report() {
    let told = told(answers());
    for text in &told {
        assert_eq!(text.chars().find(|c| is_obeyed(*c)), None, "{text:?}");
    }
    let [console, _, json, xml] = &told;
    let report: Value = serde_json::from_str(json).unwrap();
    let suites = quick_junit::Report::deserialize_from_str(xml).unwrap().test_suites;
    assert_eq!(suites.len(), report["rules"].as_array().unwrap().len());
    // It came as far as each of them, and a program reads it as it was sent.
    for text in [console, xml] {
        assert!(text.contains("\\u{1b}[2J") && text.contains("\\u{202e}"), "{text}");
    }
    let reasons = report.to_string();
    assert!(json.contains("[2J") && reasons.contains("]]>"), "{json}");
}

#[test]
fn what_a_server_called_what_was_made_there_is_complained_of_without_being_obeyed() {
    let made = answers().into_iter().find(|answer| answer.starts_with("HTTP/1.1 201")).unwrap();
    let url = server_of_requests(move |request, stream| {
        let is_made = request.starts_with(b"POST ");
        let refused = "HTTP/1.1 500 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let _ = stream.write_all(if is_made { made.as_bytes() } else { refused.as_bytes() });
    });
    let (_folder, target) = target_file(&url);
    let ended = cal_conformance().args(["--target", &target, "--rule", "TOKEN-01"]).output().unwrap();
    let complaint = String::from_utf8(ended.stderr).unwrap();
    assert!(complaint.contains("could not be removed") && complaint.contains("[2J"), "{complaint}");
    assert_eq!(complaint.chars().find(|c| is_obeyed(*c)), None, "{complaint:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_takes_the_place_of_a_link_but_not_that_of_what_the_system_keeps_open() {
    let folder = tempfile::TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name);
    let (theirs, report, out) = (place("theirs"), place("report.json"), place("out"));
    fs::write(&theirs, "theirs").unwrap();
    fs::write(&out, "before\n").unwrap();
    std::os::unix::fs::symlink(&theirs, &report).unwrap();
    let mut run = std::process::Command::new(cal_conformance().get_program());
    run.args(["--rule", "ME-01", "--report", &format!("json={}", report.display())]);
    // Not /dev/stdout: who gets this wrong as root would take it away from everybody.
    run.args(["--report", "junit=/dev/fd/1"]);
    let ended = run.stdout(fs::File::options().append(true).open(&out).unwrap()).output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    let written = fs::read_to_string(out).unwrap();
    assert!(written.starts_with("before\n") && written.contains("mock conforms"), "{written}");
    assert!(written.contains("<testsuites"), "{written}");
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
    assert!(fs::symlink_metadata(&report).unwrap().is_file());
    assert!(serde_json::from_str::<Value>(&fs::read_to_string(&report).unwrap()).is_ok());
}

#[cfg(unix)]
#[test]
fn an_answer_for_review_is_not_written_through_a_link() {
    let folder = tempfile::TempDir::new().unwrap();
    let (theirs, records) = (folder.path().join("theirs"), folder.path().join("token"));
    fs::write(&theirs, "theirs").unwrap();
    fs::create_dir(&records).unwrap();
    let waiting = records.join("TOKEN-16.malformed.snap.new");
    std::os::unix::fs::symlink(&theirs, &waiting).unwrap();
    cal_conformance().args(["--rule", "TOKEN-16", "--snapshots"]).arg(folder.path()).assert().code(6);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
    assert!(fs::symlink_metadata(&waiting).unwrap().is_file(), "the answer stands where the link was");
}
