//! What a managed user's question comes with: which of its tokens, and from which page.

use super::super::phrases;
use crate::{
    cast::platform::ManagedTokens,
    requests::{
        endpoint::GARBLED,
        forgery::{self, Forgery},
    },
    verdict::Halt,
};

/// Which token comes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Latest,
    /// The first that it was given.
    First,
    /// The refresh token in place of the access token.
    Refresh,
    Garbled,
    Forged(Forgery),
    Nobodys,
}

phrases! {
    /// Another token than the latest.
    OtherToken, "other token", Which {
        "without a token" => Which::Nobodys,
        "with a garbled token" => Which::Garbled,
        "with the first token that it was given" => Which::First,
        "with its refresh token" => Which::Refresh,
        "with the token's payload changed" => Which::Forged(Forgery::PayloadChanged),
        "with the token's signature changed" => Which::Forged(Forgery::SignatureChanged),
        "with the token's signature cut away" => Which::Forged(Forgery::SignatureCutAway),
        "with the token signed by somebody else" => Which::Forged(Forgery::SignedByAnother),
        "with the token unsigned" => Which::Forged(Forgery::Unsigned("none")),
    }
}

phrases! {
    /// An origin that is made of a redirect URI of the client.
    MadeOrigin, "made origin", fn(&Parts) -> String {
        "from the origin of a redirect URI" => |it| it.origin(),
        "from a redirect URI itself" => |it| it.uri.clone(),
        "from that origin under another scheme" => |it| {
            let scheme = if it.scheme == "https" { "http" } else { "https" };
            format!("{scheme}://{}{}", it.host, it.port)
        },
        "from that origin on another port" => |it| format!("{}://{}:8444", it.scheme, it.host),
        "from a subdomain of that origin" => |it| format!("{}://evil.{}{}", it.scheme, it.host, it.port),
        "from that origin with more letters behind it" => |it| format!("{}://{}.evil.example{}", it.scheme, it.host, it.port),
        "from that origin with more letters in front of it" => |it| format!("{}://evil{}{}", it.scheme, it.host, it.port),
        "from only the start of that origin" => |it| {
            let origin = format!("{}://{}", it.scheme, it.host);
            origin.strip_suffix(|_: char| true).unwrap_or_default().to_owned()
        },
    }
}

/// An address in its parts.
pub(crate) struct Parts {
    uri: String,
    scheme: String,
    host: String,
    /// With its colon, or nothing.
    port: String,
}

impl Parts {
    fn of(uri: &str) -> Option<Self> {
        let url = reqwest::Url::parse(uri).ok()?;
        Some(Self {
            uri: uri.to_owned(),
            scheme: url.scheme().to_owned(),
            host: url.host_str()?.to_owned(),
            port: url.port().map(|port| format!(":{port}")).unwrap_or_default(),
        })
    }

    fn origin(&self) -> String {
        format!("{}://{}{}", self.scheme, self.host, self.port)
    }
}

/// From where a page asks.
#[derive(Debug, Clone)]
enum Origin {
    /// No page does.
    None,
    Made(fn(&Parts) -> String),
    /// This one.
    Written(String),
}

/// What comes along with a question.
#[derive(Debug, Clone)]
pub(crate) struct Holding {
    which: Which,
    origin: Origin,
}

/// `from the origin "https://a.example"`
const WRITTEN: (&str, &str) = (r#"from the origin ""#, r#"(?:from the origin "[^"]*")"#);

impl Holding {
    /// The latest access token, and no page.
    pub(crate) const USUAL: Self = Self { which: Which::Latest, origin: Origin::None };

    /// The token that is sent, if one is.
    pub(crate) fn token(&self, tokens: &[ManagedTokens]) -> Result<Option<String>, Halt> {
        let nothing = || Halt::Ours("it holds no tokens".to_owned());
        let latest = tokens.last().ok_or_else(nothing)?;
        Ok(Some(match self.which {
            Which::Nobodys => return Ok(None),
            Which::Latest => latest.access.clone(),
            Which::First => tokens.first().ok_or_else(nothing)?.access.clone(),
            Which::Refresh => latest.refresh.clone(),
            Which::Garbled => GARBLED.to_owned(),
            Which::Forged(forgery) => forgery::forged(&latest.access, forgery)
                .ok_or_else(|| Halt::Skip(forgery::NO_JWT.to_owned()))?,
        }))
    }

    /// The origin that is sent, if one is.
    pub(crate) fn origin(&self, redirect_uris: &[String]) -> Result<Option<String>, Halt> {
        match &self.origin {
            Origin::None => Ok(None),
            Origin::Written(origin) => Ok(Some(origin.clone())),
            Origin::Made(make) => {
                let plain = redirect_uris.iter().find(|uri| !uri.contains('*'));
                let parts = plain.and_then(|uri| Parts::of(uri));
                let why =
                    "nobody said which redirect URIs the platform client has ([platform] redirect_uris)";
                Ok(Some(make(&parts.ok_or_else(|| Halt::Skip(why.to_owned()))?)))
            }
        }
    }
}

impl cucumber::Parameter for Holding {
    const REGEX: &'static str = {
        const PARTS: &[&str] = &[
            <OtherToken as cucumber::Parameter>::REGEX,
            <MadeOrigin as cucumber::Parameter>::REGEX,
            WRITTEN.1,
        ];
        const JOINED: [u8; super::super::length(PARTS)] = super::super::alternatives(PARTS);
        match std::str::from_utf8(&JOINED) {
            Ok(joined) => joined,
            Err(_) => panic!("texts joined by ASCII are a text"),
        }
    };
    const NAME: &'static str = "holding";
}

impl std::str::FromStr for Holding {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(it) = text.parse::<OtherToken>() {
            return Ok(Self { which: it.0, origin: Origin::None });
        }
        if let Ok(it) = text.parse::<MadeOrigin>() {
            return Ok(Self { which: Which::Latest, origin: Origin::Made(it.0) });
        }
        let written = text.strip_prefix(WRITTEN.0).and_then(|rest| rest.strip_suffix('"'));
        let origin = written.ok_or_else(|| format!("no holding is called {text:?}"))?;
        Ok(Self { which: Which::Latest, origin: Origin::Written(origin.to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_origins_are_the_same() {
        let redirect_uris = ["https://*.acme.example".to_owned(), "https://acme.example/callback".to_owned()];
        let mut origins: Vec<String> = Vec::new();
        for (phrase, _) in MadeOrigin::LIST {
            let holding: Holding = phrase.parse().unwrap();
            origins.push(holding.origin(&redirect_uris).unwrap().unwrap());
        }
        assert_eq!(origins[0], "https://acme.example");
        assert_eq!(origins[7], "https://acme.exampl");
        let count = origins.len();
        origins.sort();
        origins.dedup();
        assert_eq!(origins.len(), count, "{origins:?}");
    }

    #[test]
    fn an_origin_is_sent_as_it_is_written() {
        let holding: Holding = r#"from the origin "null""#.parse().unwrap();
        assert_eq!(holding.origin(&[]).unwrap().as_deref(), Some("null"));
        assert!(matches!(
            "from the origin of a redirect URI".parse::<Holding>().unwrap().origin(&[]),
            Err(Halt::Skip(_))
        ));
        assert_eq!(Holding::USUAL.origin(&[]).unwrap(), None);
    }
}
