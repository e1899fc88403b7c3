//! What the program says of who can reach it, and what it writes where somebody laid a link.

use std::fs;

use predicates::str::contains;

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
