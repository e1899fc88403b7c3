//! The reference integrator as a program: a backend with managed users and a refresh endpoint.
//!
//! ```sh
//! export CAL_PLATFORM_CLIENT_SECRET=...
//! cargo run -p conformance --example integrator -- --api-url http://127.0.0.1:4225 --client-id ... --database users.sqlite
//! curl -X POST localhost:4300/users -H 'Content-Type: application/json' -d '{"email":"bob@example.com"}'
//! curl localhost:4300/refresh -H 'Authorization: Bearer OLD_ACCESS_TOKEN'
//! ```

use std::{io::Write as _, net::Ipv4Addr, path::PathBuf, process::ExitCode};

use clap::{Parser, builder::PossibleValuesParser, builder::TypedValueParser as _};
use conformance::{
    integrator::{self, Dies, Settings, Wrong},
    target::handover::Handed,
};
use reqwest::Url;
use strum::VariantNames as _;

/// A small backend of an integrator: it makes managed users, stores their tokens, and serves the endpoint that atoms
/// calls when an access token has expired
#[derive(Debug, Parser)]
#[command(
    name = "integrator",
    after_help = "\
Routes:
  GET  /refresh           the refresh endpoint: Authorization: Bearer OLD -> {\"accessToken\":\"...\"}
  POST /users             {\"email\",\"name\"?} makes a managed user and stores its tokens
  POST /handover          stores a managed user that was made elsewhere: what `cal-conformance refresh-url
                          --handover-webhook` posts (a real backend has no such door)
  GET  /token?user=ID     the stored access token, for a page (a demo: a real backend knows who asks)
  GET  /...               the files of --public

CAL_MANAGED_USERS, if it is set, is a list of users that are known from the beginning, as /handover takes them:
`cal-conformance refresh-url --serve-command` sets it.
INTEGRATOR_DIES_BEFORE_STORING=tokens (or user) is for tests: the process aborts between Cal.com's answer
to a refresh (or to the making of a user) and writing it down."
)]
struct Flags {
    /// Where Cal.com's API is, with or without its /v2
    #[arg(long, env = "CAL_API_URL")]
    api_url: Url,
    /// The platform client
    #[arg(long, env = "CAL_PLATFORM_CLIENT_ID")]
    client_id: String,
    /// The variable of the environment that holds its secret
    #[arg(long, value_name = "NAME", default_value = "CAL_PLATFORM_CLIENT_SECRET")]
    client_secret_env: String,
    /// Where users and tokens are kept [default: in memory]
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
    /// Where to listen on this machine; 0 is any free port
    #[arg(long, default_value_t = 4300)]
    port: u16,
    /// A folder whose files are served beside the routes
    #[arg(long, value_name = "FOLDER")]
    public: Option<PathBuf>,
    /// Be wrong in this way
    #[arg(long, value_name = "VARIANT", value_parser = PossibleValuesParser::new(Wrong::VARIANTS).try_map(|it| it.parse::<Wrong>()))]
    wrong: Option<Wrong>,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    match run(flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "integrator: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Who `cal-conformance refresh-url --serve-command` says is there already.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn known() -> Result<Vec<Handed>, String> {
    let list = std::env::var("CAL_MANAGED_USERS").unwrap_or_else(|_| "[]".to_owned());
    serde_json::from_str(&list).map_err(|error| format!("CAL_MANAGED_USERS is no list of users: {error}"))
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn dies() -> Result<Option<Dies>, String> {
    let Ok(word) = std::env::var("INTEGRATOR_DIES_BEFORE_STORING") else { return Ok(None) };
    let dies =
        word.parse().map_err(|_| format!("INTEGRATOR_DIES_BEFORE_STORING is user or tokens, not {word}"))?;
    Ok(Some(dies))
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn run(flags: Flags) -> Result<(), String> {
    let client_secret = std::env::var(&flags.client_secret_env)
        .map_err(|_| format!("{} holds no secret (--client-secret-env)", flags.client_secret_env))?;
    let settings = Settings {
        api_url: flags.api_url,
        client_id: flags.client_id,
        client_secret,
        database: flags.database,
        public: flags.public,
        known: known()?,
        wrong: flags.wrong,
        dies_before_storing: dies()?,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let listening = |address| {
        let mut out = std::io::stdout();
        let _ = writeln!(out, "the integrator listens at http://{address}").and_then(|()| out.flush());
    };
    runtime.map_err(|error| error.to_string())?.block_on(integrator::serve(
        settings,
        (Ipv4Addr::LOCALHOST, flags.port).into(),
        listening,
    ))
}
