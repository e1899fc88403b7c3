//! `cal-mock env`: what an application needs in its environment.

use mock_server::wire::shown::visible;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::flags::{Environment, EnvironmentFormat};
use super::port::own_address;
use super::terminal::{complain, print};
use super::{Failure, ask};

#[derive(Debug, Deserialize)]
struct Answer {
    variables: Map<String, Value>,
    withheld: Vec<String>,
}

pub(super) async fn run(flags: Environment) -> Result<(), Failure> {
    let url = flags.url.map_or_else(own_address, Ok)?;
    let body = ask::get(&url, "/_mock/v1/environment").await?;
    let answer: Answer = serde_json::from_slice(&body)
        .map_err(|error| Failure::Unreachable(format!("no mock answers at {url}: {error}")))?;
    if let Some(name) = answer.strange() {
        let why = "it tells of a variable that no mock has, and whoever pastes that into a shell may run it";
        return Err(Failure::Unreachable(format!("no mock answers at {url}: {why}: {name:?}")));
    }
    let text = |(name, value): (String, Value)| (name, value.as_str().unwrap_or_default().to_owned());
    let variables: Vec<_> = answer.variables.into_iter().map(text).collect();
    print(&written(&variables, flags.format))?;
    complain_of(&answer.withheld);
    Ok(())
}

impl Answer {
    /// The name of a variable that a shell, a file or a terminal would take for something else. Whoever listens at that
    /// address need not be a mock.
    fn strange(&self) -> Option<&str> {
        let is_ours = |name: &str| {
            let rest = name.strip_prefix("CAL_");
            rest.is_some_and(|rest| {
                rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            })
        };
        let is_plain = |value: &Value| {
            value.as_str().is_some_and(|text| !text.contains(['\n', '\t']) && visible(text) == text)
        };
        let told = self.variables.iter().find(|(name, value)| !is_ours(name) || !is_plain(value));
        let withheld = || self.withheld.iter().find(|name| !is_ours(name));
        told.map(|(name, _)| name).or_else(withheld).map(String::as_str)
    }
}

/// Names the variables that cannot be told.
pub(super) fn complain_of(withheld: &[impl AsRef<str>]) {
    for name in withheld {
        let mend = "take it from where you wrote it";
        complain(&format!("{} is not known here: it is kept as a hash; {mend}", name.as_ref()));
    }
}

/// Names and values in one of three forms.
pub(super) fn written(variables: &[(String, String)], format: EnvironmentFormat) -> String {
    if format == EnvironmentFormat::Json {
        let object: Map<String, Value> =
            variables.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
        return format!("{:#}", Value::from(object));
    }
    let line = |(name, value): &(String, String)| match format {
        EnvironmentFormat::Shell => format!("export {name}='{}'", value.replace('\'', r"'\''")),
        _ if value.contains([' ', '#', '"', '\'', '$']) => {
            format!("{name}=\"{}\"", value.replace('\\', r"\\").replace('"', r#"\""#).replace('$', r"\$"))
        }
        _ => format!("{name}={value}"),
    };
    variables.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive_the_shell_and_the_file() {
        let variables = [("A".to_owned(), "it's".to_owned()), ("B".to_owned(), "x".to_owned())];
        assert_eq!(written(&variables, EnvironmentFormat::Shell), "export A='it'\\''s'\nexport B='x'");
        assert_eq!(written(&variables, EnvironmentFormat::Dotenv), "A=\"it's\"\nB=x");
    }
}
