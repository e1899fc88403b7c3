//! `cal-mock serve`.

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use mock_server::{Builder, MockServer};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::flags::{EnvironmentFormat, LogFormat, Serve};
use super::port::port;
use super::terminal::{LogOutput, complain, print};
use super::{Failure, environment, exposure, manners, ready_file, world_file};

/// Serves until a signal says stop.
pub(super) async fn run(flags: Serve) -> Result<(), Failure> {
    log(&flags);
    let address = SocketAddr::new(flags.host, port(flags.port)?);
    let builder =
        manners::taught(MockServer::builder().listen(address).limits(flags.bounds.limits()), &flags)?;
    let world = flags.world.as_deref().map(world_file::read).transpose()?;
    let builder = world.into_iter().fold(builder, Builder::world);
    let builder = flags.seed.into_iter().fold(builder, Builder::seed);
    let builder = flags.public_url.clone().into_iter().fold(builder, Builder::public_url);
    let builder = flags.smtp.clone().into_iter().fold(builder, Builder::mail_server);
    let builder = flags.rate_limit.into_iter().fold(builder, Builder::rate);
    // Before anybody is told that the server is there: whoever waits for it may already stop it.
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::internal)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::internal)?;
    let server = builder.start().await.map_err(|error| cannot_listen(address, &error))?;
    if let Some(file) = &flags.ready_file {
        ready_file::write(file, &server)?;
    }
    // A server that nobody could be told of still serves.
    if let Err(failure) = announce(&server, flags.world.as_deref()) {
        complain(failure.text());
    }
    exposure::warn(flags.host);
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    // Whoever asks a second time does not want to wait for anybody.
    tokio::select! {
        () = server.stop() => {}
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

fn cannot_listen(address: SocketAddr, error: &io::Error) -> Failure {
    let way_out = match error.kind() {
        io::ErrorKind::AddrInUse => "it is in use; take another with --port, or any free one with --port 0",
        io::ErrorKind::AddrNotAvailable => "this machine has no such address; take another with --host",
        io::ErrorKind::PermissionDenied => "it needs privileges; take one above 1023 with --port",
        _ => "",
    };
    let way_out = if way_out.is_empty() { error.to_string() } else { way_out.to_owned() };
    Failure::Unreachable(format!("cannot listen at {address}: {way_out}"))
}

/// What a person needs to begin.
fn announce(server: &MockServer, world: Option<&Path>) -> Result<(), Failure> {
    let known = server.environment();
    let variables: Vec<_> =
        known.variables.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    print(&format!("cal-mock listens at {}\n", server.public_url()))?;
    for wrong in server.wrongs() {
        print(&format!("Not as documented, {} {}: {}", wrong.kind.word(), wrong.name, wrong.wrong))?;
    }
    match world {
        None => print("The default world; ids and secrets are fixed and fake:\n")?,
        Some(file) => {
            print(&format!("The world of {}; of its secrets only hashes are kept:\n", file.display()))?;
        }
    }
    for line in server.credentials() {
        // A name that somebody wrote into a world is to begin no line of its own.
        print(&format!("  {}", line.replace('\n', "\\n")))?;
    }
    print("\nEnvironment variables to paste (cal-mock env prints them again):\n")?;
    print(&environment::written(&variables, EnvironmentFormat::Shell))?;
    print("\nStop with Ctrl-C.")?;
    environment::complain_of(&known.withheld);
    Ok(())
}

fn log(flags: &Serve) {
    let level = match (flags.quiet, flags.verbose) {
        (true, _) => "error",
        (false, 0) => "info",
        (false, 1) => "mock_server=debug,info",
        (false, _) => "debug",
    };
    let subscriber = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(level)).with_writer(LogOutput);
    match flags.log_format {
        LogFormat::Text => subscriber.with_target(false).with_ansi(is_colourful()).init(),
        LogFormat::Json => subscriber.json().init(),
    }
}

/// Colour only on a terminal, never with `NO_COLOR`.
fn is_colourful() -> bool {
    use std::io::IsTerminal;
    #[expect(clippy::disallowed_methods, reason = "main is the reader of the environment")]
    let refused = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
    io::stderr().is_terminal() && !refused
}
