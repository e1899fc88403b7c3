//! What the program says of who can reach it, and what it writes where somebody laid a link.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use predicates::str::contains;
use serde_json::json;

use crate::running::{Running, cal_mock};

#[test]
fn a_listener_that_others_reach_says_what_that_means_and_one_that_they_do_not_says_nothing() {
    let (program, _) = Running::start(&["--quiet", "--host", "0.0.0.0"]);
    let (_, complained) = program.end();
    for word in ["warning: 0.0.0.0", "control door", "known to all", "--host", "127.0.0.1:4225:4225"] {
        assert!(complained.contains(word), "{word}: {complained}");
    }
    assert_eq!(complained.trim_end().lines().count(), 1, "{complained}");
    for host in ["127.0.0.1", "localhost"] {
        let (program, _) = Running::start(&["--quiet", "--host", host]);
        assert_eq!(program.end().1, "", "{host}");
    }
}

#[cfg(unix)]
#[test]
fn a_ready_file_takes_the_place_of_a_link_and_never_writes_through_one() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (theirs, ready) = (folder.path().join("theirs"), folder.path().join("ready.json"));
    fs::write(&theirs, "theirs").unwrap();
    symlink(&theirs, &ready).unwrap();
    // It writes beside its place first, under a name that can be guessed: so all of them lead elsewhere.
    let mut command = std::process::Command::new("sh");
    let script = "ln -s \"$1\" \"$2.$$\"; exec \"$3\" --port 0 --quiet --ready-file \"$2\"";
    let binary = assert_cmd::cargo::cargo_bin!("cal-mock");
    command.args(["-c", script, "sh"]).args([&theirs, &ready]).arg(binary);
    command.stdout(std::process::Stdio::null());
    let program = Running(command.spawn().unwrap());
    while !fs::symlink_metadata(&ready).is_ok_and(|meta| meta.is_file()) {
        assert!(fs::read_to_string(&theirs).unwrap() == "theirs", "it wrote through the link");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    drop(program);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
    assert!(fs::read_to_string(&ready).unwrap().contains("\"url\""));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn a_ready_file_that_is_a_folder_is_refused_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let ready = folder.path().join("ready");
    fs::create_dir(&ready).unwrap();
    let ready = ready.to_str().unwrap();
    cal_mock().args(["--port", "0", "--ready-file", ready]).assert().code(2).stderr(contains(ready));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_ready_file_that_the_system_keeps_open_is_written_to_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("cal-mock"));
    // Not /dev/stdout: who gets this wrong as root would take it away from everybody.
    command.args(["--port", "0", "--quiet", "--ready-file", "/dev/fd/2"]);
    command.stdout(std::process::Stdio::null()).stderr(fs::File::create(&out).unwrap());
    let mut program = Running(command.spawn().unwrap());
    while !fs::read_to_string(&out).unwrap().contains("\"url\"") {
        assert_eq!(program.0.try_wait().unwrap(), None, "{}", fs::read_to_string(&out).unwrap());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// A server that says of itself what it likes, once.
fn impostor(body: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer =
        format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        stream.write_all(answer.as_bytes()).unwrap();
    });
    url
}

#[test]
fn nothing_that_an_impostor_tells_is_pasted_into_a_shell() {
    let told = |name: &str, value: &str| json!({"variables": {name: value}, "withheld": []}).to_string();
    for body in [
        told("X; touch /tmp/evil; Y", "1"),
        told("PATH", "/tmp/evil"),
        told("CAL_X$(id)", "1"),
        told("CAL_X", "1\nPATH=/tmp/evil"),
        told("CAL_X", "\u{1b}]52;c;eA==\u{7}"),
        told("CAL_X", "\u{202e}"),
        json!({"variables": {}, "withheld": ["\u{1b}[2J"]}).to_string(),
    ] {
        for format in ["shell", "dotenv", "json"] {
            let refused = cal_mock().args(["env", &impostor(&body), "--format", format]).assert().code(3);
            let refused = refused.stdout("").stderr(contains("no mock answers at"));
            let complained = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
            assert!(!complained.trim_end().contains(char::is_control), "{complained:?}");
        }
    }
    let fine = told("CAL_CLIENT_SECRET", "it's $(id)");
    let printed = cal_mock().args(["env", &impostor(&fine), "--format", "shell"]).assert().success();
    printed.stdout("export CAL_CLIENT_SECRET='it'\\''s $(id)'\n");
}

#[test]
fn a_world_that_somebody_else_wrote_tells_a_terminal_nothing_but_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.toml");
    let world = |email: &str| {
        format!(
            "[[users]]\nemail = \"{email}\"\n[[clients]]\nname = \"Acme\\u001b[2J\\u009b31m\\u202e\"\n\
             redirect_uris = [\"https://acme.example\"]\nscopes = [\"BOOKING_READ\"]\ntype = \"public\"\n"
        )
    };
    fs::write(&file, world("olivia@acme.example")).unwrap();
    let (program, _) = Running::start(&["--world", file.to_str().unwrap()]);
    let (printed, complained) = program.end();
    assert!(printed.contains("Acme\\u{1b}[2J\\u{9b}31m\\u{202e}"), "{printed:?}");
    for text in [&printed, &complained] {
        assert!(
            !text.contains(|c: char| c.is_control() && c != '\n') && !text.contains('\u{202e}'),
            "{text:?}"
        );
    }
    fs::write(&file, world("olivia\\u001b[2J@acme.example")).unwrap();
    let refused = cal_mock().args(["--port", "0", "--world", file.to_str().unwrap()]).assert().code(2);
    refused.stderr(contains("email must be an e-mail address"));
}
