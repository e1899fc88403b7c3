//! Where to listen, and where to ask: the flags, `CAL_MOCK_*`, `PORT`, the defaults.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::Failure;

const DEFAULT: u16 = 4225;
const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Reads `--host`.
pub(super) fn host(text: &str) -> Result<IpAddr, String> {
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(LOOPBACK);
    }
    text.trim_matches(['[', ']']).parse().map_err(|_| {
        "it must be an IP address: 127.0.0.1 for this machine alone, 0.0.0.0 for everybody".to_owned()
    })
}

/// Reads `--port`.
pub(super) fn number(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "it must be a number from 0 to 65535; 0 takes any free port".to_owned())
}

/// The port to listen at. `flag` is `--port`, which clap fills from `CAL_MOCK_PORT`, too.
pub(super) fn port(flag: Option<u16>) -> Result<u16, Failure> {
    flag.map_or_else(|| from("PORT", number).map(|port| port.unwrap_or(DEFAULT)), Ok)
}

/// The address of the server of this machine.
pub(super) fn own_address() -> Result<String, Failure> {
    let port = port(from("CAL_MOCK_PORT", number)?)?;
    let host = from("CAL_MOCK_HOST", host)?.unwrap_or(LOOPBACK);
    if port == 0 {
        let text = "port 0 is any free one, and which it was stands in the ready file and in what the server printed; \
                    name the address, such as http://127.0.0.1:4225";
        return Err(Failure::Usage(text.to_owned()));
    }
    Ok(format!("http://{}", mock_server::reachable(SocketAddr::new(host, port))))
}

/// A variable of the environment. An empty one counts as unset.
fn from<T>(name: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Failure> {
    #[expect(clippy::disallowed_methods, reason = "main is the reader of the environment")]
    let text = std::env::var(name).unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    read(&text).map(Some).map_err(|mend| Failure::Usage(format!("{name} is {text:?}, {mend}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_an_address_or_this_machine() {
        assert_eq!(host("localhost"), Ok(LOOPBACK));
        assert_eq!(host("[::1]"), Ok("::1".parse().unwrap()));
        assert!(host("mock.example").unwrap_err().contains("0.0.0.0"));
    }
}
