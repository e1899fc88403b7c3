//! `cal-mock env`: what an application needs in its environment.

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
    let text = |(name, value): (String, Value)| (name, value.as_str().unwrap_or_default().to_owned());
    let variables: Vec<_> = answer.variables.into_iter().map(text).collect();
    print(&written(&variables, flags.format))?;
    complain_of(&answer.withheld);
    Ok(())
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
