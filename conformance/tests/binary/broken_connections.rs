//! Answers that never come, never end or are no answers: one clear message each, the right exit code, no secret.

use std::{
    io::Write as _,
    net::TcpStream,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use serde_json::{Value, json};

use crate::{
    another_process::start,
    door::{Standing, client, scenarios, user},
    proxy,
    subjects::{book, cal_conformance, rule, server, server_that_always_says, target_file},
};

const GREETING: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/// A server that greets, and treats whatever is asked afterwards in this way.
fn after_the_greeting(treat: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> String {
    let asked = AtomicUsize::new(0);
    server(move |stream| {
        if asked.fetch_add(1, Ordering::Relaxed) < 2 {
            let _ = stream.write_all(GREETING);
        } else {
            treat(stream);
        }
    })
}

/// Exit code, stdout and stderr of a run of one rule.
fn run(url: &str, more: &[&str]) -> (i32, String) {
    let (_folder, target) = target_file(url);
    let output =
        cal_conformance().args(["--target", &target, "--rule", "TOKEN-01"]).args(more).output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8_lossy(&all).into_owned())
}

#[track_caller]
fn assert_told(url: &str, more: &[&str], code: i32, told: &str) {
    let (got, shown) = run(url, more);
    assert!(got == code && shown.contains(told), "{got} for {code}, {told}:\n{shown}");
}

#[test]
fn a_server_that_closes_at_once_is_unreachable() {
    assert_told(&server(|_| {}), &[], 3, "closed before message completed");
}

#[test]
fn a_server_that_speaks_something_else_is_unreachable() {
    assert_told(&server_that_always_says("220 mail.example ESMTP\r\n"), &[], 3, "invalid HTTP version");
}

#[test]
fn a_server_that_never_answers_is_unreachable_after_the_timeout() {
    let silent = server(|_| thread::park());
    assert_told(&silent, &["--timeout", "200ms"], 3, "no whole answer to GET http://127.0.0.1:");
}

#[test]
fn two_content_lengths_are_no_answer() {
    let two = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}";
    assert_told(&server_that_always_says(two), &[], 3, "content-length");
}

#[test]
fn an_answer_that_trickles_for_ever_is_inconclusive() {
    let trickle = after_the_greeting(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n");
        while stream.write_all(b" ").is_ok() {
            thread::sleep(std::time::Duration::from_millis(20));
        }
    });
    assert_told(&trickle, &["--timeout", "200ms"], 3, "no whole answer to POST");
}

#[test]
fn an_answer_without_an_end_is_a_fault_of_the_server() {
    let endless = after_the_greeting(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
        while stream.write_all(&[b'x'; 4_096]).is_ok() {}
    });
    assert_told(&endless, &[], 1, "at most 1048576 bytes");
}

#[test]
fn an_endless_answer_in_chunks_is_a_fault_of_the_server() {
    let endless = after_the_greeting(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        let chunk = [b"1000\r\n".as_slice(), &[b'x'; 4_096], b"\r\n"].concat();
        while stream.write_all(&chunk).is_ok() {}
    });
    assert_told(&endless, &[], 1, "at most 1048576 bytes");
}

#[test]
fn chunks_that_are_none_are_inconclusive() {
    let broken = after_the_greeting(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nnot a size\r\n{}");
    });
    assert_told(&broken, &[], 3, "/_mock/v1/users: request or response body error");
}

#[test]
fn an_answer_in_chunks_is_read_like_any_other() {
    let chunked = server_that_always_says(
        "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n8\r\n{\"id\":\"x\r\n2\r\n\"}\r\n0\r\n\r\n",
    );
    assert_told(&chunked, &[], 1, r#"201 with {"id":"x"} (missing field `email`"#);
}

#[test]
fn an_answer_that_is_packed_though_nobody_asked_for_it_is_a_fault_of_the_server() {
    let packed = server_that_always_says(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\nconnection: close\r\n\r\n\x1f\u{8}xx",
    );
    assert_told(&packed, &[], 1, "Content-Encoding: gzip");
}

#[test]
fn a_page_where_json_was_expected_is_told_in_its_words() {
    let page = server_that_always_says(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<!doctype html><style>p{}</style><h1>Down \
         for maintenance</h1>",
    );
    let (code, shown) = run(&page, &[]);
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains(r#"200 with a page of HTML, "Down for maintenance""#), "{shown}");
    assert!(!shown.contains("doctype"), "{shown}");
}

#[test]
fn a_redirect_loop_ends_and_is_a_fault_of_the_server() {
    let made = r#"{"id":7,"email":"a@b.example","password":"correct-horse-battery","client_id":"the-client","client_secret":"5ec2e7-5ec2e7"}"#;
    let answer =
        format!("HTTP/1.1 201 Created\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{made}", made.len());
    let asked = AtomicUsize::new(0);
    let url = server(move |stream| {
        // Greeted twice, then Owen, the client and Alice are made.
        let _ = match asked.fetch_add(1, Ordering::Relaxed) {
            0 | 1 => stream.write_all(GREETING),
            2..5 => stream.write_all(answer.as_bytes()),
            _ => stream.write_all(
                b"HTTP/1.1 302 Found\r\nlocation: /auth/oauth2/authorize?again=1\r\ncontent-length: 0\r\nconnection: \
                  close\r\n\r\n",
            ),
        };
    });
    let (code, shown) = run(&url, &[]);
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("no end after 10 redirects"), "{shown}");
    assert!(!shown.contains("correct-horse") && !shown.contains("5ec2e7"), "{shown}");
}

#[test]
fn a_server_that_hangs_after_its_first_answers_is_soon_left_alone() {
    let hung = Arc::new(AtomicUsize::new(0));
    let hangs = after_the_greeting({
        let hung = Arc::clone(&hung);
        move |_| {
            hung.fetch_add(1, Ordering::Relaxed);
            thread::park();
        }
    });
    let (_folder, target) = target_file(&hangs);
    let run = cal_conformance()
        .args(["--target", &target, "--timeout", "100ms", "--report", "json=-"])
        .assert()
        .code(3);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let all = scenarios(&report);
    let inconclusive = all.iter().filter(|(_, outcome, _)| outcome == "inconclusive").count();
    assert!(inconclusive > 700, "{inconclusive} of {}", all.len());
    let left_alone = all.iter().filter(|(_, _, reason)| reason.contains("not asked, since")).count();
    assert!(left_alone > inconclusive - 20, "{left_alone} of {inconclusive} were not asked");
    assert!(hung.load(Ordering::Relaxed) < 20, "{} requests", hung.load(Ordering::Relaxed));
}

/// One scenario that asks for tokens once.
fn one_scenario() -> tempfile::TempDir {
    book(&rule(
        "    Scenario: It holds\n      Given Alice allowed Acme\n      When Acme exchanges the code\n      Then Acme gets \
         tokens\n",
    ))
}

/// What was asked, in its order.
type Heard = Arc<Mutex<Vec<String>>>;

/// A way to the mock at `url` on which the first `breaks` answers of the token endpoint get lost after they were given.
fn lossy(url: &str, breaks: usize, heard: &Heard) -> String {
    let (heard, lost) = (Arc::clone(heard), AtomicUsize::new(0));
    proxy::before(url, move |passing| {
        heard.lock().unwrap().push(passing.asked.clone());
        passing.is_lost = passing.is_of_the_token_endpoint() && lost.fetch_add(1, Ordering::Relaxed) < breaks;
    })
}

#[test]
fn a_connection_that_breaks_replays_the_whole_scenario_afresh() {
    let mock = start(&[]);
    let heard = Heard::default();
    let (_folder, target) = target_file(&lossy(&mock.url, 2, &heard));
    let folder = one_scenario();
    cal_conformance().args(["--target", &target, "--features"]).arg(folder.path()).assert().code(0);
    let heard = heard.lock().unwrap();
    let count = |text: &str| heard.iter().filter(|head| head.contains(text)).count();
    assert_eq!(count("POST /v2/auth/oauth2/token"), 3, "one exchange a play: {heard:?}");
    assert_eq!(count("POST /_mock/v1/clients"), 3, "a client a play");
    assert_eq!(count("POST /_mock/v1/users"), 6, "Alice and Owen, a play");
    assert_eq!(count("DELETE /_mock/v1/clients"), 3, "and each is removed");
}

#[test]
fn after_three_plays_it_is_inconclusive() {
    let mock = start(&[]);
    let heard = Heard::default();
    let (_folder, target) = target_file(&lossy(&mock.url, usize::MAX, &heard));
    let folder = one_scenario();
    let run = cal_conformance().args(["--target", &target, "--features"]).arg(folder.path()).assert().code(3);
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(out.contains("inconclusive"), "{out}");
    let heard = heard.lock().unwrap();
    assert_eq!(
        heard.iter().filter(|head| head.contains("POST /v2/auth/oauth2/token")).count(),
        3,
        "{heard:?}"
    );
}

#[test]
fn a_registered_redirect_uri_is_never_fetched_even_on_the_servers_own_address() {
    let mock = start(&[]);
    let heard = Heard::default();
    let url = lossy(&mock.url, 0, &heard);
    let owner = user(&mock.url, "owner@standing.example");
    let own_page = format!("{url}/_mock/callback");
    let made =
        client(&mock.url, &owner, &json!({ "redirect_uris": [own_page, format!("{own_page}/other")] }));
    let standing = Standing::at(&url, "").user("owner", &owner).client("confidential", &made);
    standing.run().args(["--rule", "AUTHZ-*", "--rule", "TOKEN-01"]).assert().code(0);
    let fetched: Vec<String> = heard
        .lock()
        .unwrap()
        .iter()
        .filter(|head| head.starts_with("GET /_mock/callback"))
        .cloned()
        .collect();
    assert_eq!(fetched, Vec::<String>::new());
}

#[test]
fn requests_keep_to_the_rate() {
    let mock = start(&[]);
    let folder = one_scenario();
    let (_target_folder, target) = target_file(&mock.url);
    let took = |more: &[&str]| {
        #[expect(clippy::disallowed_methods, reason = "a rate is a matter of time: at least so much of it")]
        let began = std::time::Instant::now();
        cal_conformance()
            .args(["--target", &target, "--features"])
            .arg(folder.path())
            .args(more)
            .assert()
            .code(0);
        began.elapsed()
    };
    // Two greetings, three things made and removed, and the flow itself: more than ten requests.
    assert!(took(&["--rate-limit", "10/s"]).as_millis() >= 1_000);
}
