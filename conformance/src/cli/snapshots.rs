//! `cal-conformance snapshots review|accept|reject`: what `cargo insta` does, for those who have no cargo.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use conformance::{
    review::{Pending, pending},
    verdict::Exit,
};

use super::{
    Ended,
    flags::{Chosen, Folder, Snapshots},
    terminal,
};

/// Where the answers on record are, if nobody says so.
const USUAL: &str = "snapshots";

/// What a person says of one answer.
enum Decision {
    Accept,
    Reject,
    Skip,
    Quit,
}

/// Reviews what waits, or decides at once.
pub(super) fn run(command: &Snapshots) -> Result<Exit, Ended> {
    match command {
        Snapshots::Review(folder) => review(&waiting(folder)?),
        Snapshots::Accept(chosen) => decide(chosen, "accepted", Pending::accept),
        Snapshots::Reject(chosen) => decide(chosen, "rejected", Pending::reject),
    }
}

/// Shows one answer after the other and asks. What is left undecided still waits, which the exit code says.
fn review(waiting: &[Pending]) -> Result<Exit, Ended> {
    let (all, mut left) = (waiting.len(), 0);
    let mut answers = waiting.iter().enumerate();
    for (number, answer) in answers.by_ref() {
        terminal::print(&format!("{} of {all}: {}", number + 1, answer.shown().map_err(Ended::internal)?))?;
        match ask().map_err(Ended::internal)? {
            Decision::Accept => act(answer, "accepted", Pending::accept)?,
            Decision::Reject => act(answer, "rejected", Pending::reject)?,
            Decision::Skip => left += 1,
            Decision::Quit => {
                left += 1;
                break;
            }
        }
    }
    left += answers.count();
    if left > 0 {
        terminal::print(&format!("{left} of {all} still wait for review\n"))?;
        return Ok(Exit::Unrecorded);
    }
    if all == 0 { terminal::print("nothing waits for review\n") } else { Ok(Exit::Conforms) }
}

/// Asks until an answer makes sense. Whoever says nothing more has quit.
fn ask() -> io::Result<Decision> {
    loop {
        write!(io::stderr(), "accept, reject, skip or quit? [a/r/s/q] ")?;
        let mut line = String::new();
        if io::stdin().read_line(&mut line)? == 0 {
            return Ok(Decision::Quit);
        }
        match line.trim().to_ascii_lowercase().as_str() {
            "a" | "accept" => return Ok(Decision::Accept),
            "r" | "reject" => return Ok(Decision::Reject),
            "s" | "skip" => return Ok(Decision::Skip),
            "q" | "quit" => return Ok(Decision::Quit),
            _ => {}
        }
    }
}

fn decide(chosen: &Chosen, word: &str, how: impl Fn(&Pending) -> io::Result<()>) -> Result<Exit, Ended> {
    let waiting = waiting(&chosen.folder)?;
    let names: Vec<&str> = waiting.iter().map(|answer| answer.name.as_str()).collect();
    let what_waits = || match names.as_slice() {
        [] => "nothing waits for review".to_owned(),
        names => format!("these wait for review: {}", names.join(", ")),
    };
    if chosen.names.is_empty() && !chosen.all {
        return Err(Ended::usage(format!("name the answers, or say --all; {}", what_waits())));
    }
    if let Some(stranger) = chosen.names.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(Ended::usage(format!("no answer called {stranger:?} waits; {}", what_waits())));
    }
    if waiting.is_empty() {
        return terminal::print("nothing waits for review\n");
    }
    for answer in waiting.iter().filter(|answer| chosen.all || chosen.names.contains(&answer.name)) {
        act(answer, word, &how)?;
    }
    Ok(Exit::Conforms)
}

fn act(answer: &Pending, word: &str, how: impl Fn(&Pending) -> io::Result<()>) -> Result<(), Ended> {
    how(answer).map_err(|error| Ended::internal(format!("{} cannot be {word}: {error}", answer.name)))?;
    terminal::print(&format!("{word} {}\n", answer.name)).map(drop)
}

fn waiting(folder: &Folder) -> Result<Vec<Pending>, Ended> {
    let folder = folder.snapshots.clone().unwrap_or_else(|| PathBuf::from(USUAL));
    pending(&folder).map_err(|error| {
        let mend = if folder == Path::new(USUAL) { "; say where they are with --snapshots DIR" } else { "" };
        Ended::usage(format!("{} cannot be read: {error}{mend}", folder.display()))
    })
}
