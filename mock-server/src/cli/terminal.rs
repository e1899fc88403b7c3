//! What the program prints: results to stdout, everything else to stderr. A reader that has gone away is no mistake
//! of ours, and no reason to stop serving.

use std::io::{self, Write};

use tracing_subscriber::fmt::MakeWriter;

/// Prints a result.
pub(super) fn print(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Says something that is no result.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "cal-mock: {text}");
}

/// Where the log goes: stderr, as long as somebody reads it. Without it a lost reader would end every request.
#[derive(Debug, Clone, Copy)]
pub(super) struct LogOutput;

impl Write for LogOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = io::stderr().write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let _ = io::stderr().flush();
        Ok(())
    }
}

impl MakeWriter<'_> for LogOutput {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        *self
    }
}
