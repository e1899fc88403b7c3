//! The postman of `--smtp`: really sends what is put into the outbox, in its order. What he cannot send is a line in the log;
//! it stands in the outbox all the same.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::wire::Email;

/// A mail server that says nothing for this long is down.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where a mail server listens. It is spoken to in plain SMTP: it is a catcher for tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    host: String,
    port: u16,
}

impl FromStr for MailServer {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let flaw = "expected HOST:PORT, such as 127.0.0.1:1025";
        let (host, port) = text.rsplit_once(':').ok_or(flaw)?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let is_host = !host.is_empty() && !host.contains(['/', '@', ' ']);
        let port = port.parse().ok().filter(|port| *port > 0 && is_host).ok_or(flaw)?;
        Ok(Self { host: host.to_owned(), port })
    }
}

impl fmt::Display for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// Brings every e-mail to `server` until nobody can hand over any more.
pub(crate) async fn deliver(server: MailServer, mut bag: UnboundedReceiver<Email>) {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
        .port(server.port)
        .timeout(Some(PATIENCE))
        .build();
    while let Some(email) = bag.recv().await {
        let id = email.id;
        let sent = match message(email) {
            Ok(message) => transport.send(message).await.map(drop).map_err(|error| told(&error)),
            Err(error) => Err(error.to_string()),
        };
        match sent {
            Ok(()) => tracing::info!("e-mail {id} was handed to {server}"),
            Err(why) => {
                tracing::warn!("e-mail {id} could not be sent by {server}: {why}; it stands in the outbox");
            }
        }
    }
}

fn message(email: Email) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    let to = Mailbox::new(None, email.to.parse()?);
    let body = MultiPart::alternative_plain_html(email.text, email.html);
    Ok(Message::builder().from(email.from.parse()?).to(to).subject(email.subject).multipart(body)?)
}

/// An error and what caused it, in a line.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_a_host_and_a_port() {
        for (text, told) in
            [("127.0.0.1:1025", "127.0.0.1:1025"), ("[::1]:25", "[::1]:25"), ("mail:2525", "mail:2525")]
        {
            assert_eq!(text.parse::<MailServer>().map(|server| server.to_string()), Ok(told.to_owned()));
        }
        for other in ["", "mail", "mail:", ":25", "mail:0", "mail:65536", "smtp://mail:25", "me@mail:25"] {
            assert!(other.parse::<MailServer>().is_err(), "{other}");
        }
    }
}
