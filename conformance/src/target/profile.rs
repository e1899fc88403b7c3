//! The target file: who is asked and how it is made to answer.

use std::{fmt, fs, path::Path};

use reqwest::Url;
use serde::Deserialize;

/// A target file. Unknown keys are an error.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The server.
    pub target: Server,
    /// How a user is made to click Allow.
    #[serde(default)]
    pub consent: Consent,
    /// How clients in some state come to be.
    pub provision: Provision,
    /// How its time is moved.
    #[serde(default)]
    pub clock: Option<ClockSection>,
}

/// `[target]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The name in reports.
    pub name: String,
    /// Where the consent page is.
    pub app_url: Url,
    /// Where the API is.
    pub api_url: Url,
}

/// `[consent]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// How.
    #[serde(default)]
    pub strategy: ConsentStrategy,
}

/// How a user is made to click Allow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentStrategy {
    /// Fetch the page, submit its form.
    #[default]
    Form,
}

/// `[provision]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// How.
    pub strategy: ProvisionStrategy,
}

/// How clients in some state come to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProvisionStrategy {
    /// The mock's door.
    Control,
}

/// `[clock]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockSection {
    /// How.
    pub strategy: ClockStrategy,
}

/// How the target's time is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStrategy {
    /// It is not.
    None,
    /// The mock's door.
    Control,
}

impl Profile {
    /// Reads a target file.
    ///
    /// # Errors
    ///
    /// [`Unusable`] with line and column where the file is wrong.
    pub fn read(path: &Path) -> Result<Self, Unusable> {
        let shown = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|e| Unusable { place: shown.clone(), message: format!("cannot be read: {e}") })?;
        let profile: Self = toml::from_str(&text).map_err(|error| {
            let place = error.span().map_or_else(|| shown.clone(), |span| place(&shown, &text, span.start));
            Unusable { place, message: error.message().to_owned() }
        })?;
        for (key, url) in [("app_url", &profile.target.app_url), ("api_url", &profile.target.api_url)] {
            if !matches!(url.scheme(), "http" | "https") {
                let message = format!("[target] {key} must be an http or https address, not {url}");
                return Err(Unusable { place: shown, message });
            }
        }
        Ok(profile)
    }

    /// Whether its clock can be moved: by default where clients come to be by the control door.
    #[must_use]
    pub fn moves_the_clock(&self) -> bool {
        self.clock.as_ref().is_none_or(|clock| clock.strategy == ClockStrategy::Control)
    }
}

/// `FILE:LINE:COLUMN` of a byte.
fn place(file: &str, text: &str, byte: usize) -> String {
    let before = &text.as_bytes()[..byte.min(text.len())];
    let line = before.split(|b| *b == b'\n').count();
    let column = before.rsplit(|b| *b == b'\n').next().map_or(0, <[u8]>::len) + 1;
    format!("{file}:{line}:{column}")
}

/// A target file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Unusable {
    /// The file, with line and column where they are known.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Profile, Unusable> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        Profile::read(file.path())
    }

    const GOOD: &str = "[target]\nname = \"x\"\napp_url = \"http://127.0.0.1:1\"\napi_url = \"http://127.0.0.1:1\"\n\n\
                        [provision]\nstrategy = \"control\"\n";

    #[test]
    fn a_short_file_is_enough() {
        let profile = read(GOOD).unwrap();
        assert!(profile.moves_the_clock());
        assert_eq!(profile.consent.strategy, ConsentStrategy::Form);
    }

    #[test]
    fn a_mistake_is_named_with_line_and_column() {
        let error = read(&GOOD.replace("[provision]", "[provision]\nstratgy = 1")).unwrap_err();
        assert!(error.place.ends_with(":7:1"), "{error}");
        assert!(error.message.contains("stratgy"), "{error}");
        let error = read(&GOOD.replace("http://127.0.0.1:1", "ftp://x")).unwrap_err();
        assert!(error.to_string().contains("app_url must be an http"), "{error}");
    }
}
