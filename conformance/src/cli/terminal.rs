//! What is printed: results to stdout, complaints and the progress line to stderr.

use std::io::{self, IsTerminal as _, Write as _};

use conformance::{redaction::visible, verdict::Exit};
use indicatif::{ProgressBar, ProgressStyle};

use super::Ended;

/// Prints a result. That its reader went away is no error.
pub(super) fn print(text: &str) -> Result<Exit, Ended> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Ended::internal(error)),
        _ => Ok(Exit::Conforms),
    }
}

/// Says what is wrong. A part of it may be a server's.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "cal-conformance: {}", visible(text));
}

/// The line that a person sees while it runs; `what` is counted. Nothing where nobody looks.
pub(super) fn progress(what: &'static str) -> Option<ProgressBar> {
    if !io::stderr().is_terminal() {
        return None;
    }
    let bar = ProgressBar::new(0).with_message(what);
    Some(match ProgressStyle::with_template("{pos} of {len} {msg} {wide_bar} {elapsed}") {
        Ok(line) => bar.with_style(line),
        Err(_) => bar,
    })
}
