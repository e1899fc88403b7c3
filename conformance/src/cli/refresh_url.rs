//! `cal-conformance refresh-url`: is the refresh endpoint of an integrator's own backend right?

use std::sync::Arc;

use clap::Args;
use conformance::{
    cast::platform::{Platform, PlatformRole},
    catalogue::Book,
    fault::is_an_integrators,
    plan::Deciding,
    stopping::Stopping,
    target::{
        Backend, Provision, Target, Venue,
        backend::{Given, Knows},
        handover::Handover,
        mock::Showcase,
        profile::Profile,
        remote::Remote,
        serving::{Serving, Stand},
    },
    transport::Transport,
    verdict::{Exit, Halt},
};
use reqwest::Url;

use super::{Ended, flags::Asked, run::Begun, target::variable, terminal};

pub(super) const HELP: &str = "\
What happens: a mock plays Cal.com. For each scenario managed users are created there, and your backend comes to
know them in one of three ways. The mock's clock moves on until their access tokens have expired, and your endpoint
is called as atoms calls it: GET, `Authorization: Bearer <the old access token>`. Its answer is judged, the fresh
token is tried at the API, and the mock's journal shows what your backend asked it.

Your backend needs the address of the mock (in place of https://api.cal.com) and a platform client's id and secret.
Unless you say otherwise the mock listens at http://127.0.0.1:4225, and the client is that of its default world:
  CAL_API_URL=http://127.0.0.1:4225          the API is below /v2
  CAL_PLATFORM_CLIENT_ID, CAL_PLATFORM_CLIENT_SECRET   fixed and fake; `cal-mock env` prints them

How your backend comes to know a managed user:

  --handover-webhook URL   this JSON is posted there, and answered 2xx once it is stored:
      {\"userId\":179,\"email\":\"...\",\"accessToken\":\"...\",\"refreshToken\":\"...\",
       \"accessTokenExpiresAt\":1767229200000,\"refreshTokenExpiresAt\":...,
       \"clientId\":\"...\",\"clientSecret\":\"...\",\"apiUrl\":\"http://127.0.0.1:4225\"}
    cal-conformance refresh-url --url http://localhost:3000/api/refresh \\
      --handover-webhook http://localhost:3000/api/test/users

  --handover-command CMD   sh runs it, with the same JSON on its stdin and these variables, until it exits with 0:
      CAL_USER_ID CAL_USER_EMAIL CAL_ACCESS_TOKEN CAL_REFRESH_TOKEN CAL_ACCESS_TOKEN_EXPIRES_AT
      CAL_REFRESH_TOKEN_EXPIRES_AT CAL_PLATFORM_CLIENT_ID CAL_PLATFORM_CLIENT_SECRET CAL_API_URL
    cal-conformance refresh-url --url http://localhost:3000/api/refresh \\
      --handover-command 'psql app -c \"insert into users (cal_id, cal_access, cal_refresh)
        values ($CAL_USER_ID, '\\''$CAL_ACCESS_TOKEN'\\'', '\\''$CAL_REFRESH_TOKEN'\\'')\"'

  --serve-command CMD      sh starts your backend for each scenario, with the same variables (of the last user) and all
    users in CAL_MANAGED_USERS, a list of the JSON above; it is ended with SIGTERM afterwards, and must listen at
    --url within a minute
    cal-conformance refresh-url --url http://localhost:3000/api/refresh --serve-command 'node test-server.js'

  --serve-command together with one of the others starts it once, with the client and CAL_API_URL, and tells it of
  each user.

Each run of our own mock begins with the same user ids: let a user who comes again take the place of the one before.

Its clock: the mock's is set back before each scenario, by 61 minutes for each time that tokens expire in it. So tokens
that have expired have done so by your backend's clock, too, and those that come after the last time are good by both. A
scenario in which they expire more than once (REFURL-06, REFURL-09) also gives tokens between these times: they are good
at the mock, and have expired by your clock.

Not asked: CORS (whether a page elsewhere may call the endpoint), HTTPS, and what is kept of the user's own session.

Its scenarios are played one after the other, whatever --concurrency says.

Exit codes are those of `run`: 0 your endpoint conforms, 1 a rule is broken, 3 nobody listens at --url. REFURL-09 (two
calls at once) is an observed rule: a warning, unless --authority observed.";

/// The flags.
#[derive(Debug, Args)]
pub(super) struct RefreshUrl {
    /// Your refresh endpoint: what your page gives atoms as refreshUrl
    #[arg(long, value_name = "URL", value_parser = address)]
    url: Url,
    /// Where each managed user is posted to
    #[arg(long, value_name = "URL", value_parser = address, group = "handover")]
    handover_webhook: Option<Url>,
    /// What is run for each managed user
    #[arg(long, value_name = "CMD", group = "handover")]
    handover_command: Option<String>,
    /// What starts your backend
    #[arg(long, value_name = "CMD")]
    serve_command: Option<String>,
    /// The port of the mock that plays Cal.com; 0 is any free one
    #[arg(long, value_name = "N", default_value_t = 4225, conflicts_with_all = ["mock", "target"])]
    mock_port: u16,
    /// A mock that runs already, in place of one of our own
    #[arg(long, value_name = "URL", value_parser = address, conflicts_with = "target")]
    mock: Option<Url>,
    /// A target file for what plays Cal.com; its clock must be one that can be moved
    #[arg(long, value_name = "FILE")]
    target: Option<String>,
    /// The platform client at --mock or --target as which your backend calls [default: that of the target file, else one
    /// that is made]
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// The variable of the environment that holds its secret
    #[arg(long, value_name = "NAME", default_value = "CAL_PLATFORM_CLIENT_SECRET")]
    client_secret_env: String,
    #[command(flatten)]
    asked: Asked,
}

fn address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if matches!(url.scheme(), "http" | "https") { Ok(url) } else { Err("no http or https".to_owned()) }
}

/// Plays atoms, and says whether the endpoint conforms.
pub(super) async fn run(flags: RefreshUrl) -> Result<Exit, Ended> {
    let handover = handover(&flags);
    if handover.is_none() && flags.serve_command.is_none() {
        return Err(Ended::usage(
            "your backend must come to know the managed users: add --handover-webhook URL, --handover-command CMD or \
             --serve-command CMD (`cal-conformance refresh-url --help` has an example of each)",
        ));
    }
    let begun = Begun::new(flags.asked.clone(), |book| narrow(book, &flags.asked))?;
    let pace = &begun.asked.pace;
    let transport = Transport::new(pace.timeout).map_err(Ended::internal)?;
    let transport = transport.stopped_by(begun.stopping.clone()).paced(pace.rate_limit);
    let (profile, own) = cal(&flags)?;
    let remote = Remote::new(&profile, &transport, 1);
    remote.greet().await.map_err(|halt| unreachable(&begun.stopping, "Cal.com", &halt))?;
    let venue = remote.venue();
    if venue.clock.is_none() {
        return Err(Ended::usage(format!(
            "{}: its clock cannot be moved, and a token would take an hour to expire ([clock] strategy)",
            remote.name
        )));
    }
    let (client, made) = client(&flags, own.as_ref(), &venue).await?;
    let backing =
        Backing { flags: &flags, client, handover, is_over_with_the_client: own.is_some() || made.is_some() };
    let played = backing.play(begun, remote, &transport).await;
    if let (Some(id), Ok(door)) = (made, venue.door())
        && door.over(transport.unhindered()).remove("platform-clients", &id).await.is_err()
    {
        terminal::complain(&format!("platform-clients/{id} was made at Cal.com's and could not be removed"));
    }
    played
}

/// Leaves the rules that ask an integrator.
fn narrow(book: &mut Book, asked: &Asked) -> Result<(), Ended> {
    let names = |pattern: &glob::Pattern, id: &str| pattern.matches(&id.to_ascii_uppercase());
    let others: Vec<String> =
        book.rules.iter().filter(|it| !is_an_integrators(it)).map(|it| it.id.clone()).collect();
    book.rules.retain(is_an_integrators);
    for pattern in asked.rules.iter().chain(&asked.required) {
        let is_anothers = others.iter().any(|id| names(pattern, id));
        if is_anothers && !book.rules.iter().any(|rule| names(pattern, &rule.id)) {
            return Err(Ended::usage(format!(
                "{pattern} asks no integrator's backend: `refresh-url` plays REFURL, `run` the others"
            )));
        }
    }
    Ok(())
}

fn handover(flags: &RefreshUrl) -> Option<Handover> {
    let webhook = flags.handover_webhook.clone().map(Handover::Webhook);
    webhook.or_else(|| flags.handover_command.clone().map(Handover::Command))
}

/// What plays Cal.com, and our own mock, if it is that.
fn cal(flags: &RefreshUrl) -> Result<(Profile, Option<Showcase>), Ended> {
    let unusable = |error: conformance::handwritten::Unusable| Ended::usage(error.to_string());
    if let Some(file) = &flags.target {
        return Ok((Profile::read(file.as_ref(), &variable).map_err(unusable)?, None));
    }
    if let Some(url) = &flags.mock {
        return Ok((Profile::of_a_mock(url.as_str()).map_err(unusable)?, None));
    }
    let port = flags.mock_port;
    let own = Showcase::start(port).map_err(|error| {
        let mend = "if that is a cal-mock, use it with --mock URL; else choose another --mock-port";
        Ended::new(Exit::Unreachable, format!("no mock at port {port}: {error}; {mend}"))
    })?;
    terminal::complain(&format!("the mock that plays Cal.com listens at {}", own.url));
    Ok((Profile::of_a_mock(&own.url).map_err(unusable)?, Some(own)))
}

/// The platform client, and its id where it was made for this run.
async fn client(
    flags: &RefreshUrl,
    own: Option<&Showcase>,
    venue: &Venue,
) -> Result<(Platform, Option<String>), Ended> {
    let role = PlatformRole::Orbit;
    let known = |id: &str, secret: &str| Platform {
        role,
        id: id.to_owned(),
        secret: secret.to_owned(),
        redirect_uris: Vec::new(),
    };
    match (&flags.client_id, own, &venue.provision) {
        (Some(_), Some(_), _) => {
            Err(Ended::usage("--client-id is for --mock and --target: our own mock has a client of its own"))
        }
        (Some(id), None, _) => {
            let name = &flags.client_secret_env;
            let secret = variable(name).filter(|secret| !secret.is_empty());
            let secret = secret
                .ok_or_else(|| Ended::usage(format!("{name} holds no secret (--client-secret-env)")))?;
            Ok((known(id, &secret), None))
        }
        (None, Some(own), _) => Ok((known(own.platform.0, own.platform.1), None)),
        (None, None, Provision::Static(standing)) => {
            let client = standing.platform(role).map_err(|halt| Ended::usage(halt.message()))?;
            Ok((client, None))
        }
        (None, None, Provision::Control(door)) => {
            let order = role.order();
            let made = door.create_platform(&order).await;
            let made = made.map_err(|halt| {
                Ended::new(Exit::Unreachable, format!("no platform client could be made: {}", halt.message()))
            })?;
            let client = made.of(role, order);
            let id = client.id.clone();
            Ok((client, Some(id)))
        }
    }
}

/// The backend, before it is known how it goes.
struct Backing<'a> {
    flags: &'a RefreshUrl,
    client: Platform,
    handover: Option<Handover>,
    /// Whether its users go when the client goes.
    is_over_with_the_client: bool,
}

impl Backing<'_> {
    async fn play(self, begun: Begun, remote: Remote, transport: &Transport) -> Result<Exit, Ended> {
        let url = &self.flags.url;
        let api_url = remote.venue().api_url.clone();
        let (knows, running) = self.reached(&api_url, transport).await.map_err(|halt| {
            // It is the backend that nobody has judged yet.
            unreachable(&begun.stopping, "your backend", &halt)
        })?;
        // No password and no query: either may be a secret.
        let name = format!("refresh endpoint {}{}", url.origin().ascii_serialization(), url.path());
        let given = Arc::new(Given::new(url.clone(), self.client, knows));
        let target = Target::Remote(remote.beside(Backend::Given(Arc::clone(&given)), name));
        let exit = begun.play(target, 1, Deciding::Documented, true).await;
        drop(running);
        if !self.is_over_with_the_client {
            for left in given.take_back(&api_url, &transport.unhindered()).await {
                terminal::complain(&format!("{left} was made at Cal.com's and could not be removed"));
            }
        }
        exit
    }

    /// How it comes to know the users; it listens now, unless each scenario starts it.
    async fn reached(&self, api_url: &Url, transport: &Transport) -> Result<(Knows, Option<Stand>), Halt> {
        let url = &self.flags.url;
        let serving = self.flags.serve_command.clone().map(Serving::new);
        match (self.handover.clone(), serving) {
            (Some(handover), Some(serving)) => {
                let variables = vec![
                    ("CAL_PLATFORM_CLIENT_ID", self.client.id.clone()),
                    ("CAL_PLATFORM_CLIENT_SECRET", self.client.secret.clone()),
                    ("CAL_API_URL", api_url.as_str().trim_end_matches('/').to_owned()),
                ];
                let stand = transport.excused(serving.start_with(variables, url, transport)).await??;
                Ok((Knows::Told(handover), Some(stand)))
            }
            (Some(handover), None) => {
                transport.reach(url).await?;
                Ok((Knows::Told(handover), None))
            }
            (None, Some(serving)) => Ok((Knows::Started(serving), None)),
            (None, None) => Err(Halt::Ours("the backend comes to know nobody".to_owned())),
        }
    }
}

fn unreachable(stopping: &Stopping, who: &str, halt: &Halt) -> Ended {
    let exit = if stopping.reason().is_some() { Exit::Interrupted } else { Exit::Unreachable };
    Ended::new(exit, format!("{who}: {}", halt.message()))
}
