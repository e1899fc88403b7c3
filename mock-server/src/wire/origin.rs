//! The address under which a server is advertised: scheme, host and port, and nothing behind them.

use std::fmt;

use url::Url;

/// An origin as browsers write it: in lower case, without the port that its scheme implies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    text: String,
    is_https: bool,
}

/// Why an address is none under which a server can be advertised. `Display` names the mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoOrigin {
    /// Not a URL.
    #[error("it is no URL; one looks like http://127.0.0.1:4225")]
    Unreadable,
    /// Another scheme, or no host.
    #[error("it must begin with http:// or https:// and a host, such as http://127.0.0.1:4225")]
    OtherScheme,
    /// A user name or password.
    #[error("it must hold no user name and no password; leave out what stands before the @")]
    Credentials,
    /// A path, query or fragment.
    #[error("it must end after host and port; leave out path, query and fragment")]
    More,
}

impl Origin {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NoOrigin> {
        let url = Url::parse(text).map_err(|_| NoOrigin::Unreadable)?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(NoOrigin::OtherScheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(NoOrigin::Credentials);
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(NoOrigin::More);
        }
        Ok(Self { text: url.origin().ascii_serialization(), is_https: url.scheme() == "https" })
    }

    /// Without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether browsers reach it over TLS.
    #[must_use]
    pub const fn is_https(&self) -> bool {
        self.is_https
    }

    /// Host and port, as a `Host` header names them.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.text.split_once("://").map_or("", |(_, authority)| authority)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_browsers_write_it() {
        for (text, kept) in [
            ("https://Mock.Example:443", "https://mock.example"),
            ("HTTP://127.0.0.1:4225/", "http://127.0.0.1:4225"),
            ("http://[::1]:80", "http://[::1]"),
            (" https://m\u{fc}ck.example", "https://xn--mck-hoa.example"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), kept);
        }
        assert!(Origin::parse("HTTPS://mock.example").unwrap().is_https());
        assert_eq!(Origin::parse("https://mock.example:8443").unwrap().authority(), "mock.example:8443");
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_refused() {
        for (text, flaw) in [
            ("here", NoOrigin::Unreadable),
            ("ftp://mock.example", NoOrigin::OtherScheme),
            ("http://u:pw@mock.example", NoOrigin::Credentials),
            ("http://mock.example/base", NoOrigin::More),
            ("http://mock.example?x", NoOrigin::More),
            ("http://mock.example#x", NoOrigin::More),
        ] {
            assert_eq!(Origin::parse(text), Err(flaw), "{text}");
        }
    }
}
