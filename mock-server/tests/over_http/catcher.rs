//! A mail server that keeps what it is sent: as much of SMTP (RFC 5321) as a sender needs.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Listens on a port of its own.
pub(crate) struct Catcher {
    pub(crate) address: String,
    letters: Arc<Mutex<Vec<Letter>>>,
}

/// One that came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letter {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Headers and body, as they were sent.
    pub(crate) text: String,
}

impl Catcher {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let letters = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&letters);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&kept)));
            }
        });
        Self { address, letters }
    }

    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, kept: Arc<Mutex<Vec<Letter>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut letter = Letter::default();
    let mut is_data = false;
    write.write_all(b"220 catcher\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        if is_data {
            if line == "." {
                is_data = false;
                kept.lock().unwrap().push(std::mem::take(&mut letter));
                write.write_all(b"250 kept\r\n").await.unwrap();
            } else {
                letter.text.push_str(line.strip_prefix('.').unwrap_or(&line));
                letter.text.push('\n');
            }
            continue;
        }
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" | "HELO" | "RSET" | "NOOP" => "250 catcher\r\n",
            "MAIL" => {
                letter.from = line;
                "250 ok\r\n"
            }
            "RCPT" => {
                letter.to.push(line);
                "250 ok\r\n"
            }
            "DATA" => {
                is_data = true;
                "354 go on\r\n"
            }
            _ => "221 bye\r\n",
        };
        write.write_all(answer.as_bytes()).await.unwrap();
    }
}
