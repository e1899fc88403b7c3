//! A server that stands before a `cal-mock` and answers otherwise: what another implementation might say.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

/// An answer on its way through, to be changed.
#[derive(Debug, Clone)]
pub(crate) struct Passing {
    /// Method and path of the request, without its query.
    pub(crate) asked: String,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// It was given, and never arrives.
    pub(crate) is_lost: bool,
}

impl Passing {
    pub(crate) fn is_of_the_token_endpoint(&self) -> bool {
        self.asked.ends_with("/v2/auth/oauth2/token")
    }
}

/// Starts a proxy before the server at `url`; it runs until the test ends. Its address.
pub(crate) fn before(url: &str, change: impl Fn(&mut Passing) + Send + Sync + 'static) -> String {
    let behind = url.trim_start_matches("http://").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let change = Arc::new(change);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (behind, change) = (behind.clone(), Arc::clone(&change));
            thread::spawn(move || drop(pass(stream, &behind, &*change)));
        }
    });
    address
}

/// One request and its answer; then the connection is closed.
fn pass(mut stream: TcpStream, behind: &str, change: &dyn Fn(&mut Passing)) -> std::io::Result<()> {
    let (head, sent) = read_message(&mut stream, true)?;
    let mut lines = head.lines();
    let mut asked = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (asked.next().unwrap_or_default(), asked.next().unwrap_or_default());
    let kept = lines.filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let mut onward = TcpStream::connect(behind)?;
    let forwarded = kept.collect::<Vec<_>>().join("\r\n");
    write!(onward, "{method} {target} HTTP/1.1\r\n{forwarded}\r\nconnection: close\r\n\r\n")?;
    onward.write_all(&sent)?;
    // What answers HEAD announces a body that never comes.
    let (head, body) = read_message(&mut onward, method != "HEAD")?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut passing = Passing {
        asked: format!("{method} {}", target.split('?').next().unwrap_or_default()),
        status: status.unwrap_or(502),
        headers: lines.filter_map(header).collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
        is_lost: false,
    };
    change(&mut passing);
    if passing.is_lost {
        return Ok(());
    }
    let framing = ["content-length", "connection", "transfer-encoding"];
    passing.headers.retain(|(name, _)| !framing.contains(&name.to_ascii_lowercase().as_str()));
    passing.headers.push(("content-length".to_owned(), passing.body.len().to_string()));
    passing.headers.push(("connection".to_owned(), "close".to_owned()));
    write!(stream, "HTTP/1.1 {} As It Is\r\n", passing.status)?;
    for (name, value) in &passing.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "\r\n{}", passing.body)
}

/// The head of a message and as much of a body as it announces.
fn read_message(stream: &mut TcpStream, has_body: bool) -> std::io::Result<(String, Vec<u8>)> {
    let (mut seen, mut buffer) = (Vec::new(), [0; 8_192]);
    loop {
        if let Some(end) = seen.windows(4).position(|it| it == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&seen[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, value)| value.trim().parse().ok())
                .filter(|_| has_body)
                .unwrap_or(0);
            let body = seen.split_off(end + 4);
            if body.len() >= length {
                return Ok((head, body));
            }
            seen.extend(body);
        }
        match stream.read(&mut buffer)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            read => seen.extend_from_slice(&buffer[..read]),
        }
    }
}
