//! What the program prints: results to stdout, everything else to stderr. A reader that has gone away is no mistake
//! of ours, and nothing that cannot be written is a reason to stop serving.

use std::io::{self, Write};

use tracing_subscriber::fmt::MakeWriter;

use super::Failure;

/// Prints a result. Whoever reads it has had enough whenever they like; a result that cannot be kept is a failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout();
    match writeln!(stdout, "{text}").and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Internal(format!("cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
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
