//! Which port: the flag, `CAL_MOCK_PORT`, `PORT`, 4225.

use super::Failure;

const DEFAULT: u16 = 4225;

/// The port to listen at, or to ask. `flag` is `--port`, which clap fills from `CAL_MOCK_PORT`, too.
pub(super) fn port(flag: Option<u16>) -> Result<u16, Failure> {
    flag.map_or_else(|| from_platform().unwrap_or(Ok(DEFAULT)), Ok)
}

/// The address of the server of this machine.
pub(super) fn own_address() -> Result<String, Failure> {
    let port = port(from("CAL_MOCK_PORT").transpose()?)?;
    Ok(format!("http://127.0.0.1:{port}"))
}

fn from_platform() -> Option<Result<u16, Failure>> {
    from("PORT")
}

fn from(name: &str) -> Option<Result<u16, Failure>> {
    #[expect(clippy::disallowed_methods, reason = "main is the reader of the environment")]
    let text = std::env::var(name).ok()?;
    let wrong = |_| Failure::Usage(format!("{name} is {text:?}, it must be a number from 0 to 65535"));
    Some(text.parse().map_err(wrong))
}
