//! What it means that others can reach the server: said once, where it listens at more than this machine.

use std::net::IpAddr;

use super::terminal::complain;

/// Warns whoever lets other machines in.
pub(super) fn warn(host: IpAddr) {
    if let Some(warning) = warning(host) {
        complain(&warning);
    }
}

fn warning(host: IpAddr) -> Option<String> {
    let host = host.to_canonical();
    if host.is_loopback() {
        return None;
    }
    let whence =
        if host.is_unspecified() { "any network of this machine" } else { "the network of this address" };
    Some(format!(
        "warning: {host} is reached from {whence}, not from this machine alone. Whoever reaches it may do \
         everything: sign in as anybody, read and replace the world by the control door, set the clock. Its ids, \
         secrets and passwords are fixed and known to all, and nothing is encrypted. Put nothing real into it; to \
         narrow it, leave out --host, or let a firewall or a container's published port (-p 127.0.0.1:4225:4225) \
         admit only those who test"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_lets_others_in_is_warned() {
        for own in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(warning(own.parse().unwrap()), None, "{own}");
        }
        for (open, whence) in [
            ("0.0.0.0", "any network"),
            ("::", "any network"),
            ("192.168.1.7", "the network of this address"),
            ("::ffff:10.0.0.1", "the network of this address"),
        ] {
            let said = warning(open.parse().unwrap()).unwrap();
            assert!(said.contains(whence) && said.contains("--host"), "{said}");
        }
    }
}
